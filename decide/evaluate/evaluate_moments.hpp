// Closed moments: E and Var of bodies of at most second degree in the masses of one random model, Q[t]_i,
// D(Q[t]), L2(Q[t],P), mean(f,Q[t]), by the recursions of sim/affine_moments.hpp. They are exact rationals,
// for any K, N and t, where a chain would have to list its states. Included by evaluate_*.cpp alone.
//
// Where the body or the process is not of this kind, nothing is returned and the outcomes are gone through;
// so they are where one generation has few of them, in each kernel's own arithmetic.
#pragma once

#include "decide/evaluate/evaluate.hpp"
#include "decide/evaluate/point_process.hpp"
#include "sim/process_error.hpp"

namespace groundcheck {

namespace detail {

inline bool is_drawn_model(const Expression& e) {
    return e.node == Node::generation || (e.node == Node::distribution && e.name == "Q'");
}

inline bool mentions_model(const Expression& e) {
    return is_drawn_model(e) || std::any_of(e.args.begin(), e.args.end(),
                                            [](const auto& arg) { return mentions_model(*arg); });
}

constexpr std::size_t most_squares = 20'000;  // entries of a quadratic form

}  // namespace detail

// The one generation that the bracket speaks of, if its moments are to be closed ones.
template <NumberKernel Kernel>
std::optional<std::uint32_t> Evaluator<Kernel>::closed_time(const Expression& bracket) {
    constexpr std::uint32_t last = 2000;
    constexpr int few = 1000;
    const Times times = times_of(*bracket.args[0]);
    if (times.size() != 1 || times[0] > last) return std::nullopt;
    const bool counted = times[0] == 1 && is_one_draw();
    if (counted && (marginal_ || outcome_count(point_->K, generation(0).samples) <= few)) return std::nullopt;
    return times[0];
}

template <NumberKernel Kernel>
std::optional<Rational> Evaluator<Kernel>::closed_moment(const Expression& bracket, int power) {
    const auto time = closed_time(bracket);
    if (!time) return std::nullopt;
    const Expression* start = bracket.args.size() > 1 ? bracket.args[1].get() : nullptr;
    std::vector<Rational> from = starting(start);
    const std::size_t parts = from.size();
    std::optional<QuadraticForm> form;
    {
        const Surroundings outside(*this, start);
        form = quadratic(*bracket.args[0], *time);
    }
    if (!form || form->degree() * power > 2) return std::nullopt;
    if (power == 2 && form->linear.size() * form->linear.size() > 2 * detail::most_squares)
        return std::nullopt;
    AffineMoments moments(std::move(from), power == 2 ? groundcheck::product(*form, *form) : *form);
    const ResolvedProcess process = resolved(*point_);
    try {
        std::optional<AffineStep> same;
        for (std::uint32_t t = 0; t < *time; ++t) {
            if (!same) {
                const auto step = process.affine_step(t, parts);
                if (!step) return std::nullopt;
                if (!process.steady()) {
                    moments.step(*step);
                    continue;
                }
                same = *step;
            }
            moments.step(*same);
        }
    } catch (const ProcessError&) {  // a part of the step is irrational, say: the chain says what is wrong
        return std::nullopt;
    }
    return moments.expected();
}

template <NumberKernel Kernel>
std::optional<Integer> Evaluator<Kernel>::closed_work(const Expression& bracket) {
    if (bracket.node != Node::expectation && bracket.node != Node::variance) return std::nullopt;
    if (!closed_moment(bracket, bracket.node == Node::variance ? 2 : 1)) return std::nullopt;
    return Integer(*closed_time(bracket)) * point_->K;
}

// The body as a form in the masses of the model at `time`.
template <NumberKernel Kernel>
std::optional<QuadraticForm> Evaluator<Kernel>::quadratic(const Expression& e, std::uint32_t time) {
    if (!detail::mentions_model(e)) {
        const auto number = e.type == Type::scalar ? rational(e) : std::nullopt;
        return number ? std::optional(QuadraticForm::of(*number)) : std::nullopt;
    }
    switch (e.node) {
        case Node::component:
            if (!detail::is_drawn_model(*e.args[0]) || !is_model_of(*e.args[0], time)) return std::nullopt;
            return QuadraticForm::mass(symbol(*e.args[1]));
        case Node::add:
        case Node::sub:
        case Node::mul: {
            auto left = quadratic(*e.args[0], time);
            const auto right = left ? quadratic(*e.args[1], time) : std::nullopt;
            if (!right) return std::nullopt;
            if (e.node != Node::mul) {
                left->add(*right, e.node == Node::add ? 1 : -1);
                return left;
            }
            if (left->degree() + right->degree() > 2 ||
                left->linear.size() * right->linear.size() > detail::most_squares)
                return std::nullopt;
            return groundcheck::product(*left, *right);
        }
        case Node::neg:
        case Node::div: {
            const auto inner = quadratic(*e.args[0], time);
            const auto divisor = e.node == Node::neg ? std::optional(Rational(-1)) : rational(*e.args[1]);
            if (!inner || !divisor || *divisor == 0) return std::nullopt;
            QuadraticForm result;
            result.add(*inner, 1 / *divisor);
            return result;
        }
        case Node::pow: {
            const auto exponent = rational(*e.args[1]);
            const auto base = exponent && *exponent == 2 ? quadratic(*e.args[0], time) : std::nullopt;
            if (!base || base->degree() > 1 ||
                base->linear.size() * base->linear.size() > detail::most_squares)
                return std::nullopt;
            return groundcheck::product(*base, *base);
        }
        case Node::sum:
            return e.ranged || e.args[0]->node == Node::set ? std::nullopt : quadratic_sum(e, time);
        case Node::functional:
            return quadratic_functional(e, time);
        default:
            return std::nullopt;
    }
}

// Whether it is that generation's model, not Q[0].
template <NumberKernel Kernel>
bool Evaluator<Kernel>::is_model_of(const Expression& e, std::uint32_t time) {
    return e.node == Node::distribution ? time == 1 : time_of(e) == time;
}

template <NumberKernel Kernel>
std::optional<QuadraticForm> Evaluator<Kernel>::quadratic_sum(const Expression& e, std::uint32_t time) {
    if (marginal_) return std::nullopt;
    QuadraticForm total;
    for (std::uint32_t i = 1; i <= point_->K; ++i) {
        const Surroundings outside(*this);
        bindings_.emplace_back(e.name, i);
        const auto term = quadratic(*e.args.back(), time);
        if (!term) return std::nullopt;
        total.add(*term, 1);
        if (total.squares.size() > detail::most_squares) return std::nullopt;
    }
    return total;
}

// D(Q[t]) = 1 - sum_i Q_i^2, L2(Q[t], R) = sum_i (Q_i - R_i)^2, mean(f, Q[t]) and
// var(f, Q[t]) = sum_i f_i^2*Q_i - (sum_i f_i*Q_i)^2.
template <NumberKernel Kernel>
std::optional<QuadraticForm> Evaluator<Kernel>::quadratic_functional(const Expression& e,
                                                                     std::uint32_t time) {
    if (marginal_) return std::nullopt;
    const auto drawn = [&](const Expression& arg) {
        return detail::is_drawn_model(arg) && is_model_of(arg, time);
    };
    const std::uint32_t K = point_->K;
    QuadraticForm form;
    if (e.name == "D" && drawn(*e.args[0])) {
        form.constant = 1;
        for (std::uint32_t i = 0; i < K; ++i)
            form.squares[{i, i}] = -1;
        return form;
    }
    if (e.name == "L2") {
        const bool first = drawn(*e.args[0]);
        const Expression& other = *e.args[first ? 1 : 0];
        if ((!first && !drawn(*e.args[1])) || detail::mentions_model(other) || other.type != Type::distribution)
            return std::nullopt;
        const std::vector<Rational> fixed = exact_distribution(other);
        if (fixed.size() != K) return std::nullopt;
        for (std::uint32_t i = 0; i < K; ++i) {
            form.constant += fixed[i] * fixed[i];
            form.linear[i] = -2 * fixed[i];
            form.squares[{i, i}] = 1;
        }
        return form;
    }
    if ((e.name == "mean" || e.name == "var") && e.args[0]->node == Node::observable && drawn(*e.args[1])) {
        const std::vector<Rational>& f = point_->observables.at(e.args[0]->name);
        if (f.size() != K || (e.name == "var" && std::size_t{K} * K > detail::most_squares)) return std::nullopt;
        QuadraticForm mean, square;
        for (std::uint32_t i = 0; i < K; ++i) {
            mean.linear[i] = f[i];
            square.linear[i] = f[i] * f[i];
        }
        if (e.name == "mean") return mean;
        square.add(groundcheck::product(mean, mean), -1);
        return square;
    }
    return std::nullopt;
}

}  // namespace groundcheck
