// The program learner's hypothesis as a Markov chain, asked again and again: its laws after t generations,
// the law it tends to, and how fast.
//
// Everything is exact. The transition matrix (program_learner.hpp) is brought to one common denominator D, so
// that the law after t generations is a vector of integers over D^t and a step takes no reductions to lowest
// terms. What has been computed is kept. Safe to use from many threads at once.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "sim/program_learner.hpp"

namespace groundcheck {

class ProgramChain {
  public:
    // Throws std::invalid_argument as check(loop) does.
    ProgramChain(ProgramLoop loop, Choice choice);

    const ProgramLoop& loop() const { return loop_; }
    Choice choice() const { return choice_; }

    // Pr(h[1] = g | h[0] = h), for all h and g. Throws ProgramLoopTooLarge as transition_matrix does.
    const StochasticMatrix& matrix() const;

    // The law of h[t] from h[0] = start. Throws ProgramLoopTooLarge. Precondition: start < 2^L.
    const Law& law(std::size_t start, std::uint32_t t) const;

    // The law that h[t] tends to, the same from every start: with noise, every data set can come from every
    // string, so the learner's answers to data are reached from everywhere in one step. Throws
    // ProgramLoopTooLarge.
    const Law& limit() const;

    // The Doeblin constant d = sum_g min_h Pr(h[1] = g | h[0] = h): TV(law of h[t], limit) <= (1-d)^t.
    const Rational& doeblin() const;

    // About how many bits the common denominator D has.
    std::size_t bits() const;

  private:
    using Integers = std::vector<Integer>;
    struct Running {
        std::uint32_t t = 0;
        Integers weights;  // over D^t
    };

    const StochasticMatrix& known_matrix() const;  // with the lock held
    void advance(Running& running) const;

    ProgramLoop loop_;
    Choice choice_;
    mutable std::mutex mutex_;
    mutable std::optional<StochasticMatrix> matrix_;
    mutable std::vector<Integers> scaled_;  // matrix times D
    mutable Integer common_ = 1;            // D
    mutable std::map<std::size_t, Running> running_;
    mutable std::map<std::pair<std::size_t, std::uint32_t>, Law> laws_;
    mutable std::optional<Law> limit_;
    mutable std::optional<Rational> doeblin_;
};

}  // namespace groundcheck
