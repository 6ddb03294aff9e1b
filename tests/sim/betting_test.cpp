// Intervals by betting: coverage at the ends of the range and in the middle, the order of rounding, and width
// against the intervals of confidence.hpp.
#include "sim/betting.hpp"

#include "sim/confidence.hpp"
#include "sim/random.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace betting_test {

namespace {

// n values, `high` with probability p and `low` else.
std::vector<DoubleInterval> two_valued(RandomStream& random, int n, double p, double low, double high) {
    std::vector<DoubleInterval> values;
    for (int i = 0; i < n; ++i) {
        const double x = random.unit() < p ? high : low;
        values.push_back({x, x});
    }
    return values;
}

DoubleInterval moments_interval(const std::vector<DoubleInterval>& values, DoubleInterval range,
                                double doubt) {
    EnclosedMoments moments;
    for (const DoubleInterval value : values)
        moments.add(value);
    return mean_interval(moments, range, doubt);
}

}  // namespace

TEST_CASE("betting covers as often as it says, whatever the law and where it stands", "[betting]") {
    GROUNDCHECK_REPLAYABLE();
    constexpr int kRuns = 1000;
    constexpr double kDoubt = 0.1;
    std::uint32_t salt = 0;
    for (const double p : {0.0, 0.002, 0.05, 0.5, 0.95, 1.0}) {
        for (const int n : {1, 3, 40, 200}) {
            RandomStream random(test::seed(), {.replicate = ++salt, .purpose = 215});
            int missed = 0;
            for (int run = 0; run < kRuns; ++run) {
                const DoubleInterval found = betting_interval(two_valued(random, n, p, 0, 1), {0, 1}, kDoubt);
                missed += found.lo > p || found.hi < p ? 1 : 0;
            }
            INFO("p " << p << " n " << n);
            CHECK(missed <= kRuns * kDoubt + 4 * 10);  // four standard deviations of a count with mean 100
        }
    }
}

TEST_CASE("values at the end of the range leave no more room than they must", "[betting]") {
    // All n values are 1: the mean m is ruled out once prod(1 + (3/4)/m*(1 - m)) is large, and never above 1.
    const std::vector<DoubleInterval> ones(500, {1, 1});
    const DoubleInterval found = betting_interval(ones, {0, 1}, 0.01);
    CHECK(found.hi == 1);
    CHECK(found.lo > 0.97);
    CHECK(found.lo < 1);
    // One value says nearly nothing; no width, nothing to say.
    CHECK(betting_interval(std::vector<DoubleInterval>{{0.5, 0.5}}, {0, 1}, 0.01).lo < 0.2);
    const DoubleInterval point = betting_interval(ones, {1, 1}, 0.01);
    CHECK(point.lo == 1);
    CHECK(point.hi == 1);
}

TEST_CASE("a wider enclosure of the values gives a wider interval, a mirror image the mirror image",
          "[betting]") {
    GROUNDCHECK_REPLAYABLE();
    RandomStream random(test::seed(), {.purpose = 216});
    for (int round = 0; round < 20; ++round) {
        std::vector<DoubleInterval> narrow, wide, mirrored;
        for (int i = 0; i < 100; ++i) {
            const double x = -2 + 3 * random.unit();
            narrow.push_back({x, x});
            wide.push_back({x - 0.01, x + 0.01});
            mirrored.push_back({-x, -x});
        }
        const DoubleInterval a = betting_interval(narrow, {-3, 2}, 0.05),
                             b = betting_interval(wide, {-3, 2}, 0.05);
        CHECK(b.lo <= a.lo);
        CHECK(a.hi <= b.hi);
        const DoubleInterval c = betting_interval(mirrored, {-2, 3}, 0.05);
        CHECK(c.lo == -a.hi);
        CHECK(c.hi == -a.lo);
    }
}

TEST_CASE("where the variance is small against the range betting is several times tighter", "[betting]") {
    GROUNDCHECK_REPLAYABLE();
    RandomStream random(test::seed(), {.purpose = 217});
    std::vector<DoubleInterval> values;
    for (int i = 0; i < 2000; ++i) {
        const double x = 0.3 + 0.02 * random.unit();
        values.push_back({x, x});
    }
    const DoubleInterval betting = betting_interval(values, {-4, 4}, 0.001);
    const DoubleInterval plain = moments_interval(values, {-4, 4}, 0.001);
    CHECK(betting.lo <= 0.31);
    CHECK(betting.hi >= 0.31);
    CHECK(3 * (betting.hi - betting.lo) < plain.hi - plain.lo);
    // And where it is as large as the range allows, not much wider.
    const std::vector<DoubleInterval> coin = two_valued(random, 2000, 0.5, 0, 1);
    const DoubleInterval fair = betting_interval(coin, {0, 1}, 0.001),
                         known = moments_interval(coin, {0, 1}, 0.001);
    CHECK(fair.hi - fair.lo < 1.5 * (known.hi - known.lo));
}

}  // namespace betting_test
