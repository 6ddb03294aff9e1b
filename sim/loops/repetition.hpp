// How a text repeats itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace groundcheck::loops {

// The length of the longest passage that stands in the text at two places (which may overlap); 0 if no token
// does. Method: bisection over the length, passages compared by a polynomial hash modulo 2^61 - 1, and equal
// hashes token by token; so no passage that is found fails to repeat, and none that repeats is missed.
// Cost: one pass over the text for each bit of its length.
std::size_t longest_repeat(std::span<const std::uint32_t> text);

// The share of places at which a passage of `length` tokens begins that also begins somewhere before: 0 where
// all differ. 0 for a text that is shorter. Compared by hash, and equal hashes token by token.
double repeated_share(std::span<const std::uint32_t> text, std::size_t length);

}  // namespace groundcheck::loops
