// The evaluator's walk over scalars, names and formulas. Included by evaluate_*.cpp alone, which instantiate
// it for the kernels.
#pragma once

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>

#include "decide/evaluate/evaluate.hpp"
#include "decide/evaluate/planted_fault.hpp"
#include "decide/evaluate/point_process.hpp"
#include "interval/integer_power.hpp"

namespace groundcheck {

template <NumberKernel Kernel>
Evaluator<Kernel>::Evaluator(Kernel kernel, const Point& point) : kernel_(std::move(kernel)), point_(&point) {
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
        default:
            throw NoRule(e);
    }
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::named(const Expression& e) -> Value {
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
    const std::string& name = e.name;
    if (name == "min" || name == "max") return extreme(e);
    if (name == "halting" || name == "endless" || name == "steps" || name == "runs") return machine_count(e);
    if (e.type != Type::scalar) throw NoRule(e);
    if (name == "length") return kernel_.rational(Rational(word(*e.args[0]).size()));
    const Value v = scalar(*e.args[0]);
    const Expression& argument = *e.args[0];
    if (name == "log") return checked_log(v, argument.where);
    if (name == "abs") return kernel_.abs(v);
    if (name == "exp") return kernel_.exp(v);
    if (name == "expm1") return kernel_.expm1(v);
    if (name == "kl_term") return divergence_term(v, scalar(*e.args[1]));
    if (name == "xlogx") return kernel_.xlogx(v);
    if (name == "tsallis_term") return tsallis_term(v, *e.args[1]);
    if (name == "positive") return kernel_.rational(Rational(kernel_.is_zero(v) ? 0 : 1));
    return half_line_function(e, v);
}

// The functions whose domain is a half-line: [0, inf), (-1, inf) and (0, inf).
template <NumberKernel Kernel>
auto Evaluator<Kernel>::half_line_function(const Expression& e, const Value& v) -> Value {
    const std::string& name = e.name;
    if (name != "sqrt" && name != "log1p" && name != "digamma") throw NoRule(e);
    const Value edge = kernel_.rational(name == "log1p" ? Rational(-1) : Rational(0));
    if (name == "log1p" && kernel_.equal(v, edge) == Truth::yes) return kernel_.neg(kernel_.infinity());
    const Truth outside = name == "digamma" ? kernel_.less_equal(v, edge) : kernel_.less(v, edge);
    if (outside == Truth::yes) {
        throw DomainError(e.args[0]->where,
                          "the argument of " + name + " is outside its domain: " + kernel_.to_string(v, 6));
    }
    if (outside == Truth::unknown) return real_line();
    if (name == "sqrt") return kernel_.sqrt(v);
    return name == "log1p" ? kernel_.log1p(v) : kernel_.digamma(v);
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::extreme(const Expression& e) -> Value {
    if (e.name != "min" && e.name != "max") throw NoRule(e);
    Values candidates;
    if (e.args.size() == 1 && e.args[0]->type != Type::scalar) {
        candidates = distribution(*e.args[0]);
    } else {
        for (const auto& arg : e.args)
            candidates.push_back(scalar(*arg));
    }
    Value result = candidates.front();
    for (const auto& candidate : candidates) {
        result = e.name == "min" ? kernel_.min(result, candidate) : kernel_.max(result, candidate);
    }
    return result;
}

// ---- names
// -----------------------------------------------------------------------------------------------------

// a^b where that is a rational of at most 2^17 bits.
inline std::optional<Rational> exact_power(const Rational& a, const Rational& b) {
    constexpr unsigned most_bits = 1U << 17;
    if (denominator(b) != 1 || (a == 0 && b < 0)) return std::nullopt;
    const Integer n = numerator(b);
    if (a == 0 || a == 1 || a == -1) {
        const bool odd = boost::multiprecision::bit_test(Integer(abs(n)), 0);
        return a == 0 ? Rational(n == 0 ? 1 : 0) : odd ? a : Rational(1);
    }
    const std::size_t bits = msb(abs(numerator(a))) + msb(denominator(a)) + 2;
    if (abs(n) > most_bits || abs(n) * bits > most_bits) return std::nullopt;
    return power(a, n.convert_to<std::int64_t>());
}

// The functions that keep fractions fractions: abs, min and max of what rational(argument) gives.
template <class Arguments>
std::optional<Rational> rational_function(const Expression& e, Arguments rational) {
    if (e.name != "abs" && e.name != "min" && e.name != "max") return std::nullopt;
    std::optional<Rational> result;
    for (const ExpressionPtr& argument : e.args) {
        const std::optional<Rational> next =
            argument->type == Type::scalar ? rational(*argument) : std::nullopt;
        if (!next) return std::nullopt;
        const bool better = !result || (e.name == "min" ? *next < *result : *next > *result);
        if (better) result = next;
    }
    return result && e.name == "abs" ? std::optional(Rational(abs(*result))) : result;
}

template <NumberKernel Kernel>
std::optional<Rational> Evaluator<Kernel>::rational(const Expression& e) {
    const auto operands = [&]() -> std::optional<std::pair<Rational, Rational>> {
        const auto a = rational(*e.args[0]), b = rational(*e.args[1]);
        if (!a || !b) return std::nullopt;
        return std::pair{*a, *b};
    };
    switch (e.node) {
        case Node::number:
            return e.value;
        case Node::parameter:
            if (e.name == "K") return Rational(point_->K);
            if (e.name == "L") return Rational(std::bit_width(point_->K) - 1);
            if (e.name == "doeblin") return program_chain_of(nullptr)->doeblin();
            if (e.name == "N") return Rational(point_->N.value());
            return point_->scalars.at(e.name);
        case Node::index: {
            const auto bound = std::find_if(bindings_.rbegin(), bindings_.rend(),
                                            [&](const auto& binding) { return binding.first == e.name; });
            return bound == bindings_.rend() ? std::nullopt : std::optional(Rational(bound->second));
        }
        case Node::neg: {
            const auto a = rational(*e.args[0]);
            return a ? std::optional(Rational(-*a)) : std::nullopt;
        }
        case Node::add:
            if (const auto ab = operands()) return Rational(ab->first + ab->second);
            return std::nullopt;
        case Node::sub:
            if (const auto ab = operands()) return Rational(ab->first - ab->second);
            return std::nullopt;
        case Node::mul:
            if (const auto ab = operands()) return Rational(ab->first * ab->second);
            return std::nullopt;
        case Node::div:
            if (const auto ab = operands(); ab && ab->second != 0) return Rational(ab->first / ab->second);
            return std::nullopt;
        case Node::pow:
            if (const auto ab = operands()) return exact_power(ab->first, ab->second);
            return std::nullopt;
        case Node::component: {
            const Expression& whole = *e.args[0];
            if (whole.node == Node::observable)
                return point_->observables.at(whole.name).at(symbol(*e.args[1]));
            const bool random = whole.name == "Q'" || whole.node == Node::generation;
            // One symbol's count does not say out of how many.
            if (random && (marginal_ || (drawn_.counts.empty() && drawn_.visited.empty())))
                return std::nullopt;
            return exact_distribution(whole).at(symbol(*e.args[1]));
        }
        case Node::function:
            if (e.name == "length") return Rational(word(*e.args[0]).size());
            return rational_function(e, [this](const Expression& argument) { return rational(argument); });
        default:
            return std::nullopt;
    }
}

template <NumberKernel Kernel>
std::int64_t Evaluator<Kernel>::integer(const Expression& e) {
    const auto value = rational(e);
    if (!value || denominator(*value) != 1) throw DomainError(e.where, "a whole number is needed here");
    if (abs(*value) > 1000000000) throw DomainError(e.where, "this number is too large to count to");
    return static_cast<std::int64_t>(numerator(*value));
}

template <NumberKernel Kernel>
std::size_t Evaluator<Kernel>::symbol(const Expression& index) {
    if (index.type == Type::string) return symbol_of(word(index), index.where);
    const std::int64_t number = integer(index);
    const auto most = static_cast<std::int64_t>(marginal_ ? 1 : point_->K);
    if (number < 1 || number > most) {
        throw DomainError(index.where,
                          "there is no symbol " + std::to_string(number) + " among " + std::to_string(most));
    }
    return static_cast<std::size_t>(number - 1);
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::component(const Expression& e) -> Value {
    return distribution(*e.args[0])[symbol(*e.args[1])];
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::distribution(const Expression& e) -> const Values& {
    if (const auto exact = program_distribution(e)) {
        return made_[&e] = values(*exact);
    }
    if (e.node == Node::distribution && e.name == "Q'") return model_at(1);
    if (e.type == Type::distribution && e.node != Node::distribution && e.node != Node::generation) {
        if (planted(PlantedFault::literal_remembered) && made_.contains(&e)) return made_[&e];
        return made_[&e] = values(exact_distribution(e));
    }
    if (e.node == Node::generation) return generation_values(e);
    if (e.name == "M") return made_[&e] = values(mixture(nullptr));
    if (e.node != Node::distribution && e.node != Node::observable) throw NoRule(e);
    const auto found = distributions_.find(e.name);
    if (found == distributions_.end()) throw DomainError(e.where, e.name + " has no value here");
    return found->second;
}

// The model of a generation: the start, the sample of a one-generation bracket, or a state of the path
// visited.
template <NumberKernel Kernel>
auto Evaluator<Kernel>::generation_values(const Expression& e) -> const Values& {
    const std::uint32_t time = time_of(e);
    if (time == 0) return made_[&e] = values(starting(nullptr));
    return model_at(time);
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::model_at(std::uint32_t time) const -> const Values& {
    const auto visited = drawn_.visited.find(time);
    if (visited != drawn_.visited.end()) return visited->second.model;
    if (time != 1 || drawn_.sample.empty())
        throw std::logic_error("a model is asked for that was not drawn; this is a fault of the program");
    return drawn_.sample;
}

template <NumberKernel Kernel>
std::vector<Rational> Evaluator<Kernel>::exact_distribution(const Expression& e) {
    if (auto exact = program_distribution(e)) return *std::move(exact);
    switch (e.node) {
        case Node::literal:
            return exact_literal(e);
        case Node::normalize:
            return normalized(e);
        case Node::add:
        case Node::sub:
        case Node::mul:
        case Node::div: {
            std::vector<Rational> result = mixed(e);
            Rational total = 0;
            for (const Rational& mass : result) {
                if (mass < 0)
                    throw DomainError(e.where, "a mixture has the negative mass " + to_string(mass));
                total += mass;
            }
            if (total != 1)
                throw DomainError(e.where, "a mixture's masses add up to " + to_string(total) + ", not to 1");
            return result;
        }
        default:
            break;
    }
    const bool sampled = e.name == "Q'" || (e.node == Node::generation && time_of(e) == 1);
    if (sampled && drawn_.visited.empty()) {
        const std::uint32_t n = generation(0).samples;
        const CountMass mass = count_mass(n);
        std::vector<Rational> model;
        for (const std::uint32_t count : drawn_.counts)
            model.push_back(mass.of(count, n));
        return model;
    }
    if (sampled || e.node == Node::generation) {
        const std::uint32_t time = sampled ? 1 : time_of(e);
        if (time == 0) return starting(nullptr);
        return chain().model(time == for_ever ? 1 : time, drawn_.visited.at(time).rank);
    }
    if (e.name == "M") return mixture(nullptr);
    if (e.node != Node::distribution) throw NoRule(e);
    return named_distribution(e.name);
}

template <NumberKernel Kernel>
std::vector<Rational> Evaluator<Kernel>::exact_literal(const Expression& e) {
    std::vector<Rational> result;
    Rational total = 0;
    for (const auto& arg : e.args) {
        const auto value = rational(*arg);
        if (!value) throw DomainError(arg->where, "a probability must be a rational number");
        if (*value < 0) throw DomainError(arg->where, "a probability is negative: " + to_string(*value));
        total += *value;
        result.push_back(*value);
    }
    if (total != 1)
        throw DomainError(e.where, "the probabilities add up to " + to_string(total) + ", not to 1");
    if (!marginal_ && point_->K > 0 && result.size() != point_->K)
        throw DomainError(e.where, "this distribution has " + std::to_string(result.size()) +
                                       " probabilities, but there are " + std::to_string(point_->K) +
                                       " symbols");
    return result;
}

template <NumberKernel Kernel>
std::vector<Rational> Evaluator<Kernel>::normalized(const Expression& e) {
    std::vector<Rational> result = over_symbols(*e.args[0], e.name);
    Rational total = 0;
    for (const Rational& mass : result) {
        if (mass < 0) throw DomainError(e.where, "normalize meets the negative value " + to_string(mass));
        total += mass;
    }
    if (total == 0) throw DomainError(e.where, "normalize has nothing to share out: every value is 0");
    for (Rational& mass : result)
        mass /= total;
    return result;
}

template <NumberKernel Kernel>
std::vector<Rational> Evaluator<Kernel>::mixed(const Expression& e) {
    const bool sum = e.node == Node::add || e.node == Node::sub;
    if (!sum && e.node != Node::mul && e.node != Node::div) return exact_distribution(e);
    if (sum) {
        std::vector<Rational> left = mixed(*e.args[0]);
        const std::vector<Rational> right = mixed(*e.args[1]);
        if (left.size() != right.size())
            throw DomainError(e.where, "distributions over different alphabets cannot be mixed");
        for (std::size_t i = 0; i < left.size(); ++i)
            left[i] += e.node == Node::add ? right[i] : Rational(-right[i]);
        return left;
    }
    const bool first = e.args[0]->type == Type::scalar;
    const Expression& number = *e.args[first ? 0 : 1];
    auto factor = rational(number);
    if (!factor) throw DomainError(number.where, "a mixture's weight must be a rational number");
    if (e.node == Node::div && *factor == 0) throw DomainError(number.where, "a division by zero");
    if (e.node == Node::div) factor = 1 / *factor;
    std::vector<Rational> result = mixed(*e.args[first ? 1 : 0]);
    for (Rational& mass : result)
        mass *= *factor;
    return result;
}

template <NumberKernel Kernel>
std::vector<Rational> Evaluator<Kernel>::masses(const Expression& e) {
    return exact_distribution(e);
}

template <NumberKernel Kernel>
std::vector<Rational> Evaluator<Kernel>::over_symbols(const Expression& body, std::string_view symbol) {
    if (marginal_) throw std::logic_error("one symbol alone is looked at; this is a fault of the program");
    std::vector<Rational> result;
    for (std::uint32_t i = 1; i <= point_->K; ++i) {
        const Surroundings outside(*this);
        bindings_.emplace_back(symbol, i);
        ++depth_;
        auto value = rational(body);
        if (!value) {
            const Value whole = scalar(body);  // says what is wrong where there is no value at all
            if constexpr (std::is_same_v<Kernel, ExactKernel>)
                if (whole.is_finite()) value = whole.number().as_rational();
        }
        if (!value) {
            throw DomainError(body.where, "a probability must be a rational number");
        }
        result.push_back(*value);
    }
    return result;
}

template <NumberKernel Kernel>
const std::vector<Rational>& Evaluator<Kernel>::named_distribution(const std::string& name) const {
    const auto found = point_->distributions.find(name);
    if (found == point_->distributions.end()) {
        throw DomainError({},
                          "the claim needs the distribution " + name + ", which its domain does not give");
    }
    return found->second;
}

// ---- formulas
// --------------------------------------------------------------------------------------------------

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
    if (e.name == "finite") {
        const Value v = scalar(*e.args[0]);
        const Value infinity = kernel_.infinity();
        if (depth_ == 0) sides_.push_back({&e, v, infinity});
        return kernel_.less(v, infinity) && kernel_.less(kernel_.neg(infinity), v);
    }
    if (e.name != "vertex" && e.name != "interior") throw NoRule(e);
    const std::vector<Rational> p = exact_distribution(*e.args[0]);
    if (e.name == "vertex") return certainly(std::find(p.begin(), p.end(), Rational(1)) != p.end());
    return certainly(std::none_of(p.begin(), p.end(), [](const Rational& mass) { return mass == 0; }));
}

}  // namespace groundcheck
