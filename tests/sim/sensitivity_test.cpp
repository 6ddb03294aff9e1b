// What one sample can change: against every table of a few counts, and against exact chains on two symbols.
#include "sim/sensitivity.hpp"

#include <cmath>

#include "sim/moments.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace sensitivity_test {

namespace {

using Table = std::vector<std::uint64_t>;

SparseCounts sparse(const Table& counts) {
    SparseCounts data;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] == 0) continue;
        data.symbols.push_back(static_cast<std::uint32_t>(i));
        data.counts.push_back(counts[i]);
        data.total += counts[i];
    }
    return data;
}

void each_table(std::size_t K, std::uint64_t T, Table& counts, const auto& visit) {
    if (counts.size() + 1 == K) {
        counts.push_back(T);
        visit(counts);
        counts.pop_back();
        return;
    }
    for (std::uint64_t c = 0; c <= T; ++c) {
        counts.push_back(c);
        each_table(K, T - c, counts, visit);
        counts.pop_back();
    }
}

SimulationPlan two_symbols(double first, Rational alpha, std::uint64_t N, std::size_t t) {
    SimulationPlan plan;
    plan.start = {first, 1 - first};
    plan.world = {1, 3};
    plan.observable = {0, 1};
    plan.alpha.assign(t, alpha);
    plan.samples.assign(t, N);
    return plan;
}

// The law of the first symbol's count among n samples when its mass is q.
std::vector<double> binomial(std::uint64_t n, double q) {
    std::vector<double> law(n + 1, 0);
    for (std::uint64_t c = 0; c <= n; ++c) {
        const auto x = static_cast<double>(c), N = static_cast<double>(n);
        law[c] = std::exp(std::lgamma(N + 1) - std::lgamma(x + 1) - std::lgamma(N - x + 1)) * std::pow(q, x) *
                 std::pow(1 - q, N - x);
    }
    return law;
}

// The variance of a measure after t generations of a plan on two symbols, by the chain of the first symbol's
// count among all samples behind a model.
double exact_variance(const SimulationPlan& plan, Measurer measurer, Measure measure) {
    const double a = static_cast<double>(plan.smoothing);
    const double world = plan.world[0] / (plan.world[0] + plan.world[1]);
    std::vector<double> law = {1};
    std::uint64_t total = 0;
    for (std::size_t u = 0; u < plan.generations(); ++u) {
        const std::uint64_t after = plan.accumulate ? total + plan.samples[u] : plan.samples[u];
        std::vector<double> next(after + 1, 0);
        for (std::uint64_t c = 0; c < law.size(); ++c) {
            const double T = static_cast<double>(total);
            const double model = u == 0 ? plan.start[0] / (plan.start[0] + plan.start[1])
                                        : (static_cast<double>(c) + a) / (T + 2 * a);
            const double alpha = static_cast<double>(plan.alpha[u]);
            const std::vector<double> row = binomial(plan.samples[u], alpha * world + (1 - alpha) * model);
            for (std::uint64_t more = 0; more < row.size(); ++more)
                next[(plan.accumulate ? c : 0) + more] += law[c] * row[more];
        }
        law = next;
        total = after;
    }
    double mean = 0, squares = 0;
    for (std::uint64_t c = 0; c <= total; ++c) {
        const double value = measurer.measure(sparse({c, total - c}))[static_cast<std::size_t>(measure)].hi;
        mean += law[c] * value;
        squares += law[c] * value * value;
    }
    return squares - mean * mean;
}

double martingale_spread(const SimulationPlan& plan, const Measurer& measurer, Measure measure,
                         std::size_t t) {
    return MartingaleSpreads(plan).of(measurer, measure, t);
}

// S by its definition, in exact numbers: the sum over s of N_(s-1)*(d*g_s*...*g_(t-1))^2.
Rational spread_by_definition(const SimulationPlan& plan, const Rational& d, std::size_t t) {
    const Rational extra = plan.smoothing * Rational(static_cast<std::uint64_t>(plan.start.size()));
    const auto growth = [&](std::size_t u) {
        Rational behind = 0;
        for (std::size_t s = plan.accumulate ? 0 : u - 1; s < u; ++s)
            behind += Rational(plan.samples[s]);
        const Rational redrawn = (1 - plan.alpha[u]) * Rational(plan.samples[u]) / (behind + extra);
        return Rational(plan.accumulate ? 1 + redrawn : redrawn);
    };
    Rational total = 0;
    for (std::size_t s = 1; s <= t; ++s) {
        Rational change = d;
        for (std::size_t u = s; u < t; ++u)
            change *= growth(u);
        total += Rational(plan.samples[s - 1]) * change * change;
    }
    return total;
}

Measurer ruler(const SimulationPlan& plan) {
    return Measurer(plan.start, plan.start, plan.observable, std::vector<bool>(plan.start.size(), true),
                    DoubleKernel().rational(plan.smoothing));
}

}  // namespace

TEST_CASE(
    "No table of counts has a neighbour further away than the sensitivity, and some are nearly so far") {
    const std::vector<double> reference = {5, 3, 1}, observable = {-1, 0, 2};
    for (const Rational& a : {Rational(0), Rational(1, 2), Rational(3)}) {
        Measurer measurer(reference, reference, observable, {true, true, true}, DoubleKernel().rational(a));
        for (std::uint64_t T = 1; T <= 9; ++T) {
            std::array<double, kMeasures> farthest{};
            Table counts;
            each_table(3, T, counts, [&](const Table& here) {
                const Measured one = measurer.measure(sparse(here));
                for (std::size_t i = 0; i < 3; ++i) {
                    for (std::size_t j = 0; j < 3; ++j) {
                        if (here[i] == 0 || i == j) continue;
                        Table there = here;
                        --there[i];
                        ++there[j];
                        const Measured other = measurer.measure(sparse(there));
                        for (std::size_t m = 0; m < kMeasures; ++m)
                            if (one[m].hi < directed::infinity && other[m].hi < directed::infinity)
                                farthest[m] = std::max(farthest[m], other[m].lo - one[m].hi);
                    }
                }
            });
            for (std::size_t m = 0; m < kMeasures; ++m) {
                const double d = measurer.sensitivity(static_cast<Measure>(m), T);
                INFO(kMeasureNames[m] << ", T = " << T << ", a = " << to_string(a) << ": " << farthest[m]
                                      << " of " << d);
                CHECK(farthest[m] <= d);
                if (d < directed::infinity && T >= 2) CHECK(d <= 5 * farthest[m] + 1e-12);
            }
        }
    }
}

TEST_CASE("The variance of a measure is at most a quarter of the spread, for every process on two symbols") {
    const std::vector<std::pair<Rational, bool>> processes = {
        {0, false}, {Rational(1, 3), false}, {1, false}, {0, true}, {Rational(1, 2), true}};
    for (const auto& [alpha, accumulate] : processes) {
        for (const Rational& smoothing : {Rational(0), Rational(1, 2)}) {
            for (std::size_t t = 1; t <= 4; ++t) {
                SimulationPlan plan = two_symbols(0.4, alpha, 7, t);
                plan.accumulate = accumulate;
                plan.smoothing = smoothing;
                if (t >= 2) plan.samples[1] = 3;  // a schedule
                for (const Measure measure : {Measure::entropy, Measure::diversity, Measure::tv, Measure::l2,
                                              Measure::mean, Measure::support}) {
                    const double spread = martingale_spread(plan, ruler(plan), measure, t);
                    const double variance = exact_variance(plan, ruler(plan), measure);
                    INFO("alpha = " << to_string(alpha) << ", t = " << t << ", accumulate " << accumulate
                                    << ", " << kMeasureNames[static_cast<std::size_t>(measure)]);
                    CHECK(variance <= spread / 4 + 1e-12);
                }
            }
        }
    }
}

TEST_CASE("The recursion of the spread is the sum over the samples, from above and closely") {
    for (const bool accumulate : {false, true}) {
        for (const Rational& smoothing : {Rational(0), Rational(1, 3)}) {
            constexpr std::size_t T = 40;
            SimulationPlan plan = two_symbols(0.4, 0, 7, T);
            plan.accumulate = accumulate;
            plan.smoothing = smoothing;
            for (std::size_t u = 0; u < T; ++u) {
                plan.samples[u] = 1 + (u * u) % 23;
                plan.alpha[u] = Rational(static_cast<std::uint64_t>(u % 4), 5);
            }
            const MartingaleSpreads spreads(plan);
            const Measurer measurer = ruler(plan);
            std::uint64_t behind = 0;
            for (std::size_t t = 1; t <= T; ++t) {
                behind = (accumulate ? behind : 0) + plan.samples[t - 1];
                for (const Measure measure : {Measure::entropy, Measure::mean, Measure::support}) {
                    const Rational d(measurer.sensitivity(measure, behind));
                    const Rational sum = spread_by_definition(plan, d, t);
                    const Rational spread(spreads.of(measurer, measure, t));
                    INFO("t = " << t << ", accumulate " << accumulate << ", measure "
                                << kMeasureNames[static_cast<std::size_t>(measure)]);
                    CHECK(spread >= sum);
                    CHECK(spread <= sum * (1 + Rational(1, 1'000'000'000'000)));
                }
            }
        }
    }
}

TEST_CASE("The spread is exact for the mean of one generation from (1/2, 1/2)") {
    for (const std::uint64_t N : {1U, 10U, 1000U}) {
        const SimulationPlan plan = two_symbols(0.5, 0, N, 1);
        const double spread = martingale_spread(plan, ruler(plan), Measure::mean, 1);
        CHECK(spread == Approx(1 / static_cast<double>(N)));  // Var[mean] = 1/(4N)
        CHECK(martingale_radius(spread, 4, 0.01) ==
              Approx(std::sqrt(spread * std::log(200.0) / 8)).epsilon(1e-12));
    }
}

TEST_CASE("Exogenous data keep the spread bounded over the generations, a closed loop lets it grow") {
    const auto spread = [](const Rational& alpha, std::size_t t) {
        const SimulationPlan plan = two_symbols(0.5, alpha, 100, t);
        return martingale_spread(plan, ruler(plan), Measure::entropy, t);
    };
    CHECK(spread(0, 50) == Approx(50 * spread(0, 1)));
    CHECK(spread(1, 50) == Approx(spread(1, 1)));
    // 1 + b + b^2 + ... = 1/(1-b), b = (1-alpha)^2 = 1/4
    CHECK(spread(Rational(1, 2), 50) == Approx(spread(0, 1) * 4 / 3));
}

TEST_CASE("No spread is offered where a sample can do anything, and for processes of their own") {
    SimulationPlan plan = two_symbols(0.5, 0, 10, 2);
    CHECK(martingale_spread(plan, ruler(plan), Measure::reverse_kl, 2) == directed::infinity);
    CHECK(martingale_radius(directed::infinity, 5, 0.5) == directed::infinity);
    plan.own = std::make_shared<ProcessRules>();
    CHECK(martingale_spread(plan, ruler(plan), Measure::entropy, 2) == directed::infinity);
}

TEST_CASE(
    "With ten replicates of a hundred thousand samples, intervals are narrow and cover the exact mean") {
    GROUNDCHECK_REPLAYABLE();
    SimulationPlan plan;
    for (int i = 1; i <= 2000; ++i)
        plan.start.push_back(1.0 / i);
    plan.alpha.assign(3, 0);
    plan.samples.assign(3, 100000);
    plan.replicates = 10;
    double squares = 0, sum = 0;
    for (const double weight : plan.start) {
        sum += weight;
        squares += weight * weight;
    }
    const double start = 1 - squares / (sum * sum);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        plan.seed = test::seed() + seed;
        const Simulation simulation(plan);
        SimulationState state;
        REQUIRE(simulation.run(state, {.threads = 1, .progress = {}, .keep = {}}));
        const auto found = estimates(simulation, state, 0.999, Sharing::all);
        for (std::size_t t = 1; t <= 3; ++t) {
            const DoubleInterval D = found[t].measures[1].expectation, H = found[t].measures[0].expectation;
            const double exact = start * std::pow(1 - 1 / 100000.0, static_cast<double>(t));
            CHECK(D.lo <= exact + 1e-12);
            CHECK(exact - 1e-12 <= D.hi);
            CHECK(D.hi - D.lo < 0.02);
            CHECK(H.hi - H.lo < 0.11);  // the range is log(2000) = 7.6
        }
    }
}

}  // namespace sensitivity_test
