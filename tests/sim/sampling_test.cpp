// Sampling against exact laws: chi-square over many parameters, edge cases, and determinism.
#include "sim/sampling.hpp"

#include <cmath>
#include <map>
#include <numeric>

#include "interval/rational.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace sampling_test {

namespace {

// Pearson's statistic with cells of at least 20 expected, as a standard normal quantile (Wilson and
// Hilferty's cube root): large means that the draws do not follow the law.
double chi_square_excess(const std::map<std::uint64_t, double>& expected,
                         const std::map<std::uint64_t, double>& observed) {
    struct Cell {
        double expected = 0, observed = 0;
    };
    std::vector<Cell> cells(1);
    for (const auto& [k, mass] : expected) {
        if (cells.back().expected >= 20) cells.emplace_back();
        cells.back().expected += mass;
        if (const auto found = observed.find(k); found != observed.end())
            cells.back().observed += found->second;
    }
    if (cells.size() > 1 && cells.back().expected < 20) {
        const Cell rest = cells.back();
        cells.pop_back();
        cells.back().expected += rest.expected;
        cells.back().observed += rest.observed;
    }
    if (cells.size() == 1) return 0;
    double statistic = 0;
    for (const Cell& cell : cells)
        statistic += (cell.observed - cell.expected) * (cell.observed - cell.expected) / cell.expected;
    const double degrees = static_cast<double>(cells.size() - 1), spread = 2 / (9 * degrees);
    return (std::cbrt(statistic / degrees) - (1 - spread)) / std::sqrt(spread);
}

// Pr(k) by rationals, rounded once: independent of the sampler's own formulas.
double exact_probability(unsigned n, const Rational& p, unsigned k) {
    return static_cast<double>(Rational(binomial(n, k)) * power(p, k) * power(Rational(1 - p), n - k));
}

constexpr int kDraws = 40000;

}  // namespace

TEST_CASE("Binomial probabilities agree with exact rationals") {
    for (const unsigned n : {1U, 2U, 15U, 16U, 40U, 300U}) {
        for (const Rational& p :
             {Rational(1, 1000), Rational(1, 16), Rational(1, 3), Rational(1, 2), Rational(15, 16)}) {
            for (unsigned k = 0; k <= n; ++k) {
                const double exact = exact_probability(n, p, k);
                if (exact < 1e-290) continue;
                const double computed = binomial_log_probability(n, static_cast<double>(p), k);
                INFO("n=" << n << " p=" << p << " k=" << k);
                CHECK(std::fabs(computed - std::log(exact)) < 1e-13 * (1 + std::fabs(computed)));
            }
        }
    }
}

TEST_CASE("Binomial draws follow the binomial law, by both methods") {
    GROUNDCHECK_REPLAYABLE();
    std::uint32_t salt = 0;
    // n*p on both sides of 10, where the method changes; p above and below 1/2; tiny p.
    const std::vector<std::pair<unsigned, Rational>> laws = {
        {1, Rational(1, 2)},      {1, Rational(1, 100)},      {2, Rational(1, 3)},
        {10, Rational(9, 10)},    {30, Rational(1, 3)},       {31, Rational(1, 3)},
        {40, Rational(1, 4)},     {20, Rational(1, 2)},       {100, Rational(1, 10)},
        {100, Rational(9, 10)},   {100, Rational(99, 1000)},  {1000, Rational(1, 1000)},
        {1000, Rational(1, 50)},  {1000, Rational(1, 2)},     {1000, Rational(7, 10)},
        {2000, Rational(1, 200)}, {2000, Rational(999, 2000)}};
    for (const auto& [n, p] : laws) {
        RandomStream random(test::seed(), {.replicate = ++salt, .purpose = 200});
        std::map<std::uint64_t, double> expected, observed;
        for (unsigned k = 0; k <= n; ++k)
            expected[k] = kDraws * exact_probability(n, p, k);
        for (int i = 0; i < kDraws; ++i)
            ++observed[binomial_draw(random, n, static_cast<double>(p))];
        INFO("n=" << n << " p=" << p);
        CHECK(observed.rbegin()->first <= n);
        CHECK(chi_square_excess(expected, observed) < 5);
    }
}

TEST_CASE("Large binomials have the right mean, variance and tails") {
    GROUNDCHECK_REPLAYABLE();
    std::uint32_t salt = 0;
    for (const auto& [n, p] : std::vector<std::pair<std::uint64_t, double>>{{10'000'000, 0.3},
                                                                            {10'000'000, 2e-6},
                                                                            {1'000'000'000'000, 1e-3},
                                                                            {4'503'599'627'370'496, 0.9}}) {
        RandomStream random(test::seed(), {.replicate = ++salt, .purpose = 201});
        const double mean = static_cast<double>(n) * p, deviation = std::sqrt(mean * (1 - p));
        double first = 0, second = 0, third = 0, beyond = 0;
        for (int i = 0; i < kDraws; ++i) {
            const double z = (static_cast<double>(binomial_draw(random, n, p)) - mean) / deviation;
            first += z / kDraws;
            second += z * z / kDraws;
            third += z * z * z / kDraws;
            if (std::fabs(z) > 3) beyond += 1.0 / kDraws;
        }
        INFO("n=" << n << " p=" << p);
        const double root = std::sqrt(static_cast<double>(kDraws));
        CHECK(std::fabs(first) < 6 / root);
        CHECK(std::fabs(second - 1) < 6 * std::sqrt(2.1) / root);
        CHECK(std::fabs(third - (1 - 2 * p) / deviation) < 6 * std::sqrt(16.0) / root);
        CHECK(beyond < 0.0027 * 2 + 0.002);
        CHECK(beyond > 0.0027 / 3);
    }
}

TEST_CASE("Binomial draws at the edges are certain") {
    RandomStream random(1, {});
    for (const std::uint64_t n : {0ULL, 1ULL, 7ULL, 1'000'000ULL}) {
        CHECK(binomial_draw(random, n, 0.0) == 0);
        CHECK(binomial_draw(random, n, 1.0) == n);
        CHECK(binomial_draw(random, n, 5e-324) == 0);
        CHECK(binomial_draw(random, n, 0x1p-1000) == 0);
    }
    CHECK(binomial_draw(random, 0, 0.5) == 0);
    for (int i = 0; i < 1000; ++i)
        CHECK(binomial_draw(random, 3, 1 - 0x1p-53) <= 3);
}

TEST_CASE("An alias table has the law of its weights") {
    // Every pair of bucket and unit is equally likely, so counting pairs gives the law without a draw: here
    // by a generator that runs through them.
    GROUNDCHECK_REPLAYABLE();
    const std::vector<std::vector<std::uint64_t>> tables = {
        {1}, {5}, {1, 1}, {1, 0, 3}, {0, 0, 1}, {7, 1, 1, 1, 90}, {1'000'000, 1, 0, 2, 3}, {3, 3, 3, 3}};
    std::uint32_t salt = 0;
    for (const auto& weights : tables) {
        const std::uint64_t total = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
        const AliasTable table(weights, total);
        const AliasTable real(std::vector<double>(weights.begin(), weights.end()));
        RandomStream random(test::seed(), {.replicate = ++salt, .purpose = 202});
        std::map<std::uint64_t, double> expected, observed, observed_real;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            if (weights[i] > 0)
                expected[i] = kDraws * static_cast<double>(weights[i]) / static_cast<double>(total);
        }
        for (int i = 0; i < kDraws; ++i) {
            ++observed[table.draw(random)];
            ++observed_real[real.draw(random)];
        }
        for (const auto& seen : {observed, observed_real}) {
            CHECK(chi_square_excess(expected, seen) < 5);
            for (const auto& [symbol, count] : seen)
                CHECK(weights[symbol] > 0);
        }
    }
}

TEST_CASE("Multinomial counts have binomial margins and the right covariances, by both methods") {
    GROUNDCHECK_REPLAYABLE();
    constexpr int kRuns = 20000;
    const std::vector<double> weights = {4, 0, 3, 2, 1};
    const std::vector<Rational> law = {Rational(2, 5), 0, Rational(3, 10), Rational(1, 5), Rational(1, 10)};
    const FixedLaw fixed(weights);
    const SparseCounts data{{0, 2, 3, 4}, {4, 3, 2, 1}, 10};
    std::uint32_t salt = 0;
    for (const unsigned n : {1U, 5U, 12U, 60U}) {  // up to 8 one by one, above symbol by symbol
        for (const bool empirical : {false, true}) {
            RandomStream random(test::seed(), {.replicate = ++salt, .purpose = 203});
            SymbolCounts table(5);
            SparseCounts counts;
            std::vector<std::map<std::uint64_t, double>> observed(5);
            double together = 0;
            for (int run = 0; run < kRuns; ++run) {
                if (empirical)
                    sample_empirical(random, n, data, table);
                else
                    fixed.sample(random, n, table);
                table.take(counts);
                REQUIRE(counts.total == n);
                std::vector<std::uint64_t> dense(5, 0);
                for (std::size_t j = 0; j < counts.size(); ++j) {
                    REQUIRE(counts.counts[j] > 0);
                    dense[counts.symbols[j]] = counts.counts[j];
                }
                REQUIRE(std::accumulate(dense.begin(), dense.end(), std::uint64_t{0}) == n);
                for (std::size_t i = 0; i < 5; ++i)
                    ++observed[i][dense[i]];
                together += static_cast<double>(dense[0] * dense[2]) / kRuns;
            }
            for (std::size_t i = 0; i < 5; ++i) {
                std::map<std::uint64_t, double> expected;
                for (unsigned k = 0; k <= n; ++k)
                    expected[k] =
                        kRuns * (law[i] == 0 ? (k == 0 ? 1.0 : 0.0) : exact_probability(n, law[i], k));
                INFO("n=" << n << " symbol " << i << " empirical " << empirical);
                CHECK(chi_square_excess(expected, observed[i]) < 5);
            }
            // E[C_0*C_2] = n(n-1)*p_0*p_2; the product is at most n^2/4
            const double mean = n * (n - 1.0) * 0.12;
            CHECK(std::fabs(together - mean) < 6 * (n * n / 8.0 + 1) / std::sqrt(static_cast<double>(kRuns)));
        }
    }
}

TEST_CASE("A million symbols: sampled sparsely, the total is right and no symbol repeats") {
    const FixedLaw law(std::vector<double>(1'000'000, 1.0));
    SymbolCounts table(1'000'000);
    SparseCounts counts, next;
    for (const std::uint64_t n : {1ULL, 10'000ULL, 3'000'000ULL}) {
        RandomStream random(9, {.generation = static_cast<std::uint32_t>(n)});
        law.sample(random, n, table);
        table.take(counts);
        CHECK(counts.total == n);
        CHECK(std::accumulate(counts.counts.begin(), counts.counts.end(), std::uint64_t{0}) == n);
        CHECK(std::adjacent_find(counts.symbols.begin(), counts.symbols.end(),
                                 [](auto a, auto b) { return a >= b; }) == counts.symbols.end());
        sample_empirical(random, n, counts, table);
        table.take(next);
        CHECK(next.total == n);
        CHECK(next.size() <= counts.size());
        // expected distinct symbols K*(1-(1-1/K)^n), within six deviations of at most sqrt(n)
        const double distinct = 1e6 * -std::expm1(static_cast<double>(n) * std::log1p(-1e-6));
        CHECK(std::fabs(static_cast<double>(counts.size()) - distinct) <
              6 * std::sqrt(static_cast<double>(n)));
    }
}

}  // namespace sampling_test
