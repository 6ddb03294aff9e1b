// The reference's I[world; ...]: values worked out by hand, and what it declines.
#include "tests/catch.hpp"
#include "tests/random.hpp"
#include "tests/reference/settings.hpp"

using namespace groundcheck;
using namespace groundcheck::test;
using reference::NoOpinion;
using reference::NoValue;

namespace information_test {

namespace {

// Two symbols, the worlds P = (1/4, 3/4) and R = (3/4, 1/4), each loop from its own.
Setting worlds(
    std::uint32_t samples, const std::string& weight = "1/2",
    const std::function<void(SymbolProcess&)>& change = [](SymbolProcess&) {}) {
    Setting result;
    result.scope.K = {2};
    result.scope.samples = result.scope.random_world = true;
    result.scope.start = "P";
    for (const char* name : {"P", "R", "Q"})
        result.scope.names[name] = Type::distribution;
    for (const char* name : {"N", "p"})
        result.scope.names[name] = Type::scalar;
    result.point.K = 2;
    result.point.N = samples;
    const Rational quarter(1, 4);
    result.point.distributions = {
        {"P", {quarter, 1 - quarter}}, {"R", {1 - quarter, quarter}}, {"Q", {1, 0}}};
    result.point.scalars = {{"p", Rational(1, 3)}};
    SymbolProcess process;
    process.start = "P";
    process.worlds = {{parse_distribution("P", result.scope), parse_expression(weight, result.scope)},
                      {parse_distribution("R", result.scope), parse_expression("1-" + weight, result.scope)}};
    change(process);
    result.process = std::make_shared<Process>(Process{process, ""});
    return result;
}

LogLinear exact(const Setting& setting, const std::string& text) {
    const auto value = setting.value(text).exact();
    REQUIRE(value);
    return *value;
}

}  // namespace

TEST_CASE("The reference: information about a random world", "[reference]") {
    const LogLinear two = LogLinear::log(Rational(2));
    // One sample: log 2 less the entropy of a sample of either world.
    LogLinear one = two;
    one.add_scaled(LogLinear::log(Rational(1, 4)), Rational(1, 4));
    one.add_scaled(LogLinear::log(Rational(3, 4)), Rational(3, 4));
    for (const char* seen :
         {"I[world; X]", "I[world; samples]", "I[world; Q']", "I[world; Q[1]]", "I[world; Q[infinity]]"})
        CHECK(exact(worlds(1), seen) == one);
    CHECK(exact(worlds(3), "I[world; Q[infinity]]") == one);
    CHECK(exact(worlds(2), "I[world; Q[0]]") == two);
    // Two samples: (9/16, 6/16, 1/16) and its mirror image; the mixture is (5/16, 6/16, 5/16).
    LogLinear pair;
    pair.add_scaled(LogLinear::log(Rational(9, 5)), Rational(9, 16));
    pair.add_scaled(LogLinear::log(Rational(1, 5)), Rational(1, 16));
    for (const char* seen : {"I[world; X]", "I[world; samples]", "I[world; Q']"})
        CHECK(exact(worlds(2), seen) == pair);
    CHECK(worlds(2).truth("I[world; Q[2]] < I[world; Q[1]]") == Truth::yes);
    CHECK(worlds(2).truth("I[world; Q[3]] < I[world; Q[infinity]]") == Truth::no);
    // The weights: none at all, and a third.
    CHECK(exact(worlds(2, "0"), "I[world; Q']").is_zero());
    CHECK(exact(worlds(2, "p"), "I[world; Q[0]]") == exact(worlds(2, "p"), "H((p, 1-p))"));
    CHECK(worlds(2, "p").truth("I[world; X] == I[world; samples]") == Truth::yes);
    CHECK(worlds(2, "p").truth("I[world; X] == I[world; samples] + 1/10^30") == Truth::no);
    // From one model for all, a closed loop knows nothing.
    CHECK(exact(worlds(2, "1/2", [](SymbolProcess& p) { p.start = "Q"; }), "I[world; Q[2]]").is_zero());
    CHECK(exact(worlds(2, "1/2", [](SymbolProcess& p) { p.endless = true; }), "I[world; Q[2]]") == two);
}

TEST_CASE("The reference: information through the program learner", "[reference]") {
    Setting one = learner();
    auto process = std::get<ProgramProcess>(one.process->family);
    process.start = "world";
    one.process = std::make_shared<Process>(Process{process, ""});
    CHECK(exact(one, "I[world; h[0]]") == LogLinear::log(Rational(2)));
    CHECK(exact(one, "I[world; h[infinity]]").is_zero());
    // A sample is wrong with probability 1/4, and a posterior sample again: right with 10/16.
    CHECK(one.truth(
              "I[world; samples] == log(2) - H((1/4, 3/4)) and I[world; h[1]] == log(2) - H((5/8, 3/8))") ==
          Truth::yes);
    CHECK(one.truth("I[world; h[2]] == log(2) - H((17/32, 15/32))") == Truth::yes);
    // The world's data once, from a first hypothesis that is "0" in any case.
    process.start = "h";
    process.alpha = parse_expression("0^t", one.scope);
    one.process = std::make_shared<Process>(Process{process, ""});
    CHECK(exact(one, "I[world; h[0]]").is_zero());
    CHECK(one.truth("I[world; h[2]] == log(2) - H((17/32, 15/32))") == Truth::yes);
    CHECK_THROWS_AS(one.value("I[world; h[infinity]]"), NoOpinion);
    CHECK_THROWS_AS(one.value("doeblin"), NoOpinion);
}

TEST_CASE("The reference: worlds that are none, and samples that it does not look at", "[reference]") {
    CHECK_THROWS_AS(worlds(2, "2").value("I[world; Q']"), NoValue);
    CHECK_THROWS_AS(worlds(2, "p/0").value("I[world; Q']"), NoValue);
    CHECK_THROWS_AS(worlds(2, "sqrt(p)").value("I[world; Q']"), NoValue);
    CHECK_THROWS_AS(worlds(2, "p", [](SymbolProcess& p) { p.worlds.pop_back(); }).value("I[world; Q']"),
                    NoValue);
    CHECK_THROWS_AS(worlds(2, "p", [](SymbolProcess& p) { p.endless = true; }).value("I[world; X]"),
                    NoOpinion);
    CHECK_THROWS_AS(worlds(2, "p",
                           [](SymbolProcess& p) {
                               p.models = {Rational(1, 2), Rational(1, 2)};
                           })
                        .value("I[world; X]"),
                    NoOpinion);
    CHECK_THROWS_AS(worlds(20).value("I[world; samples]", {1000, 512}), NoOpinion);
}

TEST_CASE("The reference: complexity by blocks", "[reference]") {
    const Setting one = learner();
    // Of one state, 0 and 1 have probability 1/2 each, and nothing else is printed.
    CHECK(exact(one, "BDM(1, 1, \"0\")") == LogLinear(Rational(1)));
    CHECK(exact(one, "BDM(1, 1, \"0000\")") == LogLinear(Rational(3)));
    CHECK(exact(one, "BDM(1, 1, \"0101\")") == LogLinear(Rational(4)));
    CHECK(one.truth("BDM(2, 2, \"01010\") == BDM(2, 2, \"0101\")") == Truth::unknown);
    CHECK(one.truth("BDM(2, 2, \"0101\") > -log(D(2, \"01\"))/log(2)") == Truth::yes);
    CHECK(one.truth("join(\"01\", \"1\") == \"011\" and join(h, h) != h and length(join(h, \"10\")) == 3") ==
          Truth::yes);
    CHECK(one.truth("flip(\"0101\", 2) == \"0001\" and flip(flip(h, 1), 1) == h") == Truth::yes);
    for (const char* text :
         {"BDM(1, 2, \"01\")", "BDM(1, 0, \"01\")", "BDM(1, 3, \"01\")", "BDM(1, 1/2, \"01\")",
          "length(flip(h, 0))", "length(flip(h, 2))", "length(flip(h, 1/2))"}) {
        INFO(text);
        CHECK_THROWS_AS(one.value(text), NoValue);
    }
    CHECK_THROWS_AS(one.value("BDM(1, \"01\")"), NoOpinion);
}

}  // namespace information_test
