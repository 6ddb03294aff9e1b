#include "work/share.hpp"

#include <charconv>
#include <string_view>

namespace groundcheck {

namespace {

// A positive number of digits alone, without leading zeros.
std::optional<std::size_t> whole_number(std::string_view text) {
    if (text.empty() || text.front() == '0') return std::nullopt;
    std::size_t value = 0;
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc() || stopped != end || value > kMostShares) return std::nullopt;
    return value;
}

}  // namespace

std::string to_text(const Share& share) {
    return std::to_string(share.index) + "/" + std::to_string(share.count);
}

std::optional<Share> share_from(const std::string& text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string::npos) return std::nullopt;
    const auto index = whole_number(std::string_view(text).substr(0, slash));
    const auto count = whole_number(std::string_view(text).substr(slash + 1));
    if (!index || !count || *index > *count) return std::nullopt;
    return Share{*index, *count};
}

}  // namespace groundcheck
