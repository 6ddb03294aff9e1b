// The worked example: a counterexample written so that a reader can check it by hand.
#pragma once

#include <string>
#include <vector>

#include "decide/question/verdict.hpp"

namespace groundcheck {

// The lines of the example, without newlines: where it lives (K, N, the parameters, the distributions, the
// outcome), the relation that fails, both sides exactly where they are exact and always as enclosures, and a
// command line for `groundcheck eval` that computes their difference. Long vectors and long exact values are
// abbreviated here; the JSON report has them in full. The last line is for a computer algebra system.
std::vector<std::string> worked_example(const Witness& witness);

// "K = 2, N = 2, Q = (5/6, 1/6)": where the counterexample lives, on one line.
std::string place_text(const Witness& witness);

// Whether a line of it is a command to paste, which must not be wrapped.
bool is_command(const std::string& line);

// What to give to `groundcheck eval` for left - right: exact sides where there are any of a reasonable
// length, enclosures elsewhere. Empty if a side is not a finite number.
std::string difference_expression(const Witness& witness);

// left - right for a computer algebra system (PARI/GP's syntax, which Maxima and Sage read too, but for the
// constant Pi): from the definitions where the witness has that, else from the exact sides. Empty if it has
// neither.
std::string algebra_expression(const Witness& witness);

// "(1/2, 1/3, 1/6)"; of more than `limit` entries, the first ones and how many there are.
std::string vector_text(const std::vector<Rational>& values, std::size_t limit = 12);

}  // namespace groundcheck
