#include "audit/figures/figure_simulation.hpp"

namespace groundcheck::figures {

std::vector<GenerationEstimate> simulated(const SimulationPlan& plan) {
    const Simulation simulation(plan);
    SimulationState state;
    Simulation::Options options;
    options.threads = 1;
    simulation.run(state, options);
    return estimates(simulation, state, 0.99, Sharing::all);
}

}  // namespace groundcheck::figures
