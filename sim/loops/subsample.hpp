// Keeping some of many transitions, each set of them as likely as every other.
#pragma once

#include <cstdint>

#include "sim/loops/grams.hpp"
#include "sim/random.hpp"

namespace groundcheck::loops {

// `wanted` of the transitions, drawn without replacement, exactly in integers: one random number each, until
// all are found. Precondition: wanted <= counts.total.
GramCounts subsample(const GramCounts& counts, std::uint64_t wanted, RandomStream& random);

// How many of `wanted` draws without replacement out of `all` are among `marked` of them. Preconditions:
// wanted <= all, marked <= all.
std::uint64_t hypergeometric(std::uint64_t all, std::uint64_t marked, std::uint64_t wanted,
                             RandomStream& random);

}  // namespace groundcheck::loops
