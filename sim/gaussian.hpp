// The Gaussian family: exact moments of the fitted mean and variance, in the closed loop and beyond it.
//
// A generation draws n samples from N(mu, s2) and fits mu' = their mean and s2' = their unbiased variance.
// Given (mu, s2), mu' is N(mu, s2/n) and, independently, (n-1)*s2'/s2 is chi-squared with n-1 degrees of
// freedom. So the expectation of a polynomial in (mu', s2') is a polynomial in (mu, s2):
//   E[mu'^a]  = sum_k C(a, 2k) * (2k-1)!! * (s2/n)^k * mu^(a-2k)
//   E[s2'^b]  = s2^b * prod_{i<b} (n-1+2i)/(n-1)
// and t generations are t such steps; those with a world or earlier data are gaussian_draw.hpp's. With x =
// (n-1)/2, s2' is s2/x times a variable of the gamma law of shape x, so that, for every real b > -x,
//   E[s2'^b]   = s2^b * Gamma(x+b)/(Gamma(x)*x^b)
//   E[log s2'] = log(s2) + digamma(x) - log(x)
// (Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 1, chapter 17.)
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "interval/rational.hpp"
#include "sim/gaussian_draw.hpp"

namespace groundcheck {

GaussianPolynomial sum(const GaussianPolynomial& a, const GaussianPolynomial& b, const Rational& factor = 1);
GaussianPolynomial product(const GaussianPolynomial& a, const GaussianPolynomial& b);

// E[f(mu', s2')] after one generation of n samples, as a polynomial in (mu, s2). Precondition: n >= 2.
GaussianPolynomial gaussian_step(const GaussianPolynomial& f, std::uint32_t n);

// A polynomial in the models of several generations: for each of them the powers of its mean and variance.
using GaussianPowers = std::map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>>;
using GaussianPath = std::map<GaussianPowers, Rational>;
GaussianPath sum(const GaussianPath& a, const GaussianPath& b, const Rational& factor = 1);
GaussianPath product(const GaussianPath& a, const GaussianPath& b);

// E[f] over paths from mu[0] = mean and s2[0] = variance, where entry s of `draws` is the step from s to s+1.
// Throws ProcessError where a step that is not plain has powers above most_gaussian_weight. Preconditions: as
// GaussianDrawMoments has them, and there is an entry for every step up to the last generation of f.
Rational gaussian_moment(GaussianPath f, const std::vector<GaussianDraw>& draws, const Rational& mean,
                         const Rational& variance);

// factor * sqrt(pi^pi_power * radicand).
struct RootMoment {
    Rational factor;
    int pi_power = 0;
    Rational radicand;
};

// E[sqrt(s2[t])*f(mu[t], s2[t])] in the closed loop, where entry s of `samples`, at least 2, is the number of
// samples in the step from s to s+1, and t is the number of entries: a generation's
// factor is Gamma(x+1/2)/(Gamma(x)*sqrt(x)), a rational times the square root of pi or of 1/pi.
RootMoment gaussian_root_moment(GaussianPolynomial f, const std::vector<std::uint32_t>& samples,
                                const Rational& mean, const Rational& variance);

}  // namespace groundcheck
