// E[form(Q[t])] at a point: the moment recursion of the point's process, run from a first model.
//
// It is a rational number whatever the kernel, and each kernel asks for it at the same point, for a variance
// and for what an evaluation costs too. So each thread keeps the last few, with all that they depend on.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "decide/evaluate/point.hpp"
#include "sim/affine_moments.hpp"

namespace groundcheck {

// From Q[0] = from, whose entries are the masses of all symbols, or of one alone as the point's. Nothing
// where a step is not affine, or a part of it is irrational.
std::optional<Rational> expected_form(const Point& point, std::vector<Rational> from, QuadraticForm form,
                                      std::uint32_t time);

}  // namespace groundcheck
