// The pictures of a simulation: entropy, diversity and drift over generations, with the law itself where it
// is known without drawing.
#pragma once

#include <vector>

#include "ledger/figure.hpp"
#include "sim/simulation.hpp"

namespace groundcheck::cli {

// What is known of the expectations without simulation; a list is empty where that would take too long, or
// where nothing is known. Entry t is about Q[t].
struct KnownLaw {
    std::vector<DoubleInterval> entropy, diversity, l2, tv;
};

// Diversity and the L2 distance from the moment recursion, entropy and total variation from the chain of one
// symbol's count, each if that takes seconds at most. Precondition: check(plan).
KnownLaw known_law(const SimulationPlan& plan);

// Three panels: entropy, diversity, drift from the reference of the plan.
std::vector<Figure> simulation_figures(const SimulationPlan& plan,
                                       const std::vector<GenerationEstimate>& estimates,
                                       const KnownLaw& known);

}  // namespace groundcheck::cli
