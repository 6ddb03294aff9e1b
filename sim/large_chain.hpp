// Large chains generation by generation, rigorously, for N in the tens of thousands: each quantity an
// enclosure.
//
// Everything comes from chains of one symbol's count (count_chain.hpp), for any number of symbols K: see
// count_table.hpp. How the process ends is in fixation.hpp, the long run in stationary.hpp.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "interval/double_kernel.hpp"
#include "sim/count_table.hpp"
#include "sim/fixation.hpp"
#include "sim/stationary.hpp"

namespace groundcheck {

// The process generation by generation. alpha(t) and samples(t), t >= 1, make Q[t] out of Q[t-1].
struct ChainPlan {
    std::vector<Rational> start, world;
    std::function<Rational(std::uint32_t)> alpha;
    std::function<std::uint32_t(std::uint32_t)> samples;
    bool constant = true;  // alpha and samples do not depend on t: rows are kept
    std::uint32_t generations = 0;
    std::size_t memory = CountChain::default_memory;
    // A verifier's odds for symbol 1 against the other (u/v, see selected_fixation.hpp), for two symbols.
    Rational odds = 1;
    std::size_t watched = 0;  // the symbol whose last law is kept
};

struct ChainGeneration {
    DoubleInterval entropy, diversity, support;
    DoubleInterval unsettled;  // probability that Q[t] is no vertex
    DoubleInterval variation;  // E[TV(Q[t], Q[0])]
    DoubleInterval distance;   // E[L2(Q[t], Q[0])]
};

struct ChainRun {
    std::vector<ChainGeneration> generations;  // t = 0..generations
    CountLaw law;  // of the watched symbol's count after the last generation; no mass if there is none
};

// Without a verifier diversity and distance are also computed by the moment recursion, and the narrower
// enclosure wins; std::logic_error if the two do not meet. Calls progress(done, of) now and then, if given.
// Throws std::invalid_argument for a start or world that is no distribution, alpha outside [0,1], samples of
// 0, or a verifier and more than two symbols.
ChainRun run_chain(const ChainPlan& plan, const std::function<void(std::size_t, std::size_t)>& progress = {});
std::vector<ChainGeneration> chain_generations(
    const ChainPlan& plan, const std::function<void(std::size_t, std::size_t)>& progress = {});

}  // namespace groundcheck
