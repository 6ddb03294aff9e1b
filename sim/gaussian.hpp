// The Gaussian family in the closed loop: exact moments of the fitted mean and variance.
//
// A generation draws n samples from N(mu, s2) and fits mu' = their mean and s2' = their unbiased variance.
// Given (mu, s2), mu' is N(mu, s2/n) and, independently, (n-1)*s2'/s2 is chi-squared with n-1 degrees of
// freedom. So the expectation of a polynomial in (mu', s2') is a polynomial in (mu, s2):
//   E[mu'^a]  = sum_k C(a, 2k) * (2k-1)!! * (s2/n)^k * mu^(a-2k)
//   E[s2'^b]  = s2^b * prod_{i<b} (n-1+2i)/(n-1)
// and t generations are t such steps.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "interval/rational.hpp"

namespace groundcheck {

// A polynomial in the mean and the variance: (power of mu, power of s2) -> coefficient, none of them 0.
using GaussianPolynomial = std::map<std::pair<std::uint32_t, std::uint32_t>, Rational>;

GaussianPolynomial sum(const GaussianPolynomial& a, const GaussianPolynomial& b, const Rational& factor = 1);
GaussianPolynomial product(const GaussianPolynomial& a, const GaussianPolynomial& b);

// E[f(mu', s2')] after one generation of n samples, as a polynomial in (mu, s2). Precondition: n >= 2.
GaussianPolynomial gaussian_step(const GaussianPolynomial& f, std::uint32_t n);

// E[f(mu[t], s2[t])] from mu[0] = mean and s2[0] = variance, where t is the number of entries of `samples`
// and entry s the number of samples in the step from s to s+1. Precondition: all are at least 2.
Rational gaussian_moment(GaussianPolynomial f, const std::vector<std::uint32_t>& samples,
                         const Rational& mean, const Rational& variance);

}  // namespace groundcheck
