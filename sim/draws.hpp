// The samples of one generation, in all the ways they can come out: one draw from one distribution or, where
// so many come from the world and the others from the model, a draw from each.
#pragma once

#include <stdexcept>
#include <vector>

#include "sim/generation.hpp"
#include "sim/outcomes.hpp"

namespace groundcheck {

// The sum of the weights that each_draw visits: 1, or a whole number in exact arithmetic.
template <NumberKernel Kernel>
typename Kernel::Value total_weight(const Kernel& kernel, const std::vector<ProcessRules::Draw>& draws) {
    auto total = kernel.rational(1);
    for (const ProcessRules::Draw& draw : draws)
        total = kernel.mul(total, total_weight(kernel, draw.samples, draw.law));
    return total;
}

// The same as a number: the product of b^N over the draws, with b the common denominator of each.
Integer exact_weight(const std::vector<ProcessRules::Draw>& draws);

// Calls visit(weight, counts) for outcomes of positive probability, counts added up over the draws; with two
// draws the same counts can come up more than once. Precondition: one draw or two, none of 0 samples.
template <NumberKernel Kernel, class Visit>
void each_draw(const Kernel& kernel, const std::vector<ProcessRules::Draw>& draws, Visit visit) {
    if (draws.size() == 1) return each_outcome(kernel, draws[0].samples, draws[0].law, visit);
    if (draws.size() != 2) throw std::logic_error("a generation has one draw or two");
    each_outcome(kernel, draws[0].samples, draws[0].law, [&](const auto& weight, const Counts& counts) {
        each_outcome(kernel, draws[1].samples, draws[1].law, [&](const auto& other, Counts all) {
            for (std::size_t i = 0; i < all.size(); ++i)
                all[i] += counts[i];
            visit(kernel.mul(weight, other), all);
        });
    });
}

}  // namespace groundcheck
