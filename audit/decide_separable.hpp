// Deciding sums over symbols on listed points.
//
// Every relation of the statement is a sum of one-symbol margins (separable.hpp); its sign at a point decides
// the point: by the filter of doubles, then by Arb at base precision, then exactly, then by rising precision.
// For every alphabet at once the points are the partitions of the lattice's denominator, and a symbol without
// mass must add nothing.
#pragma once

#include <optional>
#include <string>

#include "audit/decide.hpp"
#include "audit/evaluate.hpp"
#include "audit/instance.hpp"
#include "audit/separable.hpp"
#include "audit/symbol_space.hpp"
#include "audit/verdict.hpp"

namespace groundcheck {

// What the points of a symbol space satisfy, as far as that does not depend on the instance: filled in once
// and shared.
struct PointConditions {
    std::vector<char> within;  // `where` holds; empty: no condition
    std::vector<char> equal;   // the equality condition holds; empty: no condition
};

// Evaluates the conditions at every point of the space. Throws InputError where one cannot be decided
// exactly.
PointConditions evaluate_conditions(const SymbolSpace& space, const Instance& instance,
                                    const ExpressionPtr& where, const ExpressionPtr& equality);

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
