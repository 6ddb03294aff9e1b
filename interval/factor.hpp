// Factors of an integer, as far as they are worth having for logarithms.
#pragma once

#include <cstdint>
#include <vector>

#include "interval/rational.hpp"

namespace groundcheck {

// Trial division takes out every prime below this.
inline constexpr std::uint64_t trial_bound = 1024;

struct Factor {
    Integer base;
    std::int64_t exponent = 1;
};

// Bases > 1 with prod base^exponent == value. Bases below 2^64 are primes; a larger base has no prime factor
// below trial_bound, is not a perfect power, and may be composite. Empty for 1. Precondition: value >= 1.
// Proving primality is nobody's burden here: the zero test needs coprime bases only, and takes gcds where in
// doubt.
std::vector<Factor> factors(const Integer& value);

}  // namespace groundcheck
