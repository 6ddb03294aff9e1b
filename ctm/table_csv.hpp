// A table as comma-separated values, one row per output, most frequent first.
//
//   string            the output
//   count             runs that halt with it
//   probability       count / halting runs, an exact fraction in lowest terms
//   bits_low, bits_high            an enclosure of -log2(probability)
//   probability_low, probability_high   where the probability lies in the table without a bound (table.hpp)
//
// Numbers do not depend on the locale; lines end with a line feed.
#pragma once

#include <ostream>

#include "ctm/table.hpp"

namespace groundcheck::ctm {

void write_csv(std::ostream& out, const Table& table);

}  // namespace groundcheck::ctm
