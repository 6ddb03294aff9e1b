// The reference's arithmetic: against Arb at eight times the precision, exact where it promises to be.
#include "reference/number.hpp"

#include <functional>
#include <vector>

#include "tests/catch.hpp"
#include "tests/random.hpp"
#include "tests/reference/enclosing.hpp"

using namespace groundcheck;
using namespace groundcheck::test;
using reference::Arithmetic;
using reference::NoOpinion;
using reference::Number;
using reference::Undefined;

namespace number_test {

namespace {

constexpr unsigned bits = 128;
const BallKernel kernel(1024);
const Arithmetic arithmetic(bits);

Rational fraction(std::mt19937_64& random, std::int64_t least, std::int64_t most) {
    const std::int64_t denominator = std::uniform_int_distribution<std::int64_t>(1, 40)(random);
    return {std::uniform_int_distribution<std::int64_t>(least * denominator, most * denominator)(random),
            denominator};
}

// The same number twice: of the reference and of Arb.
struct Pair {
    Number number;
    Ball ball;
};
// Exact, a logarithm, or between bounds; positive.
Pair positive(std::mt19937_64& random) {
    const Rational value = fraction(random, 1, 6);
    switch (random() % 4) {
        case 0:
            return {arithmetic.exp(value), kernel.exp(kernel.rational(value))};
        case 1:
            return {arithmetic.sqrt(value), kernel.sqrt(kernel.rational(value))};
        case 2:
            return {arithmetic.log(value + 1), kernel.log(kernel.rational(value + 1))};
        default:
            return {value, kernel.rational(value)};
    }
}
Pair any(std::mt19937_64& random) {
    Pair result = positive(random);
    if (random() % 2 == 0) return result;
    return {arithmetic.neg(result.number), kernel.neg(result.ball)};
}

using Unary = std::function<Number(const Number&)>;
using Binary = std::function<Number(const Number&, const Number&)>;
struct UnaryRow {
    const char* name;
    bool positive;
    Unary number;
    std::function<Ball(const Ball&)> ball;
};
struct BinaryRow {
    const char* name;
    bool positive;
    Binary number;
    std::function<Ball(const Ball&, const Ball&)> ball;
};

#define ONE(op) [](const Number& x) { return arithmetic.op(x); }, [](const Ball& x) { return kernel.op(x); }
#define TWO(op)                                                           \
    [](const Number& x, const Number& y) { return arithmetic.op(x, y); }, \
        [](const Ball& x, const Ball& y) { return kernel.op(x, y); }

const std::vector<UnaryRow> unary = {
    {"neg", false, ONE(neg)}, {"abs", false, ONE(abs)},  {"exp", false, ONE(exp)},
    {"log", true, ONE(log)},  {"sqrt", true, ONE(sqrt)}, {"digamma", true, ONE(digamma)},
};
const std::vector<BinaryRow> binary = {
    {"add", false, TWO(add)},
    {"mul", false, TWO(mul)},
    {"div", false, TWO(div)},
    {"power", true, TWO(power)},
    {"lesser", false, [](const Number& x, const Number& y) { return arithmetic.lesser(x, y); },
     [](const Ball& x, const Ball& y) { return kernel.min(x, y); }},
    {"greater", false, [](const Number& x, const Number& y) { return arithmetic.lesser(x, y, true); },
     [](const Ball& x, const Ball& y) { return kernel.max(x, y); }},
};
#undef ONE
#undef TWO

// Arguments lose some bits, and powers have exponents of up to e^6 and bases of up to e^6.
const Rational tight = Rational(1) / power(Rational(2), bits - 30);

void check(const Number& number, const Ball& ball) {
    const auto bounds = number.bounds(bits);
    if (number.exact()) {  // sharper than the ball: the two cannot be told apart
        const Ball exact = enclose(kernel, *number.exact());
        CHECK(kernel.equal(exact, ball) != Truth::no);
        CHECK(encloses(bounds, kernel, exact));
        return;
    }
    CHECK(encloses(bounds, kernel, ball));
    REQUIRE(finite(bounds));
    CHECK(looseness(bounds) < tight);
}

}  // namespace

TEST_CASE("Each operation on points encloses Arb's value tightly", "[reference]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = generator(901);
    for (const UnaryRow& row : unary)
        for (int i = 0; i < 150; ++i) {
            const Pair x = row.positive ? positive(random) : any(random);
            INFO(row.name << " of " << x.number.text());
            check(row.number(x.number), row.ball(x.ball));
        }
    for (const BinaryRow& row : binary)
        for (int i = 0; i < 150; ++i) {
            const Pair x = row.positive ? positive(random) : any(random), y = any(random);
            INFO(row.name << " of " << x.number.text() << " and " << y.number.text());
            check(row.number(x.number, y.number), row.ball(x.ball, y.ball));
        }
}

TEST_CASE("Whole powers of negative numbers enclose Arb's value", "[reference]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = generator(902);
    for (int i = 0; i < 300; ++i) {
        const Pair x = any(random);
        const int exponent = std::uniform_int_distribution<int>(-12, 12)(random);
        INFO(x.number.text() << " to the " << exponent);
        check(arithmetic.power(x.number, Rational(exponent)), kernel.power(x.ball, std::int64_t{exponent}));
    }
}

TEST_CASE("An operation on an interval encloses its values at points inside", "[reference]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = generator(903);
    const auto ends = [&](bool positive) {
        const int least = positive ? 1 : -4;
        std::pair<Rational, Rational> result{fraction(random, least, 4), fraction(random, least, 4)};
        if (result.second < result.first) std::swap(result.first, result.second);
        return result;
    };
    const auto inside = [&](const std::pair<Rational, Rational>& range) {
        return Rational(range.first + (range.second - range.first) * Rational(random() % 17, 16));
    };
    const auto hull = [](const std::pair<Rational, Rational>& range) {
        return arithmetic.hull(range.first, range.second);
    };
    for (int i = 0; i < 200; ++i) {
        for (const UnaryRow& row : unary) {
            const auto range = ends(row.positive);
            const Rational x = inside(range);
            INFO(row.name << " of " << range.first << " to " << range.second << " at " << x);
            CHECK(encloses(row.number(hull(range)).bounds(bits), kernel, row.ball(kernel.rational(x))));
        }
        for (const BinaryRow& row : binary) {
            const auto first = ends(row.positive), second = ends(false);
            const Rational x = inside(first), y = inside(second);
            if (std::string(row.name) == "div" && y == 0) continue;
            INFO(row.name << " at " << x << " and " << y);
            CHECK(encloses(row.number(hull(first), hull(second)).bounds(bits), kernel,
                           row.ball(kernel.rational(x), kernel.rational(y))));
        }
        const auto range = ends(false);
        const Rational x = inside(range);
        const std::int64_t exponent = static_cast<std::int64_t>(random() % 7);
        INFO(x << " to the " << exponent << " in " << range.first << " to " << range.second);
        CHECK(encloses(arithmetic.power(hull(range), Rational(exponent)).bounds(bits), kernel,
                       kernel.power(kernel.rational(x), exponent)));
    }
}

TEST_CASE("Results that are log-linear for certain are exact", "[reference]") {
    const LogLinear log2 = LogLinear::log(2), log3 = LogLinear::log(3);
    const auto exact = [](const Number& number) {
        REQUIRE(number.exact().has_value());
        return *number.exact();
    };
    CHECK(exact(arithmetic.add(log2, log3)) == LogLinear::log(6));
    CHECK(exact(arithmetic.add(log2, arithmetic.neg(log2))) == LogLinear(0));
    CHECK(exact(arithmetic.mul(log2, Rational(3))) == LogLinear::log(8));
    CHECK(exact(arithmetic.div(LogLinear::log(9), log3)) == LogLinear(2));
    CHECK(exact(arithmetic.log(Rational(3, 2))) == log3 - log2);
    CHECK(exact(arithmetic.exp(LogLinear::log(12))) == LogLinear(12));
    CHECK(exact(arithmetic.exp(Rational(0))) == LogLinear(1));
    CHECK(exact(arithmetic.sqrt(Rational(9, 4))) == LogLinear(Rational(3, 2)));
    CHECK(exact(arithmetic.power(Rational(-2, 3), Rational(-3))) == LogLinear(Rational(-27, 8)));
    CHECK(exact(arithmetic.power(Rational(8, 27), Rational(-2, 3))) == LogLinear(Rational(9, 4)));
    CHECK(exact(arithmetic.abs(LogLinear::log(Rational(1, 2)))) == log2);
    CHECK(exact(arithmetic.lesser(log2, Rational(7, 10))) == log2);  // 0.693 < 0.7
    CHECK(exact(arithmetic.lesser(log2, Rational(7, 10), true)) == LogLinear(Rational(7, 10)));
    CHECK(arithmetic.equal(arithmetic.add(log2, log3), LogLinear::log(6)) == Truth::yes);
    CHECK(arithmetic.less(log2, Rational(6931471806, 10000000000)) == Truth::yes);
    CHECK(arithmetic.less(Rational(6931471805, 10000000000), log2) == Truth::yes);
}

TEST_CASE("Infinity is a number where that has a meaning", "[reference]") {
    const Number infinity = Number::infinite(1), minus = Number::infinite(-1);
    CHECK(arithmetic.add(infinity, Rational(-5)).infinity() == 1);
    CHECK(arithmetic.add(minus, minus).infinity() == -1);
    CHECK(arithmetic.less(arithmetic.exp(Rational(1)),
                          arithmetic.add(arithmetic.exp(Rational(1)), infinity)) == Truth::yes);
    CHECK(arithmetic.equal(arithmetic.add(infinity, Rational(1)), infinity) == Truth::yes);
    CHECK(arithmetic.mul(infinity, Rational(-2)).infinity() == -1);
    CHECK(arithmetic.mul(minus, minus).infinity() == 1);
    CHECK(arithmetic.mul(Rational(0), infinity).is_zero());
    CHECK(arithmetic.div(Rational(7), infinity).is_zero());
    CHECK(arithmetic.div(minus, Rational(-3)).infinity() == 1);
    CHECK(arithmetic.log(Rational(0)).infinity() == -1);
    CHECK(arithmetic.log(infinity).infinity() == 1);
    CHECK(arithmetic.exp(minus).is_zero());
    CHECK(arithmetic.exp(infinity).infinity() == 1);
    CHECK(arithmetic.sqrt(infinity).infinity() == 1);
    CHECK(arithmetic.digamma(infinity).infinity() == 1);
    CHECK(arithmetic.abs(minus).infinity() == 1);
    CHECK(arithmetic.power(minus, Rational(3)).infinity() == -1);
    CHECK(arithmetic.power(minus, Rational(2)).infinity() == 1);
    CHECK(arithmetic.power(infinity, Rational(-1, 2)).is_zero());
    CHECK(arithmetic.power(Rational(1, 2), infinity).is_zero());
    CHECK(arithmetic.power(Rational(2), infinity).infinity() == 1);
    CHECK(arithmetic.less(minus, LogLinear::log(2)) == Truth::yes);
    CHECK(arithmetic.less(infinity, infinity) == Truth::no);
}

TEST_CASE("What has no value is said to have none, what is not known is not guessed", "[reference]") {
    const Number infinity = Number::infinite(1), minus = Number::infinite(-1);
    const Number small = arithmetic.add(arithmetic.power(arithmetic.sqrt(Rational(2)), Rational(2)),
                                        Rational(-2));  // 0, between bounds
    const Number root = arithmetic.sqrt(Rational(2));
    const std::vector<std::function<Number()>> undefined = {
        [&] { return arithmetic.div(Rational(1), Rational(0)); },
        [&] { return arithmetic.div(Rational(0), Rational(0)); },
        [&] { return arithmetic.div(infinity, Rational(0)); },
        [&] { return arithmetic.div(root, LogLinear::log(1)); },
        [&] { return arithmetic.log(Rational(-1, 9)); },
        [&] { return arithmetic.log(arithmetic.neg(root)); },
        [&] { return arithmetic.log(minus); },
        [&] { return arithmetic.log(LogLinear::log(Rational(1, 2))); },
        [&] { return arithmetic.sqrt(Rational(-4)); },
        [&] { return arithmetic.sqrt(arithmetic.neg(root)); },
        [&] { return arithmetic.sqrt(minus); },
        [&] { return arithmetic.digamma(Rational(0)); },
        [&] { return arithmetic.digamma(Rational(-1, 2)); },
        [&] { return arithmetic.digamma(minus); },
        [&] { return arithmetic.power(Rational(0), Rational(-1)); },
        [&] { return arithmetic.power(Rational(0), Rational(-1, 2)); },
        [&] { return arithmetic.power(Rational(0), minus); },
        [&] { return arithmetic.power(Rational(-8), Rational(1, 3)); },
        [&] { return arithmetic.power(arithmetic.neg(root), root); },
    };
    for (std::size_t i = 0; i < undefined.size(); ++i) {
        INFO("undefined, row " << i);
        CHECK_THROWS_AS(undefined[i](), Undefined);
    }
    const std::vector<std::function<Number()>> unknown = {
        [&] { return arithmetic.add(infinity, minus); },
        [&] { return arithmetic.add(minus, infinity); },
        [&] { return arithmetic.div(infinity, infinity); },
        [&] { return arithmetic.div(minus, infinity); },
        [&] { return arithmetic.power(root, Rational(100000)); },
    };
    for (std::size_t i = 0; i < unknown.size(); ++i) {
        INFO("unknown, row " << i);
        CHECK_THROWS_AS(unknown[i](), NoOpinion);
    }
    // Between bounds around 0: everything is possible, nothing is certain.
    CHECK(arithmetic.equal(small, Rational(0)) == Truth::unknown);
    CHECK(arithmetic.less(small, Rational(0)) == Truth::unknown);
    const std::vector<Number> open = {
        arithmetic.div(Rational(1), small),
        arithmetic.div(Rational(0), small),
        arithmetic.log(small),
        arithmetic.sqrt(small),
        arithmetic.digamma(small),
        arithmetic.power(small, Rational(1, 2)),
    };
    for (std::size_t i = 0; i < open.size(); ++i) {
        INFO("open, row " << i);
        CHECK(arithmetic.less(open[i], Rational(-1000)) == Truth::unknown);
        CHECK(arithmetic.less(Rational(1000), open[i]) == Truth::unknown);
    }
}

}  // namespace number_test
