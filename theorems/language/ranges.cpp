#include "theorems/language/ranges.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

namespace groundcheck {
namespace {

std::uint32_t integer(const Source& source, const Piece& part, const std::string& name) {
    const std::optional<Rational> value = parse_rational(part.text);
    if (!value || denominator(*value) != 1)
        throw source.error(
            part.begin, part.end,
            name + " is a whole number" +
                (part.text.empty() ? ", and one is missing here" : ", \"" + part.text + "\" is not"),
            "write 5, \"2..6\" or \"1, 2, 10\"");
    if (*value > max_integer)
        throw source.error(part.begin, part.end, name + " is at most " + std::to_string(max_integer));
    if (*value < 0) throw source.error(part.begin, part.end, name + " is negative");
    return numerator(*value).convert_to<std::uint32_t>();
}

void add_range(const Source& source, const Piece& part, const std::string& name,
               std::set<std::uint32_t>& values) {
    const std::size_t dots = part.text.find("..");
    if (dots == std::string::npos) {
        values.insert(integer(source, part, name));
        return;
    }
    const Piece low = part.part(0, dots);
    const Piece high = part.part(dots + 2, part.text.size());
    if (low.text.empty() || high.text.empty() || high.text == "infinity" || high.text == "inf")
        throw source.error(part.begin, part.end,
                           "the range \"" + part.text + "\" of " + name + " is unbounded",
                           "give both ends: \"1..64\"");
    const std::uint32_t first = integer(source, low, name);
    const std::uint32_t last = integer(source, high, name);
    if (first > last)
        throw source.error(part.begin, part.end, "the range \"" + part.text + "\" of " + name + " is empty",
                           "the lower end comes first");
    for (std::uint32_t value = first; value <= last; ++value)
        values.insert(value);
}

Rational rational(const Source& source, const Piece& part, const std::string& name) {
    if (const std::optional<Rational> value = parse_rational(part.text)) return *value;
    const std::string what = part.text.empty() ? "a value of " + name + " is missing here"
                                               : "\"" + part.text + "\" is no value for " + name;
    std::string hint = R"~(for instance "0, 1/4, 1", "lattice(8)" or "[0,1]")~";
    if (part.text.starts_with("inf"))
        hint = "infinity is no number: write it in the statement, R(infinity, Q)";
    if (part.text.find("..") != std::string::npos)
        hint = "ranges of whole numbers are for K, N and t; write the values: \"2, 3, 4\"";
    throw source.error(part.begin, part.end, what, hint);
}

void read_interval(const Source& source, const Piece& all, const std::string& name, ScalarDomain& result) {
    const Piece inside = all.part(1, all.text.size() - 1);
    const std::vector<Piece> ends = inside.split();
    if (ends.size() != 2)
        throw source.error(all.begin, all.end, "an interval has two ends",
                           "\"[0,1]\", or \"(0,1]\" without its lower end; a list of values is written "
                           "without brackets: \"0, 1/2, 1\"");
    for (const Piece& end : ends) {
        if (end.text.find("inf") != std::string::npos)
            throw source.error(end.begin, end.end, "the domain of " + name + " is unbounded",
                               "give it two finite ends");
        result.values.push_back(rational(source, end, name));
    }
    if (result.values[0] >= result.values[1])
        throw source.error(all.begin, all.end,
                           "the interval of " + name + " is empty: its lower end is not below its upper end");
    result.continuum = true;
    result.without_low = all.text.front() == '(';
    result.without_high = all.text.back() == ')';
}

void read_scalar_text(const Source& source, const std::string& name, ScalarDomain& result) {
    const Piece all = whole(source);
    if (all.text.empty()) throw source.error(0, 1, "the domain of " + name + " is empty");
    if (const auto inside = all.argument("lattice")) {
        const std::uint32_t d = read_denominator(source, *inside);
        for (std::uint32_t k = 0; k <= d; ++k)
            result.values.emplace_back(k, d);
    } else if ((all.text.front() == '[' || all.text.front() == '(') &&
               (all.text.back() == ']' || all.text.back() == ')')) {
        read_interval(source, all, name, result);
    } else {
        for (const Piece& part : all.split())
            result.values.push_back(rational(source, part, name));
    }
}

void finish_scalar(const TomlFile& file, const toml::node& node, const std::string& name,
                   ScalarDomain& result) {
    if (result.values.empty()) throw file.error(node, "the domain of " + name + " is empty");
    std::vector<Rational> once;
    std::set<Rational> seen;
    for (const Rational& value : result.values) {
        if (name == "alpha" && (value < 0 || value > 1))
            throw file.error(node, "alpha is a share, between 0 and 1: " + to_string(value) + " is not");
        if (seen.insert(value).second) once.push_back(value);
    }
    result.values = std::move(once);
}

}  // namespace

Piece Piece::part(std::size_t from, std::size_t to) const {
    const auto space = [this](std::size_t i) {
        return std::isspace(static_cast<unsigned char>(text[i])) != 0;
    };
    while (from < to && space(from))
        ++from;
    while (from < to && space(to - 1))
        --to;
    return {text.substr(from, to - from), begin + from, begin + to};
}

std::vector<Piece> Piece::split() const {
    std::vector<Piece> parts;
    std::size_t from = 0;
    while (true) {
        const std::size_t comma = std::min(text.find(',', from), text.size());
        parts.push_back(part(from, comma));
        if (comma == text.size()) return parts;
        from = comma + 1;
    }
}

std::optional<Piece> Piece::argument(const std::string& function) const {
    if (!text.starts_with(function)) return std::nullopt;
    const std::size_t open = text.find_first_not_of(" \t", function.size());
    if (open == std::string::npos || text[open] != '(' || text.back() != ')') return std::nullopt;
    return part(open + 1, text.size() - 1);
}

Piece whole(const Source& source) {
    const Piece all{source.text(), 0, source.text().size()};
    return all.part(0, all.text.size());
}

std::vector<std::uint32_t> read_integers(const TomlFile& file, const toml::node& node,
                                         const std::string& name, std::uint32_t least) {
    std::set<std::uint32_t> values;
    const auto add = [&](const toml::node& item) {
        const Source source = file.text(item);
        const Piece all = whole(source);
        if (item.is_string()) {
            for (const Piece& part : all.split())
                add_range(source, part, name, values);
        } else if (const auto* number = item.as_integer()) {
            values.insert(integer(source, {std::to_string(number->get()), all.begin, all.end}, name));
        } else {
            throw file.error(item, name + " is a whole number or a range", "write 5, \"2..6\" or [1, 2, 10]");
        }
        if (!values.empty() && *values.begin() < least)
            throw file.error(item, name + " is at least " + std::to_string(least) + ", this has " +
                                       std::to_string(*values.begin()));
    };
    if (const auto* array = node.as_array())
        for (const toml::node& item : *array)
            add(item);
    else
        add(node);
    if (values.empty()) throw file.error(node, "the domain of " + name + " is empty");
    return {values.begin(), values.end()};
}

ScalarDomain read_scalar(const TomlFile& file, const toml::node& node, const std::string& name) {
    ScalarDomain result;
    result.text = file.text(node).text();
    if (name == "t") {
        for (const std::uint32_t value : read_integers(file, node, name, 0))
            result.values.emplace_back(value);
        return result;
    }
    if (const auto* array = node.as_array()) {
        for (const toml::node& item : *array)
            result.values.push_back(file.number(item));
    } else if (node.is_string()) {
        read_scalar_text(file.text(node), name, result);
    } else if (node.is_number()) {
        result.values.push_back(file.number(node));
    } else {
        throw file.error(node,
                         "\"" + name + "\" is read as a parameter, and its domain is a number or a text",
                         "for instance \"1/2, 2\", \"lattice(8)\" or \"[0,1]\"");
    }
    finish_scalar(file, node, name, result);
    return result;
}

std::uint32_t read_denominator(const Source& source, const Piece& part) {
    const std::optional<Rational> value = parse_rational(part.text);
    if (!value || denominator(*value) != 1)
        throw source.error(part.begin, part.end, "a lattice needs its denominator, a whole number",
                           "lattice(12)");
    if (*value < 1)
        throw source.error(part.begin, part.end,
                           "lattice(" + part.text + ") is empty: the denominator is at least 1");
    if (*value > max_denominator)
        throw source.error(part.begin, part.end,
                           "the denominator of a lattice is at most " + std::to_string(max_denominator));
    return numerator(*value).convert_to<std::uint32_t>();
}

}  // namespace groundcheck
