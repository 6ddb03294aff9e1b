// What is known of a Gaussian's models after each generation, without drawing: expectations where they are
// known, and bounds of moments that say how far the mean of replicates can be from them.
//
// With d = mu[t] - mu[0], all E[d^a*s2[t]^b] up to weight 8 follow step by step from those of the generation
// before (gaussian_draw.hpp), exactly. So mu, s2 and the drift d^2 have exact expectations and central
// moments up to the fourth. Of the others, with E = E[s2[t]], V = Var[s2[t]] and x = (n-1)/2:
//   E[log s2] <= log(E) and E[sqrt(s2)] <= sqrt(E)                                               (Jensen)
//   Var[sqrt(s2)] <= E[(sqrt(s2) - sqrt(E))^2] <= V/E, as (sqrt(s2) - sqrt(E))^2*(sqrt(s2) + sqrt(E))^2
//     is (s2 - E)^2; and Var[sqrt(s2)] <= E
// and in the closed loop with replaced data, where s2[t] is s2[0] times independent factors, one for each
// step,
//   E[log s2] = log(s2[0]) + sum(digamma(x) - log(x)),  Var[log s2] = sum(trigamma(x)) <= sum(1/x + 1/x^2)
//   E[sqrt(s2)] = sqrt(s2[0])*prod(Gamma(x+1/2)/(Gamma(x)*sqrt(x))).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "interval/double_kernel.hpp"
#include "sim/gaussian_draw.hpp"

namespace groundcheck {

enum class GaussianMeasure : std::uint8_t { mean, variance, log_variance, deviation, drift };
inline constexpr std::size_t kGaussianMeasures = 5;
inline constexpr std::array<const char*, kGaussianMeasures> kGaussianMeasureNames = {"mu", "s2", "log_s2",
                                                                                     "sqrt_s2", "drift"};

// What is known of one measure.
struct KnownMoments {
    DoubleInterval expectation = DoubleInterval::whole_line();
    bool exact = false;                    // the expectation is known, and this encloses it
    double variance = directed::infinity;  // is at most this
    double fourth = directed::infinity;    // the fourth central moment is at most this

    // An r with Pr(abs(m - E) >= r) <= doubt for the mean m of n independent values: the smaller of the two
    // that Chebyshev's inequality gives, by the second moment of m - E, which is variance/n, and by the
    // fourth, (fourth + 3*(n-1)*variance^2)/n^3. Infinite where nothing is known. Preconditions: n >= 1,
    // 0 < doubt < 1.
    [[nodiscard]] double radius(std::uint64_t n, double doubt) const;
};
using KnownGaussian = std::array<KnownMoments, kGaussianMeasures>;

// For t = 0..draws.size(), where entry t of `draws` is the step from t. From the generation on where exact
// numbers would have more than about 10,000 bits, what needs them is not known. Preconditions: as
// GaussianDrawMoments has them; variance >= 0.
std::vector<KnownGaussian> known_gaussian(const std::vector<GaussianDraw>& draws, const Rational& mean,
                                          const Rational& variance);

}  // namespace groundcheck
