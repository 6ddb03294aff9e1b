#include "ctm/table.hpp"

#include <algorithm>

namespace groundcheck::ctm {

namespace {

std::string complement(std::string output) {
    for (char& cell : output)
        cell = cell == '0' ? '1' : '0';
    return output;
}

OutputCounts counts_over(const Enumeration& enumeration, Blank blank) {
    const OutputCounts on_zero = enumeration.census.outputs.counts();
    if (blank == Blank::zero) return on_zero;
    OutputCounts counts = blank == Blank::both ? on_zero : OutputCounts();
    for (const auto& [output, count] : on_zero)
        counts[complement(output)] += count;
    return counts;
}

Completeness completeness_of(const Enumeration& enumeration) {
    if (enumeration.census.undecided == 0) return Completeness::proved;
    const auto longest = longest_halting_run(enumeration.states);
    return longest && enumeration.how.bound >= *longest ? Completeness::by_theorem : Completeness::bounded;
}

}  // namespace

Table::Table(const Enumeration& enumeration, Blank blank)
    : states_(enumeration.states),
      bound_(enumeration.how.bound),
      blank_(blank),
      runs_(machine_count(enumeration.states)),
      halting_(enumeration.census.halting),
      longest_halt_(enumeration.census.longest_halt),
      undecided_(enumeration.census.undecided),
      completeness_(completeness_of(enumeration)),
      counts_(counts_over(enumeration, blank)) {
    if (blank == Blank::both) {
        runs_ *= 2;
        halting_ *= 2;
        undecided_ *= 2;
    }
    for (const auto& [output, count] : counts_)
        rows_.push_back({.output = output, .count = count});
    std::stable_sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) {
        return a.count != b.count ? a.count > b.count : a.output.size() < b.output.size();
    });
}

std::uint64_t Table::count(std::string_view output) const {
    const auto found = counts_.find(std::string(output));
    return found == counts_.end() ? 0 : found->second;
}

Rational Table::probability(std::uint64_t count) const { return Rational(Integer(count), Integer(halting_)); }

ProbabilityRange Table::probability_range(std::uint64_t count) const {
    const Integer all = Integer(halting_) + tail();
    return {.low = Rational(Integer(count), all), .high = Rational(Integer(count) + tail(), all)};
}

Rational Table::tail_variation() const { return Rational(Integer(tail()), Integer(halting_) + tail()); }

std::string_view name_of(Blank blank) {
    switch (blank) {
        case Blank::zero:
            return "0";
        case Blank::one:
            return "1";
        case Blank::both:
            return "both";
    }
    return "both";
}

}  // namespace groundcheck::ctm
