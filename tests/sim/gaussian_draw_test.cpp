// Steps of the Gaussian family with a world of their own and with the data of earlier generations: against
// the closed loop, the moments that the textbooks have, and pools of samples from one law.
#include "sim/gaussian.hpp"
#include "sim/process_error.hpp"
#include "tests/catch.hpp"

using namespace groundcheck;

namespace gaussian_draw_test {

namespace {

const Rational mean(2), variance(9, 4);

Rational value(const GaussianPolynomial& f, const Rational& mu, const Rational& s2) {
    Rational total = 0;
    for (const auto& [powers, coefficient] : f)
        total += coefficient * power(mu, powers.first) * power(s2, powers.second);
    return total;
}

// E[mu'^a*s2'^b] from the start above.
Rational moment(const GaussianDraw& draw, std::uint32_t a, std::uint32_t b) {
    GaussianDrawMoments moments(draw, a + 2 * b);
    return value(moments.moment(a, b), mean, variance);
}

GaussianPath path(std::uint32_t t, std::uint32_t a, std::uint32_t b) { return {{{{t, {a, b}}}, 1}}; }

}  // namespace

TEST_CASE("Without a world and earlier data a Gaussian's step has the closed loop's moments") {
    for (const std::uint32_t n : {2U, 3U, 7U, 40U})
        for (std::uint32_t a = 0; a <= 8; ++a)
            for (std::uint32_t b = 0; a + 2 * b <= 8; ++b) {
                INFO(n << " samples, mu^" << a << "*s2^" << b);
                GaussianDrawMoments moments({.samples = n}, 8);
                CHECK(moments.moment(a, b) == gaussian_step({{{a, b}, 1}}, n));
            }
}

TEST_CASE("Samples of a mixture have the mean and variance that its central moments give") {
    for (const std::uint32_t n : {2U, 3U, 10U})
        for (const Rational& alpha : {Rational(1, 3), Rational(1, 2), Rational(1)}) {
            const GaussianDraw draw{n, 0, alpha, Rational(-1, 2), Rational(5)};
            const Rational& w = draw.world_mean;
            const Rational& v = draw.world_variance;
            // Of the mixture: its mean, and E[(x - mean)^k] by the distances of the two means from it.
            const Rational centre = alpha * w + (1 - alpha) * mean;
            const auto central = [&](unsigned k) {
                const auto part = [&](const Rational& d, const Rational& s) -> Rational {
                    if (k == 2) return d * d + s;
                    if (k == 3) return d * d * d + 3 * d * s;
                    return power(d, 4) + 6 * d * d * s + 3 * s * s;
                };
                return Rational(alpha * part(w - centre, v) + (1 - alpha) * part(mean - centre, variance));
            };
            const Rational V = central(2);
            INFO(n << " samples, alpha = " << to_string(alpha));
            CHECK(moment(draw, 0, 0) == 1);
            CHECK(moment(draw, 1, 0) == centre);
            CHECK(moment(draw, 0, 1) == V);
            CHECK(moment(draw, 2, 0) == centre * centre + V / n);
            CHECK(moment(draw, 1, 1) == centre * V + central(3) / n);
            CHECK(moment(draw, 0, 2) - V * V ==
                  (central(4) - V * V) / n + 2 * V * V / (Rational(n) * (n - 1)));
        }
}

TEST_CASE("A mean and a variance of all samples so far change by the new ones' share") {
    for (const std::uint32_t m : {2U, 5U})
        for (const std::uint32_t n : {1U, 3U}) {
            const GaussianDraw draw{n, m};
            const Rational T = m + n;
            INFO(m << " samples before " << n);
            CHECK(moment(draw, 1, 0) == mean);
            CHECK(moment(draw, 2, 0) == mean * mean + n * variance / (T * T));
            CHECK(moment(draw, 0, 1) == variance * (1 - n / (T * (T - 1))));
        }
}

TEST_CASE("Data that all come from the world are one pool of its samples, wherever the loop started") {
    const Rational w(-3, 2), v(4, 3);
    const std::vector<GaussianDraw> draws = {{3, 0, 1, w, v}, {2, 3, 1, w, v}, {4, 5, 1, w, v}};
    for (std::size_t t = 1; t <= draws.size(); ++t) {
        const std::vector<GaussianDraw> some(draws.begin(), draws.begin() + static_cast<std::ptrdiff_t>(t));
        std::uint32_t pooled = 0;
        for (const GaussianDraw& draw : some)
            pooled += draw.samples;
        for (std::uint32_t a = 0; a <= 6; ++a)
            for (std::uint32_t b = 0; a + 2 * b <= 6; ++b) {
                INFO(t << " generations, mu^" << a << "*s2^" << b);
                CHECK(gaussian_moment(path(static_cast<std::uint32_t>(t), a, b), some, mean, variance) ==
                      value(gaussian_step({{{a, b}, 1}}, pooled), w, v));
            }
    }
    // In one generation after another with replaced data, the last one alone counts.
    const std::vector<GaussianDraw> replaced = {{3, 0, Rational(1, 2), w, v}, {4, 0, 1, w, v}};
    CHECK(gaussian_moment(path(2, 2, 1), replaced, mean, variance) ==
          value(gaussian_step({{{2, 1}, 1}}, 4), w, v));
}

TEST_CASE("Moments beyond the weight that is worked out are declined, in the closed loop none are") {
    const std::vector<GaussianDraw> closed = {{3}}, grounded = {{3, 0, Rational(1, 2), 0, 1}};
    CHECK(gaussian_moment(path(1, 14, 0), closed, mean, variance) ==
          value(gaussian_step({{{14, 0}, 1}}, 3), mean, variance));
    CHECK_THROWS_AS(gaussian_moment(path(1, 13, 0), grounded, mean, variance), ProcessError);
    CHECK_THROWS_AS(gaussian_moment(path(1, 1, 6), grounded, mean, variance), ProcessError);
    CHECK(gaussian_moment(path(1, 0, 6), grounded, mean, variance) > 0);
}

}  // namespace gaussian_draw_test
