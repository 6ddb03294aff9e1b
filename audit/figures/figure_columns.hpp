// Filling a figure's table: column by column, each number rounded in the direction that its column needs.
#pragma once

#include <string>
#include <vector>

#include "interval/double_kernel.hpp"
#include "interval/rational.hpp"
#include "ledger/figure.hpp"

namespace groundcheck::figures {

// A number as a column holds it: 12 digits, rounded down or up; empty if it is not finite.
std::string low_text(double value);
std::string high_text(double value);
// A rational for an axis: exact if 12 digits are enough, otherwise rounded down.
std::string axis_text(const Rational& value);

// Adds a column. Precondition: as many entries as the table has rows, unless it is empty.
void add_column(Figure& figure, const std::string& name, const std::vector<std::string>& entries);

// Adds the columns NAME_low and NAME_high.
void add_enclosures(Figure& figure, const std::string& name, const std::vector<DoubleInterval>& values);

// An axis column.
void add_axis(Figure& figure, const std::string& name, const std::vector<Rational>& values);

}  // namespace groundcheck::figures
