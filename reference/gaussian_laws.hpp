// A generation of the Gaussian family: the next model's moments by the present one's.
#pragma once

#include <cstdint>
#include <map>
#include <utility>

#include "reference/process_laws.hpp"

namespace groundcheck::reference {

// A polynomial in the mean and the variance of a Gaussian: powers to coefficient.
using Polynomial = std::map<std::pair<unsigned, unsigned>, Rational>;
// The expected value of a polynomial in the next generation's mean and variance, as one in the present ones,
// with n samples: the mean is Gaussian with variance s2/n, and independent of it (n-1)*S2/s2 is chi-square.
Polynomial gaussian_step(const Polynomial& next, std::uint32_t n);

// A generation in which each of the n new samples is the world's with probability alpha, and the next model
// is fitted to them and to `before` earlier ones, whose mean and unbiased variance are the present model's.
struct GaussianRound {
    std::uint32_t n = 0;
    std::uint64_t before = 0;
    Rational alpha = 0, world_mean = 0, world_variance = 0;
    [[nodiscard]] bool closed() const { return before == 0 && alpha == 0; }
};
// The same as gaussian_step for such a generation, taking back one sample after another. Preconditions:
// before is not 1, and before + n >= 2.
Polynomial gaussian_round(const Polynomial& next, const GaussianRound& round, const Spend& spend);

}  // namespace groundcheck::reference
