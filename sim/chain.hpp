// The exact Markov chain of the process: the law of the model after t generations, in any number kernel.
//
// Whatever the rules, the model of generation t is one of finitely many, its states. Two chains say which:
// where a model is a function of the counts behind it, the compositions (composition_chain.hpp); otherwise
// the models that come out, found by going through all outcomes (model_chain.hpp). make_chain.hpp chooses.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "interval/kernel.hpp"
#include "sim/generation.hpp"

namespace groundcheck {

// A law on the states of a generation, by number, adding up to `total` (1 but in exact arithmetic).
template <class Value>
struct StateLaw {
    std::vector<Value> weights;
    Value total;
};

// The counts behind a model, and how many samples they are.
struct Counted {
    const Counts* counts;
    std::uint32_t samples;
};

template <NumberKernel Kernel>
class ProcessChain {
  public:
    using Value = typename Kernel::Value;
    using Law = StateLaw<Value>;
    using Row = std::vector<std::pair<std::uint32_t, Value>>;  // states and their probabilities

    // Precondition: every generation(t) has samples >= 1 and 0 <= alpha <= 1, with a world where alpha is not
    // 0.
    ProcessChain(Kernel kernel, ProcessRules rules) : kernel_(std::move(kernel)), rules_(std::move(rules)) {}
    virtual ~ProcessChain() = default;
    ProcessChain(const ProcessChain&) = delete;
    ProcessChain& operator=(const ProcessChain&) = delete;

    const Kernel& kernel() const { return kernel_; }
    const ProcessRules& rules() const { return rules_; }

    // The number of states of generation t >= 1, or a bound of it.
    virtual Integer size(std::uint32_t t) = 0;
    // The model in a state of generation t >= 1.
    virtual std::vector<Rational> model(std::uint32_t t, std::size_t state) = 0;
    // The counts behind it, where the states are counts.
    virtual std::optional<Counted> counted(std::uint32_t t, std::size_t state) = 0;
    // The law of Q[t], t >= 1, from Q[0] = start. The reference lives until the next call. This and what
    // follows throw ProcessError if there are too many states.
    const Law& law(const std::vector<Rational>& start, std::uint32_t t) {
        if (kept_ > most_kept && !laws_.contains(start)) {
            laws_.clear();
            kept_ = 0;
        }
        std::vector<Law>& known = laws_[start];
        while (known.size() < t) {
            const auto made = static_cast<std::uint32_t>(known.size());
            known.push_back(made == 0 ? first(start) : stepped(known.back(), made));
            kept_ += known.back().weights.size();
        }
        return known[t - 1];
    }
    // The law of Q[later] given the state of Q[t], 1 <= t <= later.
    Law law_from(std::uint32_t t, std::size_t state, std::uint32_t later) {
        Law result{std::vector<Value>(state + 1, kernel_.rational(0)), kernel_.rational(1)};
        result.weights[state] = kernel_.rational(1);
        for (std::uint32_t s = t; s < later; ++s)
            result = stepped(result, s);
        return result;
    }
    // Where a state of generation t >= 1 goes, every state that it can go to; a state may stand there twice.
    // The probabilities add up to 1.
    virtual Row row(std::uint32_t t, std::size_t state) = 0;
    // About how many products a law of Q[t] takes: what a caller weighs against its budget.
    virtual Integer work(std::uint32_t t) = 0;

  private:
    static constexpr std::size_t most_kept = 1'000'000;  // weights

    // The law of Q[1] from Q[0] = start.
    virtual Law first(const std::vector<Rational>& start) = 0;
    // The law of Q[t+1], t >= 1, from one of Q[t]; states behind the law's weights have probability 0.
    virtual Law stepped(const Law& law, std::uint32_t t) = 0;

    Kernel kernel_;
    ProcessRules rules_;
    std::map<std::vector<Rational>, std::vector<Law>> laws_;  // of Q[1], Q[2], ... by start
    std::size_t kept_ = 0;
};

}  // namespace groundcheck
