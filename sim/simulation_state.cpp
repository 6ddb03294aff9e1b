// The state of a simulation as text: a title, the parameters, how far it got, and the moments in hexadecimal.
#include <fmt/format.h>

#include <bit>
#include <charconv>
#include <sstream>

#include "sim/simulation.hpp"

namespace groundcheck {

namespace {

constexpr const char* kTitle = "groundcheck simulation state 1";
constexpr const char* kEnd = "end of parameters";
constexpr const char* kLast = "end";
constexpr const char* kIncomplete = "this is not a complete state of a simulation";

std::string bits_of(double x) { return fmt::format("{:016x}", std::bit_cast<std::uint64_t>(x)); }

// Reads the words of a state; anything unexpected is a StateMismatch.
class Words {
  public:
    explicit Words(std::istringstream& in) : in_(in) {}

    std::uint64_t number(int base = 10) {
        std::string word;
        in_ >> word;
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value, base);
        if (error != std::errc() || end != word.data() + word.size()) throw StateMismatch(kIncomplete);
        return value;
    }

    void end() {
        std::string word;
        in_ >> word;
        if (word != kLast) throw StateMismatch(kIncomplete);
    }

    double real() { return std::bit_cast<double>(number(16)); }

  private:
    std::istringstream& in_;
};

std::string first_difference(std::istringstream& stored, const std::string& parameters) {
    std::istringstream wanted(parameters);
    std::string theirs, ours;
    for (;;) {
        const bool has_theirs = static_cast<bool>(std::getline(stored, theirs)) && theirs != kEnd;
        const bool has_ours = static_cast<bool>(std::getline(wanted, ours));
        if (!has_theirs && !has_ours) return "";
        if (!has_theirs) theirs = "(nothing)";
        if (!has_ours) ours = "(nothing)";
        if (theirs != ours)
            return fmt::format("the state was made with\n  {}\nand now it is\n  {}", theirs, ours);
    }
}

}  // namespace

std::string to_text(const SimulationState& state, const std::string& parameters) {
    std::string text = fmt::format("{}\n{}{}\n", kTitle, parameters, kEnd);
    text += fmt::format("{} {} {}\n", state.chunks_done, state.replicates_done, state.generations.size());
    for (const GenerationMoments& generation : state.generations) {
        for (const MeasureMoments& moments : generation) {
            const EnclosedMoments& finite = moments.finite;
            text += fmt::format("{} {} {} {} {} {} {}\n", moments.infinite, finite.n, bits_of(finite.centre),
                                bits_of(finite.sum.lo), bits_of(finite.sum.hi), bits_of(finite.squares.lo),
                                bits_of(finite.squares.hi));
        }
    }
    text.append(kLast).append("\n");
    return text;
}

SimulationState state_from_text(const std::string& text, const std::string& parameters) {
    std::istringstream in(text);
    std::string title;
    std::getline(in, title);
    if (title != kTitle) throw StateMismatch("this is not the state of a simulation");
    if (const std::string difference = first_difference(in, parameters); !difference.empty())
        throw StateMismatch(difference);
    Words words(in);
    SimulationState state;
    state.chunks_done = words.number();
    state.replicates_done = words.number();
    state.generations.resize(words.number());
    for (GenerationMoments& generation : state.generations) {
        for (MeasureMoments& moments : generation) {
            moments.infinite = words.number();
            moments.finite.n = words.number();
            moments.finite.centre = words.real();
            moments.finite.sum.lo = words.real();
            moments.finite.sum.hi = words.real();
            moments.finite.squares.lo = words.real();
            moments.finite.squares.hi = words.real();
        }
    }
    words.end();
    return state;
}

}  // namespace groundcheck
