#include "audit/witness.hpp"

#include "audit/evaluate.hpp"
#include "audit/expand.hpp"
#include "audit/point_process.hpp"
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

// The relation on record that fails: the first whose sides are certainly in the wrong order, by the ball
// kernel or exactly.
template <class Value>
std::size_t failing(const std::vector<Sides<Value>>& sides, const auto& kernel) {
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const auto& [relation, left, right] = sides[i];
        Truth truth = Truth::unknown;
        if (relation->node == Node::predicate) {  // finite(x)
            if (kernel.less(left, right) == Truth::no) return i;
            continue;
        }
        switch (relation->relation) {
            case Relation::less:
                truth = kernel.less(left, right);
                break;
            case Relation::less_equal:
                truth = kernel.less_equal(left, right);
                break;
            case Relation::greater:
                truth = kernel.less(right, left);
                break;
            case Relation::greater_equal:
                truth = kernel.less_equal(right, left);
                break;
            case Relation::equal:
                truth = kernel.equal(left, right);
                break;
            case Relation::not_equal:
                truth = !kernel.equal(left, right);
                break;
        }
        if (truth == Truth::no) return i;
    }
    return sides.size();
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
    Evaluator<ExactKernel> exact(ExactKernel(), point);
    Evaluator<BallKernel> ball(BallKernel(witness_precision), point);
    Evaluator<MpfiKernel> mpfi(MpfiKernel(witness_precision), point);
    exact.truth(*statement);
    ball.truth(*statement);
    mpfi.truth(*statement);
    Witness witness = begin_witness(point);
    witness.relation = to_text(*statement);
    const auto& outcome = ball.failing_outcome() ? ball.failing_outcome() : exact.failing_outcome();
    if (outcome) {
        const Rational alpha = generation_at(point, 0).alpha;
        const auto& start = point.distributions.at(start_of(point));
        const auto law = alpha == 0 ? start : training_mixture(alpha, point.distributions.at("Q"), start);
        witness.outcome = WitnessOutcome{*outcome, outcome_probability(*outcome, law)};
    }
    witness.outcomes = few_outcomes(*statement, point);
    const auto& sides = ball.sides();
    std::size_t which = failing(sides, ball.kernel());
    if (which == sides.size()) which = failing(exact.sides(), exact.kernel());
    if (which >= sides.size() || which >= exact.sides().size() || which >= mpfi.sides().size()) {
        witness.why = "the formula is false at this point";
        which = 0;
    }
    if (which < sides.size() && which < exact.sides().size() && which < mpfi.sides().size()) {
        const Expression& relation = *sides[which].relation;
        witness.relation = to_text(relation);
        const std::string place = "side of " + to_text(relation) + " at " + to_text(point);
        witness.left =
            said("the left " + place, exact.sides()[which].left, sides[which].left, mpfi.sides()[which].left);
        witness.right = said("the right " + place, exact.sides()[which].right, sides[which].right,
                             mpfi.sides()[which].right);
        if (relation.node == Node::relation) write_out(witness, relation, point, outcome);
    }
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
