// The simulations behind a figure: small ones, whose confidence intervals the picture shows as a band.
#pragma once

#include <vector>

#include "sim/simulation.hpp"

namespace groundcheck::figures {

// The estimates of each generation of the plan, with intervals that hold all at once with 99% confidence.
std::vector<GenerationEstimate> simulated(const SimulationPlan& plan);

}  // namespace groundcheck::figures
