// One-symbol margins of a separable relation, enclosed, for every row of a symbol space.
//
// The table is what makes lattices cheap: thousands of points share a few dozen one-symbol values, so those
// are enclosed once, by both kernels, and the doubles around them serve as a filter for the sums. Higher
// precisions and exact values are made only when a sum stays open.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "audit/evaluate.hpp"
#include "audit/separable.hpp"
#include "audit/symbol_space.hpp"
#include "interval/ball_kernel.hpp"
#include "interval/double_kernel.hpp"
#include "interval/exact_kernel.hpp"
#include "interval/mpfi_kernel.hpp"

namespace groundcheck {

// How the sign of a margin was found.
enum class SignMethod { filter, ball, exact };

struct MarginSign {
    int sign = 0;  // of the margin: -1, 0, +1
    SignMethod method = SignMethod::filter;
    Precision precision = 53;
};

class MarginTable {
  public:
    static constexpr Precision base_precision = 128;

    // Evaluates every row with Arb and MPFI. Throws KernelDisagreement. All arguments must outlive the table.
    MarginTable(const SeparableRelation& relation, const SymbolSpace& space, const Instance& instance);

    // Whether every row's margin is a finite number; if not (a divergence may be infinite) sums of margins
    // mean nothing.
    bool finite() const { return finite_; }
    // Set if some row's margin has no value at all (then the table is not finite either).
    const std::optional<DomainError>& error() const { return error_; }

    // The margin of a point as a sum of doubles, rounded outward.
    DoubleInterval filtered(std::size_t point) const;
    // The margin of a point, enclosed at base precision.
    Ball enclosed(std::size_t point) const;

    // The certain sign of the margin at a point, or of a single row; nothing if it stays open up to `ceiling`
    // bits (log-linear margins never do).
    std::optional<MarginSign> sign(std::size_t point, Precision ceiling);
    std::optional<MarginSign> row_sign(std::size_t row, Precision ceiling);

    std::uint64_t evaluations() const { return evaluations_; }  // rows enclosed, per kernel

  private:
    template <NumberKernel Kernel>
    std::vector<typename Kernel::Value> column(Kernel kernel);
    template <NumberKernel Kernel, class Column>
    typename Kernel::Value sum(const Kernel& kernel, const Column& rows, const SymbolSpace::Use* begin,
                               const SymbolSpace::Use* end) const;
    std::optional<MarginSign> sign_of(const SymbolSpace::Use* begin, const SymbolSpace::Use* end,
                                      Precision ceiling);

    const SeparableRelation* relation_;
    const SymbolSpace* space_;
    const Instance* instance_;
    std::vector<Ball> balls_;
    std::vector<DoubleInterval> doubles_;
    std::map<Precision, std::vector<Ball>> finer_;
    std::vector<Exact> exact_;
    bool finite_ = true;
    std::optional<DomainError> error_;
    std::uint64_t evaluations_ = 0;
};

}  // namespace groundcheck
