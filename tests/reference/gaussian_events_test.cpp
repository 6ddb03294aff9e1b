// The reference's probabilities of Gaussians, against Arb's incomplete gamma function and by hand.
#include "tests/catch.hpp"
#include "tests/reference/enclosing.hpp"
#include "tests/reference/settings.hpp"

using namespace groundcheck;
using namespace groundcheck::test;

namespace gaussian_events_test {

namespace {

Setting with_samples(std::uint32_t n) {
    Setting result = gaussian();
    result.point.N = n;
    return result;
}

// That the reference encloses the value, and to some 150 digits.
void check(const Setting& setting, const std::string& text, const Ball& value) {
    const BallKernel kernel(1200);
    INFO(text << " with N = " << *setting.point.N);
    const reference::Bounds bounds = setting.value(text).bounds(512);
    CHECK(encloses(bounds, kernel, value));
    CHECK(looseness(bounds) < 1 / power(Rational(10), 140));
}

}  // namespace

TEST_CASE("The reference: bounds on a Gaussian's next variance and mean", "[reference]") {
    const BallKernel kernel(1200);
    const auto number = [&](const Rational& x) { return kernel.rational(x); };
    for (const std::uint32_t n : {2U, 3U, 4U, 9U, 40U, 101U}) {
        const Setting setting = with_samples(n);
        const auto tail = [&](const Rational& ratio) {
            return kernel.chi_square_tail(n - 1, number(ratio * (n - 1)));
        };
        const auto beyond = [&](const Rational& square) { return kernel.chi_square_tail(1, number(square)); };
        for (const Rational& c : {Rational(1, 10), Rational(1), Rational(7, 3)}) {
            const std::string bound = "(" + to_string(c) + ")";
            check(setting, "Pr[s2[1] >= " + bound + "*s2]", tail(c));
            check(setting, "Pr[s2[1] < s2*" + bound + " or s2[1] > 5*s2]",
                  kernel.add(kernel.sub(number(1), tail(c)), tail(5)));
            // s2 = 2: z^2 = c^2*n/2.
            const Ball two_sided = beyond(c * c * n / 2),
                       half = kernel.mul(number(Rational(1, 2)), two_sided);
            check(setting, "Pr[mu[1] >= mu + " + bound + "]", half);
            check(setting, "Pr[mu[1] >= mu - " + bound + "]", kernel.sub(number(1), half));
            check(setting, "Pr[(mu[1] - mu)^2 > " + bound + "^2]", two_sided);
            check(setting, "Pr[mu[1] - " + bound + " > mu and not s2[1] < 3*s2]", kernel.mul(half, tail(3)));
        }
    }
}

TEST_CASE("The reference: probabilities of Gaussians that are exact, have no value, or are declined",
          "[reference]") {
    const Setting setting = gaussian();
    const auto exactly_is = [&](const char* text, const Rational& value) {
        INFO(text);
        const auto number = setting.value(text).rational();
        REQUIRE(number);
        CHECK(*number == value);
    };
    exactly_is("Pr[mu[1] >= 3]", Rational(1, 2));
    exactly_is("Pr[s2[1] > 0]", 1);
    exactly_is("Pr[(mu[1] - mu)^2 <= 0]", 0);  // the one number for which it holds is no interval's
    exactly_is("Pr[0 < (mu[1] - mu)^2]", 1);
    exactly_is("Pr[mu[1] == mu or s2[1] == 0]", 0);
    exactly_is("Pr[mu[0] == 3 and s2[0] < 3]", 1);
    CHECK_THROWS_AS(setting.value("Pr[s2[1] > 1 or 1/0 > 1]"), reference::NoValue);
    CHECK_THROWS_AS(setting.value("Pr[s2[1] > 1/(t-2)]"), reference::NoValue);
    for (const char* text : {"Pr[s2[2] > 1]", "Pr[mu[1] > s2[1]]", "Pr[mu[1]^2 > 1]", "Pr[s2[1] > exp(1)]",
                             "Pr[mu[infinity] > 1]", "Pr[s2[1]^2 > 1]", "Pr[s2[1] < 0 and 1/0 > 1]"})
        CHECK_THROWS_AS(setting.value(text), reference::NoOpinion);
    Setting many = gaussian();
    many.point.N = 100000;
    CHECK_THROWS_AS(many.value("Pr[s2[1] > 1]"), reference::NoOpinion);
    Setting single = gaussian();
    single.point.N = 1;
    CHECK_THROWS_AS(single.value("Pr[s2[1] > 1]"), reference::NoValue);
    Setting still = gaussian();
    still.point.scalars["s2"] = 0;
    CHECK(still.truth("Pr[s2[7] == 0 and mu[2] == mu] == 1") == Truth::yes);
}

}  // namespace gaussian_events_test
