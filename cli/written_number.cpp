#include "cli/written_number.hpp"

#include <algorithm>
#include <regex>

namespace groundcheck::cli {

std::optional<Rational> written_number(const std::string& text) {
    static const std::regex thousands("-?[1-9][0-9]{0,2}(,[0-9]{3})+");
    if (auto value = parse_rational(text)) return value;
    if (text.ends_with("%")) {
        const auto value = parse_rational(text.substr(0, text.size() - 1));
        return value ? std::optional<Rational>(*value / 100) : std::nullopt;
    }
    if (!std::regex_match(text, thousands)) return std::nullopt;
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
