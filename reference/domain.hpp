// What a domain is, by its definition: which points belong to it, and all of them one after the other.
//
// No list of the engine's is used here. Data files alone are taken as given (reading a text is not what a
// claim means).
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "reference/reference.hpp"
#include "theorems/language/claim.hpp"

namespace groundcheck::reference {

// Whether the point belongs to the domain: K, N and every variable in its set (an interval's end only where
// it is part of it), every mass function a distribution, and the condition holds. Throws NoOpinion where the
// condition cannot be decided, NoValue where it has none.
bool contains(const Domain& domain, const Point& point);

// Every point of a domain of finitely many, with K among `alphabets` (which matter where K is "any", absent
// symbols included) and the condition applied; stops when visit says false. Returns false, having visited
// none, if the domain has an interval, a simplex or data, or more than `most` points before the condition.
bool each_point(const Domain& domain, const std::vector<std::uint32_t>& alphabets, std::uint64_t most,
                const std::function<bool(const Point&)>& visit);

}  // namespace groundcheck::reference
