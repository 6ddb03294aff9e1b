// Estimates of measures as text: cells of tables, columns of CSV, entries of JSON; what the series of all
// simulations share.
//
// In tables numbers are rounded outward to a few digits; in CSV and JSON an end of an interval is the
// shortest decimal that reads back as the same double, and infinities are written "inf".
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "interval/double_kernel.hpp"
#include "reports/text.hpp"
#include "sim/measure_estimate.hpp"

namespace groundcheck {

// A double as CSV and JSON have it.
std::string shortest(double value);

// The middle of an interval, an infinite one's infinity.
double middle(DoubleInterval value);

// An interval in a table; a whole number that is known exactly as that.
std::string interval_cell(DoubleInterval value);

// At most about 40 of the generations 0..last, evenly, the last among them.
std::vector<std::size_t> rows_shown(std::size_t last);

// Point estimates, without a guarantee: what stands above their table, with how many replicates they are of;
// and one in it, with its standard error where it has one.
std::string averages_title(std::uint64_t replicates);
std::string average_cell(const MeasureEstimate& estimate);

// A table's lines, indented.
std::string indented_lines(const Table& table);

// With what confidence so many intervals hold.
std::string confidence_sentence(Sharing sharing, double confidence, std::size_t intervals);

// ",average,low,high" in CSV, the latter two of the expectation.
std::string estimate_columns(DoubleInterval average, DoubleInterval expectation);
// ",infinite,low,high": how many are infinite, and the interval for the probability of that.
std::string infinite_columns(const MeasureEstimate& estimate);
// The standard error, empty where there is none.
std::string error_column(const MeasureEstimate& estimate);

nlohmann::ordered_json json_interval(DoubleInterval value);
nlohmann::ordered_json json_estimate(const MeasureEstimate& estimate, bool may_be_infinite);

}  // namespace groundcheck
