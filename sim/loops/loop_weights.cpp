#include "sim/loops/loop_weights.hpp"

#include <fmt/format.h>

#include <boost/multiprecision/integer.hpp>

#include "sim/loops/loop.hpp"
#include "sim/rounding.hpp"

namespace groundcheck::loops {

namespace {

// Whole numbers in the ratios of these, without a common divisor, and what 1 is among them.
struct WholeNumbers {
    std::vector<std::uint64_t> numbers;
    Rational unit = 1;
};

WholeNumbers whole_numbers(const std::vector<Rational>& weights, const char* key) {
    Integer denominators = 1, divisor = 0;
    for (const Rational& weight : weights)
        denominators = boost::multiprecision::lcm(denominators, Integer(denominator_of(weight)));
    for (const Rational& weight : weights)
        divisor = boost::multiprecision::gcd(
            divisor, Integer(numerator_of(Rational(weight * Rational(denominators)))));
    WholeNumbers result;
    if (divisor == 0) divisor = 1;  // all are 0
    result.unit = Rational(denominators, divisor);
    for (const Rational& weight : weights) {
        const Integer number = numerator_of(Rational(weight * result.unit));
        if (number >= Integer(kMostTransitions))
            throw PlanError(
                key,
                fmt::format("the weights have no whole numbers below 2^32 in their ratios: {} would be {}",
                            to_string(weight), number.str()));
        result.numbers.push_back(static_cast<std::uint64_t>(number));
    }
    return result;
}

}  // namespace

std::size_t LoopWeights::draw_model(RandomStream& random) const {
    if (models.size() == 1) return 0;
    std::uint64_t left = random.below(all_models);
    std::size_t model = 0;
    while (left >= models[model])
        left -= models[model++];
    return model;
}

LoopWeights whole_weights(const LoopPlan& plan) {
    LoopWeights result;
    if (plan.model_weights.empty())
        result.models.assign(plan.models, 1);
    else
        result.models = whole_numbers(plan.model_weights, "models").numbers;
    result.all_models = 0;
    for (const std::uint64_t weight : result.models)
        result.all_models += weight;
    if (plan.weight.empty() && plan.real_weight == 0) {
        result.steps.assign(plan.generations(), 1);
        return result;
    }
    std::vector<Rational> weights = plan.weight;
    if (weights.empty()) weights.assign(plan.generations(), Rational(1));
    weights.push_back(plan.real_weight);
    const WholeNumbers whole = whole_numbers(weights, plan.weight.empty() ? "real-weight" : "weight");
    result.steps.assign(whole.numbers.begin(), whole.numbers.end() - 1);
    result.real = whole.numbers.back();
    result.unit = whole.unit;
    return result;
}

WeightSums weight_sums(const LoopPlan& plan, const LoopWeights& weights, std::size_t t) {
    Integer each = 0, squares = 0;  // of one model's written transitions
    for (std::size_t s = plan.accumulate ? 0 : t - 1; s < t; ++s) {
        const Integer weight = weights.steps[s], samples = plan.samples[s];
        each += weight * samples;
        squares += weight * weight * samples;
    }
    // A cap goes with equal weights alone.
    if (plan.cap > 0 && each > Integer(plan.cap)) each = squares = plan.cap;
    Integer of_models = 0;
    for (const std::uint64_t weight : weights.models)
        of_models += Integer(weight) * weight;
    // The real text's are the same in every model.
    const Integer real = Integer(weights.real) * weights.all_models, tokens = plan.real->grams().total;
    return {weights.all_models * each + real * tokens, of_models * squares + real * real * tokens};
}

GramCounts times(GramCounts counts, std::uint64_t factor) {
    if (factor == 0) return {};
    if (factor == 1) return counts;
    for (std::uint32_t& count : counts.counts)
        count = static_cast<std::uint32_t>(count * factor);
    counts.total *= factor;
    return counts;
}

}  // namespace groundcheck::loops
