#include "sim/loops/loop_checkpoint.hpp"

#include <charconv>
#include <cstring>
#include <string_view>

#include "sim/state_text.hpp"
#include "theorems/language/sha256.hpp"

namespace groundcheck::loops {

namespace {

constexpr const char* kCheckpointTitle = "groundcheck loop checkpoint 1";
constexpr std::size_t kDigestLength = 64;

template <class Word>
void put_array(std::string& bytes, const std::vector<Word>& words) {
    bytes.append(reinterpret_cast<const char*>(words.data()), words.size() * sizeof(Word));
}

void put_number(std::string& bytes, std::uint64_t number) { bytes += std::to_string(number) + "\n"; }

// Takes parts off the front; `good` is false from the first one on that is not there.
struct CheckpointBytes {
    std::string_view rest;
    bool good = true;

    std::string_view take(std::size_t length) {
        if (!good || rest.size() < length) {
            good = false;
            return {};
        }
        const std::string_view part = rest.substr(0, length);
        rest.remove_prefix(length);
        return part;
    }
    std::string_view line() {
        const std::size_t end = rest.find('\n');
        const std::string_view part = take(end == std::string_view::npos ? rest.size() + 1 : end + 1);
        return part.empty() ? part : part.substr(0, part.size() - 1);
    }
    std::uint64_t number() {
        const std::string_view text = line();
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size()) good = false;
        return value;
    }
    template <class Word>
    std::vector<Word> array(std::uint64_t length) {
        std::vector<Word> words;
        if (length > rest.size() / sizeof(Word)) good = false;
        const std::string_view part = take(good ? static_cast<std::size_t>(length) * sizeof(Word) : 0);
        if (!good) return words;
        words.resize(static_cast<std::size_t>(length));
        std::memcpy(words.data(), part.data(), part.size());
        return words;
    }
};

}  // namespace

std::string checkpoint_bytes(const ChunkInHand& chunk, std::uint64_t number, const std::string& parameters) {
    std::string bytes = std::string(kCheckpointTitle) + "\n" + sha256(parameters) + "\n";
    put_number(bytes, number);
    const std::string sums = to_text(chunk.sums, "");
    put_number(bytes, sums.size());
    bytes += sums;
    put_number(bytes, chunk.replicate.number);
    put_number(bytes, chunk.replicate.t);
    put_number(bytes, chunk.replicate.data.size());
    for (std::size_t j = 0; j < chunk.replicate.data.size(); ++j) {
        const GramCounts& table = chunk.replicate.data[j];
        put_number(bytes, chunk.replicate.seen[j]);
        put_number(bytes, table.total);
        put_number(bytes, table.size());
        put_array(bytes, table.grams);
        put_array(bytes, table.counts);
    }
    return bytes + sha256(bytes);
}

std::optional<ChunkInHand> checkpoint_from(const std::string& bytes, std::uint64_t number,
                                           const std::string& parameters) {
    if (bytes.size() < kDigestLength) return std::nullopt;
    const std::string_view all = bytes, body = all.substr(0, all.size() - kDigestLength);
    if (sha256(body) != all.substr(body.size())) return std::nullopt;
    CheckpointBytes in{body};
    if (in.line() != kCheckpointTitle || in.line() != sha256(parameters) || in.number() != number)
        return std::nullopt;
    ChunkInHand chunk;
    const std::string sums(in.take(static_cast<std::size_t>(in.number())));
    chunk.replicate.number = static_cast<std::uint32_t>(in.number());
    chunk.replicate.t = static_cast<std::size_t>(in.number());
    const std::uint64_t models = in.number();
    for (std::uint64_t j = 0; in.good && j < models; ++j) {
        GramCounts table;
        chunk.replicate.seen.push_back(in.number());
        table.total = in.number();
        const std::uint64_t rows = in.number();
        table.grams = in.array<std::uint64_t>(rows);
        table.counts = in.array<std::uint32_t>(rows);
        chunk.replicate.data.push_back(std::move(table));
    }
    if (!in.good || !in.rest.empty()) return std::nullopt;
    try {
        chunk.sums = loop_state_from_text(sums, "");
    } catch (const StateMismatch&) {
        return std::nullopt;
    }
    return chunk;
}

}  // namespace groundcheck::loops
