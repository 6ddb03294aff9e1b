// groundcheck list: the claims, one a line, a family at a time; or the papers.
#include <algorithm>
#include <iostream>
#include <memory>

#include "cli/command.hpp"
#include "cli/selection.hpp"
#include "reports/text.hpp"

namespace groundcheck::cli {

namespace {

struct ListOptions {
    std::vector<std::string> names;
    bool papers = false;
};

std::string group_of(const std::string& id) {
    const auto slash = id.rfind('/');
    return slash == std::string::npos ? std::string() : id.substr(0, slash);
}

void list_papers(const std::vector<Paper>& papers) {
    std::size_t widest = 0;
    for (const Paper& paper : papers)
        widest = std::max(widest, width_of(paper.id));
    for (const Paper& paper : papers)
        std::cout << pad_right(paper.id, widest + 2)
                  << counted(paper.statements.size(), "statement", "statements") << ", "
                  << counted(paper.sentences.size(), "sentence", "sentences") << ", "
                  << counted(claims_of(paper).size(), "claim", "claims") << "\n"
                  << std::string(widest + 2, ' ') << printable(citation(paper)) << "\n";
    std::cout << "\n"
              << counted(papers.size(), "paper", "papers")
              << "; `groundcheck show PAPER` prints one, `groundcheck audit PAPER` audits it\n";
}

void list_claims(const std::vector<Claim>& claims) {
    std::size_t widest = 0;
    for (const Claim& claim : claims)
        widest = std::max(widest, claim.id.size());
    std::string group;
    bool first = true;
    for (const Claim& claim : claims) {
        if (!first && group_of(claim.id) != group) std::cout << "\n";
        first = false;
        group = group_of(claim.id);
        std::cout << pad_right(claim.id, widest + 2) << pad_right(to_text(claim.expect), 11)
                  << printable(claim.title) << "\n";
    }
    std::cout << "\n" << counted(claims.size(), "claim", "claims") << "; `groundcheck show ID` prints one\n";
}

void list_findings(const std::vector<LoopFinding>& findings) {
    std::size_t widest = 0;
    for (const LoopFinding& finding : findings)
        widest = std::max(widest, finding.id.size());
    for (const LoopFinding& finding : findings)
        std::cout << pad_right(finding.id, widest + 2) << pad_right(finding.expected(), 14)
                  << printable(finding.title) << "\n";
    const auto decided = static_cast<std::size_t>(std::count_if(
        findings.begin(), findings.end(), [](const auto& one) { return one.lattice.has_value(); }));
    std::cout << "\n";
    if (findings.size() > decided)
        std::cout << counted(findings.size() - decided, "finding", "findings")
                  << " about loops, held statistically\n";
    if (decided > 0)
        std::cout << counted(decided, "finding", "findings") << " about loops, decided by enumeration\n";
}

void list(const ListOptions& options, const Context& context) {
    const Selection selection = select_claims(options.names, context);
    if (options.papers)
        list_papers(selection.papers);
    else if (!selection.claims.empty())
        list_claims(selection.claims);
    if (options.papers || selection.findings.empty()) return;
    if (!selection.claims.empty()) std::cout << "\n";
    list_findings(selection.findings);
}

}  // namespace

void add_list_command(Command app, Context& context) {
    auto options = std::make_shared<ListOptions>();
    Command command = app.add_command("list", "List the claims with their expected verdicts, or the papers");
    command.add_option("claims", options->names,
                       "Papers, ids, families, claim files, or folders of claims or of a paper (default: the "
                       "whole catalogue)");
    command.add_flag("--papers", options->papers, "List the papers, with what each is made of");
    command.on_run([options, &context] { list(*options, context); });
}

}  // namespace groundcheck::cli
