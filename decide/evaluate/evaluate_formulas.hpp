// The truth of formulas. Included by evaluate_*.cpp alone.
#pragma once

#include <algorithm>
#include <tuple>
#include <type_traits>

#include "decide/evaluate/evaluate.hpp"
#include "interval/exact_kernel.hpp"

namespace groundcheck {

template <NumberKernel Kernel>
Truth Evaluator<Kernel>::truth(const Expression& e) {
    sides_.clear();
    failing_outcome_.reset();
    return formula(e);
}

template <NumberKernel Kernel>
Truth Evaluator<Kernel>::formula(const Expression& e) {
    switch (e.node) {
        case Node::constant_truth:
            return certainly(e.value != 0);
        case Node::relation:
            return relation(e);
        case Node::predicate:
            return predicate(e);
        case Node::negation:
            return !formula(*e.args[0]);
        case Node::every_outcome:
            return every_outcome(*e.args[0]);
        case Node::conjunction: {
            Truth result = Truth::yes;
            for (const auto& arg : e.args) {
                result = result && formula(*arg);
                if (result == Truth::no) break;
            }
            return result;
        }
        case Node::disjunction: {
            Truth result = Truth::no;
            for (const auto& arg : e.args) {
                result = result || formula(*arg);
                if (result == Truth::yes) break;
            }
            return result;
        }
        case Node::implication: {
            const Truth premise = formula(*e.args[0]);
            return premise == Truth::no ? Truth::yes : !premise || formula(*e.args[1]);
        }
        case Node::equivalence: {
            const Truth a = formula(*e.args[0]), b = formula(*e.args[1]);
            return (a && b) || (!a && !b);
        }
        default:
            throw NoRule(e);
    }
}

template <NumberKernel Kernel>
Truth Evaluator<Kernel>::relation(const Expression& e) {
    if (e.args[0]->type == Type::distribution) {
        const bool equal = exact_distribution(*e.args[0]) == exact_distribution(*e.args[1]);
        return certainly(equal == (e.relation == Relation::equal));
    }
    if (e.args[0]->type == Type::string) {
        const bool equal = word(*e.args[0]) == word(*e.args[1]);
        return certainly(equal == (e.relation == Relation::equal));
    }
    Value left = scalar(*e.args[0]), right = scalar(*e.args[1]);
    if (depth_ == 0) sides_.push_back({&e, left, right});
    if constexpr (std::is_same_v<Kernel, ExactKernel>) {
        if (left.is_inexact() || right.is_inexact()) {
            const auto a = in_nats(*e.args[0]), b = in_nats(*e.args[1]);
            if (a && b) std::tie(left, right) = std::pair(*a, *b);
        }
    }
    switch (e.relation) {
        case Relation::less:
            return kernel_.less(left, right);
        case Relation::less_equal:
            return kernel_.less_equal(left, right);
        case Relation::greater:
            return kernel_.less(right, left);
        case Relation::greater_equal:
            return kernel_.less_equal(right, left);
        case Relation::equal:
            return kernel_.equal(left, right);
        case Relation::not_equal:
            return !kernel_.equal(left, right);
    }
    throw NoRule(e);
}

template <NumberKernel Kernel>
Truth Evaluator<Kernel>::predicate(const Expression& e) {
    const std::optional<PredicateRule> rule = predicate_rule(e);
    if (!rule) throw NoRule(e);
    const auto has = [&](int mass) {
        const std::vector<Rational> p = exact_distribution(*e.args[0]);
        return std::find(p.begin(), p.end(), Rational(mass)) != p.end();
    };
    switch (*rule) {
        case PredicateRule::vertex:
            return certainly(has(1));
        case PredicateRule::interior:
            return certainly(!has(0));
        case PredicateRule::finite: {
            const Value v = scalar(*e.args[0]);
            const Value infinity = kernel_.infinity();
            if (depth_ == 0) sides_.push_back({&e, v, infinity});
            return kernel_.less(v, infinity) && kernel_.less(kernel_.neg(infinity), v);
        }
    }
    throw NoRule(e);
}

}  // namespace groundcheck
