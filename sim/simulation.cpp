#include "sim/simulation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <utility>

#include "sim/chunked_run.hpp"
#include "sim/enclosed.hpp"
#include "sim/rounding.hpp"
#include "sim/sensitivity.hpp"
#include "sim/simulated_process.hpp"
#include "theorems/language/sha256.hpp"

namespace groundcheck {

namespace {

std::size_t index(Measure measure) { return static_cast<std::size_t>(measure); }

void check_weights(const std::vector<double>& weights, std::size_t K, const char* what) {
    if (weights.size() != K)
        throw std::invalid_argument(fmt::format("{} has {} symbols, the start {}", what, weights.size(), K));
    bool positive = false;
    for (const double weight : weights) {
        if (!std::isfinite(weight) || weight < 0)
            throw std::invalid_argument(fmt::format("{} has a weight that is negative or not finite", what));
        positive = positive || weight > 0;
    }
    if (!positive) throw std::invalid_argument(fmt::format("{} has no symbol of positive weight", what));
}

}  // namespace

void check(const SimulationPlan& plan) {
    const std::size_t K = plan.start.size();
    if (K == 0 || K >= (std::uint64_t{1} << 32))
        throw std::invalid_argument("the start needs 1 to 2^32 - 1 symbols");
    check_weights(plan.start, K, "the start");
    if (!plan.world.empty()) check_weights(plan.world, K, "the world");
    if (!plan.observable.empty()) {
        if (plan.observable.size() != K)
            throw std::invalid_argument(
                fmt::format("the observable has {} values for {} symbols", plan.observable.size(), K));
        for (const double value : plan.observable)
            if (!std::isfinite(value))
                throw std::invalid_argument("the observable has a value that is not finite");
    }
    if (plan.alpha.size() != plan.samples.size())
        throw std::invalid_argument("alpha and the number of samples are given for different generations");
    std::uint64_t data = 0;
    for (std::size_t t = 0; t < plan.samples.size(); ++t) {
        if (plan.alpha[t] < 0 || plan.alpha[t] > 1)
            throw std::invalid_argument(fmt::format("alpha is {} at t = {}", to_string(plan.alpha[t]), t));
        if (plan.samples[t] == 0)
            throw std::invalid_argument(fmt::format("there are no samples at t = {}", t));
        data = plan.accumulate ? data + plan.samples[t] : plan.samples[t];
        if (data >= (std::uint64_t{1} << 52))
            throw std::invalid_argument(fmt::format("2^52 samples or more at t = {}", t));
    }
    if (plan.own && plan.exact_start.size() != K)
        throw std::invalid_argument("a process of its own starts from an exact law on the same symbols");
    if (plan.smoothing < 0) throw std::invalid_argument("additive smoothing needs a number of 0 or more");
    if (plan.replicates == 0) throw std::invalid_argument("a simulation needs at least one replicate");
}

std::vector<double> observable_of(const SimulationPlan& plan) {
    if (!plan.observable.empty()) return plan.observable;
    std::vector<double> ranks(plan.start.size());
    std::iota(ranks.begin(), ranks.end(), 1.0);
    return ranks;
}

// What all replicates draw from and are measured by.
struct Simulation::Laws {
    explicit Laws(const SimulationPlan& plan)
        : start(plan.start),
          world(grounded(plan) ? (plan.world.empty() ? plan.start : plan.world) : std::vector<double>{1.0}),
          uniform(std::vector<double>(plan.smoothing > 0 ? plan.start.size() : 1, 1.0)),
          measurer(plan.start, plan.drift_from_world && !plan.world.empty() ? plan.world : plan.start,
                   observable_of(plan), possible(plan), kernel.rational(plan.smoothing)) {}

    static bool grounded(const SimulationPlan& plan) {
        return std::any_of(plan.alpha.begin(), plan.alpha.end(),
                           [](const Rational& alpha) { return alpha > 0; });
    }

    static std::vector<bool> possible(const SimulationPlan& plan) {
        const bool fresh = grounded(plan) && !plan.world.empty();
        std::vector<bool> result(plan.start.size());
        for (std::size_t i = 0; i < result.size(); ++i)
            result[i] = plan.own || plan.start[i] > 0 || (fresh && plan.world[i] > 0);
        return result;
    }

    FixedLaw start, world, uniform;
    Measurer measurer;
};

// One thread's tables, and how a replicate runs.
class Simulation::Worker {
  public:
    explicit Worker(const Simulation& simulation)
        : simulation_(simulation),
          plan_(simulation.plan_),
          laws_(*simulation.laws_),
          measurer_(laws_.measurer),
          table_(plan_.start.size()) {
        if (plan_.own) own_.emplace(*plan_.own, plan_.exact_start);
    }

    // Returns false if visit did.
    template <class Visit>
    bool replicate(std::uint32_t number, const Visit& visit) {
        data_.clear();
        if (own_) return own_replicate(number, visit);
        for (std::size_t t = 0; t < plan_.generations(); ++t) {
            RandomStream random(plan_.seed,
                                {.replicate = number, .generation = static_cast<std::uint32_t>(t)});
            const std::uint64_t n = plan_.samples[t];
            const std::uint64_t fresh = binomial_draw(random, n, nearest(plan_.alpha[t]));
            laws_.world.sample(random, fresh, table_);
            sample_model(random, n - fresh);
            if (plan_.accumulate) {
                for (std::size_t j = 0; j < data_.size(); ++j)
                    table_.add(data_.symbols[j], data_.counts[j]);
            }
            table_.take(data_);
            if (!visit(t + 1, data_, measurer_.measure(data_))) return false;
        }
        return true;
    }

  private:
    template <class Visit>
    bool own_replicate(std::uint32_t number, const Visit& visit) {
        own_->restart();
        for (std::size_t t = 0; t < plan_.generations(); ++t) {
            const auto time = static_cast<std::uint32_t>(t);
            RandomStream random(plan_.seed, {.replicate = number, .generation = time});
            own_->step(time, random);
            constexpr double off = 0x1p-52;  // of a nearest double, with room to spare
            if (!visit(t + 1, data_, measurer_.measure(nearest_doubles(own_->model()), off))) return false;
        }
        return true;
    }

    // The model is the mixture of the data's frequencies, with weight T/(T + K*a), and the uniform law.
    void sample_model(RandomStream& random, std::uint64_t n) {
        if (data_.total == 0) return laws_.start.sample(random, n, table_);
        std::uint64_t smooth = 0;
        if (plan_.smoothing > 0) {
            const Rational extra = plan_.smoothing * Rational(plan_.start.size());
            smooth = binomial_draw(random, n, nearest(extra / (extra + Rational(data_.total))));
            laws_.uniform.sample(random, smooth, table_);
        }
        sample_empirical(random, n - smooth, data_, table_);
    }

    const Simulation& simulation_;
    const SimulationPlan& plan_;
    const Laws& laws_;
    Measurer measurer_;
    SymbolCounts table_;
    SparseCounts data_;
    std::optional<ExactReplicate> own_;
};

Simulation::Simulation(SimulationPlan plan) : plan_(std::move(plan)) {
    check(plan_);
    laws_ = std::make_unique<Laws>(plan_);
    start_ = laws_->measurer.measure(plan_.start);
    // Exactly, where the above encloses: the start does not differ from itself.
    start_[index(Measure::shift)] = {0, 0};
    if (plan_.drift_from_world && !plan_.world.empty()) return;
    for (const Measure drift : {Measure::l2, Measure::tv, Measure::kl, Measure::reverse_kl})
        start_[index(drift)] = {0, 0};
}

Simulation::~Simulation() = default;

const Measurer& Simulation::measurer() const { return laws_->measurer; }

std::uint64_t Simulation::chunks() const { return Chunks(plan_.replicates).count(); }

std::uint64_t Simulation::data_size(std::size_t t) const {
    if (plan_.own) return (std::uint64_t{1} << 52) - 1;
    if (!plan_.accumulate) return plan_.samples[t - 1];
    std::uint64_t sum = 0;
    for (std::size_t s = 0; s < t; ++s)
        sum += plan_.samples[s];
    return sum;
}

void Simulation::replicate(
    std::uint32_t number,
    const std::function<bool(std::size_t, const SparseCounts&, const Measured&)>& visit) const {
    Worker(*this).replicate(number, visit);
}

namespace {

using Clock = std::chrono::steady_clock;
using ChunkMoments = std::vector<GenerationMoments>;

// What all who draw the same replicates must agree on.
std::string name_of(const SimulationPlan& plan) {
    std::string laws;
    for (const auto* weights : {&plan.start, &plan.world, &plan.observable})
        laws += sha256({reinterpret_cast<const char*>(weights->data()), weights->size() * sizeof(double)});
    return fmt::format("{} replicates of {} generations, seed {}, laws {}", plan.replicates,
                       plan.generations(), plan.seed, sha256(laws));
}

constexpr auto kReportEvery = std::chrono::milliseconds(50);

void add(GenerationMoments& moments, const Measured& measured) {
    for (std::size_t m = 0; m < kMeasures; ++m)
        moments[m].add(measured[m]);
}

void merge(std::vector<GenerationMoments>& sum, const ChunkMoments& more) {
    for (std::size_t t = 0; t < sum.size(); ++t)
        for (std::size_t m = 0; m < kMeasures; ++m)
            sum[t][m].merge(more[t][m]);
}

}  // namespace

// One thread of a run.
struct Simulation::Runner {
    const Simulation& simulation;
    const Chunks& chunks;
    ChunkedRun<ChunkMoments>& run;
    const std::function<void(std::uint64_t&)>& report;  // takes the number of generations that are new
    Worker worker{simulation};
    std::uint64_t unreported = 0;
    Clock::time_point reported = Clock::now();

    bool fill(std::uint64_t chunk, ChunkMoments& moments) {
        moments.resize(simulation.plan_.generations() + 1);
        const auto visit = [&](std::size_t t, const SparseCounts&, const Measured& measured) {
            add(moments[t], measured);
            ++unreported;
            if (const auto now = Clock::now(); now - reported > kReportEvery) {
                reported = now;
                report(unreported);
            }
            return !run.stopped();
        };
        const auto [first, end] = chunks.replicates_of(chunk);
        for (std::uint32_t number = first; number < end; ++number) {
            add(moments[0], simulation.start_);
            if (!worker.replicate(number, visit)) return false;
        }
        return true;
    }
    void finish() { report(unreported); }
};

bool Simulation::run(SimulationState& state, const Options& options) const {
    const std::size_t T = plan_.generations();
    const Chunks chunks(plan_.replicates);
    state.generations.resize(T + 1);
    Progress progress{0, (plan_.replicates - state.replicates_done) * T};
    ChunkedRun<ChunkMoments> run(state.chunks_done, chunks.count(), [&](const ChunkMoments& moments) {
        merge(state.generations, moments);
        state.replicates_done = chunks.replicates_in(++state.chunks_done);
        if (options.keep) options.keep(state);
    });
    const std::function<void(std::uint64_t&)> report = [&](std::uint64_t& done) {
        if (options.pool != nullptr) return;  // which counts what it has taken
        const std::lock_guard lock(run.mutex());
        progress.generations_done += std::exchange(done, 0);
        if (options.progress && !options.progress(progress)) run.stop();
    };
    const auto make_worker = [&] { return Runner{*this, chunks, run, report}; };
    if (options.pool == nullptr) return run.run(options.threads, make_worker);
    const std::uint64_t before = state.replicates_done;
    return run.run_on(
        *options.pool, name_of(plan_), make_worker,
        [](const ChunkMoments& moments) {
            return to_text(SimulationState{0, 0, moments}, "");
        },
        [](const std::string& text) { return state_from_text(text, "").generations; },
        [&] {
            progress.generations_done = (state.replicates_done - before) * T;
            return !options.progress || options.progress(progress);
        });
}

namespace {

MeasureEstimate estimate(const MeasureMoments& moments, const Measurer& measurer, Measure measure,
                         std::uint64_t total, double doubt, double spread) {
    MeasureEstimate result = estimate_without_bounds(moments);
    const DoubleInterval range = measurer.range(measure, total);
    if (range.hi < directed::infinity) {
        const double radius = martingale_radius(spread, moments.finite.n, directed::div_down(doubt, 3));
        result.expectation = mean_interval(moments.finite, range, doubt, radius);
        return result;
    }
    const double largest = measurer.largest_finite(measure, total);
    bound_from_below(result, moments, moments.cut_off(largest), {range.lo, largest}, doubt);
    return result;
}

}  // namespace

std::vector<GenerationEstimate> estimates(const Simulation& simulation, const SimulationState& state,
                                          double confidence, Sharing sharing) {
    const std::size_t T = simulation.plan().generations();
    const double doubt = doubt_of_each(confidence, sharing, kIntervalsPerGeneration * T);
    const MartingaleSpreads spreads(simulation.plan());
    std::vector<GenerationEstimate> result(T + 1);
    for (std::size_t m = 0; m < kMeasures; ++m)
        result[0].measures[m] = estimate_of_constant(simulation.start()[m], state.replicates_done);
    for (std::size_t t = 1; t <= T; ++t) {
        const std::uint64_t total = simulation.data_size(t);
        for (std::size_t m = 0; m < kMeasures; ++m) {
            const auto measure = static_cast<Measure>(m);
            result[t].measures[m] = estimate(state.generations[t][m], simulation.measurer(), measure, total,
                                             doubt, spreads.of(simulation.measurer(), measure, t));
        }
        if (simulation.plan().own)
            result[t].measures[index(Measure::reverse_kl)].expectation = {0, directed::infinity};
        result[t].variance = variance_interval(state.generations[t][index(Measure::mean)].finite,
                                               simulation.measurer().range(Measure::mean, total), doubt);
        // A martingale's variance is the sum of its steps', each at most a quarter of the range's square
        // (Popoviciu).
        const double spread = spreads.of(simulation.measurer(), Measure::mean, t);
        result[t].variance.hi = std::min(result[t].variance.hi, directed::div_up(spread, 4));
    }
    return result;
}

}  // namespace groundcheck
