// Linear equations in exact numbers.
#include "reference/linear_equations.hpp"

#include "reference/number.hpp"
#include "tests/catch.hpp"

using namespace groundcheck;
using namespace groundcheck::reference;

namespace linear_equations_test {

namespace {

std::uint64_t spent = 0;
const Spend counting = [](std::uint64_t steps) { spent += steps; };

}  // namespace

TEST_CASE("Equations are solved exactly, also where a pivot has to be looked for") {
    // y = 3, x + 2y = 7, x + y + 3z = 5
    CHECK(solve({{0, 1, 0}, {1, 2, 0}, {1, 1, 3}}, {3, 7, 5}, counting) == Masses{1, 3, Rational(1, 3)});
    CHECK(spent > 0);
    CHECK(solve({{Rational(1, 7)}}, {2}, counting) == Masses{14});
    CHECK_THROWS_AS(solve({{1, 2}, {2, 4}}, {1, 2}, counting), NoOpinion);
    CHECK_THROWS_AS(solve({{1, 1}, {1, 2}}, {1, 2}, [](std::uint64_t) { throw NoOpinion("dear"); }),
                    NoOpinion);
}

TEST_CASE("The stationary law of a chain is a law, and stays") {
    const Rational third(1, 3);
    const std::vector<Masses> T = {{0, 1, 0}, {third, third, third}, {Rational(1, 2), 0, Rational(1, 2)}};
    const Masses p = stationary(T, counting);
    Rational total = 0;
    for (std::size_t j = 0; j < 3; ++j) {
        Rational next = 0;
        for (std::size_t i = 0; i < 3; ++i)
            next += p[i] * T[i][j];
        CHECK(next == p[j]);
        total += p[j];
    }
    CHECK(total == 1);
    CHECK_THROWS_AS(stationary({{1, 0}, {0, 1}}, counting), NoOpinion);  // two laws stay
}

TEST_CASE("A number costs its words") {
    CHECK(words_of(0) == 1);
    CHECK(words_of(Rational(1, 3)) == 1);
    CHECK(words_of(Rational(Integer(1) << 128)) == 3);
    CHECK(words_of(Rational(Integer(1), Integer(1) << 128)) == 3);
}

}  // namespace linear_equations_test
