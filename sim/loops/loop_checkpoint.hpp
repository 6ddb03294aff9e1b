// A chunk of replicates in hand, as bytes: what a kill would lose, but for the generation that is being
// written.
//
//     title, newline, the digest of the parameters, newline, the chunk's number, newline
//     the chunk's moments so far as the text of a state, its length before it
//     the replicate in hand: number, generations, models; of each model its tokens so far, and its table
//     the digest of all that
// Whole numbers are decimal words, tables the bytes of their arrays as this machine has them: a checkpoint is
// for the machine that wrote it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sim/loops/loop.hpp"

namespace groundcheck::loops {

struct ChunkInHand {
    LoopState sums;  // of the chunk so far, the replicate in hand included
    LoopCheckpoint replicate;
};

// `parameters` names the plan, as in a state.
std::string checkpoint_bytes(const ChunkInHand& chunk, std::uint64_t number, const std::string& parameters);

// Nothing for bytes that are no whole checkpoint of this chunk and these parameters: the chunk is then begun
// anew, which costs time and nothing else.
std::optional<ChunkInHand> checkpoint_from(const std::string& bytes, std::uint64_t number,
                                           const std::string& parameters);

}  // namespace groundcheck::loops
