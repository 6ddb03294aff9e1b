#include "sim/program_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <random>
#include <stdexcept>
#include <utility>

namespace groundcheck {

namespace {

// The standard fixes the generator's output but not that of its distributions; these are our own.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : random_(seed) {}

    // Uniform in 0..bound-1, exactly: draws above the largest multiple of bound are thrown again.
    std::uint64_t below(std::uint64_t bound) {
        const std::uint64_t all = std::numeric_limits<std::uint64_t>::max();
        const std::uint64_t limit = all - all % bound;
        std::uint64_t draw = random_();
        while (draw >= limit)
            draw = random_();
        return draw % bound;
    }

    // Uniform in [0,1), a multiple of 2^-53.
    double unit() { return static_cast<double>(random_() >> 11) * 0x1p-53; }

  private:
    std::mt19937_64 random_;
};

// An event with a rational probability.
class Coin {
  public:
    Coin(const Rational& probability, const char* name) {
        if (denominator(probability) > Integer(std::uint64_t{1} << 63)) {
            throw std::invalid_argument(fmt::format("the denominator of {} is too large to draw with", name));
        }
        yes_ = numerator(probability).convert_to<std::uint64_t>();
        all_ = denominator(probability).convert_to<std::uint64_t>();
    }

    bool flip(Dice& dice) const { return dice.below(all_) < yes_; }

  private:
    std::uint64_t yes_;
    std::uint64_t all_;
};

std::vector<double> doubles(const Law& law) {
    std::vector<double> values;
    for (const Rational& mass : law)
        values.push_back(static_cast<double>(mass));
    return values;
}

// What all runs share.
class Stage {
  public:
    explicit Stage(const ProgramLoop& loop)
        : loop_(loop),
          flip_(loop.noise, "the noise"),
          ask_world_(loop.alpha, "alpha"),
          world_law_(doubles(emission(loop, loop.world))),
          odds_(std::log(static_cast<double>(loop.noise)) -
                std::log(static_cast<double>(Rational(1 - loop.noise)))) {
        for (const Rational& mass : loop.prior)
            log_prior_.push_back(std::log(static_cast<double>(mass)));
        if (loop.share == WorldShare::exact) {
            world_samples_ = numerator(loop.alpha * loop.samples).convert_to<std::uint32_t>();
        }
    }

    [[nodiscard]] const ProgramLoop& loop() const { return loop_; }

    // Whether sample number i of a generation is the world's.
    bool from_world(std::uint32_t i, Dice& dice) const {
        return loop_.share == WorldShare::exact ? i < world_samples_ : ask_world_.flip(dice);
    }

    std::size_t emit(std::size_t h, Dice& dice) const {
        std::size_t x = h;
        for (unsigned j = 0; j < loop_.length; ++j) {
            if (flip_.flip(dice)) x ^= std::size_t{1} << j;
        }
        return x;
    }

    // log of the posterior weight of every string, up to a constant, given the ones at each bit.
    [[nodiscard]] std::vector<double> log_posterior(const std::vector<std::uint32_t>& ones) const {
        std::vector<double> weights = log_prior_;
        for (std::size_t h = 0; h < weights.size(); ++h) {
            std::uint32_t wrong = 0;
            for (unsigned j = 0; j < loop_.length; ++j) {
                wrong += (h >> j & 1U) == 0 ? ones[j] : loop_.samples - ones[j];
            }
            weights[h] += odds_ * wrong;
        }
        return weights;
    }

    [[nodiscard]] RunSummary describe(const std::vector<double>& model, bool same) const {
        RunSummary summary;
        for (std::size_t x = 0; x < model.size(); ++x) {
            if (model[x] > 0) summary.entropy -= model[x] * std::log(model[x]);
            summary.distance += std::fabs(model[x] - world_law_[x]) / 2;
        }
        summary.mass = model[loop_.world];
        summary.knowledge = same ? 1 : 0;
        return summary;
    }

    [[nodiscard]] const std::vector<double>& world_law() const { return world_law_; }

  private:
    const ProgramLoop& loop_;
    Coin flip_;
    Coin ask_world_;
    std::vector<double> world_law_;
    double odds_;
    std::vector<double> log_prior_;
    std::uint32_t world_samples_ = 0;
};

// One run of the program learner: the present hypothesis.
class ProgramState {
  public:
    ProgramState(const Stage& stage, std::size_t start, bool maximum)
        : stage_(stage), maximum_(maximum), h_(start) {}

    void next_generation(Dice& dice) {
        const ProgramLoop& loop = stage_.loop();
        std::vector<std::uint32_t> ones(loop.length, 0);
        for (std::uint32_t i = 0; i < loop.samples; ++i) {
            const std::size_t x = stage_.emit(stage_.from_world(i, dice) ? loop.world : h_, dice);
            for (unsigned j = 0; j < loop.length; ++j)
                ones[j] += static_cast<std::uint32_t>(x >> j & 1U);
        }
        const std::vector<double> weights = stage_.log_posterior(ones);
        h_ = maximum_ ? pick_maximum(weights, dice) : pick(weights, dice);
    }

    // The model's law is that of the world at the same Hamming distances from another centre.
    [[nodiscard]] RunSummary describe() const {
        const std::vector<double>& world = stage_.world_law();
        std::vector<double> model(world.size());
        for (std::size_t x = 0; x < model.size(); ++x)
            model[x] = world[x ^ h_ ^ stage_.loop().world];
        return stage_.describe(model, h_ == stage_.loop().world);
    }

  private:
    static std::size_t pick(const std::vector<double>& weights, Dice& dice) {
        const double most = *std::max_element(weights.begin(), weights.end());
        double sum = 0;
        for (const double weight : weights)
            sum += std::exp(weight - most);
        double left = dice.unit() * sum;
        std::size_t last = 0;
        for (std::size_t h = 0; h < weights.size(); ++h) {
            const double share = std::exp(weights[h] - most);
            if (share == 0) continue;
            last = h;
            left -= share;
            if (left < 0) return h;
        }
        return last;  // rounding has eaten the last share
    }

    // Weights that differ by less than rounding could explain count as tied. A true difference is that of two
    // rationals' logarithms; one this small does not occur for priors and noises of ordinary size.
    static std::size_t pick_maximum(const std::vector<double>& weights, Dice& dice) {
        const double most = *std::max_element(weights.begin(), weights.end());
        const double margin = 1e-10 * (1 + std::fabs(most));
        std::vector<std::size_t> best;
        for (std::size_t h = 0; h < weights.size(); ++h) {
            if (weights[h] >= most - margin) best.push_back(h);
        }
        return best[dice.below(best.size())];
    }

    const Stage& stage_;
    bool maximum_;
    std::size_t h_;
};

// One run of the density matcher: the samples of the last generation; none before the first.
class DensityState {
  public:
    DensityState(const Stage& stage, std::size_t start) : stage_(stage), start_(start) {}

    void next_generation(Dice& dice) {
        const ProgramLoop& loop = stage_.loop();
        std::vector<std::size_t> samples;
        for (std::uint32_t i = 0; i < loop.samples; ++i) {
            if (stage_.from_world(i, dice)) {
                samples.push_back(stage_.emit(loop.world, dice));
            } else if (samples_.empty()) {
                samples.push_back(stage_.emit(start_, dice));
            } else {
                samples.push_back(samples_[dice.below(samples_.size())]);
            }
        }
        samples_ = std::move(samples);
    }

    [[nodiscard]] RunSummary describe() const {
        std::vector<double> model(stage_.world_law().size(), 0.0);
        if (samples_.empty()) {
            for (std::size_t x = 0; x < model.size(); ++x) {
                model[x] = stage_.world_law()[x ^ start_ ^ stage_.loop().world];
            }
        }
        for (const std::size_t x : samples_)
            model[x] += 1.0 / static_cast<double>(samples_.size());
        return stage_.describe(model, model == stage_.world_law());
    }

  private:
    const Stage& stage_;
    std::size_t start_;
    std::vector<std::size_t> samples_;
};

void add(RunSummary& sum, const RunSummary& more, double share) {
    sum.entropy += more.entropy * share;
    sum.distance += more.distance * share;
    sum.mass += more.mass * share;
    sum.knowledge += more.knowledge * share;
}

using Visit = std::function<bool(std::size_t, const RunSummary&)>;

// Returns false if visit did.
template <class State>
bool follow(State state, Dice& dice, std::uint32_t generations, const Visit& visit) {
    if (!visit(0, state.describe())) return false;
    for (std::size_t t = 1; t <= generations; ++t) {
        state.next_generation(dice);
        if (!visit(t, state.describe())) return false;
    }
    return true;
}

}  // namespace

bool each_run(const ProgramLoop& loop, LoopLearner learner, const RunPlan& plan, const Visit& visit) {
    check(loop);
    if (plan.runs == 0) throw std::invalid_argument("a simulation needs at least one run");
    if (plan.start >= loop.prior.size()) {
        throw std::invalid_argument(
            fmt::format("there is no string number {} of length {}", plan.start, loop.length));
    }
    const Stage stage(loop);
    Dice dice(plan.seed);
    bool going = true;
    for (std::uint32_t run = 0; going && run < plan.runs; ++run) {
        if (learner == LoopLearner::density) {
            going = follow(DensityState(stage, plan.start), dice, plan.generations, visit);
        } else {
            const bool maximum = learner == LoopLearner::program_maximum;
            going = follow(ProgramState(stage, plan.start, maximum), dice, plan.generations, visit);
        }
    }
    return going;
}

std::vector<RunSummary> run_loop(const ProgramLoop& loop, LoopLearner learner, const RunPlan& plan) {
    std::vector<RunSummary> means(std::size_t{plan.generations} + 1);
    each_run(loop, learner, plan, [&](std::size_t t, const RunSummary& summary) {
        add(means[t], summary, 1.0 / plan.runs);
        return true;
    });
    return means;
}

double rounding_bound(const ProgramLoop& loop) {
    const double terms = std::ldexp(1.0, static_cast<int>(loop.length)) + loop.samples + 16;
    return terms * 0x1p-52 * (loop.length + 2);
}

double hoeffding_radius(std::uint32_t runs, double range, double doubt) {
    return range * std::sqrt(std::log(2 / doubt) / (2.0 * runs));
}

}  // namespace groundcheck
