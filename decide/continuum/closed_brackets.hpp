// Brackets over a continuum said again without brackets.
//
// Where a process has a view of one symbol, the first two moments of a symbol's mass after t generations are
// polynomials in its mass q in the start and p in the world,
//
//     E[Q[t]_i]   = s*q + r*p + d,
//     E[Q[t]_i^2] = u*q^2 + v*q*p + w*p^2 + x*q + y*p + z,
//
// with rational numbers that follow from N, t and the process (sim/affine_moments.hpp), and so is
// E[Q[t]_i*Q[t]_j] in the masses of two symbols (symbol_moments.hpp); of N plain samples it is
// (1-1/N)*M_i*M_j, the multinomial law's E[C_i*C_j] = N*(N-1)*M_i*M_j. So an expectation of second degree in
// symbols that have numbers or are the same, or a sum of such over the symbols, D(Q[t]) or L2(Q[t], P), is an
// expression in q and p, whatever the process: smoothing, an exact share, schedules, ensembles, accumulating
// data. And the probability that the plain process's count of one symbol is as a condition says is a sum of
// binomial terms in its mass in the mixture, in the closed loop after several generations too
// (counted_brackets.hpp). The statement without brackets is proved as any other; its
// certificate proves that statement. Counterexamples are sought, and proofs spot-checked, with the claim as
// it was written.
#pragma once

#include "decide/question/instance.hpp"
#include "sim/offer.hpp"
#include "theorems/language/claim.hpp"

namespace groundcheck {

// The claim with the question's statement without brackets and that domain's process left out. It declines
// where there is no bracket, where a bracket's body is of another kind, and where the numbers depend on what
// ranges over a continuum.
Offer<Claim> without_brackets(const Question& question, const Instance& instance);

}  // namespace groundcheck
