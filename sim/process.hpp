// The process, generation by generation, with everything that may change between generations.
//
// The step from P[t] to P[t+1] draws N_t samples from alpha_t*Q + (1-alpha_t)*P[t]. The next model is fitted
// to those samples or, when data accumulate, to all samples so far; its masses are (C_i + a)/(n + K*a) for
// counts C adding up to n, with a = 0 for maximum likelihood. So after the first generation the model's state
// is a composition of n into K parts, and the process is a Markov chain on compositions (chain.hpp).
#pragma once

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <vector>

#include "interval/rational.hpp"
#include "sim/outcomes.hpp"

namespace groundcheck {

// One step of the process.
struct Generation {
    std::uint32_t samples = 1;
    Rational alpha = 0;

    bool operator==(const Generation&) const = default;
};

// The rules of a process, its first model apart.
struct ProcessRules {
    std::vector<Rational> world;                          // Q; may be empty where every alpha is 0
    std::function<Generation(std::uint32_t)> generation;  // of the step from t to t+1
    bool constant = true;                                 // generation(t) is the same for all t
    bool accumulate = false;
    Rational additive = 0;
};

// A question that has no answer: a limit law of a process that has none, a chain too large to be written
// down.
struct ProcessError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// alpha*Q + (1-alpha)*P. Precondition: equal lengths, unless alpha is 0.
std::vector<Rational> training_mixture(const Rational& alpha, const std::vector<Rational>& world,
                                       const std::vector<Rational>& model);

// The compositions of `total` into `parts` parts, in falling lexicographic order, each with its rank.
class Compositions {
  public:
    // Throws ProcessError for more than `most` compositions. Preconditions: parts >= 1.
    Compositions(std::uint32_t total, std::uint32_t parts);

    static constexpr std::uint64_t most = 2'000'000;

    std::uint32_t total() const { return total_; }
    std::size_t size() const { return all_.size(); }
    const Counts& operator[](std::size_t rank) const { return all_[rank]; }
    std::size_t rank(const Counts& counts) const;

    // How many there are: C(total+parts-1, parts-1).
    static Integer count(std::uint32_t total, std::uint32_t parts);

  private:
    std::uint32_t total_;
    std::vector<Counts> all_;
    std::vector<std::vector<std::uint64_t>> below_;  // below_[p][n]: compositions of at most n into p parts
};

// The model fitted to counts: (C_i + a)/(n + K*a). Precondition: the counts add up to n and n + K*a > 0.
std::vector<Rational> fitted(const Counts& counts, std::uint32_t n, const Rational& additive);

}  // namespace groundcheck
