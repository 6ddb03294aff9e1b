// The figures of an audit: what the report's pictures show, computed once, when everything is decided.
//
// A paper's file asks for figures by name and says which claims each illustrates; a figure is made only if
// one of them was audited. Where a number can be enclosed it is, and its column holds an end of the
// enclosure, rounded outward; simulations are given by intervals of stated confidence. A figure decides
// nothing.
//
// To add a figure: a function that returns it, in the file that fits (figures_decay.cpp is the shortest
// example), and a line in the table of figures.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "interval/ball_kernel.hpp"
#include "interval/double_kernel.hpp"
#include "ledger/figure.hpp"
#include "theorems/language/paper.hpp"

namespace groundcheck {

struct FigureInputs {
    // How often a string occurs in the output distribution that the program learner takes as its prior, and
    // what that distribution is called; without it there are no figures of that learner.
    std::function<std::uint64_t(const std::string&)> prior_weight;
    std::string prior_name;
};

// The names of all figures that there are.
std::vector<std::string> figure_names();

// Throws InputError, at its place in the paper's file, for a figure of another name.
void require_figures(const std::vector<Paper>& papers);

// The figures that the papers ask for and that illustrate one of these claims, in the papers' order; one that
// several ask for is made once, and illustrates what any of them says. Precondition: require_figures(papers).
// Stops early, with fewer of them, when asked to.
std::vector<Figure> make_figures(const std::vector<Claim>& claims, const std::vector<Paper>& papers,
                                 const FigureInputs& inputs, std::stop_token stop = {});

// The figures by themselves.
namespace figures {

// figures_decay.cpp
Figure symbol_margin();   // what a symbol's loss exceeds its bound by, enclosed cell by cell
Figure loss_sandwich();   // the loss of entropy between its bounds
Figure generations();     // expected entropy and diversity over generations
Figure entropy_orders();  // the orders and models at which expected Renyi entropy rises
// figures_drift.cpp
Figure drift_variance();  // the variance of a mean, its linear window and its cap
Figure noise_variance();  // the same with noise of a fixed variance, over schedules
// figures_grounding.cpp
Figure kept_diversity();    // what is kept against alpha*N
Figure lost_map();          // what is lost over alpha and N
Figure collapse_map();      // schedules under which everything is lost
Figure idealised_shares();  // the loop without samples, over schedules
// figures_variants.cpp
Figure verifier_fixation();    // how likely the loop ends right, over N and a verifier's odds
Figure smoothing_diversity();  // diversity with label smoothing
// figures_learners.cpp
Figure learners_entropy(const FigureInputs& inputs);    // density matcher and program learner: entropy
Figure learners_knowledge(const FigureInputs& inputs);  // and what they know of the world
Figure information();                                   // the same as mutual information, exactly

// I[world; X] in nats, of a random world with these prior weights and a variable X whose law in the world w
// is laws[w]: sum_w m_w*KL(laws[w], sum_v m_v*laws[v]). Precondition: as many laws as weights, all of one
// length.
DoubleInterval information_of(const std::vector<Rational>& prior, const std::vector<std::vector<Ball>>& laws);

// The seed of every simulation in a figure.
inline constexpr std::uint64_t seed = 1;

}  // namespace figures

}  // namespace groundcheck
