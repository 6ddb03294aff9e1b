// The brackets over what is drawn: E, Var, Pr, Law and "for every outcome". Included by evaluate_*.cpp alone.
#pragma once

#include "decide/evaluate/evaluate.hpp"
#include "decide/evaluate/evaluate_draws.hpp"

namespace groundcheck {

template <NumberKernel Kernel>
auto Evaluator<Kernel>::expectation(const Expression& e) -> Value {
    switch (space()) {
        case StateSpace::strings:
            return program_bracket(e);
        case StateSpace::gaussian:
            return gaussian_bracket(e);
        case StateSpace::numbers:
            throw NoRule(e);
        case StateSpace::symbols:
            break;
    }
    if (const auto closed = closed_moment(e, 1)) return kernel_.rational(*closed);
    if (auto one = by_one_symbol(e)) return *std::move(one);
    const Expression& body = *e.args[0];
    const Expression* start = e.args.size() > 1 ? e.args[1].get() : nullptr;
    const Times times = times_of(body);
    const std::uint32_t time = times[0];
    // The only binding of a one-symbol view is the symbol; any other would change the body.
    bool tabled = marginal_ && times.size() == 1 && time != for_ever && bindings_.size() == 1 &&
                  mentions_only_sample(body);
    // A state is the same model for every symbol only where it is a count, and that is all the model is.
    if (tabled && point_->process) {
        const ProcessRules& rules = chain().rules();
        tabled = time == 1 && rules.is_one_draw(0);
        if (time > 1 && rules.counts_alone)
            tabled = rules.told_by_counts(time - 1, time - 1, generation(time - 1).samples);
    }
    if (tabled) {  // a symbol of mass 0 or 1 has one outcome only
        const Rational mass = mixture(start)[0];
        tabled = mass != 0 && mass != 1;
    }
    // What the body makes of a count, the same for every symbol, is worked out when that count first comes
    // up: it need not have a value at counts that never do.
    std::vector<std::optional<Value>>* table = tabled ? &kept_.tables[{&body, time}] : nullptr;
    Value total = kernel_.rational(Rational(0));
    const Value weight_sum = each_sample(times, start, [&](const Value& weight) {
        if (table == nullptr) {
            total = kernel_.add(total, kernel_.mul(weight, scalar(body)));
            return;
        }
        const std::size_t state = time == 1 ? drawn_.counts[0] : drawn_.visited[time].rank;
        if (state >= table->size()) table->resize(state + 1);
        std::optional<Value>& known = (*table)[state];
        if (!known) known = scalar(body);
        total = kernel_.add(total, kernel_.mul(weight, *known));
    });
    return kernel_.div(total, weight_sum);
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::variance(const Expression& e) -> Value {
    switch (space()) {
        case StateSpace::strings:
            return program_bracket(e);
        case StateSpace::gaussian:
            return gaussian_bracket(e);
        case StateSpace::numbers:
            throw NoRule(e);
        case StateSpace::symbols:
            break;
    }
    if (const auto second = closed_moment(e, 2)) {
        const Rational mean = closed_moment(e, 1).value();
        return kernel_.rational(*second - mean * mean);
    }
    if (auto one = by_one_symbol(e)) return *std::move(one);
    const Value mean = expectation(e);
    const Expression* start = e.args.size() > 1 ? e.args[1].get() : nullptr;
    Value total = kernel_.rational(Rational(0));
    const Value weight_sum = each_sample(times_of(*e.args[0]), start, [&](const Value& weight) {
        const Value gap = kernel_.sub(scalar(*e.args[0]), mean);
        total = kernel_.add(total, kernel_.mul(weight, kernel_.power(gap, std::int64_t{2})));
    });
    return kernel_.div(total, weight_sum);
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::probability(const Expression& e) -> Value {
    if (space() == StateSpace::strings) return program_bracket(e);
    if (space() == StateSpace::gaussian) return gaussian_probability(e);
    if (auto one = by_one_symbol(e)) return *std::move(one);
    const Expression* start = e.args.size() > 1 ? e.args[1].get() : nullptr;
    const Value nothing = kernel_.rational(Rational(0));
    Value total = nothing;
    const Value weight_sum = each_sample(times_of(*e.args[0]), start, [&](const Value& weight) {
        switch (formula(*e.args[0])) {
            case Truth::yes:
                total = kernel_.add(total, weight);
                break;
            case Truth::unknown:
                total = kernel_.add(total, kernel_.hull(nothing, weight));
                break;
            case Truth::no:
                break;
        }
    });
    return kernel_.div(total, weight_sum);
}

template <NumberKernel Kernel>
Truth Evaluator<Kernel>::every_outcome(const Expression& inner) {
    Truth result = Truth::yes;
    std::optional<Drawn> failing;
    each_sample({1}, nullptr, [&](const Value&) {
        if (result == Truth::no) return;
        result = result && formula(inner);
        if (result == Truth::no) failing = drawn_;
    });
    if (!failing) return result;
    failing_outcome_ = failing->counts;
    if (const auto visited = failing->visited.find(1); visited != failing->visited.end()) {
        failing_outcome_
            .reset();  // an outcome is counts; a model that is not made of counts has none to show
        if (const auto counted = chain().counted(1, visited->second.rank))
            failing_outcome_ = *counted->counts;
    }
    // Said again outside the loop, so that the relation that fails is the one on record.
    drawn_ = *std::move(failing);
    sides_.clear();
    formula(inner);
    return result;
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::law_of(const Expression& e) -> Values {
    const Expression& model = *e.args[0];
    const std::uint32_t time = model.node == Node::generation ? time_of(model) : 1;
    if (time == 0) throw DomainError(model.where, "the first model is not random");
    std::vector<Rational> from = starting(e.args.size() > 1 ? e.args[1].get() : nullptr);
    if (time == for_ever) return limit_law(chain(), from).weights;
    const StateLaw<Value>& law = chain().law(from, time);
    Values result;
    result.reserve(law.weights.size());
    for (const Value& weight : law.weights)
        result.push_back(kernel_.div(weight, law.total));
    return result;
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::fixation_time(const Expression& e) -> Value {
    if (!chain().rules().ends_at_vertex())
        throw DomainError(e.where,
                          "only a closed loop with the same N for ever ends at a vertex for certain");
    const std::vector<Rational> start = exact_distribution(*e.args[0]);
    if (std::find(start.begin(), start.end(), Rational(1)) != start.end())
        return kernel_.rational(Rational(0));
    return limit_law(chain(), start).time;
}

}  // namespace groundcheck
