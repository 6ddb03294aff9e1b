// Double intervals of whole numbers, points and squares, as the measures and the confidence intervals of this
// folder are computed in.
#pragma once

#include <cstdint>

#include "interval/double_kernel.hpp"

namespace groundcheck {

inline constexpr DoubleKernel kernel;

inline DoubleInterval point(double x) { return {x, x}; }

// Exact below 2^53.
inline DoubleInterval whole(std::uint64_t n) {
    return n <= std::uint64_t{1} << 53 ? point(static_cast<double>(n)) : kernel.rational(Rational(n));
}

inline DoubleInterval square(DoubleInterval x) {
    const DoubleInterval size = kernel.abs(x);
    return kernel.mul(size, size);
}

}  // namespace groundcheck
