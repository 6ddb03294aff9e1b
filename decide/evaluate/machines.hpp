// What claims ask about all Turing machines with n states: how many halt, with which output, how many never.
//
// The counts come from ctm/, enumerated on first use and kept for the whole run. Machines that start with a
// move to the left are enumerated like the others, rather than taken to be the mirror image of those that
// start with a move to the right, so that a claim about reversal is about what was counted. Blank 1 is the
// complement of blank 0. Up to four states every run that has not halted at the bound is given to the slow
// proofs, too; five states stop at 500 steps, take half a minute, and are kept in the user's cache.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>

#include "ctm/block_decomposition.hpp"
#include "ctm/table.hpp"
#include "interval/rational.hpp"
#include "sim/stochastic_matrix.hpp"

namespace groundcheck {

struct Machines {
    ctm::Table table;           // both blanks
    std::uint64_t endless = 0;  // runs proved never to halt, both blanks
};

// Precondition: 1 <= states <= 5. Safe to call from many threads at once. Throws std::runtime_error if five
// states are asked for and there is no cache folder.
std::shared_ptr<const Machines> machines(std::uint32_t states);

// The number whose logarithm to base 2 is the complexity of the text by its blocks of that length, side by
// side (ctm/block_decomposition.hpp): the product over the distinct blocks of how often each comes, divided
// by its D(states). Or the blocks that no such machine prints: then there is none. Preconditions: 1 <= states
// <= 5, 1 <= length <= text's.
std::variant<Rational, ctm::UnknownBlocks> block_product(std::uint32_t states, std::size_t length,
                                                         const std::string& text);

// The strings of length L in proportion to how many machines print each: 2^L entries, in the order of their
// binary numbers. The mirror image is taken on trust here, which halves the work. Empty if no machine prints
// any. Precondition: 1 <= states <= 5, 1 <= length <= 16.
Law machine_prior(std::uint32_t states, unsigned length);

}  // namespace groundcheck
