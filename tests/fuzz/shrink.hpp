// From a failing claim to a small one that still fails.
//
// One change at a time: a key less, a range with one value in place of many, an expression by one of its
// parts or by 0 or 1. What still fails is kept, and all changes are tried again from there.
#pragma once

#include <cstdint>
#include <functional>

#include "tests/fuzz/recipe.hpp"
#include "theorems/language/expression.hpp"

namespace groundcheck::fuzz {

// The trees that come from `e` by putting in one place a part of what stands there, or 0 or 1 for a number;
// those that lose most come first.
std::vector<ExpressionPtr> smaller(const ExpressionPtr& e);

// A claim that `fails` says still fails, and none of whose smaller ones does, or that was reached after
// `tries`. A smaller claim need not be a valid one: `fails` has to say no then. Precondition: the recipe is a
// claim, and fails.
Recipe shrink(Recipe recipe, const std::function<bool(Recipe&)>& fails, std::uint64_t tries = 400);

}  // namespace groundcheck::fuzz
