// Both learners in the same loop: enclosures against enumeration, closed laws and simulation.
#include "sim/comparison.hpp"

#include "interval/exact_kernel.hpp"
#include "sim/program_run.hpp"
#include "tests/catch.hpp"

using namespace groundcheck;

namespace comparison_test {

namespace {

ProgramLoop loop_of(const Rational& alpha, WorldShare share) {
    ProgramLoop loop;
    loop.length = 2;
    loop.prior = {Rational(2, 5), Rational(1, 5), Rational(1, 10), Rational(3, 10)};
    loop.noise = Rational(1, 10);
    loop.samples = 4;
    loop.alpha = alpha;
    loop.world = 1;
    loop.share = share;
    return loop;
}

bool contains(const DoubleInterval& interval, double value, double slack = 1e-12) {
    return interval.lo <= value + slack && value <= interval.hi + slack;
}

double width(const DoubleInterval& interval) { return interval.hi - interval.lo; }

}  // namespace

TEST_CASE("both learners start alike; then one keeps its entropy and the other loses it",
          "[sim][comparison]") {
    for (const Choice choice : {Choice::sample, Choice::maximum}) {
        const auto series = compare_learners(loop_of(0, WorldShare::mixture), choice, 1, 12);
        REQUIRE(series.size() == 2);
        const auto& density = series[0].states;
        const auto& program = series[1].states;
        REQUIRE(density.size() == 13);
        REQUIRE(program.size() == 13);
        CHECK(contains(density[0].entropy, program[0].entropy.lo));
        CHECK(contains(density[0].distance, 0));
        CHECK(contains(program[0].truth, 0.81));
        for (std::size_t t = 1; t < density.size(); ++t) {
            CHECK(density[t].entropy.hi < density[t - 1].entropy.lo);
            CHECK(program[t].entropy.lo == program[0].entropy.lo);
            // A martingale: the density matcher's expected mass on the world's string never changes.
            CHECK(contains(density[t].truth, 0.81));
            CHECK(width(density[t].entropy) < 1e-10);
            CHECK(width(program[t].distance) < 1e-10);
        }
        CHECK(program[12].truth.hi < 0.81);
    }
}

TEST_CASE("exogenous data: the mean contracts to the world's, and simulation agrees", "[sim][comparison]") {
    for (const WorldShare share : {WorldShare::mixture, WorldShare::exact}) {
        const ProgramLoop loop = loop_of(Rational(1, 2), share);
        const std::size_t start = 2;  // "10", two bits away from the world's "01"
        const auto series = compare_learners(loop, Choice::sample, start, 6);
        double gap = 0.01 - 0.81;
        for (const LearnerState& state : series[0].states) {
            CHECK(contains(state.truth, 0.81 + gap));
            gap /= 2;
        }
        const RunPlan plan{.start = start, .generations = 6, .runs = 20000, .seed = 7};
        const LearnerSeries* next = series.data();
        for (const LoopLearner learner : {LoopLearner::density, LoopLearner::program_sample}) {
            const auto means = run_loop(loop, learner, plan);
            for (std::size_t t = 0; t < means.size(); ++t) {
                const LearnerState& state = next->states[t];
                const double doubt = 1e-9;
                CHECK(contains(state.entropy, means[t].entropy, hoeffding_radius(plan.runs, 1.4, doubt)));
                CHECK(contains(state.distance, means[t].distance, hoeffding_radius(plan.runs, 1, doubt)));
                CHECK(contains(state.truth, means[t].mass, hoeffding_radius(plan.runs, 1, doubt)));
            }
            ++next;
        }
    }
}

TEST_CASE("a chain's laws are the matrix's powers, asked in any order", "[sim][comparison]") {
    const ProgramLoop loop = loop_of(Rational(1, 3), WorldShare::mixture);
    const ProgramChain chain(loop, Choice::sample);
    Law first(4, Rational(0));
    first[2] = 1;
    for (const std::uint32_t t : {3U, 0U, 5U, 1U, 5U})
        CHECK(chain.law(2, t) == after(first, chain.matrix(), t));
    CHECK(chain.limit() == stationary_law(chain.matrix()));
    CHECK(chain.doeblin() == doeblin_constant(chain.matrix()));
    CHECK(chain.bits() > 0);
}

TEST_CASE("comparisons that make no sense are refused", "[sim][comparison]") {
    ProgramLoop loop = loop_of(0, WorldShare::mixture);
    CHECK_THROWS_AS(compare_learners(loop, Choice::sample, 4, 1), std::invalid_argument);
    loop.noise = 0;
    CHECK_THROWS_AS(compare_learners(loop, Choice::sample, 0, 1), std::invalid_argument);
    loop.noise = Rational(1, 3);
    loop.samples = 3000;
    CHECK_THROWS_AS(compare_learners(loop, Choice::sample, 0, 1), ProgramLoopTooLarge);
}

}  // namespace comparison_test
