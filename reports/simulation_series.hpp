// A simulation's series as a table for people, as CSV, or as JSON.
// Numbers as in measure_text.hpp.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/simulation.hpp"

namespace groundcheck {

struct SimulationSeries {
    std::vector<std::pair<std::string, std::string>> parameters;  // what was simulated, in the user's words
    std::vector<std::string> notes;
    std::vector<GenerationEstimate> generations;  // t = 0..
    std::vector<Rational> alpha;                  // of the step from t to t+1
    std::vector<std::uint64_t> samples;
    std::uint32_t replicates = 0;
    double confidence = 0.99;
    Sharing sharing = Sharing::all;
    bool endless = false;  // no sampling: N is infinite, whatever `samples` says
};

// What the intervals are and what they rest on: one sentence each.
std::vector<std::string> simulation_method(const SimulationSeries& series);

// Two tables of intervals that contain the expectations, in at most about 40 of the generations, and one of
// plain means with their standard errors.
std::string simulation_text(const SimulationSeries& series);

// One line a generation: t, alpha, samples, then for every measure its average over the replicates and the
// interval for its expectation (NAME, NAME_low, NAME_high); NAME_infinite, the number of infinite replicates,
// and the interval for their probability for kl and reverse_kl; the interval for the variance of the mean;
// the standard error of every average (NAME_error), empty where there is none.
std::string simulation_csv(const SimulationSeries& series);

std::string simulation_json(const SimulationSeries& series);

}  // namespace groundcheck
