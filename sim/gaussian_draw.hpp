// A step of the Gaussian family with a world of its own, or with the data of earlier generations.
//
// The n samples of the step are independent; each is the world's, N(w, v), with probability alpha, and
// otherwise the model's, N(mu, s2). The next model has the mean and the unbiased variance of these samples,
// or, where data accumulate, of all samples since the first generation: of the m before it only the mean,
// which is mu, and the variance, which is s2, count. So with y the samples' distances from mu, p = sum(y), q
// = sum(y^2) and T = m + n,
//   mu' = mu + p/T,     s2' = (q + (m-1)*s2 - p^2/T)/(T-1)     (without (m-1)*s2 where m = 0).
// E[p^i*q^j] is i!*j! times the coefficient of a^i*b^j in E[exp(a*y + b*y^2)]^n, formally, and there
//   E[y^k] = alpha*E[N(w-mu, v)^k] + (1-alpha)*E[N(0, s2)^k]
// is a polynomial in mu and s2. Hence the expectation of a polynomial in (mu', s2') is one in (mu, s2) again:
// moments are closed, whatever alpha and however many earlier samples (Kendall and Stuart, The Advanced
// Theory of Statistics 1, chapter 12, has the first of them, E[s2'] and Var[s2'] by the population's central
// moments).
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <utility>

#include "interval/rational.hpp"

namespace groundcheck {

// A polynomial in the mean and the variance: (power of mu, power of s2) -> coefficient, none of them 0.
using GaussianPolynomial = std::map<std::pair<std::uint32_t, std::uint32_t>, Rational>;

struct GaussianDraw {
    std::uint32_t samples = 0;  // n: new ones
    std::uint64_t before = 0;   // m: those of earlier generations that the next model is fitted to as well
    Rational share = 0;         // alpha
    Rational world_mean = 0, world_variance = 0;

    // The closed loop with replaced data: sim/gaussian.hpp knows more of it than moments.
    [[nodiscard]] bool plain() const { return before == 0 && share == 0; }
    bool operator==(const GaussianDraw&) const = default;
};

// The weight of mu^a*s2^b, a + 2*b: no step raises it.
constexpr std::uint32_t most_gaussian_weight = 12;

// The moments of one step. What they have in common is worked out once.
class GaussianDrawMoments {
  public:
    // For powers of at most this weight. Preconditions: before is not 1, before + samples >= 2, 0 <= share <=
    // 1, world_variance >= 0, weight <= most_gaussian_weight.
    GaussianDrawMoments(GaussianDraw draw, std::uint32_t weight);

    // E[mu'^a*s2'^b] as a polynomial in (mu, s2). Precondition: a + 2*b <= weight.
    const GaussianPolynomial& moment(std::uint32_t a, std::uint32_t b);

  private:
    // p^i*q^j by (i, j), with polynomials in w - mu and s2.
    using Series = std::map<std::pair<std::uint32_t, std::uint32_t>, GaussianPolynomial>;
    Series multiplied(const Series& a, const Series& b) const;
    GaussianPolynomial centred(std::uint32_t a, std::uint32_t b) const;  // E[(p/T)^a*s2'^b]

    GaussianDraw draw_;
    std::uint32_t weight_;
    Series sums_;  // E[p^i*q^j]
    std::map<std::pair<std::uint32_t, std::uint32_t>, GaussianPolynomial> known_;
};

}  // namespace groundcheck
