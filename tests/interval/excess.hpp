// How far an endpoint lies outside the true one, in units in the last place.
#pragma once

#include <algorithm>

#include "interval/endpoint.hpp"
#include "interval/rational.hpp"

namespace groundcheck::test {

// The e with 2^e <= |x| < 2^(e+1). Precondition: x != 0.
inline std::int64_t exponent_of(const Rational& x) {
    const Rational size = abs(x);
    auto e =
        static_cast<std::int64_t>(msb(numerator(size))) - static_cast<std::int64_t>(msb(denominator(size)));
    if (power(Rational(2), e) > size) --e;
    return e;
}

// One unit in the last place of a `bits`-bit number the size of x, not below `least` (0 if exponents are
// unbounded).
inline Rational ulp(const Rational& x, std::int64_t bits, const Rational& least) {
    if (x == 0) return least;
    return std::max(power(Rational(2), exponent_of(x) + 1 - bits), least);
}

}  // namespace groundcheck::test
