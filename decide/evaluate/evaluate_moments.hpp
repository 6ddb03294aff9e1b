// Closed moments: E and Var of bodies of at most second degree in the masses of one random model, Q[t]_i,
// D(Q[t]), L2(Q[t],P), mean(f,Q[t]), by the recursions of sim/affine_moments.hpp. They are exact rationals,
// for any K, N and t, where a chain would have to list its states. Included by evaluate_*.cpp alone.
//
// Where the body or the process is not of this kind, nothing is returned and the outcomes are gone through;
// so they are where one generation has few of them, in each kernel's own arithmetic.
#pragma once

#include "decide/evaluate/evaluate.hpp"
#include "decide/evaluate/expected_form.hpp"
#include "theorems/language/mentions.hpp"

namespace groundcheck {

namespace detail {

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
    std::optional<QuadraticForm> form;
    {
        const Surroundings outside(*this, start);
        form = quadratic(*bracket.args[0], *time);
    }
    if (!form || form->degree() * power > 2) return std::nullopt;
    if (power == 2 && form->linear.size() * form->linear.size() > 2 * detail::most_squares)
        return std::nullopt;
    return expected_form(*point_, std::move(from), power == 2 ? groundcheck::product(*form, *form) : *form,
                         *time);
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
    if (!mentions_drawn_model(e)) {
        const auto number = e.type == Type::scalar ? rational(e) : std::nullopt;
        return number ? std::optional(QuadraticForm::of(*number)) : std::nullopt;
    }
    switch (e.node) {
        case Node::component: {
            const auto masses = linear_masses(*e.args[0], time);
            return masses.empty() ? std::nullopt : std::optional(masses.at(symbol(*e.args[1])));
        }
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

// The masses of a distribution as forms: of the model at `time`, or of what is fixed, Q[0] too; none where it
// is neither.
template <NumberKernel Kernel>
std::vector<QuadraticForm> Evaluator<Kernel>::linear_masses(const Expression& e, std::uint32_t time) {
    std::vector<QuadraticForm> result;
    if (e.type != Type::distribution) return result;
    const std::size_t parts = marginal_ ? 1 : point_->K;
    const bool drawn = is_drawn_model(e);
    if (drawn && (e.node == Node::distribution ? 1 : time_of(e)) == time) {
        for (std::size_t i = 0; i < parts; ++i)
            result.push_back(QuadraticForm::mass(i));
        return result;
    }
    if ((drawn && time_of(e) != 0) || (!drawn && mentions_drawn_model(e))) return result;
    const std::vector<Rational> fixed = exact_distribution(e);
    if (fixed.size() != parts) return result;
    for (const Rational& mass : fixed)
        result.push_back(QuadraticForm::of(mass));
    return result;
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

// D(Q[t]) = 1 - sum_i Q_i^2, L2(Q[t], R) = sum_i (Q_i - R_i)^2, mean(f, Q[t]), mass(A, Q[t]) and
// var(f, Q[t]) = sum_i f_i^2*Q_i - (sum_i f_i*Q_i)^2.
template <NumberKernel Kernel>
std::optional<QuadraticForm> Evaluator<Kernel>::quadratic_functional(const Expression& e,
                                                                     std::uint32_t time) {
    if (marginal_) return std::nullopt;
    const bool averaged =
        (e.name == "mean" || e.name == "mass" || e.name == "var") && e.args[0]->node == Node::observable;
    if (e.name != "D" && e.name != "L2" && !averaged) return std::nullopt;
    const std::vector<QuadraticForm> masses = linear_masses(*e.args.at(averaged ? 1 : 0), time);
    if (masses.empty()) return std::nullopt;
    QuadraticForm total;
    if (e.name == "D" || e.name == "L2") {
        const auto others =
            e.name == "D" ? std::vector<QuadraticForm>(masses.size()) : linear_masses(*e.args.at(1), time);
        if (others.size() != masses.size()) return std::nullopt;
        for (std::size_t i = 0; i < masses.size(); ++i) {
            QuadraticForm gap = masses[i];
            gap.add(others[i], -1);
            total.add(groundcheck::product(gap, gap), e.name == "D" ? -1 : 1);
        }
        if (e.name == "D") total.constant += 1;
        return total;
    }
    const std::vector<Rational>& f = point_->observables.at(e.args[0]->name);
    if (f.size() != masses.size() || (e.name == "var" && f.size() * f.size() > detail::most_squares))
        return std::nullopt;
    QuadraticForm mean;
    for (std::size_t i = 0; i < masses.size(); ++i) {
        mean.add(masses[i], f[i]);
        total.add(masses[i], f[i] * f[i]);
    }
    if (e.name != "var") return mean;
    total.add(groundcheck::product(mean, mean), -1);
    return total;
}

}  // namespace groundcheck
