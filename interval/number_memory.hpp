// Memory for numbers.
//
// A rational of GMP has its two integers on the heap, and most of ours are a limb or two long and live for
// one operation: a third of an audit's time went into malloc. Here each thread keeps the blocks that it gives
// back, by their size, and takes them again. GMP says the size of what it gives back, so a block needs no
// header.
#pragma once

#include <cstddef>

namespace groundcheck {

// From now on GMP (and MPFR, which asks GMP) keeps blocks as above. May be called at any time, again too, and
// by any thread that is alone with its numbers meanwhile: every block is one of malloc's, whoever took it, so
// those of before can be given back after. Does nothing under a sanitizer, which is to see every block.
void keep_number_memory();

// The blocks that the calling thread keeps, in bytes: at most number_memory_limit. A thread that ends gives
// them to malloc.
std::size_t kept_number_memory();

// All sizes of up to 512 bytes together: 64 sizes, of each 512 blocks.
inline constexpr std::size_t number_memory_limit = std::size_t{8} * (64 * 65 / 2) * 512;

}  // namespace groundcheck
