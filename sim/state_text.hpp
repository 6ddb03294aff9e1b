// States of simulations as text: a title, the parameters, how far it got, moments in hexadecimal so that
// nothing is lost, and a last word that says that all of it is there.
#pragma once

#include <cstdint>
#include <sstream>
#include <stdexcept>
#include <string>

#include "sim/measure_estimate.hpp"

namespace groundcheck {

// The text is no such state, or one of other parameters; the message says which.
struct StateMismatch : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// More are no state that was written here.
inline constexpr std::uint64_t kMostStateGenerations = 10'000'000;

// What a state begins with: its title, and the parameters, one `key: value` a line.
std::string state_beginning(const std::string& title, const std::string& parameters);
// One line.
std::string state_line(const MeasureMoments& moments);
std::string state_end();

// Reads the words of a state. Everything throws StateMismatch; `kind` is for messages: "a simulation".
class StateReader {
  public:
    // Reads the beginning; throws, naming the first parameter that differs.
    StateReader(const std::string& text, const std::string& title, const std::string& parameters,
                std::string kind);

    std::uint64_t number();
    // A number up to `most`, such as how many follow.
    std::uint64_t number_up_to(std::uint64_t most);
    MeasureMoments moments();
    void end();

  private:
    [[noreturn]] void incomplete() const;
    std::uint64_t word(int base);
    double real();

    std::istringstream in_;
    std::string kind_;
};

// A state that is chunks_done, replicates_done and the moments of each generation's measures, as text and
// back.
template <class State>
std::string measures_to_text(const std::string& title, const std::string& parameters, const State& state) {
    std::string text = state_beginning(title, parameters) + std::to_string(state.chunks_done) + " " +
                       std::to_string(state.replicates_done) + " " +
                       std::to_string(state.generations.size()) + "\n";
    for (const auto& generation : state.generations)
        for (const MeasureMoments& moments : generation)
            text += state_line(moments);
    return text + state_end();
}
template <class State>
State measures_from_text(StateReader reader) {
    State state;
    state.chunks_done = reader.number();
    state.replicates_done = reader.number();
    state.generations.resize(reader.number_up_to(kMostStateGenerations));
    for (auto& generation : state.generations)
        for (MeasureMoments& moments : generation)
            moments = reader.moments();
    reader.end();
    return state;
}

}  // namespace groundcheck
