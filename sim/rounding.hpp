// What the error bounds of this folder are counted in.
#pragma once

#include "interval/rational.hpp"

namespace groundcheck {

// The unit roundoff of doubles: fl(x op y) = (x op y)*(1 + d) with |d| <= unit, where nothing overflows or
// falls below the normal range.
inline constexpr double unit = 0x1p-53;

// A rational as a double, within a relative 2*unit: rounding to nearest, and room to spare.
inline double nearest(const Rational& value) { return static_cast<double>(value); }

// As whole numbers, for arithmetic that an expression template would spoil.
inline Integer numerator_of(const Rational& r) { return boost::multiprecision::numerator(r); }
inline Integer denominator_of(const Rational& r) { return boost::multiprecision::denominator(r); }

}  // namespace groundcheck
