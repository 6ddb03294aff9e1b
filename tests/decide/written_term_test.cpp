// Numbers written out: what is worked out, what stays a text, and that the text means the value.
#include "decide/methods/written_term.hpp"

#include "decide/evaluate/evaluate.hpp"
#include "interval/exact_kernel.hpp"
#include "tests/catch.hpp"
#include "theorems/language/parser.hpp"

using namespace groundcheck;

namespace written_term_test {

namespace {

// The text as a calculator reads it.
Exact read(const WrittenTerm& term) {
    return Evaluator<ExactKernel>(ExactKernel(), Point()).scalar(*parse_expression(term.text, Scope()));
}

}  // namespace

TEST_CASE("What is rational is worked out, and its text can be joined to others", "[written]") {
    const WrittenTerm half = exact_term(Rational(1, 2)), minus = exact_term(-3),
                      log2 = term_logarithm(exact_term(2));
    CHECK(half.text == "(1/2)");
    CHECK(minus.text == "(-3)");
    CHECK(term_sum(half, minus).value == Rational(-5, 2));
    CHECK(term_product(half, minus).value == Rational(-3, 2));
    CHECK(term_quotient(half, minus).value == Rational(-1, 6));
    CHECK(term_power(minus, exact_term(3)).value == Rational(-27));
    CHECK(term_negated(minus).value == Rational(3));
    CHECK(term_logarithm(exact_term(1)).value == Rational(0));
    CHECK_FALSE(log2.value);
    CHECK(log2.text == "log(2)");
    CHECK(term_logarithm(half).text == "log(1/2)");
    // 0 and 1 leave no trace.
    CHECK(term_sum(exact_term(0), log2).text == "log(2)");
    CHECK(term_product(log2, exact_term(1)).text == "log(2)");
    CHECK(term_product(log2, exact_term(0)).value == Rational(0));
    CHECK(term_quotient(log2, exact_term(1)).text == "log(2)");
}

TEST_CASE("A text means the number it was put together of", "[written]") {
    const ExactKernel kernel;
    const auto log = [&](const Rational& x) { return kernel.log(kernel.rational(x)); };
    const WrittenTerm half = exact_term(Rational(1, 2)), log2 = term_logarithm(exact_term(2)),
                      log3 = term_logarithm(exact_term(3));
    const auto means = [&](const WrittenTerm& term, const Exact& value) {
        INFO(term.text);
        CHECK(kernel.equal(read(term), value) == Truth::yes);
    };
    means(term_sum(log2, term_negated(log3)), kernel.sub(log(2), log(3)));
    means(term_product(exact_term(Rational(-2, 3)), term_sum(log2, log3)),
          kernel.mul(kernel.rational(Rational(-2, 3)), log(6)));
    means(term_quotient(term_sum(log2, log3), exact_term(-2)),
          kernel.mul(kernel.rational(Rational(-1, 2)), log(6)));
    means(term_quotient(term_product(half, log2), exact_term(Rational(3, 4))),
          kernel.mul(kernel.rational(Rational(2, 3)), log(2)));
    means(term_logarithm(term_power(exact_term(4), half)), log(2));
    means(WrittenTerms::divergence(half, exact_term(Rational(1, 3))),
          kernel.mul(kernel.rational(Rational(1, 2)), log(Rational(3, 2))));
    means(WrittenTerms::xlogx(half), kernel.mul(kernel.rational(Rational(-1, 2)), log(2)));
    means(WrittenTerms::absolute(exact_term(Rational(-1, 3))), kernel.rational(Rational(1, 3)));
}

TEST_CASE("What is infinite, of no sign, or long has no form", "[written]") {
    const WrittenTerm zero = exact_term(0), one = exact_term(1), log2 = term_logarithm(exact_term(2));
    CHECK_THROWS_AS(term_logarithm(zero), NoWrittenForm);
    CHECK_THROWS_AS(term_logarithm(exact_term(-1)), NoWrittenForm);
    CHECK_THROWS_AS(term_quotient(one, zero), NoWrittenForm);
    CHECK_THROWS_AS(WrittenTerms::divergence(one, zero), NoWrittenForm);
    CHECK_THROWS_AS(WrittenTerms::ratio(one, zero), NoWrittenForm);
    CHECK_THROWS_AS(WrittenTerms::positive(log2), NoWrittenForm);
    CHECK(WrittenTerms::divergence(zero, zero).value == Rational(0));
    CHECK(WrittenTerms::ratio(zero, zero).value == Rational(0));
    CHECK(WrittenTerms::xlogx(zero).value == Rational(0));
    CHECK(WrittenTerms::positive(one).value == Rational(1));
    WrittenTerm sum = log2;
    const auto grow = [&] {
        for (int i = 0; i < 300; ++i)
            sum = term_sum(sum, log2);
    };
    CHECK_THROWS_AS(grow(), NoWrittenForm);
    CHECK(sum.text.size() > 1000);
}

}  // namespace written_term_test
