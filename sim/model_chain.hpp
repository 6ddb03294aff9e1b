// The exact Markov chain on models: a process whose next model is not a function of counts alone.
//
// A fit that keeps some of the old model, an ensemble, or no sampling at all: the models that can come out
// are found by going through every outcome, generation by generation, and those that are equal are one state.
// With a step of one size there are about as many as outcomes to the power of t, so t stays small; without
// sampling there is one, and t may be anything.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "sim/chain.hpp"
#include "sim/draws.hpp"

namespace groundcheck {

template <NumberKernel Kernel>
class ModelChain final : public ProcessChain<Kernel> {
  public:
    using Value = typename Kernel::Value;
    using Law = StateLaw<Value>;
    using Row = typename ProcessChain<Kernel>::Row;

    // For models of K symbols. Preconditions: data do not accumulate, and as for ProcessChain.
    ModelChain(Kernel kernel, ProcessRules rules, std::uint32_t K)
        : ProcessChain<Kernel>(std::move(kernel), std::move(rules)), K_(K) {}

    Integer size(std::uint32_t t) override {
        Integer states = 1;
        for (std::uint32_t s = 0; s < t && states <= most_states; ++s)
            states *= outcomes(s);
        return states;
    }

    std::vector<Rational> model(std::uint32_t t, std::size_t state) override {
        return space(t).models.at(state);
    }

    std::optional<Counted> counted(std::uint32_t, std::size_t) override { return std::nullopt; }

    Row row(std::uint32_t t, std::size_t state) override {
        auto& known = space(t).rows[state];
        if (known.empty())
            for (const auto& [next, weight] :
                 transitions(t, std::vector<Rational>(space(t).models.at(state))))
                known.emplace_back(number(t + 1, next), weight);
        return known;
    }

    Integer work(std::uint32_t t) override {
        Integer total = 0, states = 1;
        for (std::uint32_t s = 0; s < t && total <= most_work; ++s) {
            states *= outcomes(s);
            total += states * K_;
        }
        return total;
    }

  private:
    using ProcessChain<Kernel>::kernel;
    using ProcessChain<Kernel>::rules;
    using Outcomes = std::map<std::vector<Rational>, Value>;  // models and their probabilities

    static constexpr std::size_t most_states = 200'000;
    static constexpr std::uint64_t most_work = UINT64_MAX / 2;

    // The models of a generation, numbered as they are met; one list for all where every step is the same.
    struct Space {
        std::vector<std::vector<Rational>> models;
        std::map<std::vector<Rational>, std::uint32_t> numbers;
        std::map<std::size_t, Row> rows;
    };
    Space& space(std::uint32_t t) { return spaces_[rules().constant ? 1 : t]; }

    std::uint32_t number(std::uint32_t t, const std::vector<Rational>& model) {
        Space& all = space(t);
        const auto [place, fresh] =
            all.numbers.try_emplace(model, static_cast<std::uint32_t>(all.models.size()));
        if (fresh) {
            if (all.models.size() >= most_states)
                throw ProcessError("more than " + std::to_string(most_states) +
                                   " models can come out by generation " + std::to_string(t));
            all.models.push_back(model);
        }
        return place->second;
    }

    // How many outcomes one model's step from t has at most.
    Integer outcomes(std::uint32_t t) {
        if (rules().endless) return 1;
        const Integer one = outcome_count(K_, rules().generation(t).samples);
        Integer all = 1;
        for (std::size_t j = 0; j < std::max<std::size_t>(1, rules().models.size()); ++j)
            all *= one;
        return all;
    }

    // What one model that is fitted in the step from t can be.
    Outcomes fits(std::uint32_t t, const std::vector<Rational>& model) {
        const std::vector<Rational> training = rules().training(t, model);
        const ProcessRules::Step step{t, model, training};
        if (rules().endless)
            return {{rules().fit ? rules().fit(step, training, 0) : training, kernel().rational(1)}};
        const auto draws = rules().draws(step);
        const Value total = total_weight(kernel(), draws);
        const std::uint32_t samples = rules().generation(t).samples;
        Outcomes result;
        each_draw(kernel(), draws, [&](const Value& weight, const Counts& counts) {
            add(result, rules().next_model(step, counts, samples), kernel().div(weight, total));
        });
        return result;
    }

    void add(Outcomes& outcomes, std::vector<Rational> model, const Value& weight) const {
        const auto [place, fresh] = outcomes.try_emplace(std::move(model), weight);
        if (!fresh) place->second = kernel().add(place->second, weight);
    }

    // The next model: one, or the mixture of an ensemble's.
    Outcomes transitions(std::uint32_t t, const std::vector<Rational>& model) {
        const Outcomes one = fits(t, model);
        if (rules().models.size() < 2) return one;
        Outcomes sum = {{std::vector<Rational>(model.size()), kernel().rational(1)}};
        for (const Rational& share : rules().models) {
            Outcomes next;
            for (const auto& [so_far, weight] : sum)
                for (const auto& [member, probability] : one) {
                    std::vector<Rational> mixed = so_far;
                    for (std::size_t i = 0; i < mixed.size(); ++i)
                        mixed[i] += share * member[i];
                    add(next, std::move(mixed), kernel().mul(weight, probability));
                }
            if (next.size() > most_states)
                throw ProcessError("an ensemble of more than " + std::to_string(most_states) + " outcomes");
            sum = std::move(next);
        }
        return sum;
    }

    Law first(const std::vector<Rational>& start) override {
        Law result;
        for (const auto& [model, weight] : transitions(0, start))
            put(result, number(1, model), weight);
        result.total = kernel().rational(1);
        return result;
    }

    void put(Law& law, std::uint32_t state, const Value& weight) const {
        if (state >= law.weights.size()) law.weights.resize(state + 1, kernel().rational(0));
        Value& place = law.weights[state];
        place = kernel().is_zero(place) ? weight : kernel().add(place, weight);
    }

    Law stepped(const Law& law, std::uint32_t t) override {
        Law result;
        for (std::size_t i = 0; i < law.weights.size(); ++i) {
            if (kernel().is_zero(law.weights[i])) continue;
            for (const auto& [j, weight] : row(t, i))
                put(result, j, kernel().mul(law.weights[i], weight));
        }
        result.total = kernel().rational(1);
        return result;
    }

    std::uint32_t K_;
    std::map<std::uint32_t, Space> spaces_;
};

}  // namespace groundcheck
