// Many replicates of the Gaussian family: a world of its own, earlier data and schedules as gaussian_draw.hpp
// has them.
//
// Of the n samples of a step only the mean and the sum of squares about it count. Binomial(n, alpha) of them
// are the world's; k samples from N(w, v) have the mean w + sqrt(v/k)*z and, independently, the sum of
// squares v*r, with z standard normal and r chi-square with k - 1 degrees of freedom (Johnson, Kotz and
// Balakrishnan, Continuous Univariate Distributions 1, chapter 18). So a step costs the same whatever n is.
// Replicates are worked off in chunks (chunked_run.hpp) with a random stream for each replicate and
// generation: the result depends on the plan alone.
//
// Draws and fits are in double precision, off by rounding, a few units of 2^-53 of a value for each step:
// that is an estimate, not a proof. Variances below about 10^-308 that are not the closed loop's are 0.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "interval/rational.hpp"
#include "sim/gaussian_law.hpp"
#include "sim/measure_estimate.hpp"
#include "sim/random.hpp"
#include "sim/state_text.hpp"

namespace groundcheck {

struct GaussianPlan {
    Rational mean = 0, variance = 1;  // mu[0] and s2[0]
    std::vector<GaussianDraw> draws;  // the step from t to t+1, for every generation that is run
    std::uint32_t replicates = 1000;
    std::uint64_t seed = 1;

    [[nodiscard]] std::size_t generations() const { return draws.size(); }
};

// A model of a replicate.
struct GaussianModel {
    double off = 0;           // mu less mu[0]
    double variance = 1;      // s2
    double log_variance = 0;  // log(s2), kept apart: s2 may be too small for a double
    void step(const GaussianDraw& draw, double world_off, RandomStream& random);
};

// What is measured of each model, by GaussianMeasure. Where s2 is 0, log s2 counts as infinite.
using GaussianMeasured = std::array<MeasureMoments, kGaussianMeasures>;

// What is known after the first `chunks_done` chunks of replicates.
struct GaussianState {
    std::uint64_t chunks_done = 0;
    std::uint64_t replicates_done = 0;
    std::vector<GaussianMeasured> generations;  // t = 1..generations
};

struct GaussianRunOptions {
    unsigned threads = 0;                                             // 0: as many as processors
    std::function<bool(std::uint64_t, std::uint64_t)> progress = {};  // generations done, of so many; false:
                                                                      // stop. Called by one thread at a time
    std::function<void(const GaussianState&)> keep = {};              // after every chunk merged, in order
};

// Runs what `state` lacks, and adds it there. Returns whether all is done; false if progress stopped it,
// which leaves the state at a whole number of chunks. Preconditions: `state` is empty or came from this plan;
// the plan's numbers are as GaussianDrawMoments wants them, and replicates >= 1.
bool run_gaussian(const GaussianPlan& plan, GaussianState& state, const GaussianRunOptions& options);

struct GaussianEstimate {
    MeasureEstimate estimate;
    KnownMoments known;
};
using GaussianEstimates = std::array<GaussianEstimate, kGaussianMeasures>;

// t = 0..generations. An interval is the mean over the replicates with the radius that known moments give,
// within the bounds that hold for sure; where none is known it is unbounded. Where a log s2 is -infinity, so
// are its average and its expectation's lower end. Preconditions: state is complete, 0 < confidence < 1.
std::vector<GaussianEstimates> estimates(const GaussianPlan& plan, const GaussianState& state,
                                         double confidence, Sharing sharing);

// The state as text, and back (state_text.hpp). Reading it throws StateMismatch.
std::string to_text(const GaussianState& state, const std::string& parameters);
GaussianState gaussian_state_from_text(const std::string& text, const std::string& parameters);

}  // namespace groundcheck
