// parameter_map.hpp: replacing an order by the end of its range that makes a side greatest or least.
#include "audit/ablation/parameter_map.hpp"
#include "theorems/language/mentions.hpp"

namespace groundcheck {

namespace {

ExpressionPtr with_args(const ExpressionPtr& e, std::vector<ExpressionPtr> args) {
    auto copy = std::make_shared<Expression>(*e);
    copy->args = std::move(args);
    return copy;
}

bool is_nonnegative_constant(const Expression& e) { return e.node == Node::number && e.value >= 0; }

// Replaces orders so that the value becomes an upper (`up`) or a lower bound of the expression's values for
// all orders in [low,high]. Null where the direction is not known.
class Bounder {
  public:
    Bounder(const std::string& parameter, const Rational& low, const Rational& high)
        : parameter_(parameter), low_(low), high_(high) {}

    ExpressionPtr bound(const ExpressionPtr& e, bool up) const {
        if (!mentions_number(*e, parameter_)) return e;
        switch (e->node) {
            case Node::functional:
                return entropy(e, up);
            case Node::add:
                return both(e, up, up);
            case Node::sub:
                return both(e, up, !up);
            case Node::neg: {
                const ExpressionPtr inner = bound(e->args[0], !up);
                return inner ? with_args(e, {inner}) : nullptr;
            }
            case Node::mul:
                return scaled(e, up);
            case Node::div: {
                if (!is_nonnegative_constant(*e->args[1]) || e->args[1]->value == 0) return nullptr;
                const ExpressionPtr top = bound(e->args[0], up);
                return top ? with_args(e, {top, e->args[1]}) : nullptr;
            }
            case Node::expectation: {  // an average keeps the direction
                std::vector<ExpressionPtr> args = e->args;
                for (std::size_t i = 1; i < args.size(); ++i)
                    if (mentions_number(*args[i], parameter_)) return nullptr;
                args[0] = bound(args[0], up);
                return args[0] ? with_args(e, std::move(args)) : nullptr;
            }
            default:
                return nullptr;
        }
    }

  private:
    // R and T do not increase with their order.
    ExpressionPtr entropy(const ExpressionPtr& e, bool up) const {
        if (e->name != "R" && e->name != "T") return nullptr;
        const Expression& order = *e->args[0];
        if (order.node != Node::parameter || mentions_number(*e->args[1], parameter_)) return nullptr;
        return with_args(e, {substituted(e->args[0], parameter_, up ? low_ : high_), e->args[1]});
    }

    ExpressionPtr both(const ExpressionPtr& e, bool left_up, bool right_up) const {
        const ExpressionPtr left = bound(e->args[0], left_up), right = bound(e->args[1], right_up);
        return left && right ? with_args(e, {left, right}) : nullptr;
    }

    ExpressionPtr scaled(const ExpressionPtr& e, bool up) const {
        for (const std::size_t constant : {std::size_t{0}, std::size_t{1}}) {
            if (!is_nonnegative_constant(*e->args[constant])) continue;
            std::vector<ExpressionPtr> args = e->args;
            args[1 - constant] = bound(args[1 - constant], up);
            return args[1 - constant] ? with_args(e, std::move(args)) : nullptr;
        }
        return nullptr;
    }

    const std::string& parameter_;
    const Rational& low_;
    const Rational& high_;
};

}  // namespace

ExpressionPtr substituted(const ExpressionPtr& e, const std::string& parameter, const Rational& value) {
    if (!mentions_number(*e, parameter)) return e;
    if (e->node == Node::parameter) {
        auto number = std::make_shared<Expression>();
        number->node = Node::number;
        number->value = value;
        number->where = e->where;
        return number;
    }
    std::vector<ExpressionPtr> args;
    args.reserve(e->args.size());
    for (const ExpressionPtr& arg : e->args)
        args.push_back(substituted(arg, parameter, value));
    return with_args(e, std::move(args));
}

ExpressionPtr for_every_order(const ExpressionPtr& statement, const std::string& parameter,
                              const Rational& low, const Rational& high, bool weakest) {
    if (statement->node != Node::relation) return nullptr;
    const Relation relation = statement->relation;
    const bool up = relation == Relation::less_equal || relation == Relation::less;
    if (!up && relation != Relation::greater_equal && relation != Relation::greater) return nullptr;
    // "left <= right" is strongest with the left side greatest and the right side least.
    const bool left_up = up != weakest;
    const Bounder bounder(parameter, low, high);
    const ExpressionPtr left = bounder.bound(statement->args[0], left_up);
    const ExpressionPtr right = bounder.bound(statement->args[1], !left_up);
    return left && right ? with_args(statement, {left, right}) : nullptr;
}

}  // namespace groundcheck
