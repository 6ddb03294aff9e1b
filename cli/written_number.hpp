// Numbers as people write them on a command line.
#pragma once

#include <optional>
#include <string>

#include "interval/rational.hpp"

namespace groundcheck::cli {

// What parse_rational reads (3, 0.05, 1/20, 1e6), and also what this program prints or a person would write:
// thousands with commas (1,000,000: groups of three, the first not 0) and a percentage (5% is 1/20). Nothing
// for other texts.
std::optional<Rational> written_number(const std::string& text);

// The text itself, or, where only the forms above make a number of it, that number in plain digits: for
// options that take expressions, which know neither form.
std::string in_plain_digits(const std::string& text);

}  // namespace groundcheck::cli
