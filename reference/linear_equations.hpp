// Linear equations in exact numbers, and what they cost.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "reference/process_laws.hpp"

namespace groundcheck::reference {

// More unknowns are declined.
inline constexpr std::size_t most_unknowns = 60;

// What arithmetic with the number costs, in steps: its 64-bit words.
std::uint64_t words_of(const Rational& value);

// Solves A x = b by elimination. Precondition: there is one solution.
Masses solve(std::vector<Masses> a, Masses b, const Spend& spend);

// The law p with p = p*T and total 1: the last of the equations is replaced by the total. Precondition: there
// is one.
Masses stationary(const std::vector<Masses>& T, const Spend& spend);

}  // namespace groundcheck::reference
