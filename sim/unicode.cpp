#include "sim/unicode.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace groundcheck {

namespace {

struct Range {
    char32_t first, last;
};

constexpr std::array letter_ranges = {
    Range{U'A', U'Z'},       Range{U'a', U'z'},       Range{0xAA, 0xAA},       Range{0xB5, 0xB5},
    Range{0xBA, 0xBA},       Range{0xC0, 0xD6},       Range{0xD8, 0xF6},       Range{0xF8, 0x2C1},
    Range{0x370, 0x373},     Range{0x376, 0x377},     Range{0x37B, 0x37D},     Range{0x37F, 0x37F},
    Range{0x386, 0x386},     Range{0x388, 0x3FF},     Range{0x400, 0x481},     Range{0x48A, 0x52F},
    Range{0x531, 0x556},     Range{0x560, 0x588},     Range{0x5D0, 0x5EA},     Range{0x620, 0x64A},
    Range{0x671, 0x6D3},     Range{0x710, 0x72F},     Range{0x780, 0x7A5},     Range{0x904, 0x939},
    Range{0x985, 0x9B9},     Range{0xA05, 0xA39},     Range{0xA85, 0xAB9},     Range{0xB05, 0xB39},
    Range{0xB85, 0xBB9},     Range{0xC05, 0xC39},     Range{0xC85, 0xCB9},     Range{0xD05, 0xD3A},
    Range{0xD85, 0xDC6},     Range{0xE01, 0xE30},     Range{0xE81, 0xEB0},     Range{0xF40, 0xF6C},
    Range{0x1000, 0x102A},   Range{0x10A0, 0x10FF},   Range{0x1100, 0x11FF},   Range{0x1200, 0x135A},
    Range{0x13A0, 0x13FD},   Range{0x1780, 0x17B3},   Range{0x1820, 0x1878},   Range{0x1E00, 0x1FFF},
    Range{0x2C00, 0x2DDE},   Range{0x3041, 0x3096},   Range{0x30A1, 0x30FA},   Range{0x3105, 0x312F},
    Range{0x3131, 0x318E},   Range{0x3400, 0x4DBF},   Range{0x4E00, 0x9FFF},   Range{0xA000, 0xA48C},
    Range{0xA640, 0xA69D},   Range{0xA720, 0xA7FF},   Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAD9},
    Range{0x10400, 0x1044F}, Range{0x20000, 0x2FA1D}, Range{0x30000, 0x323AF},
};

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

}  // namespace

std::optional<CodePoint> decode_utf8(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x80) return CodePoint{lead, 1};
    const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return std::nullopt;
    char32_t value = lead & (0xFFU >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i) {
        if (!is_continuation(text[i])) return std::nullopt;
        value = value << 6U | (static_cast<unsigned char>(text[i]) & 0x3FU);
    }
    constexpr std::array<char32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < least[bytes] || value > 0x10FFFF || surrogate) return std::nullopt;
    return CodePoint{value, bytes};
}

std::string encode_utf8(char32_t c) {
    const auto tail = [c](unsigned shift) { return static_cast<char>(0x80U | ((c >> shift) & 0x3FU)); };
    if (c < 0x80) return {static_cast<char>(c)};
    if (c < 0x800) return {static_cast<char>(0xC0U | (c >> 6U)), tail(0)};
    if (c < 0x10000) return {static_cast<char>(0xE0U | (c >> 12U)), tail(6), tail(0)};
    return {static_cast<char>(0xF0U | (c >> 18U)), tail(12), tail(6), tail(0)};
}

bool is_letter(char32_t c) {
    const auto* above =
        std::upper_bound(letter_ranges.begin(), letter_ranges.end(), c,
                         [](char32_t value, const Range& range) { return value < range.first; });
    return above != letter_ranges.begin() && c <= std::prev(above)->last && c != 0xD7 && c != 0xF7;
}

char32_t fold_case(char32_t c) {
    if (c >= U'A' && c <= U'Z') return c + 32;
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
    if (c == 0x178) return 0xFF;
    // Latin Extended-A: pairs of even and odd code points, with the parity changing at U+0139 and back at
    // U+014A; U+0130 and U+0138 have no partner of one code point.
    const bool even_upper = (c >= 0x100 && c <= 0x137 && c != 0x130 && c != 0x131) ||
                            (c >= 0x14A && c <= 0x177) || (c >= 0x1E00 && c <= 0x1E95) ||
                            (c >= 0x1EA0 && c <= 0x1EFF) || (c >= 0x460 && c <= 0x481) ||
                            (c >= 0x48A && c <= 0x4BF) || (c >= 0x4D0 && c <= 0x52F);
    if (even_upper) return c | 1U;
    const bool odd_upper =
        (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E) || (c >= 0x4C1 && c <= 0x4CE);
    if (odd_upper) return (c & 1U) != 0 ? c + 1 : c;
    if (c == 0x386) return 0x3AC;
    if (c >= 0x388 && c <= 0x38A) return c + 37;
    if (c == 0x38C) return 0x3CC;
    if (c == 0x38E || c == 0x38F) return c + 63;
    if (c >= 0x391 && c <= 0x3AB && c != 0x3A2) return c + 32;
    if (c >= 0x400 && c <= 0x40F) return c + 80;
    if (c >= 0x410 && c <= 0x42F) return c + 32;
    if (c >= 0x531 && c <= 0x556) return c + 48;
    return c;
}

}  // namespace groundcheck
