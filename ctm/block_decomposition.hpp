// The block decomposition method: the complexity of a string longer than machines print, from that of its
// blocks.
//
//     BDM(k, s) = sum over the distinct blocks r of s: CTM(r) + log2(how often r occurs),   CTM = -log2 D(n)
//
// in bits (Zenil et al., "A decomposition method for global evaluation of Shannon entropy and local
// estimations of algorithmic complexity", Entropy 20, 2018). Blocks have k symbols and begin every `step`
// symbols: k for blocks side by side, 1 for a sliding window. What is left at the end and fills no block
// belongs to no block; it is kept as `rest`, so that whoever shows a value can say so. A block that no
// machine printed has no complexity, and then neither has the string: nothing is filled in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ctm/complexity.hpp"
#include "ctm/table.hpp"

namespace groundcheck::ctm {

struct Block {
    std::string text;
    std::uint64_t occurrences = 0;
};

struct BlockDecomposition {
    std::vector<Block> blocks;  // distinct ones, as they first occur
    std::string rest;           // the end of the string that no block covers
};

// Preconditions: 1 <= length <= text's, 1 <= step <= length.
BlockDecomposition decompose(std::string_view text, std::size_t length, std::size_t step);

// The blocks that the table does not have.
struct UnknownBlocks {
    std::vector<std::string> blocks;
};

// The string's complexity in bits by its blocks: an enclosure whose ends are multiples of 10^-kBitsDigits, at
// most four of those per block apart; or which blocks are unknown.
std::variant<BitsEnclosure, UnknownBlocks> complexity_by_blocks(const Table& table,
                                                                const BlockDecomposition& blocks);

// The string with its symbol number `position` (from 0) exchanged, 0 for 1. Precondition: it has one.
std::string flipped(std::string text, std::size_t position);

}  // namespace groundcheck::ctm
