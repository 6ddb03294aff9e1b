// A confidence interval for the mean of a bounded quantity by betting: the tightest here where the variance
// is far below what the range allows.
//
// Who bets the share lambda_i of a capital on "value i is above m" has K(m) = prod (1 + lambda_i*(x_i - m))
// of it at the end. If the mean is m (or below), no choice of the lambda_i that looks at earlier values alone
// makes the expectation of K exceed 1, and so K(m) >= 1/doubt with probability at most doubt (Ville 1939;
// Waudby-Smith and Ramdas 2024). The m that are ruled out so are an interval from below: with
//     lambda_i(m) = min(a_i, (3/4)/(m - lo)),   a_i from the values before,
// every factor is positive and falls in m, and so does K. The other side is the mirror image.
//
// It is what mean_interval() of confidence.hpp is, for values that are kept one by one: the order matters to
// the result, though not to its validity.
#pragma once

#include <span>

#include "interval/double_kernel.hpp"

namespace groundcheck {

// Contains the mean with probability at least 1 - doubt. Each value is known up to a rounding interval; all
// that is computed is rounded so that the interval is too wide rather than too narrow. Preconditions: the
// values are independent, of one law on [range.lo, range.hi] (finite), there is at least one, and 1e-50 <
// doubt < 1.
DoubleInterval betting_interval(std::span<const DoubleInterval> values, DoubleInterval range, double doubt);

}  // namespace groundcheck
