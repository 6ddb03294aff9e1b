// Large chains, row by row and generation by generation, against the exact chain in rationals for small N and
// against closed formulas for large N.
#include "sim/large_chain.hpp"

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

TEST_CASE("Rows of large chains hold the binomial probabilities") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(411);
    for (int round = 0; round < 30; ++round) {
        const auto N = static_cast<std::uint32_t>(1 + random() % (round < 25 ? 60 : 900));
        const Integer hits = random() % 41;
        const Integer misses = 40 - hits;
        BinomialRow row;
        binomial_row(N, odds(hits, misses), row);
        CHECK(row.relative < 1e-12);
        CHECK(row.outside < 1e-19);
        const Rational m = Rational(hits) / 40;
        Rational outside = 0;
        for (std::uint32_t k = 0; k <= N; ++k) {
            const Rational exact = weight(N, k, m);
            if (k < row.first || k >= row.first + row.weights.size()) {
                outside += exact;
                continue;
            }
            const Rational got(row.weights[k - row.first]);
            REQUIRE(abs(exact - got) <= Rational(row.relative) * got);
        }
        CHECK(outside <= Rational(row.outside));
        if (N > 500 && hits > 5 && misses > 5) CHECK(row.weights.size() < N);
    }
}

TEST_CASE("Rows of a rare or a nearly certain symbol leave out no more than they say") {
    constexpr std::uint32_t N = 40;
    for (const std::uint32_t digits : {1U, 3U, 8U, 20U, 50U, 99U, 101U, 150U}) {
        const Integer many = boost::multiprecision::pow(Integer(10), digits);
        for (const bool rare : {true, false}) {
            BinomialRow row;
            binomial_row(N, rare ? odds(1, many) : odds(many, 1), row);
            const Rational m = (rare ? Rational(1) : Rational(many)) / Rational(many + 1);
            Rational outside = 0;
            for (std::uint32_t k = 0; k <= N; ++k) {
                const Rational exact = weight(N, k, m);
                if (k < row.first || k >= row.first + row.weights.size()) {
                    outside += exact;
                    continue;
                }
                const Rational got(row.weights[k - row.first]);
                REQUIRE(got > 0);
                REQUIRE(abs(exact - got) <= Rational(row.relative) * got);
            }
            CHECK(outside <= Rational(row.outside));
        }
    }
}

TEST_CASE("The change of a function in a generation is enclosed, with rows kept or made anew") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(412);
    for (int round = 0; round < 12; ++round) {
        const auto N = static_cast<std::uint32_t>(1 + random() % 40);
        const Rational alpha(round % 3 == 0 ? 0 : random() % 8, 7);
        const Rational p(random() % 6, 5);
        std::vector<double> u;
        for (std::uint32_t i = 0; i <= N; ++i)
            u.push_back(std::ldexp(static_cast<double>(random() % 1000000), round - 20));
        const StochasticMatrix matrix = count_matrix(N, alpha, p);
        const CountChain kept({N, N}, alpha, p);
        const CountChain anew({N, N}, alpha, p, 0);
        const auto change = kept.change(u);
        const auto again = anew.change(u);
        for (std::uint32_t i = 0; i <= N; ++i) {
            Rational exact = -Rational(u[i]);
            for (std::uint32_t j = 0; j <= N; ++j)
                exact += matrix[i][j] * Rational(u[j]);
            REQUIRE(abs(exact - Rational(change[i].value)) <= Rational(change[i].error));
            CHECK(change[i].error <= 1e-11 * std::ldexp(1000000, round - 20));
            CHECK(change[i].value == again[i].value);
            CHECK(change[i].error == again[i].error);
        }
    }
}

TEST_CASE("Laws one generation later are enclosed, between lattices of different sizes too") {
    const CountChain chain({7, 11}, Rational(1, 5), Rational(2, 3));
    CountLaw law = first_law(7, Rational(3, 10));
    law = chain.step(law);
    for (std::uint32_t j = 0; j <= 11; ++j) {
        Rational exact = 0;
        for (std::uint32_t i = 0; i <= 7; ++i) {
            exact += weight(7, i, Rational(3, 10)) *
                     weight(11, j, Rational(1, 5) * Rational(2, 3) + Rational(4, 5) * Rational(i, 7));
        }
        const Rational got(law.mass.at(j - law.first));
        CHECK(abs(exact - got) <= Rational(law.relative) * got + Rational(law.lost));
    }
    CHECK(law.relative < 1e-13);
}

TEST_CASE("Generations of the chain equal the process enumerated") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(415);
    for (int round = 0; round < 6; ++round) {
        const std::size_t K = 2 + static_cast<std::size_t>(round % 2);
        ChainPlan plan;
        plan.start = any_distribution(random, K);
        plan.world = any_distribution(random, K);
        plan.constant = round < 3;
        plan.generations = 4;
        plan.alpha = [&](std::uint32_t t) { return plan.constant ? Rational(round, 7) : Rational(1, t + 1); };
        plan.samples = [&](std::uint32_t t) { return plan.constant ? 6 : 3 + t % 3; };
        const auto enclosed = chain_generations(plan);
        REQUIRE(enclosed.size() == 5);
        Law law;
        std::vector<Distribution> models = {plan.start};
        law = {1};
        for (std::uint32_t t = 1; t <= plan.generations; ++t) {
            const Lattice lattice(plan.samples(t), K);
            Law next(lattice.states.size(), Rational(0));
            for (std::size_t s = 0; s < law.size(); ++s) {
                const Law row = lattice.law_from(mixture(plan.alpha(t), plan.world, models[s]));
                for (std::size_t k = 0; k < row.size(); ++k)
                    next[k] += law[s] * row[k];
            }
            law = std::move(next);
            models.clear();
            for (std::size_t s = 0; s < law.size(); ++s)
                models.push_back(lattice.model(s));
            Rational diversity = 0;
            Rational support = 0;
            Rational unsettled = 0;
            Rational variation = 0;
            Rational distance = 0;
            for (std::size_t s = 0; s < law.size(); ++s) {
                if (!lattice.vertex(s)) unsettled += law[s];
                for (std::size_t i = 0; i < K; ++i) {
                    const Rational& q = models[s][i];
                    diversity += law[s] * q * (1 - q);
                    if (q > 0) support += law[s];
                    variation += law[s] * abs(q - plan.start[i]) / 2;
                    distance += law[s] * (q - plan.start[i]) * (q - plan.start[i]);
                }
            }
            const ChainGeneration& at = enclosed[t];
            INFO("round " << round << ", t = " << t);
            CHECK(contains(at.entropy, entropy(lattice, law)));
            CHECK(at.entropy.hi - at.entropy.lo < 1e-11);
            CHECK(contains(at.diversity, diversity));
            CHECK(at.diversity.hi - at.diversity.lo < 1e-15);
            CHECK(contains(at.support, support));
            CHECK(contains(at.unsettled, unsettled));
            CHECK(at.unsettled.hi - at.unsettled.lo < 1e-11);
            CHECK(contains(at.variation, variation));
            CHECK(contains(at.distance, distance));
        }
    }
}

TEST_CASE("A long run of a larger chain keeps the laws of diversity and of the mean") {
    constexpr std::uint32_t N = 400;
    const Rational q(1, 5);
    const CountChain chain({N, N}, 0, 0);
    CountLaw law = first_law(N, q);
    CountTable share = unsettled_table(N);
    share.low.back() = share.high.back() = 1;
    const CountTable half = diversity_table(N);
    for (std::uint32_t t = 1; t <= 300; ++t) {
        if (t > 1) law = chain.step(law);
        if (t % 50 != 0) continue;
        const DoubleInterval mean = expectation(law, share);
        CHECK(contains(mean, q));
        CHECK(relative_width(mean) < 1e-9);
        const DoubleInterval diversity = expectation(law, half);
        CHECK(contains(diversity, power(1 - Rational(1, N), t) * q * (1 - q)));
        CHECK(relative_width(diversity) < 1e-9);
        // Fixed at the symbol by t: at most Q_i, and short of it by less than what is unsettled.
        const DoubleInterval fixed = expectation(law, vertex_table(N));
        const DoubleInterval open = expectation(law, unsettled_table(N));
        CHECK(Rational(fixed.lo) <= q);
        CHECK(Rational(fixed.hi) + Rational(open.hi) >= q);
        CHECK(fixed.hi + open.hi < 0.2 * (1 + 1e-9));
    }
}

TEST_CASE("Large chains refuse what is no process") {
    const Distribution fair = {Rational(1, 2), Rational(1, 2)};
    CHECK_THROWS_AS(fixation({Rational(1, 2), Rational(1, 3)}, 10), std::invalid_argument);
    CHECK_THROWS_AS(fixation(fair, 0), std::invalid_argument);
    CHECK_THROWS_AS(fixation({}, 10), std::invalid_argument);
    CHECK_THROWS_AS(stationary(fair, 0, 10), std::invalid_argument);
    CHECK_THROWS_AS(stationary(fair, Rational(3, 2), 10), std::invalid_argument);
    CHECK_THROWS_AS(stationary(fair, Rational(1, 2), 0), std::invalid_argument);
    ChainPlan plan;
    plan.start = fair;
    plan.world = {1};
    plan.generations = 3;
    plan.constant = false;
    plan.alpha = [](std::uint32_t) { return Rational(1, 2); };
    plan.samples = [](std::uint32_t t) { return 3 - t; };
    CHECK_THROWS_AS(chain_generations(plan), std::invalid_argument);
    plan.world = fair;
    CHECK_THROWS_AS(chain_generations(plan), std::invalid_argument);
    plan.samples = [](std::uint32_t t) { return 3 + t; };
    CHECK_NOTHROW(chain_generations(plan));
    plan.alpha = [](std::uint32_t t) { return Rational(t, 2); };
    CHECK_THROWS_AS(chain_generations(plan), std::invalid_argument);
}
