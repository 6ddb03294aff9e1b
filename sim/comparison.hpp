// The density matcher and the program learner in the same loop from the same start, in expectation, without
// simulation: every number is an enclosure.
//
// Both start from what one string emits, Q, and see N samples per generation, a share alpha of them the
// world's, P = what the world's string emits. The program learner's numbers are sums over the exact law of
// its hypothesis (program_chain.hpp). The density matcher has 2^L symbols, but what is asked of it are sums
// over symbols, so that one symbol's count is enough: a chain of N+1 states, c -> Binomial(N, alpha*p +
// (1-alpha)*c/N), or with an exact share the sum Binomial(alpha*N, p) + Binomial(N - alpha*N, c/N). Strings
// at the same distances from the start and from the world have the same law.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "interval/double_kernel.hpp"
#include "sim/program_chain.hpp"

namespace groundcheck {

// Of the model Q[t], in expectation.
struct LearnerState {
    DoubleInterval entropy;   // E[H(Q[t])], nats
    DoubleInterval distance;  // E[TV(Q[t], P)]
    DoubleInterval truth;     // E[Q[t](world)]: how probable the model makes the world's string
};

// states[t] for t = 0..generations.
struct LearnerSeries {
    std::string learner;  // "density matcher", "program learner (sample)", "program learner (maximum)"
    std::vector<LearnerState> states;
};

// The density matcher's series and the program learner's. Throws std::invalid_argument as check(loop) does,
// or if there is no string with the number `start`; ProgramLoopTooLarge as transition_matrix does.
std::vector<LearnerSeries> compare_learners(const ProgramLoop& loop, Choice choice, std::size_t start,
                                            std::uint32_t generations);

}  // namespace groundcheck
