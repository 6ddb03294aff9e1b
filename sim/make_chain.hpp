// The chain of a process, of the kind that its rules allow.
#pragma once

#include <memory>
#include <utility>

#include "sim/composition_chain.hpp"
#include "sim/model_chain.hpp"

namespace groundcheck {

// The chain for models of K symbols under these rules.
template <NumberKernel Kernel>
std::shared_ptr<ProcessChain<Kernel>> make_chain(Kernel kernel, ProcessRules rules, std::uint32_t K) {
    if (rules.counts_alone)
        return std::make_shared<CompositionChain<Kernel>>(std::move(kernel), std::move(rules), K);
    return std::make_shared<ModelChain<Kernel>>(std::move(kernel), std::move(rules), K);
}

}  // namespace groundcheck
