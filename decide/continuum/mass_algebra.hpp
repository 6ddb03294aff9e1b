// Expressions of second degree in the random masses of symbols, taken apart: what closed_brackets.cpp puts
// expectations into.
#pragma once

#include <string>
#include <vector>

#include "theorems/language/expression.hpp"

namespace groundcheck {

// A bracket has no closed form; why.
struct NotClosed {
    std::string reason;
};

// constant + the sum of factor*X over `linear` + the sum of factor*X*Y over `products`, in the random masses
// X and Y of the symbols that the indices say; a null constant is 0.
struct InMasses {
    struct Term {
        ExpressionPtr factor, index, other;  // `other` is null where it is linear
    };
    ExpressionPtr constant;
    std::vector<Term> linear, products;
};

// Sums and products, made at one place of the text. A null expression is 0.
class MassAlgebra {
  protected:
    // Throws NotClosed about the expression.
    [[noreturn]] static void fail(const Expression& e);

    [[nodiscard]] ExpressionPtr number(const Rational& value) const;
    [[nodiscard]] ExpressionPtr add(const ExpressionPtr& a, const ExpressionPtr& b) const;
    [[nodiscard]] ExpressionPtr mul(const ExpressionPtr& a, const ExpressionPtr& b) const;
    [[nodiscard]] ExpressionPtr scaled(const Rational& factor, const ExpressionPtr& e) const;
    // The mass of a symbol in the distribution of this name.
    [[nodiscard]] ExpressionPtr mass(const std::string& name, const ExpressionPtr& index) const;
    [[nodiscard]] ExpressionPtr or_zero(const ExpressionPtr& e) const;

    [[nodiscard]] InMasses sum(InMasses a, const InMasses& b) const;
    [[nodiscard]] InMasses times(InMasses a, const ExpressionPtr& factor) const;
    // Throws NotClosed about `e`, the product, where it is of more than second degree, and where two indices
    // may be the same symbol or not: i and j can be either.
    [[nodiscard]] InMasses product(const Expression& e, const InMasses& a, const InMasses& b) const;

    SourceRange where_;  // the place
};

}  // namespace groundcheck
