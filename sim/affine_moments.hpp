// The first two moments of a process whose training distribution and fit are affine: closed recursions, exact
// for any K and t.
//
// Let M = a*Q + r be what the samples are drawn from, X their frequencies (all samples' so far, where data
// accumulate) and Q' = x*X + q*Q + m*M + d the next model. What is followed is R, which is Q itself or, with
// accumulating data, X; then
//     R' = G*R + H + c*(F - E[F|R]),    Q' = k'*R' + d'
// with F the frequencies of the new samples, E[F|R] = M, and Cov(F|R) = sum_j v_j*(diag(p_j) - p_j*p_j^T)
// over the draws j, each from p_j = a_j*R + r_j. (One draw of N samples has v = 1/N; an ensemble of weights w
// has sum w^2/N; an exact share has one draw from the world and one from the model.) Taking expectations,
// with mu = E[R], C = Cov(R) and p_j' = a_j*mu + r_j,
//     mu' = G*mu + H
//     C'  = (G^2 - c^2*sum_j v_j*a_j^2)*C + c^2*sum_j v_j*(diag(p_j') - p_j'*p_j'^T).
// For a quadratic form A the covariance enters through the number tr(A*C) alone, and since C -> C' is linear
// but for a term that mu determines, that number has a recursion of its own: a generation costs O(K) and the
// entries of A. The maximum-likelihood case stands in moments.hpp, for any arithmetic.
//
// The vectors may have one entry each: then they are one symbol's masses.
#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "interval/rational.hpp"

namespace groundcheck {

// A distribution that is affine in the model: slope*Q + rest. No entries stand for zeros.
struct AffineLaw {
    Rational slope = 1;
    std::vector<Rational> rest;
};

// One step. The slopes and rests of a valid step are not negative, so that whatever comes out is a
// distribution.
struct AffineStep {
    AffineLaw training;          // M
    Rational x = 1, q, m;        // of X, Q and M in the next model
    std::vector<Rational> rest;  // no entries stand for zeros
    bool accumulate = false;
    Rational fresh = 1;  // the new samples' share of all that X counts
    struct Draw {
        Rational weight;  // v_j
        AffineLaw from;
    };
    std::vector<Draw> draws;  // none without sampling
};

// constant + sum_i linear_i*Q_i + sum_(i,j) squares_ij*Q_i*Q_j, with i <= j in the squares.
struct QuadraticForm {
    Rational constant = 0;
    std::map<std::size_t, Rational> linear;
    std::map<std::pair<std::size_t, std::size_t>, Rational> squares;

    static QuadraticForm of(const Rational& constant);
    static QuadraticForm mass(std::size_t symbol);
    // 0, 1 or 2.
    int degree() const;
    bool operator==(const QuadraticForm&) const = default;
    void add(const QuadraticForm& other, const Rational& factor);
};
// Precondition: the degrees add up to at most 2.
QuadraticForm product(const QuadraticForm& a, const QuadraticForm& b);

// E[form(Q[t])], t = 0, 1, 2, ...
class AffineMoments {
  public:
    // From Q[0] = start.
    AffineMoments(std::vector<Rational> start, QuadraticForm form);

    void step(const AffineStep& step);
    Rational expected() const;

  private:
    QuadraticForm form_;
    std::vector<Rational> mean_;  // of R
    Rational spread_ = 0;         // tr(A*Cov(R))
    AffineLaw model_;             // Q as a function of R: R itself to begin with
};

}  // namespace groundcheck
