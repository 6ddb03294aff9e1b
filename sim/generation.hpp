// The process, generation by generation, with everything that may change between generations.
//
// The step from Q[t] to Q[t+1] draws N_t samples from a training distribution, alpha_t*P + (1-alpha_t)*Q[t]
// unless the rules say otherwise. The next model is fitted to those samples or, when data accumulate, to all
// samples so far; its masses are the frequencies C_i/n of counts C adding up to n, or what a fit of one's own
// makes of them. Where that is a function of the counts alone, the model's state after the first generation
// is a composition of n into K parts, and the process is a Markov chain on compositions
// (composition_chain.hpp). Otherwise it is a chain on the models that come out (model_chain.hpp): with a fit
// that keeps some of the old model, with ensembles, and without sampling.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
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

// The mass that a count gives its symbol, where that is the same for all symbols: slope*count/n + offset.
struct CountMass {
    Rational slope = 1, offset = 0;

    Rational of(std::uint32_t count, std::uint32_t n) const { return slope * Rational(count, n) + offset; }
};

// The rules of a process, its first model apart. Made by ResolvedProcess (process.hpp).
struct ProcessRules {
    std::vector<Rational> world;                          // P; may be empty where every alpha is 0
    std::function<Generation(std::uint32_t)> generation;  // of the step from t to t+1
    bool constant = true;                                 // the step is the same for all t
    bool accumulate = false;

    // The training distribution of the step from t, made from the model; null: the mixture.
    std::function<std::vector<Rational>(std::uint32_t, const std::vector<Rational>&)> train;
    // One step: its number, the model, and what the samples are drawn from.
    struct Step {
        std::uint32_t t;
        const std::vector<Rational>& model;
        const std::vector<Rational>& training;
    };
    // The next model of that step, made from the frequencies of n samples and the step; null: the
    // frequencies.
    std::function<std::vector<Rational>(const Step&, const std::vector<Rational>& frequencies,
                                        std::uint32_t n)>
        fit;
    // The same where it is so simple, of the step from t and n samples; null: nothing is known of the fit.
    std::function<std::optional<CountMass>(std::uint32_t t, std::uint32_t n)> simple_fit;
    bool counts_alone = true;      // the next model depends on n and on the counts alone
    bool endless = false;          // no sampling: the frequencies are the training distribution
    std::vector<Rational> models;  // the weights of an ensemble; empty: one model
    bool exact_share = false;      // alpha*N samples are the world's, the others the model's

    // What a count is to its symbol after the step from t; nothing where that depends on more.
    std::optional<CountMass> count_mass(std::uint32_t t, std::uint32_t n) const;
    // Whether a step is one draw of N samples from the training distribution, fitted by count_mass: what the
    // shortcuts for a single generation are made for.
    bool is_one_draw(std::uint32_t t) const;
    // Whether the models of both generations are known by their counts, and the same counts are the same
    // model.
    bool told_by_counts(std::uint32_t first, std::uint32_t second, std::uint32_t n) const;
    // Whether all steps are the closed loop's, fitted by maximum likelihood: it ends at a vertex.
    bool ends_at_vertex() const;
    // Why there is no limit law; empty if there may be one.
    std::string no_limit() const;

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

// The frequencies C_i/n. Precondition: the counts add up to n > 0.
std::vector<Rational> frequencies_of(const Counts& counts, std::uint32_t n);

}  // namespace groundcheck
