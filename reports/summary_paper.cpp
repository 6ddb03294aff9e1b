#include "reports/summary_paper.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "reports/assessment.hpp"
#include "reports/example.hpp"
#include "reports/extent.hpp"
#include "reports/passage_verdict.hpp"
#include "reports/text.hpp"

namespace groundcheck {

namespace {

// Where each reading that fails does so, in a line.
std::string failures(const std::vector<const ClaimResult*>& found, std::size_t width) {
    std::string text;
    for (const ClaimResult* result : found) {
        const Witness* witness = result->witness();
        if (witness == nullptr) continue;
        text += "      " +
                indented(printable(short_name(result->claim.id)) + " fails at " + place_text(*witness), 10,
                         width) +
                "\n";
    }
    return text;
}

// What the readings rest on: the assumptions that were dropped, by what came of it, each with the readings it
// is about.
std::string needs(const Report& report, const std::vector<const ClaimResult*>& found, std::size_t width) {
    using Readings = std::map<std::string, std::vector<std::string>>;  // assumption -> readings
    Readings said, unsaid, idle, open;
    for (const ClaimResult* result : found)
        for (const AblationResult* ablation : ablations(report, result->claim.id)) {
            if (ablation->domain.empty()) continue;
            Readings& list = ablation->need == Need::not_needed ? idle
                             : ablation->need == Need::open     ? open
                             : ablation->unsaid                 ? unsaid
                                                                : said;
            list[ablation->assumption].push_back(short_name(result->claim.id));
        }
    std::string text;
    const auto row = [&](const char* name, const Readings& list) {
        if (list.empty()) return;
        std::vector<std::string> items;
        for (const auto& [assumption, readings] : list) {
            constexpr std::size_t most = 3;
            std::vector<std::string> shown(
                readings.begin(),
                readings.begin() + static_cast<std::ptrdiff_t>(std::min(most, readings.size())));
            std::string item = assumption + " (" + joined(shown);
            if (readings.size() > most) item += " and " + std::to_string(readings.size() - most) + " more";
            items.push_back(printable(item) + ")");
        }
        const std::string head = fmt::format("      {:<14} ", name);
        text += head + indented(joined(items), head.size(), width) + "\n";
    };
    row("needs", said);
    row("needs, unsaid", unsaid);
    row("does not need", idle);
    row("open", open);
    return text;
}

// The verdict and where it was decided: "holds, repaired (every K, N | formal)".
std::string verdict_line(const std::vector<ReadingAssessment>& found) {
    std::string text = to_text(passage_verdict(found));
    std::string beside;
    for (const ReadingAssessment* reading : leading(found)) {
        const std::string extent = short_extent(*reading);
        if (!extent.empty()) beside += (beside.empty() ? "" : "; ") + extent;
    }
    if (const auto range = assurance(found)) beside += (beside.empty() ? "" : "; ") + range_text(*range);
    return beside.empty() ? text : text + " (" + beside + ")";
}

std::string passage_block(const Report& report, const Passage& passage, std::size_t width) {
    const std::string head = "  " + printable(passage.number) + "  ";
    std::string text = head + indented(printable(passage.says), head.size(), width) + "\n";
    const std::vector<ReadingAssessment> readings = assessments(report, passage);
    text += "      " + indented(printable(verdict_line(readings)), 10, width) + "\n";
    if (!passage.unread.empty()) text += "      " + indented(printable(passage.unread), 10, width) + "\n";
    const bool looked_at = passage_verdict(readings) != PassageVerdict::not_audited;
    for (const ReadingAssessment& reading : readings) {
        if (!looked_at) break;  // all of them are open, which has been said
        const Role role = reading.reading->role;
        text += "      - " +
                indented((role == Role::as_worded ? "" : to_text(role) + ": ") + printable(in_words(reading)),
                         10, width) +
                "\n";
    }
    const std::vector<const ClaimResult*> found = results_for(report, passage);
    if (found.empty()) return text;
    std::vector<std::string> proved, refuted, undecided;
    std::size_t unexpected = 0, unfinished = 0;
    for (const ClaimResult* result : found) {
        std::vector<std::string>& list = result->verdict == Verdict::proved    ? proved
                                         : result->verdict == Verdict::refuted ? refuted
                                                                               : undecided;
        list.push_back(printable(short_name(result->claim.id)));
        if (!result->passes()) ++(is_unfinished(*result) ? unfinished : unexpected);
    }
    std::string how;
    if (unexpected > 0) how += ", " + grouped(unexpected) + " NOT as expected";
    if (unfinished > 0) how += ", " + grouped(unfinished) + " unfinished";
    text += "      " + counted(found.size(), "claim", "claims") + (how.empty() ? ", all as expected" : how) +
            "\n";
    const auto row = [&](const char* name, const std::vector<std::string>& list) {
        if (list.empty()) return;
        const std::string start = fmt::format("      {:<9} {:>3}  ", name, list.size());
        text += start + indented(joined(list), start.size(), width) + "\n";
    };
    row("proved", proved);
    row("refuted", refuted);
    row("undecided", undecided);
    return text + failures(found, width) + needs(report, found, width);
}

}  // namespace

std::string paper_block(const Report& report, const Paper& paper, std::size_t width) {
    std::string text = "\n" + indented(printable(citation(paper)), 2, width) + "\n";
    const std::string words = answer(report, paper);
    if (!words.empty()) text += indented(printable(words), 2, width) + "\n";
    for (const auto* passages : {&paper.statements, &paper.sentences})
        for (const Passage& passage : *passages)
            text += "\n" + passage_block(report, passage, width);
    return text;
}

}  // namespace groundcheck
