#include "sim/loops/loop.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "sim/rounding.hpp"

namespace groundcheck::loops {

std::uint64_t LoopPlan::transitions(std::size_t t) const {
    std::uint64_t each = samples.at(t - 1);
    if (accumulate) {
        each = 0;
        for (std::size_t s = 0; s < t; ++s)
            each += samples[s];
        if (cap > 0) each = std::min(each, cap);
    }
    return each * models;
}

namespace {

constexpr unsigned kMostModels = 64;
constexpr std::uint64_t kMostTransitions = std::uint64_t{1} << 32;

void check_generation(const LoopPlan& plan, std::size_t t) {
    if (plan.alpha[t] < 0 || plan.alpha[t] > 1)
        throw std::invalid_argument(fmt::format("alpha is {} at t = {}", to_string(plan.alpha[t]), t));
    if (plan.samples[t] == 0) throw std::invalid_argument(fmt::format("there are no samples at t = {}", t));
    if (plan.samples[t] >= kMostTransitions || plan.transitions(t + 1) >= kMostTransitions)
        throw std::invalid_argument(
            fmt::format("2^32 tokens or more stand behind the models at t = {}", t + 1));
    if (plan.exact_share && denominator_of(Rational(plan.alpha[t] * Rational(plan.samples[t]))) != 1)
        throw std::invalid_argument(
            fmt::format("an exact share needs a whole number of real tokens, and alpha*N is {} at t = {}",
                        to_string(Rational(plan.alpha[t] * Rational(plan.samples[t]))), t));
}

// Never without a text: members that follow take it for granted.
LoopPlan checked(LoopPlan plan) {
    check(plan);
    return plan;
}

}  // namespace

void check(const LoopPlan& plan) {
    if (!plan.real) throw std::invalid_argument("a loop needs a real text");
    if (plan.alpha.size() != plan.samples.size())
        throw std::invalid_argument("alpha and the number of samples are given for different generations");
    if (plan.passage == 0) throw std::invalid_argument("a passage has at least one token");
    if (plan.models == 0 || plan.models > kMostModels)
        throw std::invalid_argument(fmt::format("an ensemble has 1 to {} models", kMostModels));
    if (plan.cap > 0 && !plan.accumulate)
        throw std::invalid_argument("a cap is for data that accumulate; otherwise N is how many there are");
    if (plan.replicates == 0) throw std::invalid_argument("a simulation needs at least one replicate");
    for (std::size_t t = 0; t < plan.samples.size(); ++t)
        check_generation(plan, t);
}

Loop::Loop(LoopPlan plan)
    : plan_(checked(std::move(plan))),
      measurer_(*plan_.real),
      first_(plan_.real->grams(), plan_.real->shape(), Smoothing{}, plan_.real->vocabulary()),
      filter_(*plan_.real, plan_.filter) {
    const SequenceModel* const models[] = {&first_};
    start_ =
        measurer_.measure({plan_.real->grams(), plan_.real->order() < 2 ? &plan_.real->trigrams() : nullptr,
                           plan_.real->training(), models});
}

std::vector<std::array<MeasureEstimate, kLoopMeasures>> loop_estimates(const Loop& loop,
                                                                       const LoopState& state,
                                                                       double confidence, Sharing sharing) {
    const std::size_t T = loop.plan().generations();
    const bool closed = loop.plan().smoothing.kind == Smoothing::Kind::mle;
    const double doubt = doubt_of_each(confidence, sharing, kIntervalsPerLoopGeneration * T);
    std::vector<std::array<MeasureEstimate, kLoopMeasures>> result(T + 1);
    for (std::size_t m = 0; m < kLoopMeasures; ++m) {
        const auto measure = static_cast<LoopMeasure>(m);
        result[0][m] = estimate_of_constant(loop.start()[m], state.replicates_done);
        for (std::size_t t = 1; t <= T; ++t) {
            const std::uint64_t texts = loop.plan().samples[t - 1] * loop.plan().models;
            const DoubleInterval range =
                loop.measurer().range(measure, loop.plan().transitions(t), texts, closed);
            const MeasureMoments& moments = state.generations[t][m];
            result[t][m] = estimate_without_bounds(moments);
            if (!LoopMeasurer::may_be_infinite(measure)) {
                result[t][m].expectation = mean_interval(moments.finite, range, doubt);
                continue;
            }
            const EnclosedMoments cut_off = measure == LoopMeasure::perplexity
                                                ? state.generations[t][kCutPerplexity].finite
                                                : moments.cut_off(range.hi);
            bound_from_below(result[t][m], moments, cut_off, range, doubt);
        }
    }
    return result;
}

}  // namespace groundcheck::loops
