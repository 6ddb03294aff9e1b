// The numbers of a recursion after t steps. Included by evaluate_*.cpp alone.
//
// A run goes from the domain's values on, one step after the other. As long as a number is a rational (or
// log-linear) and not too long it is exact, in every kernel: the exact kernel's run says which. What is not,
// the square root in a schedule and all that follows from it, each kernel encloses by itself.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

#include "decide/evaluate/evaluate.hpp"
#include "decide/evaluate/planted_fault.hpp"
#include "interval/exact_kernel.hpp"
#include "interval/precision.hpp"

namespace groundcheck {

// These stand in evaluate_exact.cpp; the other kernels' files need not make them again.
extern template class Evaluator<ExactKernel>;

template <NumberKernel Kernel>
class RecursionRun {
  public:
    using Value = typename Kernel::Value;
    using Numbers = typename Evaluator<Kernel>::Numbers;

    // The run of the point's recursion.
    static std::shared_ptr<RecursionRun> shared(const Kernel& kernel, const Point& point);

    RecursionRun(Kernel kernel, const Point& point);

    // The numbers after t steps. Throws DomainError where a step has no value. The reference holds until the
    // next call.
    const Numbers& at(std::uint32_t t);

  private:
    static constexpr bool exact = std::is_same_v<Kernel, ExactKernel>;
    // What a step speaks of: rational numbers in the point, the others beside it.
    struct Present {
        Point point;
        Numbers beside;
    };

    Present present(std::uint32_t t, const Numbers& now);
    void share(Present& present);
    Numbers next(std::uint32_t t, const Numbers& now);
    // What the exact kernel has of a number after t steps, where that is a rational.
    std::optional<Rational> rational(std::uint32_t t, const std::string& name, const Value& value);
    void thin(std::uint32_t newest);

    Kernel kernel_;
    Point point_;  // without its process
    std::map<std::string, ExpressionPtr> steps_;
    ExpressionPtr alpha_;  // the schedule, or null
    std::map<std::uint32_t, Numbers> kept_;
    std::shared_ptr<RecursionRun<ExactKernel>> exactly_;  // of the other kernels
};

extern template class RecursionRun<ExactKernel>;

namespace detail {

// The rational that an exact value is, if it is one of a length that is worth going on with.
inline std::optional<Rational> short_rational(const Exact& value) {
    constexpr std::size_t most_bits = 1U << 15;  // longer ones cost more than they are worth
    auto result = value.is_finite() ? value.number().as_rational() : std::nullopt;
    if (result && msb(abs(numerator(*result)) + 1) + msb(denominator(*result)) > most_bits)
        return std::nullopt;
    return result;
}

// All that a run depends on.
struct RunKey {
    Precision precision = 0;  // of the arithmetic; 0 where it has none
    PointKey point;           // of the process

    bool operator<(const RunKey& other) const {
        return std::tie(precision, point) < std::tie(other.precision, other.point);
    }
};

// What `ask` gives; where it has no value in the step from t, the error says so.
template <class Ask>
auto in_step(std::uint32_t t, Ask ask) {
    try {
        return ask();
    } catch (const DomainError& error) {
        throw DomainError(error.where,
                          std::string(error.what()) + ": in the step from t = " + std::to_string(t));
    }
}

}  // namespace detail

template <NumberKernel Kernel>
auto RecursionRun<Kernel>::shared(const Kernel& kernel, const Point& point) -> std::shared_ptr<RecursionRun> {
    detail::RunKey key{0, PointKey(dependencies_of(point.process.get()), point)};
    if constexpr (requires { kernel.precision(); }) key.precision = kernel.precision();
    if (planted(PlantedFault::recursion_key_without_numbers)) key.point.scalars.clear();
    struct Kept {
        std::shared_ptr<RecursionRun> run;
        std::shared_ptr<const Process> process;
    };
    constexpr std::size_t most_runs = 8;
    thread_local std::map<detail::RunKey, Kept> runs;
    // A run says where in the claim something has no value, as chains do (evaluate_draws.hpp).
    const auto found = runs.find(key);
    if (found != runs.end() && same_with_places(found->second.process.get(), point.process.get()))
        return found->second.run;
    auto made = std::make_shared<RecursionRun>(kernel, point);
    if (runs.size() >= most_runs) runs.clear();
    return runs.insert_or_assign(std::move(key), Kept{std::move(made), point.process}).first->second.run;
}

template <NumberKernel Kernel>
RecursionRun<Kernel>::RecursionRun(Kernel kernel, const Point& point)
    : kernel_(std::move(kernel)), point_(point) {
    const auto rules = recursion_steps(point.process.get());
    steps_ = rules->steps;
    alpha_ = rules->alpha;
    if constexpr (!exact) exactly_ = RecursionRun<ExactKernel>::shared(ExactKernel(), point);
    point_.process = nullptr;
    Numbers& start = kept_[0];
    for (const auto& [name, step] : steps_)
        start.emplace(name, kernel_.rational(point_.scalars.at(name)));
}

template <NumberKernel Kernel>
auto RecursionRun<Kernel>::at(std::uint32_t t) -> const Numbers& {
    auto reached = std::prev(kept_.upper_bound(t));
    while (reached->first < t) {
        const std::uint32_t s = reached->first;
        reached = kept_.insert_or_assign(s + 1, next(s, reached->second)).first;
        thin(s + 1);
    }
    return reached->second;
}

// Long runs keep the newest steps, and of the others enough to go on from.
template <NumberKernel Kernel>
void RecursionRun<Kernel>::thin(std::uint32_t newest) {
    constexpr std::uint32_t newest_kept = 512, every = 64;
    if (newest > newest_kept && (newest - newest_kept) % every != 0) kept_.erase(newest - newest_kept);
}

template <NumberKernel Kernel>
std::optional<Rational> RecursionRun<Kernel>::rational(std::uint32_t t, const std::string& name,
                                                       const Value& value) {
    if constexpr (exact)
        return detail::short_rational(value);
    else
        return detail::short_rational(exactly_->at(t).at(name));
}

template <NumberKernel Kernel>
auto RecursionRun<Kernel>::present(std::uint32_t t, const Numbers& now) -> Present {
    Present result{point_, {}};
    result.point.scalars["t"] = t;
    share(result);
    for (const auto& [name, value] : now) {
        if (const auto known = rational(t, name, value))
            result.point.scalars[name] = *known;
        else
            result.beside.insert_or_assign(name, value);
    }
    return result;
}

// The schedule's alpha, which speaks of no number that is stepped. An enclosure that may leave [0,1] says
// nothing.
template <NumberKernel Kernel>
void RecursionRun<Kernel>::share(Present& present) {
    if (!alpha_) return;
    const Expression& schedule = *alpha_;
    const Exact value = Evaluator<ExactKernel>(ExactKernel(), present.point).scalar(schedule);
    const Value alpha = Evaluator<Kernel>(kernel_, present.point).scalar(schedule);
    const Value zero = kernel_.rational(Rational(0)), one = kernel_.rational(Rational(1));
    if (kernel_.less(alpha, zero) == Truth::yes || kernel_.less(one, alpha) == Truth::yes)
        throw DomainError(schedule.where,
                          "alpha is " + kernel_.to_string(alpha, 6) + "; a share lies from 0 to 1");
    if (const auto known = detail::short_rational(value)) {
        present.point.scalars["alpha"] = *known;
        return;
    }
    const bool inside =
        kernel_.less_equal(zero, alpha) == Truth::yes && kernel_.less_equal(alpha, one) == Truth::yes;
    const Value line = kernel_.div(one, kernel_.interval(Rational(-1), Rational(1)));
    present.beside.insert_or_assign("alpha", inside ? alpha : line);
}

template <NumberKernel Kernel>
auto RecursionRun<Kernel>::next(std::uint32_t t, const Numbers& now) -> Numbers {
    // Where a step has no value the exact run says so.
    if constexpr (!exact) exactly_->at(t + 1);
    return detail::in_step(t, [&] {
        Numbers result;
        std::optional<Present> here;
        for (const auto& [name, step] : steps_) {
            if constexpr (!exact) {
                if (const auto known = detail::short_rational(exactly_->at(t + 1).at(name))) {
                    result.emplace(name, kernel_.rational(*known));
                    continue;
                }
            }
            if (!here) here = present(t, now);
            Value value = Evaluator<Kernel>(kernel_, here->point, here->beside).scalar(*step);
            if constexpr (exact) {
                // Squared again and again a number is soon too long to be written down.
                const bool is_long =
                    value.is_finite() && value.number().as_rational() && !detail::short_rational(value);
                if (is_long) value = Exact::inexact();
            }
            result.emplace(name, std::move(value));
        }
        return result;
    });
}

// ---- in expressions

template <NumberKernel Kernel>
std::uint32_t Evaluator<Kernel>::steps_of(const Expression& e) {
    constexpr std::int64_t most_steps = 10'000;
    const Expression& time = *e.args[0];
    if (space() != StateSpace::numbers) throw NoRule(e);
    const std::int64_t steps = integer(time);
    if (steps < 0 || steps > most_steps)
        throw DomainError(time.where, "a recursion is run for 0 to " + std::to_string(most_steps) +
                                          " steps, not " + std::to_string(steps));
    return static_cast<std::uint32_t>(steps);
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::iterated(const Expression& e) -> Value {
    const std::uint32_t steps = steps_of(e);
    if (!run_) run_ = RecursionRun<Kernel>::shared(kernel_, *point_);
    return run_->at(steps).at(e.name);
}

template <NumberKernel Kernel>
std::optional<Rational> Evaluator<Kernel>::exactly_iterated(const Expression& e) {
    if (e.type != Type::scalar || space() != StateSpace::numbers) return std::nullopt;
    const auto run = RecursionRun<ExactKernel>::shared(ExactKernel(), *point_);
    return detail::short_rational(run->at(steps_of(e)).at(e.name));
}

}  // namespace groundcheck
