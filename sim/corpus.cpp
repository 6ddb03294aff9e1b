#include "sim/corpus.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <string_view>

#include "sim/unicode.hpp"

namespace groundcheck {

namespace {

using Counts = std::map<std::string, Integer>;

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

Corpus sorted(const Counts& counts) {
    Corpus corpus;
    for (const auto& [symbol, count] : counts) {
        if (count > 0) corpus.push_back({symbol, count});
    }
    std::stable_sort(corpus.begin(), corpus.end(),
                     [](const SymbolCount& a, const SymbolCount& b) { return a.count > b.count; });
    return corpus;
}

// Calls visit(code point, its folded form or 0 if it is not a letter) for the whole text.
template <class Visit>
void each_code_point(const std::filesystem::path& file, const std::string& text, Visit visit) {
    std::string_view rest = text;
    if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);  // a byte-order mark is no part of the text
    std::size_t line = 1;
    while (!rest.empty()) {
        const auto next = decode_utf8(rest);
        if (!next || next->value == 0) {
            throw CorpusError(file.string() + ":" + std::to_string(line) +
                              ": this is not UTF-8 text (is it a binary file, or in another encoding?)");
        }
        if (next->value == U'\n') ++line;
        visit(next->value, is_letter(next->value) ? fold_case(next->value) : 0);
        rest.remove_prefix(next->bytes);
    }
}

std::string_view trimmed(std::string_view text) {
    const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!text.empty() && space(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && space(text.back()))
        text.remove_suffix(1);
    return text;
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

struct CountLine {
    std::string symbol;
    std::string count;
};

// The last comma separates, so that a symbol may be a comma itself; quotes around the symbol are dropped.
CountLine split_line(std::string_view line, std::size_t number) {
    const auto comma = line.rfind(',');
    if (comma == std::string_view::npos)
        return {"symbol " + std::to_string(number), std::string(trimmed(line))};
    std::string_view symbol = trimmed(line.substr(0, comma));
    if (symbol.size() >= 2 && symbol.front() == '"' && symbol.back() == '"') {
        symbol = symbol.substr(1, symbol.size() - 2);
    }
    return {std::string(symbol), std::string(trimmed(line.substr(comma + 1)))};
}

}  // namespace

Corpus read_letters(const std::filesystem::path& file) {
    Counts counts;
    std::map<char32_t, std::uint64_t> seen;
    each_code_point(file, read_file(file), [&](char32_t, char32_t letter) {
        if (letter != 0) ++seen[letter];
    });
    for (const auto& [letter, count] : seen)
        counts[encode_utf8(letter)] = count;
    if (counts.empty()) throw CorpusError(file.string() + ": there is no letter in this file");
    return sorted(counts);
}

Corpus read_characters(const std::filesystem::path& file) {
    Counts counts;
    std::map<char32_t, std::uint64_t> seen;
    each_code_point(file, read_file(file), [&](char32_t c, char32_t) {
        if (c != U'\n' && c != U'\r') ++seen[c];
    });
    for (const auto& [character, count] : seen)
        counts[encode_utf8(character)] = count;
    if (counts.empty()) throw CorpusError(file.string() + ": there is no character in this file");
    return sorted(counts);
}

Corpus read_words(const std::filesystem::path& file) {
    Counts counts;
    std::string word, held;  // `held`: an apostrophe that belongs to the word only if a letter follows
    const auto finish = [&] {
        if (!word.empty()) ++counts[word];
        word.clear();
        held.clear();
    };
    each_code_point(file, read_file(file), [&](char32_t c, char32_t letter) {
        if (letter != 0) {
            word += held + encode_utf8(letter);
            held.clear();
        } else if ((c == U'\'' || c == 0x2019) && !word.empty() && held.empty()) {
            held = "'";
        } else {
            finish();
        }
    });
    finish();
    if (counts.empty()) throw CorpusError(file.string() + ": there is no word in this file");
    return sorted(counts);
}

std::string read_text(const std::filesystem::path& file) {
    std::string text = read_file(file);
    each_code_point(file, text, [](char32_t, char32_t) {});  // refuses what is not text
    return text;
}

Corpus read_counts(const std::filesystem::path& file) {
    const std::string text = read_text(file);
    Counts counts;
    std::map<std::string, std::size_t> lines;  // where each symbol stands
    std::string_view rest = text;
    bool first = true;
    for (std::size_t number = 1; !rest.empty(); ++number) {
        const auto end = rest.find('\n');
        const std::string_view line = trimmed(rest.substr(0, end));
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
        if (line.empty() || line.front() == '#') continue;
        const CountLine entry = split_line(line, number);
        if (is_count(entry.count)) {
            const auto [known, is_new] = lines.try_emplace(entry.symbol, number);
            if (!is_new)
                throw CorpusError(file.string() + ":" + std::to_string(number) + ": the symbol '" +
                                  entry.symbol + "' has its count in line " + std::to_string(known->second) +
                                  " already; a symbol is counted once, so add the two up if both are meant");
            counts[entry.symbol] = to_count(entry.count);
        } else if (!first || !is_header(entry.count)) {
            throw CorpusError(file.string() + ":" + std::to_string(number) + ": '" + entry.count +
                              "' is not a count; a line is `symbol,count` with a non-negative whole number");
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
