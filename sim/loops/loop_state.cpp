// The state of a loop as text: beside the moments how the newest texts of the first replicate begin.
#include <fmt/format.h>

#include "sim/loops/loop.hpp"
#include "sim/state_text.hpp"

namespace groundcheck::loops {

namespace {

constexpr const char* kLoopTitle = "groundcheck loop state 1";

}  // namespace

std::string to_text(const LoopState& state, const std::string& parameters) {
    std::string text = state_beginning(kLoopTitle, parameters);
    text += fmt::format("{} {} {} {}\n", state.chunks_done, state.replicates_done, state.generations.size(),
                        state.samples.size());
    for (const LoopMoments& generation : state.generations)
        for (const MeasureMoments& moments : generation)
            text += state_line(moments);
    for (const auto& sample : state.samples)
        text += fmt::format("{} {}\n", sample.size(), fmt::join(sample, " "));
    return text + state_end();
}

LoopState loop_state_from_text(const std::string& text, const std::string& parameters) {
    StateReader reader(text, kLoopTitle, parameters, "a loop");
    LoopState state;
    state.chunks_done = reader.number();
    state.replicates_done = reader.number();
    const std::uint64_t generations = reader.number_up_to(kMostStateGenerations);
    const std::uint64_t samples = reader.number_up_to(kMostStateGenerations);
    for (std::uint64_t t = 0; t < generations; ++t) {
        state.generations.emplace_back();
        for (MeasureMoments& moments : state.generations.back())
            moments = reader.moments();
    }
    for (std::uint64_t t = 0; t < samples; ++t) {
        const std::uint64_t size = reader.number_up_to(kSampleTokens);
        state.samples.emplace_back();
        for (std::uint64_t i = 0; i < size; ++i)
            state.samples.back().push_back(static_cast<std::uint32_t>(reader.number()));
    }
    reader.end();
    return state;
}

}  // namespace groundcheck::loops
