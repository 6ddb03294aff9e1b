#include "decide/continuum/implications.hpp"

#include <algorithm>

#include "theorems/language/build_expression.hpp"

namespace groundcheck {

namespace {

bool is_between_numbers(const Expression& e) {
    return e.node == Node::relation && e.args[0]->type == Type::scalar && e.relation != Relation::not_equal;
}

// What is claimed to be >= 0, or 0.
ExpressionPtr margin_of(const Expression& relation) {
    const bool reversed = relation.relation == Relation::less_equal || relation.relation == Relation::less;
    return built(Node::sub, {relation.args[reversed ? 1 : 0], relation.args[reversed ? 0 : 1]},
                 relation.where);
}

// The premise's relations; none where it has others, or more than two.
std::vector<ExpressionPtr> premises(const ExpressionPtr& premise) {
    std::vector<ExpressionPtr> parts;
    if (premise->node == Node::conjunction)
        parts = premise->args;
    else
        parts = {premise};
    const bool known =
        parts.size() <= 2 && std::all_of(parts.begin(), parts.end(),
                                         [](const ExpressionPtr& part) { return is_between_numbers(*part); });
    return known ? parts : std::vector<ExpressionPtr>();
}

// The multiples worth trying for one of `count` premises.
std::vector<Rational> multiples(const Expression& premise, std::size_t count) {
    std::vector<Rational> all = {1, Rational(1, 2), 2};
    if (count == 1) all.insert(all.end(), {Rational(1, 4), Rational(1, 3), 3, 4});
    if (premise.relation == Relation::equal)
        for (std::size_t i = all.size(); i-- > 0;)
            all.push_back(-all[i]);
    all.emplace_back(0);
    return all;
}

ExpressionPtr stronger(const Expression& conclusion, const std::vector<ExpressionPtr>& premises,
                       const std::vector<Rational>& chosen) {
    ExpressionPtr sum = built_number(0, conclusion.where);
    for (std::size_t i = 0; i < premises.size(); ++i) {
        const ExpressionPtr term =
            built(Node::mul, {built_number(chosen[i], conclusion.where), margin_of(*premises[i])},
                  conclusion.where);
        sum = i == 0 ? term : built(Node::add, {sum, term}, conclusion.where);
    }
    auto relation = std::make_shared<Expression>(conclusion);
    const bool strict = conclusion.relation == Relation::less || conclusion.relation == Relation::greater;
    if (conclusion.relation != Relation::equal)
        relation->relation = strict ? Relation::greater : Relation::greater_equal;
    relation->args = {margin_of(conclusion), sum};
    return relation;
}

// Every choice of one multiple for each premise.
std::vector<std::vector<Rational>> choices(const std::vector<ExpressionPtr>& premises) {
    std::vector<std::vector<Rational>> all = {{}};
    for (const ExpressionPtr& premise : premises) {
        std::vector<std::vector<Rational>> more;
        for (const std::vector<Rational>& begun : all)
            for (const Rational& multiple : multiples(*premise, premises.size())) {
                more.push_back(begun);
                more.back().push_back(multiple);
            }
        all = std::move(more);
    }
    return all;
}

}  // namespace

std::vector<Claim> without_implication(const Claim& claim, bool mutant) {
    const ExpressionPtr& statement = mutant ? claim.mutant->statement : claim.statement;
    if (statement->node != Node::implication || !is_between_numbers(*statement->args[1])) return {};
    const Expression& conclusion = *statement->args[1];
    std::vector<ExpressionPtr> given = premises(statement->args[0]);
    // An equation is no consequence of inequalities by this way.
    if (conclusion.relation == Relation::equal)
        std::erase_if(given, [](const ExpressionPtr& part) { return part->relation != Relation::equal; });
    std::vector<Claim> result;
    if (given.empty()) return result;
    for (const std::vector<Rational>& chosen : choices(given)) {
        Claim words = claim;
        const ExpressionPtr said = stronger(conclusion, given, chosen);
        (mutant ? words.mutant->statement : words.statement) = said;
        (mutant ? words.mutant->statement_text : words.statement_text) = to_text(*said);
        result.push_back(std::move(words));
    }
    return result;
}

}  // namespace groundcheck
