#include "theorems/language/build_expression.hpp"

#include <algorithm>

namespace groundcheck {

ExpressionPtr built(Node node, std::vector<ExpressionPtr> args, SourceRange where, std::string name) {
    auto e = std::make_shared<Expression>();
    e->node = node;
    e->name = std::move(name);
    e->args = std::move(args);
    e->where = where;
    return e;
}

ExpressionPtr built_number(const Rational& value, SourceRange where) {
    auto e = std::make_shared<Expression>();
    e->value = value;
    e->where = where;
    return e;
}

ExpressionPtr built_distribution(const std::string& name, SourceRange where) {
    auto e = std::make_shared<Expression>();
    e->node = Node::distribution;
    e->type = Type::distribution;
    e->name = name;
    e->where = where;
    return e;
}

}  // namespace groundcheck
