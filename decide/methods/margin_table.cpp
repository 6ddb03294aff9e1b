#include "decide/methods/margin_table.hpp"

#include <cmath>

#include "decide/evaluate/planted_fault.hpp"
#include "interval/agreement.hpp"

namespace groundcheck {

namespace {

// For the planted fault: as if one evaluator served all instances and kept its tables, whatever N and alpha
// are. Tables grow with K and N, so it is made anew where these grow.
template <NumberKernel Kernel>
Evaluator<Kernel>& remembering(const SeparableRelation& relation, const Kernel& kernel, const Point& symbol) {
    struct Kept {
        ExpressionPtr margin;  // tables are kept by its parts, which must not make room for others
        Point first;
        Evaluator<Kernel> evaluator;
    };
    thread_local std::map<const Expression*, std::unique_ptr<Kept>> all;
    auto& kept = all[relation.margin.get()];
    if (!kept || kept->first.K != symbol.K || kept->first.N < symbol.N)
        kept.reset(
            new Kept{relation.margin, symbol, Evaluator<Kernel>::of_symbol(kernel, symbol, symbol_variable)});
    kept->evaluator.move_to(symbol);
    return kept->evaluator;
}

}  // namespace

template <NumberKernel Kernel>
MarginTable::Column<Kernel>::Column(Kernel kernel, const MarginTable& table)
    : kernel_(kernel),
      table_(&table),
      symbol_(table.space_->symbol(0, *table.instance_)),
      evaluator_(Evaluator<Kernel>::of_symbol(kernel, symbol_, symbol_variable)),
      values_(table.space_->rows().size()) {}

template <NumberKernel Kernel>
const typename Kernel::Value& MarginTable::Column<Kernel>::at(std::size_t row) {
    auto& value = values_[row];
    if (!value) {
        symbol_ = table_->space_->symbol(row, *table_->instance_);
        if (planted(PlantedFault::symbol_tables_of_another_instance) && !symbol_.process) {
            value = remembering(*table_->relation_, kernel_, symbol_).scalar(*table_->relation_->margin);
            return *value;
        }
        evaluator_.move_to(symbol_);
        value = evaluator_.scalar(*table_->relation_->margin);
    }
    return *value;
}

MarginTable::MarginTable(const SeparableRelation& relation, const SymbolSpace& space,
                         const Instance& instance)
    : relation_(&relation), space_(&space), instance_(&instance), checked_(space.rows().size(), 0) {
    Column<DoubleKernel> column(DoubleKernel(), *this);
    try {
        for (std::size_t row = 0; row < space.rows().size(); ++row)
            doubles_.push_back(column.at(row));
        for (std::size_t row = 0; row < doubles_.size() && finite_; ++row) {
            const DoubleInterval& value = doubles_[row];
            if (std::isfinite(value.lo) && std::isfinite(value.hi)) continue;
            // Doubles may merely have overflowed; the finer kernel knows.
            const Ball& ball = lazily(balls_, BallKernel(base_precision)).at(row);
            const BallKernel kernel;
            finite_ = !ball.is_empty() && kernel.lower(ball).is_finite() && kernel.upper(ball).is_finite();
        }
    } catch (const DomainError& error) {
        finite_ = false;
        error_ = error;
    }
}

template <NumberKernel Kernel>
MarginTable::Column<Kernel>& MarginTable::lazily(std::unique_ptr<Column<Kernel>>& column, Kernel kernel) {
    if (!column) column = std::make_unique<Column<Kernel>>(kernel, *this);
    return *column;
}

template <NumberKernel Kernel>
typename Kernel::Value MarginTable::sum(Column<Kernel>& column, const Use* begin, const Use* end) {
    const Kernel& kernel = column.kernel();
    typename Kernel::Value total = kernel.rational(Rational(0));
    for (const auto* use = begin; use != end; ++use) {
        const auto& value = column.at(use->row);
        total = kernel.add(
            total, use->times == 1 ? value : kernel.mul(kernel.rational(Rational(use->times)), value));
    }
    return total;
}

void MarginTable::cross_check(const Use* begin, const Use* end) {
    auto& balls = lazily(balls_, BallKernel(base_precision));
    auto& mpfi = lazily(mpfi_, MpfiKernel(base_precision));
    for (const auto* use = begin; use != end; ++use) {
        if (checked_[use->row] != 0) continue;
        const std::string quantity = "one symbol's part of " + to_text(*relation_->relation) + " at " +
                                     to_text(space_->symbol(use->row, *instance_));
        require_agreement(quantity, balls.at(use->row), mpfi.at(use->row));
        const BallKernel ball;
        const DoubleKernel doubles;
        const DoubleInterval around = doubles.from_ball(balls.at(use->row));
        const DoubleInterval filter = doubles_[use->row];
        if (around.hi < filter.lo || filter.hi < around.lo) {
            throw KernelDisagreement(quantity, ball.to_string(balls.at(use->row), 20),
                                     doubles.to_string(filter, 20));
        }
        checked_[use->row] = 1;
        ++cross_checked_;
    }
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

Ball MarginTable::enclosed(std::size_t point) {
    cross_check(space_->begin(point), space_->end(point));
    return sum(*balls_, space_->begin(point), space_->end(point));
}

std::optional<MarginSign> MarginTable::sign(std::size_t point, Precision ceiling) {
    const DoubleInterval quick = filtered(point);
    if (quick.lo > 0) return MarginSign{1, SignMethod::filter, 53};
    if (quick.hi < 0) return MarginSign{-1, SignMethod::filter, 53};
    return sign_of(space_->begin(point), space_->end(point), ceiling);
}

std::optional<MarginSign> MarginTable::row_sign(std::size_t row, Precision ceiling) {
    const Use use{static_cast<std::uint32_t>(row), 1};
    return sign_of(&use, &use + 1, ceiling);
}

std::optional<MarginSign> MarginTable::sign_of(const Use* begin, const Use* end, Precision ceiling) {
    const auto by_ball = [&](Column<BallKernel>& column, Precision bits) -> std::optional<MarginSign> {
        const BallKernel& kernel = column.kernel();
        const Ball total = sum(column, begin, end);
        const Ball nought = kernel.rational(Rational(0));
        if (kernel.less(nought, total) == Truth::yes) return MarginSign{1, SignMethod::ball, bits};
        if (kernel.less(total, nought) == Truth::yes) return MarginSign{-1, SignMethod::ball, bits};
        return std::nullopt;
    };
    cross_check(begin, end);
    if (const auto found = by_ball(*balls_, base_precision)) return found;
    const Exact total = sum(lazily(exact_, ExactKernel()), begin, end);
    if (total.is_finite()) return MarginSign{total.number().sign(), SignMethod::exact, 0};
    for (const Precision bits : PrecisionLadder(ceiling)) {
        if (bits <= base_precision) continue;
        if (const auto found = by_ball(lazily(finer_[bits], BallKernel(bits)), bits)) return found;
    }
    return std::nullopt;
}

}  // namespace groundcheck
