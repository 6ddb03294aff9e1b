// Exact arithmetic with Euler's constant: what goes out, what is compared, and what stays unknown.
#include "interval/ball_kernel.hpp"
#include "interval/exact_kernel.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace gamma_form_test {

namespace {

const ExactKernel exact;

Exact digamma(const Rational& x) { return exact.digamma(exact.rational(x)); }

}  // namespace

TEST_CASE("Digamma at wholes and halves is -gamma and a log-linear number: its enclosures contain it") {
    const BallKernel ball(200);
    const Ball gamma = ball.neg(ball.digamma(ball.rational(1)));
    for (int twice = 1; twice <= 60; ++twice) {
        const Rational x(twice, 2);
        const auto form = digamma(x).gamma_form();
        REQUIRE(form.has_value());
        CHECK(form->multiple == -1);
        const Ball value = ball.sub(enclose(ball, form->rest), gamma);
        CHECK(ball.equal(value, ball.digamma(ball.rational(x))) != Truth::no);
        CHECK(ball.less(ball.abs(ball.sub(value, ball.digamma(ball.rational(x)))),
                        ball.rational(Rational(1, Integer(1) << 150))) == Truth::yes);
    }
    for (const Rational& x : {Rational(1, 3), Rational(20001), Rational(5, 4)})
        CHECK(!digamma(x).gamma_form());
    CHECK(exact.digamma(exact.rational(0)).is_empty());
    CHECK(exact.digamma(exact.rational(Rational(-1, 2))).is_empty());
}

TEST_CASE("The recurrence and the duplication formula of digamma are equalities") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(4711);
    for (int round = 0; round < 40; ++round) {
        const Rational x(1 + random() % 50, 2);
        CHECK(exact.equal(exact.sub(digamma(x + 1), digamma(x)), exact.rational(1 / x)) == Truth::yes);
        CHECK(exact.sub(digamma(x + 1), digamma(x)).is_finite());
        // 2*digamma(2x) = digamma(x) + digamma(x + 1/2) + 2*log(2)
        const Exact right = exact.add(exact.add(digamma(x), digamma(x + Rational(1, 2))),
                                      exact.mul(exact.rational(2), exact.log(exact.rational(2))));
        const Exact left = exact.mul(digamma(2 * x), exact.rational(2));
        CHECK(exact.equal(left, right) == Truth::yes);
        CHECK(exact.less(left, exact.add(right, exact.rational(Rational(1, Integer(1) << 400)))) ==
              Truth::yes);
        CHECK(exact.less(left, right) == Truth::no);
        CHECK(exact.less_equal(left, right) == Truth::yes);
    }
}

TEST_CASE("What is left with gamma is compared by enclosures, and is no number for anyone else") {
    const Exact gamma = exact.neg(digamma(1));
    CHECK(gamma.is_inexact());
    CHECK(!gamma.is_finite());
    CHECK_THROWS_AS(gamma.number(), std::logic_error);
    CHECK(exact.less(gamma, exact.rational(Rational(5773, 10000))) == Truth::yes);
    CHECK(exact.less(exact.rational(Rational(5772, 10000)), gamma) == Truth::yes);
    CHECK(exact.equal(gamma, exact.rational(Rational(5772, 10000))) == Truth::no);
    CHECK(exact.equal(exact.abs(exact.neg(gamma)), gamma) == Truth::yes);
    CHECK(exact.equal(exact.div(exact.mul(gamma, exact.rational(3)), exact.rational(3)), gamma) ==
          Truth::yes);
    // Beyond sums and rational multiples the form is forgotten.
    for (const Exact& value : {exact.mul(gamma, gamma), exact.exp(gamma), exact.log(gamma), exact.sqrt(gamma),
                               exact.power(gamma, std::int64_t{2}), exact.div(exact.rational(1), gamma),
                               exact.mul(gamma, exact.log(exact.rational(2)))}) {
        CHECK(value.is_inexact());
        CHECK(!value.gamma_form());
        CHECK(exact.equal(value, value) == Truth::unknown);
    }
    CHECK(exact.mul(gamma, exact.rational(0)).is_finite());
}

}  // namespace gamma_form_test
