// Large chains, rigorously: fixation, stationary and per-generation quantities for N in the tens of
// thousands, each an enclosure.
//
// Everything comes from chains of one symbol's count (count_chain.hpp), for any number of symbols K:
//   * Entropy, diversity, support and distances are sums over symbols, so their expectations are sums of K
//     one-symbol expectations.
//   * Without the world's data the model ends at a vertex, at symbol i exactly if its count reaches N. These
//   events
//     exclude each other, so the time T to fixation has E[T; ends at i] = w(Q_i) with one function w, the
//     solution of (I-T)*w = x on the interior states, 0 at both ends (x the symbol's share now: the
//     probability of ending there). So E[T] = sum_i w(Q_i) for any K.
//   * The share of a vertex is 1, so Pr[Q[t] is no vertex] = sum_i E[share_i; count_i < N].
//
// How approximate solutions become enclosures. The matrix I-T of the interior states has a non-negative
// inverse, so (1-r)*f <= (I-T)*u <= (1+r)*f on them gives (1-r)*w <= u <= (1+r)*w. And for alpha > 0 with
// stationary law pi, pi*(I-T) = 0, so E_pi[g] = E_pi[g - (I-T)*u] for every u: it lies between the least and
// the largest entry of g - (I-T)*u, which are close if u solves Poisson's equation approximately. The mean
// share is p, so a multiple of x - p may be taken off g first: where alpha is small that keeps u small. In
// all cases u may come from anywhere.
#pragma once

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <vector>

#include "interval/double_kernel.hpp"
#include "sim/count_chain.hpp"

namespace groundcheck {

// The approximate solution was too far off for an enclosure. Not expected; nothing wrong is ever returned
// instead.
struct ChainTooHard : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// A non-negative function of the count 0..N, enclosed at each.
struct CountTable {
    std::vector<double> low, high;
};

CountTable entropy_table(std::uint32_t N);                        // -x*log(x), x = count/N, nats
CountTable diversity_table(std::uint32_t N);                      // x*(1-x)
CountTable support_table(std::uint32_t N);                        // 1 if x > 0
CountTable vertex_table(std::uint32_t N);                         // 1 if x = 1
CountTable unsettled_table(std::uint32_t N);                      // x if x < 1
CountTable variation_table(std::uint32_t N, const Rational& to);  // |x - to|/2
CountTable distance_table(std::uint32_t N, const Rational& to);   // (x - to)^2

// The expectation of the table under the law.
DoubleInterval expectation(const CountLaw& law, const CountTable& table);

// The expectation under the chain's stationary law, and never beyond the table's own extremes. Preconditions:
// constant size; the chain is that of alpha and p, 0 < alpha <= 1, 0 < p < 1.
DoubleInterval stationary_expectation(const CountChain& chain, const CountTable& table, const Rational& alpha,
                                      const Rational& p);

// What happens without the world's data (alpha = 0).
struct Fixation {
    std::vector<Rational> probability;       // of ending at each symbol: Q_i, as the mean never moves
    DoubleInterval time;                     // expected generations until one symbol is left
    DoubleInterval deviation;                // standard deviation of that time
    std::vector<DoubleInterval> time_given;  // expected, given the symbol that is left; empty where Q_i = 0
};

// From the model `start`, which need not be on the lattice of N. Throws std::invalid_argument unless it is a
// distribution and N >= 1.
Fixation fixation(const std::vector<Rational>& start, std::uint32_t N,
                  std::size_t memory = CountChain::default_memory);

// The long run with a constant share of the world's data. The mean is the world itself.
struct Stationary {
    DoubleInterval entropy;
    Rational diversity;        // D(P)*(1 - 1/(1+(N-1)*alpha*(2-alpha))), exact
    DoubleInterval support;    // symbols present
    DoubleInterval vertex;     // probability of being at a vertex
    DoubleInterval variation;  // E[TV(Q, P)]
    Rational distance;         // E[L2(Q, P)] = D(P)/(1+(N-1)*alpha*(2-alpha)), exact
};

// Throws std::invalid_argument unless the world is a distribution, 0 < alpha <= 1 and N >= 1.
Stationary stationary(const std::vector<Rational>& world, const Rational& alpha, std::uint32_t N,
                      std::size_t memory = CountChain::default_memory);

// The process generation by generation. alpha(t) and samples(t), t >= 1, make Q[t] out of Q[t-1].
struct ChainPlan {
    std::vector<Rational> start, world;
    std::function<Rational(std::uint32_t)> alpha;
    std::function<std::uint32_t(std::uint32_t)> samples;
    bool constant = true;  // alpha and samples do not depend on t: rows are kept
    std::uint32_t generations = 0;
    std::size_t memory = CountChain::default_memory;
};

struct ChainGeneration {
    DoubleInterval entropy, diversity, support;
    DoubleInterval unsettled;  // probability that Q[t] is no vertex
    DoubleInterval variation;  // E[TV(Q[t], Q[0])]
    DoubleInterval distance;   // E[L2(Q[t], Q[0])]
};

// t = 0..generations. Diversity and distance are also computed by the moment recursion, and the narrower
// enclosure wins; std::logic_error if the two do not meet. Calls progress(done, of) now and then, if given.
// Throws std::invalid_argument for a start or world that is no distribution, alpha outside [0,1] or samples
// of 0.
std::vector<ChainGeneration> chain_generations(
    const ChainPlan& plan, const std::function<void(std::size_t, std::size_t)>& progress = {});

}  // namespace groundcheck
