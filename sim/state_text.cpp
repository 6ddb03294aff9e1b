#include "sim/state_text.hpp"

#include <fmt/format.h>

#include <bit>
#include <charconv>
#include <utility>

namespace groundcheck {

namespace {

constexpr const char* kParametersEnd = "end of parameters";
constexpr const char* kStateEnd = "end";

std::string bits_of(double x) { return fmt::format("{:016x}", std::bit_cast<std::uint64_t>(x)); }

// How the parameters differ that a state was made with; empty if they do not.
std::string first_difference(std::istringstream& stored, const std::string& parameters) {
    std::istringstream wanted(parameters);
    std::string theirs, ours;
    for (;;) {
        const bool has_theirs = static_cast<bool>(std::getline(stored, theirs)) && theirs != kParametersEnd;
        const bool has_ours = static_cast<bool>(std::getline(wanted, ours));
        if (!has_theirs && !has_ours) return "";
        if (!has_theirs) theirs = "(nothing)";
        if (!has_ours) ours = "(nothing)";
        if (theirs != ours)
            return fmt::format("the state was made with\n  {}\nand now it is\n  {}", theirs, ours);
    }
}

}  // namespace

std::string state_beginning(const std::string& title, const std::string& parameters) {
    return fmt::format("{}\n{}{}\n", title, parameters, kParametersEnd);
}

std::string state_line(const MeasureMoments& moments) {
    const EnclosedMoments& finite = moments.finite;
    return fmt::format("{} {} {} {} {} {} {}\n", moments.infinite, finite.n, bits_of(finite.centre),
                       bits_of(finite.sum.lo), bits_of(finite.sum.hi), bits_of(finite.squares.lo),
                       bits_of(finite.squares.hi));
}

std::string state_end() { return std::string(kStateEnd) + "\n"; }

StateReader::StateReader(const std::string& text, const std::string& title, const std::string& parameters,
                         std::string kind)
    : in_(text), kind_(std::move(kind)) {
    std::string first;
    std::getline(in_, first);
    if (first != title) throw StateMismatch("this is not the state of " + kind_);
    if (const std::string difference = first_difference(in_, parameters); !difference.empty())
        throw StateMismatch(difference);
}

void StateReader::incomplete() const { throw StateMismatch("this is not a complete state of " + kind_); }

std::uint64_t StateReader::word(int base) {
    std::string word;
    in_ >> word;
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value, base);
    if (error != std::errc() || end != word.data() + word.size()) incomplete();
    return value;
}

std::uint64_t StateReader::number() { return word(10); }

std::uint64_t StateReader::number_up_to(std::uint64_t most) {
    const std::uint64_t value = number();
    if (value > most) incomplete();
    return value;
}

double StateReader::real() { return std::bit_cast<double>(word(16)); }

MeasureMoments StateReader::moments() {
    MeasureMoments moments;
    moments.infinite = number();
    moments.finite.n = number();
    moments.finite.centre = real();
    moments.finite.sum.lo = real();
    moments.finite.sum.hi = real();
    moments.finite.squares.lo = real();
    moments.finite.squares.hi = real();
    return moments;
}

void StateReader::end() {
    std::string last;
    in_ >> last;
    if (last != kStateEnd) incomplete();
}

}  // namespace groundcheck
