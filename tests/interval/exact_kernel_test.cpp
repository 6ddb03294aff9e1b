// The exact kernel: what stays exact, what becomes inexact, what is undefined; and agreement with the
// enclosures.
#include "interval/exact_kernel.hpp"

#include <vector>

#include "interval/ball_kernel.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace exact_kernel_test {

namespace {

const ExactKernel kernel;

Exact number(const Rational& value) { return kernel.rational(value); }
Exact log_of(const Rational& value) { return kernel.log(kernel.rational(value)); }
bool same(const Exact& a, const Exact& b) { return kernel.equal(a, b) == Truth::yes; }

}  // namespace

TEST_CASE("operations that stay within the log-linear numbers are exact") {
    CHECK(same(kernel.add(log_of(2), log_of(3)), log_of(6)));
    CHECK(same(kernel.sub(log_of(2), log_of(2)), number(0)));
    CHECK(same(kernel.mul(number(3), log_of(2)), log_of(8)));
    CHECK(same(kernel.div(log_of(4), log_of(2)), number(2)));
    CHECK(same(kernel.div(log_of(4), number(2)), log_of(2)));
    CHECK(same(kernel.power(number(Rational(2, 3)), std::int64_t{-2}), number(Rational(9, 4))));
    CHECK(same(kernel.power(number(-1), std::int64_t{9'000'000'000'000'001}), number(-1)));
    CHECK(same(kernel.power(number(-1), std::int64_t{-9'000'000'000'000'000}), number(1)));
    CHECK(same(kernel.power(number(0), std::int64_t{9'000'000'000'000'000}), number(0)));
    CHECK(same(kernel.power(log_of(2), std::int64_t{1}), log_of(2)));
    CHECK(same(kernel.power(number(Rational(8, 27)), number(Rational(-2, 3))), number(Rational(9, 4))));
    CHECK(same(kernel.power(number(0), number(0)), number(1)));
    CHECK(same(kernel.power(number(0), number(Rational(1, 2))), number(0)));
    CHECK(same(kernel.sqrt(number(Rational(9, 4))), number(Rational(3, 2))));
    CHECK(same(kernel.exp(log_of(Rational(3, 7))), number(Rational(3, 7))));
    CHECK(same(kernel.exp(kernel.mul(number(Rational(1, 2)), log_of(9))), number(3)));
    CHECK(same(kernel.expm1(log_of(3)), number(2)));
    CHECK(same(kernel.exp(number(0)), number(1)));
    CHECK(same(kernel.log1p(number(1)), log_of(2)));
    CHECK(same(kernel.xlogx(number(Rational(1, 2))), kernel.mul(number(Rational(-1, 2)), log_of(2))));
    CHECK(same(kernel.xlogx(number(0)), number(0)));
    CHECK(same(kernel.abs(log_of(Rational(1, 2))), log_of(2)));
    CHECK(same(kernel.min(log_of(2), number(Rational(7, 10))), log_of(2)));
    CHECK(same(kernel.max(log_of(2), number(Rational(7, 10))), number(Rational(7, 10))));
    CHECK(same(kernel.hull(number(2), number(2)), number(2)));
    CHECK(same(kernel.interval(2, 2), number(2)));
}

TEST_CASE("operations that leave the log-linear numbers are inexact, and that is absorbing") {
    for (const Exact& value :
         {kernel.pi(), kernel.interval(1, 2), kernel.sqrt(number(2)), kernel.exp(number(1)),
          kernel.expm1(number(1)), kernel.mul(log_of(2), log_of(3)), kernel.div(log_of(3), log_of(2)),
          kernel.div(number(1), log_of(2)), kernel.log(log_of(3)), kernel.digamma(number(Rational(1, 3))),
          kernel.power(log_of(2), std::int64_t{2}), kernel.power(number(2), number(Rational(1, 2))),
          kernel.power(number(2), log_of(2)), kernel.power(number(2), std::int64_t{1} << 40),
          kernel.hull(number(1), number(2)), kernel.xlogx(log_of(3)), kernel.sqrt(log_of(4))}) {
        CAPTURE(kernel.to_string(value));
        REQUIRE(value.is_inexact());
        CHECK(kernel.add(value, number(1)).is_inexact());
        CHECK(kernel.mul(number(2), value).is_inexact());
        CHECK(kernel.mul(kernel.infinity(), value).is_inexact());
        CHECK(kernel.div(number(1), value).is_inexact());
        CHECK(kernel.neg(value).is_inexact());
        CHECK(kernel.log(value).is_inexact());
        CHECK(kernel.max(value, number(1)).is_inexact());
        CHECK(kernel.less(value, number(1)) == Truth::unknown);
        CHECK(kernel.less_equal(number(1), value) == Truth::unknown);
        CHECK(kernel.equal(value, value) == Truth::unknown);
        CHECK_FALSE(kernel.is_zero(value));
        CHECK_THROWS_AS(value.number(), std::logic_error);
        CHECK(kernel.is_zero(kernel.mul(number(0), value)));
        CHECK(kernel.is_zero(kernel.mul(value, number(0))));
        CHECK(same(kernel.power(value, std::int64_t{0}), number(1)));
        CHECK(kernel.to_string(value) == "[inexact]");
    }
}

TEST_CASE("undefined operations are empty, and that absorbs everything") {
    const Exact infinity = kernel.infinity();
    for (const Exact& value :
         {log_of(0), log_of(-1), kernel.log1p(number(-1)), kernel.sqrt(number(-1)),
          kernel.sqrt(log_of(Rational(1, 2))), kernel.div(number(1), number(0)),
          kernel.div(number(0), number(0)), kernel.div(infinity, infinity),
          kernel.div(number(1), kernel.sub(log_of(4), kernel.mul(number(2), log_of(2)))),
          kernel.sub(infinity, infinity), kernel.power(number(0), std::int64_t{-1}),
          kernel.power(number(-2), number(Rational(1, 2))), kernel.power(number(0), number(-1)),
          kernel.digamma(number(0)), kernel.digamma(number(-1)), kernel.xlogx(number(-1))}) {
        REQUIRE(value.is_empty());
        CHECK(kernel.is_empty(kernel.add(value, kernel.pi())));
        CHECK(kernel.is_empty(kernel.mul(number(0), value)));
        CHECK(kernel.is_empty(kernel.mul(value, kernel.pi())));
        CHECK(kernel.is_empty(kernel.div(kernel.pi(), value)));
        CHECK(kernel.is_empty(kernel.power(value, std::int64_t{0})));
        CHECK(kernel.is_empty(kernel.exp(value)));
        CHECK(kernel.is_empty(kernel.min(value, kernel.pi())));
        CHECK(kernel.less(value, number(1)) == Truth::unknown);
        CHECK(kernel.equal(value, value) == Truth::unknown);
        CHECK(kernel.to_string(value) == "[empty]");
    }
}

TEST_CASE("infinities follow the extended reals") {
    const Exact plus = kernel.infinity();
    const Exact minus = kernel.neg(plus);
    CHECK(same(kernel.add(plus, number(-5)), plus));
    CHECK(same(kernel.mul(plus, log_of(Rational(1, 2))), minus));
    CHECK(same(kernel.mul(minus, minus), plus));
    CHECK(same(kernel.mul(plus, number(0)), number(0)));
    CHECK(same(kernel.div(number(3), minus), number(0)));
    CHECK(same(kernel.div(plus, number(-3)), minus));
    CHECK(same(kernel.power(minus, std::int64_t{3}), minus));
    CHECK(same(kernel.power(minus, std::int64_t{2}), plus));
    CHECK(same(kernel.power(minus, std::int64_t{-1}), number(0)));
    CHECK(same(kernel.power(number(2), plus), plus));
    CHECK(same(kernel.power(number(Rational(1, 2)), plus), number(0)));
    CHECK(same(kernel.power(number(1), minus), number(1)));
    CHECK(same(kernel.exp(minus), number(0)));
    CHECK(same(kernel.expm1(minus), number(-1)));
    CHECK(same(kernel.log(plus), plus));
    CHECK(same(kernel.xlogx(plus), plus));
    CHECK(same(kernel.abs(minus), plus));
    CHECK(kernel.less(number(1000000), plus) == Truth::yes);
    CHECK(kernel.less(plus, plus) == Truth::no);
    CHECK(kernel.less_equal(plus, plus) == Truth::yes);
    CHECK(kernel.less(minus, log_of(Rational(1, 100))) == Truth::yes);
    CHECK(kernel.equal(plus, minus) == Truth::no);
    CHECK(kernel.to_string(plus) == "inf");
    CHECK(kernel.to_string(minus) == "-inf");
}

namespace {

// Runs the same random straight-line program over a kernel; operations that would leave a domain are skipped
// alike.
template <class Kernel>
std::vector<typename Kernel::Value> run_program(const Kernel& numbers, std::mt19937_64 random) {
    std::vector<typename Kernel::Value> values;
    for (int start = 0; start < 4; ++start) {
        values.push_back(numbers.rational(Rational(Integer(random() % 40), Integer(1 + random() % 12))));
    }
    for (int step = 0; step < 12; ++step) {
        const auto& a = values.at(random() % values.size());
        const auto& b = values.at(random() % values.size());
        switch (random() % 9) {
            case 0:
                values.push_back(numbers.add(a, b));
                break;
            case 1:
                values.push_back(numbers.sub(a, b));
                break;
            case 2:
                values.push_back(numbers.mul(a, values.at(random() % 4)));
                break;
            case 3:
                values.push_back(numbers.div(a, values.at(random() % 4)));
                break;
            case 4:
                values.push_back(numbers.log(values.at(random() % 4)));
                break;
            case 5:
                values.push_back(numbers.xlogx(values.at(random() % 4)));
                break;
            case 6:
                values.push_back(numbers.max(a, b));
                break;
            case 7:
                values.push_back(numbers.abs(a));
                break;
            default:
                values.push_back(numbers.power(values.at(random() % 4), std::int64_t{3}));
                break;
        }
    }
    return values;
}

}  // namespace

TEST_CASE("random programs give numbers that lie in Arb's enclosures") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(500);
    const BallKernel ball(300);
    int finite = 0;
    for (int round = 0; round < 300; ++round) {
        const auto program = test::generator(random());
        const auto exact = run_program(kernel, program);
        const auto enclosed = run_program(ball, program);
        for (std::size_t i = 0; i < exact.size(); ++i) {
            CAPTURE(round, i, kernel.to_string(exact[i]), ball.to_string(enclosed[i], 30));
            REQUIRE(exact[i].is_empty() == ball.is_empty(enclosed[i]));
            if (!exact[i].is_finite()) continue;
            ++finite;
            // The exact number, enclosed anew, must meet what the program gave; and be compared like it.
            const Ball again = enclose(ball, exact[i].number());
            REQUIRE(ball.less(again, enclosed[i]) != Truth::yes);
            REQUIRE(ball.less(enclosed[i], again) != Truth::yes);
            const Truth claimed = ball.less(enclosed[i], enclosed[0]);
            if (is_certain(claimed)) REQUIRE(kernel.less(exact[i], exact[0]) == claimed);
        }
    }
    CHECK(finite > 2000);
}

}  // namespace exact_kernel_test
