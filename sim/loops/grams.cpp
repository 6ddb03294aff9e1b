#include "sim/loops/grams.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace groundcheck::loops {

unsigned bits_for(std::size_t vocabulary) {
    return vocabulary <= 2 ? 1U : static_cast<unsigned>(std::bit_width(vocabulary - 1));
}

bool fits(std::size_t vocabulary, unsigned length) { return length * bits_for(vocabulary) <= 64; }

std::size_t GramCounts::find(std::uint64_t gram) const {
    const auto at = std::lower_bound(grams.begin(), grams.end(), gram);
    return at != grams.end() && *at == gram ? static_cast<std::size_t>(at - grams.begin()) : size();
}

namespace {

void append(GramCounts& sum, std::uint64_t gram, std::uint32_t count) {
    sum.grams.push_back(gram);
    sum.counts.push_back(count);
}

void reserve(GramCounts& counts, std::size_t size) {
    counts.grams.reserve(size);
    counts.counts.reserve(size);
}

GramCounts run_lengths(const std::vector<std::uint64_t>& sorted) {
    GramCounts result;
    for (std::size_t i = 0; i < sorted.size();) {
        std::size_t end = i + 1;
        while (end < sorted.size() && sorted[end] == sorted[i])
            ++end;
        append(result, sorted[i], static_cast<std::uint32_t>(end - i));
        i = end;
    }
    result.total = sorted.size();
    return result;
}

}  // namespace

GramCounts merged(const GramCounts& a, const GramCounts& b) {
    if (a.size() == 0) return b;
    if (b.size() == 0) return a;
    GramCounts sum;
    reserve(sum, a.size() + b.size());
    std::size_t i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        if (a.grams[i] == b.grams[j]) {
            append(sum, a.grams[i], a.counts[i] + b.counts[j]);
            ++i, ++j;
        } else if (a.grams[i] < b.grams[j]) {
            append(sum, a.grams[i], a.counts[i]);
            ++i;
        } else {
            append(sum, b.grams[j], b.counts[j]);
            ++j;
        }
    }
    for (; i < a.size(); ++i)
        append(sum, a.grams[i], a.counts[i]);
    for (; j < b.size(); ++j)
        append(sum, b.grams[j], b.counts[j]);
    sum.total = a.total + b.total;
    return sum;
}

GramCounts shortened(const GramCounts& counts, GramShape shape, unsigned length) {
    if (length >= shape.length) return counts;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> parts(counts.size());
    const std::uint64_t mask = shape.mask(length);
    for (std::size_t i = 0; i < parts.size(); ++i)
        parts[i] = {counts.grams[i] & mask, counts.counts[i]};
    std::sort(parts.begin(), parts.end());
    GramCounts sum;
    for (const auto& [gram, count] : parts) {
        if (sum.size() > 0 && sum.grams.back() == gram)
            sum.counts.back() += count;
        else
            append(sum, gram, count);
    }
    sum.total = counts.total;
    return sum;
}

std::size_t common(const GramCounts& a, const GramCounts& b) {
    std::size_t both = 0, i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        if (a.grams[i] == b.grams[j]) {
            ++both, ++i, ++j;
        } else if (a.grams[i] < b.grams[j]) {
            ++i;
        } else {
            ++j;
        }
    }
    return both;
}

GramCounts ring_grams(std::span<const std::uint32_t> tokens, GramShape shape) {
    GramCounter counter;
    std::uint64_t gram = 0;
    for (unsigned back = shape.length; back-- > 1;)
        gram = shape.next(gram, tokens[(tokens.size() * shape.length - back) % tokens.size()]);
    for (const std::uint32_t token : tokens) {
        gram = shape.next(gram, token);
        counter.add(gram);
    }
    return counter.take();
}

void radix_sort(std::vector<std::uint64_t>& words, std::vector<std::uint64_t>& scratch) {
    constexpr unsigned kBits = 11;
    constexpr std::size_t kBins = std::size_t{1} << kBits;
    constexpr std::size_t kSmall = 4096;
    if (words.size() < kSmall) {
        std::sort(words.begin(), words.end());
        return;
    }
    std::uint64_t any = 0, all = ~std::uint64_t{0};
    for (const std::uint64_t word : words) {
        any |= word;
        all &= word;
    }
    scratch.resize(words.size());
    for (unsigned shift = 0; shift < 64; shift += kBits) {
        if (((any ^ all) >> shift & (kBins - 1)) == 0) continue;
        std::array<std::size_t, kBins> place{};
        for (const std::uint64_t word : words)
            ++place[word >> shift & (kBins - 1)];
        std::size_t sum = 0;
        for (std::size_t& bin : place)
            sum += std::exchange(bin, sum);
        for (const std::uint64_t word : words)
            scratch[place[word >> shift & (kBins - 1)]++] = word;
        words.swap(scratch);
    }
}

void GramCounter::settle() {
    if (gathered_.empty()) return;
    radix_sort(gathered_, scratch_);
    sums_.push_back(run_lengths(gathered_));
    gathered_.clear();
    while (sums_.size() >= 2 && sums_[sums_.size() - 2].size() < 2 * sums_.back().size()) {
        GramCounts sum = merged(sums_[sums_.size() - 2], sums_.back());
        sums_.pop_back();
        sums_.back() = std::move(sum);
    }
}

GramCounts GramCounter::take() {
    settle();
    GramCounts sum;
    while (!sums_.empty()) {
        sum = merged(sums_.back(), sum);
        sums_.pop_back();
    }
    return sum;
}

}  // namespace groundcheck::loops
