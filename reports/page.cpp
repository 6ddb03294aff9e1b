#include "reports/page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "reports/assessment.hpp"
#include "reports/html.hpp"
#include "reports/page_claim.hpp"
#include "reports/page_style.hpp"
#include "reports/page_trust.hpp"
#include "reports/text.hpp"

namespace groundcheck {

namespace {

std::string link_to_claim(const Report& report, const std::string& id) {
    const bool there =
        std::any_of(report.results.begin(), report.results.end(),
                    [&](const ClaimResult& result) { return !result.is_mutant && result.claim.id == id; });
    const std::string name = html_text(short_name(id));
    return there ? "<a href=\"#" + claim_anchor(id) + "\">" + name + "</a>" : name;
}

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string claim_list(const Report& report, const std::vector<const ClaimResult*>& claims) {
    std::string html;
    for (const ClaimResult* result : claims)
        html += (html.empty() ? "" : ", ") + link_to_claim(report, result->claim.id);
    return html;
}

// "Holds in expectation, for bounded N" with the claims that say so.
std::string reading_item(const Report& report, const ReadingAssessment& reading) {
    const std::string word = to_text(reading.assessment);
    std::string words = in_words(reading);
    words = html_text(words.substr(word.size()));
    const std::string example = ": counterexample";
    if (reading.counterexample != nullptr && reading.assessment == Assessment::fails &&
        words.ends_with(example))
        words = words.substr(0, words.size() - example.size()) + ": <a href=\"#" +
                claim_anchor(reading.counterexample->claim.id) + "\">counterexample</a>";
    std::string assured;
    if (reading.assessment != Assessment::open) assured = range_text(reading.assurance()) + ": ";
    std::string html = "<li><b class=\"" + word + "\">" + capitalised(word) + "</b>" + words;
    const std::vector<const ClaimResult*>& by =
        reading.assessment == Assessment::open ? reading.audited : reading.deciding;
    if (!by.empty()) html += " <span class=\"by\">(" + assured + claim_list(report, by) + ")</span>";
    return html + "</li>\n";
}

// Related claims, by verdict.
std::string related_item(const Report& report, const Sentence& sentence) {
    const std::vector<const ClaimResult*> related = related_claims(report, sentence);
    std::string html;
    for (const Verdict verdict : {Verdict::proved, Verdict::refuted, Verdict::undecided}) {
        std::vector<const ClaimResult*> claims;
        for (const ClaimResult* result : related)
            if (result->verdict == verdict) claims.push_back(result);
        if (!claims.empty())
            html += (html.empty() ? "" : "; ") + to_text(verdict) + ": " + claim_list(report, claims);
    }
    if (html.empty()) return "";
    return "<li class=\"related\">" + std::string(sentence.readings.empty() ? "Claims " : "Related claims ") +
           html + "</li>\n";
}

// What the first screen says of a sentence.
std::string short_verdict(const Report& report, const Sentence& sentence,
                          const std::vector<ReadingAssessment>& found) {
    std::string html;
    for (const ReadingAssessment* reading : leading(found)) {
        const std::string words = in_words(*reading), word = to_text(reading->assessment);
        html += "<li><b class=\"" + word + "\">" + capitalised(word) + "</b>" +
                html_text(words.substr(word.size())) + ".</li>\n";
    }
    if (html.empty()) {
        const std::size_t claims = readings(report, sentence.id).size();
        html = claims == 0 ? "<li class=\"open\">Not audited.</li>\n"
                           : "<li class=\"open\">" + counted(claims, "claim", "claims") + " about it.</li>\n";
    }
    return "<ul class=\"plain\">" + html + "</ul>";
}

std::string sentence_row(const Report& report, const Sentence& sentence) {
    const std::vector<ReadingAssessment> found = assessments(report, sentence);
    const auto range = assurance(found);
    const std::string link = "<a href=\"#sentence-" + anchor(sentence.id) + "\">";
    std::string more = found.size() > leading(found).size()
                           ? grouped(found.size() - leading(found).size()) + " more"
                           : std::string(found.empty() ? "claims" : "details");
    return "<tr><th>" + link + html_text(sentence.id) + "</a></th><td class=\"what\">" +
           html_text(sentence.text) + "</td><td class=\"says\">" + short_verdict(report, sentence, found) +
           "</td><td>" + (range ? range_text(*range) : "") + "</td><td class=\"more\">" + link + more +
           "</a></td></tr>\n";
}

// A sentence with all of its readings.
std::string sentence_section(const Report& report, const Sentence& sentence) {
    const std::vector<ReadingAssessment> found = assessments(report, sentence);
    std::string items;
    for (const ReadingAssessment& reading : found)
        items += reading_item(report, reading);
    items += related_item(report, sentence);
    if (items.empty()) items = "<li class=\"open\">No claim that reads it was audited.</li>\n";
    return "<section class=\"sentence\" id=\"sentence-" + anchor(sentence.id) + "\"><h3>" +
           html_text(sentence.id) + ". " + html_text(sentence.text) + "</h3>\n<ul class=\"readings\">\n" +
           items + "</ul></section>\n";
}

std::string sentences_part(const Report& report) {
    if (report.sentences.empty()) return "";
    std::string html = "<h2 id=\"sentences\">Each sentence, reading by reading</h2>\n";
    for (const Sentence& sentence : report.sentences)
        html += sentence_section(report, sentence);
    return html;
}

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
                    (result.is_mutant ? " (its mutant)" : "");
    return html.empty() ? "" : "<p><b class=\"unexpected\">Not as expected:</b> " + html + "</p>\n";
}

// What the assurances in the table mean, those that occur.
std::string assurance_legend(const Report& report) {
    std::set<Assurance> used;
    for (const Sentence& sentence : report.sentences) {
        const std::vector<ReadingAssessment> found = assessments(report, sentence);
        if (const auto range = assurance(found)) used.insert({range->first, range->second});
    }
    std::string html;
    for (const Assurance assurance : used)
        html += (html.empty() ? "" : "; ") + std::string("<b>") + to_text(assurance) + "</b>, " +
                html_text(meaning(assurance));
    return html.empty() ? "" : "<p class=\"small\">Assurance, from the weakest: " + html + ".</p>\n";
}

std::string first_screen(const Report& report) {
    const std::string paper = fact(report, "paper");
    std::string html =
        "<header>\n<p class=\"paper\">" +
        (paper.empty() ? std::string("Audit of claims by groundcheck") : "An audit of " + html_text(paper)) +
        "</p>\n<h1>" +
        (report.sentences.empty() ? "Which of the claims hold?"
                                  : "What does the paper claim, and what of it holds?") +
        "</h1>\n";
    const std::string words = answer(report);
    if (!words.empty()) html += "<p class=\"answer\">" + html_text(words) + "</p>\n";
    html += "</header>\n<main>\n";
    if (!report.sentences.empty()) {
        html +=
            "<table class=\"sentences\"><thead><tr><th></th><th>the paper’s sentence</th><th>verdict</th>"
            "<th><a href=\"#trust\">assurance</a></th><th></th></tr></thead><tbody>\n";
        for (const Sentence& sentence : report.sentences)
            html += sentence_row(report, sentence);
        html += "</tbody></table>\n" + assurance_legend(report);
    }
    return html + "<p class=\"small\">" + html_text(counts_line(report)) +
           "Every verdict is a proof or an exact counterexample, never a sample; "
           "<a href=\"#trust\">what has to be trusted</a> and <a href=\"#provenance\">where it comes "
           "from</a> "
           "stand at the end. For machines: <a href=\"report.json\">report.json</a>, "
           "<a href=\"junit.xml\">junit.xml</a>.</p>\n" +
           unexpected_note(report);
}

std::string contents(const Report& report) {
    std::string html = "<nav class=\"contents\">\n<ul>\n";
    for (const ClaimResult& result : report.results)
        if (!result.is_mutant)
            html += "<li>" + link_to_claim(report, result.claim.id) + " " +
                    (result.passes() ? "" : "<b class=\"unexpected\">!</b> ") + "<span class=\"muted\">" +
                    to_text(result.verdict) + "</span></li>\n";
    return html + "</ul>\n</nav>\n";
}

std::string figure_html(const Report& report, const Figure& figure, const Pictures& pictures) {
    const auto picture = pictures.find(figure.id);
    std::string html = "<figure id=\"" + figure_anchor(figure.id) + "\">\n";
    if (picture != pictures.end()) html += picture->second;
    html += "<figcaption><b>" + html_text(figure.title) + "</b> " + html_prose(figure.caption) +
            " <span class=\"muted\">" + html_prose(figure.method) + " Numbers: <a href=\"data/" +
            html_text(figure.id) + ".csv\">" + html_text(figure.id) + ".csv</a>.";
    std::string claims;
    for (const std::string& id : figure.claims)
        claims += (claims.empty() ? "" : ", ") + link_to_claim(report, id);
    if (!claims.empty()) html += " Claims: " + claims + ".";
    return html + "</span></figcaption>\n</figure>\n";
}

std::string figures_part(const Report& report, const Pictures& pictures, const std::string& no_pictures) {
    if (report.figures.empty()) return "";
    std::string html = "<h2 id=\"figures\">Pictures</h2>\n";
    if (!no_pictures.empty())
        html += "<p>" + html_text(no_pictures) + " The numbers are linked below all the same.</p>\n";
    for (const Figure& figure : report.figures)
        html += figure_html(report, figure, pictures);
    return html;
}

std::string claims_part(const Report& report) {
    std::string html = "<h2 id=\"claims\">The claims</h2>\n" + contents(report);
    std::string group;
    for (const ClaimResult& result : report.results) {
        if (result.is_mutant) continue;
        if (group_of(result.claim.id) != group) {
            group = group_of(result.claim.id);
            std::string name = group;
            std::replace(name.begin(), name.end(), '-', ' ');
            html += "<h4 class=\"family\">" + html_text(capitalised(name)) + "</h4>\n";
        }
        html += claim_section(report, result);
    }
    return html;
}

}  // namespace

std::string page_html(const Report& report, const Pictures& pictures, const std::string& no_pictures) {
    const std::string paper = fact(report, "paper");
    std::string html =
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
        "<title>Audit" +
        (paper.empty() ? "" : " of " + html_text(paper)) +
        "</title>\n<link rel=\"icon\" href=\"data:,\"/>\n<style>" + page_style +
        "</style>\n</head>\n<body>\n";
    html += first_screen(report);
    html += sentences_part(report);
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
