// Exact rationals: reading and writing them, roots, and the simplest number between two.
#include "interval/rational.hpp"

#include <utility>

#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace rational_test {

namespace {

// Numerator and denominator of up to `bits` bits.
Rational random_rational(std::mt19937_64& random, unsigned bits) {
    const auto part = [&] {
        Integer value = 0;
        for (auto left = 1 + static_cast<unsigned>(random() % bits); left > 0; --left)
            value = 2 * value + random() % 2;
        return value;
    };
    const Rational value(part(), Integer(part() + 1));
    return random() % 2 == 0 ? value : Rational(-value);
}

}  // namespace

TEST_CASE("numbers are read exactly as they are spelt") {
    const std::pair<const char*, Rational> accepted[] = {
        {"0", 0},
        {"12", 12},
        {"-12", -12},
        {"+12", 12},
        {"007", 7},
        {"-0", 0},
        {"3/4", Rational(3, 4)},
        {"-3/4", Rational(-3, 4)},
        {"6/8", Rational(3, 4)},
        {"0/5", 0},
        {"0.25", Rational(1, 4)},
        {"0.1", Rational(1, 10)},
        {"-1.50", Rational(-3, 2)},
        {".5", Rational(1, 2)},
        {"5.", 5},
        {"1e-3", Rational(1, 1000)},
        {"2.5E2", 250},
        {"2.5e+2", 250},
        {"0x10", 16},
        {"0X1.8P-3", Rational(3, 16)},
        {"0x1.8p-3", Rational(3, 16)},
        {"-0x.8p1", -1},
        {"0xFfp0", 255},
        {"0x1p+3", 8},
        {"1e0", 1},
    };
    for (const auto& [text, value] : accepted) {
        CAPTURE(text);
        const auto read = parse_rational(text);
        REQUIRE(read.has_value());
        CHECK(*read == value);
    }
    CHECK(parse_rational("1e20000") == power(Rational(10), 20000));
    CHECK(parse_rational("0x1p-20000") == power(Rational(2), -20000));
}

TEST_CASE("what is not a number in full is rejected") {
    const char* const rejected[] = {
        "",         " ",       "-",     "+",       "--1",      "+-1",
        "-+1",      " 1",      "1 ",    "1 2",     "1,5",      "1.2.3",
        ".",        "-.",      "e5",    ".e5",     "1e",       "1e+",
        "1e-",      "1e5.5",   "1ee5",  "1e20001", "1e-20001", "1e99999999999999999999",
        "1/0",      "0/0",     "1/",    "/2",      "1/-2",     "1/+2",
        "1/2/3",    "1.5/2",   "1/2.5", "1/2e3",   "1e3/2",    "0x",
        "0x.",      "0xg",     "0x1p",  "0x1p+",   "0x1.8q3",  "0x1p20001",
        "0x1/0x2",  "0x1p1.5", "1p3",   "0b101",   "inf",      "-inf",
        "nan",      "NaN",     "abc",   "1a",      "a1",       "1_000",
        "1'000",    "½",       "１",    "1\n",     "\t1",      "1f",
        "#1",       "0x-1",    "1e0x5", "x1",      "00x1",     "1/0x2",
        "infinity", "1..2",    "1e5e5",
    };
    for (const char* text : rejected) {
        CAPTURE(text);
        CHECK_FALSE(parse_rational(text).has_value());
    }
    CHECK_FALSE(parse_rational(std::string_view("1\0", 2)).has_value());
    CHECK_FALSE(parse_rational(std::string_view("1\0002", 3)).has_value());
}

TEST_CASE("a rational's spelling reads back as the same number") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(300);
    for (int round = 0; round < 500; ++round) {
        const Rational value = random_rational(random, 1 + static_cast<unsigned>(random() % 300));
        CHECK(parse_rational(to_string(value)) == value);
    }
    CHECK(to_string(Rational(6, 8)) == "3/4");
    CHECK(to_string(Rational(-2)) == "-2");
    CHECK(to_string(Rational(0)) == "0");
}

TEST_CASE("powers multiply, and their inverses cancel") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(301);
    for (int round = 0; round < 200; ++round) {
        const Rational x = random_rational(random, 40);
        if (x == 0) continue;
        const auto m = static_cast<std::int64_t>(random() % 20) - 10;
        const auto n = static_cast<std::int64_t>(random() % 20) - 10;
        CHECK(power(x, m) * power(x, n) == power(x, m + n));
        CHECK(power(x, -m) * power(x, m) == 1);
    }
    CHECK(power(Rational(-2, 3), 3) == Rational(-8, 27));
    CHECK(power(Rational(-2, 3), -3) == Rational(-27, 8));
    CHECK(power(Rational(0), 0) == 1);
    CHECK(power(Rational(0), 5) == 0);
    CHECK_THROWS_AS(power(Rational(0), -1), std::domain_error);
}

TEST_CASE("floor and ceiling are the integers around") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(302);
    for (int round = 0; round < 500; ++round) {
        const Rational x = random_rational(random, 1 + static_cast<unsigned>(random() % 60));
        const bool whole = denominator(x) == 1;
        CHECK(Rational(floor(x)) <= x);
        CHECK(x < Rational(floor(x) + 1));
        CHECK(ceil(x) == floor(x) + (whole ? 0 : 1));
        const Integer common = 1 + random() % 9;  // not in lowest terms
        CHECK(floor_quotient(numerator(x) * common, denominator(x) * common) == floor(x));
    }
}

TEST_CASE("roots are found exactly when they are rational") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(303);
    for (int round = 0; round < 300; ++round) {
        const Rational root = abs(random_rational(random, 200));
        const auto degree = 1 + static_cast<unsigned>(random() % 7);
        const Rational value = power(root, degree);
        REQUIRE(exact_root(value, degree) == root);
        if (degree > 1 && value != 0) CHECK_FALSE(exact_root(value * 2, degree).has_value());
        CHECK(exact_sqrt(root * root) == root);
    }
    CHECK_FALSE(exact_sqrt(Rational(2)).has_value());
    CHECK_FALSE(exact_sqrt(Rational(4, 3)).has_value());
    CHECK_FALSE(exact_sqrt(Rational(3, 4)).has_value());
    CHECK_THROWS_AS(exact_sqrt(Rational(-4)), std::domain_error);
    CHECK_THROWS_AS(exact_root(Rational(4), 0), std::domain_error);
}

TEST_CASE("binomial coefficients satisfy Pascal's rule") {
    for (unsigned n = 0; n < 40; ++n) {
        Integer row = 0;
        for (unsigned k = 0; k <= n + 2; ++k) {
            row += binomial(n, k);
            if (n > 0 && k > 0) CHECK(binomial(n, k) == binomial(n - 1, k) + binomial(n - 1, k - 1));
        }
        CHECK(row == (Integer(1) << n));
    }
    CHECK(binomial(3, 4) == 0);
}

TEST_CASE("the simplest number between two is what trying all denominators finds") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(304);
    const auto by_trial = [](const Rational& low, const Rational& high) {
        for (Integer d = 1;; ++d) {
            // The integers n with low <= n/d <= high; the one of least absolute value.
            const Integer first = ceil(low * d);
            const Integer last = floor(high * d);
            if (first > last) continue;
            if (first <= 0 && last >= 0) return Rational(0);
            return Rational(first > 0 ? first : last, d);
        }
    };
    for (int round = 0; round < 3000; ++round) {
        Rational low = random_rational(random, 1 + static_cast<unsigned>(random() % 12));
        Rational high =
            random() % 5 == 0 ? low : random_rational(random, 1 + static_cast<unsigned>(random() % 12));
        if (low > high) std::swap(low, high);
        CAPTURE(low, high);
        REQUIRE(simplest_between(low, high) == by_trial(low, high));
    }
    CHECK(simplest_between(Rational(314159, 100000), Rational(314160, 100000)) == Rational(355, 113));
    CHECK(simplest_between(Rational(5), Rational(7)) == 5);
    CHECK(simplest_between(Rational(-7), Rational(-5)) == -5);
    CHECK_THROWS_AS(simplest_between(Rational(2), Rational(1)), std::domain_error);
}

}  // namespace rational_test
