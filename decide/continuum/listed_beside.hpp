// Distributions that range over lists while other variables range over a continuum: each listed point is
// decided on its own, with a certificate of its own.
#pragma once

#include <string>
#include <vector>

#include "decide/continuum/cube_margin.hpp"

namespace groundcheck {

// The points of the distributions that range over lists while other variables range over a continuum; one
// point without any where there are none. Only sorted ones where no statement tells the symbols apart. Throws
// continuum::OutsideForms, with what to write instead, for lists that are beyond proofs over a continuum.
std::vector<FixedDistributions> listed_points(const Question& question, const Instance& instance);

// "Q = (1/2, 1/2), P = (0, 1)"
std::string to_text(const FixedDistributions& point);

}  // namespace groundcheck
