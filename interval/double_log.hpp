// Logarithms of doubles, enclosed fast: for hot loops, where MPFR's correct rounding costs too much.
//
// Nothing is allocated and no library function is trusted. The bounds are rigorous but not the tightest: a
// few ulps wide. The error bound is proved above the code.
#pragma once

#include "interval/double_kernel.hpp"

namespace groundcheck {

// Encloses log(x) in nats. Precondition: 0 < x < infinity.
// Relative width at most 2^-48, near x = 1 too; the point 0 at x = 1.
DoubleInterval fast_log(double x);

// Encloses log over an interval. Precondition: 0 < x.lo <= x.hi < infinity.
DoubleInterval fast_log(DoubleInterval x);

// Encloses x*log(x), 0 at 0. Precondition: 0 <= x < infinity.
// Relative width at most 2^-48 plus two ulps.
DoubleInterval fast_xlogx(double x);

// Encloses x*log(x) over an interval. Precondition: 0 <= x.lo <= x.hi < infinity.
DoubleInterval fast_xlogx(DoubleInterval x);

}  // namespace groundcheck
