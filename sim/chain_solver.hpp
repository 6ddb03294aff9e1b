// Solving (I-T)*u = f for a large count chain, approximately.
//
// Nothing here is rigorous and nothing needs to be: large_chain.cpp turns any u into an enclosure by checking
// one inequality. What matters is speed, and it comes from knowing the chain. T maps polynomials of degree d
// to polynomials of degree d, with eigenvalues (1-alpha)^d*prod_{i<d}(1-i/N), about exp(-z) with z = d*alpha
// + d*(d-1)/(2N). The birth-death chain L with the same drift and variance has eigenvalues about z. So M =
// L*(I+L)^-1 is close to I-T: (1-exp(-z))*(1+z)/z lies between 1 and 1.3, and GMRES with the preconditioner
// M^-1*r = r + L^-1*r gains about a digit per product with T, whatever N and alpha are.
#pragma once

#include <vector>

#include "sim/count_chain.hpp"

namespace groundcheck {

// u with (I-T)*u = f on the interior states and u = 0 at both ends. f has N+1 entries; those at the ends play
// no part. Precondition: constant size. It is quick where alpha is 0 or small against 1/N.
std::vector<double> solve_absorbing(const CountChain& chain, const std::vector<double>& f);

// alpha > 0, 0 < q < 1: u such that (I-T)*u - f is about constant (the constant is then minus the stationary
// mean of f). Precondition: constant size.
std::vector<double> solve_ergodic(const CountChain& chain, const std::vector<double>& f);

}  // namespace groundcheck
