#include "sim/power_schedule.hpp"

#include <gmp.h>

#include <regex>

#include "sim/rounding.hpp"

namespace groundcheck {

namespace {

std::optional<Rational> in_parentheses(std::string text) {
    if (text.size() >= 2 && text.front() == '(' && text.back() == ')') text = text.substr(1, text.size() - 2);
    return parse_rational(text);
}

bool is_moderate(const Rational& exponent) {
    return abs(numerator_of(exponent)) <= 1000 && denominator_of(exponent) <= 100;
}

}  // namespace

std::optional<Rational> PowerSchedule::exact(std::uint64_t t) const {
    if (is_constant()) return factor;
    const auto p = static_cast<std::int64_t>(numerator_of(exponent));
    const auto q = static_cast<unsigned>(denominator_of(exponent));
    const auto root = exact_root(Rational(t) + shift, q);
    if (!root) return std::nullopt;
    return factor * power(*root, p);
}

// v = factor*b^(p/q) has v^q = factor^q*b^p =: w, and the least n >= v is the least n with n^q >= w. With
// c = ceil(w) that is the least n with n^q >= c (n^q is whole): the q-th root of c, rounded up.
Integer PowerSchedule::round_up(std::uint64_t t) const {
    const auto p = static_cast<std::int64_t>(numerator_of(exponent));
    const auto q = static_cast<unsigned long>(denominator_of(exponent));
    const Rational w = power(factor, static_cast<std::int64_t>(q)) * power(Rational(t) + shift, p);
    const Integer c = ceil(w);
    Integer root;
    const bool is_power = mpz_root(root.backend().data(), c.backend().data(), q) != 0;
    return is_power ? root : Integer(root + 1);
}

std::optional<PowerSchedule> parse_power_schedule(const std::string& text) {
    std::string bare;
    for (const char c : text)
        if (c != ' ' && c != '\t') bare += c;
    if (const auto constant = parse_rational(bare)) return PowerSchedule{*constant, 0, 0};
    // A power binds tighter than * and /: t^1/2 is half of t, and t to the power 1/2 is t^(1/2).
    static const std::regex form(
        R"((?:(.+)([*/]))?(?:t|\(t\+([0-9]{1,9})\))(?:\^(\([^()]+\)|-?[0-9.]+))?(?:\*(.+)|/(\([^()]+\)|[0-9.]+))?)");
    std::smatch parts;
    if (bare.size() > 1000 || !std::regex_match(bare, parts, form)) return std::nullopt;
    PowerSchedule schedule;
    const auto factor = parts[1].matched ? in_parentheses(parts[1]) : std::optional<Rational>(1);
    const auto exponent = parts[4].matched ? in_parentheses(parts[4]) : std::optional<Rational>(1);
    const auto times = parts[5].matched ? in_parentheses(parts[5]) : std::optional<Rational>(1);
    const auto divisor = parts[6].matched ? in_parentheses(parts[6]) : std::optional<Rational>(1);
    if (!factor || !exponent || !is_moderate(*exponent) || !times || !divisor || *divisor == 0)
        return std::nullopt;
    schedule.factor = *factor * *times / *divisor;
    schedule.exponent = parts[2] == "/" ? Rational(-*exponent) : *exponent;
    if (parts[3].matched) schedule.shift = static_cast<std::uint32_t>(std::stoul(parts[3]));
    return schedule;
}

std::string to_string(const PowerSchedule& schedule) {
    if (schedule.is_constant()) return to_string(schedule.factor);
    const bool falls = schedule.exponent < 0;
    const Rational exponent = abs(schedule.exponent);
    std::string text;
    if (falls || schedule.factor != 1) text = to_string(schedule.factor) + (falls ? "/" : "*");
    text += schedule.shift == 0 ? "t" : "(t+" + std::to_string(schedule.shift) + ")";
    if (exponent == 1) return text;
    const std::string power = to_string(exponent);
    return text + "^" + (denominator_of(exponent) == 1 ? power : "(" + power + ")");
}

}  // namespace groundcheck
