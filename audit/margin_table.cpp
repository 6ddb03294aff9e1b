#include "audit/margin_table.hpp"

#include "interval/agreement.hpp"

namespace groundcheck {

MarginTable::MarginTable(const SeparableRelation& relation, const SymbolSpace& space,
                         const Instance& instance)
    : relation_(&relation), space_(&space), instance_(&instance) {
    std::vector<MpfiInterval> mpfi;
    try {
        balls_ = column(BallKernel(base_precision));
        mpfi = column(MpfiKernel(base_precision));
    } catch (const DomainError& error) {
        finite_ = false;
        error_ = error;
        return;
    }
    const BallKernel ball;
    const DoubleKernel doubles;
    for (std::size_t row = 0; row < balls_.size(); ++row) {
        require_agreement("one symbol's part of " + to_text(*relation.relation) + " at " +
                              to_text(space.symbol(row, instance)),
                          balls_[row], mpfi[row]);
        finite_ = finite_ && !balls_[row].is_empty() && ball.lower(balls_[row]).is_finite() &&
                  ball.upper(balls_[row]).is_finite();
        doubles_.push_back(doubles.from_ball(balls_[row]));
    }
    evaluations_ = balls_.size();
}

template <NumberKernel Kernel>
std::vector<typename Kernel::Value> MarginTable::column(Kernel kernel) {
    std::vector<typename Kernel::Value> result;
    result.reserve(space_->rows().size());
    Point symbol = space_->symbol(0, *instance_);
    auto evaluator = Evaluator<Kernel>::of_symbol(kernel, symbol, symbol_variable);
    for (std::size_t row = 0; row < space_->rows().size(); ++row) {
        symbol = space_->symbol(row, *instance_);
        evaluator.move_to(symbol);
        result.push_back(evaluator.scalar(*relation_->margin));
    }
    return result;
}

template <NumberKernel Kernel, class Column>
typename Kernel::Value MarginTable::sum(const Kernel& kernel, const Column& rows,
                                        const SymbolSpace::Use* begin, const SymbolSpace::Use* end) const {
    typename Kernel::Value total = kernel.rational(Rational(0));
    for (const auto* use = begin; use != end; ++use) {
        const auto& value = rows[use->row];
        total = kernel.add(
            total, use->times == 1 ? value : kernel.mul(kernel.rational(Rational(use->times)), value));
    }
    return total;
}

DoubleInterval MarginTable::filtered(std::size_t point) const {
    const DoubleKernel kernel;
    DoubleInterval total{0.0, 0.0};
    for (const auto* use = space_->begin(point); use != space_->end(point); ++use) {
        const DoubleInterval& value = doubles_[use->row];
        // A count is below 2^32 and so a double exactly.
        total = kernel.add(total, use->times == 1 ? value : kernel.mul(kernel.point(use->times), value));
    }
    return total;
}

Ball MarginTable::enclosed(std::size_t point) const {
    return sum(BallKernel(base_precision), balls_, space_->begin(point), space_->end(point));
}

std::optional<MarginSign> MarginTable::sign(std::size_t point, Precision ceiling) {
    const DoubleInterval quick = filtered(point);
    if (quick.lo > 0) return MarginSign{1, SignMethod::filter, 53};
    if (quick.hi < 0) return MarginSign{-1, SignMethod::filter, 53};
    return sign_of(space_->begin(point), space_->end(point), ceiling);
}

std::optional<MarginSign> MarginTable::row_sign(std::size_t row, Precision ceiling) {
    const SymbolSpace::Use use{static_cast<std::uint32_t>(row), 1};
    return sign_of(&use, &use + 1, ceiling);
}

std::optional<MarginSign> MarginTable::sign_of(const SymbolSpace::Use* begin, const SymbolSpace::Use* end,
                                               Precision ceiling) {
    const auto by_ball = [&](const std::vector<Ball>& rows, Precision bits) -> std::optional<MarginSign> {
        const BallKernel kernel(bits);
        const Ball total = sum(kernel, rows, begin, end);
        if (kernel.less(kernel.rational(Rational(0)), total) == Truth::yes)
            return MarginSign{1, SignMethod::ball, bits};
        if (kernel.less(total, kernel.rational(Rational(0))) == Truth::yes)
            return MarginSign{-1, SignMethod::ball, bits};
        return std::nullopt;
    };
    if (const auto found = by_ball(balls_, base_precision)) return found;
    if (exact_.empty()) exact_ = column(ExactKernel());
    const Exact total = sum(ExactKernel(), exact_, begin, end);
    if (total.is_finite()) return MarginSign{total.number().sign(), SignMethod::exact, 0};
    for (const Precision bits : PrecisionLadder(ceiling)) {
        if (bits <= base_precision) continue;
        auto& rows = finer_[bits];
        if (rows.empty()) rows = column(BallKernel(bits));
        if (const auto found = by_ball(rows, bits)) return found;
    }
    return std::nullopt;
}

}  // namespace groundcheck
