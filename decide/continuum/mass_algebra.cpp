#include "decide/continuum/mass_algebra.hpp"

#include "theorems/language/build_expression.hpp"

namespace groundcheck {

void MassAlgebra::fail(const Expression& e) {
    throw NotClosed{"'" + to_text(e) + "' has no closed form in the masses of one symbol or two"};
}

ExpressionPtr MassAlgebra::number(const Rational& value) const { return built_number(value, where_); }

ExpressionPtr MassAlgebra::add(const ExpressionPtr& a, const ExpressionPtr& b) const {
    if (!a || !b) return a ? a : b;
    return built(Node::add, {a, b}, where_);
}

ExpressionPtr MassAlgebra::mul(const ExpressionPtr& a, const ExpressionPtr& b) const {
    if (!a || !b) return nullptr;
    return built(Node::mul, {a, b}, where_);
}

ExpressionPtr MassAlgebra::scaled(const Rational& factor, const ExpressionPtr& e) const {
    if (factor == 0) return nullptr;
    return factor == 1 ? e : mul(number(factor), e);
}

ExpressionPtr MassAlgebra::mass(const std::string& name, const ExpressionPtr& index) const {
    return built(Node::component, {built_distribution(name, where_), index}, where_);
}

ExpressionPtr MassAlgebra::or_zero(const ExpressionPtr& e) const { return e ? e : number(0); }

InMasses MassAlgebra::sum(InMasses a, const InMasses& b) const {
    a.constant = add(a.constant, b.constant);
    a.linear.insert(a.linear.end(), b.linear.begin(), b.linear.end());
    a.products.insert(a.products.end(), b.products.begin(), b.products.end());
    return a;
}

InMasses MassAlgebra::times(InMasses a, const ExpressionPtr& factor) const {
    if (!factor) return {};
    a.constant = mul(a.constant, factor);
    for (auto* terms : {&a.linear, &a.products})
        for (InMasses::Term& term : *terms)
            term.factor = mul(term.factor, factor);
    return a;
}

namespace {

int degree_in_masses(const InMasses& form) {
    return !form.products.empty() ? 2 : form.linear.empty() ? 0 : 1;
}

bool is_known_pair(const Expression& i, const Expression& j) {
    return same(i, j) || (i.node == Node::number && j.node == Node::number && i.value != j.value);
}

}  // namespace

InMasses MassAlgebra::product(const Expression& e, const InMasses& a, const InMasses& b) const {
    if (degree_in_masses(a) + degree_in_masses(b) > 2) fail(e);
    InMasses more = times(b, a.constant);
    more.constant = nullptr;  // the product of the constants is counted once
    InMasses result = sum(times(a, b.constant), more);
    for (const InMasses::Term& x : a.linear)
        for (const InMasses::Term& y : b.linear) {
            if (!is_known_pair(*x.index, *y.index)) fail(e);
            result.products.push_back({mul(x.factor, y.factor), x.index, y.index});
        }
    return result;
}

}  // namespace groundcheck
