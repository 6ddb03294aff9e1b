// Seeded randomness for tests: every random test takes its generator from here, and a failure names the seed.
//
// GROUNDCHECK_SEED=<number> replays a run; without it the seed is fixed, so that CI sees the same cases as
// everyone.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>

#include "tests/catch.hpp"

namespace groundcheck::test {

inline std::uint64_t seed() {
    const char* text = std::getenv("GROUNDCHECK_SEED");
    return text == nullptr ? 20260105280U : std::stoull(text);
}

// A generator for one test; `salt` keeps tests apart.
inline std::mt19937_64 generator(std::uint64_t salt) {
    return std::mt19937_64(seed() * 0x9E3779B97F4A7C15U + salt);
}

}  // namespace groundcheck::test

// Put first in a random test: a failing assertion then prints how to replay it.
#define GROUNDCHECK_REPLAYABLE() INFO("replay with GROUNDCHECK_SEED=" << groundcheck::test::seed())
