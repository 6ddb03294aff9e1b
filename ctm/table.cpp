#include "ctm/table.hpp"

#include <algorithm>
#include <stdexcept>

namespace groundcheck::ctm {

namespace {

std::string complement(std::string output) {
    for (char& cell : output)
        cell = cell == '0' ? '1' : '0';
    return output;
}

OutputCounts counts_over(const Enumeration& enumeration, Blank blank) {
    OutputCounts on_zero = enumeration.census.outputs.counts();
    if (blank == Blank::zero) return on_zero;
    OutputCounts counts = blank == Blank::both ? on_zero : OutputCounts();
    for (const auto& [output, count] : on_zero)
        counts[complement(output)] += count;
    return counts;
}

Completeness completeness_of(const Enumeration& enumeration) {
    if (enumeration.unexplored > 0) return Completeness::bounded;  // whatever the bound, they were not run
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

std::optional<LateHalts> late_halts_by_literature(const Enumeration& enumeration) {
    // bbchallenge wiki, "Number of Halting TMs", five states and two symbols.
    constexpr std::uint64_t kPublished = 26'751'695'615'616U;
    constexpr std::uint32_t kLongestRunOfFiveStates = 47'176'870U;
    if (enumeration.unexplored > 0 || enumeration.states != 5 ||
        enumeration.how.bound > kLongestRunOfFiveStates)
        return std::nullopt;
    std::uint64_t counted = 0;
    for (unsigned d = 0; d < 10; ++d) {
        // At most 24^10 < 2^46 machines in all, so nothing overflows.
        std::uint64_t machines = enumeration.census.halting_leaves[d] / 2 * 4;
        for (unsigned free = d + 1; free < 10; ++free)
            machines *= 24;
        counted += machines;
    }
    const Integer late = Integer(kPublished) - counted;
    if (late < 0) throw std::logic_error("more machines halt than the published count allows");
    const Rational least = Rational(late, 2) * power(Rational(22, 24), 9);
    return LateHalts{.low = ceil(least).convert_to<std::uint64_t>(),
                     .high = Integer(late / 2).convert_to<std::uint64_t>()};
}

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
