#include "reports/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "reports/example.hpp"
#include "reports/loop_findings.hpp"
#include "reports/summary_paper.hpp"
#include "reports/summary_simulations.hpp"
#include "reports/text.hpp"

namespace groundcheck {

namespace {

constexpr std::size_t least_width = 60;

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

// Before a claim's row: whether its verdict is the expected one, or still to come.
std::string mark_of(const ClaimResult& result) {
    return result.passes() ? "ok" : is_unfinished(result) ? "..." : "FAIL";
}

std::string coloured(const std::string& line, const ClaimResult& result) {
    const std::string mark = mark_of(result);
    const bool passes = mark != "FAIL";
    const std::size_t at = line.find(mark);
    return line.substr(0, at) + (passes ? "\x1b[32m" : "\x1b[1;31m") + mark + "\x1b[0m" +
           line.substr(at + mark.size());
}

// Which of the columns that may be left out are in the claims' table, and how long an id may be.
struct Layout {
    bool points, times, methods;
    std::size_t longest_id;
};

std::vector<std::string> claims_lines(const std::vector<const ClaimResult*>& claims, const Layout& layout,
                                      std::size_t width) {
    using Align = Table::Align;
    std::vector<Table::Column> columns = {{"", Align::left},
                                          {"claim", Align::left},
                                          {"verdict", Align::left},
                                          {"assurance", Align::left},
                                          {"instances", Align::right}};
    if (layout.points) columns.push_back({"points", Align::right});
    if (layout.times) columns.push_back({"work", Align::right});
    if (layout.methods) columns.push_back({"decided by", Align::left});
    Table table(columns);
    for (const ClaimResult* result : claims) {
        const Tally counts = tally(*result);
        std::vector<std::string> cells = {
            mark_of(*result), shortened(printable(short_name(result->claim.id)), layout.longest_id),
            to_text(result->verdict),
            result->verdict == Verdict::undecided ? "-" : to_text(result->assurance),
            grouped(counts.instances)};
        if (layout.points) cells.push_back(grouped(counts.points));
        if (layout.times) cells.push_back(duration(result->seconds));
        if (layout.methods) cells.push_back(shares(counts.methods));
        table.add(std::move(cells));
    }
    return table.lines(width);
}

// The fullest table that fits the page; where none does, ids are shortened.
std::vector<std::string> fitting_lines(const std::vector<const ClaimResult*>& claims,
                                       const SummaryStyle& style) {
    const std::size_t width = style.width - 2;
    const auto widest = [](const std::vector<std::string>& lines) {
        std::size_t most = 0;
        for (const std::string& line : lines)
            most = std::max(most, width_of(line));
        return most;
    };
    constexpr std::size_t any = 1000;
    Layout layout{true, style.times, true, any};
    std::vector<std::string> lines = claims_lines(claims, layout, width);
    for (bool Layout::*column : {&Layout::methods, &Layout::points, &Layout::times}) {
        if (widest(lines) <= width) return lines;
        layout.*column = false;
        lines = claims_lines(claims, layout, width);
    }
    for (layout.longest_id = width; widest(lines) > width && layout.longest_id > 8; --layout.longest_id)
        lines = claims_lines(claims, layout, width);
    return lines;
}

std::string claims_table(const Report& report, const SummaryStyle& style) {
    std::vector<const ClaimResult*> claims;
    for (const ClaimResult& result : report.results)
        if (!result.is_mutant) claims.push_back(&result);
    const std::vector<std::string> lines = fitting_lines(claims, style);
    std::string text = "  " + lines[0] + "\n";
    std::string group;
    for (std::size_t i = 0; i < claims.size(); ++i) {
        if (i == 0 || group_of(claims[i]->claim.id) != group) {
            group = group_of(claims[i]->claim.id);
            text += "  " + printable(group) + "\n";
        }
        const std::string& line = lines[i + 1];
        text += "  " + (style.colour ? coloured(line, *claims[i]) : line) + "\n";
    }
    return text;
}

std::string example_block(const ClaimResult& result, std::size_t width) {
    std::string text;
    const Witness* witness = result.witness();
    if (witness == nullptr) return text;
    if (const std::string split = by_samples(result); !split.empty())
        text += "      " + indented(split, 10, width) + "\n";
    if (const std::string process = process_of(result); !process.empty())
        text += "      " + indented("in the process " + printable(process), 10, width) + "\n";
    for (const std::string& line : worked_example(*witness)) {
        // A command line must stay pastable; everything else may wrap, under its own indentation.
        const std::size_t lead = std::min(line.find_first_not_of(' '), line.size());
        text += std::string(6 + lead, ' ') +
                (is_command(line) ? line : indented(line.substr(lead), 10 + lead, width - 4)) + "\n";
    }
    if (!result.searched.empty()) text += "      " + indented(result.searched, 10, width - 4) + "\n";
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
        text += "      " +
                indented("undecided at " + printable(to_text(instance.key)) + ": " + reason, 10, width) +
                "\n";
    }
    if (more > 0) text += "      and " + counted(more, "more instance", "more instances") + " undecided\n";
    return text;
}

std::string unexpected_block(const ClaimResult& result, std::size_t width) {
    const std::string found = title_of(result) + ": expected " + to_text(result.expected()) + ", found " +
                              verdict_with_assurance(result);
    std::string text = "  " + indented(found, 6, width) + "\n";
    text += "      " + indented(printable(statement_of(result)), 10, width) + "\n";
    text += reasons_block(result, width);
    // The counterexamples of claims have a section of their own.
    if (result.is_mutant) text += example_block(result, width);
    return text;
}

// The Coq statement, line by line as it stands in its file.
std::string theorem_block(const ClaimResult& result) {
    if (!result.theorem) return {};
    std::string text =
        "  theorem " + printable(result.theorem->reference) +
        (result.assurance == Assurance::formal ? "" : ", which does not cover all of this claim") +
        (result.theorem->beyond.empty() ? "" : ": " + printable(result.theorem->beyond)) + "\n";
    std::istringstream lines(result.theorem->statement);
    for (std::string line; std::getline(lines, line);)
        text += "      " + printable(line) + "\n";
    return text;
}

std::string explained(Assurance assurance, std::size_t width) {
    const std::string head = "  " + to_text(assurance) + ": ";
    return head + indented(meaning(assurance), head.size(), width) + "\n";
}

template <class Wanted, class Block>
std::string section(const Report& report, const std::string& heading, Wanted wanted, Block block) {
    std::string text;
    for (const ClaimResult& result : report.results)
        if (wanted(result)) text += "\n" + block(result);
    return text.empty() ? text : "\n" + heading + "\n" + text;
}

}  // namespace

namespace {

// Those that are held against replicates, or those that an enumeration decides.
std::vector<LoopFindingResult> loop_findings_of(const Report& report, bool enumerated) {
    std::vector<LoopFindingResult> result;
    for (const LoopFindingResult& finding : report.loop_findings)
        if (finding.lattice.has_value() == enumerated) result.push_back(finding);
    return result;
}

std::string loop_findings_count(const Report& report, bool enumerated) {
    const std::vector<LoopFindingResult> findings = loop_findings_of(report, enumerated);
    if (findings.empty()) return "";
    return fmt::format(
        "findings about loops, {}: {}, as expected: {}\n",
        enumerated ? "decided by enumeration" : "held statistically", findings.size(),
        std::count_if(findings.begin(), findings.end(), [](const auto& one) { return one.passes(); }));
}

std::size_t loop_findings_as_expected(const Report& report) {
    return static_cast<std::size_t>(std::count_if(report.loop_findings.begin(), report.loop_findings.end(),
                                                  [](const auto& finding) { return finding.passes(); }));
}

// How much of what is proved over a continuum the checker proved in Coq has accepted, or why nothing.
std::string verified_line(const Report& report) {
    std::size_t verified = 0, proofs = 0;
    for (const ClaimResult& result : report.results)
        for (const InstanceResult& instance : result.instances) {
            if (instance.assurance == Assurance::verified) ++verified;
            if (instance.assurance == Assurance::verified || instance.assurance == Assurance::continuum)
                ++proofs;
        }
    const std::string checker = fact(report, "verified checker");
    if (proofs == 0 || (verified == 0 && checker.empty())) return "";
    return fmt::format("verified certificates: {} of {} over a continuum{}\n", grouped(verified),
                       counted(proofs, "proof", "proofs"),
                       checker.empty() ? "" : " (" + printable(checker) + ")");
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
    parts.reserve(kernels.size());
    for (const auto& [kernel, count] : kernels)
        parts.push_back(kernel + " " + grouped(count));
    if (!parts.empty()) text += "enclosures by kernel: " + joined(parts) + "\n";
    if (const std::uint64_t held = claims.held + mutants.held; held > 0)
        text +=
            fmt::format("held against the reference: {}, none contradicts; too costly for it: {}\n",
                        counted(held, "point", "points"), grouped(claims.passed_over + mutants.passed_over));
    text += verified_line(report);
    const SimulationTally simulated = simulations(report);
    if (simulated.asked > 0)
        text += fmt::format("held against simulation: {} of {}, as expected: {}\n", simulated.run,
                            simulated.asked, simulated.as_expected);
    for (const bool enumerated : {false, true})
        text += loop_findings_count(report, enumerated);
    if (passes(report)) return text + "PASS: every verdict is the expected one\n";
    if (is_unfinished(report))
        return text + "UNFINISHED: what is decided is as expected; the same audit goes on from its ledger\n";
    const std::size_t all = claims.claims + mutants.claims;
    const std::size_t wrong = all - claims.as_expected - mutants.as_expected;
    if (const std::size_t found = loop_findings_as_expected(report); found < report.loop_findings.size())
        text += fmt::format("{} of {} findings about loops not as expected\n",
                            report.loop_findings.size() - found, report.loop_findings.size());
    if (wrong == 0 && simulated.as_expected == simulated.run) return text + "FAIL: findings about loops\n";
    if (wrong == 0)
        return text + fmt::format("FAIL: {} of {} simulations not as expected\n",
                                  simulated.run - simulated.as_expected, simulated.run);
    return text + fmt::format("FAIL: {} of {} verdicts not as expected\n", wrong, all);
}

std::string summary(const Report& report, const SummaryStyle& wanted) {
    SummaryStyle style = wanted;
    style.width = std::max(style.width, least_width);
    std::string text = report.results.empty() ? "" : claims_table(report, style);
    for (const Paper& paper : report.papers)
        text += paper_block(report, paper, style.width);
    text += section(
        report, "Counterexamples",
        [](const ClaimResult& result) { return !result.is_mutant && result.witness() != nullptr; },
        [&](const ClaimResult& result) {
            return "  " + indented(title_of(result) + ": " + printable(result.claim.title), 6, style.width) +
                   "\n" + example_block(result, style.width);
        });
    text += section(
        report, is_unfinished(report) ? "Not decided yet" : "Not as expected",
        [](const ClaimResult& result) { return !result.passes(); },
        [&](const ClaimResult& result) { return unexpected_block(result, style.width); });
    std::vector<const ClaimResult*> all;
    all.reserve(report.results.size());
    for (const ClaimResult& result : report.results)
        all.push_back(&result);
    if (const std::string block = simulations_block(all, style.width); !block.empty())
        text += "\nHeld against simulation, apart from the verdicts\n\n" +
                explained(Assurance::statistical, style.width) + "\n" + block;
    for (const bool enumerated : {false, true})
        if (const std::string block = loop_findings_block(loop_findings_of(report, enumerated), style.width);
            !block.empty())
            text += fmt::format("\nLoops of sequence models, {}, apart from the verdicts\n\n",
                                enumerated ? "decided by enumeration" : "held against replicates") +
                    block;
    return text + "\n" + closing_counts(report);
}

std::string summary(const ClaimResult& result, const SummaryStyle& style) {
    const std::size_t width = std::max(style.width, least_width);
    const Tally counts = tally(result);
    std::string text = title_of(result) + ": " + verdict_with_assurance(result) +
                       (result.passes() ? ", as expected" : ", but expected " + to_text(result.expected())) +
                       "\n";
    text += "  " + indented(printable(statement_of(result)), 6, width) + "\n";
    if (result.verdict != Verdict::undecided) text += explained(result.assurance, width);
    text += "  " + counted(counts.instances, "instance", "instances") + ", " +
            counted(counts.points, "point", "points");
    if (!counts.methods.empty()) text += ", decided by " + shares(counts.methods);
    if (counts.precision > 0) text += fmt::format(", at most {} bits", counts.precision);
    if (style.times) text += ", in " + duration(result.seconds);
    text += "\n" + theorem_block(result) + reasons_block(result, width);
    if (result.witness() != nullptr) text += "  counterexample\n" + example_block(result, width);
    if (const std::string block = simulations_block({&result}, width); !block.empty())
        text += "  held against simulation, apart from the verdict\n" + block;
    return text;
}

}  // namespace groundcheck
