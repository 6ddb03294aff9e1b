// Weights of a loop, as the whole numbers that counts are multiplied with.
//
// A fit with weights counts each transition by its weight: weight[t] for one that was written in step t,
// real_weight for each of the real text's. Only the weights' ratios matter to maximum likelihood, so the
// smallest whole numbers of these ratios are taken, and counts stay exact; `unit` is what a transition of
// weight 1 counts, which additive smoothing has to know. An ensemble's weights likewise: what its models
// stand for together is the sum of their tables, each times its whole number (each of them has as many
// transitions).
#pragma once

#include <cstdint>
#include <vector>

#include "interval/rational.hpp"
#include "sim/loops/grams.hpp"
#include "sim/random.hpp"

namespace groundcheck::loops {

struct LoopPlan;

struct LoopWeights {
    std::vector<std::uint64_t> models = {1};  // positive, without a common divisor
    std::uint64_t all_models = 1;             // their sum
    std::vector<std::uint64_t> steps;         // of a transition that was written in step t
    std::uint64_t real = 0;                   // of each of the real text's
    Rational unit = 1;                        // what a transition of weight 1 counts

    // Model j with its probability, exactly. One model takes no random number.
    [[nodiscard]] std::size_t draw_model(RandomStream& random) const;
};

// Throws PlanError for weights that are negative or have no whole numbers below 2^32 in their ratios.
LoopWeights whole_weights(const LoopPlan& plan);

// What stands behind the models of a generation together, every transition with its whole number.
struct WeightSums {
    Integer all;      // the sum of the numbers
    Integer squares;  // of their squares
};
// Of generation t >= 1. Precondition: `weights` are the plan's.
WeightSums weight_sums(const LoopPlan& plan, const LoopWeights& weights, std::size_t t);

// Every count times `factor`; empty for 0. Precondition: the total times the factor is below 2^32.
GramCounts times(GramCounts counts, std::uint64_t factor);

}  // namespace groundcheck::loops
