#include "reports/summary_simulations.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/report.hpp"
#include "reports/text.hpp"

namespace groundcheck {

namespace {

// "t = 0..3", "t = 5", "t = 1, 4".
std::string times_of(const SimulatedClaim& simulated) {
    const std::vector<StatisticalCheck>& checks = simulated.checks;
    if (checks.empty()) return "-";
    const std::uint32_t first = checks.front().t, last = checks.back().t;
    if (first == last) return std::to_string(first);
    if (last - first + 1 == checks.size()) return fmt::format("{}..{}", first, last);
    std::string text;
    for (const StatisticalCheck& check : checks)
        text += (text.empty() ? "" : ",") + std::to_string(check.t);
    return text;
}

// With how many replicates and which confidence, only if `full`.
std::vector<std::string> simulations_lines(const std::vector<const ClaimResult*>& results, bool full,
                                           std::size_t width) {
    using Align = Table::Align;
    std::vector<Table::Column> columns = {
        {"", Align::left}, {"claim", Align::left}, {"at", Align::left}, {"t", Align::left}};
    if (full) columns.insert(columns.end(), {{"replicates", Align::right}, {"confidence", Align::right}});
    columns.push_back({"finding", Align::left});
    Table table(columns);
    for (const ClaimResult* result : results) {
        for (const SimulatedClaim& simulated : result->simulated) {
            std::vector<std::string> cells = {
                simulated.finding() == result->expected_finding() ? "ok" : "FAIL",
                printable(short_name(result->claim.id)) + (result->is_mutant ? " (mutant)" : ""),
                printable(to_text(simulated.point)), times_of(simulated)};
            if (full) {
                cells.push_back(grouped(simulated.replicates));
                cells.push_back(fmt::format("{:.6g}%", 100 * simulated.confidence));
            }
            cells.push_back(to_text(simulated.finding()));
            table.add(std::move(cells));
        }
    }
    return table.lines(width);
}

}  // namespace

std::string simulations_block(const std::vector<const ClaimResult*>& results, std::size_t width) {
    const bool none = std::all_of(results.begin(), results.end(),
                                  [](const ClaimResult* result) { return result->simulated.empty(); });
    if (none) return {};
    std::vector<std::string> lines = simulations_lines(results, true, width - 2);
    if (std::any_of(lines.begin(), lines.end(),
                    [&](const std::string& line) { return width_of(line) > width - 2; }))
        lines = simulations_lines(results, false, width - 2);
    std::string text;
    for (const std::string& line : lines)
        text += "  " + line + "\n";
    for (const ClaimResult* result : results)
        for (const SimulatedClaim& simulated : result->simulated)
            if (!simulated.reason.empty())
                text += "      " +
                        indented(printable(result->claim.id + ": " + simulated.reason), 10, width) + "\n";
    return text;
}

}  // namespace groundcheck
