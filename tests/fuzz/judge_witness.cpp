#include "tests/fuzz/judge_witness.hpp"

#include "decide/evaluate/point.hpp"
#include "decide/second_meaning.hpp"
#include "reference/domain.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/parser.hpp"

namespace groundcheck::fuzz {

namespace {

// The two ends of "[0.19, 0.2]"; nothing for another text.
std::optional<std::pair<reference::Number, reference::Number>> ends(const std::string& enclosure) {
    const auto number = [](std::string text) -> std::optional<reference::Number> {
        if (text.find("inf") != std::string::npos)
            return reference::Number::infinite(text.front() == '-' ? -1 : 1);
        if (const auto value = parse_rational(text)) return reference::Number(*value);
        return std::nullopt;
    };
    const std::size_t comma = enclosure.find(", ");
    if (enclosure.size() < 2 || enclosure.front() != '[' || comma == std::string::npos) return std::nullopt;
    const auto low = number(enclosure.substr(1, comma - 1));
    const auto high = number(enclosure.substr(comma + 2, enclosure.size() - comma - 3));
    if (!low || !high) return std::nullopt;
    return std::pair{*low, *high};
}

// Whether what is shown of a side can be its value.
bool shows(const WitnessValue& shown, const reference::Number& value) {
    const reference::Arithmetic arithmetic(512);
    if (const auto bounds = ends(shown.enclosure)) {
        if (arithmetic.less(value, bounds->first) == Truth::yes) return false;
        if (arithmetic.less(bounds->second, value) == Truth::yes) return false;
    }
    if (shown.exact.empty()) return true;
    try {
        const ExpressionPtr exact = parse_expression(shown.exact, Scope());
        const reference::Number number = reference::value_of(*exact, {}, nullptr, {});
        return arithmetic.equal(number, value) != Truth::no;
    } catch (const std::exception&) {
        return false;  // what is shown as exact has to be readable
    }
}

// The relation that the witness shows, where it is one between numbers without an outcome in it.
ExpressionPtr shown_relation(const Domain& domain, const Witness& witness) {
    if (witness.outcome) return nullptr;
    try {
        const ExpressionPtr relation = parse_statement(witness.relation, scope_of(domain));
        const bool numbers = relation->node == Node::relation && relation->args[0]->type == Type::scalar;
        return numbers ? relation : nullptr;
    } catch (const InputError&) {
        return nullptr;
    }
}

std::optional<std::string> wrong_sides(const Domain& domain, const Witness& witness,
                                       const reference::Point& point, const reference::Budget& budget) {
    const ExpressionPtr relation = shown_relation(domain, witness);
    if (!relation) return std::nullopt;
    try {
        const Process* process = domain.process.get();
        const auto left = reference::value_of(*relation->args[0], point, process, budget);
        const auto right = reference::value_of(*relation->args[1], point, process, budget);
        if (!shows(witness.left, left)) return "the left side is " + left.text();
        if (!shows(witness.right, right)) return "the right side is " + right.text();
        if (witness.why.empty() && reference::holds(*relation, point, process, budget) == Truth::yes)
            return "the relation holds there";
    } catch (const reference::NoOpinion&) {
    } catch (const reference::NoValue&) {
    } catch (const reference::Undefined&) {
    }
    return std::nullopt;
}

}  // namespace

std::string to_text(const Witness& witness) {
    Point point;
    point.K = witness.K;
    point.N = witness.N;
    point.scalars = witness.scalars;
    point.distributions = witness.distributions;
    point.observables = witness.observables;
    point.strings = witness.strings;
    const auto side = [](const WitnessValue& value) {
        return value.exact + (value.exact.empty() ? "" : " in ") + value.enclosure;
    };
    return groundcheck::to_text(point) + ": " + witness.relation + ", " + side(witness.left) + " against " +
           side(witness.right) + (witness.why.empty() ? "" : ", " + witness.why);
}

Domain free_of_lattices(const Domain& domain) {
    Domain result = domain;
    for (auto& [name, range] : result.distributions)
        if (range.kind == DistributionDomain::Kind::lattice && range.denominator > 0)
            range.kind = DistributionDomain::Kind::simplex;
    for (auto& [name, range] : result.scalars) {
        if (range.text.find("lattice(") == std::string::npos) continue;
        range.values = {Rational(0), Rational(1)};
        range.continuum = true;
    }
    return result;
}

std::optional<Failure> fault_of(const Question& question, const Domain& domain, const Witness& witness,
                                const JudgeOptions& options, bool& confirmed) {
    const reference::Point point = point_of(witness);
    reference::Budget budget;
    budget.steps = options.steps * 10;
    confirmed = false;
    try {
        if (!reference::contains(domain, point)) return Failure{Fault::witness_outside, to_text(witness)};
        const Truth truth = reference::claim_holds(*question.statement(), question.equality().get(), point,
                                                   domain.process.get(), budget);
        if (truth == Truth::yes) return Failure{Fault::witness_holds, to_text(witness)};
        confirmed = truth == Truth::no;
    } catch (const reference::NoOpinion&) {
        return std::nullopt;
    } catch (const reference::NoValue& error) {
        return Failure{Fault::witness_holds, to_text(witness) + "; no value: " + error.what()};
    }
    if (const auto wrong = wrong_sides(domain, witness, point, budget))
        return Failure{Fault::witness_sides, to_text(witness) + "; " + *wrong};
    return std::nullopt;
}

}  // namespace groundcheck::fuzz
