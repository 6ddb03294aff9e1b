// The evaluator's walk over scalars. Included by evaluate_*.cpp alone, which instantiate it for the kernels.
#pragma once

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>

#include "decide/evaluate/evaluate.hpp"
#include "decide/evaluate/kernel_terms.hpp"
#include "decide/evaluate/planted_fault.hpp"
#include "decide/evaluate/point_process.hpp"
#include "interval/integer_power.hpp"
#include "theorems/language/vocabulary.hpp"

namespace groundcheck {

template <NumberKernel Kernel>
Evaluator<Kernel>::Evaluator(Kernel kernel, const Point& point, Numbers given)
    : kernel_(std::move(kernel)), point_(&point), given_(std::move(given)) {
    for (const auto& [name, masses] : point.distributions)
        distributions_[name] = values(masses);
    for (const auto& [name, entries] : point.observables)
        distributions_[name] = values(entries);
}

template <NumberKernel Kernel>
Evaluator<Kernel> Evaluator<Kernel>::of_symbol(Kernel kernel, const Point& point, std::string_view variable) {
    Evaluator result(std::move(kernel), point);
    result.marginal_ = true;
    result.bindings_.emplace_back(variable, 1);
    result.kept_for_ = PointKey::without_distributions(point);
    return result;
}

template <NumberKernel Kernel>
void Evaluator<Kernel>::move_to(const Point& point) {
    PointKey key = PointKey::without_distributions(point);
    if (key != kept_for_ && !planted(PlantedFault::symbol_tables_of_another_instance)) {
        kept_ = {};
        shares_.clear();
        masses_.clear();
        kept_for_ = std::move(key);
    }
    point_ = &point;
    chain_ = nullptr;  // it has the symbol's share of the world
    run_ = nullptr;
    distributions_.clear();
    for (const auto& [name, masses] : point.distributions)
        distributions_[name] = values(masses);
}

// ---- what a bracket or a sum changes

template <NumberKernel Kernel>
Evaluator<Kernel>::Surroundings::Surroundings(Evaluator& evaluator)
    : evaluator_(evaluator),
      bindings_(evaluator.bindings_.size()),
      words_(evaluator.words_.size()),
      depth_(evaluator.depth_) {
    ++evaluator.depth_;
}

template <NumberKernel Kernel>
Evaluator<Kernel>::Surroundings::Surroundings(Evaluator& evaluator, const Expression* from)
    : Surroundings(evaluator) {
    // What it starts from is worked out while what surrounds the bracket still stands.
    std::optional<std::vector<Rational>> masses;
    std::optional<std::string> word;
    if (from != nullptr && from->type == Type::string) word = evaluator.word(*from);
    if (from != nullptr && from->type != Type::string) masses = evaluator.exact_distribution(*from);
    bracket_ = true;
    from_ = std::exchange(evaluator.from_, std::move(masses));
    from_word_ = std::exchange(evaluator.from_word_, std::move(word));
    drawn_ = std::exchange(evaluator.drawn_, {});
}

template <NumberKernel Kernel>
Evaluator<Kernel>::Surroundings::~Surroundings() {
    evaluator_.bindings_.resize(bindings_);
    evaluator_.words_.resize(words_);
    evaluator_.depth_ = depth_;
    if (!bracket_) return;
    evaluator_.from_ = std::move(from_);
    evaluator_.from_word_ = std::move(from_word_);
    evaluator_.drawn_ = std::move(drawn_);
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::values(const std::vector<Rational>& numbers) const -> Values {
    Values result;
    result.reserve(numbers.size());
    for (const auto& number : numbers)
        result.push_back(kernel_.rational(number));
    return result;
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::real_line() const -> Value {
    return kernel_.div(kernel_.rational(Rational(1)), kernel_.interval(Rational(-1), Rational(1)));
}

// ---- scalars
// ---------------------------------------------------------------------------------------------------

template <NumberKernel Kernel>
auto Evaluator<Kernel>::scalar(const Expression& e) -> Value {
    switch (e.node) {
        case Node::number:
            return kernel_.rational(e.value);
        case Node::infinity:
            return kernel_.infinity();
        case Node::pi:
            return kernel_.pi();
        case Node::interval:
            return kernel_.hull(scalar(*e.args[0]), scalar(*e.args[1]));
        case Node::parameter:
        case Node::index:
            return named(e);
        case Node::component:
            return component(e);
        case Node::generation:
            return iterated(e);
        case Node::add:
            return kernel_.add(scalar(*e.args[0]), scalar(*e.args[1]));
        case Node::sub:
            return kernel_.sub(scalar(*e.args[0]), scalar(*e.args[1]));
        case Node::neg:
            return kernel_.neg(scalar(*e.args[0]));
        case Node::mul:
            return product(*e.args[0], *e.args[1]);
        case Node::div:
            return quotient(e);
        case Node::pow:
            return raised(e);
        case Node::function:
            return function(e);
        case Node::functional:
            return functional(e);
        case Node::sum:
        case Node::prod:
            return aggregate(e);
        case Node::expectation:
            return expectation(e);
        case Node::variance:
            return variance(e);
        case Node::probability:
            return probability(e);
        case Node::information:
            return information(e);
        default:
            throw NoRule(e);
    }
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::named(const Expression& e) -> Value {
    const auto given = given_.find(e.name);
    if (e.node == Node::parameter && given != given_.end()) return given->second;
    return kernel_.rational(*rational(e));
}

// The convention 0*x = 0 holds even where x has no value, so a factor's DomainError waits for the other
// factor.
template <NumberKernel Kernel>
auto Evaluator<Kernel>::product(const Expression& left, const Expression& right) -> Value {
    std::optional<DomainError> failure;
    const auto attempt = [&](const Expression& factor) -> std::optional<Value> {
        try {
            return scalar(factor);
        } catch (const DomainError& error) {
            if (!failure) failure = error;
            return std::nullopt;
        }
    };
    const auto a = attempt(left);
    if (a && kernel_.is_zero(*a)) return kernel_.rational(Rational(0));
    const auto b = attempt(right);
    if (b && kernel_.is_zero(*b)) return kernel_.rational(Rational(0));
    if (a && b) return kernel_.mul(*a, *b);
    const auto& known = a ? a : b;
    // A factor that may still be 0 leaves the product open; one that certainly is not leaves the error
    // standing.
    if (known && kernel_.equal(*known, kernel_.rational(Rational(0))) == Truth::unknown) return real_line();
    throw DomainError(*failure);
}

template <NumberKernel Kernel>
bool Evaluator<Kernel>::apart_from_zero(const Value& v) const {
    const Value zero = kernel_.rational(Rational(0));
    return kernel_.less(zero, v) == Truth::yes || kernel_.less(v, zero) == Truth::yes;
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::quotient(const Expression& e) -> Value {
    const Value divisor = scalar(*e.args[1]);
    if (kernel_.is_zero(divisor)) throw DomainError(e.args[1]->where, "division by zero");
    if (!apart_from_zero(divisor)) return real_line();  // it may be a division by zero, even of 0
    return kernel_.div(scalar(*e.args[0]), divisor);
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::raised(const Expression& e) -> Value {
    const Value base = scalar(*e.args[0]);
    const auto exponent = rational(*e.args[1]);
    const Truth negative = kernel_.less(base, kernel_.rational(Rational(0)));
    if (exponent && denominator(*exponent) == 1) {
        if (*exponent < 0 && kernel_.is_zero(base)) throw DomainError(e.where, "0 to a negative power");
        if (*exponent < 0 && !apart_from_zero(base)) return real_line();
        return integer_power(kernel_, base, numerator(*exponent));
    }
    if (negative == Truth::yes)
        throw DomainError(e.where, "a negative number to a power that is not an integer");
    if (kernel_.less_equal(kernel_.rational(Rational(0)), base) != Truth::yes) return real_line();
    const Value power = exponent ? kernel_.rational(*exponent) : scalar(*e.args[1]);
    if (kernel_.is_zero(base)) {
        const Truth positive = kernel_.less(kernel_.rational(Rational(0)), power);
        if (positive == Truth::yes) return kernel_.rational(Rational(0));
        if (kernel_.less(power, kernel_.rational(Rational(0))) == Truth::yes) {
            throw DomainError(e.where, "0 to a negative power");
        }
    }
    const bool may_be_negative = kernel_.less_equal(kernel_.rational(Rational(0)), power) != Truth::yes;
    if (may_be_negative && !apart_from_zero(base)) return real_line();
    return kernel_.power(base, power);
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::checked_log(const Value& v, SourceRange where) -> Value {
    if (kernel_.is_zero(v)) return kernel_.neg(kernel_.infinity());
    if (kernel_.less(v, kernel_.rational(Rational(0))) == Truth::yes) {
        throw DomainError(where, "the logarithm of a negative number, " + kernel_.to_string(v, 6));
    }
    if (kernel_.less_equal(kernel_.rational(Rational(0)), v) != Truth::yes) return real_line();
    return kernel_.log(v);
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::function(const Expression& e) -> Value {
    const std::optional<FunctionRule> rule = function_rule(e);
    if (!rule) throw NoRule(e);
    const auto number = [&](std::size_t i) { return scalar(*e.args[i]); };
    const KernelTerms<Kernel> terms{kernel_};
    switch (*rule) {
        case FunctionRule::logarithm:
            return checked_log(number(0), e.args[0]->where);
        case FunctionRule::logarithm_of_one_more:
        case FunctionRule::square_root:
        case FunctionRule::digamma:
            return half_line_function(*rule, e, number(0));
        case FunctionRule::exponential:
            return kernel_.exp(number(0));
        case FunctionRule::exponential_less_one:
            return kernel_.expm1(number(0));
        case FunctionRule::absolute_value:
            return kernel_.abs(number(0));
        case FunctionRule::least:
        case FunctionRule::greatest: {
            Values candidates;
            for (std::size_t i = 0; i < e.args.size(); ++i)
                candidates.push_back(number(i));
            return extreme(candidates, *rule == FunctionRule::greatest);
        }
        case FunctionRule::length:
            return kernel_.rational(Rational(word(*e.args[0]).size()));
        case FunctionRule::block_decomposition:
            return block_decomposition(e);
        case FunctionRule::halting:
        case FunctionRule::endless:
        case FunctionRule::steps:
        case FunctionRule::runs:
            return machine_count(*rule, e);
        case FunctionRule::x_log_x:
            return terms.xlogx(number(0));
        case FunctionRule::divergence:
        case FunctionRule::ratio: {
            const Value first = number(0), second = number(1);
            return *rule == FunctionRule::ratio ? terms.ratio(first, second)
                                                : terms.divergence(first, second);
        }
        case FunctionRule::tsallis_summand:
            return tsallis_term(number(0), *e.args[1]);
        case FunctionRule::positive:
            return terms.positive(number(0));
        case FunctionRule::reversed:  // no numbers: word() and exact_distribution() have them
        case FunctionRule::complement:
        case FunctionRule::flipped:
        case FunctionRule::joined:
        case FunctionRule::conditioned:
            break;
    }
    throw NoRule(e);
}

// The functions whose domain is a half-line: [0, inf), (-1, inf) and (0, inf).
template <NumberKernel Kernel>
auto Evaluator<Kernel>::half_line_function(FunctionRule rule, const Expression& e, const Value& v) -> Value {
    const bool logarithm = rule == FunctionRule::logarithm_of_one_more;
    const bool digamma = rule == FunctionRule::digamma;
    if (!logarithm && !digamma && rule != FunctionRule::square_root) throw NoRule(e);
    const Value edge = kernel_.rational(Rational(logarithm ? -1 : 0));
    if (logarithm && kernel_.equal(v, edge) == Truth::yes) return kernel_.neg(kernel_.infinity());
    const Truth outside = digamma ? kernel_.less_equal(v, edge) : kernel_.less(v, edge);
    if (outside == Truth::yes) {
        throw DomainError(e.args[0]->where,
                          "the argument of " + e.name + " is outside its domain: " + kernel_.to_string(v, 6));
    }
    if (outside == Truth::unknown) return real_line();
    if (digamma) return kernel_.digamma(v);
    return logarithm ? kernel_.log1p(v) : kernel_.sqrt(v);
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::extreme(const Values& values, bool greatest) const -> Value {
    Value result = values.front();
    for (const Value& value : values)
        result = greatest ? kernel_.max(result, value) : kernel_.min(result, value);
    return result;
}

}  // namespace groundcheck
