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
    return each * models + (real_weight > 0 ? real->grams().total : 0);
}

namespace {

constexpr unsigned kMostModels = 64;

void check_generation(const LoopPlan& plan, std::size_t t) {
    if (plan.alpha[t] < 0 || plan.alpha[t] > 1)
        throw PlanError("alpha", fmt::format("alpha is {} at t = {}", to_string(plan.alpha[t]), t));
    if (plan.samples[t] == 0) throw PlanError("samples", fmt::format("there are no samples at t = {}", t));
    if (plan.samples[t] >= kMostTransitions || plan.transitions(t + 1) >= kMostTransitions)
        throw PlanError("samples",
                        fmt::format("2^32 tokens or more stand behind the models at t = {}", t + 1));
    if (plan.exact_share && denominator_of(Rational(plan.alpha[t] * Rational(plan.samples[t]))) != 1)
        throw PlanError(
            "share",
            fmt::format("an exact share needs a whole number of real tokens, and alpha*N is {} at t = {}",
                        to_string(Rational(plan.alpha[t] * Rational(plan.samples[t]))), t));
}

void check_models(const LoopPlan& plan) {
    if (plan.models == 0 || plan.models > kMostModels)
        throw PlanError("ensemble", fmt::format("an ensemble has 1 to {} models", kMostModels));
    if (plan.model_weights.empty()) return;
    if (plan.model_weights.size() != plan.models)
        throw PlanError("models",
                        fmt::format("{} weights for {} models", plan.model_weights.size(), plan.models));
    Rational all = 0;
    for (const Rational& weight : plan.model_weights) {
        if (weight <= 0)
            throw PlanError("models", to_string(weight) + " is no weight of a model: it is positive");
        all += weight;
    }
    if (all != 1) throw PlanError("models", "the models' weights add up to " + to_string(all) + ", not to 1");
}

// What a fit is weighted with: negative or useless weights, and what does not go with them.
void check_weights(const LoopPlan& plan) {
    if (plan.real_weight < 0)
        throw PlanError("real-weight",
                        "the real text's weight is " + to_string(plan.real_weight) + ", below 0");
    const char* given = plan.weight.empty() ? "real-weight" : "weight";
    if (plan.weight.empty() && plan.real_weight == 0) return;
    if (!plan.weight.empty() && plan.weight.size() != plan.samples.size())
        throw PlanError("weight", "weights and the number of samples are given for different generations");
    for (std::size_t t = 0; t < plan.weight.size(); ++t)
        if (plan.weight[t] < 0)
            throw PlanError("weight",
                            fmt::format("the weight is {} at t = {}, below 0", to_string(plan.weight[t]), t));
    if (!plan.accumulate && plan.real_weight == 0)
        throw PlanError(
            "weight",
            "a weight changes nothing where the newest text alone is fitted to: it goes with data that "
            "accumulate, or with a weight of the real text");
    if (plan.cap > 0)
        throw PlanError("cap", "a cap draws from data that all weigh the same: it does not go with weights");
    if (plan.smoothing.kind == Smoothing::Kind::absolute)
        throw PlanError(given, "absolute discounting takes from whole counts: it does not go with weights");
}

// Every transition counts once, whoever wrote it.
bool is_unweighted(const LoopPlan& plan) {
    return plan.weight.empty() && plan.real_weight == 0 && plan.model_weights.empty();
}

// That tables can count what stands behind the models; without weights check_generation sees to it.
void check_counts(const LoopPlan& plan) {
    if (is_unweighted(plan)) return;
    const LoopWeights weights = whole_weights(plan);
    for (std::size_t t = 1; t <= plan.generations(); ++t) {
        const Integer all = weight_sums(plan, weights, t).all;
        if (all == 0)
            throw PlanError("weight",
                            fmt::format("all weights are 0 at t = {}: nothing is fitted to", t - 1));
        if (all >= Integer(kMostTransitions))
            throw PlanError(
                plan.weight.empty() ? plan.real_weight > 0 ? "real-weight" : "models" : "weight",
                fmt::format("with weights as whole numbers 2^32 transitions or more stand behind the "
                            "models at t = {}: take weights with smaller whole numbers in their ratios",
                            t));
    }
}

// Never without a text: members that follow take it for granted.
LoopPlan checked(LoopPlan plan) {
    check(plan);
    return plan;
}

}  // namespace

void check(const LoopPlan& plan) {
    if (!plan.real) throw PlanError("text", "a loop needs a real text");
    if (plan.alpha.size() != plan.samples.size())
        throw PlanError("alpha", "alpha and the number of samples are given for different generations");
    if (plan.passage == 0) throw PlanError("passage", "a passage has at least one token");
    check_models(plan);
    if (plan.cap > 0 && !plan.accumulate)
        throw PlanError("cap", "a cap is for data that accumulate; otherwise N is how many there are");
    check_weights(plan);
    if (plan.replicates == 0) throw PlanError("replicates", "a simulation needs at least one replicate");
    for (std::size_t t = 0; t < plan.samples.size(); ++t)
        check_generation(plan, t);
    check_counts(plan);
}

Loop::Loop(LoopPlan plan)
    : plan_(checked(std::move(plan))),
      weights_(whole_weights(plan_)),
      measurer_(*plan_.real),
      first_(plan_.real->grams(), plan_.real->shape(), Smoothing{}, plan_.real->vocabulary()),
      filter_(*plan_.real, plan_.filter) {
    const SequenceModel* const models[] = {&first_};
    start_ =
        measurer_.measure({plan_.real->grams(), plan_.real->order() < 2 ? &plan_.real->trigrams() : nullptr,
                           plan_.real->training(), models});
}

Smoothing Loop::smoothing() const {
    Smoothing smoothing = plan_.smoothing;
    if (smoothing.kind == Smoothing::Kind::additive) smoothing.amount *= nearest(weights_.unit);
    return smoothing;
}

// Of T transitions with the weights w, sum w^2/(sum w)^2 takes the place of 1/T in what a sample of them
// loses.
DoubleInterval Loop::floor_factor(std::size_t t) const {
    if (is_unweighted(plan_)) return {1, 1};
    const WeightSums sums = weight_sums(plan_, weights_, t);
    if (sums.all == sums.squares) return {1, 1};
    return DoubleKernel().rational(Rational(sums.squares, sums.all));
}

DoubleInterval Loop::range(LoopMeasure measure, std::size_t t) const {
    double loss = 1 / static_cast<double>(plan_.transitions(t));
    if (measure == LoopMeasure::floor && !is_unweighted(plan_)) {  // no other measure's range asks for it
        const WeightSums sums = weight_sums(plan_, weights_, t);
        loss = nearest(Rational(sums.squares, Integer(sums.all * sums.all)));
    }
    return measurer_.range(measure, plan_.transitions(t), plan_.samples[t - 1] * plan_.models,
                           plan_.smoothing.kind == Smoothing::Kind::mle, loss);
}

std::vector<std::array<MeasureEstimate, kLoopMeasures>> loop_estimates(const Loop& loop,
                                                                       const LoopState& state,
                                                                       double confidence, Sharing sharing) {
    const std::size_t T = loop.plan().generations();
    const double doubt = doubt_of_each(confidence, sharing, kIntervalsPerLoopGeneration * T);
    std::vector<std::array<MeasureEstimate, kLoopMeasures>> result(T + 1);
    for (std::size_t m = 0; m < kLoopMeasures; ++m) {
        const auto measure = static_cast<LoopMeasure>(m);
        result[0][m] = estimate_of_constant(loop.start()[m], state.replicates_done);
        for (std::size_t t = 1; t <= T; ++t) {
            const DoubleInterval range = loop.range(measure, t);
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
