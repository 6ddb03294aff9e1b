#include "sim/corpus.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <string_view>

#include "sim/table_lines.hpp"
#include "sim/unicode.hpp"

namespace groundcheck {

namespace {

using WordCounts = std::map<std::string, Integer>;

std::string read_file(const std::filesystem::path& file) {
    std::error_code failed;
    if (std::filesystem::is_directory(file, failed)) {
        throw CorpusError(file.string() + ": this is a folder; a text file is needed");
    }
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw CorpusError(file.string() + ": the file cannot be opened");
    std::string text{std::istreambuf_iterator<char>(stream), {}};
    if (stream.bad()) throw CorpusError(file.string() + ": reading the file failed");
    return text;
}

Corpus sorted(const WordCounts& counts) {
    Corpus corpus;
    for (const auto& [symbol, count] : counts) {
        if (count > 0) corpus.push_back({symbol, count});
    }
    std::stable_sort(corpus.begin(), corpus.end(),
                     [](const SymbolCount& a, const SymbolCount& b) { return a.count > b.count; });
    return corpus;
}

// The text without its byte-order mark. Throws CorpusError, with the line, for what is not UTF-8 text.
std::string_view checked(const std::filesystem::path& file, std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // a byte-order mark is no part of the text
    std::size_t line = 1;
    for (std::string_view rest = text; !rest.empty();) {
        const auto next = decode_utf8(rest);
        if (!next || next->value == 0) {
            throw CorpusError(file.string() + ":" + std::to_string(line) +
                              ": this is not UTF-8 text (is it a binary file, or in another encoding?)");
        }
        if (next->value == U'\n') ++line;
        rest.remove_prefix(next->bytes);
    }
    return text;
}

// Calls visit(code point, its bytes) for the whole text. Precondition: it is UTF-8.
template <class Visit>
void each_code_point(std::string_view text, Visit visit) {
    while (!text.empty()) {
        const CodePoint next = *decode_utf8(text);
        visit(next.value, text.substr(0, next.bytes));
        text.remove_prefix(next.bytes);
    }
}

Corpus counted(const std::filesystem::path& file, const std::map<std::string, std::uint64_t>& seen,
               const char* what) {
    if (seen.empty()) throw CorpusError(file.string() + ": there is no " + what + " in this file");
    WordCounts counts;
    for (const auto& [symbol, count] : seen)
        counts[symbol] = count;
    return sorted(counts);
}

bool is_count(std::string_view text) {
    return !text.empty() && text.size() <= 30 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// A decimal count; leading zeros must not make GMP read it as octal.
Integer to_count(const std::string& digits) {
    const auto first = digits.find_first_not_of('0');
    return first == std::string::npos ? Integer(0) : Integer(digits.substr(first));
}

// A header names its columns: its count column begins with a letter.
bool is_header(std::string_view count) {
    return !count.empty() && ((count[0] >= 'a' && count[0] <= 'z') || (count[0] >= 'A' && count[0] <= 'Z'));
}

}  // namespace

Corpus read_letters(const std::filesystem::path& file) {
    std::map<std::string, std::uint64_t> seen;
    std::string letter;  // with the marks that follow it
    const auto finish = [&] {
        if (!letter.empty()) ++seen[letter];
        letter.clear();
    };
    const std::string text = read_file(file);
    each_code_point(folded(checked(file, text)), [&](char32_t c, std::string_view bytes) {
        const bool mark = is_mark(c);
        if (!mark) finish();
        if (is_letter(c) || (mark && !letter.empty())) letter += bytes;
    });
    finish();
    return counted(file, seen, "letter");
}

Corpus read_characters(const std::filesystem::path& file) {
    std::map<std::string, std::uint64_t> seen;
    const std::string text = read_file(file);
    each_code_point(composed(checked(file, text)), [&](char32_t c, std::string_view bytes) {
        if (c != U'\n' && c != U'\r') ++seen[std::string(bytes)];
    });
    return counted(file, seen, "character");
}

void each_word(const std::filesystem::path& file, const std::function<void(const std::string&)>& visit) {
    std::string word, held;  // `held`: an apostrophe that belongs to the word only if a letter follows
    const auto finish = [&] {
        if (!word.empty()) visit(word);
        word.clear();
        held.clear();
    };
    const std::string text = read_file(file);
    each_code_point(folded(checked(file, text)), [&](char32_t c, std::string_view bytes) {
        const bool inside = is_mark(c) && !word.empty() && held.empty();
        if (is_letter(c) || is_digit(c) || inside) {
            word += held;
            word += bytes;
            held.clear();
        } else if ((c == U'\'' || c == 0x2019) && !word.empty() && held.empty()) {
            held = "'";
        } else {
            finish();
        }
    });
    finish();
}

Corpus read_words(const std::filesystem::path& file) {
    std::map<std::string, std::uint64_t> seen;
    each_word(file, [&](const std::string& word) { ++seen[word]; });
    return counted(file, seen, "word");
}

std::string read_text(const std::filesystem::path& file) {
    std::string text = read_file(file);
    return std::string(checked(file, text));
}

Corpus read_counts(const std::filesystem::path& file) {
    const std::string text = read_text(file);
    WordCounts counts;
    std::map<std::string, std::size_t> lines;  // where each symbol stands
    bool first = true;
    for (const TableLine& line : table_lines(text)) {
        const std::string place = file.string() + ":" + std::to_string(line.number) + ": ";
        if (is_count(line.value)) {
            const std::string symbol = line.named ? line.symbol : "symbol " + std::to_string(line.number);
            const auto [known, is_new] = lines.try_emplace(symbol, line.number);
            if (!is_new)
                throw CorpusError(place + "the symbol '" + symbol + "' has its count in line " +
                                  std::to_string(known->second) +
                                  " already; a symbol is counted once, so add the two up if both are meant");
            counts[symbol] = to_count(line.value);
        } else if (!first || !is_header(line.value)) {
            throw CorpusError(place + "'" + line.value + "' is not a count, a whole number; " +
                              number_hint(line.value));
        }
        first = false;
    }
    Corpus corpus = sorted(counts);
    if (corpus.empty()) throw CorpusError(file.string() + ": there is no positive count in this file");
    return corpus;
}

std::vector<Rational> frequencies(const Corpus& corpus) {
    Integer total = 0;
    for (const auto& entry : corpus)
        total += entry.count;
    std::vector<Rational> result;
    result.reserve(corpus.size());
    for (const auto& entry : corpus)
        result.emplace_back(entry.count, total);
    return result;
}

}  // namespace groundcheck
