// Counts of grams: runs of n tokens, each packed into one 64-bit word.
//
// The oldest token stands in the highest bits, so that sorting the words sorts by context (all tokens but the
// newest), and a context's continuations lie side by side. A table is two arrays, the words and their counts:
// 12 bytes a gram, nothing else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace groundcheck::loops {

// How tokens are packed: `length` of them with `bits` bits each. Invariant: length*bits <= 64, bits >= 1.
struct GramShape {
    unsigned length = 1;
    unsigned bits = 1;

    // The bits that `count` tokens take, as a mask.
    [[nodiscard]] std::uint64_t mask(unsigned count) const {
        return count * bits >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << (count * bits)) - 1;
    }
    [[nodiscard]] std::uint64_t context(std::uint64_t gram) const { return bits >= 64 ? 0 : gram >> bits; }
    [[nodiscard]] std::uint32_t token(std::uint64_t gram) const {
        return static_cast<std::uint32_t>(gram & mask(1));
    }
    // The gram that follows: the oldest token dropped, `token` added. Precondition: token < 2^bits.
    [[nodiscard]] std::uint64_t next(std::uint64_t gram, std::uint32_t token) const {
        return ((bits >= 64 ? 0 : gram << bits) | token) & mask(length);
    }
    [[nodiscard]] GramShape with_length(unsigned other) const { return {other, bits}; }
};

// The bits of one token out of `vocabulary`; at least 1.
unsigned bits_for(std::size_t vocabulary);

// Whether grams of this length fit into a word.
bool fits(std::size_t vocabulary, unsigned length);

struct GramCounts {
    std::vector<std::uint64_t> grams;   // rising, each once
    std::vector<std::uint32_t> counts;  // positive
    std::uint64_t total = 0;            // their sum, below 2^32

    [[nodiscard]] std::size_t size() const { return grams.size(); }
    // Its place in `grams`, or size().
    [[nodiscard]] std::size_t find(std::uint64_t gram) const;
};

// The sum of both. Precondition: the totals add up to less than 2^32.
GramCounts merged(const GramCounts& a, const GramCounts& b);

// The grams without their oldest tokens: counts of grams of `length` tokens. Precondition: length is at most
// the shape's.
GramCounts shortened(const GramCounts& counts, GramShape shape, unsigned length);

// How many grams both have.
std::size_t common(const GramCounts& a, const GramCounts& b);

// The grams of a text that is closed to a ring: as many as tokens. Precondition: tokens is not empty and
// shorter than 2^32, each token below 2^bits.
GramCounts ring_grams(std::span<const std::uint32_t> tokens, GramShape shape);

// Counts words that come one by one, in memory that follows how many differ: words are gathered, sorted by
// radix and added up; the sums lie on a stack on which each is at least twice as long as the next.
class GramCounter {
  public:
    explicit GramCounter(std::size_t gathered = std::size_t{1} << 21) : capacity_(gathered) {}

    void add(std::uint64_t gram) {
        if (gathered_.size() == capacity_) settle();
        gathered_.push_back(gram);
    }
    // Everything that was added; the counter is empty afterwards.
    GramCounts take();

  private:
    void settle();

    std::size_t capacity_;
    std::vector<std::uint64_t> gathered_, scratch_;
    std::vector<GramCounts> sums_;
};

// Sorts words by their bytes, the lowest first, leaving out bytes that are the same everywhere.
void radix_sort(std::vector<std::uint64_t>& words, std::vector<std::uint64_t>& scratch);

}  // namespace groundcheck::loops
