// The moments of one symbol's mass after t generations, as polynomials in its masses in the start and in the
// world, and those of the product of two symbols' masses; see closed_brackets.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "decide/question/instance.hpp"
#include "sim/offer.hpp"

namespace groundcheck {

struct SymbolMoments {
    std::string start;               // q is the mass in this distribution
    bool world = false;              // whether p, the mass in P, is there beside it
    std::array<Rational, 3> first;   // of q, p and 1
    std::array<Rational, 6> second;  // of q^2, q*p, p^2, q, p and 1
};

// Of Q[t]. It declines where the process has no view of one symbol, where its numbers are irrational or no
// distribution comes out, or where they depend on what ranges over a continuum. Precondition: t >= 1.
Offer<SymbolMoments> symbol_moments(const Domain& domain, const Instance& instance, std::uint32_t t);

// E[X*Y] for the masses X and Y of two different symbols: with q and p the masses of the one in the start and
// in the world, q' and p' those of the other,
//
//     E[X*Y] = a*q*q' + b*(q*p' + p*q') + c*p*p' + d*(q + q') + e*(p + p') + f.
//
// (The covariance of the two is linear in the entry of the same two symbols one generation before, and in the
// product of their masses in what is drawn from; of N plain samples it is -m*m'/N, so E[X*Y] = (1-1/N)*m*m'.)
struct PairMoments {
    std::string start;
    bool world = false;
    std::array<Rational, 6> product;  // a, b, c, d, e and f
};

// Of Q[t]. It declines as symbol_moments does. Precondition: t >= 1.
Offer<PairMoments> pair_moments(const Domain& domain, const Instance& instance, std::uint32_t t);

}  // namespace groundcheck
