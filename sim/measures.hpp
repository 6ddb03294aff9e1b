// What is measured of a simulated model: entropy, diversity, support, drift from a reference, an observable.
//
// A model is Q_i = (c_i + a)/(T + K*a) with integer counts c and a smoothing a >= 0 (0: maximum likelihood),
// or a law of real weights at the start. Every measure comes as an interval that contains its true value:
// sums are compensated (TwoSum), with the proved bounds of Ogita, Rump and Oishi 2005 above the code, or done
// in intervals; logarithms are enclosed. The cost is one pass over the support.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "interval/double_kernel.hpp"
#include "sim/sampling.hpp"

namespace groundcheck {

enum class Measure : std::size_t {
    entropy,     // H(Q), nats
    diversity,   // D(Q) = 1 - sum Q_i^2
    support,     // number of symbols with Q_i > 0
    l2,          // sum (Q_i - R_i)^2, R the reference
    tv,          // sum |Q_i - R_i| / 2
    kl,          // KL(Q, R), nats; infinite if Q has a symbol that R lacks
    reverse_kl,  // KL(R, Q), nats; infinite if R has a symbol that Q lacks
    mean,        // sum Q_i f_i
    shift,       // (mean - mean at the start)^2
};
inline constexpr std::size_t kMeasures = 9;
inline constexpr std::array<const char*, kMeasures> kMeasureNames = {
    "entropy", "diversity", "support", "l2", "tv", "kl", "reverse_kl", "mean", "shift"};

// An infinite measure is the interval [inf, inf].
using Measured = std::array<DoubleInterval, kMeasures>;

// The ruler: reference, observable and tables, the same for all models of a simulation. Not for use by
// several threads at once: copy it (the tables are shared).
class Measurer {
  public:
    // `start`, `reference`: weights of K symbols, as FixedLaw takes them. `observable`: K finite values.
    // `possible`: whether a symbol can ever be sampled. `smoothing`: a, an enclosure; [0,0] for maximum
    // likelihood.
    Measurer(std::span<const double> start, std::span<const double> reference,
             std::span<const double> observable, std::vector<bool> possible, DoubleInterval smoothing);

    // Of the model fitted to `data`. Precondition: data.total >= 1, below 2^52.
    [[nodiscard]] Measured measure(const SparseCounts& data);

    // Of a law of real weights, by plain interval arithmetic: slow, and independent of the above. Each weight
    // may be off by `off` of itself.
    [[nodiscard]] Measured measure(std::span<const double> weights, double off = 0) const;

    // An interval that contains the measure for every model that can be fitted to `total` samples. Its upper
    // end is infinite for a measure that can be infinite.
    [[nodiscard]] DoubleInterval range(Measure measure, std::uint64_t total) const;

    // The largest finite value that a measure can take, where range() is unbounded.
    [[nodiscard]] double largest_finite(Measure measure, std::uint64_t total) const;

    // How far the measure of a model that is fitted to `total` samples can move when one of them becomes
    // another symbol, an upper bound; infinite where there is none. Precondition: total >= 1.
    [[nodiscard]] double sensitivity(Measure measure, std::uint64_t total) const;

  private:
    [[nodiscard]] DoubleInterval entropy(const SparseCounts& data);
    [[nodiscard]] DoubleInterval sum_of_squares(const SparseCounts& data) const;
    [[nodiscard]] DoubleInterval drift_l2(const SparseCounts& data) const;
    [[nodiscard]] DoubleInterval drift_tv(const SparseCounts& data) const;
    [[nodiscard]] DoubleInterval cross_entropy(const SparseCounts& data) const;
    [[nodiscard]] DoubleInterval reverse(const SparseCounts& data) const;
    [[nodiscard]] DoubleInterval mean(const SparseCounts& data) const;
    [[nodiscard]] DoubleInterval normalizer(const SparseCounts& data) const;
    [[nodiscard]] bool smoothed() const { return smoothing_.hi > 0; }

    std::size_t symbols_;          // K
    std::size_t possible_ = 0;     // symbols that a model can have
    DoubleInterval smoothing_;     // a
    std::vector<double> weights_;  // of the reference
    DoubleInterval weight_sum_;
    std::vector<double> shares_;     // R_i, each off by share_error_ of itself at most
    std::vector<double> surprises_;  // -log(R_i), each off by surprise_error_ at most; infinite for 0
    double share_error_ = 0;
    double surprise_error_ = 0;
    double largest_surprise_ = 0;  // an upper bound of the finite ones
    DoubleInterval surprise_sum_;  // of the finite ones
    std::size_t reference_support_ = 0;
    DoubleInterval reference_squares_;  // sum R_i^2
    DoubleInterval reference_entropy_;
    DoubleInterval least_share_;     // the least R_i among possible symbols; [0,0] if one has none
    bool reference_has_all_ = true;  // every possible symbol has R_i > 0
    std::vector<double> observable_;
    DoubleInterval observable_sum_;
    double observable_size_ = 0;       // max |f_i|
    DoubleInterval observable_range_;  // over possible symbols
    DoubleInterval start_mean_;
    std::vector<std::uint64_t> multiplicity_;  // scratch: how many symbols have a small count
};

}  // namespace groundcheck
