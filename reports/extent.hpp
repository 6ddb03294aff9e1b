// Where a claim was decided, in a few words: what stands beside every verdict, so that none claims more than
// was looked at.
//
//     every K, N                        a theorem that Coq has checked, without hypotheses of note
//     every K; t = 1..6                 decided on the continuum, for these t
//     K = 2, 3; N = 1..8, all that was tried    on the points of grids, or at those of a simulation
//     K = 2, N = 5                      the place of a counterexample
#pragma once

#include <string>

#include "reports/assessment.hpp"

namespace groundcheck {

// Of a claim that is decided; empty otherwise.
std::string extent_text(const ClaimResult& result);

// Of a reading that is decided: the extents of the claims that decide it, each once, at most two; where they
// were more, it says how many. Empty for an open reading.
std::string extent_text(const ReadingAssessment& reading);

// The same for a narrow column: that of the deciding claim of the weakest assurance, with an ellipsis where
// there is more than one.
std::string short_extent(const ReadingAssessment& reading);

}  // namespace groundcheck
