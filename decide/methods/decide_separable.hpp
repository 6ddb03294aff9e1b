// Deciding sums over symbols on listed points.
//
// Every relation of the statement is a sum of one-symbol margins (separable.hpp); its sign at a point decides
// the point: by the filter of doubles, then by Arb at base precision, then exactly, then by rising precision.
// For every alphabet at once the points are the partitions of the lattice's denominator, and a symbol without
// mass must add nothing.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "decide/evaluate/evaluate.hpp"
#include "decide/methods/decide_options.hpp"
#include "decide/methods/separable.hpp"
#include "decide/question/instance.hpp"
#include "decide/question/symbol_space.hpp"
#include "decide/question/verdict.hpp"

namespace groundcheck {

// What the points of a symbol space satisfy; empty lists: no condition. Shared by the instances on whose
// values the conditions do not depend.
struct PointConditions {
    std::shared_ptr<const std::vector<char>> within;  // `where` holds
    std::shared_ptr<const std::vector<char>> equal;   // the equality condition holds
};

// Evaluates the condition at the points of the space that are `within` (all where that is empty; the others
// get a 0); an empty list for no condition (null). Throws DomainError where it cannot be decided exactly.
std::vector<char> evaluate_condition(const SymbolSpace& space, const Instance& instance,
                                     const ExpressionPtr& condition, const std::vector<char>& within);

struct SeparableOutcome {
    std::optional<InstanceResult> result;
    std::string declined;              // why there is none
    std::optional<DomainError> error;  // what had no value, if that is why
};

// Preconditions: separation has relations; an equality condition goes with a single weak relation.
SeparableOutcome decide_separable(const Separation& separation, const SymbolSpace& space,
                                  const PointConditions& conditions, const Instance& instance,
                                  const DecideOptions& options);

}  // namespace groundcheck
