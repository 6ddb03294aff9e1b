// A simulation of Gaussians as a table for people, as CSV, or as JSON. Numbers as in measure_text.hpp.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/gaussian_simulation.hpp"

namespace groundcheck {

struct GaussianSeries {
    std::vector<std::pair<std::string, std::string>> parameters;  // in the user's words
    std::vector<GaussianEstimates> generations;                   // t = 0..
    std::vector<GaussianDraw> draws;                              // the step from t to t+1
    std::uint32_t replicates = 0;
    double confidence = 0.99;
    Sharing sharing = Sharing::all;
};

// What the intervals are and what they rest on: one sentence each.
std::vector<std::string> gaussian_method(const GaussianSeries& series);

// Tables of intervals for expectations, of the expectations themselves where they are known, and of plain
// means with their standard errors, in at most about 40 of the generations.
std::string gaussian_text(const GaussianSeries& series);

// One line a generation: t, alpha, samples, then for every measure its average, the interval for its
// expectation, its standard error, and the expectation itself (NAME, NAME_low, NAME_high, NAME_error,
// law_NAME_low, law_NAME_high; what is not known is empty).
std::string gaussian_csv(const GaussianSeries& series);

// The same; "law" is the expectation itself, where it is known.
std::string gaussian_json(const GaussianSeries& series);

}  // namespace groundcheck
