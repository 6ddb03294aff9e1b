// Sums of many terms that are not negative, with a bound of their rounding.
//
// With u the unit roundoff of long double, adding up n terms costs at most n*u of the sum, since no term is
// negative (Higham 2002, section 4.2). The terms of this folder are weights that add up to at most 1, times a
// factor that is a difference of logarithms of numbers below 2^32 (each below 23, and kept as a double: off
// by 23*2^-53 at most) or lies in [0,1] and is off by a few u. So all the terms' errors together are below
// 2^-47.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "interval/double_kernel.hpp"

namespace groundcheck::loops {

class EnclosedSum {
  public:
    // Precondition: the term is not negative.
    void add(long double term) {
        sum_ += term;
        ++terms_;
    }

    [[nodiscard]] DoubleInterval enclosure() const {
        if (sum_ == 0) return {0, 0};
        const long double slack = 0x1p-47L + sum_ * (static_cast<long double>(terms_) + 8) *
                                                 std::numeric_limits<long double>::epsilon();
        return {std::max(0.0, directed::next_down(static_cast<double>(sum_ - slack))),
                directed::next_up(static_cast<double>(sum_ + slack))};
    }

  private:
    long double sum_ = 0;
    std::uint64_t terms_ = 0;
};

// log(n), from a table where n is small. Precondition: n >= 1.
long double log_of(std::uint64_t n);

}  // namespace groundcheck::loops
