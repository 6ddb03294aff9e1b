// groundcheck ctm part: some of the subtrees of an enumeration that nobody finishes at once, and what they
// say of the whole.
#include <fmt/format.h>

#include <iostream>
#include <stdexcept>

#include "cli/command.hpp"
#include "cli/ctm_options.hpp"
#include "cli/interrupt.hpp"
#include "ctm/enumerate.hpp"
#include "reports/text.hpp"
#include "sim/rounding.hpp"

namespace groundcheck::cli {

namespace {

// "3..17", or "3".
ctm::Stretch stretch_of(const std::string& text) {
    const std::size_t dots = text.find("..");
    const auto whole = [&](const std::string& digits) {
        const auto value = parse_rational(digits);
        if (!value || *value < 1 || denominator_of(*value) != 1 || digits.size() > 12)
            throw std::invalid_argument(
                fmt::format("--subtrees {} is no stretch of them: write 1..100", text));
        return numerator_of(*value).convert_to<std::size_t>();
    };
    const std::size_t from = whole(text.substr(0, dots));
    return {from, dots == std::string::npos ? from : whole(text.substr(dots + 2))};
}

// In six decimals, rounded down or up.
std::string rounded(const Rational& value, bool up) {
    const Rational scaled = value * 1'000'000;
    Integer whole = numerator_of(scaled) / denominator_of(scaled);
    if (up && whole * denominator_of(scaled) != numerator_of(scaled)) ++whole;
    const auto millionths = whole.convert_to<std::uint64_t>();
    return fmt::format("{}.{:06}", millionths / 1'000'000, millionths % 1'000'000);
}

void describe_part(const ctm::PartialEnumeration& part, const ctm::Table& table) {
    const std::uint64_t blanks = table.blank() == ctm::Blank::both ? 2 : 1;
    std::cout << fmt::format(
        "D({}), blank {}, at most {} steps: {} of {} subtrees\n  runs            {:>22}\n  halting         "
        "{:>22}   longest: {} steps\n  never halting   {:>22}\n  undecided       {:>22}\n  not looked at   "
        "{:>22}   in the other subtrees\n",
        table.states(), ctm::name_of(table.blank()), table.bound(), part.finished, part.subtrees,
        table.runs(), table.halting(), table.longest_halt(), part.enumeration.census.never_halting() * blanks,
        table.undecided() - part.enumeration.unexplored * blanks, part.enumeration.unexplored * blanks);
    const Rational share = Rational(table.undecided()) / Rational(table.runs());
    std::cout << fmt::format(
        "  tail: at most {} of all runs can still halt; D moves by at most {} in total\n",
        rounded(share, true), rounded(table.tail_variation(), true));
}

void describe_cost(const ctm::PartialEnumeration& part) {
    if (part.fresh == 0) return;
    const double each = part.seconds / static_cast<double>(part.fresh);
    const auto left = static_cast<double>(part.subtrees - part.finished);
    std::cout << fmt::format(
        "this run: {} subtrees in {} of one processor, {:.3g} s each; the other {} would "
        "take {}\n",
        part.fresh, duration(part.seconds), each, part.subtrees - part.finished, duration(each * left));
}

}  // namespace

int work_on_part(CtmOptions options) {
    for (const std::string& text : options.strings)
        if (!is_binary_or_complain(text)) return exit_bad_input;
    ctm::EnumerationOptions wanted = enumeration_of(options);
    const ctm::Stretch stretch = stretch_of(options.subtrees);
    if (!leads(options.pool)) {
        ctm::enumerate_part(wanted, stretch);
        throw HelpIsOver();
    }
    wanted.checkpoint = options.keep;
    const Interrupt interrupt;
    wanted.progress = [](const ctm::Progress&) { return Interrupt::signal() == 0; };
    const auto part = ctm::enumerate_part(wanted, stretch);
    const ctm::Table table(part->enumeration, blank_of(options.blank));
    describe_part(*part, table);
    for (const std::string& text : options.strings) {
        const ctm::ProbabilityRange range = table.probability_range(table.count(text));
        std::cout << fmt::format("  D({})({}) is between {} and {}\n", table.states(), text,
                                 rounded(range.low, false), rounded(range.high, true));
    }
    describe_cost(*part);
    return Interrupt::signal() == 0 ? exit_pass : exit_by_signal + Interrupt::signal();
}

}  // namespace groundcheck::cli
