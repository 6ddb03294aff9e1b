#include "decide/continuum/whole_distribution.hpp"

#include "decide/continuum/cube_reading.hpp"
#include "interval/continuum/triangle.hpp"
#include "sim/process.hpp"

namespace groundcheck {

using continuum::OutsideForms;

namespace {

constexpr Precision bits = 128;
constexpr std::uint32_t largest_order = 8;
constexpr std::uint32_t most_samples = 64;

// E[f(...Q')] <= f(...Q), read from either side.
struct Shape {
    const Expression* functional = nullptr;  // of Q'
    bool of_mixture = false;                 // the other side is of M
};

bool is_distribution(const Expression& e, const std::string& name) {
    return e.node == Node::distribution && e.name == name;
}

Shape shape_of(const Expression& statement) {
    const OutsideForms other("the statement is not of the form E[f(Q')] <= f(Q)");
    const bool falls = statement.node == Node::relation && statement.relation == Relation::less_equal;
    const bool rises = statement.node == Node::relation && statement.relation == Relation::greater_equal;
    if (!falls && !rises) throw OutsideForms(other);
    const Expression& mean = *statement.args[falls ? 0 : 1];
    const Expression& bound = *statement.args[falls ? 1 : 0];
    if (mean.node != Node::expectation || mean.args.size() != 1) throw OutsideForms(other);
    const Expression& body = *mean.args[0];
    if (body.node != Node::functional || bound.node != Node::functional || body.name != bound.name ||
        body.args.size() != bound.args.size() || body.args.empty() || body.args.size() > 2)
        throw OutsideForms(other);
    const bool of_mixture = is_distribution(*bound.args.back(), "M");
    if (!is_distribution(*body.args.back(), "Q'") ||
        (!of_mixture && !is_distribution(*bound.args.back(), "Q")))
        throw OutsideForms(other);
    if (body.args.size() == 2 && !same(*body.args[0], *bound.args[0])) throw OutsideForms(other);
    return {&body, of_mixture};
}

Rational order_of(const Expression& e, const Instance& instance) {
    ReadingScope scope;
    scope.K = instance.K;
    scope.N = instance.N;
    for (const auto& [name, value] : instance.scalars)
        scope.scalars[name] = continuum::Polynomial(value);
    const SymbolSum value = read_expression(e, scope);
    const auto order = value.c.constant();
    if (!order || !value.g.is_zero()) throw OutsideForms("the order '" + to_text(e) + "' is not a number");
    return *order;
}

// Whether the samples are drawn from Q itself.
bool closed_loop(const Domain& domain, const Instance& instance) {
    const auto alpha = instance.scalars.find("alpha");
    if (domain.scalars.contains("alpha")) return alpha != instance.scalars.end() && alpha->second == 0;
    return true;
}

}  // namespace

RelationProof prove_whole_distribution(const Question& question, const Instance& instance) {
    const Domain& domain = question.domains().at(instance.domain);
    if (!plain_process(domain.process.get()) || domain.where || !instance.N || *instance.N == 0)
        throw OutsideForms("only the plain process with at least one sample is decided");
    for (const auto& [name, range] : domain.distributions) {
        if (range.kind != DistributionDomain::Kind::simplex) throw OutsideForms(name + " ranges over a list");
    }
    const Shape shape = shape_of(*question.statement());
    const bool closed = closed_loop(domain, instance);
    if (!shape.of_mixture && !closed) throw OutsideForms("with exogenous data Q' is not drawn from Q");
    if (question.equality() && (to_text(*question.equality()) != "vertex(Q)" || shape.of_mixture || !closed))
        throw OutsideForms("equality is decided at the vertices of Q alone");
    const std::string& f = shape.functional->name;
    const std::uint32_t K = instance.K.value_or(0);
    RelationProof proof;
    if (f == "H" || f == "D") {
        proof.method = "jensen";
        return proof;
    }
    if (f != "R" && f != "T") throw OutsideForms("'" + f + "' is not known to be concave");
    const Rational q = order_of(*shape.functional->args[0], instance);
    if (f == "T" ? q > 0 : continuum::renyi_seen_concave(q, K)) {
        proof.method = "jensen";
        return proof;
    }
    if (f == "T" || K != 3 || denominator(q) != 1 || q < 2 || q > largest_order || *instance.N > most_samples)
        throw OutsideForms("the entropy of this order is not seen to be concave");
    auto found =
        continuum::expected_log_power_sum(static_cast<std::uint32_t>(numerator(q)), *instance.N, bits);
    if (!found.proved) throw OutsideForms(found.reason);
    proof.method = "tangents";
    proof.precision = bits;
    proof.tokens = std::move(found.tokens);
    return proof;
}

}  // namespace groundcheck
