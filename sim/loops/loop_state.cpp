// The state of a loop as text: a title, the parameters, how far it got, the moments in hexadecimal, the
// samples.
#include <fmt/format.h>

#include <bit>
#include <charconv>
#include <sstream>

#include "sim/loops/loop.hpp"

namespace groundcheck::loops {

namespace {

constexpr const char* kLoopTitle = "groundcheck loop state 1";
constexpr const char* kParametersEnd = "end of parameters";
constexpr const char* kStateEnd = "end";
constexpr const char* kBroken = "this is not a complete state of a loop";

std::string hexadecimal(double x) { return fmt::format("{:016x}", std::bit_cast<std::uint64_t>(x)); }

std::uint64_t read_number(std::istringstream& in, int base = 10) {
    std::string word;
    in >> word;
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value, base);
    if (error != std::errc() || end != word.data() + word.size()) throw StateMismatch(kBroken);
    return value;
}

double read_real(std::istringstream& in) { return std::bit_cast<double>(read_number(in, 16)); }

// Reads the parameters' lines; throws, naming the first that differs.
void read_parameters(std::istringstream& in, const std::string& parameters) {
    std::istringstream wanted(parameters);
    for (std::string theirs, ours;;) {
        const bool has_theirs = static_cast<bool>(std::getline(in, theirs)) && theirs != kParametersEnd;
        const bool has_ours = static_cast<bool>(std::getline(wanted, ours));
        if (!has_theirs && !has_ours) return;
        if (!has_theirs || !has_ours || theirs != ours)
            throw StateMismatch(fmt::format("the state was made with\n  {}\nand now it is\n  {}",
                                            has_theirs ? theirs : "(nothing)",
                                            has_ours ? ours : "(nothing)"));
    }
}

MeasureMoments read_moments(std::istringstream& in) {
    MeasureMoments moments;
    moments.infinite = read_number(in);
    moments.finite.n = read_number(in);
    moments.finite.centre = read_real(in);
    moments.finite.sum.lo = read_real(in);
    moments.finite.sum.hi = read_real(in);
    moments.finite.squares.lo = read_real(in);
    moments.finite.squares.hi = read_real(in);
    return moments;
}

constexpr std::uint64_t kMostGenerations = 10'000'000;  // more is no state that was written here

}  // namespace

std::string to_text(const LoopState& state, const std::string& parameters) {
    std::string text = fmt::format("{}\n{}{}\n", kLoopTitle, parameters, kParametersEnd);
    text += fmt::format("{} {} {} {}\n", state.chunks_done, state.replicates_done, state.generations.size(),
                        state.samples.size());
    for (const LoopMoments& generation : state.generations) {
        for (const MeasureMoments& moments : generation) {
            const EnclosedMoments& f = moments.finite;
            text += fmt::format("{} {} {} {} {} {} {}\n", moments.infinite, f.n, hexadecimal(f.centre),
                                hexadecimal(f.sum.lo), hexadecimal(f.sum.hi), hexadecimal(f.squares.lo),
                                hexadecimal(f.squares.hi));
        }
    }
    for (const auto& sample : state.samples)
        text += fmt::format("{} {}\n", sample.size(), fmt::join(sample, " "));
    text.append(kStateEnd).append("\n");
    return text;
}

LoopState loop_state_from_text(const std::string& text, const std::string& parameters) {
    std::istringstream in(text);
    std::string title;
    std::getline(in, title);
    if (title != kLoopTitle) throw StateMismatch("this is not the state of a loop");
    read_parameters(in, parameters);
    LoopState state;
    state.chunks_done = read_number(in);
    state.replicates_done = read_number(in);
    const std::uint64_t generations = read_number(in), samples = read_number(in);
    if (generations > kMostGenerations || samples > kMostGenerations) throw StateMismatch(kBroken);
    for (std::uint64_t t = 0; t < generations; ++t) {
        state.generations.emplace_back();
        for (MeasureMoments& moments : state.generations.back())
            moments = read_moments(in);
    }
    for (std::uint64_t t = 0; t < samples; ++t) {
        const std::uint64_t size = read_number(in);
        if (size > kSampleTokens) throw StateMismatch(kBroken);
        state.samples.emplace_back();
        for (std::uint64_t i = 0; i < size; ++i)
            state.samples.back().push_back(static_cast<std::uint32_t>(read_number(in)));
    }
    std::string last;
    in >> last;
    if (last != kStateEnd) throw StateMismatch(kBroken);
    return state;
}

}  // namespace groundcheck::loops
