#include "reports/example.hpp"

#include "tests/catch.hpp"
#include "tests/sample_results.hpp"

using namespace groundcheck;

TEST_CASE("a worked example has everything a reader needs to check it", "[example]") {
    Witness witness = test::min_entropy_witness();
    witness.scalars["alpha"] = Rational(1, 3);
    witness.observables["f"] = {0, 1};
    witness.why = "equality must hold exactly at the vertices";
    CHECK(worked_example(witness) ==
          std::vector<std::string>{"K = 2, N = 2, alpha = 1/3", "Q = (9/10, 1/10)", "f = (0, 1)",
                                   "E[R(infinity,Q')] <= R(infinity,Q) fails:", "   left = 9/50*log(2)",
                                   "        in [0.1247664925, 0.1247664926]", "  right = log(10/9)",
                                   "        in [0.1053605156, 0.1053605157]",
                                   "equality must hold exactly at the vertices",
                                   "left - right: groundcheck eval \"(9/50*log(2)) - (log(10/9))\"",
                                   "PARI/GP: (9/50*log(2)) - (log(10/9))"});
}

TEST_CASE("an outcome is given with its probability and the model it makes", "[example]") {
    Witness witness = test::min_entropy_witness();
    witness.outcome = WitnessOutcome{{1, 1}, Rational(3, 8)};
    const std::vector<std::string> lines = worked_example(witness);
    REQUIRE(lines.size() > 4);
    CHECK(lines[2] == "outcome: counts (1, 1), of probability 3/8");
    CHECK(lines[3] == "         so Q' = (1/2, 1/2)");
}

TEST_CASE("a side without an exact form enters the command as its enclosure", "[example]") {
    Witness witness = test::min_entropy_witness();
    witness.left.exact.clear();
    CHECK(difference_expression(witness) == "[0.1247664925, 0.1247664926] - (log(10/9))");
    CHECK(worked_example(witness)[3] == "   left in [0.1247664925, 0.1247664926]");
    // An infinite side has no difference to compute.
    witness.left.enclosure = "[inf, inf]";
    CHECK(difference_expression(witness).empty());
    witness.left = {"infinity", ""};
    CHECK(difference_expression(witness).empty());
    witness.left = {"", ""};
    CHECK(difference_expression(witness).empty());
}

TEST_CASE("long values are abbreviated, never cut silently", "[example]") {
    Witness witness = test::min_entropy_witness();
    witness.left.exact = std::string(5000, '1');
    witness.distributions["Q"].assign(300, Rational(1, 300));
    const std::vector<std::string> lines = worked_example(witness);
    for (const std::string& line : lines)
        CHECK(line.size() < 500);
    CHECK(lines[1].find("300 entries in all") != std::string::npos);
    CHECK(lines[3].find("5,000 characters, in full in report.json") != std::string::npos);
    CHECK(difference_expression(witness) == "[0.1247664925, 0.1247664926] - (log(10/9))");
    CHECK(vector_text({1, 2, 3}, 3) == "(1, 2, 3)");
    CHECK(vector_text({1, 2, 3}, 2) == "(1, 2, ... 3 entries in all)");
    CHECK(vector_text({}) == "()");
}

TEST_CASE("a place without symbols names none", "[example]") {
    Witness witness = test::min_entropy_witness();
    CHECK(place_text(witness).starts_with("K = 2, N = 2"));
    witness.K = 0;
    witness.N.reset();
    witness.distributions.clear();
    CHECK(place_text(witness).empty());
    witness.scalars["t"] = 3;
    CHECK(place_text(witness) == "t = 3");
}
