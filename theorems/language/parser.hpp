// Reading the claim language: from text to a typed expression.
//
// The three readers differ in what they accept at the top. All throw InputError, at the place in the source,
// for text that is not in the language, names that the scope does not have, and types that do not fit.
#pragma once

#include "theorems/language/expression.hpp"
#include "theorems/language/source.hpp"
#include "theorems/language/types.hpp"

namespace groundcheck {

// A claim's statement: a formula, perhaps after "for every outcome:".
ExpressionPtr parse_statement(const Source& source, const Scope& scope);

// A condition on the variables themselves (equality, where): a formula in which nothing is random.
ExpressionPtr parse_condition(const Source& source, const Scope& scope);

// A number, for instance E[H(Q')] or D(Q)/(2*N).
ExpressionPtr parse_expression(const Source& source, const Scope& scope);

// A distribution, for instance alpha*P + (1-alpha)*Q.
ExpressionPtr parse_distribution(const Source& source, const Scope& scope);

// A number without any variables, in which interval literals such as [0x1p-1, 0.75] may stand: what the
// rigorous calculator evaluates. The ends of an interval literal are reduced to one rational each (or
// infinity, -infinity).
ExpressionPtr parse_calculator(const Source& source);

}  // namespace groundcheck
