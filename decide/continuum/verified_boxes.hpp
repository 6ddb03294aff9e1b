// The boxes of a certificate for the verified checker: a search in doubles, which may err in either
// direction. What it finds is evidence for nothing until the checker has accepted it.
#pragma once

#include <optional>
#include <vector>

#include "decide/continuum/verified_margin.hpp"
#include "decide/continuum/verified_points.hpp"

namespace groundcheck {

// On low <= p <= high the logarithms and the root are expanded about centre.
struct MassBox {
    Rational low, high, centre;
};

inline constexpr unsigned verified_degree = 7;  // of the expansions; odd

// Boxes that cover [0,1], one after the other, on each of which the checker's Bernstein coefficients come out
// positive, or nothing if there are none down to the smallest box. `points` are the margin's later
// generations and lines (verified_points.hpp); `room` is more than the checker's rounding takes away.
std::optional<std::vector<MassBox>> mass_boxes(const MassForm& model, const std::vector<KnownSum>& points,
                                               double room);

bool is_polynomial(const MassForm& form);

// Of two symbols together: p*model(p) + (1-p)*model(1-p). Precondition: the form is a polynomial.
MassForm form_of_both(const MassForm& model);

// Where the model's form is a polynomial: whether [0,1] as one box will do, computed as the checker does.
// With `strict` one of the coefficients must be positive, too.
bool one_box_passes(const MassForm& model, const std::vector<KnownSum>& points, const Integer& scale,
                    const BoundTables& tables, bool strict);

// Where the whole margin is a polynomial, and touches zero where the searches above need room: a scale at
// which the checker rounds nothing on [0,1] as one box. Nothing if one of the Bernstein coefficients there is
// negative, or the margin no polynomial, or N so large that the scale would be a number of thousands of
// digits. With `strict` one of them must be positive and the last one 0, so that the margin is 0 at the
// mass 1 alone.
std::optional<Integer> exact_scale(const MassForm& model, const std::vector<KnownSum>& points, bool strict);

}  // namespace groundcheck
