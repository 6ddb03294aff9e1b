// What names stand for: exact numbers, symbols, distributions. Included by evaluate_*.cpp alone.
#pragma once

#include <algorithm>
#include <bit>
#include <numeric>

#include "decide/evaluate/evaluate.hpp"
#include "decide/evaluate/planted_fault.hpp"
#include "decide/evaluate/point_process.hpp"

namespace groundcheck {

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
            if (e.name == "doeblin") return program_course_of(nullptr).doeblin();
            if (e.name == "N") return Rational(point_->N.value());
            if (given_.contains(e.name)) return std::nullopt;
            return point_->scalars.at(e.name);
        case Node::generation:
            return exactly_iterated(e);
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
            // Most are the point's own, and need not be copied for one mass of them.
            const auto own = whole.node == Node::distribution ? point_->distributions.find(whole.name)
                                                              : point_->distributions.end();
            if (own != point_->distributions.end() && !random) return own->second.at(symbol(*e.args[1]));
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
        case Node::function:
            return conditioned(e);
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

// given(A, p): p on the set A, in proportion.
template <NumberKernel Kernel>
std::vector<Rational> Evaluator<Kernel>::conditioned(const Expression& e) {
    if (function_rule(e) != FunctionRule::conditioned) throw NoRule(e);
    const std::vector<Rational>& set = point_->observables.at(e.args[0]->name);
    std::vector<Rational> result = exact_distribution(*e.args[1]);
    if (marginal_ || set.size() != result.size())
        throw DomainError(e.where, "the set and the distribution are of different alphabets");
    Rational total = 0;
    for (std::size_t i = 0; i < result.size(); ++i) {
        if (set[i] == 0) result[i] = 0;
        total += result[i];
    }
    if (total == 0) throw DomainError(e.where, "the set has mass 0, and nothing is given by it");
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

}  // namespace groundcheck
