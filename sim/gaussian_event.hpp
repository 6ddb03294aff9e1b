// Events of the Gaussian family in the closed loop: where a polynomial in the models is positive.
//
// With z[t] = (mu[t+1] - mu[t])/sqrt(s2[t]/n) and r[t] = (n-1)*s2[t+1]/s2[t], n the samples of the step from
// t, the z[t] are standard normal, the r[t] chi-squared with n-1 degrees of freedom, and all of them are
// independent, of each other and over t (Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions
// 1, chapter 18). A polynomial whose sign is that of one z[t] or r[t] against rational bounds has an event
// that is a union of intervals, with z[t] and r[t] in place of the models. That is so of
//   a*s2[1] + b        with r[0],    a*s2[t+1] + b*s2[t]                  with r[t],
//   a*mu[1] + b        with z[0],    a*(mu[t+1] - mu[t])                  with z[t],
//   a*(mu[1]-mu)^2 + b with z[0],    a*(mu[t+1] - mu[t])^2 + b*s2[t]      with z[t].
// The law of s2[t] itself after several generations is that of a product of chi-squares: no such event.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "sim/gaussian.hpp"
#include "sim/offer.hpp"

namespace groundcheck {

struct GaussianVariable {
    enum class Kind { mean, variance };  // z[time], r[time]
    Kind kind = Kind::variance;
    std::uint32_t time = 0;
    auto operator<=>(const GaussianVariable&) const = default;
};

// The sign of a polynomial by one variable: signs[i] on the i-th of the intervals that the cuts, which rise,
// leave. On a cut itself it may be anything: the variable is there with probability 0. A cut of z[t] is
// written as a signed square, sign(z)*z^2; one of r[t] is a bound on it, and positive.
struct GaussianSigns {
    GaussianVariable variable;
    std::vector<Rational> cuts;
    std::vector<int> signs;  // -1 or 1, cuts.size() + 1 of them
};

// What decides the sign of f almost surely: a variable, or nothing, where it is the same everywhere.
// `samples` as in gaussian_moment. Declined with the reason where it is none of the above. Preconditions:
// variance >= 0, and `samples` has all steps up to the last generation of f.
Offer<std::variant<int, GaussianSigns>> gaussian_signs(const GaussianPath& f,
                                                       const std::vector<std::uint32_t>& samples,
                                                       const Rational& mean, const Rational& variance);

}  // namespace groundcheck
