// The process, generation by generation, with everything that may change between generations.
//
// The step from Q[t] to Q[t+1] draws N_t samples from a training distribution, alpha_t*P + (1-alpha_t)*Q[t]
// unless the rules say otherwise. The next model is fitted to those samples or, when data accumulate, to all
// samples so far; its masses are (C_i + a)/(n + K*a) for counts C adding up to n, with a = 0 for maximum
// likelihood, or what a fit of one's own makes of the frequencies. Where that is a function of the counts
// alone, the model's state after the first generation is a composition of n into K parts, and the process is
// a Markov chain on compositions (composition_chain.hpp). Otherwise it is a chain on the models that come out
// (model_chain.hpp): with a fit that keeps some of the old model, with ensembles, and without sampling.
#pragma once

#include <cstdint>
#include <functional>
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
    std::vector<Rational> world;                          // P; may be empty where every alpha is 0
    std::function<Generation(std::uint32_t)> generation;  // of the step from t to t+1
    bool constant = true;                                 // generation(t) is the same for all t
    bool accumulate = false;
    Rational additive = 0;

    // The training distribution of the step from t, made from the model; null: the mixture.
    std::function<std::vector<Rational>(std::uint32_t, const std::vector<Rational>&)> train;
    // The next model of that step, made from the samples' frequencies, the model and what the samples were
    // drawn from; null: the frequencies, smoothed by `additive`.
    struct Step {
        std::uint32_t t;
        const std::vector<Rational>& model;
        const std::vector<Rational>& training;
    };
    std::function<std::vector<Rational>(const Step&, const std::vector<Rational>& frequencies)> fit;
    bool counts_alone = true;      // the next model depends on t, through n, and on the counts alone
    bool endless = false;          // no sampling: the frequencies are the training distribution
    std::vector<Rational> models;  // the weights of an ensemble; empty: one model
    bool exact_share = false;      // alpha*N samples are the world's, the others the model's

    // Whether a step is one draw from one training distribution, fitted by counting: what the closed forms
    // and shortcuts for a single generation are made for.
    bool is_counting() const { return !train && !fit && !endless && models.size() < 2 && !exact_share; }
    // What the samples of the step from t are drawn from.
    std::vector<Rational> training(std::uint32_t t, const std::vector<Rational>& model) const;
    // The draws that together are the samples of the step from t: so many from this distribution, each.
    struct Draw {
        std::uint32_t samples;
        std::vector<Rational> law;
    };
    std::vector<Draw> draws(const Step& step) const;
    // The next model, made from the counts of n samples. A fit that is a function of the counts alone looks
    // at nothing else of the step than its t.
    std::vector<Rational> next_model(const Step& step, const Counts& counts, std::uint32_t n) const;
};

// alpha*P + (1-alpha)*Q. Precondition: equal lengths, unless alpha is 0.
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
