// Simulated runs against exact chains and closed laws, within Hoeffding's bound at a doubt of one in 10^9.
#include "sim/program_run.hpp"

#include <cmath>

#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace program_run_test {

namespace {

constexpr double kDoubt = 1e-9;

ProgramLoop example(unsigned length, std::uint32_t samples, const Rational& alpha) {
    return {
        .length = length,
        .prior = prior_from_weights(length, [](const std::string& s) { return 3 + program_number(s) % 3; }),
        .noise = Rational(1, 5),
        .samples = samples,
        .alpha = alpha,
        .world = 1};
}

}  // namespace

TEST_CASE("The simulated program learner follows the exact chain") {
    GROUNDCHECK_REPLAYABLE();
    constexpr std::uint32_t kRuns = 20000;
    const double radius = hoeffding_radius(kRuns, 1, kDoubt);
    CHECK(radius < 0.03);
    for (const WorldShare share : {WorldShare::mixture, WorldShare::exact}) {
        for (const Rational& alpha : {Rational(0), Rational(1, 2)}) {
            ProgramLoop loop = example(2, 2, alpha);
            loop.share = share;
            for (const Choice choice : {Choice::sample, Choice::maximum}) {
                const StochasticMatrix matrix = transition_matrix(loop, choice);
                const auto means = run_loop(
                    loop,
                    choice == Choice::sample ? LoopLearner::program_sample : LoopLearner::program_maximum,
                    {.start = 2, .generations = 5, .runs = kRuns, .seed = groundcheck::test::seed()});
                Law law(4, Rational(0));
                law[2] = 1;
                for (std::size_t t = 0; t < means.size(); ++t) {
                    CHECK(std::fabs(means[t].knowledge - static_cast<double>(law[loop.world])) <= radius);
                    Rational mass = 0;
                    for (std::size_t h = 0; h < 4; ++h)
                        mass += law[h] * emission(loop, h)[loop.world];
                    CHECK(std::fabs(means[t].mass - static_cast<double>(mass)) <= radius);
                    CHECK(std::fabs(means[t].entropy - means[0].entropy) < 1e-9);
                    law = step(law, matrix);
                }
            }
        }
    }
}

TEST_CASE("The simulated density matcher keeps its mean and loses diversity") {
    GROUNDCHECK_REPLAYABLE();
    constexpr std::uint32_t kRuns = 20000;
    const double radius = hoeffding_radius(kRuns, 1, kDoubt);
    for (const Rational& alpha : {Rational(0), Rational(1, 4), Rational(1)}) {
        const ProgramLoop loop = example(2, 4, alpha);
        const auto means =
            run_loop(loop, LoopLearner::density,
                     {.start = 2, .generations = 6, .runs = kRuns, .seed = groundcheck::test::seed() + 1});
        // E[Q[t]] - P = (1-alpha)^t * (Q[0] - P), at the world's string.
        const Rational world = emission(loop, loop.world)[loop.world];
        Rational gap = emission(loop, 2)[loop.world] - world;
        for (const RunSummary& mean : means) {
            CHECK(std::fabs(mean.mass - static_cast<double>(Rational(world + gap))) <= radius);
            gap *= 1 - alpha;
        }
        if (alpha == 0) {
            for (std::size_t t = 1; t < means.size(); ++t)
                CHECK(means[t].entropy < means[t - 1].entropy);
        }
    }
}

TEST_CASE("The same seed gives the same runs, another seed others") {
    const ProgramLoop loop = example(8, 5, Rational(1, 3));
    for (const LoopLearner learner :
         {LoopLearner::density, LoopLearner::program_sample, LoopLearner::program_maximum}) {
        const RunPlan plan{.start = 200, .generations = 10, .runs = 20, .seed = 7};
        const auto one = run_loop(loop, learner, plan);
        const auto two = run_loop(loop, learner, plan);
        RunPlan other = plan;
        other.seed = 8;
        const auto three = run_loop(loop, learner, other);
        REQUIRE(one.size() == 11);
        bool differs = false;
        for (std::size_t t = 0; t < one.size(); ++t) {
            CHECK(one[t].entropy == two[t].entropy);
            CHECK(one[t].distance == two[t].distance);
            CHECK(one[t].mass == two[t].mass);
            CHECK(one[t].knowledge == two[t].knowledge);
            differs = differs || one[t].distance != three[t].distance;
        }
        CHECK(differs);
    }
}

TEST_CASE("A simulation that makes no sense is refused") {
    const ProgramLoop loop = example(2, 2, Rational(1, 2));
    CHECK_THROWS_AS(run_loop(loop, LoopLearner::density, {.runs = 0}), std::invalid_argument);
    CHECK_THROWS_AS(run_loop(loop, LoopLearner::density, {.start = 4}), std::invalid_argument);
    ProgramLoop bad = loop;
    bad.noise = 0;
    CHECK_THROWS_AS(run_loop(bad, LoopLearner::density, {}), std::invalid_argument);
    bad = loop;
    bad.alpha = Rational(1, Integer(1) << 66);
    CHECK_THROWS_AS(run_loop(bad, LoopLearner::density, {}), std::invalid_argument);
    CHECK_NOTHROW(run_loop(loop, LoopLearner::density, {}));
}

TEST_CASE("Hoeffding's radius falls with the root of the runs") {
    CHECK(std::fabs(hoeffding_radius(400, 1, 0.05) * 2 - hoeffding_radius(100, 1, 0.05)) < 1e-12);
    CHECK(hoeffding_radius(100, 2, 0.05) == 2 * hoeffding_radius(100, 1, 0.05));
    // 2*exp(-2*n*w^2) = doubt
    const double w = hoeffding_radius(50, 1, 0.1);
    CHECK(std::fabs(2 * std::exp(-2 * 50 * w * w) - 0.1) < 1e-12);
}

}  // namespace program_run_test
