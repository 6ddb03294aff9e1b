// Endpoints as text: outward, exact where the digits suffice, and the same from every kernel.
#include "interval/printing.hpp"

#include "interval/ball_kernel.hpp"
#include "interval/double_kernel.hpp"
#include "interval/mpfi_kernel.hpp"
#include "tests/catch.hpp"
#include "tests/interval/operations.hpp"
#include "tests/random.hpp"

using namespace groundcheck;
using namespace groundcheck::test;

namespace printing_test {

namespace {

// "[low, high]" read back; nothing for an infinite end.
std::pair<std::optional<Rational>, std::optional<Rational>> read_back(const std::string& text) {
    const auto comma = text.find(", ");
    REQUIRE(comma != std::string::npos);
    REQUIRE(text.front() == '[');
    REQUIRE(text.back() == ']');
    return {parse_rational(text.substr(1, comma - 1)),
            parse_rational(text.substr(comma + 2, text.size() - comma - 3))};
}

}  // namespace

TEMPLATE_TEST_CASE("endpoints that the digits can hold print exactly", "", DoubleKernel, BallKernel,
                   MpfiKernel) {
    const TestType kernel;
    const auto text = [&](double lo, double hi, int digits) {
        return kernel.to_string(make(kernel, {lo, hi}), digits);
    };
    CHECK(text(0.25, 1, 5) == "[0.25, 1]");
    CHECK(text(-12, 1500, 5) == "[-12, 1500]");
    CHECK(text(0, 0, 5) == "[0, 0]");
    CHECK(text(-0.0, 0, 5) == "[0, 0]");
    CHECK(text(-inf, inf, 5) == "[-inf, inf]");
    CHECK(text(123456, 123456, 3) == "[123000, 124000]");
    CHECK(text(-123456, -123456, 3) == "[-124000, -123000]");
    CHECK(text(0.0625, 0.0625, 1) == "[0.06, 0.07]");
    CHECK(text(0x1p-30, 0x1p+80, 30) == "[9.31322574615478515625e-10, 1.208925819614629174706176e24]");
    CHECK(text(1e20, 1e20, 30) == "[100000000000000000000, 100000000000000000000]");
    CHECK(text(9.5, 9.5, 1) == "[9, 10]");
    CHECK(text(999.5, 999.5, 3) == "[999, 1000]");
    CHECK(text(1, 1, 0) == "[1, 1]");
}

TEMPLATE_TEST_CASE("endpoints in hexadecimal are the doubles around", "", DoubleKernel, BallKernel,
                   MpfiKernel) {
    const TestType kernel;
    const auto text = [&](double lo, double hi) { return kernel.to_hex(make(kernel, {lo, hi})); };
    CHECK(text(1, 3) == "[0x1p+0, 0x1.8p+1]");
    CHECK(text(-0.5, 0) == "[-0x1p-1, 0x0p+0]");
    CHECK(text(-0.0, -0.0) == "[0x0p+0, 0x0p+0]");
    CHECK(text(-inf, inf) == "[-inf, inf]");
    CHECK(kernel.to_hex(kernel.rational(Rational(1, 3))) == "[0x1.5555555555555p-2, 0x1.5555555555556p-2]");
    CHECK(kernel.to_hex(kernel.rational(Rational(-1, 3))) ==
          "[-0x1.5555555555556p-2, -0x1.5555555555555p-2]");
    CHECK(kernel.to_hex(kernel.rational(power(Rational(10), 400))) == "[0x1.fffffffffffffp+1023, inf]");
    CHECK(kernel.to_hex(kernel.rational(power(Rational(10), -400))) == "[0x0p+0, 0x0.0000000000001p-1022]");
    CHECK(kernel.to_hex(kernel.rational(power(Rational(2), -1074))) ==
          "[0x0.0000000000001p-1022, 0x0.0000000000001p-1022]");
}

TEMPLATE_TEST_CASE("printed intervals contain the printed value, within a unit of the last digit", "",
                   DoubleKernel, BallKernel, MpfiKernel) {
    GROUNDCHECK_REPLAYABLE();
    const TestType kernel;
    auto random = generator(600);
    for (int round = 0; round < 2000; ++round) {
        const double x = random_double(random, 300);
        const int digits = 1 + static_cast<int>(random() % 20);
        const auto value = make(kernel, {x, x});
        CAPTURE(x, digits, kernel.to_string(value, digits));
        const auto [low, high] = read_back(kernel.to_string(value, digits));
        REQUIRE(low.has_value());
        REQUIRE(high.has_value());
        REQUIRE(*low <= Rational(x));
        REQUIRE(Rational(x) <= *high);
        REQUIRE(*high - *low <= abs(Rational(x)) * power(Rational(10), 1 - digits));
        const auto [hex_low, hex_high] = read_back(kernel.to_hex(value));
        REQUIRE(hex_low == Rational(x));
        REQUIRE(hex_high == Rational(x));
    }
}

TEST_CASE("numbers beyond all printing become powers of ten beyond them") {
    const BallKernel ball(64);
    const MpfiKernel mpfi(64);
    const auto huge_ball = ball.power(ball.rational(2), std::int64_t{1} << 29);
    const auto huge_mpfi = mpfi.power(mpfi.rational(2), std::int64_t{1} << 29);
    CHECK(ball.to_string(huge_ball, 5) == "[1e161614248, 1e161614249]");
    CHECK(mpfi.to_string(huge_mpfi, 5) == "[1e161614248, 1e161614249]");
    CHECK(mpfi.to_string(mpfi.neg(huge_mpfi), 5) == "[-1e161614249, -1e161614248]");
    const auto tiny_mpfi = mpfi.div(mpfi.rational(1), huge_mpfi);
    CHECK(mpfi.to_string(tiny_mpfi, 5) == "[1e-161614249, 1e-161614248]");
    CHECK(mpfi.to_hex(huge_mpfi) == "[0x1.fffffffffffffp+1023, inf]");
    // Exact endpoints stop at 2^(2^24), outward.
    CHECK(mpfi.upper(huge_mpfi) == plus_infinity());
    CHECK(ball.upper(huge_ball) == plus_infinity());
    CHECK(mpfi.lower(huge_mpfi) == finite_endpoint(power(Rational(2), 1 << 24)));
    CHECK(ball.lower(huge_ball) == finite_endpoint(power(Rational(2), 1 << 24)));
    CHECK(mpfi.lower(tiny_mpfi) == finite_endpoint(0));
    CHECK(mpfi.upper(tiny_mpfi) == finite_endpoint(power(Rational(2), -(1 << 24))));
    CHECK(mpfi.lower(mpfi.neg(tiny_mpfi)) == finite_endpoint(-power(Rational(2), -(1 << 24))));
    CHECK(mpfi.lower(mpfi.neg(huge_mpfi)) == minus_infinity());
}

}  // namespace printing_test
