// The moments of one symbol's mass after t generations, as polynomials in its masses in the start and in the
// world; see closed_brackets.hpp.
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

}  // namespace groundcheck
