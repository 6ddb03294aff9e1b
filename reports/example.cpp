#include "reports/example.hpp"

#include "reports/text.hpp"

namespace groundcheck {

namespace {

constexpr std::size_t longest_exact =
    400;  // characters of an exact value in running text or on a command line

std::string list_text(const std::vector<std::string>& items, std::size_t limit) {
    std::string text = "(";
    for (std::size_t i = 0; i < items.size() && i < limit; ++i)
        text += (i == 0 ? "" : ", ") + items[i];
    if (items.size() > limit) text += ", ... " + std::to_string(items.size()) + " entries in all";
    return text + ")";
}

void add_side(std::vector<std::string>& lines, const char* name, const WitnessValue& value) {
    if (value.exact.empty() && value.enclosure.empty()) return;
    const std::string start = pad_left(name, 7) + " ";
    if (value.exact.empty()) {
        lines.push_back(start + "in " + value.enclosure);
        return;
    }
    lines.push_back(
        start + "= " +
        (value.exact.size() <= longest_exact
             ? value.exact
             : "an exact value of " + grouped(value.exact.size()) + " characters, in full in report.json"));
    if (!value.enclosure.empty()) lines.push_back(std::string(start.size(), ' ') + "in " + value.enclosure);
}

// Whether the calculator reads an enclosure: "[low, high]", both finite and with exponents that it takes.
bool is_readable(const std::string& enclosure) {
    const std::size_t comma = enclosure.find(", ");
    if (!enclosure.starts_with('[') || !enclosure.ends_with(']') || comma == std::string::npos) return false;
    return parse_rational(enclosure.substr(1, comma - 1)) &&
           parse_rational(enclosure.substr(comma + 2, enclosure.size() - comma - 3));
}

// A side as an operand; empty if there is none.
std::string operand(const WitnessValue& value) {
    if (!value.exact.empty() && value.exact.size() <= longest_exact)
        return value.exact.find("inf") == std::string::npos ? "(" + value.exact + ")" : "";
    return is_readable(value.enclosure) ? value.enclosure : "";
}

std::string counts_text(const std::vector<std::uint32_t>& counts) {
    std::vector<std::string> items;
    items.reserve(counts.size());
    for (const std::uint32_t count : counts)
        items.push_back(std::to_string(count));
    return list_text(items, 12);
}

// Q' of an outcome: its counts over their sum.
std::vector<Rational> frequencies(const std::vector<std::uint32_t>& counts) {
    std::uint64_t total = 0;
    for (const std::uint32_t count : counts)
        total += count;
    std::vector<Rational> result;
    result.reserve(counts.size());
    for (const std::uint32_t count : counts)
        result.push_back(total == 0 ? Rational(0) : Rational(count, total));
    return result;
}

}  // namespace

std::string vector_text(const std::vector<Rational>& values, std::size_t limit) {
    std::vector<std::string> items;
    items.reserve(values.size());
    for (const Rational& value : values)
        items.push_back(to_string(value));
    return list_text(items, limit);
}

std::string difference_expression(const Witness& witness) {
    const std::string left = operand(witness.left);
    const std::string right = operand(witness.right);
    return left.empty() || right.empty() ? "" : left + " - " + right;
}

bool is_command(const std::string& line) {
    return line.find("groundcheck eval") != std::string::npos || line.find("PARI/GP: ") != std::string::npos;
}

std::string place_text(const Witness& witness) {
    std::string place;
    const auto add = [&place](const std::string& name, const std::string& value) {
        place += (place.empty() ? "" : ", ") + name + " = " + value;
    };
    if (witness.K != 0) add("K", std::to_string(witness.K));  // 0: there are no symbols
    if (witness.N) add("N", std::to_string(*witness.N));
    for (const auto& [name, value] : witness.scalars)
        if (name != "K" && name != "N") add(name, to_string(value));
    for (const auto& [name, values] : witness.distributions)
        add(name, vector_text(values, 4));
    for (const auto& [name, values] : witness.observables)
        add(name, vector_text(values, 4));
    return place;
}

std::string algebra_expression(const Witness& witness) {
    std::string text;
    if (!witness.left.written.empty() && !witness.right.written.empty())
        text = "(" + witness.left.written + ") - (" + witness.right.written + ")";
    else if (!witness.left.exact.empty() && !witness.right.exact.empty())
        text = difference_expression(witness);
    // PARI/GP divides whole numbers exactly and writes the constant with a capital letter.
    for (std::size_t at = text.find("pi"); at != std::string::npos; at = text.find("pi", at + 2))
        text[at] = 'P';
    return text;
}

std::vector<std::string> worked_example(const Witness& witness) {
    std::vector<std::string> lines;
    std::string place;
    const auto add = [&place](const std::string& name, const std::string& value) {
        place += (place.empty() ? "" : ", ") + name + " = " + value;
    };
    if (witness.K != 0) add("K", std::to_string(witness.K));  // 0: a claim without symbols
    if (witness.N) add("N", std::to_string(*witness.N));
    for (const auto& [name, value] : witness.scalars) {
        if (name != "K" && name != "N") add(name, to_string(value));
    }
    if (!place.empty()) lines.push_back(place);
    for (const auto& [name, values] : witness.distributions)
        lines.push_back(name + " = " + vector_text(values));
    for (const auto& [name, values] : witness.observables)
        lines.push_back(name + " = " + vector_text(values));
    for (const auto& [name, value] : witness.strings)
        lines.push_back(name + " = " + value);
    if (witness.outcome) {
        lines.push_back("outcome: counts " + counts_text(witness.outcome->counts) + ", of probability " +
                        to_string(witness.outcome->probability));
        lines.push_back("         so Q' = " + vector_text(frequencies(witness.outcome->counts)));
    }
    if (!witness.outcomes.empty()) {
        std::string all;
        for (const WitnessOutcome& outcome : witness.outcomes)
            all += (all.empty() ? "" : "; ") + counts_text(outcome.counts) + " " +
                   to_string(outcome.probability);
        lines.push_back("outcomes: counts and probability " + all);
    }
    if (!witness.relation.empty()) lines.push_back(printable(witness.relation) + " fails:");
    add_side(lines, "left", witness.left);
    add_side(lines, "right", witness.right);
    if (!witness.why.empty()) lines.push_back(printable(witness.why));
    const std::string difference = difference_expression(witness);
    if (!difference.empty()) lines.push_back("left - right: groundcheck eval \"" + difference + "\"");
    const std::string algebra = algebra_expression(witness);
    if (!algebra.empty()) lines.push_back("PARI/GP: " + algebra);
    return lines;
}

}  // namespace groundcheck
