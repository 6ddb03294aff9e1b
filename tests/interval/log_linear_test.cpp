// Log-linear numbers: equalities that hold are found to hold, inequalities by a hair get their sign.
#include "interval/log_linear.hpp"

#include "interval/ball_kernel.hpp"
#include "interval/double_kernel.hpp"
#include "interval/factor.hpp"
#include "interval/mpfi_kernel.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace log_linear_test {

namespace {

LogLinear log_of(const Rational& x) { return LogLinear::log(x); }

// Primes beyond 64 bits: Mersenne's 2^89 - 1, 2^107 - 1 and 2^127 - 1.
const Integer p = (Integer(1) << 89U) - 1;
const Integer q = (Integer(1) << 107U) - 1;
const Integer r = (Integer(1) << 127U) - 1;

Rational small_rational(std::mt19937_64& random, std::uint64_t size) {
    return {Integer(1 + random() % size), Integer(1 + random() % size)};
}

LogLinear random_log_linear(std::mt19937_64& random) {
    LogLinear sum(small_rational(random, 50) - small_rational(random, 50));
    for (std::uint64_t terms = random() % 5; terms > 0; --terms) {
        sum.add_scaled(log_of(small_rational(random, 10000)),
                       small_rational(random, 20) - small_rational(random, 20));
    }
    return sum;
}

}  // namespace

TEST_CASE("factors multiply to the number and are what they promise") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(400);
    std::vector<Integer> values = {1,
                                   2,
                                   1024,
                                   p,
                                   p * p,
                                   p * q * 6,
                                   r * r * r,
                                   Integer("18446744073709551615"),
                                   Integer("18446744073709551557"),
                                   Integer("18446744073709551616")};
    for (int round = 0; round < 300; ++round) {
        values.push_back(Integer(1 + random() % 100000));
        values.push_back(Integer(1 + random()));
        values.push_back(Integer(1 + random()) * Integer(1 + random()));
    }
    for (const Integer& value : values) {
        CAPTURE(value);
        Integer product = 1;
        for (const Factor& factor : factors(value)) {
            REQUIRE(factor.base > 1);
            REQUIRE(factor.exponent > 0);
            product *= numerator(power(Rational(factor.base), factor.exponent));
            for (unsigned small = 2; small < trial_bound && Integer(small) < factor.base; ++small) {
                REQUIRE(factor.base % small != 0);
            }
        }
        REQUIRE(product == value);
    }
    CHECK(factors(1).empty());
    CHECK(factors(p * p).size() == 1);
    CHECK(factors(p * p)[0].exponent == 2);
    CHECK_THROWS_AS(factors(0), std::domain_error);
}

TEST_CASE("logarithms of products are sums of logarithms, exactly") {
    CHECK(log_of(12) == Rational(2) * log_of(2) + log_of(3));
    CHECK(log_of(Rational(1, 2)) == -log_of(2));
    CHECK(log_of(1).is_zero());
    CHECK(log_of(Rational(9, 4)) == Rational(2) * log_of(Rational(3, 2)));
    CHECK_FALSE(log_of(2) == log_of(3));
    CHECK_FALSE(log_of(2) == LogLinear(Rational(693147, 1000000)));
    CHECK_THROWS_AS(log_of(0), std::domain_error);
    CHECK_THROWS_AS(log_of(-1), std::domain_error);

    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(401);
    for (int round = 0; round < 300; ++round) {
        const Rational a = small_rational(random, 1U << 20U);
        const Rational b = small_rational(random, 1U << 20U);
        CHECK((log_of(a * b) - log_of(a) - log_of(b)).is_zero());
        CHECK((log_of(a / b) - log_of(a) + log_of(b)).sign() == 0);
        CHECK((log_of(power(a, 7)) - log_of(a) * Rational(7)).is_zero());
    }
}

TEST_CASE("equalities among composites too large to factor are found") {
    const LogLinear sum = log_of(Rational(p * q)) + log_of(Rational(q * r)) + log_of(Rational(r * p));
    CHECK(sum == log_of(Rational(p * q * r)) * Rational(2));
    CHECK(sum == (log_of(Rational(p)) + log_of(Rational(q)) + log_of(Rational(r))) * Rational(2));
    CHECK(log_of(Rational(p * q, q * r)) == log_of(Rational(p, r)));
    CHECK(log_of(Rational(p * p * q, r)) - log_of(Rational(p, r)) == log_of(Rational(p * q)));
    CHECK_FALSE(sum == log_of(Rational(p * q * r)));
    CHECK((log_of(Rational(p * q)) - log_of(Rational(p * q + 2))).sign() == -1);
    // A 64-bit prime inside a large composite.
    const Integer s("18446744073709551557");
    CHECK(log_of(Rational(s * p)) == log_of(Rational(s)) + log_of(Rational(p)));
    // The large factors cancel and leave a small one.
    CHECK(log_of(Rational(p * 1031)) - log_of(Rational(p)) == log_of(1031));
    CHECK(log_of(Rational(p * 1031 * 1033)) - log_of(Rational(p)) - log_of(1031) == log_of(1033));
    CHECK((log_of(Rational(p * q)) - log_of(Rational(p)) - log_of(Rational(q))).as_rational() == Rational(0));
    CHECK((LogLinear(Rational(1, 3)) + log_of(Rational(p * q)) - log_of(Rational(p)) - log_of(Rational(q)))
              .as_rational() == Rational(1, 3));
    CHECK_FALSE(log_of(Rational(p)).as_rational().has_value());
}

TEST_CASE("the sign of a difference of 2^-2000 is found") {
    const Rational hair = power(Rational(2), -2000);
    CHECK((log_of(1 + hair) - LogLinear(hair)).sign() == -1);
    CHECK((log_of(1 + hair) - LogLinear(hair - hair * hair)).sign() == 1);
    CHECK(compare(log_of(2) + LogLinear(hair), log_of(2)) == 1);
    CHECK(compare(log_of(2) - LogLinear(hair), log_of(2)) == -1);
    CHECK(compare(log_of(2), log_of(4) * Rational(1, 2)) == 0);
    // log(2) cut off after 300 bits differs from log(2) by less than 2^-300.
    const BallKernel fine(300);
    const Endpoint below = fine.lower(fine.log(fine.rational(2)));
    const Endpoint above = fine.upper(fine.log(fine.rational(2)));
    CHECK((log_of(2) - LogLinear(below.value)).sign() == 1);
    CHECK((log_of(2) - LogLinear(above.value)).sign() == -1);
}

TEST_CASE("log-linear numbers form a vector space over the rationals") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(402);
    for (int round = 0; round < 200; ++round) {
        const LogLinear a = random_log_linear(random);
        const LogLinear b = random_log_linear(random);
        const Rational c = small_rational(random, 30);
        CHECK(a + b == b + a);
        CHECK((a + b) * c == a * c + b * c);
        CHECK((a - a).is_zero());
        CHECK(a / c * c == a);
        CHECK(compare(a, b) == -compare(b, a));
        LogLinear accumulated = a;
        CHECK(accumulated.add_scaled(b, c) == a + c * b);
        CHECK(a * Rational(0) == LogLinear());
    }
    LogLinear doubled = log_of(6) + LogLinear(Rational(1, 2));
    doubled += doubled;
    CHECK(doubled == log_of(36) + LogLinear(1));
    doubled -= doubled;
    CHECK(doubled.is_zero());
    CHECK_THROWS_AS(doubled /= 0, std::domain_error);
}

TEST_CASE("products and quotients where they stay log-linear") {
    CHECK(product(log_of(2), LogLinear(3)) == log_of(8));
    CHECK(product(LogLinear(3), log_of(2)) == log_of(8));
    CHECK_FALSE(product(log_of(2), log_of(3)).has_value());
    CHECK(quotient(log_of(8), log_of(2)) == LogLinear(3));
    CHECK(quotient(log_of(8), log_of(4)) == LogLinear(Rational(3, 2)));
    CHECK(quotient(log_of(8), LogLinear(3)) == log_of(2));
    CHECK(quotient(LogLinear(0), log_of(3)) == LogLinear(0));
    CHECK(quotient(LogLinear(2) + log_of(9), LogLinear(1) + log_of(3)) == LogLinear(2));
    CHECK_FALSE(quotient(LogLinear(2) + log_of(9), LogLinear(2) + log_of(3)).has_value());
    CHECK_FALSE(quotient(log_of(3), log_of(2)).has_value());
    CHECK_FALSE(quotient(LogLinear(1), log_of(2)).has_value());
    CHECK_THROWS_AS(quotient(log_of(3), LogLinear(0)), std::domain_error);
    CHECK_THROWS_AS(quotient(log_of(3), log_of(4) - log_of(2) * Rational(2)), std::domain_error);
}

TEST_CASE("exponentials of sums of logarithms are rational") {
    CHECK(exact_exp(log_of(Rational(22, 7))) == Rational(22, 7));
    CHECK(exact_exp(log_of(4) * Rational(1, 2)) == Rational(2));
    CHECK(exact_exp(log_of(Rational(8, 27)) * Rational(-2, 3)) == Rational(9, 4));
    CHECK(exact_exp(LogLinear(0)) == Rational(1));
    CHECK_FALSE(exact_exp(log_of(2) * Rational(1, 2)).has_value());
    CHECK_FALSE(exact_exp(LogLinear(1)).has_value());
    CHECK_FALSE(exact_exp(LogLinear(1) + log_of(2)).has_value());
    CHECK_FALSE(exact_exp(log_of(2) * Rational(1000000000)).has_value());
}

TEST_CASE("the text is in the claim language") {
    CHECK(to_string(LogLinear(0)) == "0");
    CHECK(to_string(LogLinear(Rational(-1, 3))) == "-1/3");
    CHECK(to_string(log_of(2)) == "log(2)");
    CHECK(to_string(-log_of(2)) == "-log(2)");
    CHECK(to_string(LogLinear(Rational(1, 3)) + log_of(Rational(4, 3))) == "1/3 + 2*log(2) - log(3)");
    CHECK(to_string(log_of(3) * Rational(-2, 5) + LogLinear(1)) == "1 - 2/5*log(3)");
}

TEST_CASE("every kernel encloses a log-linear number, and the signs agree") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(403);
    for (int round = 0; round < 300; ++round) {
        const LogLinear value = random_log_linear(random);
        const int sign = value.sign();
        CAPTURE(to_string(value));
        const auto sign_fits = [&](const auto& kernel) {
            const auto enclosure = enclose(kernel, value);
            const auto zero = kernel.rational(0);
            if (sign > 0) return kernel.less_equal(enclosure, zero) != Truth::yes;
            if (sign < 0) return kernel.less_equal(zero, enclosure) != Truth::yes;
            return kernel.less(enclosure, zero) != Truth::yes && kernel.less(zero, enclosure) != Truth::yes;
        };
        CHECK(sign_fits(DoubleKernel()));
        CHECK(sign_fits(BallKernel(100)));
        CHECK(sign_fits(MpfiKernel(100)));
        const MpfiKernel fine(2000);
        const auto certain = fine.less(fine.rational(0), enclose(fine, value));
        CHECK((certain == Truth::yes) == (sign > 0));
    }
}

TEST_CASE("an expectation with hundreds of terms and huge rationals is decided") {
    // sum_k binomial(n,k) x^k (1-x)^(n-k) log(k/n), the part for k > 0, against the same from the other end.
    constexpr unsigned n = 300;
    const Rational x(123456789, 987654321);
    LogLinear forward;
    LogLinear backward;
    const auto weight = [&](unsigned k) -> Rational {
        return Rational(binomial(n, k)) * power(x, k) * power(1 - x, n - k);
    };
    for (unsigned k = 1; k <= n; ++k)
        forward.add_scaled(log_of(Rational(k, n)), weight(k));
    for (unsigned k = n; k >= 1; --k) {
        backward.add_scaled(log_of(k), weight(k));
        backward.add_scaled(log_of(n), -weight(k));
    }
    CHECK(forward == backward);
    CHECK(forward.sign() == -1);
    CHECK(compare(forward, backward + LogLinear(power(Rational(1, 3), 3000))) == -1);
}

}  // namespace log_linear_test
