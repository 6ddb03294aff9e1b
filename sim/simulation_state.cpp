// The state of a simulation as text.
#include <fmt/format.h>

#include "sim/simulation.hpp"
#include "sim/state_text.hpp"

namespace groundcheck {

namespace {

constexpr const char* kTitle = "groundcheck simulation state 1";

}  // namespace

std::string to_text(const SimulationState& state, const std::string& parameters) {
    std::string text = state_beginning(kTitle, parameters);
    text += fmt::format("{} {} {}\n", state.chunks_done, state.replicates_done, state.generations.size());
    for (const GenerationMoments& generation : state.generations)
        for (const MeasureMoments& moments : generation)
            text += state_line(moments);
    return text + state_end();
}

SimulationState state_from_text(const std::string& text, const std::string& parameters) {
    StateReader reader(text, kTitle, parameters, "a simulation");
    SimulationState state;
    state.chunks_done = reader.number();
    state.replicates_done = reader.number();
    state.generations.resize(reader.number_up_to(kMostStateGenerations));
    for (GenerationMoments& generation : state.generations)
        for (MeasureMoments& moments : generation)
            moments = reader.moments();
    reader.end();
    return state;
}

}  // namespace groundcheck
