// A row of a large chain: the law Binomial(N, m) in doubles, cut where nothing is left, with a proved error.
//
// The weights are made by the ratios of neighbours, outward from the mode,
//     w[j+1]/w[j] = (N-j)/(j+1) * m/(1-m),
// and divided by their sum; no logarithm, no gamma function. What is cut is bounded by a geometric series,
// since the ratios fall as j grows (Binomial laws are log-concave). About 10 standard deviations on either
// side are kept.
#pragma once

#include <cstdint>
#include <vector>

#include "interval/rational.hpp"

namespace groundcheck {

// m/(1-m) and (1-m)/m, each within a relative error of 6u, u = 2^-53.
struct Odds {
    double hit = 0;   // m, about: only to start near the mode
    double up = 0;    // m/(1-m), infinity if m = 1
    double down = 0;  // (1-m)/m, infinity if m = 0
};

// The odds of m = hits/(hits + misses). Preconditions: both >= 0, not both 0.
Odds odds(const Integer& hits, const Integer& misses);

struct BinomialRow {
    std::uint32_t first = 0;      // weights[k] belongs to the count first + k
    std::vector<double> weights;  // positive
    double relative = 0;          // every probability in the band is weight*(1 + e) with |e| <= relative
    double outside = 0;           // the probability outside the band is at most this
};

// Overwrites `row` (whose memory is used again). Precondition: N >= 1.
void binomial_row(std::uint32_t N, const Odds& odds, BinomialRow& row);

}  // namespace groundcheck
