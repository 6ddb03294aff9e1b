// Intervals for means and variances: enclosure of plain rational arithmetic, coverage, and width.
#include "sim/confidence.hpp"

#include <cmath>

#include "sim/random.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace confidence_test {

namespace {

Rational exactly(double x) { return Rational(x); }

bool contains(DoubleInterval interval, const Rational& value) {
    return exactly(interval.lo) <= value && value <= exactly(interval.hi);
}

}  // namespace

TEST_CASE("Mean and variance enclose the rational ones, however the values are merged") {
    GROUNDCHECK_REPLAYABLE();
    RandomStream random(test::seed(), {.purpose = 210});
    for (int round = 0; round < 30; ++round) {
        const std::uint64_t n = 2 + random.below(60);
        const double offset = round % 3 == 0 ? 1e6 : 0;
        EnclosedMoments all, left, right;
        Rational sum = 0, squares = 0;
        for (std::uint64_t i = 0; i < n; ++i) {
            const double x = offset + random.unit();
            all.add({x, x});
            (i < n / 3 ? left : right).add({x, x});
            sum += exactly(x);
            squares += exactly(x) * exactly(x);
        }
        left.merge(right);
        const Rational mean = sum / n, variance = (squares - sum * sum / n) / (n - 1);
        for (const EnclosedMoments& moments : {all, left}) {
            REQUIRE(moments.n == n);
            CHECK(contains(moments.mean(), mean));
            CHECK(contains(moments.variance(), variance));
            CHECK(moments.mean().hi - moments.mean().lo < 1e-14 * (1 + offset));
            CHECK(moments.variance().hi - moments.variance().lo < 1e-12 * (1 + offset * 1e-3));
        }
    }
}

TEST_CASE("A mean's interval covers as often as it says, for laws at the ends and in the middle") {
    GROUNDCHECK_REPLAYABLE();
    constexpr int kSeeds = 2000;
    constexpr double kDoubt = 0.05;
    std::uint32_t salt = 0;
    for (const double p : {0.0, 0.001, 0.03, 0.5, 0.97, 1.0}) {
        for (const int n : {1, 2, 20, 300}) {
            RandomStream random(test::seed(), {.replicate = ++salt, .purpose = 211});
            int mean_missed = 0, variance_missed = 0;
            for (int seed = 0; seed < kSeeds; ++seed) {
                EnclosedMoments moments;  // values 2 and 5 with probability 1 - p and p
                for (int i = 0; i < n; ++i) {
                    const double x = random.unit() < p ? 5 : 2;
                    moments.add({x, x});
                }
                const DoubleInterval mean = mean_interval(moments, {2, 5}, kDoubt);
                const DoubleInterval variance = variance_interval(moments, {2, 5}, kDoubt);
                mean_missed += mean.lo <= 2 + 3 * p && 2 + 3 * p <= mean.hi ? 0 : 1;
                variance_missed += variance.lo <= 9 * p * (1 - p) && 9 * p * (1 - p) <= variance.hi ? 0 : 1;
            }
            INFO("p=" << p << " n=" << n);
            CHECK(mean_missed <= kDoubt * kSeeds);
            CHECK(variance_missed <= kDoubt * kSeeds);
        }
    }
}

TEST_CASE("A mean's interval is as narrow as its theorems promise") {
    // All values at the end of the range: exp(-n*E) = doubt/4 at the end, so E = log(4/doubt)/n about.
    EnclosedMoments zero;
    for (int i = 0; i < 1000; ++i)
        zero.add({0, 0});
    const DoubleInterval end = mean_interval(zero, {0, 1}, 0.01);
    CHECK(end.lo == 0);
    CHECK(end.hi < std::log(400.0) / 1000 * 1.001);
    CHECK(end.hi > (1 - std::exp(-std::log(400.0) / 1000)) * 0.999);
    // Half and half: Hoeffding's sqrt(log(4/doubt)/(2n)).
    EnclosedMoments coin;
    for (int i = 0; i < 10000; ++i)
        coin.add({i % 2 * 1.0, i % 2 * 1.0});
    const DoubleInterval middle = mean_interval(coin, {0, 1}, 0.01);
    CHECK(middle.hi - 0.5 <= std::sqrt(std::log(400.0) / 20000));
    CHECK(0.5 - middle.lo <= std::sqrt(std::log(400.0) / 20000));
    CHECK(middle.hi > 0.51);
    // Small variance in a wide range: empirical Bernstein, about 7*log(8/doubt)/(3n) of the range.
    EnclosedMoments tight;
    for (int i = 0; i < 10000; ++i)
        tight.add({50 + i % 2 * 0.001, 50 + i % 2 * 0.001});
    const DoubleInterval narrow = mean_interval(tight, {0, 100}, 0.01);
    CHECK(narrow.hi - narrow.lo < 2 * (7 * std::log(800.0) / (3 * 9999) * 100 + 0.001));
    CHECK(narrow.hi - narrow.lo < 0.35);
    // One value says little but never contradicts the range.
    EnclosedMoments one;
    one.add({0.25, 0.25});
    const DoubleInterval wide = mean_interval(one, {0, 1}, 0.01);
    CHECK(wide.lo >= 0);
    CHECK(wide.hi <= 1);
    CHECK(wide.lo <= 0.25);
    CHECK(wide.hi >= 0.25);
    const DoubleInterval variance = variance_interval(one, {0, 4}, 0.01);
    CHECK(variance.lo == 0);
    CHECK(variance.hi >= 4);
    // A range of one point needs no samples.
    const DoubleInterval fixed = mean_interval(one, {0.25, 0.25}, 0.01);
    CHECK((fixed.lo == 0.25 && fixed.hi == 0.25));
}

TEST_CASE("More confidence makes wider intervals") {
    EnclosedMoments moments;
    for (int i = 0; i < 50; ++i)
        moments.add({i / 50.0, i / 50.0});
    const DoubleInterval loose = mean_interval(moments, {0, 1}, 0.1),
                         strict = mean_interval(moments, {0, 1}, 1e-6);
    CHECK(strict.lo < loose.lo);
    CHECK(loose.hi < strict.hi);
}

}  // namespace confidence_test
