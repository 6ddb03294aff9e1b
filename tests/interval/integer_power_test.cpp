// Integer powers of any size and exponentials of huge numbers, in every kernel.
#include "interval/integer_power.hpp"

#include <optional>
#include <random>

#include "tests/catch.hpp"
#include "tests/interval/operations.hpp"
#include "tests/random.hpp"

using namespace groundcheck;
using test::Range;

namespace integer_power_test {

namespace {

constexpr double inf = test::inf;

const Integer far = Integer(1) << 100;  // even, and no machine integer
const Integer farther = (Integer(1) << 100) + 1;

// Both ends of an interval kernel's answer.
template <class Kernel>
std::pair<Endpoint, Endpoint> ends(const Kernel& kernel, const typename Kernel::Value& value) {
    REQUIRE_FALSE(kernel.is_empty(value));
    return {kernel.lower(value), kernel.upper(value)};
}

Endpoint endpoint(double x) {
    if (x == inf) return plus_infinity();
    return x == -inf ? minus_infinity() : finite_endpoint(Rational(x));
}

struct Vector {
    Range base;
    Integer exponent;
    std::optional<Range> expected;  // nothing: empty
};

// The same in every interval kernel: small integers, infinities, nothing.
const Vector vectors[] = {
    {{0, 0}, far, Range{0, 0}},
    {{0, 0}, -far, std::nullopt},
    {{0, 0}, 0, Range{1, 1}},
    {{1, 1}, far, Range{1, 1}},
    {{1, 1}, -farther, Range{1, 1}},
    {{-1, -1}, far, Range{1, 1}},
    {{-1, -1}, farther, Range{-1, -1}},
    {{-1, -1}, -far, Range{1, 1}},
    {{-1, -1}, -farther, Range{-1, -1}},
    {{-1, 1}, far, Range{0, 1}},
    {{-1, 1}, farther, Range{-1, 1}},
    {{-1, 1}, -far, Range{1, inf}},
    {{-1, 1}, -farther, Range{-inf, inf}},
    {{0, 1}, farther, Range{0, 1}},
    {{0, 1}, -farther, Range{1, inf}},
    {{-1, 0}, farther, Range{-1, 0}},
    {{-1, 0}, -farther, Range{-inf, -1}},
    {{-inf, -1}, far, Range{1, inf}},
    {{-inf, -1}, farther, Range{-inf, -1}},
    {{1, inf}, -far, Range{0, 1}},
    {{-inf, -1}, -farther, Range{-1, 0}},
    {{-inf, inf}, far, Range{0, inf}},
    {{-inf, inf}, farther, Range{-inf, inf}},
    {{inf, inf}, far, Range{inf, inf}},
    {{inf, inf}, -far, Range{0, 0}},
    {{-inf, -inf}, farther, Range{-inf, -inf}},
    {{-2, 1}, 2000000000, Range{0, inf}},   // where 2^2000000000 is beyond the numbers
    {{-2, 1}, 2000000001, Range{-inf, 1}},  // likewise
};

template <class Kernel>
void check_vectors(const Kernel& kernel) {
    for (const Vector& vector : vectors) {
        INFO(Kernel::name << ": [" << vector.base.lo << ", " << vector.base.hi << "]^" << vector.exponent);
        const auto value = integer_power(kernel, test::make(kernel, vector.base), vector.exponent);
        CHECK(kernel.is_empty(value) == !vector.expected);
        if (!vector.expected || kernel.is_empty(value)) continue;
        const auto [low, high] = ends(kernel, value);
        CHECK(low == endpoint(vector.expected->lo));
        CHECK(high == endpoint(vector.expected->hi));
    }
}

}  // namespace

TEST_CASE("Integer powers of any size: signs, zeros, infinities", "[power]") {
    // An end beyond 2^(2^24) is given by lower() and upper() as an infinity by the ball kernel too.
    check_vectors(BallKernel(64));
    check_vectors(BallKernel(2));
    check_vectors(BallKernel(1000));
    check_vectors(MpfiKernel(64));
    check_vectors(MpfiKernel(1000));
    check_vectors(DoubleKernel());
}

TEST_CASE("An empty base has empty powers", "[power]") {
    const BallKernel ball(64);
    const MpfiKernel mpfi(64);
    const auto nothing = [](const auto& kernel) { return kernel.log(kernel.rational(-1)); };
    for (const Integer& n : {Integer(0), Integer(3), far, Integer(-farther)}) {
        CHECK(integer_power(ball, nothing(ball), n).is_empty());
        CHECK(integer_power(mpfi, nothing(mpfi), n).is_empty());
        CHECK(integer_power(DoubleKernel(), DoubleInterval::empty(), n).is_empty());
        CHECK(integer_power(ExactKernel(), Exact::empty(), n).is_empty());
    }
}

TEST_CASE("Exact integer powers: written down where they can be, else inexact", "[power]") {
    const ExactKernel exact;
    const auto power = [&](const Rational& base, const Integer& n) {
        return exact.to_string(integer_power(exact, exact.rational(base), n));
    };
    CHECK(power(-1, 1000000001) == "-1");
    CHECK(power(-1, far) == "1");
    CHECK(power(-1, farther) == "-1");
    CHECK(power(-1, -farther) == "-1");
    CHECK(power(1, -farther) == "1");
    CHECK(power(0, far) == "0");
    CHECK(power(0, -far) == "[empty]");
    CHECK(power(0, 0) == "1");
    CHECK(power(Rational(-2, 3), 3) == "-8/27");
    CHECK(power(2, far) == "[inexact]");
    CHECK(power(Rational(1, 2), -far) == "[inexact]");
    CHECK(power(2, 2000000000) == "[inexact]");
    CHECK(exact.to_string(integer_power(exact, Exact::minus_infinity(), farther)) == "-inf");
    CHECK(exact.to_string(integer_power(exact, Exact::minus_infinity(), far)) == "inf");
    CHECK(exact.to_string(integer_power(exact, Exact::minus_infinity(), -far)) == "0");
    CHECK(exact.to_string(integer_power(exact, Exact::inexact(), far)) == "[inexact]");
    CHECK(exact.to_string(integer_power(exact, exact.log(exact.rational(2)), far)) == "[inexact]");
}

TEST_CASE("Large exponents: the kernels' enclosures hold the exact power and are tight", "[power]") {
    GROUNDCHECK_REPLAYABLE();
    std::mt19937_64 random = test::generator(311);
    std::uniform_int_distribution<int> digit(1, 9), size(20, 3000), sign(0, 1);
    for (int round = 0; round < 60; ++round) {
        const std::int64_t n = (sign(random) == 0 ? 1 : -1) * size(random);
        const Rational base = Rational(digit(random) - 5 == 0 ? 7 : digit(random) - 5, digit(random));
        if (base == 0) continue;
        const Rational truth = power(base, n);
        INFO(base << "^" << n);
        const auto holds = [&](const auto& kernel, const Rational& tolerance) {
            const auto value = integer_power(kernel, kernel.rational(base), Integer(n));
            const auto [low, high] = ends(kernel, value);
            CHECK(low <= finite_endpoint(truth));
            CHECK(finite_endpoint(truth) <= high);
            if (!low.is_finite() || !high.is_finite()) return;
            // The base is rounded once, which the power multiplies by n.
            CHECK(high.value - low.value <= abs(truth) * tolerance * 4 * (abs(Rational(n)) + 1));
        };
        holds(BallKernel(100), power(Rational(2), -99));
        holds(MpfiKernel(100), power(Rational(2), -99));
        const auto bounds =
            ends(DoubleKernel(), integer_power(DoubleKernel(), DoubleKernel().rational(base), n));
        CHECK(bounds.first <= finite_endpoint(truth));
        CHECK(finite_endpoint(truth) <= bounds.second);
    }
}

TEST_CASE("Powers with huge exponents multiply and have logarithms", "[power]") {
    const BallKernel ball(120);
    const auto near = [&](const Ball& a, const Ball& b) {
        const Ball gap = ball.sub(a, b);
        const Ball bound = ball.mul(ball.abs(b), ball.rational(power(Rational(2), -100)));
        return ball.less_equal(ball.abs(gap), bound) == Truth::yes ||
               (ball.equal(a, b) != Truth::no && ball.less_equal(gap, bound) != Truth::no);
    };
    for (const Rational& base : {Rational(3), Rational(3, 2), Rational(2), Rational(1, 3), Rational(99, 100)})
        for (const Integer& n : {Integer(far), Integer(-farther), Integer(Integer(1) << 2000)}) {
            INFO(base << "^" << n);
            const Ball x = ball.rational(base);
            const Ball one_power = integer_power(ball, x, n);
            CHECK(ball.less(ball.rational(0), one_power) == Truth::yes);
            CHECK(ball.less(one_power, ball.infinity()) == Truth::yes);
            // log(x^n) = n*log(x) for an exact base; 99/100 and 1/3 are rounded, and n stretches that.
            const bool exact_base = denominator(base) == 1 || base == Rational(3, 2);
            const Ball logarithm = ball.log(one_power), n_log = ball.mul(ball.rational(n), ball.log(x));
            CHECK(ball.equal(logarithm, n_log) != Truth::no);
            if (exact_base) CHECK(near(logarithm, n_log));
            // x^n * x^(-n) = 1, and x^(2n) = (x^n)^2.
            CHECK(ball.equal(ball.mul(one_power, integer_power(ball, x, -n)), ball.rational(1)) != Truth::no);
            CHECK(ball.equal(integer_power(ball, x, 2 * n), ball.mul(one_power, one_power)) != Truth::no);
        }
    // Across a machine integer's end nothing jumps: x^(2^63) = x * x^(2^63 - 1).
    for (const Integer& n : {Integer(Integer(1) << 63), Integer(-(Integer(1) << 63))}) {
        const Ball x = ball.rational(Rational(5, 4));
        CHECK(ball.equal(integer_power(ball, x, n), ball.mul(x, integer_power(ball, x, n - 1))) != Truth::no);
        const MpfiKernel mpfi(120);
        const auto y = mpfi.rational(1 + power(Rational(2), -60));
        CHECK(mpfi.equal(integer_power(mpfi, y, n), mpfi.mul(y, integer_power(mpfi, y, n - 1))) != Truth::no);
    }
}

TEST_CASE("The two kernels' huge powers of bases near 1 agree", "[power]") {
    for (const int k : {10, 40, 70})
        for (const Integer& n :
             {Integer(Integer(1) << 64), Integer(-(Integer(1) << 75) - 1), Integer(1000001)})
            for (const int sign : {1, -1}) {
                const Rational base = sign * (1 + power(Rational(2), -k));
                INFO(base << "^" << n);
                const BallKernel ball(100);
                const MpfiKernel mpfi(100);
                const auto a = ends(ball, integer_power(ball, ball.rational(base), n));
                const auto b = ends(mpfi, integer_power(mpfi, mpfi.rational(base), n));
                CHECK(a.first <= b.second);
                CHECK(b.first <= a.second);
                // (1 + 2^-70)^(2^64) and the like are numbers near 1.
                if (k == 70) {
                    CHECK(a.second.value - a.first.value < power(Rational(2), -60));
                    CHECK(b.second.value - b.first.value < power(Rational(2), -60));
                }
            }
}

TEST_CASE("Exponents with more bits than are multiplied out keep bounds that hold", "[power]") {
    const Integer vast = Integer(1) << 200'000;
    const auto check = [&](const auto& kernel) {
        INFO(std::decay_t<decltype(kernel)>::name);
        const auto one = kernel.rational(1), nought = kernel.rational(0);
        const auto power = [&](const Rational& base, const Integer& n) {
            return integer_power(kernel, kernel.rational(base), n);
        };
        CHECK(kernel.less(one, power(3, vast)) == Truth::yes);
        CHECK(kernel.less(power(Rational(1, 3), -vast), one) == Truth::no);
        CHECK(kernel.less(power(3, -vast), one) == Truth::yes);
        CHECK(kernel.less_equal(nought, power(3, -vast)) == Truth::yes);
        CHECK(kernel.less(power(-3, vast + 1), kernel.rational(-1)) == Truth::yes);
        CHECK(kernel.less(one, power(-3, vast)) == Truth::yes);
        CHECK(kernel.equal(power(-1, vast + 1), kernel.rational(-1)) == Truth::yes);
    };
    check(BallKernel(64));
    check(MpfiKernel(64));
    check(DoubleKernel());
}

TEST_CASE("exp and expm1 of huge numbers are finite, tight and inverse to log", "[exp]") {
    const BallKernel ball(100);
    for (const int digits : {1, 10, 19, 40, 300, 1000}) {
        const Rational x = power(Rational(10), digits);
        INFO("10^" << digits);
        const Ball value = ball.exp(ball.rational(x));
        CHECK(ball.less(value, ball.infinity()) == Truth::yes);
        CHECK(ball.less(ball.rational(1), value) == Truth::yes);
        const Ball back = ball.log(value);
        const Rational error = power(Rational(2), -60);
        CHECK(ball.less(ball.rational(x * (1 - error)), back) == Truth::yes);
        CHECK(ball.less(back, ball.rational(x * (1 + error))) == Truth::yes);
        const Ball small = ball.exp(ball.rational(-x));
        CHECK(ball.less(ball.rational(0), small) == Truth::yes);
        CHECK(ball.equal(ball.mul(small, value), ball.rational(1)) != Truth::no);
        CHECK(ball.less(ball.expm1(ball.rational(-x)), ball.rational(-1 + power(Rational(2), -6))) ==
              Truth::yes);
        CHECK(ball.less_equal(ball.rational(-1), ball.expm1(ball.rational(-x))) == Truth::yes);
        CHECK(ball.less_equal(ball.expm1(ball.rational(x)), value) != Truth::no);
        CHECK(ball.less(ball.expm1(ball.rational(x)), ball.infinity()) == Truth::yes);
    }
    // exp increases: a hair more is more.
    const Rational x = power(Rational(10), 300);
    CHECK(ball.less(ball.exp(ball.rational(x)), ball.exp(ball.rational(x * Rational(1001, 1000)))) ==
          Truth::yes);
    // A wide argument.
    const Ball wide = ball.exp(ball.interval(-x, x));
    CHECK(ball.less(ball.rational(0), wide) == Truth::yes);
    CHECK(ball.less(wide, ball.infinity()) == Truth::yes);
    // Beyond reach: bounds on the right side of everything smaller.
    const Ball beyond = ball.rational(power(Rational(2), 200'000));
    CHECK(ball.less(ball.exp(ball.rational(1000)), ball.exp(beyond)) == Truth::yes);
    CHECK(ball.less(ball.exp(ball.neg(beyond)), ball.exp(ball.rational(-1000))) == Truth::yes);
    CHECK(ball.less_equal(ball.rational(0), ball.exp(ball.neg(beyond))) == Truth::yes);
}

TEST_CASE("Numbers with long exponents are written as powers of ten around them", "[printing]") {
    const BallKernel ball(100);
    const auto text = [&](const Ball& value) { return ball.to_string(value, 10); };
    const Ball ten = ball.rational(10);
    CHECK(text(integer_power(ball, ten, Integer("100000000000000000000"))).find("e99999999999999999999, ") !=
          std::string::npos);
    CHECK(text(integer_power(ball, ball.rational(2), Integer(1) << 70)) ==
          "[1e355393490465494856465, 1e355393490465494856466]");
    CHECK(text(ball.neg(integer_power(ball, ball.rational(2), Integer(1) << 70))) ==
          "[-1e355393490465494856466, -1e355393490465494856465]");
    CHECK(text(integer_power(ball, ball.rational(2), -(Integer(1) << 70))) ==
          "[1e-355393490465494856466, 1e-355393490465494856465]");
    CHECK(ball.to_hex(integer_power(ball, ball.rational(2), Integer(1) << 70)) ==
          "[0x1.fffffffffffffp+1023, inf]");
    CHECK(ball.to_hex(integer_power(ball, ball.rational(2), -(Integer(1) << 70))) ==
          "[0x0p+0, 0x0.0000000000001p-1022]");
}

}  // namespace integer_power_test
