// Many replicates of the process, for alphabets and samples far beyond the exact chain.
//
// A generation takes N samples: Binomial(N, alpha) of them from the world P, the others from the model Q,
// which is the same as N samples from alpha*P + (1-alpha)*Q. Counts are kept for the symbols that occur only.
// Every replicate and generation draws from a random stream of its own (random.hpp), replicates are measured
// one by one (measures.hpp) and summed up in chunks, and chunks are merged in their order; so the result
// depends on the plan alone: not on threads, nor on how often it was stopped and taken up again.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "interval/rational.hpp"
#include "sim/generation.hpp"
#include "sim/measure_estimate.hpp"
#include "sim/measures.hpp"
#include "sim/state_text.hpp"
#include "work/pool.hpp"

namespace groundcheck {

struct SimulationPlan {
    std::vector<double> start;                // weights of Q[0], as FixedLaw takes them
    std::vector<double> world;                // weights of P, K of them; empty: the start
    std::vector<double> observable;           // f, K finite values; empty: 1..K
    bool drift_from_world = false;            // the reference of drift: P; otherwise Q[0]
    std::vector<Rational> alpha;              // alpha[t], one for every generation that is run
    std::vector<std::uint64_t> samples;       // N[t], likewise
    bool accumulate = false;                  // fit to all data so far instead of the newest
    Rational smoothing = 0;                   // Q_i = (c_i + smoothing)/(T + K*smoothing)
    std::shared_ptr<const ProcessRules> own;  // a process of another kind: see simulated_process.hpp
    std::vector<Rational> exact_start;        // Q[0] for it
    std::uint32_t replicates = 1000;
    std::uint64_t seed = 1;

    [[nodiscard]] std::size_t generations() const { return samples.size(); }
};

// Throws std::invalid_argument, with a sentence for the user, for a plan that makes no sense: lengths that
// differ, alpha outside [0,1], no samples, more than 2^52 samples in a model, no replicates.
void check(const SimulationPlan& plan);

// The plan's observable, 1, ..., K where it says none.
std::vector<double> observable_of(const SimulationPlan& plan);

using GenerationMoments = std::array<MeasureMoments, kMeasures>;

// What is known after the first `chunks_done` chunks of replicates.
struct SimulationState {
    std::uint64_t chunks_done = 0;
    std::uint64_t replicates_done = 0;
    std::vector<GenerationMoments> generations;  // t = 0..generations; t = 0 is the start itself, exact
};

class Simulation {
  public:
    // Throws as check(plan) does.
    explicit Simulation(SimulationPlan plan);
    ~Simulation();
    Simulation(const Simulation&) = delete;
    Simulation& operator=(const Simulation&) = delete;

    [[nodiscard]] const SimulationPlan& plan() const { return plan_; }
    [[nodiscard]] std::uint64_t chunks() const;

    struct Progress {
        std::uint64_t generations_done = 0;   // replicates times generations, in this call
        std::uint64_t generations_total = 0;  // what was left at its beginning
    };
    struct Options {
        unsigned threads = 0;                              // 0: as many as processors
        std::function<bool(const Progress&)> progress;     // false: stop. Called by one thread at a time
        std::function<void(const SimulationState&)> keep;  // after every chunk merged, in order
        Pool* pool = nullptr;  // who draws; null: `threads` threads of this process
    };

    // Runs what `state` lacks, and adds it there (nothing, where the pool leads elsewhere). Returns whether
    // all is done; false if progress stopped it, which leaves the state at a whole number of chunks.
    // Precondition: `state` is empty or came from this plan.
    bool run(SimulationState& state, const Options& options) const;

    // The models of one replicate, one after another: visit(t, data, measured), t = 1..generations, until it
    // returns false.
    void replicate(std::uint32_t number,
                   const std::function<bool(std::size_t, const SparseCounts&, const Measured&)>& visit) const;

    // The start's measures.
    [[nodiscard]] const Measured& start() const { return start_; }

    // Samples behind the model after t generations (t >= 1): N[t-1], or all so far when they accumulate. No
    // bound of what a process of its own makes of them: the most there can be.
    [[nodiscard]] std::uint64_t data_size(std::size_t t) const;

    [[nodiscard]] const Measurer& measurer() const;

  private:
    struct Laws;
    class Worker;
    struct Runner;

    SimulationPlan plan_;
    std::unique_ptr<Laws> laws_;
    Measured start_;
};

// What can be said of the model after t generations.
struct GenerationEstimate {
    std::array<MeasureEstimate, kMeasures> measures;
    DoubleInterval variance;  // of the observable's mean, contains it with the stated confidence
};

// How many intervals a generation has: the expectations, the two probabilities of being infinite, the
// variance.
inline constexpr std::size_t kIntervalsPerGeneration = kMeasures + 3;

// t = 0..generations. Methods: confidence.hpp; the range of a measure is known beforehand (Measurer::range).
// For a measure that may be infinite the interval is unbounded above, and its lower end is that of the
// measure cut off at its largest finite value; where that has no bound (reverse_kl of a process of its own,
// whose masses may be as small as they like) it is [0, inf]. Preconditions: state is complete, 0 < confidence
// < 1.
std::vector<GenerationEstimate> estimates(const Simulation& simulation, const SimulationState& state,
                                          double confidence, Sharing sharing);

// The state as text, and back (state_text.hpp); `parameters` names the plan, one `key: value` a line. Reading
// it throws StateMismatch.
std::string to_text(const SimulationState& state, const std::string& parameters);

SimulationState state_from_text(const std::string& text, const std::string& parameters);

}  // namespace groundcheck
