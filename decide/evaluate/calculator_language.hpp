// The calculator's functionals and machines, by the rules of the claims: what is exact in a call is worked
// out, and an evaluator of the claim language is asked for its value. Included by calculator.cpp alone.
#pragma once

#include <memory>

#include "decide/evaluate/calculator.hpp"
#include "decide/evaluate/evaluate.hpp"

namespace groundcheck {

namespace detail {

inline Expression expression_of(Node node, Type type, std::string name) {
    Expression e;
    e.node = node;
    e.type = type;
    e.name = std::move(name);
    return e;
}

}  // namespace detail

// The order of an entropy: a number, or infinity for Renyi's.
template <NumberKernel Kernel>
Expression Calculator<Kernel>::order(const Expression& e, bool infinite) {
    const Exact exact = exactly([&](Calculator<ExactKernel>& calculator) { return calculator.value(e); });
    if (infinite && exact.kind() == Exact::Kind::plus_infinity)
        return detail::expression_of(Node::infinity, Type::scalar, "");
    const auto order = exact.is_finite() ? exact.number().as_rational() : std::nullopt;
    if (!order)
        throw CalculationError(e.where,
                               std::string("the order of an entropy is a fraction that is known exactly") +
                                   (infinite ? ", or infinity" : ""));
    if (*order < 0)
        throw CalculationError(e.where,
                               "the order of an entropy cannot be negative, this is " + to_string(*order));
    Expression number = detail::expression_of(Node::number, Type::scalar, "");
    number.value = *order;
    return number;
}

template <NumberKernel Kernel>
auto Calculator<Kernel>::functional(const Expression& e) -> Value {
    const std::optional<FunctionalRule> rule = functional_rule(e);
    if (!rule) throw NoRule(e);
    if (rule == FunctionalRule::algorithmic_probability) return machine_count(e);
    const FirstArgument first = row_of(e).first;
    const bool infinite = first == FirstArgument::order_infinite;
    Point point;
    Expression same = e;
    for (std::size_t i = 0; i < e.args.size(); ++i) {
        const Expression& argument = *e.args[i];
        if (i == 0 && (infinite || first == FirstArgument::order)) {
            same.args[i] = std::make_shared<Expression>(order(argument, infinite));
            continue;
        }
        if (argument.type != Type::distribution) throw NoRule(e);
        const std::string name = "Q" + std::to_string(i);
        point.distributions[name] = distribution(argument);
        point.K = static_cast<std::uint32_t>(point.distributions[name].size());
        same.args[i] =
            std::make_shared<Expression>(detail::expression_of(Node::distribution, Type::distribution, name));
    }
    return of_claim_language(same, point, e.where);
}

// halting(n), endless(n), steps(n), runs(n, s) and D(n, s).
template <NumberKernel Kernel>
auto Calculator<Kernel>::machine_count(const Expression& e) -> Value {
    Expression same = e;
    Expression number = detail::expression_of(Node::number, Type::scalar, "");
    number.value = states(*e.args[0]);
    same.args[0] = std::make_shared<Expression>(std::move(number));
    if (e.args.size() == 2)
        same.args[1] =
            std::make_shared<Expression>(detail::expression_of(Node::word, Type::string, word(*e.args[1])));
    return of_claim_language(same, Point(), e.where);
}

// BDM(k, s) and BDM(n, k, s).
template <NumberKernel Kernel>
auto Calculator<Kernel>::block_decomposition(const Expression& e) -> Value {
    Expression same = e;
    for (std::size_t i = 0; i + 1 < e.args.size(); ++i) {
        const bool states = i + 2 < e.args.size();
        Expression number = detail::expression_of(Node::number, Type::scalar, "");
        number.value = integer(*e.args[i], states ? "the number of states" : "the length of a block");
        number.where = e.args[i]->where;
        same.args[i] = std::make_shared<Expression>(std::move(number));
    }
    same.args.back() =
        std::make_shared<Expression>(detail::expression_of(Node::word, Type::string, word(*e.args.back())));
    return of_claim_language(same, Point(), e.where);
}

template <NumberKernel Kernel>
auto Calculator<Kernel>::of_claim_language(const Expression& e, const Point& point, SourceRange where)
    -> Value {
    try {
        return Evaluator<Kernel>(kernel_, point).scalar(e);
    } catch (const std::runtime_error& error) {  // no value, or no folder for the counts of five states
        throw CalculationError(where, error.what());
    }
}

}  // namespace groundcheck
