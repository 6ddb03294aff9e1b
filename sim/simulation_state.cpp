// The state of a simulation as text.
#include "sim/simulation.hpp"
#include "sim/state_text.hpp"

namespace groundcheck {

namespace {

constexpr const char* kTitle = "groundcheck simulation state 1";

}  // namespace

std::string to_text(const SimulationState& state, const std::string& parameters) {
    return measures_to_text(kTitle, parameters, state);
}

SimulationState state_from_text(const std::string& text, const std::string& parameters) {
    return measures_from_text<SimulationState>({text, kTitle, parameters, "a simulation"});
}

}  // namespace groundcheck
