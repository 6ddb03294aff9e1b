#include "decide/methods/separable.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "theorems/language/build_expression.hpp"
#include "theorems/language/vocabulary.hpp"

namespace groundcheck {

namespace {

// This symbol's mass in a distribution.
ExpressionPtr mass(const ExpressionPtr& distribution) {
    auto index = built(Node::index, {}, distribution->where, symbol_variable);
    return built(Node::component, {distribution, std::move(index)}, distribution->where);
}

// The terms of sums over the symbols as expressions.
struct Summands {
    using Value = ExpressionPtr;
    SourceRange where;

    Value number(const Rational& value) const { return built_number(value, where); }
    Value add(const Value& a, const Value& b) const { return built(Node::add, {a, b}, where); }
    Value sub(const Value& a, const Value& b) const { return built(Node::sub, {a, b}, where); }
    Value mul(const Value& a, const Value& b) const { return built(Node::mul, {a, b}, where); }
    Value square(const Value& a) const { return built(Node::pow, {a, number(2)}, where); }
    Value absolute(const Value& a) const { return built(Node::function, {a}, where, "abs"); }
    Value xlogx(const Value& a) const { return built(Node::function, {a}, where, "xlogx"); }
    Value divergence(const Value& p, const Value& r) const {
        return built(Node::function, {p, r}, where, "kl_term");
    }
    Value ratio(const Value& a, const Value& b) const {
        return built(Node::function, {a, b}, where, "ratio");
    }
    Value positive(const Value& a) const { return built(Node::function, {a}, where, "positive"); }
};

ExpressionPtr plain_mass(const std::string& name, SourceRange where) {
    return mass(built_distribution(name, where));
}

// A number that is the same whatever the distributions are. `bound` are the variables of ranged sums around
// it.
bool is_constant(const Expression& e, bool any_alphabet, std::vector<std::string>& bound) {
    if (e.type == Type::distribution || e.type == Type::observable || e.type == Type::law) return false;
    if (goes_over_outcomes(e.node)) return false;
    if (e.node == Node::index && std::find(bound.begin(), bound.end(), e.name) == bound.end()) return false;
    if (any_alphabet && e.node == Node::parameter && e.name == "K") return false;
    const bool binder = e.node == Node::sum || e.node == Node::prod;
    if (binder && !e.ranged && any_alphabet) return false;
    if (binder) bound.push_back(e.name);
    const bool constant = std::all_of(e.args.begin(), e.args.end(), [&](const ExpressionPtr& arg) {
        return is_constant(*arg, any_alphabet, bound);
    });
    if (binder) bound.pop_back();
    return constant;
}

bool is_constant(const Expression& e, bool any_alphabet) {
    std::vector<std::string> bound;
    return is_constant(e, any_alphabet, bound);
}

class Separator {
  public:
    Separator(bool any_alphabet, std::vector<std::string> bases)
        : any_alphabet_(any_alphabet), bases_(std::move(bases)) {}

    // The summand of e, or null with the obstacle set.
    ExpressionPtr split(const ExpressionPtr& e) {
        if (is_constant(*e, any_alphabet_)) {
            return built(Node::mul, {e, share(e->where)}, e->where);
        }
        switch (e->node) {
            case Node::add:
            case Node::sub:
                return both(e);
            case Node::neg:
                return over_first(e);
            case Node::mul:
                return scaled(e);
            case Node::div:
                return is_constant(*e->args[1], any_alphabet_) ? over_first(e) : fail(e);
            case Node::sum:
                return e->ranged ? fail(e) : symbol_sum(e);
            case Node::functional:
                return functional(e);
            case Node::expectation:
                return expectation(e);
            default:
                return fail(e);
        }
    }

    std::optional<NotSeparable> obstacle;

  private:
    // This symbol's share of 1: its mass, or the mean of its masses in several distributions.
    ExpressionPtr share(SourceRange where) const {
        ExpressionPtr total = plain_mass(bases_.front(), where);
        for (std::size_t i = 1; i < bases_.size(); ++i) {
            total = built(Node::add, {std::move(total), plain_mass(bases_[i], where)}, where);
        }
        if (bases_.size() == 1) return total;
        return built(Node::div, {std::move(total), built_number(Rational(bases_.size()), where)}, where);
    }

    ExpressionPtr fail(const ExpressionPtr& e) {
        if (!obstacle) {
            const bool alphabet = e->node == Node::parameter && e->name == "K";
            obstacle = NotSeparable{e->where, to_text(*e) + (alphabet ? " depends on the alphabet's size"
                                                                      : " is not a sum over symbols")};
        }
        return nullptr;
    }

    ExpressionPtr both(const ExpressionPtr& e) {
        auto a = split(e->args[0]);
        auto b = a ? split(e->args[1]) : nullptr;
        return b ? built(e->node, {std::move(a), std::move(b)}, e->where) : nullptr;
    }

    ExpressionPtr over_first(const ExpressionPtr& e) {
        auto args = e->args;
        args[0] = split(args[0]);
        return args[0] ? built(e->node, std::move(args), e->where) : nullptr;
    }

    ExpressionPtr scaled(const ExpressionPtr& e) {
        for (const std::size_t constant : {std::size_t{0}, std::size_t{1}}) {
            if (!is_constant(*e->args[constant], any_alphabet_)) continue;
            auto part = split(e->args[1 - constant]);
            return part ? built(Node::mul, {e->args[constant], std::move(part)}, e->where) : nullptr;
        }
        return fail(e);
    }

    // sum(i: body): the body, if all it says about distributions is this symbol's masses.
    ExpressionPtr symbol_sum(const ExpressionPtr& e) { return renamed(e->args[0], e->name); }

    // The body with its bound variable replaced, or null with the obstacle.
    ExpressionPtr renamed(const ExpressionPtr& e, const std::string& variable) {
        switch (e->node) {
            case Node::number:
            case Node::infinity:
            case Node::pi:
                return e;
            case Node::parameter:
                return e->name == "K" && any_alphabet_ ? fail(e) : e;
            case Node::component: {
                const bool this_symbol = e->args[1]->node == Node::index && e->args[1]->name == variable;
                const bool named =
                    e->args[0]->node == Node::distribution || e->args[0]->node == Node::generation;
                return this_symbol && named ? mass(e->args[0]) : fail(e);
            }
            case Node::add:
            case Node::sub:
            case Node::mul:
            case Node::div:
            case Node::neg:
            case Node::pow:
            case Node::function:
                break;
            case Node::relation:
                if (e->args[0]->type == Type::scalar) break;
                return fail(e);
            case Node::conjunction:
            case Node::disjunction:
            case Node::negation:
            case Node::implication:
            case Node::equivalence:
            case Node::probability:
                break;
            case Node::expectation:
            case Node::variance:
                if (e->args[0]->type == Type::scalar) break;
                return fail(e);
            case Node::distribution:
                return e;  // only as the start of an expectation
            default:
                return fail(e);
        }
        auto copy = std::make_shared<Expression>(*e);
        for (auto& arg : copy->args) {
            arg = renamed(arg, variable);
            if (!arg) return nullptr;
        }
        return copy;
    }

    ExpressionPtr expectation(const ExpressionPtr& e) {
        auto copy = std::make_shared<Expression>(*e);
        copy->args[0] = split(e->args[0]);
        if (!copy->args[0]) return nullptr;
        if (copy->args.size() > 1 && copy->args[1]->node != Node::distribution) return fail(e);
        return copy;
    }

    // The summands of the functionals, by their rows in the language's table; of T with sum_i p_i = 1 used.
    ExpressionPtr functional(const ExpressionPtr& e) {
        const auto& args = e->args;
        const auto at = e->where;
        const bool literal = std::any_of(args.begin(), args.end(), [](const ExpressionPtr& arg) {
            return arg->type == Type::observable ||
                   (arg->type == Type::distribution && arg->node != Node::distribution &&
                    arg->node != Node::generation) ||
                   arg->type == Type::law;
        });
        if (literal) return fail(e);
        if (const SymbolTerm* term = symbol_term(*e)) {
            std::vector<ExpressionPtr> masses;
            for (const ExpressionPtr& arg : args)
                masses.push_back(mass(arg));
            const Summands summands{at};
            return term_in(summands, *term, masses);
        }
        if (e->name == "T" && args[0]->node != Node::infinity) {
            return built(Node::function, {mass(args[1]), args[0]}, at, "tsallis_term");
        }
        return fail(e);
    }

    bool any_alphabet_;
    std::vector<std::string> bases_;  // the distributions over whose masses constants are spread
};

void collect(const ExpressionPtr& statement, std::vector<ExpressionPtr>& relations, Separation& result) {
    if (statement->node == Node::conjunction) {
        for (const auto& arg : statement->args)
            collect(arg, relations, result);
    } else if (statement->node == Node::relation && statement->args[0]->type == Type::scalar &&
               statement->relation != Relation::not_equal) {
        relations.push_back(statement);
    } else if (!result.obstacle) {
        result.obstacle = NotSeparable{statement->where,
                                       "only relations between sums over symbols (<= < >= > ==), joined by "
                                       "'and', are decided symbol by symbol; this is none: " +
                                           to_text(*statement)};
    }
}

}  // namespace

Summand summand(const ExpressionPtr& expression, bool any_alphabet, const std::vector<std::string>& bases) {
    Separator separator(any_alphabet, bases);
    Summand result;
    result.body = separator.split(expression);
    result.obstacle = separator.obstacle;
    return result;
}

Separation separate(const ExpressionPtr& statement, bool any_alphabet,
                    const std::vector<std::string>& bases) {
    Separation result;
    std::vector<ExpressionPtr> relations;
    collect(statement, relations, result);
    if (bases.empty() && !result.obstacle)
        result.obstacle = NotSeparable{statement->where, "no distribution is mentioned"};
    for (const auto& relation : relations) {
        if (result.obstacle) break;
        auto left = summand(relation->args[0], any_alphabet, bases);
        auto right = left.obstacle ? Summand{} : summand(relation->args[1], any_alphabet, bases);
        if (left.obstacle || right.obstacle) result.obstacle = left.obstacle ? left.obstacle : right.obstacle;
        if (result.obstacle) break;
        const bool upward =
            relation->relation == Relation::less || relation->relation == Relation::less_equal;
        const bool strict = relation->relation == Relation::less || relation->relation == Relation::greater;
        SeparableRelation one;
        one.relation = relation.get();
        one.margin = upward ? built(Node::sub, {right.body, left.body}, relation->where)
                            : built(Node::sub, {left.body, right.body}, relation->where);
        one.left = std::move(left.body);
        one.right = std::move(right.body);
        one.kind = relation->relation == Relation::equal ? Relation::equal
                   : strict                              ? Relation::greater
                                                         : Relation::greater_equal;
        result.relations.push_back(std::move(one));
    }
    if (result.obstacle) result.relations.clear();
    return result;
}

}  // namespace groundcheck
