// A claim's expression at a point, written out in numbers alone: expectations as sums over outcomes,
// entropies by their definitions. What is left is arithmetic, logarithms and powers, which `groundcheck eval`
// and computer algebra systems (PARI/GP, Maxima, Sage) read alike, so that a counterexample can be recomputed
// without knowing the claim language.
#pragma once

#include <optional>
#include <string>

#include "decide/evaluate/point.hpp"
#include "decide/question/verdict.hpp"

namespace groundcheck {

// "5/18*(-log(1/2))" for E[R(infinity,Q')] at N = 2, Q = (5/6, 1/6); `outcome` is Q' where the statement is
// about one outcome. Nothing where the text would be long, or for what has no such form: several generations,
// processes other than the plain one, probabilities, infinite values.
std::optional<std::string> expanded(const Expression& expression, const Point& point,
                                    const std::optional<std::vector<std::uint32_t>>& outcome = {});

// Every outcome of the generation that the statement speaks of, with its probability, where there are few;
// otherwise none.
std::vector<WitnessOutcome> few_outcomes(const Expression& statement, const Point& point);

}  // namespace groundcheck
