#include "decide/methods/decide_separable.hpp"

#include <algorithm>

#include "decide/evaluate/evaluate.hpp"
#include "decide/methods/decide_points.hpp"
#include "decide/methods/margin_table.hpp"
#include "decide/methods/witness.hpp"
#include "decide/question/simplicity.hpp"

namespace groundcheck {

namespace {

bool satisfies(int sign, Relation kind) {
    return kind == Relation::equal ? sign == 0 : kind == Relation::greater ? sign > 0 : sign >= 0;
}

const char* method_name(SignMethod method) {
    switch (method) {
        case SignMethod::filter:
            return "filter";
        case SignMethod::ball:
            return "ball";
        default:
            return "exact";
    }
}

// One run over the points of one instance.
class SeparableRun {
  public:
    SeparableRun(const Separation& separation, const SymbolSpace& space, const PointConditions& conditions,
                 const Instance& instance, const DecideOptions& options)
        : separation_(separation),
          space_(space),
          within_(conditions.within ? *conditions.within : std::vector<char>()),
          equal_(conditions.equal ? *conditions.equal : std::vector<char>()),
          instance_(instance),
          options_(options) {
        tables_.reserve(separation.relations.size());  // a table's columns point back to it: it must not move
        for (const auto& relation : separation.relations)
            tables_.emplace_back(relation, space, instance);
    }

    SeparableOutcome run() {
        for (const auto& table : tables_) {
            if (table.error()) return {std::nullopt, table.error()->what(), table.error()};
            if (!table.finite()) return declined("some symbol's part of the statement is infinite");
        }
        result_.domain = instance_.domain;
        result_.key = instance_.key();
        if (!instance_.K) {
            if (const auto obstacle = check_unused_symbol()) return declined(*obstacle);
        }
        if (!space_.listed()) return by_rows();
        for (std::size_t point = 0; point < space_.size(); ++point) {
            if (!within_.empty() && within_[point] == 0) continue;
            decide_point(point);
        }
        conclude();
        count_kernels();
        return {result_, {}, {}};
    }

  private:
    static SeparableOutcome declined(const std::string& why) { return {std::nullopt, why, {}}; }

    // Symbols without mass can be added to any point at will; what they add must keep every decided sign as
    // it is.
    std::optional<std::string> check_unused_symbol() {
        for (std::size_t r = 0; r < tables_.size(); ++r) {
            const auto sign = tables_[r].row_sign(0, options_.ceiling);
            const bool harmless =
                sign &&
                (sign->sign == 0 ||
                 (sign->sign > 0 && separation_.relations[r].kind != Relation::equal && equal_.empty()));
            if (!harmless)
                return "symbols without mass change the margin, so the alphabet's size matters: give K";
        }
        return std::nullopt;
    }

    // Several distributions over every alphabet: the points are not listed, and only row by row can all of
    // them be decided at once.
    SeparableOutcome by_rows() {
        if (!equal_.empty())
            return declined("an equality condition over every alphabet needs a single distribution");
        for (std::size_t row = 1; row < space_.rows().size(); ++row) {
            for (std::size_t r = 0; r < tables_.size(); ++r) {
                const auto sign = tables_[r].row_sign(row, options_.ceiling);
                if (!sign || !satisfies(sign->sign, separation_.relations[r].kind)) {
                    return declined(
                        "the statement does not hold symbol by symbol, and over every alphabet the points "
                        "cannot be "
                        "listed when there are several distributions: give K");
                }
                count(*sign);
            }
            ++result_.points;
        }
        result_.verdict = Verdict::proved;
        result_.assurance = Assurance::lattice;
        count_kernels();
        return {result_, {}, {}};
    }

    // Both kernels evaluate every instance: the symbols of its points that the filter left open, of the one
    // with the least margin, and of the first and the last point.
    void count_kernels() {
        for (auto& table : tables_) {
            if (space_.listed() && space_.size() > 0) {
                table.enclosed(0);
                table.enclosed(space_.size() - 1);
            }
            result_.kernels["ball"] += table.cross_checked();
            result_.kernels["mpfi"] += table.cross_checked();
        }
    }

    void count(const MarginSign& sign) {
        ++result_.methods[method_name(sign.method)];
        if (sign.method == SignMethod::filter) ++result_.kernels["double"];
        result_.precision = std::max(result_.precision, static_cast<int>(sign.precision));
    }

    void decide_point(std::size_t point) {
        ++result_.points;
        bool holds = true;
        for (std::size_t r = 0; r < tables_.size() && holds; ++r) {
            const auto sign = tables_[r].sign(point, options_.ceiling);
            if (!sign) {
                if (!open_) open_ = point;
                return;
            }
            count(*sign);
            note_margin(point, r, sign->sign);
            const Relation kind = separation_.relations[r].kind;
            const bool weakly = satisfies(sign->sign, kind);
            const bool equality = equal_.empty() || (sign->sign == 0) == (equal_[point] != 0);
            holds = weakly && equality;
            if (!holds) refute(point, r, weakly);
        }
    }

    // The least margin of the first relation that is strict of sign, for the report: how close the claim
    // comes.
    void note_margin(std::size_t point, std::size_t relation, int sign) {
        if (relation > 0 || separation_.relations[0].kind == Relation::equal || sign == 0) return;
        const double low = tables_[0].filtered(point).lo;
        if (!tightest_ || low < least_) {
            tightest_ = point;
            least_ = low;
        }
    }

    void refute(std::size_t point, std::size_t relation, bool only_equality) {
        const Point at = space_.at(point, instance_);
        if (refuted_ && !(Simplicity(at) < Simplicity(refuted_->point))) return;
        refuted_ = Refuted{at, relation, only_equality, !equal_.empty() && equal_[point] != 0};
    }

    void conclude() {
        if (refuted_) {
            result_.verdict = Verdict::refuted;
            result_.assurance = Assurance::exact;
            result_.witness = make_witness(separation_.relations[refuted_->relation], refuted_->point);
            if (refuted_->only_equality) {
                result_.witness->why = refuted_->condition ? "equality should hold here, and does not"
                                                           : "equality holds here, and should not";
            }
        } else if (open_) {
            result_.verdict = Verdict::undecided;
            result_.reason = "the sign of the margin stays open at " + std::to_string(options_.ceiling) +
                             " bits at " + to_text(space_.at(*open_, instance_));
        } else if (result_.points == 0) {
            result_.verdict = Verdict::undecided;
            result_.reason = "no point of the domain satisfies its condition";
        } else {
            result_.verdict = Verdict::proved;
            result_.assurance = Assurance::lattice;
        }
        if (tightest_) {
            result_.margin =
                BallKernel(MarginTable::base_precision).to_string(tables_[0].enclosed(*tightest_), 8);
        }
    }

    struct Refuted {
        Point point;
        std::size_t relation = 0;
        bool only_equality = false;
        bool condition = false;
    };

    const Separation& separation_;
    const SymbolSpace& space_;
    const std::vector<char> within_, equal_;
    const Instance& instance_;
    const DecideOptions& options_;
    std::vector<MarginTable> tables_;
    InstanceResult result_;
    std::optional<Refuted> refuted_;
    std::optional<std::size_t> open_, tightest_;
    double least_ = 0;
};

}  // namespace

std::vector<char> evaluate_condition(const SymbolSpace& space, const Instance& instance,
                                     const ExpressionPtr& condition, const std::vector<char>& within) {
    std::vector<char> result;
    if (!condition) return result;
    result.reserve(space.size());
    for (std::size_t p = 0; p < space.size(); ++p) {
        const bool asked = within.empty() || within[p] != 0;
        result.push_back(asked && where_holds(condition, space.at(p, instance)) ? 1 : 0);
    }
    return result;
}

SeparableOutcome decide_separable(const Separation& separation, const SymbolSpace& space,
                                  const PointConditions& conditions, const Instance& instance,
                                  const DecideOptions& options) {
    return SeparableRun(separation, space, conditions, instance, options).run();
}

}  // namespace groundcheck
