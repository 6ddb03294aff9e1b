// Reference numbers held against Arb: whether a number lies between bounds, and how far apart those are.
#pragma once

#include "interval/ball_kernel.hpp"
#include "reference/number.hpp"

namespace groundcheck::test {

// Precondition: finite.
inline Rational exactly(const reference::Float& value) {
    Rational result;
    mpfr_get_q(result.backend().data(), value.get());
    return result;
}

inline bool finite(const reference::Bounds& bounds) {
    return mpfr_number_p(bounds.low.get()) != 0 && mpfr_number_p(bounds.high.get()) != 0;
}

// Whether the ball, known far more precisely than the bounds, lies between them. An infinite bound on its
// side bounds everything.
inline bool encloses(const reference::Bounds& bounds, const BallKernel& kernel, const Ball& value) {
    const auto infinite = [](const reference::Float& bound, int sign) {
        return mpfr_inf_p(bound.get()) != 0 && mpfr_sgn(bound.get()) == sign;
    };
    if (mpfr_nan_p(bounds.low.get()) != 0 || mpfr_nan_p(bounds.high.get()) != 0) return false;
    const bool above = infinite(bounds.low, -1) ||
                       (mpfr_number_p(bounds.low.get()) != 0 &&
                        kernel.less_equal(kernel.rational(exactly(bounds.low)), value) == Truth::yes);
    const bool below = infinite(bounds.high, 1) ||
                       (mpfr_number_p(bounds.high.get()) != 0 &&
                        kernel.less_equal(value, kernel.rational(exactly(bounds.high))) == Truth::yes);
    return above && below;
}

// The distance of the bounds in units of max(1, |low|). Precondition: finite.
inline Rational looseness(const reference::Bounds& bounds) {
    const Rational low = exactly(bounds.low), high = exactly(bounds.high);
    const Rational size = boost::multiprecision::abs(low);
    return (high - low) / (size < 1 ? Rational(1) : size);
}

}  // namespace groundcheck::test
