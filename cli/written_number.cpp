#include "cli/written_number.hpp"

#include <algorithm>

namespace groundcheck::cli {

namespace {

// 1,000,000: groups of three digits, the first not 0; a sign may stand before.
bool has_thousands(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    const std::size_t first = text.find(',');
    if (first == 0 || first > 3 || text.front() == '0') return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool comma = i >= first && (i - first) % 4 == 0;
        if (comma ? text[i] != ',' : text[i] < '0' || text[i] > '9') return false;
    }
    return (text.size() - first) % 4 == 0;
}

}  // namespace

std::optional<Rational> written_number(const std::string& text) {
    if (auto value = parse_rational(text)) return value;
    if (text.ends_with("%")) {
        const auto value = parse_rational(text.substr(0, text.size() - 1));
        return value ? std::optional<Rational>(*value / 100) : std::nullopt;
    }
    if (!has_thousands(text)) return std::nullopt;
    std::string digits = text;
    digits.erase(std::remove(digits.begin(), digits.end(), ','), digits.end());
    return parse_rational(digits);
}

std::string in_plain_digits(const std::string& text) {
    if (parse_rational(text)) return text;
    const auto value = written_number(text);
    return value ? to_string(*value) : text;
}

}  // namespace groundcheck::cli
