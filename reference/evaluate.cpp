// reference.hpp: formulas, and the precision at which they are asked.
#include <algorithm>

#include "reference/evaluation.hpp"

namespace groundcheck::reference {

Number Evaluation::number(const Expression& e) {
    spend(1);
    try {
        return scalar(e);
    } catch (const Undefined& error) {
        throw NoValue(e.where, error.what());
    }
}

Truth Evaluation::truth(const Expression& e) {
    spend(1);
    try {
        return formula(e);
    } catch (const Undefined& error) {  // of a process that has no next generation, say
        throw NoValue(e.where, error.what());
    }
}

Truth Evaluation::compared(Relation relation, const Number& a, const Number& b) const {
    switch (relation) {
        case Relation::less:
            return arithmetic_.less(a, b);
        case Relation::less_equal:
            return !arithmetic_.less(b, a);
        case Relation::greater:
            return arithmetic_.less(b, a);
        case Relation::greater_equal:
            return !arithmetic_.less(a, b);
        case Relation::equal:
            return arithmetic_.equal(a, b);
        case Relation::not_equal:
            return !arithmetic_.equal(a, b);
    }
    throw std::logic_error("a relation that the reference does not know");
}

Truth Evaluation::formula(const Expression& e) {
    switch (e.node) {
        case Node::constant_truth:
            return certainly(e.value != 0);
        case Node::relation:
            return relation(e);
        case Node::predicate:
            return predicate(e);
        case Node::negation:
            return !truth(*e.args[0]);
        case Node::conjunction: {
            const Truth first = truth(*e.args[0]);
            return first == Truth::no ? first : first && second(first, *e.args[1]);
        }
        case Node::disjunction: {
            const Truth first = truth(*e.args[0]);
            return first == Truth::yes ? first : first || second(first, *e.args[1]);
        }
        case Node::implication: {
            const Truth premise = truth(*e.args[0]);
            return premise == Truth::no ? Truth::yes : !premise || second(premise, *e.args[1]);
        }
        case Node::equivalence: {
            const Truth a = truth(*e.args[0]), b = truth(*e.args[1]);
            return (a && b) || (!a && !b);
        }
        case Node::every_outcome:
            return every_outcome(*e.args[0]);
        default:
            unknown(e);
    }
}

Truth Evaluation::second(Truth first, const Expression& e) {
    if (is_certain(first)) return truth(e);
    try {
        return truth(e);
    } catch (const NoValue&) {
        return Truth::unknown;
    }
}

void Evaluation::spend(std::uint64_t steps) {
    if (steps > steps_) throw NoOpinion("more steps than the reference was given");
    steps_ -= steps;
}

Spend Evaluation::spender() {
    return [this](std::uint64_t steps) { spend(steps); };
}

Truth Evaluation::relation(const Expression& e) {
    const auto same = [&](bool equal) { return certainly(equal == (e.relation == Relation::equal)); };
    if (e.args[0]->type == Type::distribution) return same(masses(*e.args[0]) == masses(*e.args[1]));
    if (e.args[0]->type == Type::string) return same(string(*e.args[0]) == string(*e.args[1]));
    const Number left = number(*e.args[0]), right = number(*e.args[1]);
    const Truth result = compared(e.relation, left, right);
    if (result == Truth::no && !failing) failing = Sides{left.text(), right.text()};
    return result;
}

Truth Evaluation::predicate(const Expression& e) {
    if (e.name == "finite") {
        const Number value = number(*e.args[0]);
        if (value.infinity() != 0) return Truth::no;
        return value.exact() ? Truth::yes
                             : arithmetic_.less(value, Number::infinite(1)) &&
                                   arithmetic_.less(Number::infinite(-1), value);
    }
    const Masses p = masses(*e.args[0]);
    if (e.name == "vertex") return certainly(std::find(p.begin(), p.end(), Rational(1)) != p.end());
    if (e.name != "interior") unknown(e);
    return certainly(std::find(p.begin(), p.end(), Rational(0)) == p.end());
}

void Evaluation::unknown(const Expression& e) {
    throw std::logic_error("the reference has no rule for " + to_text(e));
}

namespace {

// What has no value outside a number (a law, a condition) has none either.
template <class Ask>
auto with_value(Ask ask) {
    try {
        return ask();
    } catch (const Undefined& error) {
        throw NoValue({}, error.what());
    }
}

// Asks at rising precision until the answer is certain.
template <class Ask>
auto settled(const Point& point, const Process* process, const Budget& budget,
             const std::shared_ptr<KnownLaws>& known, Sides* failing, Ask ask) {
    for (unsigned bits = 128;; bits *= 2) {
        Evaluation evaluation(point, process, budget, bits, known);
        const Truth truth = with_value([&] { return ask(evaluation); });
        if (truth == Truth::no && failing != nullptr && evaluation.failing) *failing = *evaluation.failing;
        if (is_certain(truth) || bits * 2 > budget.most_bits) return truth;
    }
}

Truth formula_holds(const Expression& formula, const Point& point, const Process* process,
                    const Budget& budget, const std::shared_ptr<KnownLaws>& known, Sides* failing) {
    return settled(point, process, budget, known, failing,
                   [&](Evaluation& evaluation) { return evaluation.truth(formula); });
}

}  // namespace

Truth holds(const Expression& formula, const Point& point, const Process* process, const Budget& budget,
            Sides* failing) {
    const auto known = std::make_shared<KnownLaws>();
    return formula_holds(formula, point, process, budget, known, failing);
}

Truth claim_holds(const Expression& statement, const Expression* equality, const Point& point,
                  const Process* process, const Budget& budget, Sides* failing) {
    const auto known = std::make_shared<KnownLaws>();
    const Truth inequality = formula_holds(statement, point, process, budget, known, failing);
    if (equality == nullptr || inequality == Truth::no) return inequality;
    const Truth condition = formula_holds(*equality, point, process, budget, known, nullptr);
    const Truth equal = settled(point, process, budget, known, failing, [&](Evaluation& evaluation) {
        const Number left = evaluation.number(*statement.args.at(0)),
                     right = evaluation.number(*statement.args.at(1));
        const Truth same = evaluation.compared(Relation::equal, left, right);
        evaluation.failing = Sides{left.text(), right.text()};
        return (same && condition) || (!same && !condition);
    });
    return inequality && equal;
}

Number value_of(const Expression& scalar, const Point& point, const Process* process, const Budget& budget) {
    const auto known = std::make_shared<KnownLaws>();
    return with_value(
        [&] { return Evaluation(point, process, budget, budget.most_bits, known).number(scalar); });
}

}  // namespace groundcheck::reference
