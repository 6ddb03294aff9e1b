// The law of a plain process beside its simulation: whether it is had in seconds, and the chain's plan for
// it.
//
// A simulation knows its schedules as lists, and asks before anything is worked out exactly.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/large_chain.hpp"

namespace groundcheck {

// Whether the moment recursion in balls of 128 bits takes some seconds at most.
bool moments_are_affordable(std::size_t symbols, std::size_t generations);

// Whether the chain of one symbol's count takes some seconds at most, for symbols of so many different masses
// (each pair of a mass in the start and one in the world) and these samples.
bool chain_is_affordable(const std::vector<std::uint64_t>& samples, std::size_t masses);

// The chain of the plain process, entry t of the schedules being the step from t to t+1. Precondition:
// chain_is_affordable, and as many entries in both.
ChainPlan scheduled_chain(std::vector<Rational> start, std::vector<Rational> world,
                          std::vector<Rational> alpha, std::vector<std::uint64_t> samples);

}  // namespace groundcheck
