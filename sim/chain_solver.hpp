// Solving (I-T)*u = f for a large count chain, approximately.
//
// Nothing here is rigorous and nothing needs to be: fixation.cpp and its neighbours turn any u into an
// enclosure by checking one inequality. What matters is speed, and it comes from knowing the chain. T maps
// polynomials of degree d to polynomials of degree d, with eigenvalues (1-alpha)^d*prod_{i<d}(1-i/N), about
// exp(-z) with z = d*alpha + d*(d-1)/(2N). The birth-death chain L with the same drift and variance has
// eigenvalues about z. So M = L*(I+L)^-1 is close to I-T: (1-exp(-z))*(1+z)/z lies between 1 and 1.3, and
// GMRES with the preconditioner M^-1*r = r + L^-1*r gains about a digit per product with T, whatever N and
// alpha are. Products are with the thin chain (thin_chain.hpp); callers find what is left of an equation with
// the whole rows and have it solved again, which gains all the digits that the thin chain has.
//
// With a verifier T moves by more than its deviation, and GMRES takes more steps; fixation is quick then.
#pragma once

#include <vector>

#include "sim/count_chain.hpp"
#include "sim/thin_chain.hpp"

namespace groundcheck {

// The birth-death chain with the drift and variance of the count chain: from i up with rate birth, down with
// rate death per generation, and out of the game with rate killed.
struct BirthDeath {
    std::vector<double> birth, death, killed;

    BirthDeath(const CountChain& chain, std::vector<double> killed_rates);
};

// Equations between the ends, where the chain stops: (I - kept*T)*u = f on the interior states.
class AbsorbingSolver {
  public:
    // Precondition: constant size; `kept` and `killed` = 1-kept have N+1 entries in [0, 1], or none: nothing
    // is killed then. It is quick where alpha is 0 or small against 1/N.
    explicit AbsorbingSolver(const CountChain& chain, std::vector<double> kept = {},
                             std::vector<double> killed = {});

    // u, 0 at both ends, whose residual is small against `scale`, which is positive on the interior. f has
    // N+1 entries; those at the ends play no part.
    [[nodiscard]] std::vector<double> solve(const std::vector<double>& f,
                                            const std::vector<double>& scale) const;

    // f - (I - kept*T)*u on the interior and 0 at the ends, about; u may be anything at the ends.
    [[nodiscard]] std::vector<double> residual(const std::vector<double>& f,
                                               const std::vector<double>& u) const;

  private:
    [[nodiscard]] std::vector<double> apply(const std::vector<double>& u) const;

    ThinChain thin_;
    BirthDeath L_;
    std::vector<double> kept_;
};

// Equations n*(I-T) = f on the interior states, for measures n. The whole rows serve: thin rows turned round
// would put mass at every h-th count only.
class SojournSolver {
  public:
    // Precondition: constant size. The chain has to live as long.
    explicit SojournSolver(const CountChain& chain) : chain_(chain), L_(chain, {}) {}

    // n, 0 at both ends, with a residual `gain` times smaller than f against `scale`, if that can be had. f
    // has N+1 entries; those at the ends play no part.
    [[nodiscard]] std::vector<double> solve(const std::vector<double>& f, const std::vector<double>& scale,
                                            double gain) const;

  private:
    const CountChain& chain_;
    BirthDeath L_;
};

// Poisson's equation, for alpha > 0 and 0 < p < 1.
class ErgodicSolver {
  public:
    // Precondition: constant size.
    explicit ErgodicSolver(const CountChain& chain);

    // u such that (I-T)*u - f is about constant (minus the stationary mean of f).
    [[nodiscard]] std::vector<double> solve(const std::vector<double>& f) const;

  private:
    [[nodiscard]] std::vector<double> pinned(const std::vector<double>& r) const;
    [[nodiscard]] double at_reference(const std::vector<double>& y) const;
    // Less its value at the reference state: solutions are fixed by u = 0 there, equations by asking nothing.
    [[nodiscard]] std::vector<double> level(std::vector<double> v) const;

    ThinChain thin_;
    BirthDeath L_;
    std::size_t reference_ = 0;  // a state next to the mean
    std::vector<double> ones_;
    double ones_at_ = 0;
};

}  // namespace groundcheck
