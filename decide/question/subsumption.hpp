// Whether the proof of one instance contains another: every Q of the simplex contains the points of a
// lattice, every alphabet contains each, an interval contains the numbers in it.
//
// A claim may list a lattice or a text beside the simplex that contains them, so that the two ways of
// deciding are held against each other. The assurance of its proof is then that of the instances which
// contain all others.
#pragma once

#include "decide/question/verdict.hpp"

namespace groundcheck {

// The weakest assurance among the proved instances of a claim (or its mutant), those aside that the proof of
// another contains: one over whole simplices with the same N and numbers, or numbers within its intervals.
// Precondition: at least one instance is proved.
Assurance proof_assurance(const ClaimResult& result);

}  // namespace groundcheck
