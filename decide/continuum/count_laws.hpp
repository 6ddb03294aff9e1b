// What becomes of one symbol's count in the plain closed loop, after the generation at hand.
//
// With no exogenous data the count C[t] of one symbol among N samples is a Markov chain of its own, whatever
// the other symbols do: C[t+1] ~ Binomial(N, C[t]/N). So the mean of a function of C[t], given C[1] = c, is a
// rational number for each c, and as C[1] ~ Binomial(N, q),
//
//     E[g(C[t])] = sum over c of C(N,c)*q^c*(1-q)^(N-c) * E[g(C[t]) | C[1] = c],
//
// a polynomial of degree N in the symbol's mass q in the start, after any number of generations. The means
// are its coefficients in Bernstein's basis, which is why bounds on them are proved without halving anything.
#pragma once

#include <cstdint>
#include <vector>

#include "interval/rational.hpp"

namespace groundcheck {

// E[g(C[t]) | C[1] = c] for c = 0..N, where `last` is g(0), ..., g(N). Preconditions: t >= 1, N >= 1.
std::vector<Rational> given_first_count(const std::vector<Rational>& last, std::uint32_t t);

// How many bits those numbers have, about: their denominator is N^(N*(t-1)) times that of g.
double bits_of_first_counts(std::uint32_t N, std::uint32_t t);

}  // namespace groundcheck
