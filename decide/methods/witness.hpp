// Witnesses: a refutation that a reader can check by hand.
//
// When a point violates a claim, the witness says which relation fails there and what both sides are:
// exactly, where they are log-linear numbers, and as enclosures that both kernels agree on.
#pragma once

#include "decide/methods/separable.hpp"
#include "decide/question/instance.hpp"
#include "decide/question/verdict.hpp"

namespace groundcheck {

// Digits of the enclosures in a witness.
inline constexpr int witness_digits = 20;

// The witness that `statement` fails at `point`, by evaluating the whole statement there. Throws
// KernelDisagreement if the kernels' enclosures of a side do not meet. Precondition: the statement is
// certainly false at the point.
Witness make_witness(const ExpressionPtr& statement, const Point& point);

// The same for a separable relation, with both sides added up symbol by symbol (the alphabet may be large).
Witness make_witness(const SeparableRelation& relation, const Point& point);

// The statement together with its equality condition: "L <= R, with equality exactly if C" becomes
// "(C implies L == R) and (not C implies L < R)". Without a condition, the statement itself. Throws
// InputError if a condition is given for a statement that is not one relation with <= or >=.
ExpressionPtr with_equality(const Question& question);

}  // namespace groundcheck
