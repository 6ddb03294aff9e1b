// The exact Markov chain on compositions: a process whose models are functions of counts alone.
//
// With n samples behind it, a model is one of finitely many compositions of n, and one generation multiplies
// the law by a matrix of multinomial probabilities. Laws are kept for every start that is asked for, matrices
// for every step that differs; so many questions about one process cost one chain.
//
// As in outcomes.hpp, weights in exact arithmetic are integers that add up to a known total, and are divided
// once at the end.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "sim/chain.hpp"
#include "sim/draws.hpp"

namespace groundcheck {

template <NumberKernel Kernel>
class CompositionChain final : public ProcessChain<Kernel> {
  public:
    using Value = typename Kernel::Value;
    using Law = StateLaw<Value>;
    using Row = typename ProcessChain<Kernel>::Row;

    // For models of K symbols. Preconditions: rules.counts_alone, and as for ProcessChain.
    CompositionChain(Kernel kernel, ProcessRules rules, std::uint32_t K)
        : ProcessChain<Kernel>(std::move(kernel), std::move(rules)), K_(K) {}

    Integer size(std::uint32_t t) override { return Compositions::count(samples_behind(t), K_); }

    std::vector<Rational> model(std::uint32_t t, std::size_t state) override {
        return rules().next_model({t - 1, {}, {}}, states(t)[state], samples_behind(t));
    }

    std::optional<Counted> counted(std::uint32_t t, std::size_t state) override {
        return Counted{&states(t)[state], samples_behind(t)};
    }

    Row row(std::uint32_t t, std::size_t state) override {
        const Step& step = step_from(t, state);
        const Value total = kernel().rational(Rational(step.total));
        Row result;
        for (const auto& [next, weight] : step.entries)
            result.emplace_back(next, kernel().div(weight, total));
        return result;
    }

    Integer work(std::uint32_t t) override {
        Integer total = 0;
        Integer before = 1;
        for (std::uint32_t s = 1; s <= t; ++s) {
            const Integer here = Compositions::count(samples_behind(s), K_);
            total += before * here;
            before = here;
            if (rules().constant && !rules().accumulate && s > 1) return total + (t - s) * here * here;
        }
        return total;
    }

    // The states of generation t >= 1. Throws ProcessError if there are too many.
    const Compositions& states(std::uint32_t t) {
        const std::uint32_t n = samples_behind(t);
        auto& found = spaces_[n];
        if (!found) found = std::make_unique<Compositions>(n, K_);
        return *found;
    }

    // The samples that the model of generation t >= 1 is fitted to.
    std::uint32_t samples_behind(std::uint32_t t) {
        if (rules().constant && !rules().accumulate) return rules().generation(0).samples;
        if (!rules().accumulate) return rules().generation(t - 1).samples;
        while (behind_.size() <= t)
            behind_.push_back(behind_.back() +
                              rules().generation(static_cast<std::uint32_t>(behind_.size()) - 1).samples);
        return behind_[t];
    }

  private:
    using ProcessChain<Kernel>::kernel;
    using ProcessChain<Kernel>::rules;

    static constexpr std::size_t most_entries = 1'000'000;  // of matrices

    // A row of the matrix: the states that one state can go to and their weights, which add up to total; that
    // is 1 but in exact arithmetic.
    struct Step {
        Row entries;
        Integer total = 1;
    };
    using Matrix = std::vector<std::optional<Step>>;

    // The matrix of the step from generation t >= 1. Its rows are made when a law first reaches their state:
    // at a model that cannot come out, train and fit need not have a value.
    Matrix& matrix(std::uint32_t t) {
        const std::uint32_t key = rules().constant && !rules().accumulate ? 1 : t;
        const auto found = steps_.find(key);
        if (found != steps_.end()) return found->second;
        if (entries_ > most_entries) {
            steps_.clear();
            entries_ = 0;
        }
        return steps_.emplace(key, Matrix(states(t).size())).first->second;
    }
    const Step& step_from(std::uint32_t t, std::size_t state) {
        std::optional<Step>& step = matrix(t)[state];
        if (!step) {
            step = made(t, state);
            entries_ += step->entries.size();
        }
        return *step;
    }

    Law first(const std::vector<Rational>& start) override {
        const auto draws = rules().draws({0, start, rules().training(0, start)});
        const Compositions& to = states(1);
        Law result;
        result.weights.assign(to.size(), kernel().rational(0));
        each_draw(kernel(), draws, [&](const Value& weight, const Counts& counts) {
            Value& place = result.weights[to.rank(counts)];
            place = kernel().is_zero(place) ? weight : kernel().add(place, weight);
        });
        result.total = total_weight(kernel(), draws);
        return result;
    }

    Law stepped(const Law& law, std::uint32_t t) override {
        Integer scale = 1;  // what the weights of every row are brought to
        for (std::size_t i = 0; i < law.weights.size(); ++i)
            if (!kernel().is_zero(law.weights[i])) scale = lcm(scale, step_from(t, i).total);
        Law result;
        result.weights.assign(states(t + 1).size(), kernel().rational(0));
        for (std::size_t i = 0; i < law.weights.size(); ++i) {
            if (kernel().is_zero(law.weights[i])) continue;
            const Step& step = step_from(t, i);
            const Value weight = scale == step.total
                                     ? law.weights[i]
                                     : kernel().mul(law.weights[i], kernel().rational(scale / step.total));
            for (const auto& [j, chance] : step.entries)
                result.weights[j] = kernel().add(result.weights[j], kernel().mul(weight, chance));
        }
        result.total = kernel().mul(law.total, kernel().rational(Rational(scale)));
        return result;
    }

    Step made(std::uint32_t t, std::size_t state) {
        const Compositions& from = states(t);
        const Compositions& to = states(t + 1);
        const std::vector<Rational> here = model(t, state);
        const auto draws = rules().draws({t, here, rules().training(t, here)});
        Step result;
        if (is_exact) result.total = exact_weight(draws);
        each_draw(kernel(), draws, [&](const Value& weight, Counts counts) {
            for (std::size_t k = 0; rules().accumulate && k < counts.size(); ++k)
                counts[k] += from[state][k];
            result.entries.emplace_back(static_cast<std::uint32_t>(to.rank(counts)), weight);
        });
        return result;
    }

    static constexpr bool is_exact = std::is_same_v<Kernel, ExactKernel>;

    std::uint32_t K_;
    std::vector<std::uint32_t> behind_ = {0};
    std::map<std::uint32_t, std::unique_ptr<Compositions>> spaces_;
    std::map<std::uint32_t, Matrix> steps_;
    std::size_t entries_ = 0;
};

}  // namespace groundcheck
