// A real text as a sequence of tokens: its bytes, its characters or its words.
//
// Tokens are numbered by falling count, ties by spelling, so that the same text gives the same numbers
// everywhere. The numbers are what the models of this folder work with; the names are for people.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace groundcheck::loops {

enum class TokenUnit {
    bytes,       // every byte of the file, as it stands; any file will do
    characters,  // code points of a UTF-8 text in its composed form (NFC), line breaks too, without CR
    words,       // runs of letters and digits, without case, as words:FILE takes them (sim/corpus.hpp)
};

struct TokenText {
    TokenUnit unit = TokenUnit::bytes;
    std::vector<std::uint32_t> tokens;  // numbers below names.size()
    std::vector<std::string> names;     // of the tokens, most frequent first
};

// The tokens of a file. With `most` above 0 only the most - 1 most frequent ones keep their names, and the
// others are one token, "<rare>". Throws CorpusError for a file that cannot be read, is no UTF-8 text (unless
// bytes are asked for), or has no token. Preconditions: most is 0 or at least 2.
TokenText read_tokens(const std::filesystem::path& file, TokenUnit unit, std::size_t most = 0);

// Tokens as a reader sees them: words separated by spaces, others put together; bytes that are no UTF-8 and
// control characters as \xNN, line breaks as they are.
std::string as_text(const TokenText& text, const std::vector<std::uint32_t>& tokens);

// SHA-256 of the tokens' numbers, in hexadecimal: the same text, read in the same way.
std::string digest_of(const TokenText& text);

}  // namespace groundcheck::loops
