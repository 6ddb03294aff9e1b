#include <map>
#include <optional>

#include "theorems/language/elaborator.hpp"

namespace groundcheck {

ExpressionPtr Elaborator::statement(const Syntax& s) {
    refuse_old_letters(s);
    if (s.kind != Kind::every_outcome) return typed(s, Type::truth);
    if (!scope_.recursion.empty())
        throw error(s, "\"for every outcome\" is about samples; nothing is random in a recursion",
                    "leave it out: " + numbers_of_recursion() + " have one value each");
    if (scope_.program)
        throw error(s,
                    "\"for every outcome\" is about samples of symbols; the program learner has hypotheses",
                    "write Pr[...] == 1");
    if (!scope_.samples || !has(Type::distribution, "Q"))
        throw error(s, "\"for every outcome\" needs samples, so Q and N in the domain");
    every_outcome_ = true;
    ExpressionPtr body = typed(s.children[0], Type::truth);
    if (!uses_outcome_)
        throw error(s, "\"for every outcome\" is said, but the formula does not mention the outcome Q'");
    return make(s, Node::every_outcome, Type::truth, "", {std::move(body)});
}

ExpressionPtr Elaborator::condition(const Syntax& s) {
    condition_ = true;
    return typed(s, Type::truth);
}

ExpressionPtr Elaborator::typed(const Syntax& s, Type wanted) {
    ExpressionPtr e = any(s);
    if (e->type == wanted) return e;
    std::string hint;
    if (wanted == Type::scalar && e->type == Type::distribution && e->node == Node::distribution)
        hint = "a number made from it: H(" + e->name + "), " + e->name + "_1, D(" + e->name + ")";
    if (wanted == Type::scalar && e->type == Type::distribution && hint.empty())
        hint = "a number made from it: H(...), D(...), a component";
    if (wanted == Type::truth && e->type == Type::scalar) hint = "compare it with something: <= < >= > == !=";
    if (wanted == Type::distribution && e->type == Type::scalar && e->node == Node::parameter)
        hint = distributions_hint();
    throw error(s, describe(wanted) + " is needed here, this is " + describe(e->type), hint);
}

ExpressionPtr Elaborator::any(const Syntax& s) {
    switch (s.kind) {
        case Kind::number:
            return number(s);
        case Kind::name:
            return name(s);
        case Kind::component:
            return component(s);
        case Kind::word:
            return make(s, Node::word, Type::string, s.text);
        case Kind::setting:
            break;
        case Kind::generation:
            return generation(s);
        case Kind::call:
            return call(s);
        case Kind::tuple:
            return tuple(s);
        case Kind::interval:
            return interval(s);
        case Kind::binder:
            return binder(s);
        case Kind::bracket:
            return bracket(s);
        case Kind::information:
            return information(s);
        case Kind::prefix:
            return prefix(s);
        case Kind::infix:
            return infix(s);
        case Kind::chain:
            return chain(s);
        case Kind::every_outcome:
            break;
    }
    throw error(s, "\"for every outcome:\" stands only at the beginning of a statement");
}

ExpressionPtr Elaborator::number(const Syntax& s) const {
    const std::optional<Rational> value = parse_rational(s.text);
    if (!value) throw error(s, "this number cannot be read: its exponent is beyond 20000");
    auto e = std::make_shared<Expression>(*make(s, Node::number, Type::scalar));
    e->value = *value;
    return e;
}

InputError Elaborator::error(const Syntax& s, std::string message, std::string hint) const {
    return source_.error(s.begin, s.end, std::move(message), std::move(hint));
}

ExpressionPtr Elaborator::make(const Syntax& s, Node node, Type type, std::string name,
                               std::vector<ExpressionPtr> args) const {
    auto e = std::make_shared<Expression>();
    e->node = node;
    e->type = type;
    e->name = std::move(name);
    e->args = std::move(args);
    e->where = source_.range(s.begin, s.end);
    return e;
}

ExpressionPtr Elaborator::prefix(const Syntax& s) {
    if (s.text == "not") return make(s, Node::negation, Type::truth, "", {typed(s.children[0], Type::truth)});
    return make(s, Node::neg, Type::scalar, "", {typed(s.children[0], Type::scalar)});
}

ExpressionPtr Elaborator::infix(const Syntax& s) {
    static const std::map<std::string, std::pair<Node, Type>> operators = {
        {"+", {Node::add, Type::scalar}},         {"-", {Node::sub, Type::scalar}},
        {"*", {Node::mul, Type::scalar}},         {"/", {Node::div, Type::scalar}},
        {"^", {Node::pow, Type::scalar}},         {"and", {Node::conjunction, Type::truth}},
        {"or", {Node::disjunction, Type::truth}}, {"implies", {Node::implication, Type::truth}},
        {"iff", {Node::equivalence, Type::truth}}};
    const auto [node, type] = operators.at(s.text);
    if (type == Type::truth || node == Node::pow) {
        ExpressionPtr left = typed(s.children[0], type);
        return make(s, node, type, "", {std::move(left), typed(s.children[1], type)});
    }
    ExpressionPtr left = any(s.children[0]), right = any(s.children[1]);
    if (left->type == Type::distribution || right->type == Type::distribution)
        return mixed(s, node, std::move(left), std::move(right));
    for (std::size_t i = 0; i < 2; ++i)
        if ((i == 0 ? left : right)->type != Type::scalar)
            typed(s.children[i], Type::scalar);  // says why not
    return make(s, node, Type::scalar, "", {std::move(left), std::move(right)});
}

ExpressionPtr Elaborator::mixed(const Syntax& s, Node node, ExpressionPtr left, ExpressionPtr right) {
    const bool sum = node == Node::add || node == Node::sub;
    const Type l = left->type, r = right->type;
    const bool fits = sum                 ? l == r
                      : node == Node::mul ? (l == Type::scalar) != (r == Type::scalar)
                                          : r == Type::scalar;
    if (sum && l != r && (l == Type::scalar || r == Type::scalar))
        typed(s.children[l == Type::scalar ? 1 : 0], Type::scalar);  // says what could be meant
    const bool known =
        (l == Type::scalar || l == Type::distribution) && (r == Type::scalar || r == Type::distribution);
    if (!fits || !known)
        throw error(s, "\"" + s.text + "\" cannot join " + describe(l) + " and " + describe(r),
                    "distributions are mixed as in alpha*P + (1-alpha)*Q; a component is a number, Q_1");
    return make(s, node, Type::distribution, "", {std::move(left), std::move(right)});
}

ExpressionPtr Elaborator::chain(const Syntax& s) {
    std::vector<ExpressionPtr> operands;
    for (const Syntax& child : s.children)
        operands.push_back(any(child));
    ExpressionPtr whole;
    std::size_t next = 0;
    for (std::size_t i = 0; i + 1 < operands.size(); ++i) {
        const std::size_t stop = s.text.find(' ', next);
        ExpressionPtr one = relation(s, i, s.text.substr(next, stop - next), operands);
        next = stop + 1;
        whole = whole ? make(s, Node::conjunction, Type::truth, "", {whole, one}) : one;
    }
    return whole;
}

ExpressionPtr Elaborator::relation(const Syntax& s, std::size_t i, const std::string& op,
                                   const std::vector<ExpressionPtr>& operands) const {
    static const std::map<std::string, Relation> relations = {
        {"<=", Relation::less_equal}, {"<", Relation::less},   {">=", Relation::greater_equal},
        {">", Relation::greater},     {"==", Relation::equal}, {"!=", Relation::not_equal}};
    const Relation relation = relations.at(op);
    const Expression& left = *operands[i];
    const Expression& right = *operands[i + 1];
    for (std::size_t k = i; k < i + 2; ++k)
        if (operands[k]->type == Type::truth || operands[k]->type == Type::observable)
            throw error(
                s.children[k],
                "\"" + op + "\" compares numbers or distributions, this is " + describe(operands[k]->type),
                operands[k]->type == Type::truth ? "formulas are joined by and, or, implies, iff" : "");
    if (left.type != right.type)
        throw error(s.children[i + 1],
                    "\"" + op + "\" compares " + describe(left.type) + " with " + describe(right.type));
    if (left.type == Type::distribution && relation != Relation::equal && relation != Relation::not_equal)
        throw error(s.children[i], "distributions have no order: only == and != compare them",
                    "compare numbers made from them, such as supp(Q) or H(Q)");
    if (left.type == Type::string && relation != Relation::equal && relation != Relation::not_equal)
        throw error(s.children[i], "strings have no order: only == and != compare them",
                    "compare numbers made from them, such as length(s) or D(4, s)");
    const Syntax span{Kind::chain, "", {}, s.children[i].begin, s.children[i + 1].end};
    auto e = std::make_shared<Expression>(
        *make(span, Node::relation, Type::truth, "", {operands[i], operands[i + 1]}));
    e->relation = relation;
    return e;
}

ExpressionPtr elaborate(const Source& source, const Scope& scope, const Syntax& syntax, Wanted wanted) {
    Elaborator elaborator(source, scope);
    if (wanted == Wanted::statement) return elaborator.statement(syntax);
    if (wanted == Wanted::number) return elaborator.typed(syntax, Type::scalar);
    if (wanted == Wanted::distribution) return elaborator.typed(syntax, Type::distribution);
    return elaborator.condition(syntax);
}

}  // namespace groundcheck
