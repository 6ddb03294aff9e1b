// groundcheck show: a claim with its domain, its assumptions, where it comes from and who reads it; or a
// paper.
#include <algorithm>
#include <iostream>
#include <memory>
#include <sstream>

#include "cli/command.hpp"
#include "cli/selection.hpp"
#include "decide/question/domain_text.hpp"
#include "reports/text.hpp"
#include "sim/process.hpp"
#include "theorems/language/process.hpp"

namespace groundcheck::cli {

namespace {

// "label   text", with further lines of the text under the first.
void print(const std::string& label, const std::string& text) {
    if (text.empty()) return;
    constexpr std::size_t margin = 12;
    std::istringstream lines(text);
    std::string line;
    for (bool first = true; std::getline(lines, line); first = false) {
        if (line.empty() && first) continue;
        std::cout << "  " << pad_right(first ? label : "", margin) << printable(line) << "\n";
    }
}

std::string trimmed(std::string text) {
    const auto is_space = [](char c) { return c == '\n' || c == ' ' || c == '\t'; };
    while (!text.empty() && is_space(text.back()))
        text.pop_back();
    const auto first = std::find_if_not(text.begin(), text.end(), is_space);
    return {first, text.end()};
}

void print_domain(const std::string& label, const Domain& domain) {
    std::string text;
    for (const auto& [name, range] : written_ranges(domain))
        text += (text.empty() ? "" : "; ") + name + " in " + range;
    if (domain.process) text += (text.empty() ? "" : "; ") + std::string("process: ") + domain.process->text;
    if (!domain.where_text.empty())
        text += (text.empty() ? "" : "; ") + std::string("where ") + trimmed(domain.where_text);
    print(label, text);
}

// What can be done with a process that is not the plain one, and why not the rest.
void print_capabilities(const Process* process) {
    if (process == nullptr) return;
    std::string offered, declined;
    for (const auto& [capability, why] : capabilities_of(process)) {
        if (why.empty())
            offered += (offered.empty() ? "" : ", ") + capability;
        else
            declined += (declined.empty() ? "" : "\n") + capability + ": " + why;
    }
    print("offers", offered);
    print("declines", declined);
}

void print_assumption(const Assumption& assumption) {
    std::string text = assumption.name + ": " + assumption.says;
    if (!assumption.drop.empty()) {
        text += "\n  dropped:";
        for (const auto& [name, range] : assumption.drop)
            text += " " + name + (name == "statement" || name.starts_with("process.") ? ": " : " in ") +
                    range + ";";
        text.pop_back();
    }
    if (assumption.sweep)
        text += "\n  mapped: " + assumption.sweep->parameter + " over " + assumption.sweep->text;
    if (assumption.unsaid) text += "\n  the paper leaves it unsaid";
    print("assumes", text);
}

// The readings of a passage that name the claim: "zenil-2026, Theorem 2: holds without sampling noise".
void print_readings(const Claim& claim, const Paper& paper) {
    const auto names = [&](const std::vector<std::string>& ids) {
        return std::find(ids.begin(), ids.end(), claim.id) != ids.end();
    };
    for (const auto* passages : {&paper.statements, &paper.sentences}) {
        for (const Passage& passage : *passages) {
            const std::string place = paper.id + ", " + passage.number;
            for (const Reading& reading : passage.readings) {
                if (names(reading.claims)) print("read in", place + ": " + reading.says);
                if (names(reading.against)) print("against", place + ": " + reading.says);
            }
            if (names(passage.related)) print("bears on", place);
        }
    }
}

void show(const Paper& paper) {
    std::cout << paper.id << "\n";
    print("cite", citation(paper));
    print("at", paper.url);
    for (const Letter& letter : paper.letters)
        print("letter", letter.paper + (letter.paper == letter.here ? "" : ", here " + letter.here) + ": " +
                            letter.means);
    print("file", paper.file.string());
    for (const auto* passages : {&paper.statements, &paper.sentences}) {
        for (const Passage& passage : *passages) {
            std::cout << "\n" << printable(passage.number + ". " + passage.says) << "\n";
            print("section", passage.section);
            print("rests on", joined(passage.rests_on));
            print("unread", passage.unread);
            for (const Reading& reading : passage.readings) {
                print(to_text(reading.role), reading.says);
                print("", joined(reading.claims).empty() ? "" : "by " + joined(reading.claims));
                print("", joined(reading.against).empty() ? "" : "against it: " + joined(reading.against));
            }
            print("related", joined(passage.related));
            for (const PaperRelation& relation : paper.relations)
                if (relation.number == passage.number)
                    print(to_text(relation.kind),
                          (relation.paper.empty() ? "" : relation.paper + ", " + relation.there + ": ") +
                              relation.says);
        }
    }
}

void show(const LoopFinding& finding) {
    std::cout << finding.id << "\n";
    print("title", finding.title);
    print("source", finding.source);
    print("statement", trimmed(finding.statement.text));
    for (const auto& [name, value] : finding.defined)
        print("with", name + " = " + trimmed(value));
    for (const auto& [name, table] : finding.loops) {
        std::string settings;
        for (const auto& [key, value] : table.settings)
            settings += (settings.empty() ? "" : "; ") + key + " " + value;
        print(name.empty() ? "loop" : "beside", (name.empty() ? "" : name + ": ") + settings);
    }
    if (finding.lattice) {
        std::string settings;
        for (const auto& [key, value] : finding.lattice->settings)
            settings += (settings.empty() ? "" : "; ") + key + " " + value;
        print("exact", settings);
    }
    print("expected", finding.expected());
    print("note", trimmed(finding.note));
    if (finding.mutant) print("mutant", trimmed(finding.mutant->text));
    print("file", finding.file.string());
}

void show(const Claim& claim, const std::vector<Paper>& papers) {
    std::cout << claim.id << "\n";
    print("title", claim.title);
    for (const Paper& paper : papers)
        print_readings(claim, paper);
    print("source", claim.source);
    print("statement", trimmed(claim.statement_text));
    print("equality", claim.equality_text.empty() ? "" : "exactly where " + trimmed(claim.equality_text));
    print("expected", to_text(claim.expect));
    for (const auto& domain : claim.domains)
        print_domain("domain", domain);
    // A claim has one process; what changes from domain to domain are the numbers in it.
    if (!claim.domains.empty()) print_capabilities(claim.domains.front().process.get());
    for (const auto& domain : claim.full)
        print_domain("with --full", domain);
    for (const auto& assumption : claim.assumptions)
        print_assumption(assumption);
    print("note", trimmed(claim.note));
    if (claim.mutant) {
        print("mutant",
              trimmed(claim.mutant->statement_text) + "\nmust come out " + to_text(claim.mutant->expect));
    }
    print("theorem", claim.formal);
    print("file", claim.file.string());
}

}  // namespace

void add_show_command(Command app, Context& context) {
    auto names = std::make_shared<std::vector<std::string>>();
    Command command = app.add_command(
        "show", "Print a claim with its domain, its assumptions and who reads it; or a paper");
    command
        .add_option("claims", *names,
                    "Ids, families, claim files or folders of them; or papers, which are printed without "
                    "their claims")
        .required();
    command.on_run([names, &context] {
        const Selection selection = select_claims(*names, context);
        bool first = true;
        const auto apart = [&first] {
            if (!first) std::cout << "\n";
            first = false;
        };
        for (const LoopFinding& finding : selection.findings) {
            apart();
            show(finding);
        }
        if (selection.names_papers)
            for (const Paper& paper : selection.papers) {
                apart();
                show(paper);
            }
        else
            for (const Claim& claim : selection.claims) {
                apart();
                show(claim, selection.papers);
            }
    });
}

}  // namespace groundcheck::cli
