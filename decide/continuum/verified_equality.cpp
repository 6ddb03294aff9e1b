#include "decide/continuum/verified_equality.hpp"

#include <optional>
#include <stdexcept>

#include "decide/continuum/verified_margin.hpp"

namespace groundcheck {

namespace {

// A condition that numbers decide, or that is about Q's vertices.
enum class Case { always, never, vertex };

std::optional<Case> of_relation(const Expression& relation, const Instance& instance) {
    const auto left = mass_number(*relation.args[0], instance),
               right = mass_number(*relation.args[1], instance);
    if (!left || !right) return std::nullopt;
    const int sign = *left > *right ? 1 : *left < *right ? -1 : 0;
    return holds_by_sign(relation.relation, sign) ? Case::always : Case::never;
}

std::optional<Case> case_of(const Expression& condition, const Instance& instance) {
    if (condition.node == Node::relation) return of_relation(condition, instance);
    if (condition.node == Node::predicate && to_text(condition) == "vertex(Q)") return Case::vertex;
    const bool all = condition.node == Node::conjunction;
    if (!all && condition.node != Node::disjunction) return std::nullopt;
    const Case deciding = all ? Case::never : Case::always;
    Case result = all ? Case::always : Case::never;
    for (const ExpressionPtr& part : condition.args) {
        const std::optional<Case> next = case_of(*part, instance);
        if (!next) return std::nullopt;
        if (*next == deciding) return deciding;
        if (*next == Case::vertex) result = Case::vertex;
    }
    return result;
}

}  // namespace

Offer<MassEquality> mass_equality(const Question& question, const Instance& instance) {
    if (!question.equality()) return MassEquality::unsaid;
    const std::optional<Case> found = case_of(*question.equality(), instance);
    if (found == Case::vertex) return MassEquality::at_vertices;
    if (found == Case::always) return MassEquality::everywhere;
    return Declined{"the equality condition comes to neither vertex(Q) nor always"};
}

std::string equality_line(MassEquality equality) {
    switch (equality) {
        case MassEquality::at_vertices:
            return "equality vertex(Q)\n";
        case MassEquality::everywhere:
            return "equality always\n";
        case MassEquality::unsaid:
            return {};
    }
    throw std::logic_error("an equality of no kind");
}

std::string equality_words(MassEquality equality) {
    switch (equality) {
        case MassEquality::at_vertices:
            return ", equal if and only if Q is a vertex";
        case MassEquality::everywhere:
            return ", equal for every Q";
        case MassEquality::unsaid:
            return {};
    }
    throw std::logic_error("an equality of no kind");
}

}  // namespace groundcheck
