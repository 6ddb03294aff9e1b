// The two learners in the same loop, simulated: the density matcher, which fits frequencies, and the program
// learner.
//
// Both start from the same model, what one string emits through the channel, and see N samples per generation
// of which a share alpha are the world's. The density matcher takes their frequencies; the program learner
// takes a string by its posterior (program_learner.hpp). Simulation is for strings too long for exact
// transition matrices: what it returns are means over runs, and bounds on their error hold with a stated
// confidence only.
//
// The same seed gives the same runs on every machine and with every standard library. Samples are drawn
// exactly (a bit flips with probability e, not with a double near e); posteriors are compared and drawn in
// double precision.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "sim/program_learner.hpp"

namespace groundcheck {

enum class LoopLearner {
    density,          // the frequencies of the samples
    program_sample,   // a string drawn from the posterior
    program_maximum,  // a string of maximal posterior; among several, any with equal probability
};

// Means over the runs, of the model after some generations. Q is the law of the model's samples, P the
// world's.
struct RunSummary {
    double entropy = 0;    // H(Q), nats
    double distance = 0;   // TV(Q, P)
    double mass = 0;       // Q(h*): how likely the model emits the world's string
    double knowledge = 0;  // share of runs whose model is the world's: h = h* (program), Q = P (density)
};

struct RunPlan {
    std::size_t start = 0;          // the string whose emission is the first model
    std::uint32_t generations = 1;  // how many are run
    std::uint32_t runs = 1;         // independent runs
    std::uint64_t seed = 1;
};

// summary[t] for t = 0..generations. Throws std::invalid_argument as check(loop) does, or if there are no
// runs, the start is no string of the length, or a denominator of e or alpha exceeds 2^63.
std::vector<RunSummary> run_loop(const ProgramLoop& loop, LoopLearner learner, const RunPlan& plan);

// The same runs one by one: visit(t, summary) for t = 0..generations of every run, until it returns false.
// Returns whether all were visited. Throws as run_loop does.
bool each_run(const ProgramLoop& loop, LoopLearner learner, const RunPlan& plan,
              const std::function<bool(std::size_t, const RunSummary&)>& visit);

// How far a summary's entropy, distance and mass can be off by rounding. A model has 2^L probabilities, each
// a sum of at most N terms of at most 1/2 ulp error each, or one correctly rounded; the sums over the model
// have 2^L terms, whose sizes add up to L*log(2) at most (entropy) or 2 (distance); a logarithm is taken to
// be within 4 ulp. So |error| <= (2^L + N + 16)*2^-52*(L + 2).
double rounding_bound(const ProgramLoop& loop);

// Half the width of a confidence interval for a mean over `runs` of values in an interval of length `range`:
// with probability at least 1 - doubt the true mean is no further away. Hoeffding 1963: Pr(|mean - E| >= w)
// <= 2*exp(-2*runs*w^2/range^2). Preconditions: runs >= 1, 0 < doubt < 1.
double hoeffding_radius(std::uint32_t runs, double range, double doubt);

}  // namespace groundcheck
