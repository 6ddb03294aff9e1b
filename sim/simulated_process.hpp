// A process's rules as a plan of replicates.
//
// Where a model is the counts smoothed by the same amount in every generation, replicates keep sparse counts
// and any alphabet is possible. Every other process is drawn as well: its replicates keep the exact model, a
// rational for each symbol, and go through train and fit as the chain does.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "sim/generation.hpp"
#include "sim/simulation.hpp"

namespace groundcheck {

// Says in `plan` what the process does in so many generations, from the exact Q[0]. Throws as the rules do.
void set_process(SimulationPlan& plan, const ProcessRules& rules, std::vector<Rational> start,
                 std::uint32_t generations);

// One replicate's models, kept exactly. The rules are its own copy: they remember what they have worked out.
class ExactReplicate {
  public:
    ExactReplicate(ProcessRules rules, std::vector<Rational> start)
        : rules_(std::move(rules)), start_(std::move(start)), table_(start_.size()) {
        restart();
    }

    void restart() {
        model_ = start_;
        behind_.assign(start_.size(), 0);
        samples_ = 0;
    }
    // Draws the model of generation t+1 from that of t.
    void step(std::uint32_t t, RandomStream& random);
    const std::vector<Rational>& model() const { return model_; }

  private:
    std::vector<Rational> fitted(const ProcessRules::Step& step, RandomStream& random);

    ProcessRules rules_;
    std::vector<Rational> start_, model_;
    Counts behind_;              // all counts so far, where data accumulate
    std::uint32_t samples_ = 0;  // how many they are
    SymbolCounts table_;
};

// The nearest doubles, each off by at most 2^-53 of itself.
std::vector<double> nearest_doubles(const std::vector<Rational>& values);

}  // namespace groundcheck
