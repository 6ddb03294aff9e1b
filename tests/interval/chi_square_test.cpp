// The tails of the chi-square laws: against what is known of them, each kernel against the other at four
// times the precision with many degrees of freedom and at the ends of the half-line.
#include "interval/ball_kernel.hpp"
#include "interval/double_kernel.hpp"
#include "interval/exact_kernel.hpp"
#include "interval/mpfi_kernel.hpp"
#include "tests/catch.hpp"
#include "tests/interval/excess.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace chi_square_test {

namespace {

// That `claimed` holds what `truth` says at four times the precision, and is at most two units in the last
// place wider at either end.
template <NumberKernel Kernel, NumberKernel Fine>
void check_against(const Kernel& kernel, const Fine& fine, std::uint32_t degrees, const Rational& x) {
    const auto claimed = kernel.chi_square_tail(degrees, kernel.rational(x));
    const auto truth = fine.chi_square_tail(degrees, fine.rational(x));
    INFO(degrees << " degrees of freedom at " << to_string(x) << ": " << kernel.to_string(claimed, 30)
                 << " against " << fine.to_string(truth, 60));
    const Rational low = kernel.lower(claimed).value, high = kernel.upper(claimed).value;
    const Rational below = fine.lower(truth).value, above = fine.upper(truth).value;
    REQUIRE(low <= below);
    REQUIRE(above <= high);
    const Rational unit = test::ulp(above, kernel.precision(), 0);
    CHECK(below - low <= 2 * unit);
    CHECK(high - above <= 2 * unit);
}

}  // namespace

TEST_CASE("Chi-square tails with many degrees of freedom, each library against the other") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(810);
    for (const std::uint32_t degrees : {1U, 2U, 3U, 4U, 7U, 63U, 64U, 500U, 1001U, 5000U}) {
        for (int round = 0; round < 8; ++round) {
            // From a hundredth of the mean to eight times it, a dyadic number that every kernel holds.
            const Rational x(Integer(degrees) * (1 + random() % 800), 128);
            for (const Precision bits : {53, 128}) {
                check_against(BallKernel(bits), MpfiKernel(4 * bits), degrees, x);
                check_against(MpfiKernel(bits), BallKernel(4 * bits), degrees, x);
            }
        }
    }
}

TEST_CASE("Chi-square tails: closed forms, the recurrence in the degrees, complements") {
    const auto meets = [](const auto& kernel, const auto& a, const auto& b) {
        CHECK(kernel.less(a, b) != Truth::yes);
        CHECK(kernel.less(b, a) != Truth::yes);
    };
    const auto check = [&](const auto& kernel) {
        for (const Rational& x :
             {Rational(1, 1000), Rational(1, 2), Rational(1), Rational(7), Rational(90)}) {
            const auto value = kernel.rational(x), half = kernel.rational(x / 2);
            // Two degrees: the exponential law. Each two more: a term of the Poisson law.
            meets(kernel, kernel.chi_square_tail(2, value), kernel.exp(kernel.neg(half)));
            auto term = kernel.exp(kernel.neg(half));
            for (std::uint32_t m = 1; m < 20; ++m) {
                term = kernel.div(kernel.mul(term, half), kernel.rational(m));
                meets(kernel, kernel.chi_square_tail(2 * m + 2, value),
                      kernel.add(kernel.chi_square_tail(2 * m, value), term));
            }
            // Three degrees against one: sqrt(2*x/pi)*exp(-x/2) more.
            const auto more =
                kernel.mul(kernel.sqrt(kernel.div(kernel.mul(kernel.rational(2), value), kernel.pi())),
                           kernel.exp(kernel.neg(half)));
            meets(kernel, kernel.chi_square_tail(3, value),
                  kernel.add(kernel.chi_square_tail(1, value), more));
        }
        // Two standard deviations of the normal law: 0.04550026389635841440...
        const auto two = kernel.chi_square_tail(1, kernel.rational(4));
        CHECK(kernel.less(kernel.rational(Rational(Integer("45500263896358414"), power(Rational(10), 18))),
                          two) == Truth::yes);
        CHECK(kernel.less(two, kernel.rational(Rational(Integer("45500263896358415"),
                                                        power(Rational(10), 18)))) == Truth::yes);
    };
    check(BallKernel(128));
    check(MpfiKernel(128));
}

TEST_CASE("Chi-square tails at the ends, outside the domain, and where nothing is left of them") {
    const auto check = [](const auto& kernel) {
        using Value = typename std::decay_t<decltype(kernel)>::Value;
        const Value zero = kernel.rational(Rational(0)), one = kernel.rational(Rational(1));
        for (const std::uint32_t degrees : {1U, 2U, 9U, 4000U}) {
            CHECK(kernel.equal(kernel.chi_square_tail(degrees, zero), one) == Truth::yes);
            CHECK(kernel.equal(kernel.chi_square_tail(degrees, kernel.infinity()), zero) == Truth::yes);
            CHECK(kernel.is_empty(kernel.chi_square_tail(degrees, kernel.rational(Rational(-1)))));
            // As far out as a claim may go: bounds, none below 0, and none above what it is less far out.
            for (const std::int64_t exponent : {40, 1000, 60000}) {
                const Value far =
                    kernel.chi_square_tail(degrees, kernel.rational(power(Rational(2), exponent)));
                CHECK(kernel.less(far, zero) == Truth::no);
                CHECK(kernel.less_equal(far, one) == Truth::yes);
            }
        }
    };
    check(BallKernel(128));
    check(MpfiKernel(128));
    const ExactKernel exact;
    CHECK(exact.equal(exact.chi_square_tail(3, exact.rational(0)), exact.rational(1)) == Truth::yes);
    CHECK(exact.chi_square_tail(3, exact.rational(1)).is_inexact());
    CHECK(exact.is_zero(exact.chi_square_tail(3, exact.infinity())));
    CHECK(exact.is_empty(exact.chi_square_tail(3, exact.rational(-1))));
}

}  // namespace chi_square_test
