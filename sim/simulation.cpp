#include "sim/simulation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "sim/enclosed.hpp"
#include "sim/rounding.hpp"
#include "sim/sensitivity.hpp"
#include "sim/simulated_process.hpp"

namespace groundcheck {

namespace {

// So many chunks that they keep threads busy and a kill costs little, so few that the state stays small. The
// number depends on the plan alone.
constexpr std::uint32_t kMostChunks = 512;
std::uint32_t chunk_size(const SimulationPlan& plan) {
    return (plan.replicates + kMostChunks - 1) / kMostChunks;
}

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

// What all replicates draw from and are measured by.
struct Simulation::Laws {
    explicit Laws(const SimulationPlan& plan)
        : start(plan.start),
          world(grounded(plan) ? (plan.world.empty() ? plan.start : plan.world) : std::vector<double>{1.0}),
          uniform(std::vector<double>(plan.smoothing > 0 ? plan.start.size() : 1, 1.0)),
          measurer(plan.start, plan.drift_from_world && !plan.world.empty() ? plan.world : plan.start,
                   observable(plan), possible(plan), kernel.rational(plan.smoothing)) {}

    static bool grounded(const SimulationPlan& plan) {
        return std::any_of(plan.alpha.begin(), plan.alpha.end(),
                           [](const Rational& alpha) { return alpha > 0; });
    }

    static std::vector<double> observable(const SimulationPlan& plan) {
        if (!plan.observable.empty()) return plan.observable;
        std::vector<double> ranks(plan.start.size());
        for (std::size_t i = 0; i < ranks.size(); ++i)
            ranks[i] = static_cast<double>(i + 1);
        return ranks;
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

std::uint64_t Simulation::chunks() const {
    const std::uint32_t size = chunk_size(plan_);
    return (plan_.replicates + std::uint64_t{size} - 1) / size;
}

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

void add(GenerationMoments& moments, const Measured& measured) {
    for (std::size_t m = 0; m < kMeasures; ++m) {
        if (measured[m].lo == directed::infinity)
            ++moments[m].infinite;
        else
            moments[m].finite.add(measured[m]);
    }
}

void merge(std::vector<GenerationMoments>& sum, const std::vector<GenerationMoments>& more) {
    for (std::size_t t = 0; t < sum.size(); ++t) {
        for (std::size_t m = 0; m < kMeasures; ++m) {
            sum[t][m].finite.merge(more[t][m].finite);
            sum[t][m].infinite += more[t][m].infinite;
        }
    }
}

using Clock = std::chrono::steady_clock;
constexpr auto kReportEvery = std::chrono::milliseconds(50);

}  // namespace

bool Simulation::run(SimulationState& state, const Options& options) const {
    const std::size_t T = plan_.generations();
    const std::uint32_t size = chunk_size(plan_);
    state.generations.resize(T + 1);
    Progress progress{0, (plan_.replicates - state.replicates_done) * T};
    std::mutex mutex;  // guards state, progress, waiting and failure
    std::map<std::uint64_t, std::vector<GenerationMoments>> waiting;
    std::exception_ptr failure;
    std::atomic<std::uint64_t> next = state.chunks_done;
    std::atomic<bool> stop = false;

    const auto report = [&](std::uint64_t& done) {
        const std::lock_guard lock(mutex);
        progress.generations_done += std::exchange(done, 0);
        if (options.progress && !options.progress(progress)) stop = true;
    };
    const auto deliver = [&](std::uint64_t chunk, std::vector<GenerationMoments> moments) {
        const std::lock_guard lock(mutex);
        waiting.emplace(chunk, std::move(moments));
        for (auto first = waiting.begin(); first != waiting.end() && first->first == state.chunks_done;
             first = waiting.erase(first)) {
            merge(state.generations, first->second);
            ++state.chunks_done;
            state.replicates_done = std::min<std::uint64_t>(plan_.replicates, state.chunks_done * size);
            if (options.keep) options.keep(state);
        }
    };
    const auto work = [&] {
        try {
            Worker worker(*this);
            std::uint64_t unreported = 0;
            Clock::time_point reported = Clock::now();
            for (std::uint64_t chunk = next++; !stop && chunk < chunks(); chunk = next++) {
                std::vector<GenerationMoments> moments(T + 1);
                const auto first = static_cast<std::uint32_t>(chunk * size);
                const std::uint32_t last = first + std::min(size, plan_.replicates - first);
                const auto visit = [&](std::size_t t, const SparseCounts&, const Measured& measured) {
                    add(moments[t], measured);
                    ++unreported;
                    if (const auto now = Clock::now(); now - reported > kReportEvery) {
                        reported = now;
                        report(unreported);
                    }
                    return !stop;
                };
                for (std::uint32_t number = first; number < last; ++number) {
                    add(moments[0], start_);
                    if (!worker.replicate(number, visit)) return;
                }
                deliver(chunk, std::move(moments));
            }
            report(unreported);
        } catch (...) {
            const std::lock_guard lock(mutex);
            if (!failure) failure = std::current_exception();
            stop = true;
        }
    };

    const unsigned processors = std::max(1U, std::thread::hardware_concurrency());
    const std::uint64_t left = chunks() - state.chunks_done;
    const std::uint64_t threads =
        std::min<std::uint64_t>(options.threads == 0 ? processors : options.threads, left);
    std::vector<std::thread> pool;
    for (std::uint64_t i = 1; i < threads; ++i)
        pool.emplace_back(work);
    if (left > 0) work();
    for (std::thread& thread : pool)
        thread.join();
    if (failure) std::rethrow_exception(failure);
    return state.chunks_done == chunks();
}

namespace {

// The measure cut off at `largest`: infinite values count as that.
EnclosedMoments cut_off(const MeasureMoments& moments, double largest) {
    EnclosedMoments result = moments.finite;
    EnclosedMoments rest;
    if (moments.infinite > 0) {
        rest.n = moments.infinite;
        rest.centre = largest;
        result.merge(rest);
    }
    return result;
}

// 1 for the infinite values, 0 for the others.
EnclosedMoments indicator(const MeasureMoments& moments) {
    EnclosedMoments result;
    result.n = moments.finite.n;
    EnclosedMoments ones;
    ones.n = moments.infinite;
    ones.centre = 1;
    result.merge(ones);
    return result;
}

MeasureEstimate estimate(const MeasureMoments& moments, const Measurer& measurer, Measure measure,
                         std::uint64_t total, double doubt, double spread) {
    MeasureEstimate result;
    result.infinite = moments.infinite;
    result.average =
        moments.infinite > 0 ? DoubleInterval{directed::infinity, directed::infinity} : moments.finite.mean();
    if (moments.infinite == 0 && moments.finite.n >= 2) {
        const DoubleKernel kernel;
        const DoubleInterval variance = moments.finite.variance();
        result.standard_error = kernel.sqrt(kernel.div({std::max(0.0, variance.lo), variance.hi},
                                                       kernel.point(static_cast<double>(moments.finite.n))));
    }
    const DoubleInterval range = measurer.range(measure, total);
    if (range.hi < directed::infinity) {
        const double radius = martingale_radius(spread, moments.finite.n, directed::div_down(doubt, 3));
        result.expectation = mean_interval(moments.finite, range, doubt, radius);
        return result;
    }
    const double largest = measurer.largest_finite(measure, total);
    result.expectation = mean_interval(cut_off(moments, largest), {range.lo, largest}, doubt);
    result.expectation.hi = directed::infinity;
    result.infinite_share = mean_interval(indicator(moments), {0, 1}, doubt);
    return result;
}

}  // namespace

std::vector<GenerationEstimate> estimates(const Simulation& simulation, const SimulationState& state,
                                          double confidence, Sharing sharing) {
    const std::size_t T = simulation.plan().generations();
    // Rounded down, so the confidence is at least the one stated.
    double doubt = directed::add_down(1, -confidence);
    if (sharing == Sharing::all && T > 0)
        doubt = directed::div_down(doubt, static_cast<double>(kIntervalsPerGeneration * T));
    const MartingaleSpreads spreads(simulation.plan());
    std::vector<GenerationEstimate> result(T + 1);
    for (std::size_t m = 0; m < kMeasures; ++m) {
        const DoubleInterval value = simulation.start()[m];
        const bool infinite = value.lo == directed::infinity;
        const double share = infinite ? 1 : 0;
        result[0].measures[m] = {value, value, infinite ? state.replicates_done : 0, {share, share}, {0, 0}};
    }
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
