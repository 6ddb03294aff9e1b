// Logarithms of doubles, correctly rounded, without MPFR where that is possible.
//
// An approximation with some 60 right bits tells which doubles the logarithm lies between, but for one in a
// few hundred arguments, whose logarithm is too near to a double: then there is no answer, and whoever asks
// takes MPFR. Where the machine has no wider type than double there never is one. (Ziv 1991: rounding by a
// first try and a second.)
#pragma once

#include <optional>

#include "interval/double_kernel.hpp"

namespace groundcheck {

// The neighbouring doubles that log(x), in nats, lies between; the point 0 at x = 1. Precondition: 0 < x <
// infinity.
std::optional<DoubleInterval> rounded_log(double x);

// The same of x*log(x), also among the subnormal ones.
std::optional<DoubleInterval> rounded_xlogx(double x);

}  // namespace groundcheck
