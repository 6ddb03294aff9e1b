// digamma where inequalities take over from MPFR's own function: at large arguments whose values lie a hair
// from a number of the kernel's precision, so that a bound on the wrong side by less than an ulp shows.
#include "interval/ball_kernel.hpp"
#include "interval/mpfi_kernel.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace digamma_test {

namespace {

// An x of many bits with digamma(x) = y + part/x up to terms of order 1/x^2: x = exp(y + (part + 1/2)/x).
Rational argument_with_value(const Rational& y, const Rational& part, Precision bits) {
    const BallKernel fine(bits);
    const Ball first = fine.exp(fine.rational(y));
    const Ball shift = fine.div(fine.rational(part + Rational(1, 2)), first);
    return fine.lower(fine.exp(fine.add(fine.rational(y), shift))).value;
}

template <NumberKernel Kernel>
bool contains(const Kernel& kernel, const typename Kernel::Value& value, const Endpoint& low,
              const Endpoint& high) {
    return kernel.lower(value) <= low && high <= kernel.upper(value);
}

}  // namespace

TEST_CASE(
    "digamma of large arguments is bounded on the right side, however close to a representable number") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(800);
    for (const Precision bits : {53, 80, 128}) {
        const Precision fine_bits = 6 * bits + 200;
        const BallKernel fine_ball(fine_bits);
        const MpfiKernel fine_mpfi(fine_bits);
        const MpfiKernel mpfi(bits);
        const BallKernel ball(bits);
        for (int round = 0; round < 200; ++round) {
            std::uniform_real_distribution<double> exponent(static_cast<double>(bits) + 8,
                                                            static_cast<double>(bits) + 20);
            const Rational y(exponent(random) * 0.6931);
            for (const Rational& part : {Rational(1, 8), Rational(-1, 8), Rational(3, 8), Rational(-3, 8)}) {
                const Rational x = argument_with_value(y, part, fine_bits);
                const Ball truth = fine_ball.digamma(fine_ball.rational(x));
                const Endpoint low = fine_ball.lower(truth);
                const Endpoint high = fine_ball.upper(truth);
                CAPTURE(bits, round, to_string(part), fine_ball.to_string(truth, 60));
                REQUIRE((part > 0 ? low.value > y : high.value < y));
                REQUIRE(contains(mpfi, mpfi.digamma(fine_mpfi.rational(x)), low, high));
                REQUIRE(contains(ball, ball.digamma(fine_ball.rational(x)), low, high));
            }
        }
    }
}

TEST_CASE("digamma satisfies its recurrence at every size of argument") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(801);
    const auto check = [](const auto& kernel, const Rational& x) {
        // digamma(x + 1) = digamma(x) + 1/x
        const auto left = kernel.digamma(kernel.rational(x + 1));
        const auto right = kernel.add(kernel.digamma(kernel.rational(x)), kernel.rational(1 / x));
        CHECK(kernel.less(left, right) != Truth::yes);
        CHECK(kernel.less(right, left) != Truth::yes);
    };
    for (int round = 0; round < 300; ++round) {
        const auto exponent = static_cast<std::int64_t>(random() % 1000) - 500;
        const Rational x = Rational(Integer(1 + random() % 1000), 1000) * power(Rational(2), exponent);
        CAPTURE(to_string(x));
        check(BallKernel(128), x);
        check(MpfiKernel(128), x);
    }
}

}  // namespace digamma_test
