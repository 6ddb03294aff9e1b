#include "sim/loops/smoothing.hpp"

#include <array>
#include <utility>

#include "sim/rounding.hpp"

namespace groundcheck::loops {

std::optional<Smoothing> parse_smoothing(std::string_view text) {
    using Kind = Smoothing::Kind;
    if (text == "mle") return Smoothing{};
    constexpr std::array<std::pair<std::string_view, Kind>, 3> forms = {
        {{"additive(", Kind::additive},
         {"jelinek-mercer(", Kind::jelinek_mercer},
         {"absolute(", Kind::absolute}}};
    for (const auto& [begin, kind] : forms) {
        if (!text.starts_with(begin) || !text.ends_with(")")) continue;
        const auto amount = parse_rational(text.substr(begin.size(), text.size() - begin.size() - 1));
        if (!amount || *amount < 0) return std::nullopt;
        if (kind == Kind::additive ? *amount == 0 || *amount > 1000000 : *amount > 1) return std::nullopt;
        return Smoothing{kind, nearest(*amount)};
    }
    return std::nullopt;
}

}  // namespace groundcheck::loops
