// Counterexamples to claims about a continuum: simple rational points, decided exactly.
#pragma once

#include <optional>
#include <string>

#include "decide/question/instance.hpp"
#include "decide/question/verdict.hpp"

namespace groundcheck {

// A witness against this instance, the simplest that is found: first on lattices of rising denominator, for
// two and three symbols where the claim leaves the alphabet open; then at points that give one symbol a share
// near `negative_at`, where the one-symbol margin is known to be negative. Every candidate is decided by the
// methods for listed points. None found: nothing is said. `no_value` says what is wrong at the first
// candidate at which the claim has no value ("division by zero, at u=0"), if there was one: all candidates
// are points of the domain.
std::optional<Witness> find_witness(const Question& question, const Instance& instance,
                                    const std::optional<Rational>& negative_at, std::string& no_value);

}  // namespace groundcheck
