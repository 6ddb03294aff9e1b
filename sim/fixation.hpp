// How a large closed loop ends, enclosed: at a single symbol, which one, and after how long.
//
// Without the world's data (alpha = 0) the model ends at a vertex, at symbol i exactly if its count reaches
// N. These events exclude each other, so the time T to fixation has E[T; ends at i] = w(Q_i) with one
// function w, the solution of (I-T)*w = x on the interior states, 0 at both ends (x the symbol's share now:
// the probability of ending there). So E[T] = sum_i w(Q_i) for any K. absorbing.hpp says how w is enclosed;
// selected_fixation.hpp is about two symbols and a verifier.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/absorbing.hpp"

namespace groundcheck {

// What happens without the world's data (alpha = 0).
struct Fixation {
    std::vector<Rational> probability;       // of ending at each symbol: Q_i, as the mean never moves
    DoubleInterval time;                     // expected generations until one symbol is left
    DoubleInterval deviation;                // standard deviation of that time
    std::vector<DoubleInterval> time_given;  // expected, given the symbol that is left; empty where Q_i = 0
};

// From the model `start`, which need not be on the lattice of N. Throws std::invalid_argument unless it is a
// distribution and N >= 1.
Fixation fixation(const std::vector<Rational>& start, std::uint32_t N);

// The square root of E[T^2] - E[T]^2, which is not negative.
DoubleInterval deviation_from(DoubleInterval square, DoubleInterval mean);

// w at every count: the expected time on the event that the symbol is the one left; and v, that of the time's
// square. Precondition: 1 <= N < 2^31.
struct NeutralTimes {
    Solved first, second;
};
NeutralTimes neutral_times(std::uint32_t N);

}  // namespace groundcheck
