// From a relation to the function F on the unit cube whose sign decides it, inside and on the boundary.
#pragma once

#include "context.hpp"
#include "equality.hpp"

namespace checker {

// The scope in which variable v has the value cube[v] (the variable itself, 0 or 1).
Scope scope_at(const Context& context, const Proof& proof, const std::vector<Polynomial>& cube);

// Builds both sides of the relation and nothing else: what is met of absolute values is noted.
void build_sides(const Context& context, const Proof& proof, const Tree& relation,
                 const std::vector<Polynomial>& cube);

// F where variable v is cube[v]. Throws Rejected or Unreadable where the proof's tilt or shift does not fit.
Form margin_at(const Context& context, const Proof& proof, const Tree& relation,
               const std::vector<Polynomial>& cube);

// Confirms the claim, with its equality condition, on all faces of the cube that belong to the domain, given
// F inside. With one variable the signs at the ends are added to `ends`, 0 where both sides are infinite.
// Throws Rejected for a face that is not confirmed.
void check_boundary(const Context& context, const Proof& proof, const Tree& relation, const Form& inside,
                    Equality equality, std::vector<int>& ends);

}  // namespace checker
