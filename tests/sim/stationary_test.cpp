// The long run of large chains against the exact chain in rationals for small N, against closed formulas for
// large N, and for tightness.
#include "sim/stationary.hpp"

#include <cmath>

#include "tests/catch.hpp"
#include "tests/random.hpp"
#include "tests/sim/exact_counts.hpp"

using namespace groundcheck;
using test::any_distribution;
using test::contains;
using test::count_matrix;
using test::Distribution;
using test::entropy;
using test::Lattice;
using test::mixture;
using test::relative_width;
using test::solve_exactly;
using test::weight;

TEST_CASE("Stationary expectations equal the exact chain's") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(414);
    for (const std::size_t K : {2U, 3U}) {
        for (const Rational& alpha :
             {Rational(1, 50), Rational(1, 3), Rational(1), power(Rational(10), -4), power(Rational(10), -8),
              power(Rational(10), -16), power(Rational(10), -30), power(Rational(10), -320),
              Rational(1 - power(Rational(10), -16)), Rational(1 - power(Rational(10), -30))}) {
            const auto N = static_cast<std::uint32_t>(1 + random() % (K == 2 ? 10 : 4));
            INFO("K = " << K << ", N = " << N << ", alpha = " << to_string(alpha));
            const Distribution world = any_distribution(random, K);
            const Lattice lattice(N, K);
            StochasticMatrix matrix;
            for (std::size_t s = 0; s < lattice.states.size(); ++s)
                matrix.push_back(lattice.law_from(mixture(alpha, world, lattice.model(s))));
            const Law pi = stationary_law(matrix);
            Rational support = 0;
            Rational vertex = 0;
            Rational diversity = 0;
            Rational variation = 0;
            Rational distance = 0;
            for (std::size_t s = 0; s < pi.size(); ++s) {
                const Distribution q = lattice.model(s);
                if (lattice.vertex(s)) vertex += pi[s];
                for (std::size_t i = 0; i < K; ++i) {
                    if (q[i] > 0) support += pi[s];
                    diversity += pi[s] * q[i] * (1 - q[i]);
                    variation += pi[s] * abs(q[i] - world[i]) / 2;
                    distance += pi[s] * (q[i] - world[i]) * (q[i] - world[i]);
                }
            }
            const Stationary enclosed = stationary(world, alpha, N);
            CHECK(contains(enclosed.entropy, entropy(lattice, pi)));
            CHECK(enclosed.entropy.hi - enclosed.entropy.lo < 1e-12);
            CHECK(contains(enclosed.support, support));
            CHECK(relative_width(enclosed.support) < 1e-12);
            CHECK(contains(enclosed.vertex, vertex));
            CHECK(contains(enclosed.variation, variation));
            CHECK(relative_width(enclosed.variation) < 1e-12);
            CHECK(enclosed.diversity == diversity);
            CHECK(enclosed.distance == distance);
        }
    }
}

TEST_CASE("However rare or frequent the world's data, stationary means keep their identities, tightly") {
    const DoubleKernel kernel;
    const auto constant = [](std::uint32_t N, double value) {
        return CountTable{std::vector<double>(N + 1, value), std::vector<double>(N + 1, value)};
    };
    const auto share = [](std::uint32_t N) {
        CountTable table;
        for (std::uint32_t i = 0; i <= N; ++i) {
            const DoubleInterval x = DoubleKernel().rational(Rational(i, N));
            table.low.push_back(x.lo);
            table.high.push_back(x.hi);
        }
        return table;
    };
    for (const std::uint32_t N : {1U, 2U, 30U, 400U}) {
        for (const Rational& alpha : {power(Rational(10), -5), power(Rational(10), -16),
                                      power(Rational(10), -30), Rational(1 - power(Rational(10), -16))}) {
            INFO("N = " << N << ", alpha = " << to_string(alpha));
            const Rational p(1, 3);
            const CountChain chain({N, N}, alpha, p);
            const auto mean = [&](const CountTable& table) {
                return stationary_expectation(chain, table, alpha, p);
            };
            // The law adds up to 1 and its mean is the world.
            CHECK(contains(mean(constant(N, 1)), Rational(1)));
            CHECK(contains(mean(share(N)), p));
            CHECK(mean(share(N)).hi - mean(share(N)).lo < 1e-12);
            CHECK(contains(mean(diversity_table(N)),
                           p * (1 - p) * (1 - 1 / (1 + Rational(N - 1) * alpha * (2 - alpha)))));
            // A vertex is where the share is 1 or not: E[x] = Pr[x = 1] + E[x; x < 1].
            const DoubleInterval vertex = mean(vertex_table(N)), unsettled = mean(unsettled_table(N));
            CHECK(contains(kernel.add(vertex, unsettled), p));
            CHECK(vertex.lo >= 0);
            CHECK(vertex.hi <= 1);
            CHECK(vertex.hi - vertex.lo < 1e-10);
            CHECK(unsettled.hi - unsettled.lo < 1e-10);
            const Stationary all = stationary({p, 1 - p}, alpha, N);
            CHECK(all.vertex.lo >= 0);
            CHECK(all.vertex.hi <= 1);
            CHECK(all.vertex.hi - all.vertex.lo < 1e-10);
            CHECK(all.support.lo >= 1);
            CHECK(all.support.hi <= 2);
            CHECK(all.support.hi - all.support.lo < 1e-10);
            CHECK(all.variation.hi - all.variation.lo < 1e-10);
            CHECK(all.entropy.hi - all.entropy.lo < 1e-10);
            // With two symbols the model is at a vertex exactly if one symbol is there: support = 2 - vertex.
            CHECK(kernel.equal(kernel.add(all.vertex, all.support), kernel.point(2)) != Truth::no);
        }
    }
}

TEST_CASE("Stationary diversity of a large chain is the closed formula's") {
    constexpr std::uint32_t N = 1500;
    for (const Rational& alpha : {Rational(1, 2), Rational(1, 100), Rational(1, 100000)}) {
        const CountChain chain({N, N}, alpha, Rational(1, 3));
        const DoubleInterval half = stationary_expectation(chain, diversity_table(N), alpha, Rational(1, 3));
        const Stationary closed = stationary({Rational(1, 3), Rational(2, 3)}, alpha, N);
        CHECK(contains(half, closed.diversity / 2));
        CHECK(relative_width(half) < 1e-8);
        CHECK(relative_width(closed.entropy) < 1e-8);
    }
}
