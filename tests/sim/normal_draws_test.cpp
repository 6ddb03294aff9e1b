// Draws from the normal and the chi-square law: moments within many standard errors of the laws' own, tails
// against closed forms.
#include "sim/normal_draws.hpp"

#include <cmath>

#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace normal_draws_test {

namespace {

constexpr int many = 200'000;
// A right sampler fails a check at this many standard errors once in a million million runs.
constexpr double errors = 7;

struct Sums {
    double mean = 0, square = 0;
};
template <class Draw>
Sums means_of(const Draw& value) {
    Sums sums;
    for (int i = 0; i < many; ++i) {
        const double x = value();
        sums.mean += x / many;
        sums.square += x * x / many;
    }
    return sums;
}

// The mean of `sums` is that of a law with this mean and variance.
void check_mean(const Sums& sums, double mean, double variance) {
    INFO("mean " << sums.mean << ", expected " << mean);
    CHECK(std::abs(sums.mean - mean) <= errors * std::sqrt(variance / many));
}

}  // namespace

TEST_CASE("Normal draws have the moments and tails of the normal law") {
    GROUNDCHECK_REPLAYABLE();
    RandomStream random(test::seed(), {.purpose = 220});
    const Sums plain = means_of([&] { return normal_draw(random); });
    check_mean(plain, 0, 1);
    // E[z^2] = 1, Var[z^2] = 2; E[z^4] = 3, Var[z^4] = 105 - 9; E[z^3] = 0, Var[z^3] = 15.
    check_mean({plain.square, 0}, 1, 2);
    check_mean(means_of([&] { return std::pow(normal_draw(random), 3); }), 0, 15);
    check_mean(means_of([&] { return std::pow(normal_draw(random), 4); }), 3, 96);
    for (const double cut : {-1.5, 0.0, 0.5, 2.5}) {
        const double beyond = std::erfc(cut / std::sqrt(2.0)) / 2;
        check_mean(means_of([&] { return normal_draw(random) > cut ? 1.0 : 0.0; }), beyond,
                   beyond * (1 - beyond));
    }
}

TEST_CASE("Chi-square draws have the moments of their law, whatever the degrees of freedom") {
    GROUNDCHECK_REPLAYABLE();
    RandomStream random(test::seed(), {.purpose = 221});
    for (const std::uint64_t degrees : {1U, 2U, 3U, 7U, 50U, 1'000'000U}) {
        INFO(degrees << " degrees of freedom");
        const auto k = static_cast<double>(degrees);
        // About its mean: variance 2k and fourth moment 12k(k+4), so that the square has the variance
        // 12k(k+4) - 4k^2.
        const Sums sums = means_of([&] { return chi_square_draw(random, degrees) - k; });
        check_mean(sums, 0, 2 * k);
        check_mean({sums.square, 0}, 2 * k, 12 * k * (k + 4) - 4 * k * k);
    }
    // With two degrees it is exponential: Pr(x > c) = exp(-c/2). With one it is a normal variable's square.
    for (const double cut : {0.01, 1.0, 6.0}) {
        const double two = std::exp(-cut / 2), one = std::erfc(std::sqrt(cut / 2));
        check_mean(means_of([&] { return chi_square_draw(random, 2) > cut ? 1.0 : 0.0; }), two,
                   two * (1 - two));
        check_mean(means_of([&] { return chi_square_draw(random, 1) > cut ? 1.0 : 0.0; }), one,
                   one * (1 - one));
    }
}

}  // namespace normal_draws_test
