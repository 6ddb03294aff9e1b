// A proof over a continuum, held against single points of it.
//
// Boxes are settled in one arithmetic, doubles or Arb. So that no verdict rests on one arithmetic alone, or
// on the reading that turned the claim into a function on the cube, a proved instance is evaluated at a few
// simple points as well: by the method for listed points, from the claim's own text, in both kernels. A point
// that refutes what was proved for every point is a disagreement and stops the program; it is never a
// verdict.
#pragma once

#include "decide/question/instance.hpp"
#include "decide/question/verdict.hpp"

namespace groundcheck {

// Evaluates the question at simple points of a continuum instance that was proved, and adds the kernels'
// counts to the result. Alphabets: 2 symbols where K is "any", otherwise K up to 4 (larger ones are left
// out). Throws KernelDisagreement if a point refutes the statement, InputError if the statement has no value
// at one.
void spot_check(const Question& question, const Instance& instance, InstanceResult& proved);

}  // namespace groundcheck
