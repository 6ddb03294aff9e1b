// The chain of one symbol's count and the whole process on its lattice, in exact rationals: what large chains
// are held against at small N.
#pragma once

#include <algorithm>
#include <map>
#include <random>
#include <vector>

#include "interval/double_kernel.hpp"
#include "interval/exact_kernel.hpp"
#include "sim/moments.hpp"
#include "sim/outcomes.hpp"
#include "sim/stochastic_matrix.hpp"

namespace groundcheck::test {

using Distribution = std::vector<Rational>;

inline bool contains(DoubleInterval enclosure, const Rational& value) {
    return Rational(enclosure.lo) <= value && value <= Rational(enclosure.hi);
}

inline double relative_width(DoubleInterval enclosure) {
    return (enclosure.hi - enclosure.lo) / enclosure.hi;
}

inline Rational weight(std::uint32_t N, std::uint32_t k, const Rational& m) {
    return Rational(binomial(N, k)) * power(m, k) * power(1 - m, N - k);
}

// The exact matrix of one symbol's count, with a verifier's odds for it.
inline StochasticMatrix count_matrix(std::uint32_t N, const Rational& alpha, const Rational& p,
                                     const Rational& odds = 1) {
    StochasticMatrix matrix;
    for (std::uint32_t i = 0; i <= N; ++i) {
        const Rational accepted = odds * i;
        const Rational m = alpha * p + (1 - alpha) * (accepted / (accepted + N - i));
        Law row;
        for (std::uint32_t j = 0; j <= N; ++j)
            row.push_back(weight(N, j, m));
        matrix.push_back(std::move(row));
    }
    return matrix;
}

// x with (I - A)*x = b by elimination; A substochastic.
inline std::vector<Rational> solve_exactly(const StochasticMatrix& A, std::vector<Rational> b) {
    const std::size_t n = b.size();
    StochasticMatrix m(n, Law(n));
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            m[i][j] = Rational(i == j ? 1 : 0) - A[i][j];
    for (std::size_t k = 0; k < n; ++k) {
        for (std::size_t i = 0; i < n; ++i) {
            if (i == k || m[i][k] == 0) continue;
            const Rational factor = m[i][k] / m[k][k];
            for (std::size_t j = k; j < n; ++j)
                m[i][j] -= factor * m[k][j];
            b[i] -= factor * b[k];
        }
    }
    for (std::size_t k = 0; k < n; ++k)
        b[k] /= m[k][k];
    return b;
}

// The whole process for K symbols on the lattice: states, and the law of the next state from a model.
struct Lattice {
    std::uint32_t N;
    std::vector<Counts> states;
    std::map<Counts, std::size_t> index;

    Lattice(std::uint32_t samples, std::size_t K) : N(samples) {
        each_outcome(ExactKernel(), N, Distribution(K, Rational(1, K)), [&](const Exact&, const Counts& c) {
            index[c] = states.size();
            states.push_back(c);
        });
    }
    [[nodiscard]] Distribution model(std::size_t state) const {
        Distribution q;
        for (const auto count : states[state])
            q.emplace_back(count, N);
        return q;
    }
    [[nodiscard]] Law law_from(const Distribution& mixture) const {
        Law law;
        for (const Counts& counts : states)
            law.push_back(outcome_probability(counts, mixture));
        return law;
    }
    [[nodiscard]] bool vertex(std::size_t state) const {
        return std::find(states[state].begin(), states[state].end(), N) != states[state].end();
    }
};

inline Distribution mixture(const Rational& alpha, const Distribution& world, const Distribution& q) {
    Distribution m;
    for (std::size_t i = 0; i < q.size(); ++i)
        m.push_back(alpha * world[i] + (1 - alpha) * q[i]);
    return m;
}

inline Distribution any_distribution(std::mt19937_64& random, std::size_t K) {
    Distribution q(K);
    Rational sum = 0;
    for (Rational& mass : q)
        sum += mass = Rational(1 + random() % 7);
    for (Rational& mass : q)
        mass /= sum;
    return q;
}

// E[H] as an exact number.
inline LogLinear entropy(const Lattice& lattice, const Law& law) {
    LogLinear sum;
    for (std::size_t s = 0; s < law.size(); ++s)
        for (const Rational& q : lattice.model(s))
            if (q > 0) sum -= LogLinear::log(q) * (q * law[s]);
    return sum;
}

inline bool contains(DoubleInterval enclosure, const LogLinear& value) {
    return (value - LogLinear(Rational(enclosure.lo))).sign() >= 0 &&
           (LogLinear(Rational(enclosure.hi)) - value).sign() >= 0;
}

}  // namespace groundcheck::test
