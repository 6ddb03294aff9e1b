// What is kept, recomputed independently: generation by generation in exact rationals, outcome by outcome for
// small N.
#include "sim/grounding.hpp"

#include <cmath>

#include "interval/exact_kernel.hpp"
#include "sim/large_chain.hpp"
#include "sim/outcomes.hpp"
#include "sim/survival.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace grounding_test {

namespace {

using Distribution = std::vector<Rational>;

bool contains(DoubleInterval enclosure, const Rational& value) {
    return Rational(enclosure.lo) <= value && value <= Rational(enclosure.hi);
}

// The diversity recursion of the process itself, as it stands in the paper's claims.
Rational kept_step_by_step(const Integer& N, const Rational& alpha, std::uint64_t t) {
    Rational kept = 1;
    const Rational b = (1 - alpha) * (1 - alpha);
    for (; t > 0; --t)
        kept = (1 - 1 / Rational(N)) * ((1 - b) + b * kept);
    return kept;
}

// Plain bisection over rationals with the exact recursion: [low, high] with kept(low) < keep <= kept(high).
std::pair<Rational, Rational> bisect_plainly(const Integer& N, std::uint64_t t, const Rational& keep,
                                             int steps) {
    Rational low = 0;
    Rational high = 1;
    for (int i = 0; i < steps; ++i) {
        const Rational middle = (low + high) / 2;
        (kept_step_by_step(N, middle, t) >= keep ? high : low) = middle;
    }
    return {low, high};
}

// E[(Q[t]_1 - p)^3] and E[H(Q[t])] for K = 2 by the exact chain.
struct ExactChain {
    std::uint32_t N;
    Distribution law;

    ExactChain(std::uint32_t samples, const Rational& alpha, const Rational& p, std::uint64_t t)
        : N(samples) {
        const BinomialLaw<ExactKernel> binomials(ExactKernel(), N);
        const auto row = [&](const Rational& m) {
            Distribution out(N + 1, Rational(0));
            const Rational total = total_weight(ExactKernel(), N, {m, 1 - m}).number().rational_part();
            binomials.each(
                m, [&](const Exact& w, std::uint32_t k) { out[k] = w.number().rational_part() / total; });
            return out;
        };
        law = row(p);
        for (std::uint64_t s = 1; s < t; ++s) {
            Distribution next(N + 1, Rational(0));
            for (std::uint32_t i = 0; i <= N; ++i) {
                const Distribution one = row(alpha * p + (1 - alpha) * Rational(i, N));
                for (std::uint32_t j = 0; j <= N; ++j)
                    next[j] += law[i] * one[j];
            }
            law = std::move(next);
        }
    }
    [[nodiscard]] double entropy() const {
        double sum = 0;
        for (std::uint32_t i = 1; i < N; ++i) {
            const double x = static_cast<double>(i) / N;
            sum -= static_cast<double>(law[i]) * (x * std::log(x) + (1 - x) * std::log1p(-x));
        }
        return sum;
    }
    [[nodiscard]] Rational third_moment(const Rational& p) const {
        Rational sum = 0;
        for (std::uint32_t i = 0; i <= N; ++i)
            sum += law[i] * power(Rational(i, N) - p, 3);
        return sum;
    }
};

}  // namespace

TEST_CASE("Diversity kept equals the recursion followed step by step") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(431);
    for (int round = 0; round < 60; ++round) {
        const Integer N = 1 + random() % 500;
        const Rational alpha(random() % 21, 20);
        const std::uint64_t t = random() % 30;
        const Rational exact = kept_step_by_step(N, alpha, t);
        const DoubleInterval kept = diversity_kept(N, alpha, t);
        CHECK(contains(kept, exact));
        CHECK(kept.hi - kept.lo < 1e-15);
        CHECK(keeps_diversity(N, alpha, t, exact) == Truth::yes);
        CHECK(keeps_diversity(N, alpha, t, exact + Rational(1, Integer(1) << 80)) == Truth::no);
        if (alpha > 0) {
            const Rational ever = 1 - lost_for_ever(N, alpha);
            CHECK(contains(diversity_kept(N, alpha, {}), ever));
            CHECK(ever <= exact);
            CHECK(abs(kept_step_by_step(N, alpha, 400) - ever) < Rational(1, Integer(1) << 30));
        }
    }
    // A horizon beyond which 64-bit arithmetic would overflow, and one where exact rationals are hopeless.
    CHECK(keeps_diversity(1000000, Rational(1, 1000), 1000000000, Rational(9, 10)) == Truth::yes);
    CHECK(keeps_diversity(1000, Rational(1, 100000), 1000000000, Rational(9, 10)) == Truth::no);
    CHECK(keeps_diversity(5, 0, UINT64_MAX, Rational(1, 1000)) == Truth::no);
}

TEST_CASE("The least alpha is where a plain bisection finds it") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(432);
    for (int round = 0; round < 12; ++round) {
        const Integer N = 5 + random() % 300;
        const std::uint64_t t = 2 + random() % 12;
        const Rational keep(50 + random() % 45, 100);
        const LeastShare least =
            least_share([&](const Rational& alpha) { return keeps_diversity(N, alpha, t, keep); },
                        Rational(1, 1000000000));
        INFO("N = " << N << ", t = " << t << ", keep = " << to_string(keep));
        if (kept_step_by_step(N, 0, t) >= keep) {
            CHECK(least.kind == LeastShare::Kind::none_needed);
        } else if (kept_step_by_step(N, 1, t) < keep) {
            CHECK(least.kind == LeastShare::Kind::impossible);
        } else {
            REQUIRE(least.kind == LeastShare::Kind::enclosed);
            const auto [low, high] = bisect_plainly(N, t, keep, 24);
            CHECK(least.low <= high);
            CHECK(low <= least.high);
            CHECK(kept_step_by_step(N, least.low, t) < keep);
            CHECK(kept_step_by_step(N, least.high, t) >= keep);
            CHECK(least.high - least.low <= least.high / 1000000000);
        }
    }
}

TEST_CASE("The least alpha for ever is the closed formula's") {
    const Rational keep(9, 10);
    for (const Integer& N : {Integer(100), Integer(1000000), Integer(1000000) * 1000000}) {
        const LeastShare least =
            least_share([&](const Rational& alpha) { return keeps_diversity(N, alpha, {}, keep); },
                        Rational(1, Integer(1) << 60));
        REQUIRE(least.kind == LeastShare::Kind::enclosed);
        // (1-alpha)^2 = 1 - keep/((1-keep)*(N-1)) at the boundary.
        const Rational square = 1 - keep / ((1 - keep) * Rational(N - 1));
        CHECK((1 - least.low) * (1 - least.low) > square);
        CHECK((1 - least.high) * (1 - least.high) <= square);
        CHECK(least.high - least.low <= least.high / Rational(Integer(1) << 60));
    }
    const auto never =
        least_share([&](const Rational& a) { return keeps_diversity(9, a, {}, keep); }, Rational(1, 100));
    CHECK(never.kind == LeastShare::Kind::impossible);
    // N = 10 keeps 9/10 with nothing but the world's data, and not with less.
    const auto all =
        least_share([&](const Rational& a) { return keeps_diversity(10, a, {}, keep); }, Rational(1, 100));
    CHECK(all.kind == LeastShare::Kind::enclosed);
    CHECK(all.high == 1);
}

TEST_CASE("Least shares of questions that are not always decided stay honest") {
    const Rational truth(1, 3);
    const auto vague = [&](const Rational& alpha) {
        if (alpha >= truth + Rational(1, 20)) return Truth::yes;
        return alpha <= truth - Rational(1, 20) ? Truth::no : Truth::unknown;
    };
    const LeastShare least = least_share(vague, Rational(1, 1000));
    CHECK(least.kind == LeastShare::Kind::enclosed);
    CHECK(vague(least.low) == Truth::no);
    CHECK(vague(least.high) == Truth::yes);
    CHECK(least.high - least.low < Rational(11, 100));
    const LeastShare nothing = least_share([](const Rational&) { return Truth::unknown; }, Rational(1, 1000));
    CHECK(nothing.kind == LeastShare::Kind::unknown);
    CHECK(nothing.low == 0);
    CHECK(nothing.high == 1);
}

TEST_CASE("The factor of third moments equals the exact chain's") {
    const BallKernel kernel(256);
    for (const std::uint32_t N : {1U, 2U, 3U, 7U}) {
        for (const Rational& alpha : {Rational(0), Rational(1, 5), Rational(9, 10), Rational(1)}) {
            for (const std::uint64_t t : {1U, 2U, 5U}) {
                INFO("N = " << N << ", alpha = " << to_string(alpha) << ", t = " << t);
                const Rational p(2, 7);
                const Rational exact = ExactChain(N, alpha, p, t).third_moment(p);
                const Ball factor = skew_factor(kernel, N, alpha, t);
                const Rational wanted = exact / (p * (1 - p) * (1 - 2 * p));
                CHECK(kernel.lower(factor).value <= wanted);
                CHECK(wanted <= kernel.upper(factor).value);
                CHECK(kernel.upper(factor).value - kernel.lower(factor).value <
                      Rational(1, Integer(1) << 200));
            }
            if (alpha > 0) {
                const Ball late = skew_factor(kernel, N, alpha, 3000);
                const Ball ever = skew_factor(kernel, N, alpha, {});
                CHECK(abs(kernel.lower(late).value - kernel.lower(ever).value) <
                      Rational(1, Integer(1) << 60));
            }
        }
    }
}

TEST_CASE("Entropy kept lies in its bounds and in the chain's enclosure") {
    for (const std::uint32_t N : {2U, 5U, 20U}) {
        for (const Rational& alpha : {Rational(1, 10), Rational(1, 2), Rational(1)}) {
            for (const Rational& p : {Rational(1, 2), Rational(1, 10)}) {
                const EntropyGrounding grounding({p, 1 - p}, 1e8);
                const auto x = static_cast<double>(p);
                const double whole = -x * std::log(x) - (1 - x) * std::log1p(-x);
                const double exact = ExactChain(N, alpha, p, 4).entropy() / whole;
                const EntropyKept bounds = grounding.bounds(N, alpha, 4);
                INFO("N = " << N << ", alpha = " << to_string(alpha) << ", p = " << to_string(p));
                CHECK(bounds.share.lo <= exact + 1e-12);
                CHECK(exact <= bounds.share.hi + 1e-12);
                const EntropyKept kept = grounding.kept(N, alpha, 4);
                CHECK(kept.low_by == "chain");
                CHECK(kept.high_by == "chain");
                CHECK(std::abs(kept.share.lo - exact) < 1e-11);
                CHECK(std::abs(kept.share.hi - exact) < 1e-11);
                // For ever no more is kept than at any horizon.
                CHECK(grounding.kept(N, alpha, {}).share.lo <= kept.share.hi);
            }
        }
    }
}

TEST_CASE("Entropy bounds are close together where much is kept") {
    const EntropyGrounding grounding(Distribution(50, Rational(1, 50)), 0);
    const EntropyKept kept = grounding.kept(1000000, Rational(1, 1000), {});
    CHECK(kept.low_by == "chi-square");
    CHECK(kept.high_by == "Bennett");
    CHECK(kept.share.lo > 0.99);
    CHECK(kept.share.hi < 1);
    CHECK((1 - kept.share.lo) / (1 - kept.share.hi) < 2.2);
    CHECK_FALSE(grounding.by_chain(10, Rational(1, 2), {}).has_value());
    CHECK_FALSE(EntropyGrounding({Rational(1, 2), Rational(1, 2)}, 1e6).chain_is_affordable(1000000, {}));
    CHECK_THROWS_AS(EntropyGrounding({1, 0}, 0), std::invalid_argument);
    CHECK_THROWS_AS(EntropyGrounding({Rational(1, 2), Rational(1, 3)}, 0), std::invalid_argument);
}

TEST_CASE("The least alpha for entropy is confirmed by the chain at both ends") {
    const Distribution world = {Rational(1, 3), Rational(2, 3)};
    const EntropyGrounding grounding(world, 1e8);
    const Rational keep(4, 5);
    const LeastShare least = least_share(
        [&](const Rational& alpha) { return grounding.keeps(60, alpha, {}, keep); }, Rational(1, 100000));
    REQUIRE(least.kind == LeastShare::Kind::enclosed);
    CHECK(least.high - least.low <= least.high / 100000);
    const double whole = -std::log(1.0 / 3) / 3 - 2 * std::log(2.0 / 3) / 3;
    CHECK(stationary(world, least.low, 60).entropy.lo < 0.8 * whole);
    CHECK(stationary(world, least.high, 60).entropy.hi > 0.8 * whole * (1 - 1e-14));
}

TEST_CASE("Which schedules keep diversity, and what they keep") {
    const auto decide = [](const char* alpha, const char* samples) {
        return survival(*parse_power_schedule(alpha), *parse_power_schedule(samples), 2000);
    };
    struct Row {
        const char* alpha;
        const char* samples;
        bool survives;
        const char* inequality;
    };
    const std::vector<Row> rows = {
        {"0", "100", false, "collapse"},           {"0", "100*t", false, "collapse"},
        {"0", "100*t^(11/10)", true, "product"},   {"0", "(t+1)^2", true, "product"},
        {"0", "t^2", false, "never recovers"},     {"1/t", "100", false, "collapse"},
        {"1/100", "100", true, "grounding"},       {"1/t", "100*t", true, "grounding"},
        {"1/t", "100*t^(1/2)", false, "collapse"}, {"1/t^(1/2)", "10*t^(1/2)", true, "grounding"},
        {"1/t^2", "100*t", false, "collapse"},     {"1/t^2", "100*t^2", true, "product"},
        {"1/2/t^3", "t^2", true, "product"},       {"1/2", "1", false, "one sample"},
        {"1/2", "100/t", false, "one sample"},     {"0.5/(t+3)", "7*(t+1)^(3/4)", false, "collapse"}};
    for (const Row& row : rows) {
        INFO(row.alpha << " and " << row.samples);
        const Survival result = decide(row.alpha, row.samples);
        CHECK(result.survives == row.survives);
        CHECK(result.inequality == row.inequality);
        CHECK_FALSE(result.explanation.empty());
        if (row.survives) {
            CHECK(result.floor <= result.points.back().kept.hi);
        } else {
            CHECK(result.floor == 0);
        }
    }
    // growing-samples: the product over s >= 2 of 1 - 1/s^2 is 1/2.
    const Survival half = decide("0", "(t+1)^2");
    CHECK(half.floor < 0.5);
    CHECK(half.floor > 0.499);
    // Constant schedules: the grounding law.
    const Survival constant = decide("1/100", "100");
    const Rational ever = 1 - lost_for_ever(100, Rational(1, 100));
    CHECK(Rational(constant.floor) <= ever);
    CHECK(Rational(constant.floor) > ever * Rational(9, 10));
    CHECK(contains(constant.points[1].kept, kept_step_by_step(100, Rational(1, 100), 2)));
    CHECK(contains(constant.points[3].kept, kept_step_by_step(100, Rational(1, 100), 10)));
}

TEST_CASE("Schedules that are no shares or no samples are refused") {
    for (const auto& [alpha, samples] : std::vector<std::pair<const char*, const char*>>{{"3/2/t", "100"},
                                                                                         {"2", "100"},
                                                                                         {"0.01*t", "100"},
                                                                                         {"-1/t", "100"},
                                                                                         {"1/t", "0"},
                                                                                         {"1/t", "-5*t"}}) {
        INFO(alpha << " and " << samples);
        const auto a = parse_power_schedule(alpha);
        const auto n = parse_power_schedule(samples);
        REQUIRE(a.has_value());
        REQUIRE(n.has_value());
        CHECK_THROWS_AS(survival(*a, *n, 10), std::invalid_argument);
    }
}

TEST_CASE("the fewest samples keep the share, and one less does not") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(41);
    for (int round = 0; round < 200; ++round) {
        const Rational keep(1 + random() % 98, 100);
        const Rational alpha(random() % 101, 100);
        Horizon horizon;
        if (alpha == 0 || random() % 2 == 0) horizon = 1 + random() % (random() % 2 == 0 ? 60 : 600);
        const std::optional<Integer> fewest = least_samples(alpha, horizon, keep);
        REQUIRE(fewest.has_value());
        INFO(keep << " " << alpha << " " << *fewest);
        CHECK(keeps_diversity(*fewest, alpha, horizon, keep) == Truth::yes);
        if (*fewest > 1) CHECK(keeps_diversity(*fewest - 1, alpha, horizon, keep) == Truth::no);
    }
    CHECK_FALSE(least_samples(0, {}, Rational(1, 2)).has_value());
}

}  // namespace grounding_test
