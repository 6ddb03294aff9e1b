// The points of a claim's domain at which the engine and the reference are compared.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "decide/question/instance.hpp"
#include "reference/domain.hpp"

namespace groundcheck::fuzz {

// The domain with finitely many points in place of a continuum: a simplex becomes a lattice, an interval some
// rationals of it, its ends where they belong to it. A domain without continua stays as it is.
Domain with_points(const Domain& domain);

// The alphabets whose points are looked at: the domain's, or 1 to 4 symbols where it says "any".
std::vector<std::uint32_t> alphabets(const Question& question);

// Goes through all points of the first domain by the reference, in its order; false if there are more than
// `most` (none is visited then). Throws what the domain's condition does.
bool each_point(const Question& question, std::uint64_t most,
                const std::function<bool(const reference::Point&)>& visit);

// Whether the point is one of the instance's.
bool belongs(const reference::Point& point, const Instance& instance);

}  // namespace groundcheck::fuzz
