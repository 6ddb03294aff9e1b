// Proofs about a whole distribution at once, for claims that are no sum over its symbols.
//
// Jensen's inequality: for a strictly concave f and Q' with mean M, E[f(Q')] <= f(M), with equality only if
// Q' is not random. And for three symbols Renyi entropies of whole orders from two on, which are not concave:
// the expectation's Bernstein net on triangles against tangents of the logarithm
// (interval/continuum/triangle.hpp).
#pragma once

#include "decide/continuum/certificate.hpp"
#include "decide/question/instance.hpp"

namespace groundcheck {

// The proof of the instance's statement, one relation of the form E[f(Q')] <= f(Q), or f(M). Throws
// continuum::OutsideForms if it is not of this form, or not proved in this way.
RelationProof prove_whole_distribution(const Question& question, const Instance& instance);

}  // namespace groundcheck
