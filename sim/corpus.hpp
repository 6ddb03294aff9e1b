// Real data as a distribution: the letters or words of a text, or a table of counts.
//
// A text's relative frequencies are rational numbers, so a claim about "every Q" can be decided exactly at a
// Q that somebody actually met. Symbols are ordered by falling count, then by their spelling, so that the
// same data give the same distribution whatever the order in which they were written.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "interval/rational.hpp"

namespace groundcheck {

// The data cannot be read as what they are said to be. The message names the file and, where there is one,
// the line.
struct CorpusError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct SymbolCount {
    std::string symbol;  // UTF-8
    Integer count;       // positive
};

// The data's symbols with their counts, most frequent first, ties by spelling; never empty.
using Corpus = std::vector<SymbolCount>;

// Letters of a UTF-8 text: code points in Unicode's letter ranges used by the world's alphabets and
// syllabaries, folded to lower case where the fold is one code point to one (Latin, Greek, Cyrillic,
// Armenian). Other characters do not count. Throws CorpusError for a file that cannot be read, is not UTF-8
// (a binary file), or has no letter.
Corpus read_letters(const std::filesystem::path& file);

// Characters: every code point of a UTF-8 text but line breaks, as it stands. Throws as read_letters does.
Corpus read_characters(const std::filesystem::path& file);

// Words: maximal runs of letters, folded as above; an apostrophe between two letters belongs to the word.
Corpus read_words(const std::filesystem::path& file);

// The same words one after another, as they stand in the text. Throws CorpusError for a file that cannot be
// read or is not UTF-8.
void each_word(const std::filesystem::path& file, const std::function<void(const std::string&)>& visit);

// A table of counts (table_lines.hpp): `symbol,count` or just `count`; the count a non-negative integer. A
// first line whose count column is not a number is taken for a header. Blank lines and lines starting with #
// are skipped, zero counts dropped, equal symbols added up. Throws CorpusError with the line for anything
// else, and for a file without a positive count.
Corpus read_counts(const std::filesystem::path& file);

// The bytes of a UTF-8 text, without a byte-order mark. Throws CorpusError for a file that cannot be read or
// is not UTF-8, with the line.
std::string read_text(const std::filesystem::path& file);

// count / total for each symbol, in the corpus's order: K probabilities that add up to 1.
std::vector<Rational> frequencies(const Corpus& corpus);

}  // namespace groundcheck
