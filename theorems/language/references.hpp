// What a file names and does not hold: the claims that a paper cites, the theorems of proofs/ that a claim
// rests on.
//
// A name that nothing answers to is a mistake, and a silent one: the reading would never be decided, the
// claim never be formal, and nobody would know why. So it is an error, at its place in the file, with the
// nearest name that there is.
#pragma once

#include <string>
#include <vector>

#include "theorems/language/paper.hpp"

namespace groundcheck {

// Throws InputError, at its place in `file`, for the first name that is not among `known`: "there is no WHAT
// NAME", with the nearest known one, or else with `otherwise`, as a hint.
void require_known(const std::filesystem::path& file, const std::vector<Mention>& mentions,
                   const std::vector<std::string>& known, const std::string& what,
                   const std::string& otherwise);

// Throws InputError at the first theorem that the claim's file names and that is not among `known`:
// "statements/OneGeneration.v:one_step".
void require_theorems(const Claim& claim, const std::vector<std::string>& known);

// Throws InputError at the first claim that the paper's file names and that is not among the ids `known`.
void require_claims(const Paper& paper, const std::vector<std::string>& known);

// Throws InputError at the first of another paper's places that the paper's file names and that is not there,
// or is of a paper that is not among `papers`.
void require_places(const Paper& paper, const std::vector<Paper>& papers);

}  // namespace groundcheck
