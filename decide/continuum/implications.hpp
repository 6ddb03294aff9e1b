// Implications between relations over a continuum, said more strongly without "implies".
//
// "A >= B implies C >= D" follows from C - D >= m*(A - B) for any one number m >= 0: where the premise holds
// the right side is not negative. "A == B implies ..." follows from it for any m, of either sign. So the
// implication is tried as such a relation, for a few m; one of them may be proved like any other claim, and
// its certificate proves that stronger statement. This finds what a single multiple shows, and no more:
// nothing is refuted by it.
#pragma once

#include <vector>

#include "theorems/language/claim.hpp"

namespace groundcheck {

// The claim with each of the stronger statements in turn; none where its statement (the mutant's, if asked)
// is no implication of one relation between numbers by one or two of them.
std::vector<Claim> without_implication(const Claim& claim, bool mutant);

}  // namespace groundcheck
