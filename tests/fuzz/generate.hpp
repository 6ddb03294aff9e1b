// Fuzzed claims: well-typed, small, and all over the claim language.
//
// A claim of any text is hardly ever true, and then no false proof can be found in it. So half of the claims
// about finite domains are fitted: a random number is compared with the greatest or least value that the
// reference finds for it, for every instance apart. Such a claim is true and tight, or false by a hair.
#pragma once

#include <cstdint>

#include "tests/fuzz/recipe.hpp"

namespace groundcheck::fuzz {

// Claim `number` of the seed. The same on every machine.
Recipe generate(std::uint64_t seed, std::uint64_t number);

}  // namespace groundcheck::fuzz
