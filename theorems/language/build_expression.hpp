// Expressions that no one wrote: the pieces of which a method puts together a statement of its own.
#pragma once

#include <string>
#include <vector>

#include "theorems/language/expression.hpp"

namespace groundcheck {

// A scalar node; errors about it point at `where`.
ExpressionPtr built(Node node, std::vector<ExpressionPtr> args, SourceRange where, std::string name = {});
ExpressionPtr built_number(const Rational& value, SourceRange where);
// The distribution of that name.
ExpressionPtr built_distribution(const std::string& name, SourceRange where);

}  // namespace groundcheck
