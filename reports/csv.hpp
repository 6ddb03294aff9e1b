// The audit as a table of comma-separated values, for spreadsheets and data frames (RFC 4180): a row for each
// claim and mutant, in the order of the audit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/report.hpp"

namespace groundcheck {

// A cell: between quotation marks where it has a comma, a quotation mark or a line's end, these doubled.
std::string csv_cell(std::string_view text);

// The cells of a row, and the line's end.
std::string csv_line(const std::vector<std::string>& cells);

// The columns: claim, mutant (yes or no), title, statement, expected, verdict, passes (yes or no), assurance
// (empty if undecided), instances, undecided_instances, points, and of a counterexample its place, the exact
// sides or, where there is none, their enclosures.
std::string csv(const Report& report);

}  // namespace groundcheck
