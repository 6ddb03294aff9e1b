#include "decide/methods/witness.hpp"

#include <algorithm>

#include "decide/evaluate/evaluate.hpp"
#include "decide/evaluate/point_process.hpp"
#include "decide/methods/decide_points.hpp"
#include "decide/methods/expand.hpp"
#include "interval/agreement.hpp"
#include "interval/ball_kernel.hpp"
#include "interval/exact_kernel.hpp"
#include "interval/mpfi_kernel.hpp"
#include "sim/outcomes.hpp"
#include "theorems/language/error.hpp"

namespace groundcheck {

namespace {

constexpr Precision witness_precision = 256;

Witness begin_witness(const Point& point) {
    Witness witness;
    witness.K = point.K;
    witness.N = point.N;
    witness.scalars = point.scalars;
    witness.distributions = point.distributions;
    witness.observables = point.observables;
    witness.strings = point.strings;
    return witness;
}

std::string exact_text(const Exact& value) {
    if (value.is_inexact() || value.is_empty()) return {};
    // After many generations an exact value fills pages; the enclosure then says what a reader wants to know.
    constexpr std::size_t readable = 600;
    const std::string text = ExactKernel().to_string(value);
    return text.size() > readable ? std::string() : text;
}

WitnessValue said(const std::string& quantity, const Exact& exact, const Ball& ball,
                  const MpfiInterval& mpfi) {
    require_agreement(quantity, ball, mpfi);
    return {exact_text(exact), BallKernel(witness_precision).to_string(ball, witness_digits)};
}

// Whether a relation whose two sides are these certainly fails.
template <class Value>
bool fails(const Sides<Value>& sides, const auto& kernel) {
    const auto& [relation, left, right] = sides;
    if (relation->node == Node::predicate) return kernel.less(left, right) == Truth::no;  // finite(x)
    switch (relation->relation) {
        case Relation::less:
            return kernel.less(left, right) == Truth::no;
        case Relation::less_equal:
            return kernel.less_equal(left, right) == Truth::no;
        case Relation::greater:
            return kernel.less(right, left) == Truth::no;
        case Relation::greater_equal:
            return kernel.less_equal(right, left) == Truth::no;
        case Relation::equal:
            return kernel.equal(left, right) == Truth::no;
        case Relation::not_equal:
            return kernel.equal(left, right) == Truth::yes;
    }
    throw std::logic_error("a relation that witnesses do not know");
}

// The relation on record that fails: the first whose sides are certainly in the wrong order.
template <class Value>
const Sides<Value>* failing(const std::vector<Sides<Value>>& sides, const auto& kernel) {
    const auto found =
        std::find_if(sides.begin(), sides.end(), [&](const auto& one) { return fails(one, kernel); });
    return found == sides.end() ? nullptr : &*found;
}

// What another kernel has on record of the relation. The kernels may have gone different ways through the
// formula, so that a place in one list says nothing of the other.
template <class Value>
const Sides<Value>* of_relation(const std::vector<Sides<Value>>& sides, const Expression* relation) {
    const auto found =
        std::find_if(sides.begin(), sides.end(), [&](const auto& one) { return one.relation == relation; });
    return found == sides.end() ? nullptr : &*found;
}

// The part of a false formula that makes it false: of a conjunction the first part that is, of an implication
// its conclusion, of a disjunction (all of whose parts are false) the first one.
const Expression& culprit(const Expression& formula, const Point& point) {
    const auto is_false = [&](const ExpressionPtr& part) {
        return decide_point(*part, point, PrecisionLadder::default_ceiling, false).truth == Truth::no;
    };
    switch (formula.node) {
        case Node::conjunction:
            for (const ExpressionPtr& part : formula.args)
                if (is_false(part)) return culprit(*part, point);
            return formula;
        case Node::disjunction:
            return culprit(*formula.args.at(0), point);
        case Node::implication:
            return culprit(*formula.args.at(1), point);
        default:
            return formula;
    }
}

// One side of a separable relation at a point: the sum over its symbols.
template <NumberKernel Kernel>
typename Kernel::Value side_at(const Kernel& kernel, const ExpressionPtr& body, const Point& point) {
    // Equal symbols stand together more often than not; each run of equal masses is evaluated once.
    typename Kernel::Value total = kernel.rational(Rational(0));
    std::map<std::vector<Rational>, std::uint64_t> symbols;
    for (std::uint32_t i = 0; i < point.K; ++i) {
        std::vector<Rational> masses;
        for (const auto& [name, values] : point.distributions)
            masses.push_back(values[i]);
        ++symbols[masses];
    }
    Point symbol = point;
    std::optional<Evaluator<Kernel>> evaluator;
    for (const auto& [masses, times] : symbols) {
        std::size_t n = 0;
        for (auto& [name, values] : symbol.distributions)
            values = {masses[n++]};
        if (!evaluator) {
            evaluator = Evaluator<Kernel>::of_symbol(kernel, symbol, symbol_variable);
        } else {
            evaluator->move_to(symbol);
        }
        total = kernel.add(total, kernel.mul(kernel.rational(Rational(times)), evaluator->scalar(*body)));
    }
    return total;
}

// Both sides in numbers alone, or neither.
void write_out(Witness& witness, const Expression& relation, const Point& point,
               const std::optional<std::vector<std::uint32_t>>& outcome) {
    if (relation.args[0]->type != Type::scalar) return;
    const auto left = expanded(*relation.args[0], point, outcome);
    const auto right = expanded(*relation.args[1], point, outcome);
    if (!left || !right) return;
    witness.left.written = *left;
    witness.right.written = *right;
}

WitnessValue separable_side(const ExpressionPtr& body, const Expression& as_written, const Point& point) {
    const Exact exact = side_at(ExactKernel(), body, point);
    const Ball ball = side_at(BallKernel(witness_precision), body, point);
    const MpfiInterval mpfi = side_at(MpfiKernel(witness_precision), body, point);
    return said(to_text(as_written) + " at " + to_text(point), exact, ball, mpfi);
}

}  // namespace

Witness make_witness(const ExpressionPtr& statement, const Point& point) {
    const Expression& part = culprit(*statement, point);
    Evaluator<ExactKernel> exact(ExactKernel(), point);
    Evaluator<BallKernel> ball(BallKernel(witness_precision), point);
    Evaluator<MpfiKernel> mpfi(MpfiKernel(witness_precision), point);
    exact.truth(part);
    ball.truth(part);
    mpfi.truth(part);
    Witness witness = begin_witness(point);
    witness.relation = to_text(part);
    const auto& outcome = ball.failing_outcome() ? ball.failing_outcome() : exact.failing_outcome();
    if (outcome) {
        const Rational alpha = share_at(point, 0);
        const auto& start = point.distributions.at(start_of(point));
        const auto law = alpha == 0 ? start : training_mixture(alpha, point.distributions.at("P"), start);
        witness.outcome = WitnessOutcome{*outcome, outcome_probability(*outcome, law)};
    }
    witness.outcomes = few_outcomes(*statement, point);
    const auto* by_ball = failing(ball.sides(), ball.kernel());
    const auto* by_exact = by_ball != nullptr ? of_relation(exact.sides(), by_ball->relation)
                                              : failing(exact.sides(), exact.kernel());
    if (by_ball == nullptr && by_exact != nullptr) by_ball = of_relation(ball.sides(), by_exact->relation);
    const auto* by_mpfi = by_ball == nullptr ? nullptr : of_relation(mpfi.sides(), by_ball->relation);
    if (by_ball == nullptr || by_exact == nullptr || by_mpfi == nullptr) {
        witness.why = "the formula is false at this point";
        return witness;
    }
    const Expression& relation = *by_ball->relation;
    witness.relation = to_text(relation);
    const std::string place = "side of " + to_text(relation) + " at " + to_text(point);
    witness.left = said("the left " + place, by_exact->left, by_ball->left, by_mpfi->left);
    witness.right = said("the right " + place, by_exact->right, by_ball->right, by_mpfi->right);
    if (relation.node == Node::relation) write_out(witness, relation, point, outcome);
    return witness;
}

Witness make_witness(const SeparableRelation& relation, const Point& point) {
    Witness witness = begin_witness(point);
    witness.relation = to_text(*relation.relation);
    witness.left = separable_side(relation.left, *relation.relation->args[0], point);
    witness.right = separable_side(relation.right, *relation.relation->args[1], point);
    witness.outcomes = few_outcomes(*relation.relation, point);
    write_out(witness, *relation.relation, point, {});
    return witness;
}

ExpressionPtr with_equality(const Question& question) {
    const ExpressionPtr& statement = question.statement();
    const ExpressionPtr& condition = question.equality();
    if (!condition) return statement;
    const bool weak = statement->node == Node::relation && (statement->relation == Relation::less_equal ||
                                                            statement->relation == Relation::greater_equal);
    if (!weak) {
        throw InputError(question.claim->file.string(),
                         "an equality condition needs a statement that is one relation with <= or >=",
                         "leave `equality` out, or write the cases into the statement with 'implies'");
    }
    const auto derived = [&](Node node, std::vector<ExpressionPtr> args, Relation relation) {
        auto e = std::make_shared<Expression>();
        e->node = node;
        e->type = Type::truth;
        e->relation = relation;
        e->args = std::move(args);
        e->where = statement->where;
        return e;
    };
    const Relation strict = statement->relation == Relation::less_equal ? Relation::less : Relation::greater;
    const auto equal = derived(Node::relation, statement->args, Relation::equal);
    const auto apart = derived(Node::relation, statement->args, strict);
    const auto otherwise = derived(Node::negation, {condition}, Relation::equal);
    return derived(Node::conjunction,
                   {derived(Node::implication, {condition, equal}, Relation::equal),
                    derived(Node::implication, {otherwise, apart}, Relation::equal)},
                   Relation::equal);
}

}  // namespace groundcheck
