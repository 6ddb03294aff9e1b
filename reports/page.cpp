#include "reports/page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "reports/html.hpp"
#include "reports/page_claim.hpp"
#include "reports/page_examples.hpp"
#include "reports/page_figure.hpp"
#include "reports/page_loops.hpp"
#include "reports/page_paper.hpp"
#include "reports/page_relations.hpp"
#include "reports/page_trust.hpp"
#include "reports/text.hpp"

namespace groundcheck {

namespace {

std::string counts_line(const Report& report) {
    const Tally claims = tally(report, false);
    const Tally mutants = tally(report, true);
    std::string text = fmt::format("{} of {} decided, {} as expected", claims.decided(),
                                   counted(claims.claims, "claim", "claims"), claims.as_expected);
    if (mutants.claims > 0)
        text += fmt::format("; {} of {} came out as they must", mutants.as_expected,
                            counted(mutants.claims, "mutant", "mutants"));
    text += "; " + counted(claims.instances + mutants.instances, "instance", "instances") + " at " +
            counted(claims.points + mutants.points, "point", "points") + ". ";
    return text;
}

std::string unexpected_note(const Report& report) {
    std::string html;
    for (const ClaimResult& result : report.results)
        if (!result.passes())
            html += (html.empty() ? "" : ", ") + link_to_claim(report, result.claim.id) +
                    (result.is_mutant ? " (its mutant)" : "") +
                    (is_unfinished(result) ? " (unfinished)" : "");
    if (html.empty()) return "";
    const char* const what =
        is_unfinished(report) ? "Not decided yet, the audit is unfinished:" : "Not as expected:";
    return "<p><b class=\"unexpected\">" + std::string(what) + "</b> " + html + "</p>\n";
}

// What is audited: "An audit of A. Author (2026), ...", or of how many papers.
std::string subject(const Report& report) {
    if (report.papers.empty()) return "";
    return report.papers.size() == 1 ? citation(report.papers.front())
                                     : counted(report.papers.size(), "paper", "papers");
}

std::string family_anchor(const std::string& group) { return "family-" + anchor(group); }

// The claims' groups, each where it first occurs, and how many claims it has.
std::vector<std::pair<std::string, std::size_t>> families(const Report& report) {
    std::vector<std::pair<std::string, std::size_t>> list;
    for (const ClaimResult& result : report.results) {
        if (result.is_mutant) continue;
        const std::string group = group_of(result.claim.id);
        const auto place =
            std::find_if(list.begin(), list.end(), [&](const auto& entry) { return entry.first == group; });
        if (place == list.end())
            list.emplace_back(group, 1);
        else
            ++place->second;
    }
    return list;
}

std::string family_name(std::string group) {
    std::replace(group.begin(), group.end(), '-', ' ');
    return html_text(capitalised(group));
}

// Pictures of the audit's own: those of loops have a page of theirs.
bool has_pictures(const Report& report) {
    return std::any_of(report.figures.begin(), report.figures.end(),
                       [](const Figure& figure) { return !is_loop_figure(figure); });
}

// The table of contents: what the page has, in its order.
std::string contents(const Report& report, bool has_counterexamples) {
    std::string html = "<nav class=\"contents\">\n<ul>\n";
    const auto entry = [&](const std::string& target, const std::string& words) {
        html += "<li><a href=\"#" + target + "\">" + words + "</a></li>\n";
    };
    const bool one = report.papers.size() == 1;
    const auto of = [&](const Paper& paper) { return one ? "" : ": " + html_text(paper.id); };
    if (!report.papers.empty()) entry("verdicts", "What is claimed, and what of it holds");
    for (const Paper& paper : report.papers)
        if (!paper.findings.empty()) entry("findings-" + anchor(paper.id), "Findings" + of(paper));
    for (const Paper& paper : report.papers)
        if (!paper.relations.empty())
            entry("relations-" + anchor(paper.id), "Beside other results" + of(paper));
    if (has_counterexamples) entry("counterexamples", "Counterexamples");
    for (const Paper& paper : report.papers)
        entry("readings-" + anchor(paper.id), "Reading by reading" + of(paper));
    if (has_pictures(report)) entry("figures", "Pictures");
    entry("claims", "The claims");
    entry("trust", "What has to be trusted");
    entry("provenance", "Provenance");
    entry("unfolded", "Unfold everything, in print too");
    return html + "</ul>\n</nav>\n";
}

std::string first_screen(const Report& report) {
    const std::string what = subject(report), counterexamples = counterexamples_section(report);
    const bool one = report.papers.size() == 1;
    std::string html =
        "<header>\n<p class=\"paper\">" +
        (what.empty() ? std::string("Audit of claims by groundcheck") : "An audit of " + html_text(what)) +
        "</p>\n<h1>" +
        (what.empty() ? "Which of the claims hold?"
         : one        ? "What does the paper claim, and what of it holds?"
                      : "What do the papers claim, and what of it holds?") +
        "</h1>\n</header>\n<main id=\"unfolded\">\n" + contents(report, !counterexamples.empty()) +
        "<div id=\"verdicts\">\n";
    if (report.papers.size() > 1)
        html +=
            "<p class=\"small\"><a href=\"papers.html\">The papers beside each other</a>: what is the same "
            "in "
            "other letters, what contradicts, what was sharpened; and a page for each.</p>\n";
    html += loops_line(report);
    for (const Paper& paper : report.papers) {
        if (!one)
            html += "<h2 id=\"paper-" + anchor(paper.id) + "\">" + html_text(citation(paper)) + "</h2>\n";
        html += paper_overview(report, paper);
    }
    html += assurance_legend(report) + "<p class=\"small\">" + html_text(counts_line(report)) +
            "Every verdict is a proof or an exact counterexample, never a sample; "
            "<a href=\"#trust\">what has to be trusted</a> and <a href=\"#provenance\">where it comes "
            "from</a> stand at the end. For machines: <a href=\"report.json\">report.json</a>, "
            "<a href=\"junit.xml\">junit.xml</a>.</p>\n" +
            unexpected_note(report) + "</div>\n";
    for (const Paper& paper : report.papers)
        html += findings_section(report, paper);
    for (const Paper& paper : report.papers)
        html += relations_section(report, paper);
    return html + counterexamples;
}

std::string figures_part(const Report& report, const Pictures& pictures, const std::string& no_pictures) {
    if (!has_pictures(report)) return "";
    std::string html = "<h2 id=\"figures\">Pictures</h2>\n" + no_pictures_html(no_pictures);
    for (const Figure& figure : report.figures)
        if (!is_loop_figure(figure)) html += figure_html(report, figure, pictures);
    return html;
}

// The claims group by group; a group that comes again has its name again, and its anchor where it first
// stands.
std::string claims_part(const Report& report) {
    std::string groups;
    std::set<std::string> anchored;
    for (const auto& [group, claims] : families(report))
        groups += (groups.empty() ? "" : " · ") + std::string("<a href=\"#") + family_anchor(group) + "\">" +
                  family_name(group) + "</a> (" + std::to_string(claims) + ")";
    std::string html =
        "<h2 id=\"claims\">The claims</h2>\n<p class=\"small\">Each unfolds to its statement, where it was "
        "decided and how, the counterexample, what simulation says, its certificates and its mutant.</p>\n" +
        (groups.empty() ? "" : "<p class=\"small\">" + groups + "</p>\n");
    std::string group;
    for (const ClaimResult& result : report.results) {
        if (result.is_mutant) continue;
        if (group_of(result.claim.id) != group) {
            group = group_of(result.claim.id);
            const bool first = anchored.insert(group).second;
            html += "<h4 class=\"family\"" +
                    (first ? " id=\"" + family_anchor(group) + "\"" : std::string()) + ">" +
                    family_name(group) + "</h4>\n";
        }
        html += claim_section(report, result);
    }
    return html;
}

}  // namespace

std::string page_html(const Report& report, const Pictures& pictures, const std::string& no_pictures) {
    const std::string what = subject(report);
    std::string html = page_head("Audit" + (what.empty() ? "" : " of " + what));
    html += first_screen(report);
    for (const Paper& paper : report.papers)
        html += readings_section(report, paper);
    html += figures_part(report, pictures, no_pictures);
    html += claims_part(report);
    html += "<h2 id=\"trust\">What has to be trusted</h2>\n" + trust_section(report);
    html += "<h2 id=\"provenance\">Provenance</h2>\n" + provenance_section(report);
    html +=
        "</main>\n<footer class=\"small\">Made by groundcheck from the audit’s ledger alone; "
        "<code>groundcheck report LEDGER --report DIR</code> makes it again.</footer>\n</body>\n</html>\n";
    return html;
}

}  // namespace groundcheck
