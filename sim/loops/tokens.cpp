#include "sim/loops/tokens.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <numeric>
#include <string_view>
#include <unordered_map>

#include "sim/corpus.hpp"
#include "sim/unicode.hpp"
#include "theorems/language/sha256.hpp"

namespace groundcheck::loops {

namespace {

constexpr const char* kRare = "<rare>";

// Numbers tokens in the order in which they are met, and counts them.
class Numbering {
  public:
    void add(const std::string& name) {
        const auto [at, is_new] = numbers_.try_emplace(name, static_cast<std::uint32_t>(names_.size()));
        if (is_new) {
            names_.push_back(name);
            counts_.push_back(0);
        }
        ++counts_[at->second];
        tokens_.push_back(at->second);
    }

    // The tokens renumbered by falling count, ties by spelling.
    TokenText finish(TokenUnit unit, std::size_t most) && {
        std::vector<std::uint32_t> order(names_.size());
        std::iota(order.begin(), order.end(), 0U);
        std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return counts_[a] != counts_[b] ? counts_[a] > counts_[b] : names_[a] < names_[b];
        });
        const bool rare = most > 0 && names_.size() > most;
        const std::size_t kept = rare ? most - 1 : names_.size();
        std::vector<std::uint32_t> renumbered(names_.size());
        TokenText text;
        text.unit = unit;
        for (std::size_t rank = 0; rank < order.size(); ++rank) {
            renumbered[order[rank]] = static_cast<std::uint32_t>(std::min(rank, kept));
            if (rank < kept) text.names.push_back(names_[order[rank]]);
        }
        if (rare) text.names.emplace_back(kRare);
        text.tokens = std::move(tokens_);
        for (std::uint32_t& token : text.tokens)
            token = renumbered[token];
        return text;
    }

    [[nodiscard]] bool empty() const { return tokens_.empty(); }

  private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::vector<std::string> names_;
    std::vector<std::uint64_t> counts_;
    std::vector<std::uint32_t> tokens_;
};

void add_bytes(const std::filesystem::path& file, Numbering& numbering) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream || std::filesystem::is_directory(file))
        throw CorpusError(file.string() + ": the file cannot be opened");
    std::vector<std::string> names(256);
    for (std::size_t b = 0; b < names.size(); ++b)
        names[b] = std::string(1, static_cast<char>(b));
    for (std::istreambuf_iterator<char> at(stream), end; at != end; ++at)
        numbering.add(names[static_cast<unsigned char>(*at)]);
    if (stream.bad()) throw CorpusError(file.string() + ": reading the file failed");
}

void add_characters(const std::filesystem::path& file, Numbering& numbering) {
    const std::string text = composed(read_text(file));
    for (std::string_view rest = text; !rest.empty();) {
        const CodePoint next = *decode_utf8(rest);
        if (next.value != U'\r') numbering.add(std::string(rest.substr(0, next.bytes)));
        rest.remove_prefix(next.bytes);
    }
}

std::string shown_byte(char byte) {
    return fmt::format("\\x{:02x}", static_cast<unsigned>(static_cast<unsigned char>(byte)));
}

}  // namespace

TokenText read_tokens(const std::filesystem::path& file, TokenUnit unit, std::size_t most) {
    Numbering numbering;
    switch (unit) {
        case TokenUnit::bytes:
            add_bytes(file, numbering);
            break;
        case TokenUnit::characters:
            add_characters(file, numbering);
            break;
        case TokenUnit::words:
            each_word(file, [&](const std::string& word) { numbering.add(word); });
            break;
    }
    if (numbering.empty()) throw CorpusError(file.string() + ": there is no token in this file");
    return std::move(numbering).finish(unit, most);
}

std::string as_text(const TokenText& text, const std::vector<std::uint32_t>& tokens) {
    std::string joined;
    for (const std::uint32_t token : tokens) {
        if (text.unit == TokenUnit::words && !joined.empty()) joined += ' ';
        joined += text.names[token];
    }
    std::string shown;
    for (std::string_view rest = joined; !rest.empty();) {
        const auto next = decode_utf8(rest);
        const std::size_t bytes = next ? next->bytes : 1;
        const bool control = !next || next->value == 0x7f || (next->value < 0x20 && next->value != U'\n');
        shown += control ? shown_byte(rest[0]) : std::string(rest.substr(0, bytes));
        rest.remove_prefix(bytes);
    }
    return shown;
}

std::string digest_of(const TokenText& text) {
    return sha256(
        {reinterpret_cast<const char*>(text.tokens.data()), text.tokens.size() * sizeof(std::uint32_t)});
}

}  // namespace groundcheck::loops
