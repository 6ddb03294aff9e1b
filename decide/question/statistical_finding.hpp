// What simulated replicates say about a claim at one point: a finding, kept apart from verdicts.
//
// A claim file's [simulate] names a point that no exact method reaches, say the words of a text. There the
// claim is held against replicates of its process (decide_statistical.hpp). What comes out holds with a
// confidence below one, so it is stored, reported and counted by itself: a finding that agrees proves
// nothing, and is never part of a verdict.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "decide/question/instance_key.hpp"
#include "interval/double_kernel.hpp"

namespace groundcheck {

enum class StatisticalFinding {
    agrees,        // an equation: both sides' intervals meet, and are narrow; an inequality: certainly so
    contradicted,  // the intervals say that the claim is false here
    uninformative  // the intervals are too wide to tell
};
// "agrees", "contradicted", "too wide to tell".
std::string to_text(StatisticalFinding finding);

// The two sides of the statement at time t, as intervals that contain them (those of all t at once, with the
// stated confidence).
struct StatisticalCheck {
    std::uint32_t t = 0;
    DoubleInterval left, right;
    StatisticalFinding finding = StatisticalFinding::uninformative;
};

// One [simulate] of a claim or of its mutant, simulated.
struct SimulatedClaim {
    std::size_t range = 0;                 // which of the claim's [[simulate]], from 0
    InstanceKey point;                     // the numbers where it was held against simulation
    std::uint32_t replicates = 0;          // how many
    std::uint64_t seed = 0;                // of the random numbers
    double confidence = 0;                 // with which all checks hold at once
    std::vector<StatisticalCheck> checks;  // in the order of t
    std::string reason;                    // why there are no checks, or empty
    double seconds = 0;

    // Contradicted if a check is; else uninformative if one is, or if there are none; else agrees.
    StatisticalFinding finding() const;
};

}  // namespace groundcheck
