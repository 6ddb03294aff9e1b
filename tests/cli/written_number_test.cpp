// Numbers as people write them, in front of every command that takes one.
#include "cli/written_number.hpp"

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"

using namespace groundcheck;
using cli::in_plain_digits;
using cli::written_number;
using test::has;
using test::Outcome;

TEST_CASE("percentages and thousands are numbers, and nothing else that looks like them", "[cli]") {
    CHECK(written_number("5%") == Rational(1, 20));
    CHECK(written_number("0.1%") == Rational(1, 1000));
    CHECK(written_number("150%") == Rational(3, 2));
    CHECK(written_number("1,000,000") == Rational(1000000));
    CHECK(written_number("12,000") == Rational(12000));
    CHECK(written_number("1e6") == Rational(1000000));
    CHECK(written_number("1/3") == Rational(1, 3));
    for (const char* none :
         {"", "%", "1%%", "1,00", "0,500", "1,0000", "1000,000", ",000", "1,000,", "1,000.5", "1, 000", "x"})
        CHECK_FALSE(written_number(none));
    CHECK(in_plain_digits("5%") == "1/20");
    CHECK(in_plain_digits("0.05") == "0.05");
    CHECK(in_plain_digits("1/(t+1)") == "1/(t+1)");
}

TEST_CASE("every command takes a number as another one prints it", "[cli]") {
    const auto same = [](std::vector<std::string> plain, std::vector<std::string> written) {
        const Outcome a = test::groundcheck(plain), b = test::groundcheck(written);
        INFO(b.out << b.err);
        CHECK(a.code == 0);
        CHECK(b.code == 0);
        CHECK(a.out == b.out);
    };
    same({"grounding", "--keep", "0.9", "--samples", "1000000"},
         {"grounding", "--keep", "90%", "--samples", "1,000,000"});
    same({"grounding", "--keep", "0.9", "--alpha", "0.001"},
         {"grounding", "--keep", "90%", "--alpha", "0.1%"});
    same({"chain", "--samples", "1000", "--start", "1/3,2/3", "--alpha", "0.05", "--digits", "5"},
         {"chain", "--samples", "1,000", "--start", "1/3,2/3", "--alpha", "5%", "--digits", "5"});
    same({"simulate", "--start", "uniform(4)", "--samples", "1000", "--alpha", "1/20", "--replicates", "1000",
          "--generations", "2", "--confidence", "0.99"},
         {"simulate", "--start", "uniform(4)", "--samples", "1,000", "--alpha", "5%", "--replicates", "1,000",
          "--generations", "2", "--confidence", "99%"});
}
