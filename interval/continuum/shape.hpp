// Inequalities by shape: forms of several variables that are >= 0 in the open unit cube for a reason that
// needs no boxes.
#pragma once

#include "interval/continuum/form.hpp"

namespace groundcheck::continuum {

// The form is w * (n_1*log(A_1) + n_2*log(A_2) + ...) with whole n_i, a polynomial w >= 0, and the product of
// the A_i^n_i is >= 1: the difference of numerator and denominator is a polynomial with Bernstein
// coefficients >= 0.
bool by_logarithms(const Form& form);

// The form is concave in the variable (its second derivative is <= 0, sign by sign), and zero where the
// variable is 0 or 1.
bool by_concavity(const Form& form, std::size_t variable);

// The form is convex in the variable, and both it and its derivative are zero where the variable equals the
// other one.
bool by_convexity(const Form& form, std::size_t variable, std::size_t other);

}  // namespace groundcheck::continuum
