// The exact Markov chain of the process: the law of the model after t generations, in any number kernel.
//
// With n samples behind it, a model is one of finitely many compositions of n, and one generation multiplies
// the law by a matrix of multinomial probabilities. Laws are kept for every start that is asked for, matrices
// for every step that differs; so many questions about one process cost one chain.
//
// As in outcomes.hpp, weights in exact arithmetic are integers that add up to a known total, and are divided
// once at the end.
#pragma once

#include <boost/integer/common_factor.hpp>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "sim/outcomes.hpp"
#include "sim/process.hpp"

namespace groundcheck {

// A law on the compositions of a generation: weights[rank], adding up to `total` (1 but in exact arithmetic).
template <class Value>
struct StateLaw {
    std::vector<Value> weights;
    Value total;
};

template <NumberKernel Kernel>
class ProcessChain {
  public:
    using Value = typename Kernel::Value;
    using Law = StateLaw<Value>;

    // For models of K symbols. Precondition: every generation(t) has samples >= 1 and 0 <= alpha <= 1, with a
    // world where alpha is not 0.
    ProcessChain(Kernel kernel, ProcessRules rules, std::uint32_t K)
        : kernel_(std::move(kernel)), rules_(std::move(rules)), K_(K) {}

    const Kernel& kernel() const { return kernel_; }
    const ProcessRules& rules() const { return rules_; }

    // The samples that the model of generation t >= 1 is fitted to.
    std::uint32_t samples_behind(std::uint32_t t) {
        if (rules_.constant && !rules_.accumulate) return rules_.generation(0).samples;
        if (!rules_.accumulate) return rules_.generation(t - 1).samples;
        while (behind_.size() <= t)
            behind_.push_back(behind_.back() +
                              rules_.generation(static_cast<std::uint32_t>(behind_.size()) - 1).samples);
        return behind_[t];
    }

    // The states of generation t >= 1. Throws ProcessError if there are too many.
    const Compositions& states(std::uint32_t t) {
        const std::uint32_t n = samples_behind(t);
        auto& found = spaces_[n];
        if (!found) found = std::make_unique<Compositions>(n, K_);
        return *found;
    }

    // The model in a state of generation t >= 1.
    std::vector<Rational> model(std::uint32_t t, std::size_t state) {
        return fitted(states(t)[state], samples_behind(t), rules_.additive);
    }

    // The law of P[t], t >= 1, from P[0] = start. The reference lives until the next call.
    const Law& law(const std::vector<Rational>& start, std::uint32_t t) {
        if (kept_ > most_kept && !laws_.contains(start)) {
            laws_.clear();
            kept_ = 0;
        }
        std::vector<Law>& known = laws_[start];
        if (known.empty()) keep(known, first(start));
        while (known.size() < t)
            keep(known, stepped(known.back(), static_cast<std::uint32_t>(known.size())));
        return known[t - 1];
    }

    // The law of P[later] given the state of P[t], 1 <= t <= later.
    Law law_from(std::uint32_t t, std::size_t state, std::uint32_t later) {
        Law result;
        result.weights.assign(states(t).size(), kernel_.rational(0));
        result.weights[state] = kernel_.rational(1);
        result.total = kernel_.rational(1);
        for (std::uint32_t s = t; s < later; ++s)
            result = stepped(result, s);
        return result;
    }

    // The matrix of the step from generation t >= 1: for each state, the states it can go to and their
    // weights, which add up to total.
    struct Step {
        std::vector<std::vector<std::pair<std::uint32_t, Value>>> rows;
        Value total;
    };
    const Step& step(std::uint32_t t) {
        const std::uint32_t key = rules_.constant && !rules_.accumulate ? 1 : t;
        auto& found = steps_[key];
        if (!found) {
            if (entries_ > most_entries) {
                steps_.clear();
                entries_ = 0;
                return step(t);
            }
            found = std::make_unique<Step>(made(t));
            for (const auto& row : found->rows)
                entries_ += row.size();
        }
        return *found;
    }

    // How many products a law of P[t] takes: what a caller weighs against its budget.
    Integer work(std::uint32_t t) {
        Integer total = 0;
        Integer before = 1;
        for (std::uint32_t s = 1; s <= t; ++s) {
            const Integer here = Compositions::count(samples_behind(s), K_);
            total += before * here;
            before = here;
            if (rules_.constant && !rules_.accumulate && s > 1) return total + (t - s) * here * here;
        }
        return total;
    }

  private:
    static constexpr std::size_t most_kept = 1'000'000;     // weights
    static constexpr std::size_t most_entries = 1'000'000;  // of matrices

    void keep(std::vector<Law>& known, Law law) {
        kept_ += law.weights.size();
        known.push_back(std::move(law));
    }

    Law first(const std::vector<Rational>& start) {
        const Generation g = rules_.generation(0);
        const auto mixture = training_mixture(g.alpha, rules_.world, start);
        const Compositions& to = states(1);
        Law result;
        result.weights.assign(to.size(), kernel_.rational(0));
        each_outcome(kernel_, g.samples, mixture, [&](const Value& weight, const Counts& counts) {
            result.weights[to.rank(counts)] = weight;
        });
        result.total = total_weight(kernel_, g.samples, mixture);
        return result;
    }

    Law stepped(const Law& law, std::uint32_t t) {
        const Step& matrix = step(t);
        Law result;
        result.weights.assign(states(t + 1).size(), kernel_.rational(0));
        for (std::size_t i = 0; i < law.weights.size(); ++i) {
            if (kernel_.is_zero(law.weights[i])) continue;
            for (const auto& [j, weight] : matrix.rows[i])
                result.weights[j] = kernel_.add(result.weights[j], kernel_.mul(law.weights[i], weight));
        }
        result.total = kernel_.mul(law.total, matrix.total);
        return result;
    }

    Step made(std::uint32_t t) {
        const Generation g = rules_.generation(t);
        const Compositions& from = states(t);
        const Compositions& to = states(t + 1);
        std::vector<std::vector<Rational>> mixtures;
        mixtures.reserve(from.size());
        Integer scale = 1;  // a common denominator of all mixtures, so that every row has the same total
        for (std::size_t i = 0; i < from.size(); ++i) {
            mixtures.push_back(training_mixture(g.alpha, rules_.world, model(t, i)));
            scale = lcm(scale, common_denominator(mixtures.back()));
        }
        Step result;
        result.rows.resize(from.size());
        for (std::size_t i = 0; i < from.size(); ++i) {
            const Integer own = common_denominator(mixtures[i]);
            const Value factor = kernel_.rational(power(Rational(scale / own), g.samples));
            each_outcome(kernel_, g.samples, mixtures[i], [&](const Value& weight, Counts counts) {
                for (std::size_t k = 0; rules_.accumulate && k < counts.size(); ++k)
                    counts[k] += from[i][k];
                const Value scaled = is_exact ? kernel_.mul(weight, factor) : weight;
                result.rows[i].emplace_back(static_cast<std::uint32_t>(to.rank(counts)), scaled);
            });
        }
        result.total = is_exact ? kernel_.rational(power(Rational(scale), g.samples)) : kernel_.rational(1);
        return result;
    }

    static constexpr bool is_exact = std::is_same_v<Kernel, ExactKernel>;

    Kernel kernel_;
    ProcessRules rules_;
    std::uint32_t K_;
    std::vector<std::uint32_t> behind_ = {0};
    std::map<std::uint32_t, std::unique_ptr<Compositions>> spaces_;
    std::map<std::uint32_t, std::unique_ptr<Step>> steps_;
    std::map<std::vector<Rational>, std::vector<Law>> laws_;
    std::size_t kept_ = 0, entries_ = 0;
};

}  // namespace groundcheck
