// Exact chains: what settles, where, and how fast, against running the chain.
#include "sim/stochastic_matrix.hpp"

#include <cmath>

#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace stochastic_matrix_test {

namespace {

Law random_law(std::mt19937_64& random, std::size_t n, bool positive) {
    std::vector<Integer> parts;
    Integer total = 0;
    for (std::size_t i = 0; i < n; ++i) {
        parts.emplace_back(random() % 9 + (positive ? 1 : 0));
        total += parts.back();
    }
    if (total == 0) total = parts[random() % n] = 1;
    Law law;
    for (const Integer& part : parts)
        law.emplace_back(part, total);
    return law;
}

StochasticMatrix random_matrix(std::mt19937_64& random, std::size_t n, bool positive) {
    StochasticMatrix matrix;
    for (std::size_t i = 0; i < n; ++i)
        matrix.push_back(random_law(random, n, positive));
    return matrix;
}

}  // namespace

TEST_CASE("A law is what sums to one with nothing negative") {
    CHECK(is_law({Rational(1)}));
    CHECK(is_law({Rational(1, 3), Rational(2, 3), Rational(0)}));
    CHECK_FALSE(is_law({}));
    CHECK_FALSE(is_law({Rational(1, 2)}));
    CHECK_FALSE(is_law({Rational(3, 2), Rational(-1, 2)}));
    CHECK_FALSE(is_law({Rational(1, 3), Rational(1, 3), Rational(1, 3), Rational(1, 1000000)}));
    CHECK(is_stochastic({{Rational(1), Rational(0)}, {Rational(1, 2), Rational(1, 2)}}));
    CHECK_FALSE(is_stochastic({{Rational(1), Rational(0)}}));
    CHECK_FALSE(is_stochastic({{Rational(1), Rational(0)}, {Rational(1, 2), Rational(1, 3)}}));
}

TEST_CASE("The stationary law is where the chain goes") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(601);
    for (int round = 0; round < 40; ++round) {
        const std::size_t n = random() % 6 + 1;
        const StochasticMatrix matrix = random_matrix(random, n, true);
        const Law stationary = stationary_law(matrix);
        REQUIRE(is_law(stationary));
        CHECK(step(stationary, matrix) == stationary);
        const Rational d = doeblin_constant(matrix);
        CHECK(d > 0);
        CHECK(d <= 1);
        Law law(n, Rational(0));
        law[random() % n] = 1;
        Rational bound = 1;
        for (int t = 0; t < 6; ++t) {
            CHECK(total_variation(law, stationary) <= bound);
            law = step(law, matrix);
            bound *= 1 - d;
        }
        CHECK(after(stationary, matrix, 3) == stationary);
    }
}

TEST_CASE("A chain with transient states settles on the others") {
    // From 0 to 1 or 2 for good; 1 and 2 exchange.
    const StochasticMatrix matrix = {{0, Rational(1, 2), Rational(1, 2)},
                                     {0, Rational(1, 3), Rational(2, 3)},
                                     {0, Rational(1, 6), Rational(5, 6)}};
    CHECK(stationary_law(matrix) == Law{0, Rational(1, 5), Rational(4, 5)});
    // Periodic chains have a stationary law, too.
    CHECK(stationary_law({{0, 1}, {1, 0}}) == Law{Rational(1, 2), Rational(1, 2)});
    CHECK(stationary_law({{1}}) == Law{1});
}

TEST_CASE("Several stationary laws are reported, not one of them returned") {
    CHECK_THROWS_AS(stationary_law({{1, 0}, {0, 1}}), std::domain_error);
    CHECK_THROWS_AS(stationary_law({{1, 0, 0}, {0, 1, 0}, {Rational(1, 2), Rational(1, 2), 0}}),
                    std::domain_error);
    CHECK_THROWS_AS(stationary_law({{0, 1, 0, 0}, {1, 0, 0, 0}, {0, 0, 0, 1}, {0, 0, 1, 0}}),
                    std::domain_error);
}

TEST_CASE("Detailed balance makes a law stationary") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(602);
    for (int round = 0; round < 30; ++round) {
        // Metropolis' chain for a random law: propose uniformly, accept with min(1, m_j/m_i).
        const std::size_t n = random() % 5 + 2;
        const Law m = random_law(random, n, true);
        StochasticMatrix matrix(n, Law(n, Rational(0)));
        for (std::size_t i = 0; i < n; ++i) {
            matrix[i][i] = 1;
            for (std::size_t j = 0; j < n; ++j) {
                if (i == j) continue;
                matrix[i][j] = (m[j] < m[i] ? Rational(m[j] / m[i]) : Rational(1)) / Rational(n);
                matrix[i][i] -= matrix[i][j];
            }
        }
        REQUIRE(is_stochastic(matrix));
        CHECK(is_reversible(matrix, m));
        CHECK(stationary_law(matrix) == m);
        matrix[0][0] -= matrix[0][0] / 2;
        matrix[0][1] = 1;
        for (std::size_t j = 0; j < n; ++j) {
            if (j != 1) matrix[0][1] -= matrix[0][j];
        }
        REQUIRE(is_stochastic(matrix));
        CHECK_FALSE(is_reversible(matrix, m));
    }
}

TEST_CASE("Distances between laws do not grow under a chain") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(603);
    for (int round = 0; round < 30; ++round) {
        const std::size_t n = random() % 5 + 2;
        const StochasticMatrix matrix = random_matrix(random, n, false);
        const Law p = random_law(random, n, false);
        const Law r = random_law(random, n, true);
        const Law p1 = step(p, matrix);
        const Law r1 = step(r, matrix);
        CHECK(total_variation(p1, r1) <= (1 - doeblin_constant(matrix)) * total_variation(p, r));
        const auto before = divergence(p, r);
        const auto now = divergence(p1, r1);
        REQUIRE(before);
        REQUIRE(now);
        CHECK(compare(*now, *before) <= 0);
        CHECK(now->sign() >= 0);
        CHECK(divergence(p, p)->is_zero());
    }
    CHECK_FALSE(divergence({Rational(1, 2), Rational(1, 2)}, {Rational(1), Rational(0)}));
    CHECK(divergence({Rational(1), Rational(0)}, {Rational(1, 2), Rational(1, 2)}) == LogLinear::log(2));
}

}  // namespace stochastic_matrix_test
