#include "sim/simulated_process.hpp"

#include <optional>
#include <utility>

namespace groundcheck {

namespace {

// The a of (count + a)/(n + K*a), where the step's models are of that kind: slope = n/(n + K*a) and
// offset = a/(n + K*a).
std::optional<Rational> smoothing_of(const ProcessRules& rules, std::uint32_t t, std::uint32_t n) {
    if (rules.train || !rules.is_one_draw(t)) return std::nullopt;
    const auto mass = rules.count_mass(t, n);
    if (!mass || mass->slope == 0) return std::nullopt;
    return mass->offset * n / mass->slope;
}

}  // namespace

void set_process(SimulationPlan& plan, const ProcessRules& rules, std::vector<Rational> start,
                 std::uint32_t generations) {
    std::optional<Rational> same;
    bool counted = true;
    std::uint32_t behind = 0;
    for (std::uint32_t t = 0; t < generations; ++t) {
        const Generation generation = rules.generation(t);
        plan.alpha.push_back(generation.alpha);
        plan.samples.push_back(generation.samples);
        behind = rules.accumulate ? behind + generation.samples : generation.samples;
        const auto smoothing = smoothing_of(rules, t, behind);
        counted = counted && smoothing && (!same || *same == *smoothing);
        same = smoothing;
    }
    plan.accumulate = rules.accumulate;
    if (counted) {
        plan.smoothing = same.value_or(0);
        return;
    }
    plan.own = std::make_shared<const ProcessRules>(rules);
    plan.exact_start = std::move(start);
}

void ExactReplicate::step(std::uint32_t t, RandomStream& random) {
    const std::vector<Rational> model = std::exchange(model_, {});
    const std::vector<Rational> training = rules_.training(t, model);
    const ProcessRules::Step step{t, model, training};
    if (rules_.models.size() < 2) {
        model_ = fitted(step, random);
        return;
    }
    model_.assign(model.size(), Rational(0));
    for (const Rational& weight : rules_.models) {
        const std::vector<Rational> member = fitted(step, random);
        for (std::size_t i = 0; i < member.size(); ++i)
            model_[i] += weight * member[i];
    }
}

std::vector<Rational> ExactReplicate::fitted(const ProcessRules::Step& step, RandomStream& random) {
    if (rules_.endless) return rules_.fit ? rules_.fit(step, step.training, 0) : step.training;
    if (!rules_.accumulate) {
        behind_.assign(step.model.size(), 0);
        samples_ = 0;
    }
    for (const ProcessRules::Draw& draw : rules_.draws(step)) {
        FixedLaw(nearest_doubles(draw.law)).sample(random, draw.samples, table_);
        samples_ += draw.samples;
    }
    SparseCounts data;
    table_.take(data);
    for (std::size_t j = 0; j < data.size(); ++j)
        behind_[data.symbols[j]] += static_cast<std::uint32_t>(data.counts[j]);
    return rules_.next_model(step, behind_, samples_);
}

std::vector<double> nearest_doubles(const std::vector<Rational>& values) {
    std::vector<double> result;
    result.reserve(values.size());
    for (const Rational& value : values)
        result.push_back(static_cast<double>(value));
    return result;
}

}  // namespace groundcheck
