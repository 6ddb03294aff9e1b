// The reference's Gaussian generations: against the closed loop, by hand, and against the engine's moments.
#include "reference/gaussian_laws.hpp"

#include "sim/gaussian_draw.hpp"
#include "tests/catch.hpp"
#include "tests/reference/settings.hpp"

using namespace groundcheck;
using namespace groundcheck::test;
using reference::GaussianRound;
using reference::Polynomial;

namespace gaussian_laws_test {

namespace {

Polynomial round_of(const Polynomial& next, const GaussianRound& round) {
    Polynomial result = reference::gaussian_round(next, round, [](std::uint64_t) {});
    std::erase_if(result, [](const auto& term) { return term.second == 0; });
    return result;
}

// With half of the samples from N(1, 4), from mean 3 and variance 2, two samples a generation.
Setting with_world(bool accumulate) {
    Setting result = gaussian();
    result.scope.names["alpha"] = Type::scalar;
    result.point.scalars["alpha"] = Rational(1, 2);
    result.point.N = 2;
    GaussianProcess process;
    process.world_mean = parse_expression("1", result.scope);
    process.world_variance = parse_expression("4", result.scope);
    process.accumulate = accumulate;
    result.process = std::make_shared<Process>(Process{process, ""});
    return result;
}

}  // namespace

TEST_CASE("A Gaussian's next mean and variance have the moments known for them", "[reference]") {
    for (const std::uint32_t n : {2U, 3U, 7U, 100U}) {
        const Rational N(n);
        using Q = Polynomial;
        using reference::gaussian_step;
        CHECK(gaussian_step({{{0, 0}, 5}}, n) == Q{{{0, 0}, 5}});
        CHECK(gaussian_step({{{1, 0}, 1}}, n) == Q{{{1, 0}, 1}});
        CHECK(gaussian_step({{{0, 1}, 1}}, n) == Q{{{0, 1}, 1}});
        CHECK(gaussian_step({{{2, 0}, 1}}, n) == Q{{{2, 0}, 1}, {{0, 1}, 1 / N}});
        CHECK(gaussian_step({{{0, 2}, 1}}, n) == Q{{{0, 2}, (N + 1) / (N - 1)}});
        CHECK(gaussian_step({{{0, 3}, 1}}, n) == Q{{{0, 3}, (N + 1) * (N + 3) / ((N - 1) * (N - 1))}});
        CHECK(gaussian_step({{{3, 0}, 1}}, n) == Q{{{3, 0}, 1}, {{1, 1}, 3 / N}});
        CHECK(gaussian_step({{{4, 0}, 2}}, n) == Q{{{4, 0}, 2}, {{2, 1}, 12 / N}, {{0, 2}, 6 / (N * N)}});
        CHECK(gaussian_step({{{1, 1}, 1}, {{1, 0}, 3}}, n) == Q{{{1, 1}, 1}, {{1, 0}, 3}});
    }
}

TEST_CASE("The reference: sample by sample a Gaussian's generation is the closed loop's", "[reference]") {
    for (const std::uint32_t n : {2U, 3U, 6U})
        for (unsigned a = 0; a <= 6; ++a)
            for (unsigned b = 0; a + 2 * b <= 6; ++b) {
                INFO(n << " samples, mu^" << a << "*s2^" << b);
                CHECK(round_of({{{a, b}, 1}}, {.n = n}) == reference::gaussian_step({{{a, b}, 1}}, n));
            }
}

TEST_CASE("The reference and the engine have the same moments of Gaussians with a world and earlier data",
          "[reference]") {
    for (const std::uint32_t n : {1U, 2U, 5U})
        for (const std::uint64_t before : {0U, 3U})
            for (const Rational& alpha : {Rational(0), Rational(2, 5), Rational(1)}) {
                if (before + n < 2) continue;
                const Rational w(-3, 2), v(7, 3);
                GaussianDrawMoments engine({n, before, alpha, w, v}, 6);
                for (unsigned a = 0; a <= 6; ++a)
                    for (unsigned b = 0; a + 2 * b <= 6; ++b) {
                        INFO(n << " samples after " << before << ", alpha = " << to_string(alpha) << ", mu^"
                               << a << "*s2^" << b);
                        CHECK(round_of({{{a, b}, 1}}, {n, before, alpha, w, v}) == engine.moment(a, b));
                    }
            }
}

TEST_CASE("The reference: Gaussians with a world and with accumulating data, by hand", "[reference]") {
    const auto is = [](const Setting& setting, const char* text, const Rational& value) {
        INFO(text);
        const auto number = setting.value(text).rational();
        REQUIRE(number);
        CHECK(*number == value);
    };
    const Setting replaced = with_world(false), pooled = with_world(true);
    for (const Setting& setting : {replaced, pooled}) {  // the first generation's data are its own
        is(setting, "E[mu[1]]", 2);
        is(setting, "E[s2[1]]", 4);  // (4 + 2)/2 + (1/4)*(3 - 1)^2
        is(setting, "Var[mu[1]]", 2);
        CHECK_THROWS_AS(setting.value("Pr[s2[1] > 1]"), reference::NoOpinion);
        CHECK_THROWS_AS(setting.value("E[log(s2[1])]"), reference::NoOpinion);
    }
    is(replaced, "E[mu[2]]", Rational(3, 2));
    is(replaced, "E[s2[2]]", Rational(19, 4));  // (4 + 4)/2 + E[(mu[1] - 1)^2]/4, which is (2 + 1)/4
    is(pooled, "E[mu[2]]", Rational(7, 4));     // two samples of mean 2, two of mean 3/2
    Setting negative = with_world(false);
    std::get<GaussianProcess>(negative.process->family).world_variance =
        parse_expression("-1", negative.scope);
    CHECK_THROWS_AS(negative.value("E[mu[1]]"), reference::NoValue);
    Setting beyond = with_world(false);
    beyond.point.scalars["alpha"] = 2;
    CHECK_THROWS_AS(beyond.value("E[mu[1]]"), reference::NoValue);
}

}  // namespace gaussian_laws_test
