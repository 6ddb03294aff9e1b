// A run of the fuzzer: claim after claim, and what came out.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/fuzz/judge.hpp"

namespace groundcheck::fuzz {

struct Found {
    std::uint64_t number = 0;  // of the claim
    Recipe recipe;
    Failure failure;
};

// What was looked at; all numbers but the failures are the same in every run of a seed.
struct Counts {
    std::uint64_t claims = 0, points = 0, passed_over = 0, witnesses = 0;
    std::uint64_t proved = 0, refuted = 0, undecided = 0, refused = 0, rejected = 0;

    void add(const Judgement& judgement);
};
// "claims 5000: proved 1800, ...", over several lines.
std::string to_text(const Counts& counts);

struct Campaign {
    std::uint64_t seed = 1, from = 0, claims = 1000;
    JudgeOptions judge;
    std::function<bool()> stop = {};                        // asked after every claim
    std::function<void(std::uint64_t number)> before = {};  // called before every claim
    std::function<void(const Judgement&, const Recipe&)> after = {};
    std::function<bool(const Found&)> found = {};  // called for every failure; false ends the run
};

// Generates and judges claims `from`, `from`+1, ...
Counts run(const Campaign& campaign);

}  // namespace groundcheck::fuzz
