// What an evaluation costs, in products of probabilities: what callers weigh against their budgets. Included
// by evaluate_*.cpp alone.
#pragma once

#include <algorithm>

#include "decide/evaluate/evaluate.hpp"
#include "theorems/language/vocabulary.hpp"

namespace groundcheck {

// Eliminating the states of a limit law takes a third of their number cubed.
template <NumberKernel Kernel>
Integer Evaluator<Kernel>::elimination_work() {
    const Integer states = chain().size(1);
    return states * states * states / 3;
}

template <NumberKernel Kernel>
Integer Evaluator<Kernel>::path_work(const Times& times) {
    if (times.back() == 1 && is_one_draw()) {
        const std::uint32_t N = generation(0).samples;
        return marginal_ ? Integer(N) + 1 : outcome_count(point_->K, N);
    }
    if (times.back() == for_ever) return elimination_work();
    Integer total = chain().work(times[0]);
    for (std::size_t i = 1; i < times.size(); ++i)
        total += chain().size(times[i - 1]) * (chain().work(times[i]) - chain().work(times[i - 1]));
    return total;
}

template <NumberKernel Kernel>
Integer Evaluator<Kernel>::work(const Expression& e) {
    if (e.node == Node::information) return information_work(e);
    if (goes_over_outcomes(e.node)) {
        constexpr int few = 1000;
        switch (space()) {
            case StateSpace::strings:
                return program_work(e);
            case StateSpace::gaussian:
                return few;
            case StateSpace::numbers:
                throw NoRule(e);
            case StateSpace::symbols:
                break;
        }
        const Times times = times_of(*e.args[0]);
        if (const auto cheap = closed_work(e)) return *cheap;
        const bool number = e.node != Node::law && e.node != Node::every_outcome;
        if (const auto cheap = number ? work_by_one_symbol(e) : std::nullopt) return *cheap;
        return path_work(times);
    }
    if (follows_process(e)) return elimination_work();
    Integer total = 0;
    if ((e.node == Node::sum || e.node == Node::prod) && e.args[0]->node == Node::set) {
        const Expression& set = *e.args[0];
        const bool outputs = set.name == "outputs";
        const auto length =
            static_cast<std::uint32_t>(outputs ? 1 : std::clamp<std::int64_t>(integer(*set.args[0]), 0, 20));
        const Integer strings =
            outputs ? Integer(machines(states_of(*set.args[0]))->table.rows().size()) : Integer(1) << length;
        const Surroundings outside(*this);
        words_.emplace_back(e.name, program_string(0, length));
        return work(*e.args.back()) * strings;
    }
    if ((e.node == Node::sum || e.node == Node::prod) && e.ranged) {
        const std::int64_t low = integer(*e.args[0]), high = integer(*e.args[1]);
        if (high < low) return 0;
        const Surroundings outside(*this);
        bindings_.emplace_back(e.name, high);
        return work(*e.args.back()) * (high - low + 1);
    }
    if (e.node == Node::sum || e.node == Node::prod) {
        const Surroundings outside(*this);
        bindings_.emplace_back(e.name, 1);
        return work(*e.args.back()) * point_->K;
    }
    for (const ExpressionPtr& arg : e.args)
        total += work(*arg);
    return total;
}

}  // namespace groundcheck
