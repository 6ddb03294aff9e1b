// The rational points of a number's interval that a search looks at.
//
// An interval of a domain may leave out an end: "(0,1]". Whoever lists points of one takes them from here, so
// that no list has a point that the domain does not have: a counterexample at u = 0 says nothing about a
// claim for u in (0,1].
#pragma once

#include <cstdint>
#include <vector>

#include "theorems/language/claim.hpp"

namespace groundcheck {

// Whether the number belongs to the range: it is one of those listed, or lies in the interval (an end only
// where it is part of it).
bool belongs(const ScalarDomain& range, const Rational& value);

// The points low + (high - low)*i/parts, i = 0, ..., parts, that belong to the interval, in order.
// Precondition: the range is an interval, parts >= 1.
std::vector<Rational> even_points(const ScalarDomain& range, std::uint32_t parts);

// All rationals of the interval with this denominator in lowest terms, in order. Precondition: the range is
// an interval, denominator >= 1.
std::vector<Rational> rationals_of(const ScalarDomain& range, std::uint32_t denominator);

// The range that has these values only, in place of the interval `range`.
ScalarDomain listed_range(const ScalarDomain& range, std::vector<Rational> values);

}  // namespace groundcheck
