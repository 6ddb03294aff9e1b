// Drawing binomial and multinomial counts.
//
// What "exact" means here. Nothing is approximated by a normal or Poisson law: every method's law in real
// arithmetic is the binomial (multinomial) law itself. Two of the three are run in double precision, so their
// law differs from the true one by rounding:
//   - inversion compares a uniform multiple of 2^-53 with partial sums of the probabilities, each within a
//   few
//     units of 2^-53 times n*p of the truth;
//   - rejection decides by logarithms of probability ratios, within about 10^-14 of the truth (Loader's
//     saddle-point form, which does not cancel);
//   - draws from an alias table with integer weights involve no rounding at all.
// The first two are estimates, not proofs: confidence intervals built on the samples hold for the sampler's
// law. For an alias table of real weights the difference is proved: at most K*2^-61 in total variation per
// draw.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/random.hpp"

namespace groundcheck {

// A draw from Binomial(n, p). Preconditions: 0 <= p <= 1, n <= 2^52.
// Methods: inversion where n*min(p, 1-p) < 10, else transformed rejection with squeeze (Hormann 1993, "The
// generation of binomial random variates", algorithm BTRS).
std::uint64_t binomial_draw(RandomStream& random, std::uint64_t n, double p);

// log Pr(k) for Binomial(n, p), in nats. Preconditions: 0 < p < 1, k <= n.
// Method: Loader 2000, "Fast and accurate computation of binomial probabilities". Not an enclosure.
double binomial_log_probability(std::uint64_t n, double p, std::uint64_t k);

// Draws symbols with probabilities proportional to weights, each in constant time (Walker 1977, Vose 1991),
// by integers only.
class AliasTable {
  public:
    // The law weights[i]/total exactly. Preconditions: at least one weight, total = their sum, 1 <= total <
    // 2^63.
    AliasTable(std::span<const std::uint64_t> weights, std::uint64_t total);

    // The law of real weights, each rounded to a multiple of 2^-62 of their sum. Precondition: finite, none
    // negative, a positive sum.
    explicit AliasTable(std::span<const double> weights);

    [[nodiscard]] std::size_t draw(RandomStream& random) const {
        const auto bucket = static_cast<std::size_t>(random.below(buckets_.size()));
        return random.below(total_) < buckets_[bucket].threshold ? bucket : buckets_[bucket].alias;
    }

  private:
    struct Bucket {
        std::uint64_t threshold;  // of total_: below it the bucket's own symbol
        std::uint32_t alias;
    };
    void build(std::span<const std::uint64_t> weights);

    std::uint64_t total_;
    std::vector<Bucket> buckets_;
};

// Counts with the symbols that have them: entries sorted by symbol, no zero counts.
struct SparseCounts {
    std::vector<std::uint32_t> symbols;
    std::vector<std::uint64_t> counts;
    std::uint64_t total = 0;

    [[nodiscard]] std::size_t size() const { return symbols.size(); }
    void clear();
};

// Where several draws add up: a count for every symbol, and which of them are not 0. One per thread; memory 8
// bytes per symbol.
class SymbolCounts {
  public:
    explicit SymbolCounts(std::size_t symbols) : counts_(symbols, 0) {}

    void add(std::uint32_t symbol, std::uint64_t count) {
        if (count == 0) return;
        if (counts_[symbol] == 0) touched_.push_back(symbol);
        counts_[symbol] += count;
        total_ += count;
    }

    // The counts since the last take(), into `result`; the table is empty afterwards.
    void take(SparseCounts& result);

  private:
    std::vector<std::uint64_t> counts_;
    std::vector<std::uint32_t> touched_;
    std::uint64_t total_ = 0;
};

// A law on symbols 0..K-1 that is sampled from many times: both methods prepared.
class FixedLaw {
  public:
    // Preconditions: 1 <= K < 2^32 weights, finite, none negative, a positive sum.
    explicit FixedLaw(std::vector<double> weights);

    [[nodiscard]] std::span<const double> weights() const { return weights_; }

    // Adds the counts of n draws to `counts`: symbol by symbol (conditional binomials), or draw by draw from
    // the alias table where n is small against K.
    void sample(RandomStream& random, std::uint64_t n, SymbolCounts& counts) const;

  private:
    std::vector<double> weights_;
    std::vector<std::uint32_t> symbols_;  // those of positive weight
    std::vector<double> conditional_;     // weight / sum of this and the later ones, per entry of symbols_
    AliasTable alias_;
};

// Adds the counts of n draws from the law counts[i]/total of `data` to `counts`. Precondition: data.total >=
// 1 or n == 0; data.total < 2^52. Symbol by symbol, or draw by draw where n is small against the support:
// then exactly, in integers.
void sample_empirical(RandomStream& random, std::uint64_t n, const SparseCounts& data, SymbolCounts& counts);

}  // namespace groundcheck
