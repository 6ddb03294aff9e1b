#include "reports/measure_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

namespace groundcheck {

namespace {

constexpr std::size_t kMostRows = 40;
constexpr int kTableDigits = 5;

nlohmann::ordered_json json_number(double value) {
    if (std::isfinite(value)) return value;
    return shortest(value);
}

}  // namespace

std::string shortest(double value) {
    if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
    return fmt::format("{}", value);
}

double middle(DoubleInterval value) {
    return value.lo == value.hi ? value.lo : value.lo + (value.hi - value.lo) / 2;
}

std::string interval_cell(DoubleInterval value) {
    if (value.lo == value.hi && value.lo == std::floor(value.lo)) return shortest(value.lo);
    return DoubleKernel().to_string(value, kTableDigits);
}

std::vector<std::size_t> rows_shown(std::size_t last) {
    std::vector<std::size_t> rows;
    const std::size_t step = last / kMostRows + 1;
    for (std::size_t t = 0; t < last; t += step)
        rows.push_back(t);
    rows.push_back(last);
    return rows;
}

std::string averages_title(std::uint64_t replicates) {
    if (replicates < 2)
        return "\nPoint estimates: the values of the one replicate, which has no standard error\n\n";
    return fmt::format(
        "\nPoint estimates: plain means over the {} replicates ± standard errors, without a guarantee\n\n",
        replicates);
}

std::string average_cell(const MeasureEstimate& estimate) {
    if (estimate.standard_error.is_empty()) return fmt::format("{:.5g}", middle(estimate.average));
    return fmt::format("{:.5g} ± {:.2g}", middle(estimate.average), middle(estimate.standard_error));
}

std::string indented_lines(const Table& table) {
    std::string text;
    for (const std::string& line : table.lines(400))
        text += "  " + line + "\n";
    return text;
}

std::string confidence_sentence(Sharing sharing, double confidence, std::size_t intervals) {
    const std::string percent = fmt::format("{:.12g}%", 100 * confidence);
    if (sharing == Sharing::all)
        return fmt::format("All {} intervals hold at once with a confidence of {} (union bound).", intervals,
                           percent);
    return fmt::format("Each interval by itself holds with a confidence of {}; not all at once.", percent);
}

std::string estimate_columns(DoubleInterval average, DoubleInterval expectation) {
    return fmt::format(",{},{},{}", shortest(middle(average)), shortest(expectation.lo),
                       shortest(expectation.hi));
}

std::string infinite_columns(const MeasureEstimate& estimate) {
    return fmt::format(",{},{},{}", estimate.infinite, shortest(estimate.infinite_share.lo),
                       shortest(estimate.infinite_share.hi));
}

std::string error_column(const MeasureEstimate& estimate) {
    return estimate.standard_error.is_empty() ? "" : shortest(middle(estimate.standard_error));
}

nlohmann::ordered_json json_interval(DoubleInterval value) {
    return nlohmann::ordered_json::array({json_number(value.lo), json_number(value.hi)});
}

nlohmann::ordered_json json_estimate(const MeasureEstimate& estimate, bool may_be_infinite) {
    nlohmann::ordered_json entry;
    entry["average"] = json_number(middle(estimate.average));
    if (!estimate.standard_error.is_empty()) entry["standard_error"] = middle(estimate.standard_error);
    entry["expectation"] = json_interval(estimate.expectation);
    if (!may_be_infinite) return entry;
    entry["infinite_replicates"] = estimate.infinite;
    entry["infinite_probability"] = json_interval(estimate.infinite_share);
    return entry;
}

}  // namespace groundcheck
