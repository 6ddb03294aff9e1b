#include "decide/methods/decide_points.hpp"

#include <algorithm>
#include <string_view>

#include "decide/evaluate/evaluate.hpp"
#include "decide/methods/witness.hpp"
#include "decide/question/simplicity.hpp"
#include "interval/agreement.hpp"
#include "interval/ball_kernel.hpp"
#include "interval/double_kernel.hpp"
#include "interval/exact_kernel.hpp"
#include "interval/mpfi_kernel.hpp"
#include "sim/outcomes.hpp"
#include "theorems/language/mentions.hpp"
#include "theorems/language/vocabulary.hpp"

namespace groundcheck {

namespace {

// Evaluations of outcomes, per instance, up to which both kernels look at every single point.
constexpr std::uint64_t cross_check_budget = 10'000;
// What is never begun: at a microsecond a point this takes a quarter of an hour, and most points take longer.
constexpr std::uint64_t most_points = 1'000'000'000;

bool samples(const Expression& e) {
    return mentions(
        e, [](const Expression& part) { return goes_over_outcomes(part.node) || follows_process(part); });
}

// Both kernels at once: certain as soon as one of them is, and a disagreement is an error.
Truth both_kernels(const Expression& formula, const Point& point, Precision bits) {
    Evaluator<BallKernel> ball(BallKernel(bits), point);
    Evaluator<MpfiKernel> mpfi(MpfiKernel(bits), point);
    const Truth by_ball = ball.truth(formula), by_mpfi = mpfi.truth(formula);
    const std::size_t shared = std::min(ball.sides().size(), mpfi.sides().size());
    for (std::size_t i = 0; i < shared; ++i) {
        const auto& a = ball.sides()[i];
        const auto& b = mpfi.sides()[i];
        if (a.relation != b.relation) break;  // an undecided premise led them different ways
        require_agreement("the left side of " + to_text(*a.relation) + " at " + to_text(point), a.left,
                          b.left);
        require_agreement("the right side of " + to_text(*a.relation) + " at " + to_text(point), a.right,
                          b.right);
    }
    if (is_certain(by_ball) && is_certain(by_mpfi) && by_ball != by_mpfi) {
        throw KernelDisagreement(to_text(formula) + " at " + to_text(point),
                                 by_ball == Truth::yes ? "true" : "false",
                                 by_mpfi == Truth::yes ? "true" : "false");
    }
    return is_certain(by_ball) ? by_ball : by_mpfi;
}

// One relation or predicate (or an every-outcome claim), by the whole ladder.
PointVerdict decide_leaf(const Expression& formula, const Point& point, Precision ceiling, bool cross_check) {
    PointVerdict found;
    const auto settle = [&](Truth truth, const char* method, Precision bits) {
        if (is_certain(found.truth) || !is_certain(truth)) return;
        found = {truth, method, bits};
    };
    settle(Evaluator<DoubleKernel>(DoubleKernel(), point).truth(formula), "filter", 53);
    const auto settle_exactly = [&] {
        if (is_certain(found.truth)) return;
        settle(Evaluator<ExactKernel>(ExactKernel(), point).truth(formula), "exact", 0);
    };
    // What doubles leave open is mostly an equality, which no precision decides. Where both kernels are to
    // see the point they look first, so that they are held against the doubles.
    if (!cross_check) {
        settle_exactly();
        if (is_certain(found.truth)) return found;
    }
    const Precision first = PrecisionLadder::first_rung;
    const Truth checked = both_kernels(formula, point, first);
    if (is_certain(found.truth) && is_certain(checked) && found.truth != checked) {
        throw KernelDisagreement(to_text(formula) + " at " + to_text(point),
                                 found.truth == Truth::yes ? "true (doubles)" : "false (doubles)",
                                 checked == Truth::yes ? "true" : "false");
    }
    settle(checked, "ball", first);
    if (is_certain(found.truth)) return found;
    if (cross_check) settle_exactly();
    for (const Precision bits : PrecisionLadder(ceiling)) {
        if (is_certain(found.truth)) break;
        if (bits > first) settle(both_kernels(formula, point, bits), "ball", bits);
    }
    return found;
}

// The method that counts for a formula is the strongest that one of its parts needed.
int strength(std::string_view method) {
    return method == "exact" ? 3 : method == "ball" ? 2 : method == "filter" ? 1 : 0;
}

}  // namespace

Truth where_truth(const ExpressionPtr& where, const Point& point) {
    if (!where) return Truth::yes;
    const Truth exactly = Evaluator<ExactKernel>(ExactKernel(), point).truth(*where);
    if (is_certain(exactly)) return exactly;
    return decide_point(*where, point, PrecisionLadder::default_ceiling, true).truth;
}

bool where_holds(const ExpressionPtr& where, const Point& point) {
    const Truth truth = where_truth(where, point);
    if (truth == Truth::unknown)
        throw ConditionOpen("whether the condition " + to_text(*where) + " lets in " + to_text(point) +
                            " stays open at " + std::to_string(PrecisionLadder::default_ceiling) + " bits");
    return truth == Truth::yes;
}

Integer evaluation_work(const Expression& statement, const Point& point) {
    if (!samples(statement)) return 1;
    return Evaluator<DoubleKernel>(DoubleKernel(), point).work(statement);
}

PointVerdict decide_point(const Expression& formula, const Point& point, Precision ceiling,
                          bool cross_check) {
    // Each part by whatever can decide it: one conjunct may need exact arithmetic and the next one high
    // precision.
    PointVerdict total;
    const auto part = [&](std::size_t i) {
        const PointVerdict found = decide_point(*formula.args[i], point, ceiling, cross_check);
        if (strength(found.method) >= strength(total.method)) total.method = found.method;
        total.precision = std::max(total.precision, found.precision);
        return found.truth;
    };
    switch (formula.node) {
        case Node::conjunction:
            total.truth = Truth::yes;
            for (std::size_t i = 0; i < formula.args.size() && total.truth != Truth::no; ++i)
                total.truth = total.truth && part(i);
            return total;
        case Node::disjunction:
            total.truth = Truth::no;
            for (std::size_t i = 0; i < formula.args.size() && total.truth != Truth::yes; ++i)
                total.truth = total.truth || part(i);
            return total;
        case Node::negation:
            total.truth = !part(0);
            return total;
        case Node::implication: {
            const Truth premise = part(0);
            total.truth = premise == Truth::no ? Truth::yes : !premise || part(1);
            return total;
        }
        case Node::equivalence: {
            const Truth a = part(0), b = part(1);
            total.truth = (a && b) || (!a && !b);
            return total;
        }
        default:
            return decide_leaf(formula, point, ceiling, cross_check);
    }
}

InstanceResult decide_points(const Question& question, const ExpressionPtr& statement,
                             const Instance& instance, const DecideOptions& options) {
    InstanceResult result;
    result.domain = instance.domain;
    result.key = instance.key();
    const Domain& domain = question.domains()[instance.domain];
    const PointSet points(domain, instance, is_symmetric(*statement) && is_symmetric(domain));
    if (points.size() > most_points)
        throw TooLarge("the instance has more than " + std::to_string(most_points) + " points");
    std::optional<std::uint64_t> stride;  // every how many points both kernels look
    std::optional<Point> refuted, open;
    for (std::uint64_t p = 0; p < points.size(); ++p) {
        if (options.stop && options.stop()) {
            result.reason = "stopped before the end, after " + std::to_string(result.points) + " points";
            return result;
        }
        const Point point = points.at(p);
        if (!where_holds(domain.where, point)) continue;
        if (!stride) {  // by the first point that belongs to the domain: at others there may be no value
            const Integer outcomes = evaluation_work(*statement, point);
            if (outcomes > options.outcome_budget) {
                result.reason = "one evaluation would take " + outcomes.str() +
                                " products of probabilities, more than the budget of " +
                                std::to_string(options.outcome_budget);
                return result;
            }
            const Integer every = Integer(points.size()) * outcomes / cross_check_budget;
            stride = std::max<std::uint64_t>(1, every.convert_to<std::uint64_t>());
        }
        const bool cross_check = p % *stride == 0 || p + 1 == points.size();
        const PointVerdict verdict = decide_point(*statement, point, options.ceiling, cross_check);
        ++result.points;
        ++result.methods[verdict.method];
        ++result.kernels["double"];
        if (cross_check || std::string_view(verdict.method) == "ball") {
            ++result.kernels["ball"];
            ++result.kernels["mpfi"];
        }
        result.precision = std::max(result.precision, static_cast<int>(verdict.precision));
        if (verdict.truth == Truth::no && (!refuted || Simplicity(point) < Simplicity(*refuted)))
            refuted = point;
        if (verdict.truth == Truth::unknown && !open) open = point;
    }
    if (refuted) {
        result.verdict = Verdict::refuted;
        result.assurance = Assurance::exact;
        result.witness = make_witness(statement, *refuted);
    } else if (open) {
        result.reason =
            "the statement stays open at " + std::to_string(options.ceiling) + " bits at " + to_text(*open);
    } else if (result.points == 0) {
        result.reason = "no point of the domain satisfies its condition";
    } else {
        result.verdict = Verdict::proved;
        result.assurance = Assurance::lattice;
    }
    return result;
}

}  // namespace groundcheck
