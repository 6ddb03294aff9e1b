#include "reports/summary.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/example.hpp"
#include "reports/text.hpp"

namespace groundcheck {

namespace {

constexpr std::size_t least_width = 60;

// "double 98%, exact 2%": the largest share first. A share that is not all is never rounded to 100%, nor one
// that is something to 0%.
std::string shares(const std::map<std::string, std::uint64_t>& counts) {
    std::uint64_t total = 0;
    std::vector<std::pair<std::uint64_t, std::string>> order;
    for (const auto& [name, count] : counts) {
        total += count;
        if (count > 0) order.emplace_back(count, name);
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::string text;
    for (const auto& [count, name] : order) {
        const double share = 100.0 * static_cast<double>(count) / static_cast<double>(total);
        text += text.empty() ? "" : ", ";
        text += name;
        if (order.size() == 1) continue;
        text += share < 1 ? " <1%" : share > 99 ? " >99%" : fmt::format(" {:.0f}%", share);
    }
    return text;
}

std::string title_of(const ClaimResult& result) {
    return printable(result.claim.id) + (result.is_mutant ? " (mutant)" : "");
}

const std::string& statement_of(const ClaimResult& result) {
    return result.is_mutant ? result.claim.mutant->statement_text : result.claim.statement_text;
}

std::string verdict_with_assurance(const ClaimResult& result) {
    if (result.verdict == Verdict::undecided) return "undecided";
    return to_text(result.verdict) + " (" + to_text(result.assurance) + ")";
}

std::string coloured(const std::string& line, bool passes) {
    const std::string mark = passes ? "ok" : "FAIL";
    const std::size_t at = line.find(mark);
    return line.substr(0, at) + (passes ? "\x1b[32m" : "\x1b[1;31m") + mark + "\x1b[0m" +
           line.substr(at + mark.size());
}

std::string claims_table(const Report& report, const SummaryStyle& style) {
    using Align = Table::Align;
    const bool points = style.width >= 80;
    const bool methods = style.width >= 96;
    std::vector<Table::Column> columns = {{"", Align::left},
                                          {"claim", Align::left},
                                          {"verdict", Align::left},
                                          {"assurance", Align::left},
                                          {"instances", Align::right}};
    if (points) columns.push_back({"points", Align::right});
    if (style.times) columns.push_back({"time", Align::right});
    if (methods) columns.push_back({"decided by", Align::left});
    Table table(columns);
    std::vector<bool> passed;
    for (const ClaimResult& result : report.results) {
        if (result.is_mutant) continue;
        const Tally counts = tally(result);
        const bool decided = result.verdict != Verdict::undecided;
        std::vector<std::string> cells = {result.passes() ? "ok" : "FAIL", printable(result.claim.id),
                                          to_text(result.verdict), decided ? to_text(result.assurance) : "-",
                                          grouped(counts.instances)};
        if (points) cells.push_back(grouped(counts.points));
        if (style.times) cells.push_back(duration(result.seconds));
        if (methods) cells.push_back(shares(counts.methods));
        table.add(std::move(cells));
        passed.push_back(result.passes());
    }
    const std::vector<std::string> lines = table.lines(style.width - 2);
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i)
        text += "  " + (i > 0 && style.colour ? coloured(lines[i], passed[i - 1]) : lines[i]) + "\n";
    return text;
}

std::string joined(const std::vector<std::string>& items) {
    std::string text;
    for (const std::string& item : items)
        text += (text.empty() ? "" : ", ") + item;
    return text;
}

std::string sentence_block(const Report& report, const Sentence& sentence, std::size_t width) {
    std::string text = "  " + pad_right(sentence.id, 4) + indented(printable(sentence.text), 6, width) + "\n";
    const std::vector<const ClaimResult*> found = readings(report, sentence.id);
    if (found.empty()) return text + "      no reading of it was audited\n";
    std::vector<std::string> proved, refuted, undecided;
    std::size_t unexpected = 0;
    for (const ClaimResult* result : found) {
        std::vector<std::string>& list = result->verdict == Verdict::proved    ? proved
                                         : result->verdict == Verdict::refuted ? refuted
                                                                               : undecided;
        list.push_back(printable(short_name(result->claim.id)));
        if (!result->passes()) ++unexpected;
    }
    text += "      " + counted(found.size(), "reading", "readings") + ", " +
            (unexpected == 0 ? std::string("all as expected") : grouped(unexpected) + " NOT as expected") +
            "\n";
    const auto row = [&](const char* name, const std::vector<std::string>& list) {
        if (list.empty()) return;
        const std::string head = fmt::format("      {:<9} {:>3}  ", name, list.size());
        text += head + indented(joined(list), head.size(), width) + "\n";
    };
    row("proved", proved);
    row("refuted", refuted);
    row("undecided", undecided);
    return text;
}

std::string example_block(const ClaimResult& result, std::size_t width) {
    std::string text;
    if (const Witness* witness = result.witness())
        for (const std::string& line : worked_example(*witness)) {
            // A command line must stay pastable; everything else may wrap.
            const bool command = line.find("groundcheck eval") != std::string::npos;
            text += "      " +
                    (command ? line : indented(line.substr(line.find_first_not_of(' ')), 10, width)) + "\n";
        }
    return text;
}

std::string reasons_block(const ClaimResult& result, std::size_t width) {
    std::string text;
    if (result.instances.size() < result.planned)
        text += "      " + grouped(result.planned - result.instances.size()) + " of " +
                counted(result.planned, "instance was", "instances were") + " not reached\n";
    std::size_t shown = 0;
    std::size_t more = 0;
    for (const InstanceResult& instance : result.instances) {
        if (instance.verdict != Verdict::undecided) continue;
        if (shown == 3) {
            ++more;
            continue;
        }
        ++shown;
        const std::string reason =
            instance.reason.empty() ? "no reason was recorded" : printable(instance.reason);
        text += "      undecided at " + indented(printable(instance.key) + ": " + reason, 10, width) + "\n";
    }
    if (more > 0) text += "      and " + counted(more, "more instance", "more instances") + " undecided\n";
    return text;
}

std::string unexpected_block(const ClaimResult& result, std::size_t width) {
    std::string text = "  " + title_of(result) + ": expected " + to_text(result.expected()) + ", found " +
                       verdict_with_assurance(result) + "\n";
    text += "      " + indented(printable(statement_of(result)), 10, width) + "\n";
    text += reasons_block(result, width);
    // The counterexamples of claims have a section of their own.
    if (result.is_mutant) text += example_block(result, width);
    return text;
}

template <class Wanted, class Block>
std::string section(const Report& report, const std::string& heading, Wanted wanted, Block block) {
    std::string text;
    for (const ClaimResult& result : report.results)
        if (wanted(result)) text += "\n" + block(result);
    return text.empty() ? text : "\n" + heading + "\n" + text;
}

}  // namespace

std::string closing_counts(const Report& report) {
    const Tally claims = tally(report, false);
    const Tally mutants = tally(report, true);
    std::string text = fmt::format("claims decided: {} of {}, as expected: {} of {}\n", claims.decided(),
                                   claims.claims, claims.as_expected, claims.claims);
    if (mutants.claims > 0)
        text += fmt::format("mutants refuted or proved as expected: {} of {}\n", mutants.as_expected,
                            mutants.claims);
    const std::size_t instances = claims.instances + mutants.instances;
    const std::size_t open = claims.undecided_instances + mutants.undecided_instances;
    text += fmt::format("instances decided: {} of {}, at {}\n", grouped(instances - open), grouped(instances),
                        counted(claims.points + mutants.points, "point", "points"));
    std::map<std::string, std::uint64_t> kernels = claims.kernels;
    for (const auto& [kernel, count] : mutants.kernels)
        kernels[kernel] += count;
    std::vector<std::string> parts;
    for (const auto& [kernel, count] : kernels)
        parts.push_back(kernel + " " + grouped(count));
    if (!parts.empty()) text += "enclosures by kernel: " + joined(parts) + "\n";
    if (passes(report)) return text + "PASS: every verdict is the expected one\n";
    const std::size_t all = claims.claims + mutants.claims;
    return text + fmt::format("FAIL: {} of {} verdicts not as expected\n",
                              all - claims.as_expected - mutants.as_expected, all);
}

std::string summary(const Report& report, const SummaryStyle& wanted) {
    SummaryStyle style = wanted;
    style.width = std::max(style.width, least_width);
    std::string text = claims_table(report, style);
    if (!report.sentences.empty()) {
        text += "\nThe paper's sentences\n";
        for (const Sentence& sentence : report.sentences)
            text += "\n" + sentence_block(report, sentence, style.width);
    }
    text += section(
        report, "Counterexamples",
        [](const ClaimResult& result) { return !result.is_mutant && result.witness() != nullptr; },
        [&](const ClaimResult& result) {
            return "  " + title_of(result) + ": " +
                   indented(printable(result.claim.title), 6, style.width - width_of(title_of(result))) +
                   "\n" + example_block(result, style.width);
        });
    text += section(
        report, "Not as expected", [](const ClaimResult& result) { return !result.passes(); },
        [&](const ClaimResult& result) { return unexpected_block(result, style.width); });
    return text + "\n" + closing_counts(report);
}

std::string summary(const ClaimResult& result, const SummaryStyle& style) {
    const std::size_t width = std::max(style.width, least_width);
    const Tally counts = tally(result);
    std::string text = title_of(result) + ": " + verdict_with_assurance(result) +
                       (result.passes() ? ", as expected" : ", but expected " + to_text(result.expected())) +
                       "\n";
    text += "  " + indented(printable(statement_of(result)), 6, width) + "\n";
    if (result.verdict != Verdict::undecided)
        text += "  " + to_text(result.assurance) + ": " + indented(meaning(result.assurance), 6, width - 12) +
                "\n";
    text += "  " + counted(counts.instances, "instance", "instances") + ", " +
            counted(counts.points, "point", "points");
    if (!counts.methods.empty()) text += ", decided by " + shares(counts.methods);
    if (counts.precision > 0) text += fmt::format(", at most {} bits", counts.precision);
    if (style.times) text += ", in " + duration(result.seconds);
    text += "\n" + reasons_block(result, width);
    if (result.witness() != nullptr) text += "  counterexample\n" + example_block(result, width);
    return text;
}

}  // namespace groundcheck
