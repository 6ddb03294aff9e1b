// Unicode as far as counting letters and words needs it, by utf8proc: what a letter is, and when two texts
// are one.
//
// "é" may be written as one code point or as "e" and an accent, and "Straße" in capitals: texts are compared
// in their composed form (NFC), words and letters also without their case (full case folding; UAX 15 and the
// Unicode Standard, section 5.18).
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

bool is_letter(char32_t c);  // of general category L
bool is_mark(char32_t c);    // of general category M: an accent that no letter with it is composed for, say
bool is_digit(char32_t c);   // of general category Nd

// The text in its composed form. Throws std::runtime_error for what is not UTF-8.
std::string composed(std::string_view text);
// The same without case: "STRASSE" and "Straße" are both "strasse".
std::string folded(std::string_view text);

}  // namespace groundcheck
