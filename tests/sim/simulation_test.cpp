// Simulations against exact laws: coverage over many seeds, both learners' variants, threads and stopping.
#include "sim/simulation.hpp"

#include <cmath>

#include "interval/exact_kernel.hpp"
#include "sim/moments.hpp"
#include "sim/outcomes.hpp"
#include "sim/start_law.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace simulation_test {

namespace {

std::size_t at(Measure measure) { return static_cast<std::size_t>(measure); }

bool covers(DoubleInterval interval, const Rational& value) {
    return (interval.lo == -directed::infinity || Rational(interval.lo) <= value) &&
           (interval.hi == directed::infinity || value <= Rational(interval.hi));
}

SimulationPlan small_plan() {
    SimulationPlan plan;
    plan.start = {5, 3, 1, 1};
    plan.world = {1, 2, 3, 4};
    plan.observable = {0, 1, -2, 5};
    plan.alpha.assign(3, 0);
    plan.samples.assign(3, 6);
    plan.replicates = 25;
    return plan;
}

std::vector<GenerationEstimate> simulated(const SimulationPlan& plan, double confidence, Sharing sharing) {
    const Simulation simulation(plan);
    SimulationState state;
    REQUIRE(simulation.run(state, {.threads = 1, .progress = {}, .keep = {}}));
    return estimates(simulation, state, confidence, sharing);
}

bool same(DoubleInterval a, DoubleInterval b) { return a.lo == b.lo && a.hi == b.hi; }

void check_same(const std::vector<GenerationEstimate>& a, const std::vector<GenerationEstimate>& b) {
    REQUIRE(a.size() == b.size());
    for (std::size_t t = 0; t < a.size(); ++t) {
        for (std::size_t m = 0; m < kMeasures; ++m) {
            CHECK(same(a[t].measures[m].average, b[t].measures[m].average));
            CHECK(same(a[t].measures[m].expectation, b[t].measures[m].expectation));
            CHECK(a[t].measures[m].infinite == b[t].measures[m].infinite);
        }
        CHECK(same(a[t].variance, b[t].variance));
    }
}

}  // namespace

TEST_CASE("Intervals at 99% cover the exact moments over thousands of seeds, whatever the process") {
    GROUNDCHECK_REPLAYABLE();
    constexpr std::uint64_t kSeeds = 2000;
    struct Variant {
        const char* name;
        std::vector<Rational> alpha;
        std::vector<std::uint64_t> samples;
        bool accumulate;
        Rational smoothing;
    };
    const std::vector<Variant> variants = {
        {"closed", {0, 0, 0}, {6, 6, 6}, false, 0},
        {"grounded", {Rational(1, 3), Rational(1, 3), Rational(1, 3)}, {6, 6, 6}, false, 0},
        {"schedules", {1, Rational(1, 2), Rational(1, 3)}, {4, 9, 16}, false, 0},
        {"accumulating", {0, Rational(1, 4), 0}, {6, 3, 5}, true, 0},
        {"smoothed", {0, Rational(1, 4), 0}, {6, 6, 6}, false, Rational(1, 2)}};
    for (const Variant& variant : variants) {
        INFO(variant.name);
        SimulationPlan plan = small_plan();
        plan.alpha = variant.alpha;
        plan.samples = variant.samples;
        plan.accumulate = variant.accumulate;
        plan.smoothing = variant.smoothing;

        MomentProblem problem{exact_law(plan.start), exact_law(plan.world), exact_law(plan.observable), {}};
        problem.observable.assign(plan.observable.begin(), plan.observable.end());
        problem.learner = {variant.accumulate, variant.smoothing};
        MomentRecursion<RationalArithmetic> exact(RationalArithmetic{}, problem);
        std::vector<Rational> diversity, distance, mean, variance;
        for (std::size_t t = 0; t < plan.generations(); ++t) {
            exact.step(plan.alpha[t], Integer(plan.samples[t]));
            diversity.push_back(exact.diversity());
            distance.push_back(exact.distance(problem.start));
            Rational average = 0;
            const std::vector<Rational> law = exact.mean();
            for (std::size_t i = 0; i < law.size(); ++i)
                average += law[i] * problem.observable[i];
            mean.push_back(average);
            variance.push_back(exact.variance());
        }

        std::array<std::uint64_t, 4> missed{};
        std::uint64_t any_missed = 0;
        for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
            plan.seed = test::seed() + seed;
            const Simulation simulation(plan);
            SimulationState state;
            REQUIRE(simulation.run(state, {.threads = 1, .progress = {}, .keep = {}}));
            for (const Sharing sharing : {Sharing::each, Sharing::all}) {
                if (sharing == Sharing::all && &variant != variants.data()) continue;
                const auto series = estimates(simulation, state, 0.99, sharing);
                bool all = true;
                for (std::size_t t = 1; t < series.size(); ++t) {
                    const std::array<bool, 4> hit = {
                        covers(series[t].measures[at(Measure::diversity)].expectation, diversity[t - 1]),
                        covers(series[t].measures[at(Measure::l2)].expectation, distance[t - 1]),
                        covers(series[t].measures[at(Measure::mean)].expectation, mean[t - 1]),
                        covers(series[t].variance, variance[t - 1])};
                    for (std::size_t i = 0; i < hit.size(); ++i) {
                        if (sharing == Sharing::each && t == series.size() - 1) missed[i] += hit[i] ? 0 : 1;
                        all = all && hit[i];
                    }
                }
                if (sharing == Sharing::all) any_missed += all ? 0 : 1;
            }
        }
        for (const std::uint64_t count : missed)
            CHECK(count <= kSeeds / 100);
        CHECK(any_missed <= kSeeds / 100);
    }
}

TEST_CASE("One generation's entropy, support and distances have the exact expectations") {
    GROUNDCHECK_REPLAYABLE();
    SimulationPlan plan;
    plan.start = {5, 3, 2};
    plan.world = {0, 1, 1};
    plan.alpha = {Rational(1, 4)};
    plan.samples = {5};
    plan.replicates = 20000;
    plan.seed = test::seed();
    // By enumeration of the outcomes, measured like the simulation's.
    const std::vector<Rational> law = exact_law(plan.start), world = exact_law(plan.world);
    std::vector<Rational> mixture;
    for (std::size_t i = 0; i < 3; ++i)
        mixture.push_back(law[i] * Rational(3, 4) + world[i] * Rational(1, 4));
    Measurer measurer(plan.start, plan.start, std::vector<double>{1, 2, 3}, {true, true, true}, {0, 0});
    std::array<double, kMeasures> expected{};
    double missing = 0;
    each_outcome(DoubleKernel(), 5, mixture, [&](DoubleInterval weight, const Counts& counts) {
        SparseCounts data;
        for (std::uint32_t i = 0; i < 3; ++i) {
            if (counts[i] == 0) continue;
            data.symbols.push_back(i);
            data.counts.push_back(counts[i]);
        }
        data.total = 5;
        const Measured measured = measurer.measure(data);
        for (std::size_t m = 0; m < kMeasures; ++m) {
            if (measured[m].lo < directed::infinity)
                expected[m] += weight.lo * measured[m].lo;
            else
                missing += weight.lo;
        }
    });
    const auto series = simulated(plan, 0.999999, Sharing::all);
    for (std::size_t m = 0; m < kMeasures; ++m) {
        INFO(kMeasureNames[m]);
        const MeasureEstimate& estimate = series[1].measures[m];
        if (m == at(Measure::reverse_kl)) {
            CHECK(estimate.expectation.hi == directed::infinity);
            CHECK(estimate.average.hi == directed::infinity);
            CHECK(estimate.infinite > 0);
            CHECK(estimate.infinite_share.lo <= missing);
            CHECK(missing <= estimate.infinite_share.hi);
            CHECK(estimate.infinite_share.hi - estimate.infinite_share.lo < 0.06);
            continue;
        }
        CHECK(estimate.expectation.lo <= expected[m] + 1e-12);
        CHECK(expected[m] - 1e-12 <= estimate.expectation.hi);
        const DoubleInterval range = measurer.range(static_cast<Measure>(m), 5);
        CHECK(estimate.expectation.hi - estimate.expectation.lo < 0.06 * (range.hi - range.lo));
    }
}

TEST_CASE("With a world the reference lacks, the divergence can be infinite both ways, and is counted") {
    SimulationPlan plan;
    plan.start = {1, 1, 0};
    plan.world = {0, 0, 1};
    plan.alpha = {Rational(1, 2)};
    plan.samples = {4};
    plan.replicates = 2000;
    const auto series = simulated(plan, 0.99, Sharing::all);
    const MeasureEstimate& kl = series[1].measures[at(Measure::kl)];
    CHECK(kl.infinite_share.lo <= 15.0 / 16);  // the third symbol comes up at least once in four
    CHECK(15.0 / 16 <= kl.infinite_share.hi);
    CHECK(kl.expectation.hi == directed::infinity);
    CHECK(series[0].measures[at(Measure::kl)].expectation.hi == 0);
    plan.drift_from_world = true;
    const auto other = simulated(plan, 0.99, Sharing::all);
    CHECK(other[0].measures[at(Measure::kl)].infinite == 2000);
    CHECK(other[0].measures[at(Measure::reverse_kl)].expectation.lo == directed::infinity);
    CHECK(other[0].measures[at(Measure::l2)].expectation.lo > 1.49);
}

TEST_CASE("Smoothing keeps every symbol, so nothing is infinite") {
    SimulationPlan plan = small_plan();
    plan.smoothing = Rational(1, 2);
    const auto series = simulated(plan, 0.99, Sharing::all);
    const MeasureEstimate& reverse = series[3].measures[at(Measure::reverse_kl)];
    CHECK(reverse.infinite == 0);
    CHECK(reverse.expectation.hi < 4);
    CHECK(series[3].measures[at(Measure::support)].expectation.lo == 4);
}

TEST_CASE("The result does not depend on threads") {
    SimulationPlan plan = small_plan();
    plan.replicates = 1100;  // chunks of 3
    plan.alpha = {0, Rational(1, 2), Rational(1, 3)};
    const Simulation simulation(plan);
    SimulationState one, four;
    CHECK(simulation.run(one, {.threads = 1, .progress = {}, .keep = {}}));
    CHECK(simulation.run(four, {.threads = 4, .progress = {}, .keep = {}}));
    CHECK(to_text(one, "") == to_text(four, ""));
    check_same(estimates(simulation, one, 0.99, Sharing::all),
               estimates(simulation, four, 0.99, Sharing::all));
    plan.seed = 2;
    const Simulation other(plan);
    SimulationState different;
    other.run(different, {.threads = 2, .progress = {}, .keep = {}});
    CHECK(to_text(one, "") != to_text(different, ""));
}

TEST_CASE("A simulation stopped at any chunk goes on to the same result") {
    SimulationPlan plan = small_plan();
    plan.replicates = 40;
    const Simulation simulation(plan);
    SimulationState straight;
    simulation.run(straight, {.threads = 2, .progress = {}, .keep = {}});
    std::vector<std::string> kept;
    SimulationState again;
    simulation.run(again, {.threads = 3, .progress = {}, .keep = [&](const SimulationState& state) {
                               kept.push_back(to_text(state, "seed: 1\n"));
                           }});
    REQUIRE(kept.size() == simulation.chunks());
    for (const std::string& text : kept) {
        SimulationState resumed = state_from_text(text, "seed: 1\n");
        CHECK(to_text(resumed, "seed: 1\n") == text);
        CHECK(simulation.run(resumed, {.threads = 2, .progress = {}, .keep = {}}));
        CHECK(to_text(resumed, "") == to_text(straight, ""));
    }
}

TEST_CASE("Stopping by progress leaves whole chunks") {
    SimulationPlan plan;
    plan.start.assign(20000, 1);
    plan.samples.assign(50, 200000);
    plan.alpha.assign(50, 0);
    plan.replicates = 1000;
    const Simulation simulation(plan);
    SimulationState state;
    int calls = 0;
    CHECK_FALSE(simulation.run(state, {.threads = 2,
                                       .progress =
                                           [&](const Simulation::Progress& progress) {
                                               CHECK(progress.generations_total == 50000);
                                               return ++calls < 3;
                                           },
                                       .keep = {}}));
    CHECK(calls >= 3);
    CHECK(state.chunks_done < simulation.chunks());
    CHECK(state.replicates_done == 2 * state.chunks_done);
}

TEST_CASE("A state of another simulation, or a damaged one, is refused") {
    const std::string parameters = "start: uniform(4)\nseed: 1\n";
    SimulationState state;
    state.generations.resize(2);
    const std::string text = to_text(state, parameters);
    CHECK_NOTHROW(state_from_text(text, parameters));
    for (const std::string& other :
         {std::string("start: uniform(4)\nseed: 2\n"), std::string("start: uniform(4)\n"),
          std::string("start: uniform(4)\nseed: 1\nmore: 1\n"), std::string()}) {
        CHECK_THROWS_AS(state_from_text(text, other), StateMismatch);
    }
    for (const std::string& damaged :
         {std::string(), std::string("something else\n"), text.substr(0, text.size() / 2),
          text.substr(0, text.size() - 5), "x" + text}) {
        CHECK_THROWS_AS(state_from_text(damaged, parameters), StateMismatch);
    }
    try {
        state_from_text(text, "start: uniform(4)\nseed: 2\n");
    } catch (const StateMismatch& mismatch) {
        const std::string message = mismatch.what();
        CHECK(message.find("seed: 1") != std::string::npos);
        CHECK(message.find("seed: 2") != std::string::npos);
    }
}

TEST_CASE("Plans that make no sense are refused") {
    const SimulationPlan good = small_plan();
    CHECK_NOTHROW(check(good));
    const auto refused = [&](const auto& change) {
        SimulationPlan plan = good;
        change(plan);
        CHECK_THROWS_AS(Simulation(plan), std::invalid_argument);
    };
    refused([](auto& p) { p.start.clear(); });
    refused([](auto& p) { p.start = {0, 0, 0, 0}; });
    refused([](auto& p) { p.start[1] = -1; });
    refused([](auto& p) { p.start[1] = std::nan(""); });
    refused([](auto& p) { p.world.pop_back(); });
    refused([](auto& p) { p.world[0] = directed::infinity; });
    refused([](auto& p) { p.observable.pop_back(); });
    refused([](auto& p) { p.observable[0] = std::nan(""); });
    refused([](auto& p) { p.alpha[1] = Rational(11, 10); });
    refused([](auto& p) { p.alpha[1] = Rational(-1, 10); });
    refused([](auto& p) { p.alpha.pop_back(); });
    refused([](auto& p) { p.samples[2] = 0; });
    refused([](auto& p) { p.samples[2] = std::uint64_t{1} << 52; });
    refused([](auto& p) { p.smoothing = -1; });
    refused([](auto& p) { p.replicates = 0; });
}

}  // namespace simulation_test
