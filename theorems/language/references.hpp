// What a claim file names and does not hold: sentences of the paper, theorems of proofs/.
//
// A name that nothing answers to is a mistake, and a silent one: the claim would be no part of the sentence's
// verdict, or never be formal, and nobody would know why. So it is an error, at its place in the file, with
// the nearest name that there is.
#pragma once

#include <string>
#include <vector>

#include "theorems/language/claim.hpp"

namespace groundcheck {

// Throws InputError at the first sentence that the claim's file names and that is not among `known`.
void require_sentences(const Claim& claim, const std::vector<Sentence>& known);

// Throws InputError at the first theorem that the claim's file names and that is not among `known`:
// "statements/OneGeneration.v:one_step".
void require_theorems(const Claim& claim, const std::vector<std::string>& known);

}  // namespace groundcheck
