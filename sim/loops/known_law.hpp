// What is known of the loop without simulating it: its law for k = 0, where tokens are independent.
//
// For k = 0 and passages of one token the loop is the process of simulation.hpp. The moment recursion
// (moments.hpp) gives E[D], also where data accumulate, a recursion of its own the same for weights and for
// ensembles, and the chain of one symbol's count (large_chain.hpp) E[H] and E[vocabulary]. Nothing here
// shares code with the drawing.
#pragma once

#include <vector>

#include "interval/double_kernel.hpp"
#include "sim/loops/loop.hpp"

namespace groundcheck::loops {

// Enclosures for t = 0..generations; empty where the law is not known or costs more than some seconds.
struct LoopLaw {
    std::vector<DoubleInterval> entropy, diversity, vocabulary;
};

LoopLaw known_law(const LoopPlan& plan);

}  // namespace groundcheck::loops
