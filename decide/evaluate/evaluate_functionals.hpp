// The functionals: entropies, divergences, means. Included by evaluate_*.cpp alone; formulas as in
// docs/claim-language.md.
#pragma once

#include <algorithm>
#include <limits>

#include "decide/evaluate/evaluate.hpp"
#include "decide/evaluate/kernel_terms.hpp"
#include "decide/evaluate/machines.hpp"
#include "decide/evaluate/planted_fault.hpp"
#include "interval/integer_power.hpp"
#include "theorems/language/vocabulary.hpp"

namespace groundcheck {

// The probabilities that two laws give to the same models. After different numbers of samples different
// models can arise: each is set beside the same model of the other law, or beside the probability 0.
template <NumberKernel Kernel>
auto Evaluator<Kernel>::laws_side_by_side(const Expression& first_law, const Expression& second_law)
    -> std::vector<Values> {
    Values p = law_of(first_law), r = law_of(second_law);
    const auto time = [this](const Expression& law) {
        const Expression& model = *law.args[0];
        const std::uint32_t t = model.node == Node::generation ? time_of(model) : 1;
        return t == for_ever ? 1 : t;
    };
    const std::uint32_t first = time(first_law), second = time(second_law);
    const auto one = chain().counted(first, 0), other = chain().counted(second, 0);
    if (one && other && one->samples == other->samples &&
        chain().rules().told_by_counts(first - 1, second - 1, one->samples))
        return {std::move(p), std::move(r)};
    const Value nothing = kernel_.rational(Rational(0));
    std::map<std::vector<Rational>, std::pair<Value, Value>> both;  // different states can be one model
    // A state that cannot come out need not have a model.
    for (std::size_t state = 0; state < p.size(); ++state) {
        if (kernel_.is_zero(p[state])) continue;
        Value& place = both.try_emplace(chain().model(first, state), nothing, nothing).first->second.first;
        place = kernel_.add(place, p[state]);
    }
    for (std::size_t state = 0; state < r.size(); ++state) {
        if (kernel_.is_zero(r[state])) continue;
        Value& place = both.try_emplace(chain().model(second, state), nothing, nothing).first->second.second;
        place = kernel_.add(place, r[state]);
    }
    p.clear();
    r.clear();
    for (const auto& [model, probabilities] : both) {
        p.push_back(probabilities.first);
        r.push_back(probabilities.second);
    }
    return {std::move(p), std::move(r)};
}

// A sum over the symbols, or over the models of two laws.
template <NumberKernel Kernel>
auto Evaluator<Kernel>::sum_of_terms(const Expression& e, const SymbolTerm& term) -> Value {
    std::vector<Values> masses;
    if (e.args[0]->type == Type::law) {
        masses = laws_side_by_side(*e.args[0], *e.args[1]);
    } else {
        for (const ExpressionPtr& arg : e.args)
            masses.push_back(distribution(*arg));
    }
    for (const Values& other : masses)
        if (other.size() != masses[0].size())
            throw DomainError(e.where, "the two have different numbers of values");
    const KernelTerms<Kernel> terms{kernel_};
    Value total = kernel_.rational(Rational(0));
    Values symbol(masses.size(), total);
    for (std::size_t i = 0; i < masses[0].size(); ++i) {
        for (std::size_t k = 0; k < masses.size(); ++k)
            symbol[k] = masses[k][i];
        total = kernel_.add(total, term_in(terms, term, symbol));
    }
    return total;
}

// Rényi R(q,p) = log(sum p^q)/(1-q) and Tsallis T(q,p) = (1 - sum p^q)/(q-1), both over the support; at q = 1
// both are Shannon's entropy, and R(infinity,p) = -log(max p).
template <NumberKernel Kernel>
auto Evaluator<Kernel>::entropy_of_order(const Expression& e, bool renyi) -> Value {
    const Values p = distribution(*e.args[1]);
    if (e.args[0]->node == Node::infinity) {
        Value greatest = p.front();
        for (const auto& mass : p)
            greatest = kernel_.max(greatest, mass);
        return kernel_.neg(kernel_.log(greatest));
    }
    const auto q = rational(*e.args[0]);
    if (!q) throw DomainError(e.args[0]->where, "the order must be a rational number or infinity");
    if (*q < 0) throw DomainError(e.args[0]->where, "the order must not be negative");
    Value total = kernel_.rational(Rational(0));
    for (const auto& mass : p) {
        if (kernel_.is_zero(mass)) continue;
        if (*q == 1) {
            total = kernel_.sub(total, kernel_.xlogx(mass));
        } else {
            total = kernel_.add(total, order_power(mass, *q));
        }
    }
    if (*q == 1) return total;
    if (renyi) return kernel_.div(kernel_.log(total), kernel_.rational(1 - *q));
    return kernel_.div(kernel_.sub(kernel_.rational(Rational(1)), total), kernel_.rational(*q - 1));
}

// (p - p^q)/(q-1): since sum_i p_i = 1, these add up to T(q,p); at q = 1 the limit -p*log(p).
template <NumberKernel Kernel>
auto Evaluator<Kernel>::tsallis_term(const Value& p, const Expression& order) -> Value {
    const auto q = rational(order);
    if (!q || *q < 0)
        throw DomainError(order.where, "the order must be a rational number that is not negative");
    if (kernel_.is_zero(p)) return p;
    if (*q == 1) return kernel_.neg(kernel_.xlogx(p));
    return kernel_.div(kernel_.sub(p, order_power(p, *q)), kernel_.rational(*q - 1));
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::order_power(const Value& p, const Rational& q) const -> Value {
    if (denominator(q) == 1) return integer_power(kernel_, p, numerator(q));
    // p^(n/2) = sqrt(p)^n for p >= 0: a root costs a hundredth of a logarithm and an exponential.
    if (denominator(q) == 2) return integer_power(kernel_, kernel_.sqrt(p), numerator(q));
    return kernel_.power(p, kernel_.rational(q));
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::functional(const Expression& e) -> Value {
    const Function* row = functional_row(e);
    if (row == nullptr) throw NoRule(e);
    const auto rule = std::get<FunctionalRule>(row->rule);
    switch (rule) {
        case FunctionalRule::sum_over_symbols:
            return sum_of_terms(e, *row->term);
        case FunctionalRule::algorithmic_probability: {
            const auto counted = machines(states_of(*e.args[0]));
            return kernel_.rational(counted->table.probability(counted->table.count(word(*e.args[1]))));
        }
        case FunctionalRule::renyi_entropy:
        case FunctionalRule::tsallis_entropy:
            return entropy_of_order(e, rule == FunctionalRule::renyi_entropy);
        case FunctionalRule::fixation_time:
            return fixation_time(e);
        case FunctionalRule::greatest:
        case FunctionalRule::least:
            return extreme(distribution(*e.args[0]), rule == FunctionalRule::greatest);
        case FunctionalRule::mean:
        case FunctionalRule::mass:  // of a set: the mean of what is 1 on it
        case FunctionalRule::variance:
            if (planted(PlantedFault::unknown_functional_is_entropy)) return planted_entropy(e);
            return moment_of(e, rule == FunctionalRule::variance);
    }
    throw NoRule(e);
}

// As if the means had been forgotten above, and what is not known there were taken for an entropy.
template <NumberKernel Kernel>
auto Evaluator<Kernel>::planted_entropy(const Expression& e) -> Value {
    Value entropy = kernel_.rational(Rational(0));
    for (const auto& mass : distribution(*e.args[0]))
        entropy = kernel_.sub(entropy, kernel_.xlogx(mass));
    return entropy;
}

// mean(f, p) or var(f, p).
template <NumberKernel Kernel>
auto Evaluator<Kernel>::moment_of(const Expression& e, bool variance) -> Value {
    const Values f = distribution(*e.args[0]), p = distribution(*e.args[1]);
    if (f.size() != p.size()) throw DomainError(e.where, "the two have different numbers of values");
    Value mean = kernel_.rational(Rational(0));
    for (std::size_t i = 0; i < p.size(); ++i)
        mean = kernel_.add(mean, kernel_.mul(f[i], p[i]));
    if (!variance) return mean;
    Value total = kernel_.rational(Rational(0));
    for (std::size_t i = 0; i < p.size(); ++i) {
        const Value square = kernel_.power(kernel_.sub(f[i], mean), std::int64_t{2});
        total = kernel_.add(total, kernel_.mul(p[i], square));
    }
    return total;
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::aggregate(const Expression& e) -> Value {
    if (e.args[0]->node == Node::set) return over_strings(e);
    const bool is_sum = e.node == Node::sum;
    const std::int64_t low = e.ranged ? integer(*e.args[0]) : 1;
    const std::int64_t high = e.ranged ? integer(*e.args[1]) : static_cast<std::int64_t>(point_->K);
    Value total = kernel_.rational(Rational(is_sum ? 0 : 1));
    const Surroundings outside(*this);
    bindings_.emplace_back(e.name, low);
    for (std::int64_t i = low; i <= high; ++i) {
        bindings_.back().second = i;
        const Value term = scalar(*e.args.back());
        total = is_sum ? kernel_.add(total, term) : kernel_.mul(total, term);
    }
    return total;
}

}  // namespace groundcheck
