#include "reports/loop_findings.hpp"

#include <fmt/format.h>

#include <cmath>

#include "reports/text.hpp"

namespace groundcheck {

namespace {

std::string confidence_of(const LoopFindingResult& result) {
    return fmt::format("{:.6g}%", 100 * result.confidence);
}

std::string sides_text(const std::vector<DoubleInterval>& sides) {
    std::vector<std::string> parts;
    for (const DoubleInterval& side : sides)
        parts.push_back(finding_interval(side));
    return joined(parts, " against ");
}

std::string checks_lines(const std::vector<LoopCheck>& checks) {
    std::string text;
    for (const LoopCheck& check : checks)
        text +=
            fmt::format("      t = {:<3} {}: {}\n", check.t, to_text(check.finding), sides_text(check.sides));
    return text;
}

// "[loop] model markov:1, ..." or "[beside.NAME] ...".
std::string loop_name(const std::string& name) { return name.empty() ? "[loop]" : "[beside." + name + "]"; }

}  // namespace

std::string finding_interval(DoubleInterval value) {
    if (value.is_point() && std::abs(value.lo) < 0x1p63 && value.lo == std::trunc(value.lo))
        return fmt::format("{}", static_cast<std::int64_t>(value.lo));
    return DoubleKernel().to_string(value, 4);
}

namespace {

// A counterexample's lines, each with its name.
std::string counterexample_lines(const LatticeVerdict& found, std::size_t width) {
    std::string text;
    for (const auto& [name, value] : found.counterexample)
        text += "      " + indented(printable(name) + ": " + printable(value), 10, width) + "\n";
    return text;
}

std::string cases_line(const LatticeVerdict& found) {
    std::string text = counted(found.cases, "case", "cases") + ", fails in " + grouped(found.fails);
    return found.open > 0 ? text + ", open in " + grouped(found.open) : text;
}

// A finding that was decided by enumeration.
std::string lattice_text(const LoopFindingResult& result, std::size_t width, bool style_times) {
    const LatticeResult& lattice = *result.lattice;
    std::string text = printable(result.id) + ": " + result.outcome() +
                       (result.passes() ? ", as expected" : ", not as expected") + "\n";
    text += "  " + indented(printable(result.statement), 6, width) + "\n";
    for (const auto& [name, value] : result.defined)
        text += "      " + indented("with " + printable(name) + " = " + printable(value), 10, width) + "\n";
    for (const auto& [name, settings] : result.loops)
        text += "  " + indented("[exact] " + printable(settings), 6, width) + "\n";
    text += "  " + cases_line(lattice.found);
    if (style_times) text += ", in " + duration(result.seconds);
    text += "\n" + counterexample_lines(lattice.found, width);
    if (!result.mutant.empty())
        text += "  " +
                indented("mutant, " + result.mutant_outcome() + ": " + printable(result.mutant), 6, width) +
                "\n  " + cases_line(lattice.mutant) + "\n" + counterexample_lines(lattice.mutant, width);
    if (!result.reason.empty()) text += "  " + indented(printable(result.reason), 6, width) + "\n";
    return text;
}

}  // namespace

std::string loop_finding_text(const LoopFindingResult& result, std::size_t width, bool style_times) {
    if (result.lattice) return lattice_text(result, width, style_times);
    std::string text = printable(result.id) + ": " + to_text(result.finding()) + " (statistical, " +
                       confidence_of(result) + ")" +
                       (result.passes() ? ", as expected" : ", not as expected") + "\n";
    text += "  " + indented(printable(result.statement), 6, width) + "\n";
    for (const auto& [name, value] : result.defined)
        text += "      " + indented("with " + printable(name) + " = " + printable(value), 10, width) + "\n";
    for (const auto& [name, settings] : result.loops)
        text += "  " + indented(loop_name(printable(name)) + " " + printable(settings), 6, width) + "\n";
    text += fmt::format("  {} replicates, seed {}", grouped(result.replicates), result.seed);
    if (style_times) text += ", in " + duration(result.seconds);
    text += "\n" + checks_lines(result.checks);
    if (!result.mutant.empty())
        text += "  " +
                indented("mutant, " + to_text(result.mutant_finding()) + ": " + printable(result.mutant), 6,
                         width) +
                "\n" + checks_lines(result.mutant_checks);
    if (!result.reason.empty()) text += "  " + indented(printable(result.reason), 6, width) + "\n";
    return text;
}

std::string loop_findings_block(const std::vector<LoopFindingResult>& findings, std::size_t width) {
    if (findings.empty()) return {};
    using Align = Table::Align;
    const bool enumerated = findings.front().lattice.has_value();
    std::vector<Table::Column> columns = {{"", Align::left}, {"finding", Align::left}};
    if (enumerated)
        columns.push_back({"cases", Align::right});
    else
        columns.insert(columns.end(), {{"replicates", Align::right}, {"confidence", Align::right}});
    columns.insert(columns.end(), {{"finds", Align::left}, {"mutant", Align::left}});
    Table table(columns);
    for (const LoopFindingResult& result : findings) {
        std::vector<std::string> row = {result.passes() ? "ok" : "FAIL", printable(result.id)};
        if (enumerated)
            row.push_back(grouped(result.lattice->found.cases));
        else
            row.insert(row.end(), {grouped(result.replicates), confidence_of(result)});
        row.insert(row.end(), {result.outcome(), result.mutant.empty() ? "-" : result.mutant_outcome()});
        table.add(row);
    }
    std::string text;
    for (const std::string& line : table.lines(width - 2))
        text += "  " + line + "\n";
    for (const LoopFindingResult& result : findings)
        if (!result.passes()) text += "\n  " + loop_finding_text(result, width - 2, false);
    return text;
}

}  // namespace groundcheck
