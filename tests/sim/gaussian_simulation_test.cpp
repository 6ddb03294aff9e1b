// Gaussians by simulation: against exact moments with the stated confidence, whatever the process; and the
// same result on any threads, in any number of runs.
#include "sim/gaussian_simulation.hpp"

#include <cmath>

#include "sim/gaussian.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace gaussian_simulation_test {

namespace {

GaussianPlan plan_of(std::vector<GaussianDraw> draws, const Rational& mean = Rational(1, 2),
                     const Rational& variance = 2) {
    GaussianPlan plan;
    plan.mean = mean;
    plan.variance = variance;
    plan.draws = std::move(draws);
    plan.replicates = 20'000;
    plan.seed = test::seed();
    return plan;
}

GaussianState state_of(const GaussianPlan& plan, unsigned threads = 0) {
    GaussianState state;
    CHECK(run_gaussian(plan, state, {.threads = threads}));
    return state;
}

const GaussianDraw grounded{5, 0, Rational(1, 3), Rational(-2), Rational(3)};

// Closed loops, grounded ones, accumulating data, a single sample in later steps, a world that is one point.
std::vector<GaussianPlan> plans() {
    std::vector<GaussianPlan> result;
    result.push_back(plan_of({{4}, {4}, {4}}));
    result.push_back(plan_of({{2}, {7}, {100'000}}));
    result.push_back(plan_of({grounded, grounded, grounded}));
    result.push_back(plan_of({{3}, {3, 3}, {1, 6}, {2, 7}}));
    GaussianDraw more = grounded;
    more.before = 5;
    result.push_back(plan_of({grounded, more}));
    result.push_back(plan_of({{6, 0, Rational(1, 2), Rational(1), Rational(0)}, {6}}));
    result.push_back(plan_of({{8, 0, Rational(1), Rational(1), Rational(1, 4)}}));
    return result;
}

}  // namespace

TEST_CASE("What is known of Gaussians is what the moments' polynomials say") {
    for (const GaussianPlan& plan : plans()) {
        const auto known = known_gaussian(plan.draws, plan.mean, plan.variance);
        REQUIRE(known.size() == plan.draws.size() + 1);
        for (std::uint32_t t = 0; t < known.size(); ++t) {
            INFO("t = " << t);
            const auto expected = [&](const GaussianPath& f) {
                return gaussian_moment(f, {plan.draws.begin(), plan.draws.begin() + t}, plan.mean,
                                       plan.variance);
            };
            const auto power_at = [&](std::uint32_t a, std::uint32_t b) {
                return GaussianPath{{{{t, {a, b}}}, 1}};
            };
            const Rational mean = expected(power_at(1, 0)), s2 = expected(power_at(0, 1));
            const Rational drift = expected(power_at(2, 0)) - 2 * plan.mean * mean + plan.mean * plan.mean;
            const Rational values[] = {mean, s2, 0, 0, drift};
            for (const auto measure :
                 {GaussianMeasure::mean, GaussianMeasure::variance, GaussianMeasure::drift}) {
                const auto m = static_cast<std::size_t>(measure);
                CHECK(known[t][m].exact);
                CHECK(Rational(known[t][m].expectation.lo) <= values[m]);
                CHECK(values[m] <= Rational(known[t][m].expectation.hi));
            }
            const Rational spread = expected(power_at(0, 2)) - s2 * s2;
            const double bound = known[t][static_cast<std::size_t>(GaussianMeasure::variance)].variance;
            CHECK(spread <= Rational(bound));
            CHECK(Rational(bound) <= spread * Rational(1'000'001, 1'000'000));
            // The root's variance is its square's mean less its mean's square, so at most Var[s2]/E[s2].
            const double root = known[t][static_cast<std::size_t>(GaussianMeasure::deviation)].variance;
            CHECK(Rational(root) * s2 <= spread + Rational(1, 1'000'000'000'000));
        }
    }
}

TEST_CASE("In the closed loop roots and logarithms are known: two and three samples by hand") {
    const auto known = known_gaussian({{3}, {2}}, 0, 4);
    const auto middle = [&](std::size_t t, GaussianMeasure measure) {
        const KnownMoments& here = known[t][static_cast<std::size_t>(measure)];
        REQUIRE(here.exact);
        CHECK(here.expectation.hi - here.expectation.lo < 1e-14);
        return here.expectation.lo;
    };
    const double pi = std::acos(-1.0), gamma = 0.57721566490153286;
    // Three samples: s2'/s2 is exponential, E[sqrt] = sqrt(pi)/2 and E[log] = -gamma. Two: a square of a
    // normal variable, E[sqrt] = sqrt(2/pi) and E[log] = -gamma - log(2).
    CHECK(middle(1, GaussianMeasure::deviation) == Approx(std::sqrt(pi)));
    CHECK(middle(2, GaussianMeasure::deviation) == Approx(std::sqrt(2.0)));
    CHECK(middle(1, GaussianMeasure::log_variance) == Approx(std::log(4.0) - gamma));
    CHECK(middle(2, GaussianMeasure::log_variance) == Approx(std::log(2.0) - 2 * gamma));
    // Not known beyond the closed loop, but bounded by Jensen.
    const auto open = known_gaussian({grounded}, 0, 4);
    const KnownMoments& log = open[1][static_cast<std::size_t>(GaussianMeasure::log_variance)];
    CHECK_FALSE(log.exact);
    CHECK(log.radius(100, 0.01) == directed::infinity);
    CHECK(log.expectation.lo == -directed::infinity);
}

TEST_CASE("Gaussians drawn have the exact moments, with the stated confidence") {
    GROUNDCHECK_REPLAYABLE();
    for (const GaussianPlan& plan : plans()) {
        constexpr double confidence = 1 - 1e-9;
        const auto found = estimates(plan, state_of(plan), confidence, Sharing::all);
        for (std::size_t t = 0; t < found.size(); ++t)
            for (std::size_t m = 0; m < kGaussianMeasures; ++m) {
                const auto& [estimate, known] = found[t][m];
                INFO(kGaussianMeasureNames[m] << " at t = " << t << ": " << estimate.average.lo << " in ["
                                              << estimate.expectation.lo << ", " << estimate.expectation.hi
                                              << "], known [" << known.expectation.lo << ", "
                                              << known.expectation.hi << "]");
                CHECK(estimate.expectation.lo <= known.expectation.hi);
                CHECK(known.expectation.lo <= estimate.expectation.hi);
                CHECK(estimate.average.lo <= estimate.expectation.hi);
                if (!known.exact || t == 0) continue;
                // Tight enough to tell a law from a hair beside it.
                const double error = (estimate.standard_error.lo + estimate.standard_error.hi) / 2;
                CHECK(std::abs(estimate.average.lo - known.expectation.lo) <= 8 * error + 1e-12);
            }
    }
}

TEST_CASE("The interval's radius is Chebyshev's, by the moment that gives less") {
    const KnownMoments second{{0, 0}, true, 4, directed::infinity};
    CHECK(second.radius(100, 0.01) == Approx(2));
    const KnownMoments fourth{{0, 0}, true, 4, 48};  // a normal law's
    CHECK(fourth.radius(100, 0.01) == Approx(std::pow((48 + 3 * 99 * 16) / 1e6 / 0.01, 0.25)));
    CHECK(fourth.radius(1, 0.9) == Approx(std::sqrt(4 / 0.9)));
    CHECK(KnownMoments().radius(100, 0.01) == directed::infinity);
}

TEST_CASE("A Gaussian's replicates depend on the seed alone, not on threads or on stops") {
    GaussianPlan plan = plans()[4];
    plan.seed = 7;
    plan.replicates = 3000;
    const std::string straight = to_text(state_of(plan, 1), "p: 1\n");
    CHECK(to_text(state_of(plan, 4), "p: 1\n") == straight);
    GaussianPlan other = plan;
    other.seed = 8;
    CHECK(to_text(state_of(other), "p: 1\n") != straight);
    // Stopped again and again, and read back from text.
    GaussianState state;
    for (int runs = 0; state.replicates_done < plan.replicates && runs < 1000; ++runs) {
        std::uint64_t chunks = 0;
        bool stop = false;
        run_gaussian(plan, state,
                     {.threads = 2,
                      .progress = [&](std::uint64_t, std::uint64_t) { return !stop; },
                      .keep = [&](const GaussianState&) { stop = ++chunks > 20; }});
        state = gaussian_state_from_text(to_text(state, "p: 1\n"), "p: 1\n");
    }
    CHECK(to_text(state, "p: 1\n") == straight);
    CHECK_THROWS_AS(gaussian_state_from_text(straight, "p: 2\n"), StateMismatch);
    CHECK_THROWS_AS(gaussian_state_from_text(straight.substr(0, straight.size() / 2), "p: 1\n"),
                    StateMismatch);
}

TEST_CASE("A Gaussian of variance 0 stays a point, and its logarithm is -infinity") {
    const GaussianPlan plan = plan_of({{3}, {2}}, 1, 0);
    const auto found = estimates(plan, state_of(plan), 0.99, Sharing::all);
    for (const GaussianEstimates& generation : found) {
        const auto of = [&](GaussianMeasure measure) {
            return generation[static_cast<std::size_t>(measure)].estimate.average;
        };
        CHECK(of(GaussianMeasure::mean).lo == 1);
        CHECK(of(GaussianMeasure::variance).hi == 0);
        CHECK(of(GaussianMeasure::drift).hi == 0);
        CHECK(of(GaussianMeasure::log_variance).hi == -directed::infinity);
    }
    // In a closed loop the variance outlives the range of doubles: its logarithm is kept apart.
    const GaussianPlan thin = plan_of(std::vector<GaussianDraw>(1000, {2}), 0, 1);
    GaussianModel model;
    for (std::uint32_t t = 0; t < 1000; ++t) {
        RandomStream random(1, {.generation = t});
        model.step(thin.draws[t], 0, random);
    }
    CHECK(model.variance < 1e-200);
    CHECK(model.log_variance > -3000);
    CHECK(model.log_variance < -500);
}

}  // namespace gaussian_simulation_test
