// What models say of text that they have not seen.
#pragma once

#include <cstdint>
#include <span>

#include "interval/double_kernel.hpp"
#include "sim/loops/sequence_model.hpp"

namespace groundcheck::loops {

struct HeldOutLoss {
    DoubleInterval perplexity;  // exp of the mean of -log p; [inf, inf] if some p is 0; [1, 1] of no text
    std::uint64_t unseen = 0;   // how many tokens have p = 0
};

// `grams` are the text's, each counted; p is the mean of the models' probabilities, by `weights` if there are
// some. Precondition: at least one model, and as many weights as models or none.
HeldOutLoss held_out_loss(const GramCounts& grams, std::span<const SequenceModel* const> models,
                          std::span<const std::uint64_t> weights = {});

}  // namespace groundcheck::loops
