// The square in a polynomial: what makes it touch zero along a curve that no box can see.
#pragma once

#include <optional>

#include "interval/continuum/polynomial.hpp"

namespace groundcheck::continuum {

struct SquareFactor {
    Polynomial root, rest;  // polynomial == root^2 * rest
};

// The largest square that divides the polynomial over the rationals, by its square-free factorisation;
// nothing if that is a constant. Precondition: the polynomial is not zero.
std::optional<SquareFactor> square_factor(const Polynomial& polynomial);

}  // namespace groundcheck::continuum
