// Sums over symbols: the claims that one variable decides.
//
// Entropy, diversity, divergences and their expectations are sums over symbols, sum_i g(p_i), and since the
// p_i add up to 1 a constant c is one too: sum_i c*p_i. If both sides of a relation are such sums, so is
// their difference, the margin, and the claim is about one function g of one symbol's masses: p, or p and q
// where the claim has a world. Expectations need only the binomial law of that symbol's count. A claim of
// this kind can be decided for every alphabet at once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "theorems/language/expression.hpp"

namespace groundcheck {

// The variable that stands for "this symbol" in the expressions made here; no claim can spell it.
inline constexpr const char* symbol_variable = "$i";

// margin = left - right of one relation, as sum_i g(i).
struct SeparableRelation {
    const Expression* relation = nullptr;  // as written in the claim
    ExpressionPtr left, right;  // one symbol's part of each side; evaluate with Evaluator::of_symbol
    ExpressionPtr
        margin;  // right - left for <= and <, left - right for >=, > and ==: to be >= 0 (or > 0, == 0)
    Relation kind = Relation::greater_equal;  // of the margin to 0: greater_equal, greater, equal
};

// Why a claim is not a sum over symbols: the first part that is not one.
struct NotSeparable {
    SourceRange where;
    std::string reason;  // "R(q,Q') is not a sum over symbols", in words for the user
};

struct Separation {
    std::vector<SeparableRelation> relations;  // the statement is their conjunction
    std::optional<NotSeparable> obstacle;      // set exactly when relations is empty
};

// Splits a statement that is a relation, or a conjunction of relations, into one-symbol margins. With
// `any_alphabet` the number of symbols K is not a constant, and a part that depends on it is an obstacle. A
// constant c is spread over symbols as c*b_i, with b the mean of the distributions `bases`; over every
// alphabet, where the margin has to hold symbol by symbol, these should be all that the claim has, so that
// none is left without its share.
Separation separate(const ExpressionPtr& statement, bool any_alphabet, const std::vector<std::string>& bases);

// The summand g(i) of `expression` = sum_i g(i), or the obstacle. `bases` as above, at least
// one.
struct Summand {
    ExpressionPtr body;
    std::optional<NotSeparable> obstacle;
};
Summand summand(const ExpressionPtr& expression, bool any_alphabet, const std::vector<std::string>& bases);

}  // namespace groundcheck
