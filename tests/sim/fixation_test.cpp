// Fixation of large chains against the exact chain in rationals for small N, the diffusion limit, and for
// tightness.
#include "sim/fixation.hpp"

#include <cmath>

#include "tests/catch.hpp"
#include "tests/random.hpp"
#include "tests/sim/exact_counts.hpp"

using namespace groundcheck;
using test::any_distribution;
using test::contains;
using test::count_matrix;
using test::Distribution;
using test::Lattice;
using test::mixture;
using test::relative_width;
using test::solve_exactly;
using test::weight;

TEST_CASE("Fixation times equal the exact chain's, for two symbols and for three") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(413);
    const std::vector<std::pair<std::uint32_t, std::size_t>> sizes = {{1, 2}, {2, 2}, {3, 2}, {7, 2}, {12, 2},
                                                                      {1, 3}, {2, 3}, {5, 3}, {3, 4}};
    for (const auto& [N, K] : sizes) {
        INFO("N = " << N << ", K = " << K);
        const Lattice lattice(N, K);
        const std::size_t n = lattice.states.size();
        StochasticMatrix inside(n, Law(n, Rational(0)));
        std::vector<Rational> ones(n, Rational(1));
        for (std::size_t s = 0; s < n; ++s) {
            if (lattice.vertex(s)) {
                ones[s] = 0;
            } else {
                inside[s] = lattice.law_from(lattice.model(s));
            }
        }
        const auto h = solve_exactly(inside, ones);
        std::vector<Rational> twice(n);
        for (std::size_t s = 0; s < n; ++s)
            twice[s] = 2 * h[s] - ones[s];
        const auto second = solve_exactly(inside, twice);
        const Distribution start = any_distribution(random, K);
        const Law law = lattice.law_from(start);
        Rational time = 1;
        Rational square = 1;
        for (std::size_t s = 0; s < n; ++s) {
            time += law[s] * h[s];
            square += law[s] * (2 * h[s] + second[s]);
        }
        const Fixation enclosed = fixation(start, N);
        CHECK(contains(enclosed.time, time));
        CHECK(relative_width(enclosed.time) < 1e-12);
        const Rational variance = square - time * time;
        CHECK(Rational(enclosed.deviation.lo) * Rational(enclosed.deviation.lo) <= variance);
        CHECK(variance <= Rational(enclosed.deviation.hi) * Rational(enclosed.deviation.hi));
        if (variance > 0) CHECK(relative_width(enclosed.deviation) < 1e-9);
        CHECK(enclosed.probability == start);
        // E[T] = sum_i Q_i*E[T | ends at i].
        DoubleInterval total{0, 0};
        const DoubleKernel kernel;
        for (std::size_t i = 0; i < K; ++i)
            total = kernel.add(total, kernel.mul(kernel.rational(start[i]), enclosed.time_given[i]));
        CHECK(contains(total, time));
    }
}

TEST_CASE("Conditional fixation times equal the exact chain's") {
    constexpr std::uint32_t N = 9;
    const StochasticMatrix matrix = count_matrix(N, 0, 0);
    StochasticMatrix inside(N + 1, Law(N + 1, Rational(0)));
    std::vector<Rational> share(N + 1, Rational(0));
    for (std::uint32_t i = 1; i < N; ++i) {
        inside[i] = matrix[i];
        inside[i][0] = inside[i][N] = 0;
        share[i] = Rational(i, N);
    }
    const auto w = solve_exactly(inside, share);
    for (std::uint32_t i = 1; i < N; ++i) {
        const Rational q(i, N);
        const Fixation enclosed = fixation({q, 1 - q}, N);
        CHECK(contains(enclosed.time_given[0], w[i] / q));
        CHECK(contains(enclosed.time_given[1], w[N - i] / (1 - q)));
        CHECK(contains(enclosed.time, w[i] + w[N - i]));
    }
}

TEST_CASE("A vertex is fixed already, and an absent symbol never wins") {
    const Fixation vertex = fixation({0, 1, 0}, 50);
    CHECK(vertex.time.hi == 0);
    CHECK(vertex.deviation.hi == 0);
    CHECK(vertex.time_given[0].is_empty());
    CHECK(vertex.time_given[1].hi == 0);
    const Fixation two = fixation({Rational(1, 2), 0, Rational(1, 2)}, 50);
    const Fixation same = fixation({Rational(1, 2), Rational(1, 2)}, 50);
    CHECK(two.time.lo == same.time.lo);
    CHECK(two.time_given[1].is_empty());
}

TEST_CASE("Fixation of a large chain is near the diffusion limit and tight") {
    for (const std::uint32_t N : {500U, 2000U, 20000U}) {
        const Fixation enclosed = fixation({Rational(3, 10), Rational(7, 10)}, N);
        const double limit = -2.0 * N * (0.3 * std::log(0.3) + 0.7 * std::log(0.7));
        CHECK(relative_width(enclosed.time) < 1e-9);
        CHECK(relative_width(enclosed.deviation) < 1e-6);
        CHECK(enclosed.time.hi < limit);
        CHECK(enclosed.time.lo > limit * (1 - 5.0 / N));
        // Kimura and Ohta 1969: -2N*(1-q)/q*log(1-q) generations, given that the symbol wins.
        const double given = -2.0 * N * 0.7 / 0.3 * std::log(0.7);
        CHECK(std::abs(enclosed.time_given[0].lo / given - 1) < 5.0 / N);
    }
}
