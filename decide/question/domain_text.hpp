// A domain's ranges as its claim file writes them, in the one order in which everything that prints a domain
// gives them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "theorems/language/claim.hpp"

namespace groundcheck {

// Name and range of every variable that has one: K, L, N, then distributions, numbers, observables, strings.
std::vector<std::pair<std::string, std::string>> written_ranges(const Domain& domain);

// "K in 2..3; N in 1..8; Q in simplex; where interior(Q)", and the process where it is not the plain one.
std::string domain_text(const Domain& domain);

}  // namespace groundcheck
