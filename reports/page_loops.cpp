#include "reports/page_loops.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/html.hpp"
#include "reports/loop_findings.hpp"
#include "reports/page_figure.hpp"
#include "reports/text.hpp"

namespace groundcheck {

namespace {

std::string sides_html(const LoopCheck& check, bool with_time) {
    std::string cells = with_time ? "<td class=\"number\">" + std::to_string(check.t) + "</td>" : "";
    for (const DoubleInterval side : check.sides)
        cells += "<td class=\"digits\">" + html_text(finding_interval(side)) + "</td>";
    return "<tr>" + cells + "<td>" + to_text(check.finding) + "</td></tr>\n";
}

// The sides of a statement at every t.
std::string checks_table(const std::vector<LoopCheck>& checks) {
    if (checks.empty()) return "";
    const bool with_time = checks.size() > 1 || checks.front().t != 0;
    std::string heads = with_time ? "<th>t</th>" : "";
    const std::size_t sides = checks.front().sides.size();
    for (std::size_t i = 0; i < sides; ++i)
        heads += sides == 2 ? (i == 0 ? "<th>left</th>" : "<th>right</th>")
                            : "<th>side " + std::to_string(i + 1) + "</th>";
    std::string html = "<div class=\"scroll\"><table class=\"sides\"><thead><tr>" + heads +
                       "<th>finding</th></tr></thead><tbody>\n";
    for (const LoopCheck& check : checks)
        html += sides_html(check, with_time);
    return html + "</tbody></table></div>";
}

std::string loop_row(const std::string& name, const std::string& html) {
    return html.empty() ? "" : "<dt>" + name + "</dt><dd>" + html + "</dd>\n";
}

std::string loops_of(const LoopFindingResult& finding) {
    std::string html;
    for (const auto& [name, settings] : finding.loops)
        html += "<li>" + (name.empty() ? std::string() : "<b>" + html_text(name) + "</b>: ") +
                html_text(settings) + "</li>\n";
    return "<ul class=\"plain\">\n" + html + "</ul>";
}

std::string definitions_of(const LoopFindingResult& finding) {
    std::string html;
    for (const auto& [name, text] : finding.defined)
        html += "<li><code>" + html_text(name + " = " + text) + "</code></li>\n";
    return html.empty() ? "" : "<ul class=\"plain\">\n" + html + "</ul>";
}

std::string expected_note(const LoopFindingResult& finding) {
    return finding.passes()
               ? ""
               : " <b class=\"unexpected\">expected " + finding.expected() + ", and its mutant otherwise</b>";
}

// How many cases, and the counterexample.
std::string lattice_html(const LatticeVerdict& found) {
    std::string html = "<p>" + counted(found.cases, "case", "cases") + ", fails in " + grouped(found.fails) +
                       (found.open > 0 ? ", open in " + grouped(found.open) : "") + "</p>";
    if (found.counterexample.empty()) return html;
    html += "<div class=\"scroll\"><table class=\"sides\"><tbody>\n";
    for (const auto& [name, value] : found.counterexample)
        html +=
            "<tr><td>" + html_text(name) + "</td><td class=\"digits\">" + html_text(value) + "</td></tr>\n";
    return html + "</tbody></table></div>";
}

std::string found_html(const LoopFindingResult& finding, bool of_mutant) {
    if (finding.lattice) return lattice_html(of_mutant ? finding.lattice->mutant : finding.lattice->found);
    return checks_table(of_mutant ? finding.mutant_checks : finding.checks);
}

// "statistical, 99.9%", or nothing of what is certain.
std::string sureness_of(const LoopFindingResult& finding) {
    return finding.lattice ? "" : fmt::format(", statistical, {:.6g}%", 100 * finding.confidence);
}

std::string finding_section(const LoopFindingResult& finding) {
    std::string html = "<section class=\"claim\" id=\"" + anchor(finding.id) +
                       "\">\n<details><summary><p class=\"id\"><code>" + html_text(finding.id) +
                       "</code><b>" + finding.outcome() + "</b>" + sureness_of(finding) +
                       expected_note(finding) + "</p><h3>" + html_text(finding.title) +
                       "</h3></summary>\n<dl>\n";
    html += loop_row("statement", "<code>" + html_text(finding.statement) + "</code>");
    html += loop_row("with", definitions_of(finding));
    html += loop_row(finding.lattice ? "enumerated" : "loops", loops_of(finding));
    html += loop_row("found", found_html(finding, false) + html_text(finding.reason));
    if (!finding.lattice)
        html +=
            loop_row("replicates", grouped(finding.replicates) + ", seed " + std::to_string(finding.seed));
    html += loop_row("source", html_text(finding.source));
    html += loop_row("note", html_prose(finding.note));
    if (!finding.mutant.empty())
        html += loop_row("mutant", "<p><code>" + html_text(finding.mutant) + "</code>: <b>" +
                                       finding.mutant_outcome() + "</b></p>" + found_html(finding, true));
    return html + "</dl>\n</details>\n</section>\n";
}

std::size_t as_expected(const Report& report) {
    return static_cast<std::size_t>(std::count_if(report.loop_findings.begin(), report.loop_findings.end(),
                                                  [](const auto& finding) { return finding.passes(); }));
}

}  // namespace

bool has_loops(const Report& report) { return !report.loop_findings.empty(); }

std::string loops_line(const Report& report) {
    if (!has_loops(report)) return "";
    return "<p class=\"small\"><a href=\"" + std::string(loops_page_name) +
           "\">Loops of models that write text</a>: " +
           counted(report.loop_findings.size(), "finding", "findings") + ", " +
           std::to_string(as_expected(report)) +
           " as expected, held against replicates with a stated confidence or decided on a lattice, and "
           "pictures.</p>\n";
}

std::string loops_page(const Report& report, const Pictures& pictures, const std::string& no_pictures) {
    std::string html =
        page_head("Loops") +
        "<header>\n<p class=\"paper\"><a href=\"index.html\">The whole audit</a></p>\n"
        "<h1>What becomes of models of text that are trained on their own text?</h1>\n</header>\n<main>\n"
        "<p>Markov chains are fitted to a real text, write a text, are fitted to that, and so on. No exact "
        "method reaches such a loop, so what is held against replicates is no verdict: a finding "
        "<b>agrees</b> with its "
        "replicates, "
        "or is <b>contradicted</b>, with the confidence that is stated; its intervals rest on the measures’ "
        "ranges and on no approximation, and hold all at once. Each has a mutant, the statement nudged the "
        "wrong way, which has to be contradicted.</p>\n"
        "<p>On two or three symbols chains and texts can be enumerated. Findings that say <b>proved</b> or "
        "<b>refuted</b> are decided that way, at every point of the lattice that is named.</p>\n"
        "<nav class=\"contents\"><ul><li><a href=\"#findings\">Findings</a></li>\n"
        "<li><a href=\"#figures\">Pictures</a></li></ul></nav>\n<h2 id=\"findings\">Findings</h2>\n";
    for (const LoopFindingResult& finding : report.loop_findings)
        html += finding_section(finding);
    html += "<h2 id=\"figures\">Pictures</h2>\n" + no_pictures_html(no_pictures);
    for (const Figure& figure : report.figures)
        if (is_loop_figure(figure)) html += figure_html(report, figure, pictures);
    return html + "</main>\n</body>\n</html>\n";
}

}  // namespace groundcheck
