// How much of the world's data keeps how much of its diversity.
//
// The process starts at the world, Q[0] = P, with a constant share alpha of the world's data and N samples
// per generation. What is kept after t generations is E[D(Q[t])]/D(P), or E[H(Q[t])]/H(P).
//
// Diversity. With b = (1-alpha)^2 and rho = (1-1/N)*b the share lost obeys l' = 1/N + rho*l from l = 0 on,
// whatever P:
//     lost(t) = (1 - rho^t)/(N*(1 - rho)),   lost for ever = 1/(1 + (N-1)*alpha*(2-alpha)).
//
// Entropy depends on P. Since E[Q[t]] = P, H(P) - E[H(Q[t])] = E[KL(Q[t], P)], and with l as above,
// Var[Q[t]_i] = P_i*(1-P_i)*l. Named bounds that hold for every K and N:
//     chi-square:      E[KL] <= log(1 + (K-1)*l): KL <= log(1 + chi^2), Jensen, E[chi^2] = (K-1)*l
//     diversity floor: E[H] >= E[D], as -log(x) >= 1 - x
//     Bennett:         E[KL] >= sum_i P_i*a_i^2/(2*a_i + 2*b_i/3), a_i = Var_i/P_i^2, b_i =
//     E[(Q_i-P_i)^3]/P_i^3:
//                      (1+d)*log(1+d) - d >= d^2/(2*(1+d/3)) for d = (Q_i-P_i)/P_i, and Cauchy-Schwarz
//     L2:              E[KL] >= E[L2(Q,P)] = D(P)*l: Pinsker, and |v|_1^2 >= 2*|v|_2^2 where v adds up to 0
// Where N permits, the one-symbol chains (large_chain.hpp) enclose the entropy itself.
//
// Monotony, which makes a least alpha meaningful: more alpha keeps more. For one symbol, let X (more alpha)
// be below Y in convex order, both with mean p. Then alpha'*p + (1-alpha')*X is below alpha*p + (1-alpha)*Y
// (shrinking towards the mean), and a binomial sample keeps the order, since f convex makes q ->
// E[f(Binomial(N,q)/N)] convex (a Bernstein polynomial of f). By induction the order holds in every
// generation; D and H are sums over symbols of concave functions. In the same way the kept share falls with t
// (P itself is below everything with mean P), so what is kept at the horizon is kept all the way to it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "interval/ball_kernel.hpp"
#include "interval/double_kernel.hpp"
#include "interval/rational.hpp"
#include "sim/count_chain.hpp"

namespace groundcheck {

// No value: for ever.
using Horizon = std::optional<std::uint64_t>;

// The share of diversity lost at the horizon (or for ever). Preconditions: N >= 1, 0 <= alpha <= 1. For ever
// the result is exact and rounded once.
Rational lost_for_ever(const Integer& N, const Rational& alpha);
Ball lost_share(const BallKernel& kernel, const Integer& N, const Rational& alpha, const Horizon& horizon);

// E[(Q[t]_i - P_i)^3] = P_i*(1-P_i)*(1-2*P_i)*skew: the factor that all symbols share. With B = 1-alpha,
//     s' = (1 - 3*B^2*l + 2*B^3*s)/N^2 + 3*(B^2*l - B^3*s)/N + B^3*s,
// from the third central moment m(1-m)(1-2m)/N^2 of a binomial share.
Ball skew_factor(const BallKernel& kernel, const Integer& N, const Rational& alpha, const Horizon& horizon);

// Whether diversity kept >= keep: always decided for ever and for horizons up to 64, since exact; beyond them
// by enclosures of up to 4096 bits.
Truth keeps_diversity(const Integer& N, const Rational& alpha, const Horizon& horizon, const Rational& keep);

// The fewest samples with which diversity kept >= keep, exactly; nothing where no number does (alpha = 0, for
// ever). More samples keep more: k_t = (1-1/N)*(k_{t-1} + a*(1-k_{t-1})), a = alpha*(2-alpha) <= 1, rises
// with 1-1/N, by induction over t. Throws std::domain_error in the unheard-of case that enclosures of 4096
// bits do not decide. Preconditions: 0 < keep < 1, 0 <= alpha <= 1.
std::optional<Integer> least_samples(const Rational& alpha, const Horizon& horizon, const Rational& keep);

// The share of diversity kept.
DoubleInterval diversity_kept(const Integer& N, const Rational& alpha, const Horizon& horizon);

// The share of entropy kept, and by what each end is known.
struct EntropyKept {
    DoubleInterval share;
    std::string low_by, high_by;  // "chain", "chi-square", "diversity floor", "Bennett", "L2"
};

class EntropyGrounding {
  public:
    // Throws std::invalid_argument unless the world is a distribution with H(P) > 0.
    // `effort` bounds the multiplications one chain may cost; 0: never use the chain.
    EntropyGrounding(std::vector<Rational> world, double effort);

    [[nodiscard]] EntropyKept bounds(const Integer& N, const Rational& alpha, const Horizon& horizon) const;
    // By the chain, if N and the horizon are within the effort; no value if not.
    [[nodiscard]] std::optional<DoubleInterval> by_chain(const Integer& N, const Rational& alpha,
                                                         const Horizon& horizon) const;
    // The best of both.
    [[nodiscard]] EntropyKept kept(const Integer& N, const Rational& alpha, const Horizon& horizon) const;
    // Whether kept >= keep, by the bounds if they decide it, else by the chain.
    [[nodiscard]] Truth keeps(const Integer& N, const Rational& alpha, const Horizon& horizon,
                              const Rational& keep) const;
    [[nodiscard]] bool chain_is_affordable(const Integer& N, const Horizon& horizon) const;

  private:
    std::vector<std::pair<Rational, std::size_t>> masses_;  // positive, distinct, with how often they occur
    struct BennettPart {  // of one mass, at the working precision; see bounds()
        Ball of_lost, of_skew, of_square;
    };
    std::vector<BennettPart> bennett_;
    std::size_t symbols_ = 0;
    double effort_;
    Ball entropy_;
    Rational diversity_;
};

// The least alpha for which a monotone question is answered yes.
struct LeastShare {
    enum class Kind {
        none_needed,  // alpha = 0 is enough: low = high = 0
        enclosed,     // certainly not at low, certainly at high
        impossible,   // not even alpha = 1
        unknown       // undecided at 0 or at 1: low and high are what is known
    };
    Kind kind = Kind::unknown;
    Rational low = 0, high = 1;
};

// `enough` is monotone: where alpha is enough, more is. Bisects until high - low <= tolerance*high or the
// question is undecided in between.
LeastShare least_share(const std::function<Truth(const Rational&)>& enough, const Rational& tolerance);

}  // namespace groundcheck
