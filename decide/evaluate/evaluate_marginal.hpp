// Brackets about one symbol, Pr[Q'_3 == 0] or E[log(1 + Q[t]_i)]: its count is a chain of its own wherever
// the process has a view of one symbol (sim/process.hpp), so N + 1 counts are gone through, not all ways to
// share N samples among K symbols. Included by evaluate_*.cpp alone.
#pragma once

#include "decide/evaluate/evaluate.hpp"
#include "decide/evaluate/evaluate_moments.hpp"
#include "sim/process_error.hpp"
#include "theorems/language/build_expression.hpp"
#include "theorems/language/mentions.hpp"

namespace groundcheck {

namespace detail {

inline constexpr const char* one_symbol = "$i";  // no claim can spell it

}  // namespace detail

// The expression with `which` for the symbol whose random masses it speaks of, and what is known otherwise as
// numbers; null where it speaks of two, or of distributions as wholes.
template <NumberKernel Kernel>
ExpressionPtr Evaluator<Kernel>::about_symbol(const ExpressionPtr& e, std::optional<std::size_t>& which) {
    switch (e->node) {
        case Node::number:
        case Node::infinity:
        case Node::pi:
        case Node::constant_truth:
            return e;
        case Node::parameter:
            return e->type == Type::scalar ? e : nullptr;
        case Node::index:
        case Node::component:
            return symbol_mass(e, which);
        case Node::function:
        case Node::relation:
            if (e->args[0]->type != Type::scalar) return nullptr;
            break;
        case Node::add:
        case Node::sub:
        case Node::mul:
        case Node::div:
        case Node::neg:
        case Node::pow:
            if (e->type != Type::scalar) return nullptr;
            break;
        case Node::generation:
        case Node::conjunction:
        case Node::disjunction:
        case Node::negation:
        case Node::implication:
        case Node::equivalence:
            break;
        default:
            return nullptr;
    }
    auto copy = std::make_shared<Expression>(*e);
    for (ExpressionPtr& arg : copy->args) {
        arg = about_symbol(arg, which);
        if (!arg) return nullptr;
    }
    return copy;
}

template <NumberKernel Kernel>
ExpressionPtr Evaluator<Kernel>::symbol_mass(const ExpressionPtr& e, std::optional<std::size_t>& which) {
    if (e->node == Node::index || !is_drawn_model(*e->args[0])) {
        const auto value = rational(*e);
        return value ? built_number(*value, e->where) : nullptr;
    }
    const std::size_t symbol_here = symbol(*e->args[1]);
    if (which && *which != symbol_here) return nullptr;
    which = symbol_here;
    ExpressionPtr model = e->args[0];
    if (model->node == Node::generation) model = about_symbol(model, which);
    if (!model) return nullptr;
    return built(Node::component, {model, built(Node::index, {}, e->where, detail::one_symbol)}, e->where);
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::of_one_symbol(const Expression& bracket) -> std::optional<OneSymbol> {
    if (marginal_ || point_->K < 3 || bracket.args.size() != 1 || from_ || space() != StateSpace::symbols)
        return std::nullopt;
    constexpr int few = 1000;
    const Times times = times_of(*bracket.args[0]);
    if (times == Times{1} && is_one_draw() && outcome_count(point_->K, generation(0).samples) <= few)
        return std::nullopt;
    if (!symbol_view(point_->process.get(), false)) return std::nullopt;
    std::optional<std::size_t> which;
    const ExpressionPtr body = about_symbol(bracket.args[0], which);
    if (!body || !which) return std::nullopt;
    auto about = std::make_shared<Expression>(bracket);
    about->args = {body};
    auto point = std::make_unique<Point>(*point_);
    point->observables.clear();
    for (auto& [name, masses] : point->distributions)
        masses = {masses.at(*which)};
    return OneSymbol{std::move(about), std::move(point)};
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::by_one_symbol(const Expression& bracket) -> std::optional<Value> {
    const auto one = of_one_symbol(bracket);
    if (!one) return std::nullopt;
    try {
        return of_symbol(kernel_, *one->point, detail::one_symbol).scalar(*one->bracket);
    } catch (const ProcessError&) {  // no such view at this point: the whole model's chain says what there is
        return std::nullopt;
    }
}

template <NumberKernel Kernel>
std::optional<Integer> Evaluator<Kernel>::work_by_one_symbol(const Expression& bracket) {
    const auto one = of_one_symbol(bracket);
    if (!one) return std::nullopt;
    try {
        Evaluator sees_one = of_symbol(kernel_, *one->point, detail::one_symbol);
        return sees_one.path_work(sees_one.times_of(*one->bracket->args[0]));
    } catch (const ProcessError&) {
        return std::nullopt;
    }
}

}  // namespace groundcheck
