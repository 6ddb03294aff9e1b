// The series of a loop of sequence models as tables for people, as CSV, or as JSON.
//
// Numbers as in measure_text.hpp.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "sim/loops/known_law.hpp"
#include "sim/loops/loop.hpp"

namespace groundcheck {

struct LoopSeries {
    std::vector<std::pair<std::string, std::string>> parameters;                 // in the user's words
    std::vector<std::array<MeasureEstimate, loops::kLoopMeasures>> generations;  // t = 0..
    loops::LoopLaw law;                                                          // what is known of them
    std::vector<Rational> alpha;                                                 // of the step from t to t+1
    std::vector<std::uint64_t> samples;
    std::vector<std::string> texts;  // how the first replicate's text begins, t = 1..
    std::uint32_t replicates = 0;
    double confidence = 0.99;
    Sharing sharing = Sharing::all;
};

// Tables of averages with their standard errors, of intervals for expectations, and of the known law if there
// is one; the method in a few sentences; the texts.
std::string loop_text(const LoopSeries& series);

// One line a generation: t, alpha, samples, then for every measure its average, the interval for its
// expectation and its standard error (NAME, NAME_low, NAME_high, NAME_error), for measures that may be
// infinite the number of infinite replicates and the interval for their probability (NAME_infinite,
// NAME_infinite_low, NAME_infinite_high); then the law (law_NAME_low, law_NAME_high), empty where it is not
// known.
std::string loop_csv(const LoopSeries& series);

std::string loop_json(const LoopSeries& series);

}  // namespace groundcheck
