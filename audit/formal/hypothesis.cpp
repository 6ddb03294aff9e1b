#include "audit/formal/hypothesis.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "decide/evaluate/evaluate.hpp"
#include "decide/methods/decide_points.hpp"
#include "sim/process.hpp"
#include "theorems/language/error.hpp"
#include "theorems/language/parser.hpp"

namespace groundcheck {

namespace {

using Kind = DistributionDomain::Kind;

// The names that hypotheses may speak of, beside K and N.
constexpr std::array number_names = {"a", "alpha", "c", "d", "e", "j", "p", "q", "r", "s2", "t", "v", "x"};
constexpr std::array distribution_names = {"Q", "P", "R", "m"};
constexpr std::array observable_names = {"f", "w"};

// A condition over more points than this is not looked at point by point.
constexpr std::uint64_t most_points = 200'000;

Scope vocabulary() {
    Scope scope;
    scope.K = {2};
    scope.samples = true;
    scope.grounded = true;
    scope.names["N"] = Type::scalar;
    for (const char* name : number_names)
        scope.names[name] = Type::scalar;
    for (const char* name : distribution_names)
        scope.names[name] = Type::distribution;
    for (const char* name : observable_names)
        scope.names[name] = Type::observable;
    return scope;
}

[[noreturn]] void unknown(const std::string& text) {
    throw InputError(
        "", "\"" + text + "\" is no hypothesis that can be held against a domain",
        "a number against a bound (t >= 1), interior(Q), vertex(Q), not vertex(Q), Q in lattice(N), "
        "or values of an observable (w_1 > w_2, min(w) > 0)");
}

Relation mirrored(Relation relation) {
    switch (relation) {
        case Relation::less_equal:
            return Relation::greater_equal;
        case Relation::less:
            return Relation::greater;
        case Relation::greater_equal:
            return Relation::less_equal;
        case Relation::greater:
            return Relation::less;
        case Relation::equal:
        case Relation::not_equal:
            return relation;
    }
    throw std::logic_error("a relation that does not exist");
}

NumberHypothesis number_hypothesis(const Expression& relation, const std::string& text) {
    const bool swapped = relation.args[0]->node != Node::parameter;
    const Expression& name = *relation.args[swapped ? 1 : 0];
    const auto bound = constant_value(*relation.args[swapped ? 0 : 1]);
    if (name.node != Node::parameter || !bound) unknown(text);
    return {name.name, swapped ? mirrored(relation.relation) : relation.relation, *bound};
}

// Whether the term is a number, or a value, the least or the greatest value of the observable `name`, which
// is set where it is still empty.
bool is_value(const Expression& term, std::string& name) {
    if (constant_value(term)) return true;
    const bool symbol = term.node == Node::component && term.args[1]->node == Node::number;
    const bool extreme = term.node == Node::functional && (term.name == "min" || term.name == "max");
    if ((!symbol && !extreme) || term.args[0]->node != Node::observable) return false;
    if (name.empty()) name = term.args[0]->name;
    return name == term.args[0]->name;
}

std::optional<ObservableHypothesis> observable_hypothesis(const ExpressionPtr& relation) {
    std::string name;
    const bool values = is_value(*relation->args[0], name) && is_value(*relation->args[1], name);
    if (!values || name.empty()) return std::nullopt;
    return ObservableHypothesis{name, relation};
}

PredicateHypothesis predicate_hypothesis(const ExpressionPtr& formula, const std::string& text) {
    PredicateHypothesis result;
    result.formula = formula;
    result.negated = formula->node == Node::negation;
    const Expression& predicate = result.negated ? *formula->args[0] : *formula;
    if (predicate.node != Node::predicate || predicate.args.size() != 1 ||
        predicate.args[0]->node != Node::distribution ||
        (predicate.name != "vertex" && (predicate.name != "interior" || result.negated)))
        unknown(text);
    result.vertex = predicate.name == "vertex";
    result.name = predicate.args[0]->name;
    if (std::find(distribution_names.begin(), distribution_names.end(), result.name) ==
        distribution_names.end())
        unknown(text);  // Q' or M
    return result;
}

std::string trimmed(const std::string& text) {
    const auto begin = text.find_first_not_of(" \t\n\r");
    return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(" \t\n\r") + 1 - begin);
}

void add_formula(const ExpressionPtr& formula, const std::string& text, std::vector<Hypothesis>& result) {
    if (formula->node == Node::conjunction) {
        for (const ExpressionPtr& part : formula->args)
            add_formula(part, text, result);
    } else if (formula->node == Node::relation) {
        if (const auto says = observable_hypothesis(formula))
            result.push_back({to_text(*formula), *says});
        else
            result.push_back({to_text(*formula), number_hypothesis(*formula, text)});
    } else {
        result.push_back({to_text(*formula), predicate_hypothesis(formula, text)});
    }
}

void add_hypothesis(const std::string& text, std::vector<Hypothesis>& result) {
    const std::string lattice = " in lattice(N)";
    if (!text.ends_with(lattice))
        return add_formula(parse_condition(Source(text), vocabulary()), text, result);
    const std::string name = text.substr(0, text.size() - lattice.size());
    if (std::find(distribution_names.begin(), distribution_names.end(), name) == distribution_names.end())
        unknown(text);
    result.push_back({text, LatticeHypothesis{name}});
}

// An interval of numbers; without `high` it has no upper end.
struct Range {
    Rational low;
    std::optional<Rational> high;
    bool without_low = false, without_high = false;

    static Range only(const Rational& value) { return {value, value}; }
};

// Which values the number takes in the instance; none if that is not known from the domain alone.
std::optional<Range> range_of(const std::string& name, const Domain& domain, const Instance& instance) {
    if (name == "K") return instance.K ? Range::only(*instance.K) : Range{1, std::nullopt};
    if (name == "N") {
        if (!instance.N || !needs_of(domain.process.get()).samples) return std::nullopt;
        return Range::only(*instance.N);
    }
    if (name == "alpha" && !needs_of(domain.process.get()).share) return std::nullopt;
    if (const auto value = instance.scalars.find(name); value != instance.scalars.end())
        return Range::only(value->second);
    const auto set = domain.scalars.find(name);
    if (set == domain.scalars.end()) return name == "alpha" ? std::optional(Range::only(0)) : std::nullopt;
    if (!set->second.continuum || set->second.values.empty()) return std::nullopt;
    const auto [low, high] = std::minmax_element(set->second.values.begin(), set->second.values.end());
    return Range{*low, *high, set->second.without_low, set->second.without_high};
}

bool all_satisfy(const Range& range, Relation relation, const Rational& bound) {
    const bool above = range.low > bound || (range.low == bound && range.without_low);
    const bool below = range.high && (*range.high < bound || (*range.high == bound && range.without_high));
    switch (relation) {
        case Relation::greater_equal:
            return range.low >= bound;
        case Relation::greater:
            return above;
        case Relation::less_equal:
            return range.high && *range.high <= bound;
        case Relation::less:
            return below;
        case Relation::equal:
            return range.high && range.low == bound && *range.high == bound;
        case Relation::not_equal:
            return above || below;
    }
    throw std::logic_error("a relation that does not exist");
}

// Whether the condition is one of those that `where` joins by "and".
bool is_conjunct(const Expression& condition, const ExpressionPtr& where) {
    if (!where) return false;
    if (where->node != Node::conjunction) return same(condition, *where);
    return std::any_of(where->args.begin(), where->args.end(),
                       [&](const ExpressionPtr& part) { return is_conjunct(condition, part); });
}

// Whether the test holds at every point of the instance that satisfies `where`. No where the points cannot be
// listed.
template <class Test>
bool at_every_point(const std::string& name, const Domain& domain, const Instance& instance, Test test) {
    const DistributionDomain& set = domain.distributions.at(name);
    if (!instance.K || set.kind == Kind::simplex) return false;
    try {
        const auto listed = distributions(at_samples(set, instance), *instance.K, false);
        if (std::all_of(listed.begin(), listed.end(), test)) return true;
        if (!domain.where || has_continuum(domain)) return false;
        const PointSet points(domain, instance, false);
        if (points.size() > most_points) return false;
        for (std::uint64_t i = 0; i < points.size(); ++i) {
            const Point point = points.at(i);
            if (!test(point.distributions.at(name)) && where_truth(domain.where, point) != Truth::no)
                return false;
        }
        return true;
    } catch (const TooLarge&) {
        return false;
    } catch (const DomainError&) {
        return false;  // deciding reports it
    }
}

bool granted(const NumberHypothesis& says, const Domain& domain, const Instance& instance) {
    const auto range = range_of(says.name, domain, instance);
    return range && all_satisfy(*range, says.relation, says.bound);
}

bool granted(const PredicateHypothesis& says, const Domain& domain, const Instance& instance) {
    const auto found = domain.distributions.find(says.name);
    if (found == domain.distributions.end()) return false;
    if (is_conjunct(*says.formula, domain.where)) return true;
    // A point mass stays one, however many absent symbols there are.
    if (found->second.kind == Kind::vertices && says.vertex && !says.negated) return true;
    return at_every_point(says.name, domain, instance, [&](const std::vector<Rational>& masses) {
        const bool is_vertex = std::find(masses.begin(), masses.end(), Rational(1)) != masses.end();
        if (says.vertex) return is_vertex != says.negated;
        return std::all_of(masses.begin(), masses.end(), [](const Rational& mass) { return mass > 0; });
    });
}

bool granted(const LatticeHypothesis& says, const Domain& domain, const Instance& instance) {
    const auto found = domain.distributions.find(says.name);
    if (found == domain.distributions.end() || !instance.N) return false;
    if (!needs_of(domain.process.get()).samples) return false;
    const DistributionDomain& set = found->second;
    if (set.kind == Kind::vertices) return true;
    if (set.kind == Kind::lattice) return set.denominator == 0 || *instance.N % set.denominator == 0;
    const Rational samples(*instance.N);
    return at_every_point(says.name, domain, instance, [&](const std::vector<Rational>& masses) {
        return std::all_of(masses.begin(), masses.end(), [&](const Rational& mass) {
            return boost::multiprecision::denominator(Rational(mass * samples)) == 1;
        });
    });
}

// Observables are always listed, so each can be looked at, whatever `where` says of it.
bool granted(const ObservableHypothesis& says, const Domain& domain, const Instance& instance) {
    const auto found = domain.observables.find(says.name);
    if (found == domain.observables.end() || !instance.K) return false;
    Point point;
    point.K = *instance.K;
    try {
        for (const std::vector<Rational>& values : observables(found->second, *instance.K)) {
            point.observables[says.name] = values;
            if (where_truth(says.formula, point) != Truth::yes) return false;
        }
        return true;
    } catch (const DomainError&) {
        return false;  // a symbol that the alphabet does not have
    }
}

}  // namespace

std::vector<Hypothesis> parse_hypotheses(const std::string& list) {
    std::vector<Hypothesis> result;
    std::size_t begin = 0;
    int depth = 0;
    for (std::size_t i = 0; i <= list.size(); ++i) {
        if (i < list.size() && list[i] == '(') ++depth;
        if (i < list.size() && list[i] == ')') --depth;
        if (i < list.size() && (list[i] != ',' || depth != 0)) continue;
        add_hypothesis(trimmed(list.substr(begin, i - begin)), result);
        begin = i + 1;
    }
    return result;
}

bool follows(const Hypothesis& hypothesis, const Domain& domain, const Instance& instance) {
    return std::visit([&](const auto& says) { return granted(says, domain, instance); }, hypothesis.says);
}

bool is_closed(const Domain& domain, const Instance& instance) {
    return granted(NumberHypothesis{"alpha", Relation::equal, 0}, domain, instance);
}

}  // namespace groundcheck
