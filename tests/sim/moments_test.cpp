// The moment recursions against the process itself, outcome by outcome in exact rationals, and against the
// closed formulas for constant alpha and N.
#include "sim/moments.hpp"

#include <map>

#include "interval/ball_kernel.hpp"
#include "interval/mpfi_kernel.hpp"
#include "sim/outcomes.hpp"
#include "sim/stochastic_matrix.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace moments_test {

namespace {

using Distribution = std::vector<Rational>;

struct Schedule {
    std::vector<Rational> alpha;
    std::vector<std::uint32_t> samples;
};

Rational number_below(std::mt19937_64& random, std::uint32_t denominator) {
    return {random() % (denominator + 1), denominator};
}

Distribution any_distribution(std::mt19937_64& random, std::size_t K) {
    Distribution p(K);
    Rational sum = 0;
    for (Rational& mass : p)
        sum += mass = Rational(random() % 6);
    if (sum == 0) sum = p[0] = 1;
    for (Rational& mass : p)
        mass /= sum;
    return p;
}

// The state of the process with all it needs to go on: counts of the data the learner has.
using CountLaw = std::map<Counts, Rational>;

Distribution fitted(const Counts& counts, const Rational& smoothing) {
    Rational total = 0;
    for (const auto count : counts)
        total += count + smoothing;
    Distribution p;
    for (const auto count : counts)
        p.push_back((count + smoothing) / total);
    return p;
}

// The law of Q[t] by enumeration of every outcome of every generation.
std::map<Distribution, Rational> brute_force(const MomentProblem& problem, const Schedule& schedule) {
    std::map<Distribution, Rational> models = {{problem.start, 1}};
    CountLaw law;
    for (std::size_t t = 0; t < schedule.alpha.size(); ++t) {
        CountLaw next;
        const auto spread = [&](const Counts& old, const Distribution& model, const Rational& probability) {
            Distribution mixture = model;
            for (std::size_t i = 0; i < model.size(); ++i)
                mixture[i] = schedule.alpha[t] * problem.world[i] + (1 - schedule.alpha[t]) * model[i];
            const ExactKernel kernel;
            each_outcome(kernel, schedule.samples[t], mixture, [&](const Exact&, const Counts& fresh) {
                Counts counts = fresh;
                if (problem.learner.accumulate)
                    for (std::size_t i = 0; i < counts.size(); ++i)
                        counts[i] += old[i];
                next[counts] += probability * outcome_probability(fresh, mixture);
            });
        };
        if (t == 0) {
            spread(Counts(problem.start.size(), 0), problem.start, 1);
        } else {
            for (const auto& [counts, probability] : law)
                spread(counts, fitted(counts, problem.learner.smoothing), probability);
        }
        law = std::move(next);
        models.clear();
        for (const auto& [counts, probability] : law)
            models[fitted(counts, problem.learner.smoothing)] += probability;
    }
    return models;
}

template <class G>
Rational expectation(const std::map<Distribution, Rational>& law, G g) {
    Rational sum = 0;
    for (const auto& [p, probability] : law)
        sum += probability * g(p);
    return sum;
}

Rational l2(const Distribution& p, const Distribution& r) {
    Rational sum = 0;
    for (std::size_t i = 0; i < p.size(); ++i)
        sum += (p[i] - r[i]) * (p[i] - r[i]);
    return sum;
}

Rational gini(const Distribution& p) { return 1 - l2(p, Distribution(p.size(), Rational(0))); }

Rational mean_of(const Distribution& f, const Distribution& p) {
    Rational sum = 0;
    for (std::size_t i = 0; i < p.size(); ++i)
        sum += f[i] * p[i];
    return sum;
}

void compare(const MomentProblem& problem, const Schedule& schedule) {
    MomentRecursion moments(RationalArithmetic{}, problem);
    for (std::size_t t = 0; t < schedule.alpha.size(); ++t)
        moments.step(schedule.alpha[t], schedule.samples[t]);
    const auto law = brute_force(problem, schedule);
    CHECK(moments.generation() == schedule.alpha.size());
    const auto mean = moments.mean();
    for (std::size_t i = 0; i < mean.size(); ++i)
        CHECK(mean[i] == expectation(law, [&](const Distribution& p) { return p[i]; }));
    CHECK(moments.diversity() == expectation(law, gini));
    CHECK(moments.distance(problem.world) ==
          expectation(law, [&](const Distribution& p) { return l2(p, problem.world); }));
    CHECK(moments.distance(problem.start) ==
          expectation(law, [&](const Distribution& p) { return l2(p, problem.start); }));
    const auto& f = problem.observable;
    const Rational first = expectation(law, [&](const Distribution& p) { return mean_of(f, p); });
    const Rational second =
        expectation(law, [&](const Distribution& p) { return mean_of(f, p) * mean_of(f, p); });
    CHECK(moments.variance() == second - first * first);
}

}  // namespace

TEST_CASE("Moment recursions equal the process enumerated outcome by outcome") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(401);
    for (int round = 0; round < 60; ++round) {
        const std::size_t K = 2 + random() % 2;
        MomentProblem problem;
        problem.start = any_distribution(random, K);
        problem.world = any_distribution(random, K);
        for (std::size_t i = 0; i < K; ++i)
            problem.observable.push_back(number_below(random, 7) - Rational(1, 2));
        problem.learner.accumulate = round % 2 == 1;
        if (round % 3 == 2) problem.learner.smoothing = Rational(1 + random() % 3, 2);
        Schedule schedule;
        const std::size_t t_max = 1 + random() % (K == 2 ? 4 : 3);
        for (std::size_t t = 0; t < t_max; ++t) {
            schedule.alpha.push_back(round % 4 == 0 ? Rational(0) : number_below(random, 5));
            schedule.samples.push_back(1 + static_cast<std::uint32_t>(random() % (K == 2 ? 5 : 3)));
        }
        INFO("round " << round << ", K = " << K << ", generations " << t_max);
        compare(problem, schedule);
    }
}

TEST_CASE("Moment recursions equal the closed formulas for constant alpha and N") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(402);
    for (int round = 0; round < 20; ++round) {
        const std::size_t K = 2 + random() % 5;
        const Integer N = 1 + random() % 1000;
        MomentProblem problem;
        problem.start = any_distribution(random, K);
        problem.world = any_distribution(random, K);
        for (std::size_t i = 0; i < K; ++i)
            problem.observable.emplace_back(random() % 9);
        MomentRecursion closed(RationalArithmetic{}, problem);
        const Rational alpha = Rational(1 + random() % 9, 10);
        MomentRecursion grounded(RationalArithmetic{}, problem);
        MomentProblem at_world = problem;
        at_world.start = problem.world;
        MomentRecursion from_world(RationalArithmetic{}, at_world);
        const auto& f = problem.observable;
        Distribution f_squared = f;
        for (Rational& value : f_squared)
            value *= value;
        const Rational v =
            mean_of(f_squared, problem.start) - mean_of(f, problem.start) * mean_of(f, problem.start);
        const Rational b = (1 - alpha) * (1 - alpha);
        const Rational rate = 1 - Rational(1) / Rational(N);
        for (std::uint32_t t = 1; t <= 12; ++t) {
            closed.step(0, N);
            CHECK(closed.mean() == problem.start);
            CHECK(closed.diversity() == power(rate, t) * gini(problem.start));
            CHECK(closed.variance() == v * drift_share(N, t));
            CHECK(closed.distance(problem.start) == gini(problem.start) * drift_share(N, t));
            grounded.step(alpha, N);
            for (std::size_t i = 0; i < K; ++i) {
                CHECK(grounded.mean()[i] - problem.world[i] ==
                      power(1 - alpha, t) * (problem.start[i] - problem.world[i]));
            }
            CHECK(grounded.distance(problem.world) <=
                  distance_bound(l2(problem.start, problem.world), alpha, N, t));
            const Rational before = from_world.diversity();
            from_world.step(alpha, N);
            CHECK(from_world.diversity() == rate * ((1 - b) * gini(problem.world) + b * before));
            CHECK(from_world.diversity() >=
                  gini(problem.world) * (1 - 1 / (1 + Rational(N - 1) * alpha * (2 - alpha))));
        }
    }
}

TEST_CASE("Accumulated data keep the product over generations, growing samples keep half") {
    const Distribution start = {Rational(1, 2), Rational(3, 10), Rational(1, 5)};
    MomentRecursion accumulated(RationalArithmetic{},
                                MomentProblem{start, start, {}, {.accumulate = true, .smoothing = 0}});
    MomentRecursion growing(RationalArithmetic{}, MomentProblem{start, start, {}, {}});
    Rational product = 1;
    Rational half = 1;
    for (std::uint32_t s = 1; s <= 40; ++s) {
        accumulated.step(0, 3);
        product *= 1 - Rational(1, 3 * s * s);
        CHECK(accumulated.diversity() == gini(start) * product);
        growing.step(0, (s + 1) * (s + 1));
        half *= 1 - Rational(1, (s + 1) * (s + 1));
        CHECK(growing.diversity() == gini(start) * half);
        CHECK(growing.diversity() > gini(start) / 2);
    }
}

TEST_CASE("Moments over enclosing kernels hold the exact ones, tightly") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(403);
    for (int round = 0; round < 10; ++round) {
        const MomentProblem problem = {any_distribution(random, 4),
                                       any_distribution(random, 4),
                                       {1, 2, 3, 5},
                                       {.accumulate = round % 2 == 0, .smoothing = Rational(round % 3, 2)}};
        MomentRecursion exact(RationalArithmetic{}, problem);
        MomentRecursion ball(BallKernel(128), problem);
        MomentRecursion mpfi(MpfiKernel(128), problem);
        for (int t = 1; t <= 30; ++t) {
            const Rational alpha(random() % 4, 30);
            const Integer N = 1 + random() % 50;
            exact.step(alpha, N);
            ball.step(alpha, N);
            mpfi.step(alpha, N);
        }
        const auto holds = [](const auto& kernel, const auto& enclosure, const Rational& value) {
            const Endpoint low = kernel.lower(enclosure);
            const Endpoint high = kernel.upper(enclosure);
            CHECK(low.value <= value);
            CHECK(value <= high.value);
            CHECK(high.value - low.value < Rational(1, Integer(1) << 100));
        };
        holds(BallKernel(128), ball.diversity(), exact.diversity());
        holds(BallKernel(128), ball.variance(), exact.variance());
        holds(MpfiKernel(128), mpfi.diversity(), exact.diversity());
        holds(MpfiKernel(128), mpfi.distance(problem.world), exact.distance(problem.world));
    }
}

TEST_CASE("Moments refuse what is no process") {
    const Distribution fair = {Rational(1, 2), Rational(1, 2)};
    const auto make = [](MomentProblem problem) {
        return MomentRecursion(RationalArithmetic{}, std::move(problem));
    };
    CHECK_THROWS_AS(make({{}, {}, {}, {}}), std::invalid_argument);
    CHECK_THROWS_AS(make({{Rational(1, 2), Rational(1, 3)}, fair, {}, {}}), std::invalid_argument);
    CHECK_THROWS_AS(make({{Rational(3, 2), Rational(-1, 2)}, fair, {}, {}}), std::invalid_argument);
    CHECK_THROWS_AS(make({fair, {1}, {}, {}}), std::invalid_argument);
    CHECK_THROWS_AS(make({fair, fair, {1, 2, 3}, {}}), std::invalid_argument);
    CHECK_THROWS_AS(make({fair, fair, {}, {.accumulate = false, .smoothing = -1}}), std::invalid_argument);
    MomentRecursion moments = make({fair, fair, {}, {}});
    CHECK_THROWS_AS(moments.step(Rational(11, 10), 5), std::invalid_argument);
    CHECK_THROWS_AS(moments.step(-1, 5), std::invalid_argument);
    CHECK_THROWS_AS(moments.step(0, 0), std::invalid_argument);
    CHECK_NOTHROW(moments.step(1, 1));
}

}  // namespace moments_test
