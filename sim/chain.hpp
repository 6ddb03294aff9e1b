// The exact Markov chain of the process: the law of the model after t generations, in any number kernel.
//
// Whatever the rules, the model of generation t is one of finitely many, its states. Two chains say which:
// where a model is a function of the counts behind it, the compositions (composition_chain.hpp); otherwise
// the models that come out, found by going through all outcomes (model_chain.hpp). make_chain.hpp chooses.
#pragma once

#include <cstdint>
#include <memory>
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
    virtual const Law& law(const std::vector<Rational>& start, std::uint32_t t) = 0;
    // The law of Q[later] given the state of Q[t], 1 <= t <= later.
    virtual Law law_from(std::uint32_t t, std::size_t state, std::uint32_t later) = 0;
    // Where a state of generation t >= 1 goes, every state that it can go to; a state may stand there twice.
    // The probabilities add up to 1.
    virtual Row row(std::uint32_t t, std::size_t state) = 0;
    // About how many products a law of Q[t] takes: what a caller weighs against its budget.
    virtual Integer work(std::uint32_t t) = 0;

  private:
    Kernel kernel_;
    ProcessRules rules_;
};

}  // namespace groundcheck
