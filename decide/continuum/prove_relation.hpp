// Proving one relation of a claim over a continuum.
//
// The margin between its two sides is read on the unit cube (cube_margin.hpp), in several ways one after
// another (MarginChoice): as it is, with the mixture in place of model and world, with a tilt or a shift.
// Where it is zero throughout, the relation is an identity; else its sign on the boundary is looked at, and
// inside it is seen by its shape, by subdivision, or by subdivision after a square is divided out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "decide/continuum/certificate.hpp"
#include "decide/continuum/cube_margin.hpp"
#include "decide/continuum/decide_continuum.hpp"
#include "interval/continuum/subdivision.hpp"

namespace groundcheck {

// Why a relation is not proved here, for the report.
struct NotProved {
    std::string reason;
    std::optional<Rational> negative_at;  // where the one-variable margin is certainly negative
};

struct ProvedRelation {
    RelationProof proof;
    continuum::Subdivision subdivision;  // empty for an identity
};

// The proof of a relation of the problem, or those of all its cases. Throws NotProved.
std::vector<ProvedRelation> prove_relation(const ContinuumProblem& problem, const Expression& relation,
                                           const ContinuumOptions& options);

}  // namespace groundcheck
