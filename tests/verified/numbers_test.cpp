// Do the numbers of a statement mean to the verified checker what they mean to everyone? Random ones, written
// with as few brackets as the language needs, against their values in exact arithmetic.
#include <random>

#include "interval/rational.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"
#include "tests/verified/verifying.hpp"

using namespace groundcheck;
using namespace groundcheck::test;

namespace numbers_test {

namespace {

// How tightly the text holds together.
enum Level { sum_level, product_level, power_level, atom_level };

struct Number {
    std::string text;
    Rational value;
    Level level = atom_level;
};

std::string at_least(const Number& number, Level level) {
    return number.level >= level ? number.text : "(" + number.text + ")";
}

class Writer {
  public:
    Writer(std::mt19937_64& random, unsigned N) : random_(random), N_(N) {}

    Number number(int depth) {
        if (depth == 0 || below(6) == 0) return atom();
        const Number a = number(depth - 1), b = number(depth - 1);
        switch (below(5)) {
            case 0:
                return {at_least(a, sum_level) + " + " + at_least(b, product_level), a.value + b.value,
                        sum_level};
            case 1:
                return {at_least(a, sum_level) + " - " + at_least(b, product_level), a.value - b.value,
                        sum_level};
            case 2:
                return {at_least(a, product_level) + "*" + at_least(b, power_level), a.value * b.value,
                        product_level};
            case 3:
                if (b.value == 0) return a;
                return {at_least(a, product_level) + "/" + at_least(b, power_level), a.value / b.value,
                        product_level};
            default: {
                const auto exponent = static_cast<std::int64_t>(below(4));
                return {at_least(a, atom_level) + "^" + std::to_string(exponent), power(a.value, exponent),
                        power_level};
            }
        }
    }

  private:
    Number atom() {
        if (below(4) == 0) return {"N", N_, atom_level};
        if (below(8) == 0)
            return {"12345678901234567890123", Rational("12345678901234567890123"), atom_level};
        const std::uint64_t digits = below(12);
        return {std::to_string(digits), Rational(digits), atom_level};
    }
    std::uint64_t below(std::uint64_t end) {
        return std::uniform_int_distribution<std::uint64_t>(0, end - 1)(random_);
    }

    std::mt19937_64& random_;
    unsigned N_;
};

std::string fraction(const Rational& value) {
    const std::string text = to_string(value < 0 ? Rational(-value) : value);
    return value < 0 ? "(0 - " + text + ")" : "(" + text + ")";
}

}  // namespace

TEST_CASE("numbers in statements have their values", "[verified]") {
    GROUNDCHECK_REPLAYABLE();
    std::mt19937_64 random = generator(3);
    const std::string box = "box 0 1 about 1 degree 1\n", hair = "1/10^9";
    std::vector<std::string> texts, statements;
    for (int i = 0; i < 200; ++i) {
        const unsigned N = 1 + static_cast<unsigned>(random() % 9);
        const Number number = Writer(random, N).number(4);
        const std::string value = fraction(number.value);
        if (number.text.size() + value.size() > 400 || value.size() > 90) continue;
        // Each is true, and then false, by a hair.
        for (const std::string& statement :
             {number.text + " >= " + value + " - " + hair, number.text + " >= " + value + " + " + hair,
              value + " <= " + number.text + " + " + hair, value + " - " + hair + " >= " + number.text,
              "(" + number.text + ")*D(Q) + " + hair + "*D(Q) >= " + value + "*D(Q)",
              "(" + number.text + ")*D(Q) - " + hair + "*D(Q) >= " + value + "*D(Q)"}) {
            statements.push_back(statement + " with N = " + std::to_string(N));
            texts.push_back(text_with({statement, N}, box));
        }
    }
    REQUIRE(texts.size() > 600);
    const std::vector<Verified> answers = verify(texts);
    for (std::size_t i = 0; i < answers.size(); ++i) {
        INFO(statements[i] << ": " << answers[i].said);
        CHECK(answers[i].code == (i % 2 == 0 ? 0 : 1));
    }
}

}  // namespace numbers_test
