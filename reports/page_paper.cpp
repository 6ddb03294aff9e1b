#include "reports/page_paper.hpp"

#include <algorithm>
#include <set>

#include "reports/assessment.hpp"
#include "reports/extent.hpp"
#include "reports/html.hpp"
#include "reports/page_claim.hpp"
#include "reports/passage_verdict.hpp"
#include "reports/text.hpp"

namespace groundcheck {

namespace {

std::string claim_list(const Report& report, const std::vector<const ClaimResult*>& claims) {
    std::string html;
    for (const ClaimResult* result : claims)
        html += (html.empty() ? "" : ", ") + link_to_claim(report, result->claim.id);
    return html;
}

const char* verdict_class(PassageVerdict verdict) {
    switch (verdict) {
        case PassageVerdict::holds:
        case PassageVerdict::holds_repaired:
        case PassageVerdict::holds_but_less:
        case PassageVerdict::holds_in_part:
        case PassageVerdict::holds_so_far:
            return "holds";
        case PassageVerdict::fails:
            return "fails";
        case PassageVerdict::open:
        case PassageVerdict::not_audited:
            return "open";
    }
    throw std::logic_error("a verdict without a class");
}

// What comes after "Holds" or "Fails", with a link to what says so.
std::string reading_words(const ReadingAssessment& reading) {
    const std::string word = to_text(reading.assessment);
    std::string words = html_text(in_words(reading).substr(word.size()));
    const std::string example = ": counterexample";
    if (reading.counterexample != nullptr && reading.assessment == Assessment::fails &&
        words.ends_with(example))
        words = words.substr(0, words.size() - example.size()) + ": <a href=\"#" +
                claim_anchor(reading.counterexample->claim.id) + "\">counterexample</a>";
    const std::string contrary = "the contrary is proved";
    if (words.ends_with(contrary) && !reading.deciding.empty())
        words = words.substr(0, words.size() - contrary.size()) + "<a href=\"#" +
                claim_anchor(reading.deciding.front()->claim.id) + "\">" + contrary + "</a>";
    return words;
}

// The role, where it is not what a reader takes for granted.
std::string role_words(Role role) {
    switch (role) {
        case Role::as_worded:
            return "";
        case Role::universal:
            return "Of everything it embraces: ";
        case Role::repaired:
            return "Repaired: ";
        case Role::weaker:
            return "What it comes to: ";
        case Role::special:
            return "A case of it: ";
        case Role::step:
            return "A step of the proof: ";
    }
    throw std::logic_error("a role without words");
}

std::string reading_item(const Report& report, const ReadingAssessment& reading) {
    const std::string word = to_text(reading.assessment), role = role_words(reading.reading->role);
    std::string html = "<li>" + (role.empty() ? "" : "<span class=\"role\">" + role + "</span>") +
                       "<b class=\"" + word + "\">" + (role.empty() ? capitalised(word) : word) + "</b>" +
                       reading_words(reading);
    const std::vector<const ClaimResult*>& by =
        reading.assessment == Assessment::open ? reading.audited : reading.deciding;
    if (by.empty()) return html + "</li>\n";
    std::string how;
    if (reading.assessment != Assessment::open) {
        const std::string extent = extent_text(reading);
        how = (extent.empty() ? "" : html_text(extent) + "; ") + range_text(reading.assurance()) + ": ";
    }
    return html + " <span class=\"by\">(" + how + claim_list(report, by) + ")</span></li>\n";
}

// Related claims, by verdict.
std::string related_item(const Report& report, const Passage& passage) {
    const std::vector<const ClaimResult*> related = related_claims(report, passage);
    std::string html;
    for (const Verdict verdict : {Verdict::proved, Verdict::refuted, Verdict::undecided}) {
        std::vector<const ClaimResult*> claims;
        for (const ClaimResult* result : related)
            if (result->verdict == verdict) claims.push_back(result);
        if (!claims.empty())
            html += (html.empty() ? "" : "; ") + to_text(verdict) + ": " + claim_list(report, claims);
    }
    if (html.empty()) return "";
    return "<li class=\"related\">" + std::string(passage.readings.empty() ? "Claims " : "Related claims ") +
           html + "</li>\n";
}

std::string links_to_statements(const Paper& paper, const Passage& sentence) {
    std::string html;
    for (const std::string& number : sentence.rests_on)
        for (const Passage& statement : paper.statements)
            if (statement.number == number)
                html += (html.empty() ? "" : ", ") + std::string("<a href=\"#") +
                        passage_anchor(paper, statement) + "\">" + html_text(number) + "</a>";
    return html;
}

// A passage with all of its readings.
std::string passage_section(const Report& report, const Paper& paper, const Passage& passage) {
    const std::vector<ReadingAssessment> found = assessments(report, passage);
    std::string items;
    for (const ReadingAssessment& reading : found)
        items += reading_item(report, reading);
    if (!passage.unread.empty()) items += "<li class=\"open\">" + html_text(passage.unread) + "</li>\n";
    items += related_item(report, passage);
    if (const std::string behind = links_to_statements(paper, passage); !behind.empty())
        items += "<li class=\"related\">Rests on " + behind + "</li>\n";
    const PassageVerdict verdict = passage_verdict(found);
    return "<section class=\"sentence\" id=\"" + passage_anchor(paper, passage) +
           "\"><details><summary><h3>" + html_text(passage.number) + ". " + html_text(passage.says) +
           "</h3><span class=\"id\"><b class=\"" + verdict_class(verdict) + "\">" +
           capitalised(to_text(verdict)) + "</b>" +
           (passage.section.empty()
                ? ""
                : " <span class=\"muted\">section " + html_text(passage.section) + "</span>") +
           "</span></summary>\n<ul class=\"readings\">\n" + items + "</ul></details></section>\n";
}

// What the table says of a passage: the verdict, and the readings on which it rests.
std::string verdict_cell(const Passage& passage, const std::vector<ReadingAssessment>& found) {
    const PassageVerdict verdict = passage_verdict(found);
    std::string html =
        std::string("<b class=\"") + verdict_class(verdict) + "\">" + capitalised(to_text(verdict)) + "</b>";
    if (verdict == PassageVerdict::not_audited)
        return html + (passage.unread.empty() ? "" : ": " + html_text(passage.unread));
    for (const ReadingAssessment* reading : leading(found)) {
        // A passage with one reading, or one that simply holds, has said it.
        const std::string word = to_text(reading->assessment);
        html += "<br/><span class=\"why\">" + capitalised(word) + reading_words(*reading) + ".</span>";
    }
    return html;
}

std::string range_cell(const std::vector<ReadingAssessment>& found) {
    std::string html;
    for (const ReadingAssessment* reading : leading(found)) {
        const std::string extent = short_extent(*reading);
        if (reading->assessment == Assessment::open) continue;
        html += (html.empty() ? "" : "<br/>") + (extent.empty() ? "" : html_text(extent) + " · ") +
                "<span class=\"muted\">" + range_text(reading->assurance()) + "</span>";
    }
    return html;
}

std::string passage_row(const Report& report, const Paper& paper, const Passage& passage) {
    const std::vector<ReadingAssessment> found = assessments(report, passage);
    const std::string link = "<a href=\"#" + passage_anchor(paper, passage) + "\">";
    const std::string more = found.empty() ? "details" : counted(found.size(), "reading", "readings");
    return "<tr><th>" + link + html_text(passage.number) + "</a>" +
           (passage.section.empty()
                ? ""
                : "<br/><span class=\"where\">§ " + html_text(passage.section) + "</span>") +
           "</th><td class=\"what\">" + html_text(passage.says) + "</td><td class=\"says\">" +
           verdict_cell(passage, found) + "</td><td class=\"range\" data-label=\"decided for\">" +
           range_cell(found) + "</td><td class=\"more\">" + link + more + "</a></td></tr>\n";
}

std::string passages_table(const Report& report, const Paper& paper, const std::vector<Passage>& passages,
                           const std::string& heading) {
    if (passages.empty()) return "";
    std::string html = "<table class=\"sentences\"><thead><tr><th></th><th>" + heading +
                       "</th><th>verdict</th><th>decided for; <a href=\"#trust\">assurance</a></th><th></th>"
                       "</tr></thead><tbody>\n";
    for (const Passage& passage : passages)
        html += passage_row(report, paper, passage);
    return html + "</tbody></table>\n";
}

std::string letters_line(const Paper& paper) {
    std::string html;
    for (const Letter& letter : paper.letters)
        html += (html.empty() ? "" : "; ") + std::string("<var>") + html_text(letter.paper) + "</var>" +
                (letter.paper == letter.here ? "" : " (here <code>" + html_text(letter.here) + "</code>)") +
                " " + html_text(letter.means);
    return html.empty() ? "" : "<p class=\"small\">Letters of the paper: " + html + ".</p>\n";
}

// Where to look up the paper's own words: a section that nobody has noted is not made up.
std::string places(const Paper& paper) {
    const auto has_section = [](const Passage& passage) { return !passage.section.empty(); };
    if (std::none_of(paper.statements.begin(), paper.statements.end(), has_section)) return "by number";
    if (std::all_of(paper.statements.begin(), paper.statements.end(), has_section))
        return "by number and section";
    return "by number, and by section where one is shown (the others’ sections are not known here)";
}

// That these are paraphrases, and of which version.
std::string source_line(const Paper& paper) {
    std::string what = paper.arxiv.empty() ? "" : "arXiv:" + paper.arxiv + paper.version;
    if (what.empty()) what = paper.version;
    if (!paper.date.empty()) what += (what.empty() ? "" : " of ") + paper.date;
    return "<p class=\"small\">The texts are paraphrases; look up the paper’s own words " + places(paper) +
           (what.empty() ? "" : " in " + html_text(what)) + ".</p>\n";
}

// What stands behind words on the page: nothing that is wrong with it, and the claims with their assurance.
struct Evidence {
    std::string missing, by;
};
Evidence evidence(const Report& report, const std::vector<std::string>& ids) {
    std::vector<const ClaimResult*> audited;
    std::set<Assurance> assurances;
    std::string why;
    for (const std::string& id : ids) {
        const ClaimResult* result = result_of(report, id);
        if (result != nullptr && result->verdict != Verdict::undecided && result->passes()) {
            audited.push_back(result);
            assurances.insert(result->assurance);
            continue;
        }
        why += (why.empty() ? "" : ", ") + link_to_claim(report, id) +
               (result == nullptr ? " was not audited" : " is " + to_text(result->verdict));
    }
    Evidence found;
    if (!all_as_expected(report, ids))
        found.missing = "<span class=\"unexpected\">Not established by this audit:</span> " + why + ". ";
    if (!assurances.empty())
        found.by = " <span class=\"by\">(" + range_text({*assurances.begin(), *assurances.rbegin()}) + ": " +
                   claim_list(report, audited) + ")</span>";
    return found;
}

std::string finding_item(const Report& report, const PaperFinding& finding) {
    const Evidence found = evidence(report, finding.claims);
    return "<li><b>" + html_text(finding.title) + "</b>. " + found.missing + html_prose(finding.text) +
           found.by + "</li>\n";
}

}  // namespace

std::string link_to_claim(const Report& report, const std::string& id) {
    const std::string name = html_text(short_name(id));
    return result_of(report, id) != nullptr ? "<a href=\"#" + claim_anchor(id) + "\">" + name + "</a>" : name;
}

std::string passage_anchor(const Paper& paper, const Passage& passage) {
    return "says-" + anchor(paper.id + "-" + passage.number);
}

std::string paper_overview(const Report& report, const Paper& paper) {
    const std::string words = answer(report, paper);
    std::string html = words.empty() ? "" : "<p class=\"answer\">" + html_text(words) + "</p>\n";
    html += source_line(paper);
    html += passages_table(report, paper, paper.statements, "what the paper states");
    html += passages_table(report, paper, paper.sentences,
                           paper.statements.empty() ? "what the paper says" : "what its abstract says");
    return html + letters_line(paper);
}

std::string findings_section(const Report& report, const Paper& paper) {
    if (paper.findings.empty()) return "";
    std::string html =
        "<h2 id=\"findings-" + anchor(paper.id) + "\">Findings</h2>\n<ol class=\"findings\">\n";
    for (const PaperFinding& finding : paper.findings)
        html += finding_item(report, finding);
    return html + "</ol>\n";
}

std::string with_evidence(const Report& report, const std::string& says,
                          const std::vector<std::string>& claims) {
    const Evidence found = evidence(report, claims);
    return found.missing + html_prose(says) + found.by;
}

std::string readings_section(const Report& report, const Paper& paper) {
    std::string html = "<h2 id=\"readings-" + anchor(paper.id) + "\">Reading by reading" +
                       (report.papers.size() > 1 ? ": " + html_text(paper.title) : "") + "</h2>\n";
    for (const auto* passages : {&paper.statements, &paper.sentences})
        for (const Passage& passage : *passages)
            html += passage_section(report, paper, passage);
    return html;
}

std::string cited_by(const Report& report, const std::string& claim) {
    std::string html;
    for (const Paper& paper : report.papers) {
        std::string list;
        for (const auto* passages : {&paper.statements, &paper.sentences})
            for (const Passage& passage : *passages) {
                const std::vector<std::string> named = claims_of(passage);
                if (std::find(named.begin(), named.end(), claim) == named.end()) continue;
                list += (list.empty() ? "" : ", ") + std::string("<a href=\"#") +
                        passage_anchor(paper, passage) + "\">" + html_text(passage.number) + "</a>";
            }
        if (list.empty()) continue;
        html += (html.empty() ? "" : "; ") +
                (report.papers.size() > 1 ? html_text(paper.id) + ": " : std::string()) + list;
    }
    return html;
}

std::string assurance_legend(const Report& report) {
    std::set<Assurance> used;
    for (const Paper& paper : report.papers)
        for (const auto* passages : {&paper.statements, &paper.sentences})
            for (const Passage& passage : *passages)
                if (const auto range = assurance(assessments(report, passage)))
                    for (const Assurance between : all_assurances)  // "lattice to formal" spans exact, too
                        if (range->first <= between && between <= range->second) used.insert(between);
    std::string html;
    for (const Assurance assurance : used)
        html += (html.empty() ? "" : "; ") + std::string("<b>") + to_text(assurance) + "</b>, " +
                html_text(meaning(assurance));
    return html.empty() ? "" : "<p class=\"small\">Assurance, from the weakest: " + html + ".</p>\n";
}

}  // namespace groundcheck
