// Non-asymptotic confidence intervals for means and variances of bounded quantities, rigorous in the
// arithmetic.
//
// No normal approximation: every interval holds for every number of replicates and every law on the stated
// range. For n independent values in [0,1] with mean m and sample variance V, and L = log(1/doubt):
//   - Chernoff-Hoeffding (Hoeffding 1963, theorem 1): Pr(mean >= x) <= exp(-n*kl(x, E)) for x > E, and
//     likewise below, with kl(x, p) = x*log(x/p) + (1-x)*log((1-x)/(1-p)). Tight near the ends of the range.
//   - empirical Bernstein (Maurer and Pontil 2009, theorem 4): with probability at least 1 - doubt,
//     E <= m + sqrt(2*V*log(2/doubt)/n) + 7*log(2/doubt)/(3*(n-1)). Tight where V is small.
//   - standard deviation (Maurer and Pontil 2009, theorem 10): each of sigma <= sqrt(V) + w and
//     sigma >= sqrt(V) - w, w = sqrt(2*log(1/doubt)/(n-1)), with probability at least 1 - doubt.
// mean_interval() is the intersection of the first two, each side of each at a quarter of the doubt, and of a
// third where there is one.
// Everything is computed in intervals and rounded outward, so the stated probability is not eaten by
// rounding.
#pragma once

#include <cstdint>

#include "interval/double_kernel.hpp"

namespace groundcheck {

// Sums over replicates of a quantity that is known up to a rounding interval: what mean and sample variance
// need. Values are centred at the first one, so that a small variance does not drown in a large mean. Merging
// is exact up to the outward rounding: the result encloses the truth whatever the order, and is the same for
// the same order.
struct EnclosedMoments {
    std::uint64_t n = 0;
    double centre = 0;
    DoubleInterval sum;      // of (x - centre)
    DoubleInterval squares;  // of (x - centre)^2

    // Precondition: value is finite and not empty.
    void add(DoubleInterval value);
    void merge(const EnclosedMoments& other);

    // Precondition of mean: n >= 1. Of variance, the unbiased sample variance: n >= 2.
    [[nodiscard]] DoubleInterval mean() const;
    [[nodiscard]] DoubleInterval variance() const;
};

// Contains the true mean with probability at least 1 - doubt. Preconditions: all values lie in [range.lo,
// range.hi] (finite), n >= 1, 0 < doubt < 1.
//
// `radius` is half the width of an interval around the sample's mean that is known to hold with probability
// 1 - doubt/3 on other grounds, independently of the values (sensitivity.hpp). Where it is less than half
// the range it is intersected with the others, and they have the rest of the doubt.
DoubleInterval mean_interval(const EnclosedMoments& moments, DoubleInterval range, double doubt,
                             double radius = directed::infinity);

// Contains the true variance with probability at least 1 - doubt. Preconditions as above; without a second
// value it is [0, (range's width)^2/4] (Popoviciu).
DoubleInterval variance_interval(const EnclosedMoments& moments, DoubleInterval range, double doubt);

}  // namespace groundcheck
