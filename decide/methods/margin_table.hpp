// One-symbol margins of a separable relation, enclosed, for every row of a symbol space.
//
// The table is what makes lattices cheap: thousands of points share a few dozen one-symbol values. Each is
// first enclosed in doubles, which decide almost every sum; a row is enclosed by Arb and MPFI, to be held
// against each other, when a sum that uses it stays open or is reported. Higher precisions and exact values
// are made only when that is not enough.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "decide/evaluate/evaluate.hpp"
#include "decide/methods/separable.hpp"
#include "decide/question/symbol_space.hpp"
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

    // Encloses every row in doubles. All arguments must outlive the table.
    MarginTable(const SeparableRelation& relation, const SymbolSpace& space, const Instance& instance);

    // Whether every row's margin is a finite number; if not (a divergence may be infinite) sums of margins
    // mean nothing.
    bool finite() const { return finite_; }
    // Set if some row's margin has no value at all (then the table is not finite either).
    const std::optional<DomainError>& error() const { return error_; }

    // The margin of a point as a sum of doubles, rounded outward.
    DoubleInterval filtered(std::size_t point) const;
    // The margin of a point, enclosed at base precision; both kernels evaluate its rows. Throws
    // KernelDisagreement.
    Ball enclosed(std::size_t point);

    // The certain sign of the margin at a point, or of a single row; nothing if it stays open up to `ceiling`
    // bits (log-linear margins never do). Throws KernelDisagreement.
    std::optional<MarginSign> sign(std::size_t point, Precision ceiling);
    std::optional<MarginSign> row_sign(std::size_t row, Precision ceiling);

    // How many rows both kernels have enclosed.
    std::uint64_t cross_checked() const { return cross_checked_; }

  private:
    using Use = SymbolSpace::Use;

    // One kernel's view: rows are evaluated when they are first asked for.
    template <NumberKernel Kernel>
    class Column {
      public:
        Column(Kernel kernel, const MarginTable& table);
        Column(const Column&) = delete;  // the evaluator points to the symbol in hand
        Column& operator=(const Column&) = delete;
        const typename Kernel::Value& at(std::size_t row);
        const Kernel& kernel() const { return kernel_; }

      private:
        Kernel kernel_;
        const MarginTable* table_;
        Point symbol_;
        Evaluator<Kernel> evaluator_;
        std::vector<std::optional<typename Kernel::Value>> values_;
    };

    template <NumberKernel Kernel>
    typename Kernel::Value sum(Column<Kernel>& column, const Use* begin, const Use* end);
    std::optional<MarginSign> sign_of(const Use* begin, const Use* end, Precision ceiling);
    template <NumberKernel Kernel>
    Column<Kernel>& lazily(std::unique_ptr<Column<Kernel>>& column, Kernel kernel);
    void cross_check(const Use* begin, const Use* end);

    const SeparableRelation* relation_;
    const SymbolSpace* space_;
    const Instance* instance_;
    std::vector<DoubleInterval> doubles_;
    std::unique_ptr<Column<BallKernel>> balls_;
    std::unique_ptr<Column<MpfiKernel>> mpfi_;
    std::unique_ptr<Column<ExactKernel>> exact_;
    std::map<Precision, std::unique_ptr<Column<BallKernel>>> finer_;
    std::vector<char> checked_;
    bool finite_ = true;
    std::optional<DomainError> error_;
    std::uint64_t cross_checked_ = 0;
};

}  // namespace groundcheck
