// Two kernels about one number: what agrees, what does not, and what is said then.
#include "interval/agreement.hpp"

#include "interval/double_kernel.hpp"
#include "tests/catch.hpp"
#include "tests/interval/operations.hpp"
#include "tests/random.hpp"

using namespace groundcheck;
using namespace groundcheck::test;

TEST_CASE("enclosures meet exactly if they have a number in common") {
    const BallKernel ball(60);
    const MpfiKernel mpfi(200);
    const auto meets = [&](Range a, Range b) { return meet(make(ball, a), make(mpfi, b)); };
    CHECK(meets({1, 2}, {2, 3}));
    CHECK(meets({2, 3}, {1, 2}));
    CHECK(meets({1, 4}, {2, 3}));
    CHECK(meets({2, 3}, {1, 4}));
    CHECK(meets({1, 1}, {1, 1}));
    CHECK(meets({-inf, inf}, {5, 5}));
    CHECK(meets({inf, inf}, {5, inf}));
    CHECK(meets({0, 0}, {-0.0, -0.0}));
    CHECK_FALSE(meets({1, 2}, {2 + 0x1p-51, 3}));
    CHECK_FALSE(meets({2 + 0x1p-51, 3}, {1, 2}));
    CHECK_FALSE(meets({inf, inf}, {5, 6}));
    CHECK_FALSE(meets({0, 0}, {0x1p-1074, 1}));
    // Endpoints of different precisions are compared without rounding.
    const Rational hair = power(Rational(2), -150);
    CHECK_FALSE(meet(ball.rational(1), mpfi.rational(1 + hair)));
    CHECK_FALSE(meet(ball.rational(1), mpfi.rational(1 - hair)));
    const Ball nothing = ball.log(ball.rational(0));
    const MpfiInterval nothing_either = mpfi.log(mpfi.rational(0));
    CHECK(meet(nothing, nothing_either));
    CHECK_FALSE(meet(nothing, mpfi.rational(1)));
    CHECK_FALSE(meet(ball.rational(1), nothing_either));
}

TEST_CASE("a disagreement names the quantity and both enclosures") {
    const BallKernel ball;
    const MpfiKernel mpfi;
    CHECK_NOTHROW(require_agreement("log(2)", ball.log(ball.rational(2)), mpfi.log(mpfi.rational(2))));
    try {
        require_agreement("H(Q) at K=2, N=3", ball.rational(1), mpfi.interval(2, 3));
        FAIL("no exception");
    } catch (const KernelDisagreement& disagreement) {
        CHECK(disagreement.quantity() == "H(Q) at K=2, N=3");
        CHECK(disagreement.ball() == "[1, 1]");
        CHECK(disagreement.mpfi() == "[2, 3]");
        const std::string message = disagreement.what();
        CHECK(message.find("H(Q) at K=2, N=3") != std::string::npos);
        CHECK(message.find("[1, 1]") != std::string::npos);
        CHECK(message.find("[2, 3]") != std::string::npos);
    }
}

TEST_CASE("quotients of small and of large whole numbers are rounded alike by the double kernel") {
    GROUNDCHECK_REPLAYABLE();
    auto random = generator(701);
    const DoubleKernel doubles;
    const auto alike = [&](const Rational& x) {
        const DoubleInterval direct = doubles.rational(x);
        const DoubleInterval by_mpfr = doubles.interval(x, x);
        REQUIRE(direct.lo == by_mpfr.lo);
        REQUIRE(direct.hi == by_mpfr.hi);
        REQUIRE(Rational(direct.lo) <= x);
        REQUIRE(x <= Rational(direct.hi));
    };
    for (int round = 0; round < 2000; ++round) {
        const unsigned top = static_cast<unsigned>(random() % 64),
                       bottom = static_cast<unsigned>(random() % 64);
        const Rational x(Integer(random() >> top), Integer((random() >> bottom) | 1U));
        alike(x);
        alike(-x);
    }
    const Integer edge = Integer(1) << 53;
    for (const Integer& near : {Integer(edge - 1), edge, Integer(edge + 1)})
        for (const Integer& whole : {Integer(1), Integer(3), Integer(edge - 1), edge, Integer(edge + 1)}) {
            alike(Rational(near, whole));
            alike(Rational(whole, near));
        }
    alike(0);
}

TEST_CASE("the double kernel rounds Arb's endpoints outward") {
    GROUNDCHECK_REPLAYABLE();
    auto random = generator(700);
    const BallKernel ball(200);
    const DoubleKernel doubles;
    for (int round = 0; round < 500; ++round) {
        const Rational x(Integer(random()), Integer(random() | 1U));
        const DoubleInterval rounded = doubles.from_ball(ball.rational(x));
        const DoubleInterval direct = doubles.rational(x);
        REQUIRE(rounded.lo == direct.lo);
        REQUIRE(rounded.hi == direct.hi);
        REQUIRE(Rational(rounded.lo) <= x);
        REQUIRE(x <= Rational(rounded.hi));
    }
    CHECK(doubles.from_ball(ball.log(ball.rational(0))).is_empty());
    const DoubleInterval huge = doubles.from_ball(ball.exp(ball.rational(100000)));
    CHECK(huge.lo == std::numeric_limits<double>::max());
    CHECK(huge.hi == inf);
}

TEST_CASE("values survive copying, moving and self-assignment") {
    const MpfiKernel mpfi(100);
    MpfiInterval a = mpfi.rational(Rational(1, 3));
    const MpfiInterval copy = a;
    MpfiInterval& self = a;
    a = self;
    CHECK(mpfi.to_string(a, 30) == mpfi.to_string(copy, 30));
    MpfiInterval moved = std::move(a);
    CHECK(mpfi.to_string(moved, 30) == mpfi.to_string(copy, 30));
    a = copy;  // a moved-from value can be assigned to
    CHECK(mpfi.to_string(a, 30) == mpfi.to_string(copy, 30));
    a = MpfiKernel(300).rational(Rational(1, 3));
    CHECK(mpfi.lower(copy) < mpfi.lower(a));  // with its own precision

    const BallKernel ball(100);
    Ball b = ball.rational(Rational(1, 3));
    const Ball ball_copy = b;
    Ball& ball_self = b;
    b = ball_self;
    CHECK(ball.to_string(b, 30) == ball.to_string(ball_copy, 30));
    Ball ball_moved = std::move(b);
    CHECK(ball.to_string(ball_moved, 30) == ball.to_string(ball_copy, 30));
    b = ball_copy;
    CHECK(ball.to_string(b, 30) == ball.to_string(ball_copy, 30));
}
