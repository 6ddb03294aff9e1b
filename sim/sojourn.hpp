// How long a large closed chain stays at each count before it ends, enclosed.
//
// With mu the law of the count after the first generation, the expected number of generations t = 1, 2, ...
// at the count j, 0 < j < N, is n_j, the solution of n*(I-T) = mu on the interior states. So the model is
// unsettled for 1 + sum_j n_j generations on average if it is at the start: E[T].
//
// An approximate n is checked as in absorbing.hpp, with rows in place of columns: (I-T)^-1 is non-negative,
// so |mu - n*(I-T)| <= e*g and y*(I-T) >= (1-r)*g, for a positive measure g, give |n_true - n| <= e/(1-r)*y,
// state by state. We take g = n + d with a small constant d: where the chain hardly ever is, what counts is
// the absolute error.
#pragma once

#include <cstdint>
#include <vector>

#include "interval/double_kernel.hpp"
#include "interval/rational.hpp"

namespace groundcheck {

// Entry j is that of the count j = 0..N, 0 at both ends: those of a symbol of share q now, for which a
// verifier has the given odds (see count_chain.hpp). Throws std::invalid_argument unless 0 <= q <= 1, odds >
// 0 and 1 <= N < 2^31, ChainTooHard if the equations cannot be solved. `memory` is for the chain's rows.
std::vector<DoubleInterval> sojourn(const Rational& q, const Rational& odds, std::uint32_t N,
                                    std::size_t memory);

}  // namespace groundcheck
