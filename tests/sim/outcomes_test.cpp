// Outcomes: the weights are those of the multinomial law, in every kernel, by two enumerations.
#include "sim/outcomes.hpp"

#include <map>

#include "interval/ball_kernel.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace outcomes_test {

namespace {

std::vector<Rational> random_mixture(std::mt19937_64& random, std::size_t K) {
    std::vector<Integer> parts;
    Integer total = 0;
    for (std::size_t i = 0; i < K; ++i) {
        parts.emplace_back(random() % 7);
        total += parts.back();
    }
    if (total == 0) total = parts[0] = 1;
    std::vector<Rational> mixture;
    for (const auto& part : parts)
        mixture.emplace_back(part, total);
    return mixture;
}

}  // namespace

TEST_CASE("Outcome weights agree with drawing the samples one by one") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(1);
    for (int round = 0; round < 60; ++round) {
        const std::size_t K = random() % 4 + 1;
        const auto N = static_cast<std::uint32_t>(random() % 5 + 1);
        const auto mixture = random_mixture(random, K);
        // The law after each draw: what the next draw adds, symbol by symbol.
        std::map<Counts, Rational> law = {{Counts(K, 0), Rational(1)}};
        for (std::uint32_t n = 0; n < N; ++n) {
            std::map<Counts, Rational> next;
            for (const auto& [counts, probability] : law) {
                for (std::size_t i = 0; i < K; ++i) {
                    if (mixture[i] == 0) continue;
                    Counts hit = counts;
                    ++hit[i];
                    next[hit] += probability * mixture[i];
                }
            }
            law = std::move(next);
        }
        const ExactKernel exact;
        const Rational total = *total_weight(exact, N, mixture).number().as_rational();
        std::map<Counts, Rational> enumerated;
        each_outcome(exact, N, mixture, [&](const Exact& weight, const Counts& counts) {
            enumerated[counts] = *weight.number().as_rational() / total;
            CHECK(outcome_probability(counts, mixture) == enumerated[counts]);
        });
        CHECK(enumerated == law);
        // The same in balls: every weight encloses its probability, and tightly.
        const BallKernel ball(128);
        each_outcome(ball, N, mixture, [&](const Ball& weight, const Counts& counts) {
            CHECK(ball.lower(weight).value <= law[counts]);
            CHECK(ball.upper(weight).value >= law[counts]);
            CHECK(ball.upper(weight).value - ball.lower(weight).value <=
                  law[counts] * power(Rational(2), -110));
        });
    }
}

TEST_CASE("A symbol's count is binomial: the marginal of the outcomes") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(2);
    for (int round = 0; round < 40; ++round) {
        const auto N = static_cast<std::uint32_t>(random() % 5 + 1);
        const auto mixture = random_mixture(random, 3);
        const ExactKernel exact;
        std::map<std::uint32_t, Rational> marginal, binomial_law;
        each_outcome(exact, N, mixture, [&](const Exact&, const Counts& counts) {
            marginal[counts[0]] += outcome_probability(counts, mixture);
        });
        const Rational total = *total_weight(exact, N, {mixture[0], 1 - mixture[0]}).number().as_rational();
        BinomialLaw(exact, N).each(mixture[0], [&](const Exact& weight, std::uint32_t k) {
            binomial_law[k] = *weight.number().as_rational() / total;
        });
        CHECK(marginal == binomial_law);
    }
}

TEST_CASE("There are C(N+K-1, K-1) outcomes") {
    for (std::uint32_t K = 1; K <= 4; ++K) {
        for (std::uint32_t N = 1; N <= 5; ++N) {
            Integer visited = 0;
            each_outcome(ExactKernel(), N, std::vector<Rational>(K, Rational(1, K)),
                         [&](const Exact&, const Counts&) { ++visited; });
            CHECK(visited == outcome_count(K, N));
        }
    }
}

}  // namespace outcomes_test
