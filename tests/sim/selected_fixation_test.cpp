// Fixation with a verifier, sojourn times and laws under it, against the exact chain in rationals for small
// N, against identities for large N, and for tightness.
#include "sim/selected_fixation.hpp"

#include <cmath>
#include <numeric>

#include "sim/fixation.hpp"
#include "sim/large_chain.hpp"
#include "sim/sojourn.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"
#include "tests/sim/exact_counts.hpp"

using namespace groundcheck;
using test::contains;
using test::count_matrix;
using test::Distribution;
using test::relative_width;
using test::solve_exactly;
using test::weight;

namespace selected_fixation_test {

namespace {

// The exact chain between the ends, and what follows from it.
struct ExactEnds {
    StochasticMatrix matrix, inside;
    std::vector<Rational> win;           // of ending at N
    std::vector<Rational> won_time;      // E[T; ends at N]
    std::vector<Rational> time, square;  // E[T], E[T^2]

    ExactEnds(std::uint32_t N, const Rational& odds) : matrix(count_matrix(N, 0, 0, odds)) {
        inside.assign(N + 1, Law(N + 1, Rational(0)));
        std::vector<Rational> to_end(N + 1, Rational(0)), one(N + 1, Rational(0));
        for (std::uint32_t i = 1; i < N; ++i) {
            inside[i] = matrix[i];
            inside[i][0] = inside[i][N] = 0;
            to_end[i] = matrix[i][N];
            one[i] = 1;
        }
        win = solve_exactly(inside, to_end);
        won_time = solve_exactly(inside, win);
        time = solve_exactly(inside, one);
        std::vector<Rational> twice(N + 1, Rational(0));
        for (std::uint32_t i = 1; i < N; ++i)
            twice[i] = 2 * time[i] - 1;
        square = solve_exactly(inside, twice);
        win[N] = 1;
    }
};

Rational mean(const Law& law, const std::vector<Rational>& f) {
    Rational sum = 0;
    for (std::size_t j = 0; j < law.size(); ++j)
        sum += law[j] * f[j];
    return sum;
}

// The law of the first count from the share q.
Law first(std::uint32_t N, const Rational& q, const Rational& odds) {
    Law law;
    for (std::uint32_t j = 0; j <= N; ++j)
        law.push_back(weight(N, j, odds * q / (odds * q + 1 - q)));
    return law;
}

bool contains_root(DoubleInterval enclosure, const Rational& square) {
    return Rational(enclosure.lo) * Rational(enclosure.lo) <= square &&
           square <= Rational(enclosure.hi) * Rational(enclosure.hi);
}

const std::vector<Rational> various_odds = {2,
                                            Rational(1, 2),
                                            Rational(9, 8),
                                            Rational(7, 10),
                                            20,
                                            Rational(1, 1000),
                                            Rational(1000001, 1000000),
                                            1 + power(Rational(10), -40),
                                            1000000};

}  // namespace

TEST_CASE("With a verifier, fixation equals the exact chain's from any start and from each count") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(511);
    for (const std::uint32_t N : {1U, 2U, 3U, 9U, 14U}) {
        for (const Rational& odds : various_odds) {
            INFO("N = " << N << ", odds = " << to_string(odds));
            const ExactEnds exact(N, odds);
            const SelectedFixation selected(N, odds);
            const Rational q(1 + random() % 9, 10);
            const Law law = first(N, q, odds);
            const Rational win = mean(law, exact.win);
            const SelectedStart from = selected.from(q);
            CHECK(contains(from.probability[0], win));
            CHECK(contains(from.probability[1], 1 - win));
            CHECK(from.probability[0].hi - from.probability[0].lo < 1e-12);
            const Rational time = 1 + mean(law, exact.time);
            CHECK(contains(from.time, time));
            CHECK(relative_width(from.time) < 1e-11);
            CHECK(contains_root(from.deviation,
                                1 + 2 * mean(law, exact.time) + mean(law, exact.square) - time * time));
            const Rational won = win + mean(law, exact.won_time);
            if (!from.time_given[0].is_empty()) CHECK(contains(from.time_given[0], won / win));
            // With odds of a million it wins too rarely to tell how long it takes.
            const bool extreme = odds == 1000000 || odds == Rational(1, 1000);
            if (from.time_given[1].is_empty()) {
                CHECK((extreme && from.probability[1].hi < 1e-20));
            } else {
                CHECK(contains(from.time_given[1], (time - won) / (1 - win)));
                CHECK(relative_width(from.time_given[1]) < 1e-8);
            }
            const auto starts = fixation_from_counts(N, odds);
            REQUIRE(starts.size() == N - 1);
            for (std::uint32_t i = 1; i < N; ++i) {
                const SelectedStart& at = starts[i - 1];
                CHECK(contains(at.probability[0], exact.win[i]));
                CHECK(contains(at.probability[1], 1 - exact.win[i]));
                CHECK(contains(at.time, exact.time[i]));
                if (at.time_given[0].is_empty()) {
                    CHECK((extreme && at.probability[0].hi < 1e-2));
                } else {
                    CHECK(contains(at.time_given[0], exact.won_time[i] / exact.win[i]));
                }
                CHECK(contains_root(at.deviation, exact.square[i] - exact.time[i] * exact.time[i]));
            }
        }
    }
}

TEST_CASE("A rare winner's probability is enclosed as tightly as a frequent one's") {
    constexpr std::uint32_t N = 12;
    const Rational odds(3, 2);
    const ExactEnds exact(N, odds);
    const SelectedStart at = SelectedFixation(N, odds).from_count(N - 1);
    const Rational rare = 1 - exact.win[N - 1];
    CHECK(rare < Rational(1, 100));
    CHECK(contains(at.probability[1], rare));
    CHECK(relative_width(at.probability[1]) < 1e-12);
}

TEST_CASE("The closed bound is on the right side of the exact probability, and the enclosure of both") {
    for (const std::uint32_t N : {2U, 5U, 10U}) {
        for (const Rational& odds : {Rational(3, 2), Rational(2, 3), Rational(11, 10), Rational(1, 9)}) {
            const ExactEnds exact(N, odds);
            const Rational s = 1 / odds;
            for (std::uint32_t i = 1; i < N; ++i) {
                const DoubleInterval bound = selection_bound(odds, N, Rational(i, N));
                const Rational closed = (1 - power(s, i)) / (1 - power(s, N));
                CHECK(contains(bound, closed));
                CHECK(relative_width(bound) < 1e-15);
                CHECK((odds > 1 ? closed <= exact.win[i] : closed >= exact.win[i]));
            }
            CHECK(selection_bound(odds, N, 0).hi == 0);
            CHECK(selection_bound(odds, N, 1).lo == 1);
        }
        CHECK(contains(selection_bound(1, N, Rational(1, 3)), Rational(1, 3)));
    }
    // No difference of nearly equal numbers: with odds 1 + e the bound is q + O(N*e).
    CHECK(std::abs(selection_bound(1 + power(Rational(10), -60), 1000, Rational(1, 4)).hi - 0.25) < 1e-15);
}

TEST_CASE("A verifier that prefers the other symbol mirrors one that prefers the first") {
    const Rational q(1, 5);
    for (const std::uint32_t N : {50U, 300U}) {
        const SelectedStart one = SelectedFixation(N, Rational(51, 50)).from(q);
        const SelectedStart two = SelectedFixation(N, Rational(50, 51)).from(1 - q);
        CHECK(one.probability[0].lo == two.probability[1].lo);
        CHECK(one.probability[1].hi == two.probability[0].hi);
        CHECK(one.time.lo == two.time.lo);
        CHECK(one.time_given[0].hi == two.time_given[1].hi);
    }
}

TEST_CASE("With odds near 1 fixation is the neutral chain's, and near the diffusion's for weak selection") {
    constexpr std::uint32_t N = 1000;
    const Rational q(3, 10);
    const Fixation neutral = fixation({q, 1 - q}, N);
    const SelectedStart nearly = SelectedFixation(N, 1 + power(Rational(10), -20)).from(q);
    CHECK(contains(nearly.probability[0], q));
    CHECK(std::abs(nearly.time.lo / neutral.time.lo - 1) < 1e-9);
    CHECK(std::abs(nearly.deviation.lo / neutral.deviation.lo - 1) < 1e-8);
    CHECK(std::abs(nearly.time_given[0].lo / neutral.time_given[0].lo - 1) < 1e-9);
    CHECK(std::abs(nearly.time_given[1].lo / neutral.time_given[1].lo - 1) < 1e-9);
    // Kimura 1962, with selection s of a haploid population: (1-exp(-2*N*s*q))/(1-exp(-2*N*s)).
    const SelectedStart weak = SelectedFixation(N, Rational(1001, 1000)).from(q);
    const double limit = std::expm1(-2 * 0.3) / std::expm1(-2.0);
    CHECK(relative_width(weak.probability[0]) < 1e-9);
    CHECK(std::abs(weak.probability[0].lo / limit - 1) < 2e-3);
    CHECK(relative_width(weak.time) < 1e-9);
    CHECK(relative_width(weak.time_given[0]) < 1e-8);
    CHECK(relative_width(weak.time_given[1]) < 1e-8);
    const auto counts = fixation_from_counts(N, 1);
    REQUIRE(counts.size() == N - 1);
    const Fixation from_lattice = fixation({Rational(1, 4), Rational(3, 4)}, N);
    CHECK(counts[249].time.lo <= from_lattice.time.hi);
    CHECK(from_lattice.time.lo <= counts[249].time.hi);
    CHECK(contains(counts[249].probability[0], Rational(1, 4)));
}

TEST_CASE("Strong selection in a large chain: certain to win, soon") {
    const SelectedStart strong = SelectedFixation(3000, 3).from(Rational(1, 2));
    CHECK(strong.probability[0].lo > 1 - 1e-9);
    CHECK(strong.probability[1].lo >= 0);
    CHECK(strong.probability[1].hi < 1e-300);
    CHECK(strong.time.hi < 20);
    CHECK(relative_width(strong.time) < 1e-8);
    CHECK(relative_width(strong.time_given[0]) < 1e-7);
}

TEST_CASE("A start at an end is settled") {
    const SelectedFixation selected(20, 2);
    CHECK(selected.from(0).probability[1].lo == 1);
    CHECK(selected.from(1).probability[0].lo == 1);
    CHECK(selected.from(1).time.hi == 0);
    CHECK(selected.from(0).time_given[0].is_empty());
    CHECK(selected.from_count(20).probability[0].lo == 1);
    CHECK(selected.from_count(0).probability[0].hi == 0);
}

TEST_CASE("Sojourn times equal the exact chain's, and add up to the time to fixation") {
    for (const std::uint32_t N : {1U, 2U, 8U, 13U}) {
        for (const Rational& odds : {Rational(1), Rational(4, 3), Rational(1, 5)}) {
            INFO("N = " << N << ", odds = " << to_string(odds));
            const Rational q(2, 7);
            const ExactEnds exact(N, odds);
            // n = mu + n*T: the equations of the turned matrix.
            StochasticMatrix turned(N + 1, Law(N + 1, Rational(0)));
            Law mu = first(N, q, odds);
            mu.front() = mu.back() = 0;
            for (std::uint32_t i = 1; i < N; ++i)
                for (std::uint32_t j = 1; j < N; ++j)
                    turned[j][i] = exact.inside[i][j];
            const auto n = solve_exactly(turned, mu);
            const auto enclosed = sojourn(q, odds, N, CountChain::default_memory);
            REQUIRE(enclosed.size() == N + 1);
            for (std::uint32_t j = 0; j <= N; ++j) {
                CHECK(contains(enclosed[j], n[j]));
                CHECK(enclosed[j].hi - enclosed[j].lo < 1e-11);
            }
        }
    }
    for (const Rational& odds : {Rational(1), Rational(501, 500)}) {
        constexpr std::uint32_t N = 600;
        const Rational q(1, 3);
        const DoubleKernel kernel;
        DoubleInterval sum = kernel.point(1);
        double widest = 0;
        for (const DoubleInterval& stay : sojourn(q, odds, N, 0)) {
            sum = kernel.add(sum, stay);
            if (stay.hi > 0) widest = std::max(widest, relative_width(stay));
        }
        CHECK(widest < 1e-7);
        const DoubleInterval time =
            odds == 1 ? fixation({q, 1 - q}, N).time : SelectedFixation(N, odds).from(q).time;
        CHECK(sum.lo <= time.hi);
        CHECK(time.lo <= sum.hi);
        CHECK(relative_width(sum) < 1e-7);
    }
    for (const DoubleInterval& stay : sojourn(1, 1, 9, 0))
        CHECK(stay.hi == 0);
}

TEST_CASE("Generations and laws with a verifier equal the exact chain's") {
    constexpr std::uint32_t N = 9;
    const Rational q(2, 5), odds(5, 3), alpha(1, 6), p(1, 4);
    ChainPlan plan;
    plan.start = {q, 1 - q};
    plan.world = {p, 1 - p};
    plan.alpha = [&](std::uint32_t) { return alpha; };
    plan.samples = [](std::uint32_t) { return N; };
    plan.generations = 3;
    plan.odds = odds;
    for (const bool constant : {true, false}) {
        for (const std::size_t watched : {0U, 1U}) {
            plan.constant = constant;
            plan.watched = watched;
            const ChainRun run = run_chain(plan);
            const StochasticMatrix matrix = count_matrix(N, alpha, p, odds);
            const Rational m = alpha * p + (1 - alpha) * odds * q / (odds * q + 1 - q);
            Law law;
            for (std::uint32_t j = 0; j <= N; ++j)
                law.push_back(weight(N, j, m));
            for (std::uint32_t t = 2; t <= 3; ++t) {
                Law next(N + 1, Rational(0));
                for (std::uint32_t i = 0; i <= N; ++i)
                    for (std::uint32_t j = 0; j <= N; ++j)
                        next[j] += law[i] * matrix[i][j];
                law = std::move(next);
            }
            Rational diversity = 0, support = 0, drift = 0;
            for (std::uint32_t j = 0; j <= N; ++j) {
                const DoubleInterval mass = mass_at(run.law, watched == 0 ? j : N - j);
                CHECK(contains(mass, law[j]));
                CHECK(mass.hi - mass.lo < 1e-12);
                const Rational x(j, N);
                diversity += law[j] * 2 * x * (1 - x);
                support += law[j] * (j == 0 || j == N ? 1 : 2);
                drift += law[j] * 2 * (x - q) * (x - q);
            }
            const ChainGeneration& last = run.generations.back();
            CHECK(contains(last.diversity, diversity));
            CHECK(contains(last.support, support));
            CHECK(contains(last.distance, drift));
            CHECK(last.diversity.hi - last.diversity.lo < 1e-12);
        }
    }
}

TEST_CASE("The long run with a verifier equals the exact chain's") {
    for (const Rational& alpha : {Rational(1, 10), Rational(1, 1000), Rational(1)}) {
        for (const Rational& odds : {Rational(1), Rational(6, 5), Rational(1, 4)}) {
            constexpr std::uint32_t N = 8;
            INFO("alpha = " << to_string(alpha) << ", odds = " << to_string(odds));
            const Rational p(1, 3);
            const Law pi = stationary_law(count_matrix(N, alpha, p, odds));
            Rational share = 0, diversity = 0, vertex = 0, variation = 0, distance = 0;
            for (std::uint32_t j = 0; j <= N; ++j) {
                const Rational x(j, N);
                share += pi[j] * x;
                diversity += pi[j] * 2 * x * (1 - x);
                if (j == 0 || j == N) vertex += pi[j];
                variation += pi[j] * abs(x - p);
                distance += pi[j] * 2 * (x - p) * (x - p);
            }
            const SelectedStationary found = selected_stationary({p, 1 - p}, alpha, odds, N);
            CHECK(contains(found.share, share));
            CHECK(contains(found.diversity, diversity));
            CHECK(contains(found.vertex, vertex));
            CHECK(contains(found.support, 2 - vertex));
            CHECK(contains(found.variation, variation));
            CHECK(contains(found.distance, distance));
            CHECK(found.share.hi - found.share.lo < 1e-10);
            CHECK(found.entropy.hi - found.entropy.lo < 1e-10);
        }
    }
}

TEST_CASE("Verifiers that make no sense are refused") {
    const Distribution fair = {Rational(1, 2), Rational(1, 2)};
    CHECK_THROWS_AS(SelectedFixation(10, 0), std::invalid_argument);
    CHECK_THROWS_AS(SelectedFixation(10, -2), std::invalid_argument);
    CHECK_THROWS_AS(SelectedFixation(10, 1), std::invalid_argument);
    CHECK_THROWS_AS(SelectedFixation(0, 2), std::invalid_argument);
    CHECK_THROWS_AS(SelectedFixation(10, 2).from(Rational(3, 2)), std::invalid_argument);
    CHECK_THROWS_AS(sojourn(Rational(3, 2), 1, 10, 0), std::invalid_argument);
    CHECK_THROWS_AS(sojourn(Rational(1, 2), 0, 10, 0), std::invalid_argument);
    CHECK_THROWS_AS(sojourn(Rational(1, 2), 1, 0, 0), std::invalid_argument);
    CHECK_THROWS_AS(selected_stationary(fair, 0, 2, 10), std::invalid_argument);
    CHECK_THROWS_AS(selected_stationary(fair, Rational(1, 2), 0, 10), std::invalid_argument);
    CHECK_THROWS_AS(selected_stationary({1}, Rational(1, 2), 2, 10), std::invalid_argument);
    ChainPlan plan;
    plan.start = {Rational(1, 3), Rational(1, 3), Rational(1, 3)};
    plan.alpha = [](std::uint32_t) { return Rational(0); };
    plan.samples = [](std::uint32_t) { return 4; };
    plan.generations = 1;
    plan.odds = 2;
    CHECK_THROWS_AS(run_chain(plan), std::invalid_argument);
    plan.start = fair;
    CHECK_NOTHROW(run_chain(plan));
    plan.watched = 2;
    CHECK_THROWS_AS(run_chain(plan), std::invalid_argument);
    plan.watched = 1;
    plan.odds = 0;
    CHECK_THROWS_AS(run_chain(plan), std::invalid_argument);
}

}  // namespace selected_fixation_test
