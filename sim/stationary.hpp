// The long run of a large chain with a constant share of the world's data, enclosed.
//
// With stationary law pi, pi*(I-T) = 0, so E_pi[g] = E_pi[g - (I-T)*u] for every u: it lies between the least
// and the largest entry of g - (I-T)*u, which are close if u solves Poisson's equation approximately. Without
// a verifier the mean share is p, so a multiple of x - p may be taken off g first: where alpha is small that
// keeps u small. In all cases u may come from anywhere.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/count_table.hpp"

namespace groundcheck {

// The expectations of the tables under the chain's stationary law, and never beyond a table's own extremes: a
// pass through the chain's rows serves them all. Preconditions: constant size; the chain is that of alpha, p
// and odds, 0 < alpha <= 1, 0 < p < 1.
std::vector<DoubleInterval> stationary_expectations(const CountChain& chain,
                                                    const std::vector<CountTable>& tables,
                                                    const Rational& alpha, const Rational& p,
                                                    const Rational& odds = 1);
DoubleInterval stationary_expectation(const CountChain& chain, const CountTable& table, const Rational& alpha,
                                      const Rational& p);

// Without a verifier. The mean is the world itself.
struct Stationary {
    DoubleInterval entropy;
    Rational diversity;        // D(P)*(1 - 1/(1+(N-1)*alpha*(2-alpha))), exact
    DoubleInterval support;    // symbols present
    DoubleInterval vertex;     // probability of being at a vertex
    DoubleInterval variation;  // E[TV(Q, P)]
    Rational distance;         // E[L2(Q, P)] = D(P)/(1+(N-1)*alpha*(2-alpha)), exact
};

// Throws std::invalid_argument unless the world is a distribution, 0 < alpha <= 1 and N >= 1.
Stationary stationary(const std::vector<Rational>& world, const Rational& alpha, std::uint32_t N);

// With a verifier of the given odds (symbol 1's) and two symbols: nothing is known in closed form.
struct SelectedStationary {
    DoubleInterval share;  // expected share of symbol 1
    DoubleInterval entropy, diversity, support, vertex, variation, distance;
};

// Throws std::invalid_argument unless the world is a distribution over two symbols, both of positive mass, 0
// < alpha <= 1, odds > 0 and N >= 1.
SelectedStationary selected_stationary(const std::vector<Rational>& world, const Rational& alpha,
                                       const Rational& odds, std::uint32_t N);

}  // namespace groundcheck
