// The boxes of a certificate for the verified checker: a search in doubles, which may err in either
// direction. What it finds is evidence for nothing until the checker has accepted it.
#pragma once

#include <optional>
#include <vector>

#include "decide/continuum/verified_margin.hpp"

namespace groundcheck {

// On low <= p <= high the logarithms and the root are expanded about centre.
struct MassBox {
    Rational low, high, centre;
};

inline constexpr unsigned verified_degree = 7;  // of the expansions; odd

// Boxes that cover [0,1], one after the other, on each of which the checker's Bernstein coefficients come out
// positive, or nothing if there are none down to the smallest box.
std::optional<std::vector<MassBox>> mass_boxes(const MassMargin& margin);

}  // namespace groundcheck
