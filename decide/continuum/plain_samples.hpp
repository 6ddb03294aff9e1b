// Claims about a process with a fit of its own, said again about plain samples.
//
// Where the samples are the plain ones and a symbol's mass in the next model is affine in its own masses, an
// expectation over Q' is one over the samples' frequencies X: with the fit F_i = (1-e)*X_i + e/K,
//     E[D(Q')] = E[1 - sum(i: F_i^2)],   E[H(Q')] = E[-sum(i: F_i*log(F_i))],
// and X is distributed as the plain process's Q'. So the statement in which F_i stands for Q'_i is about the
// plain process, and is proved as such; its certificate proves that statement. Counterexamples are sought,
// and proofs spot-checked, with the claim as it was written.
#pragma once

#include "decide/question/instance.hpp"
#include "sim/offer.hpp"
#include "theorems/language/claim.hpp"

namespace groundcheck {

// The claim with the question's statement about plain samples and that domain's process left out. It declines
// where the process has more of its own than a fit, where the fit is not seen to be a distribution throughout
// the instance, and where the statement speaks of Q' in other ways.
Offer<Claim> about_plain_samples(const Question& question, const Instance& instance);

}  // namespace groundcheck
