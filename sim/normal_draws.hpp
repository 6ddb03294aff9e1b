// Drawing from the normal and the chi-square law.
//
// As in sampling.hpp, no law stands in for another: in real arithmetic both methods' laws are the normal and
// the chi-square law themselves. They are run in double precision, which is off by rounding: an estimate, not
// a proof.
#pragma once

#include <cstdint>

#include "sim/random.hpp"

namespace groundcheck {

// A draw from the standard normal law. Method: the polar one (Marsaglia and Bray 1964).
double normal_draw(RandomStream& random);

// A draw from the chi-square law. Precondition: 1 <= degrees < 2^53. Method: the square of a normal variable
// for one degree of freedom; twice a gamma variable otherwise, by rejection from a cubed normal variable
// (Marsaglia and Tsang 2000).
double chi_square_draw(RandomStream& random, std::uint64_t degrees);

}  // namespace groundcheck
