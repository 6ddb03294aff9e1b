// The processes by their definitions: from one generation to the next, outcome by outcome.
//
// A generation draws N samples from alpha*P + (1-alpha)*(the model), or from what the claim's train says, and
// fits the next model to their counts, or to all counts so far, or as the claim's fit says; an ensemble is
// several such models, each with its own samples. The program learner stands in learner.hpp. A Gaussian is
// fitted to n samples by their mean and unbiased variance. A law is a list of what can come out with its
// probability; after t generations it is made from the law after t-1, by going through all outcomes from each
// member.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "interval/rational.hpp"

namespace groundcheck::reference {

using Masses = std::vector<Rational>;
using Spend = std::function<void(std::uint64_t)>;  // counts steps; throws NoOpinion when there are too many

// Calls visit(counts, probability) for every way in which `samples` draws from `law` can come out, those of
// probability 0 left out.
void each_sample(std::uint32_t samples, const Masses& law, const Spend& spend,
                 const std::function<void(const std::vector<std::uint32_t>&, const Rational&)>& visit);

// One step of a process on K symbols.
struct Step {
    Rational alpha;
    std::uint32_t samples = 1;
};

// What the rules need: the step from generation t to t+1, the world, how models are fitted.
struct Rules {
    std::function<Step(std::uint32_t)> step;
    Masses world;  // needed where alpha is not 0
    bool accumulate = false;
    bool constant = true;                                       // every step is the same
    std::function<Masses(std::uint32_t, const Masses&)> train;  // of the model at t; none: the mixture
    // The next model, of t, the model, what the samples are drawn from, their frequencies (of all so far,
    // where data accumulate) and how many they are; none: the frequencies.
    std::function<Masses(std::uint32_t, const Masses&, const Masses&, const Masses&, std::uint32_t)> fit;
    bool endless = false;          // the frequencies are the training distribution
    bool exact_share = false;      // exactly alpha*N samples are the world's
    std::vector<Rational> models;  // an ensemble's weights
};

// A model, with the counts behind it where data accumulate.
struct State {
    Masses model;
    std::vector<std::uint32_t> counts;

    bool operator<(const State& other) const {
        return std::tie(model, counts) < std::tie(other.model, other.counts);
    }
};
template <class Thing>
using Law = std::map<Thing, Rational>;

// The counts of a generation's samples, each with its probability; `training` is what they are drawn from
// unless the share is exact. Throws Undefined where alpha*N is then no whole number.
Law<std::vector<std::uint32_t>> drawn(const Rules& rules, const Masses& model, const Masses& training,
                                      const Step& step, const Spend& spend);
// alpha*world + (1-alpha)*model.
Masses mixture(const Rational& alpha, const Masses& world, const Masses& model);
// What was gone through of one process, with what it cost: several expectations of one claim, and one at
// several precisions, ask for the same laws.
struct KnownLaws {
    // One step from one state: what can follow, by its number, with its probability as a whole number out of
    // `whole`.
    struct Step {
        std::vector<std::pair<std::size_t, Integer>> following;
        Integer whole = 1;
        std::uint64_t cost = 0;
    };
    // The laws at one generation after the other from one state.
    struct Course {
        std::vector<Law<State>> laws;
        std::vector<std::uint64_t> costs;  // of the step to each
    };

    KnownLaws() = default;
    KnownLaws(const KnownLaws&) = delete;  // `states` points into `numbers`
    KnownLaws& operator=(const KnownLaws&) = delete;

    // By the generation and the state that they start from.
    std::map<std::pair<std::uint32_t, State>, Step> steps;
    std::map<std::pair<std::uint32_t, State>, Course> courses;
    std::map<State, std::size_t> numbers;  // of the states that follow
    std::vector<const State*> states;      // by number
};
// The law of the state at generation `until`, from a state at generation `from`. What is known is not made
// again, but spent again, so that what is too much does not depend on what was asked before. Where the claim
// has a train or a fit, nothing is kept: what those cost is not seen from here.
Law<State> law_after(const Rules& rules, const State& start, std::uint32_t from, std::uint32_t until,
                     KnownLaws& known, const Spend& spend);
// The law that the model tends to: of the vertex where a closed loop ends, or the stationary one, by solving
// the linear equations of the chain. Throws NoOpinion for schedules, accumulating data and more than 60
// models.
Law<State> limit_law(const Rules& rules, const Masses& start, const Spend& spend);
// The mean number of generations until the closed loop stands at a vertex. Throws NoOpinion as limit_law
// does.
Rational time_to_vertex(const Rules& rules, const Masses& start, const Spend& spend);

}  // namespace groundcheck::reference
