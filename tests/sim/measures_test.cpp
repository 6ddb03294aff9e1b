// The fast measures against plain interval arithmetic and against MPFR at 200 bits: contained, and tight.
#include "sim/measures.hpp"

#include <cmath>

#include "interval/ball_kernel.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace measures_test {

namespace {

const DoubleKernel doubles;

struct Case {
    std::vector<double> start, reference, observable;
    Rational smoothing;
    SparseCounts data;
};

Case random_case(RandomStream& random, bool smooth, bool holes) {
    Case result;
    const std::size_t K = 1 + random.below(40);
    result.smoothing = smooth ? Rational(1 + random.below(7), 1 + random.below(9)) : Rational(0);
    for (std::size_t i = 0; i < K; ++i) {
        result.start.push_back(1 + random.unit());
        const bool hole = holes && i > 0 && random.below(5) == 0;
        result.reference.push_back(hole ? 0 : std::ldexp(random.unit(), -static_cast<int>(random.below(30))));
        result.observable.push_back(20 * random.unit() - 10);
        const std::uint64_t count =
            random.below(3) == 0 && i > 0 ? 0 : 1 + random.below(i % 7 == 0 ? 1 << 20 : 9);
        if (count == 0) continue;
        result.data.symbols.push_back(static_cast<std::uint32_t>(i));
        result.data.counts.push_back(count);
        result.data.total += count;
    }
    return result;
}

Measurer measurer_of(const Case& c) {
    return {c.start, c.reference, c.observable, std::vector<bool>(c.start.size(), true),
            doubles.rational(c.smoothing)};
}

// The measures by Arb at 200 bits, from the definitions.
std::array<Ball, kMeasures> oracle(const Case& c) {
    const BallKernel k(Precision{200});
    const std::size_t K = c.start.size();
    const auto normal = [&](const std::vector<Rational>& weights) {
        Rational sum = 0;
        for (const Rational& weight : weights)
            sum += weight;
        std::vector<Rational> law;
        for (const Rational& weight : weights)
            law.push_back(weight / sum);
        return law;
    };
    std::vector<Rational> counts(K, c.smoothing);
    for (std::size_t j = 0; j < c.data.size(); ++j)
        counts[c.data.symbols[j]] += c.data.counts[j];
    const auto exact = [&](const std::vector<double>& values) {
        return std::vector<Rational>(values.begin(), values.end());
    };
    const std::vector<Rational> p = normal(counts), r = normal(exact(c.reference)),
                                start = normal(exact(c.start));
    Rational squares = 0, l2 = 0, tv = 0, mean = 0, at_start = 0, support = 0;
    Ball H = k.rational(0), kl = k.rational(0), reverse = k.rational(0);
    for (std::size_t i = 0; i < K; ++i) {
        const Rational f(c.observable[i]);
        squares += p[i] * p[i];
        l2 += (p[i] - r[i]) * (p[i] - r[i]);
        tv += abs(Rational(p[i] - r[i])) / 2;
        mean += p[i] * f;
        at_start += start[i] * f;
        if (p[i] > 0) {
            support += 1;
            H = k.sub(H, k.mul(k.rational(p[i]), k.log(k.rational(p[i]))));
            kl =
                r[i] == 0 ? k.infinity() : k.add(kl, k.mul(k.rational(p[i]), k.log(k.rational(p[i] / r[i]))));
        }
        if (r[i] > 0)
            reverse = p[i] == 0 ? k.infinity()
                                : k.add(reverse, k.mul(k.rational(r[i]), k.log(k.rational(r[i] / p[i]))));
        if (p[i] > 0 && r[i] == 0) kl = k.infinity();
    }
    const Rational shift = (mean - at_start) * (mean - at_start);
    return {H,       k.rational(1 - squares), k.rational(support), k.rational(l2), k.rational(tv), kl,
            reverse, k.rational(mean),        k.rational(shift)};
}

}  // namespace

TEST_CASE("Measures contain the values of the definitions, and are tight") {
    GROUNDCHECK_REPLAYABLE();
    RandomStream random(test::seed(), {.purpose = 220});
    int infinite = 0;
    for (int round = 0; round < 300; ++round) {
        const Case c = random_case(random, round % 3 == 0, round % 4 == 1);
        Measurer measurer = measurer_of(c);
        const Measured measured = measurer.measure(c.data);
        const auto expected = oracle(c);
        for (std::size_t m = 0; m < kMeasures; ++m) {
            INFO("round " << round << " " << kMeasureNames[m] << " K=" << c.start.size());
            const DoubleInterval truth = doubles.from_ball(expected[m]);
            if (measured[m].lo == directed::infinity || truth.hi == directed::infinity) {
                ++infinite;
                CHECK(measured[m].lo == directed::infinity);
                CHECK(truth.lo > 1e300);
                continue;
            }
            // Arb's own radius at 200 bits disappears in the outward rounding to doubles.
            CHECK(measured[m].lo <= truth.hi);
            CHECK(truth.lo <= measured[m].hi);
            CHECK(measured[m].hi - measured[m].lo < 2e-12 * (1 + std::fabs(truth.hi)));
            const DoubleInterval range = measurer.range(static_cast<Measure>(m), c.data.total);
            CHECK(range.lo <= measured[m].hi);
            CHECK(measured[m].lo <= range.hi);
        }
    }
    CHECK(infinite > 50);
    CHECK(infinite < 600);
}

TEST_CASE("Counts and the same numbers as weights measure the same") {
    GROUNDCHECK_REPLAYABLE();
    RandomStream random(test::seed(), {.purpose = 221});
    for (int round = 0; round < 100; ++round) {
        Case c = random_case(random, false, round % 2 == 0);
        std::vector<double> weights(c.start.size(), 0);
        for (std::size_t j = 0; j < c.data.size(); ++j)
            weights[c.data.symbols[j]] = static_cast<double>(c.data.counts[j]);
        Measurer measurer = measurer_of(c);
        const Measured sparse = measurer.measure(c.data), plain = measurer.measure(weights);
        for (std::size_t m = 0; m < kMeasures; ++m) {
            INFO(kMeasureNames[m]);
            CHECK(sparse[m].lo <= plain[m].hi);
            CHECK(plain[m].lo <= sparse[m].hi);
        }
    }
}

TEST_CASE("Entropy and divergence of one sample add up: H(Q) + KL(Q, R) is the cross entropy") {
    // R uniform on K = 2^k symbols: the cross entropy is k*log(2) whatever Q is.
    GROUNDCHECK_REPLAYABLE();
    RandomStream random(test::seed(), {.purpose = 222});
    const std::vector<double> uniform(1024, 1.0);
    Measurer measurer(uniform, uniform, uniform, std::vector<bool>(1024, true), {0, 0});
    const FixedLaw law(uniform);
    SymbolCounts table(1024);
    SparseCounts data;
    for (const std::uint64_t n : {1ULL, 100ULL, 1'000'000ULL}) {
        law.sample(random, n, table);
        table.take(data);
        const Measured measured = measurer.measure(data);
        const DoubleInterval sum = doubles.add(measured[0], measured[5]);
        CHECK(sum.lo <= 10 * std::log(2.0));
        CHECK(sum.hi >= 10 * std::log(2.0));
        CHECK(sum.hi - sum.lo < 1e-12);
    }
}

TEST_CASE("A range's ends are reached or nearly so") {
    const std::vector<double> uniform(8, 1.0), ranks = {1, 2, 3, 4, 5, 6, 7, 8};
    Measurer measurer(uniform, uniform, ranks, std::vector<bool>(8, true), {0, 0});
    const SparseCounts vertex{{7}, {5}, 5};
    const Measured measured = measurer.measure(vertex);
    for (const Measure m : {Measure::l2, Measure::tv, Measure::kl, Measure::shift, Measure::mean}) {
        const auto i = static_cast<std::size_t>(m);
        INFO(kMeasureNames[i]);
        CHECK(std::fabs(measured[i].hi - measurer.range(m, 5).hi) < 1e-13);
    }
    CHECK(measured[6].lo == directed::infinity);
    CHECK(measurer.range(Measure::reverse_kl, 5).hi == directed::infinity);
    CHECK(std::fabs(measurer.range(Measure::entropy, 5).hi - std::log(5.0)) < 1e-14);
    CHECK(std::fabs(measurer.range(Measure::entropy, 50).hi - std::log(8.0)) < 1e-14);
    CHECK(measurer.range(Measure::support, 5).hi == 5);
}

}  // namespace measures_test
