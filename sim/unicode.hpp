// Just enough Unicode to count letters: strict UTF-8 decoding, what a letter is, and simple case folding.
//
// Counting does not need the full Unicode database. The ranges below are whole alphabets and syllabaries
// (Unicode 15 block charts), read as "letter" or "not"; folding covers the bicameral scripts whose pairs lie
// at a fixed distance.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace groundcheck {

struct CodePoint {
    char32_t value;
    std::size_t bytes;  // how many bytes of the text it takes
};

// The code point that starts at text[0]; nothing if the bytes are not strict UTF-8 (overlong forms,
// surrogates and values above U+10FFFF are refused). Precondition: text is not empty.
std::optional<CodePoint> decode_utf8(std::string_view text);

std::string encode_utf8(char32_t c);

bool is_letter(char32_t c);

// The lower-case partner, or c itself.
char32_t fold_case(char32_t c);

}  // namespace groundcheck
