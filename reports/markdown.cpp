#include "reports/markdown.hpp"

#include <algorithm>

#include "reports/assessment.hpp"
#include "reports/example.hpp"
#include "reports/extent.hpp"
#include "reports/passage_verdict.hpp"
#include "reports/summary.hpp"
#include "reports/text.hpp"

namespace groundcheck {

namespace {

std::string code(const std::string& text) {
    std::string plain;
    for (const char c : printable(text))  // a bar would end a table's cell even here
        plain += c == '`' ? "'" : c == '|' ? "\\|" : std::string(1, c);
    return "`" + plain + "`";
}

std::string passage_row(const Report& report, const Passage& passage) {
    const std::vector<ReadingAssessment> found = assessments(report, passage);
    std::string words = "**" + to_text(passage_verdict(found)) + "**";
    if (!passage.unread.empty()) words += ": " + markdown_text(passage.unread);
    for (const ReadingAssessment& reading : found) {
        std::string claims;
        for (const ClaimResult* result :
             reading.assessment == Assessment::open ? reading.audited : reading.deciding)
            claims += (claims.empty() ? "" : ", ") + code(short_name(result->claim.id));
        const std::string word = to_text(reading.assessment), extent = extent_text(reading);
        const Role role = reading.reading->role;
        words += "<br>" + (role == Role::as_worded ? "" : to_text(role) + ": ") + "**" + word + "**" +
                 markdown_text(in_words(reading).substr(word.size())) +
                 (extent.empty() ? "" : "; " + markdown_text(extent)) +
                 (claims.empty() ? "" : " (" + claims + ")");
    }
    const auto range = assurance(found);
    return "| " + markdown_text(passage.number) + " | " + markdown_text(passage.says) + " | " + words +
           " | " + (range ? range_text(*range) : "") + " |\n";
}

std::string passages_table(const Report& report, const std::vector<Passage>& passages, const char* what) {
    if (passages.empty()) return "";
    std::string text = std::string("| | ") + what + " | verdict | assurance |\n|---|---|---|---|\n";
    for (const Passage& passage : passages)
        text += passage_row(report, passage);
    return text + "\n";
}

std::string paper_part(const Report& report, const Paper& paper) {
    std::string text = "## Audit of " + markdown_text(citation(paper)) + "\n\n";
    const std::string words = answer(report, paper);
    if (!words.empty()) text += markdown_text(words) + " The texts are paraphrases.\n\n";
    return text + passages_table(report, paper.statements, "statement") +
           passages_table(report, paper.sentences, "sentence");
}

std::string markdown_claims(const Report& report) {
    std::string text = "| claim | verdict | assurance | instances | expected |\n|---|---|---|---:|---|\n";
    for (const ClaimResult& result : report.results) {
        if (result.is_mutant) continue;
        text += "| " + code(result.claim.id) + " | " + to_text(result.verdict) + " | " +
                (result.verdict == Verdict::undecided ? "" : to_text(result.assurance)) + " | " +
                grouped(tally(result).instances) + " | " +
                (result.passes() ? "yes" : "**no: " + to_text(result.expected()) + "**") + " |\n";
    }
    return text;
}

// Lines as an indented block, which no content can end.
std::string block(const std::string& text) {
    std::string result;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        result += "    " + printable(text.substr(begin, end - begin)) + "\n";
        begin = end + 1;
    }
    return result;
}

std::string example(const ClaimResult& result) {
    const Witness* witness = result.witness();
    if (witness == nullptr) return "";
    std::string lines;
    for (const std::string& line : worked_example(*witness))
        lines += line + "\n";
    return "\n" + code(result.claim.id) + ": " + markdown_text(result.claim.title) + "\n\n" + block(lines);
}

}  // namespace

std::string markdown_text(std::string_view text) {
    std::string result;
    for (const char c : printable(text)) {
        if (c == '<') {
            result += "&lt;";
            continue;
        }
        if (std::string_view("\\`*_{}[]|#~>").find(c) != std::string_view::npos) result += '\\';
        result += c;
    }
    return result;
}

std::string markdown(const Report& report) {
    std::string text = report.papers.empty() ? "## Audit\n\n" : "";
    for (const Paper& paper : report.papers)
        text += paper_part(report, paper);
    text += "### Claims\n\n" + markdown_claims(report);
    std::string examples;
    for (const ClaimResult& result : report.results)
        if (!result.is_mutant) examples += example(result);
    if (!examples.empty()) text += "\n### Counterexamples\n" + examples;
    text += "\n### Counts\n\n" + block(closing_counts(report));
    const std::string revision = fact(report, "revision");
    if (!revision.empty())
        text += "\nMade by groundcheck " + markdown_text(fact(report, "groundcheck")) + ", revision " +
                code(revision) + ".\n";
    return text;
}

}  // namespace groundcheck
