// What a finding about loops may say, and what its terms are worth.
#include "decide/loops/loop_statement.hpp"
#include "sim/loops/loop_measures.hpp"
#include "tests/catch.hpp"
#include "theorems/language/error.hpp"

using namespace groundcheck;

namespace loop_statement_test {

namespace {

LoopNames names() {
    LoopNames names;
    names.loops[""] = {{"N", 100}, {"alpha", Rational(1, 4)}, {"tokens", 1000}};
    names.loops["fresh"] = {{"N", 100}, {"alpha", 1}, {"tokens", 1000}};
    names.defined.emplace("r", Source("(1 - 1/N)*(1 - alpha)^2"));
    names.defined.emplace("mean", Source("E[entropy[t]]"));
    names.defined.emplace("snake", Source("1 + tail"));
    names.defined.emplace("tail", Source("1 + snake"));
    return names;
}

LoopStatement read(const std::string& text) { return read_loop_statement(Source(text), names()); }

// The left side's value at t = 3, where a measure is ten times its generation and a bracket [1, 2].
DoubleInterval left(const std::string& text) {
    LoopLeaves leaves;
    leaves.t = 3;
    leaves.measure = [](std::size_t, std::uint32_t generation) {
        return DoubleInterval{10.0 * generation, 10.0 * generation};
    };
    leaves.bracket = [](std::size_t) { return DoubleInterval{1, 2}; };
    return value_of(read(text + " < 5").formula.parts[0], leaves);
}

}  // namespace

TEST_CASE("terms have the values that they say", "[loop_findings]") {
    const std::pair<const char*, double> exact[] = {
        {"1 + 2*3", 7},       {"-2^2", -4},        {"t", 3},         {"N/tokens*40", 4}, {"2^t", 8},
        {"abs(1 - t)", 2},    {"min(5, t, 4)", 3}, {"max(5, t)", 5}, {"sqrt(4)", 2},     {"entropy[0]", 0},
        {"entropy[t+1]", 40}, {"4*alpha", 1},      {"2^(-1)", 0.5}};
    for (const auto& [text, value] : exact) {
        INFO(text);
        CHECK(left(text).lo <= value);
        CHECK(left(text).hi >= value);
        CHECK(left(text).hi - left(text).lo < 1e-12);
    }
    CHECK(left("r").lo <= 0.99 * 0.5625);
    CHECK(left("r").hi >= 0.99 * 0.5625);
    CHECK(left("log(exp(t))").lo <= 3);
    CHECK(left("E[entropy[t]]").hi == 2);
    CHECK(left("2*mean").lo == 2);
    CHECK(left("Pr[grams[t] > 3 and not vocabulary[t] < 2]").lo == 1);
}

TEST_CASE("of a term that may have no value nothing is known", "[loop_findings]") {
    // E[...] is [1, 2] here: some of it is in the domain, some is not.
    const char* const without_bounds[] = {"sqrt(E[entropy[t]] - 3/2)",
                                          "(E[entropy[t]] - 3/2)^(1/2)",
                                          "(E[entropy[t]] - 3/2)^E[entropy[t]]",
                                          "(E[entropy[t]] - 3/2)^(-1)",
                                          "0^(-E[entropy[t]])",
                                          "0^(E[entropy[t]] - 3/2)",
                                          "(E[entropy[t]] - 1)^(-10^9)",
                                          "abs(sqrt(E[entropy[t]] - 3/2))",
                                          "1/(E[entropy[t]] - 3/2)",
                                          "log(E[entropy[t]] - 1)"};
    for (const char* text : without_bounds) {
        INFO(text);
        const DoubleInterval value = left(text);
        CHECK((value.is_empty() || value.hi - value.lo == directed::infinity));
    }
    for (const char* text : {"sqrt(E[entropy[t]] - 1)", "E[entropy[t]]^(1/2)", "(E[entropy[t]] - 3/2)^2",
                             "E[entropy[t]]^(-1)", "(E[entropy[t]] - 1)^E[entropy[t]]", "0^E[entropy[t]]"}) {
        INFO(text);
        CHECK(left(text).hi - left(text).lo <= 1);
    }
}

TEST_CASE("a name inside a bracket is of the bracket's loop", "[loop_findings]") {
    const LoopStatement statement = read("E[alpha*entropy[1] from fresh] < E[alpha*entropy[1]]");
    REQUIRE(statement.brackets.size() == 2);
    CHECK(statement.brackets[0].loop == "fresh");
    CHECK(statement.brackets[0].body.parts[0].value.lo == 1);
    CHECK(statement.brackets[1].loop.empty());
    CHECK(statement.brackets[1].body.parts[0].value.lo == 0.25);
    // A definition inside a bracket too.
    CHECK(read("E[r*entropy[1] from fresh] < 1")
              .brackets[0]
              .body.parts[0]
              .parts[1]
              .parts[0]
              .parts[1]
              .value.lo == 1);
}

TEST_CASE("overlapping intervals are neither true nor false", "[loop_findings]") {
    LoopLeaves leaves;
    DoubleInterval bracket = {1, 2};
    leaves.bracket = [&](std::size_t) { return bracket; };
    const LoopStatement chain = read("0 < E[entropy[1]] <= 2 < 3");
    CHECK(truth_of(chain.formula, leaves) == Truth::yes);
    bracket = {1, 2.5};
    CHECK(truth_of(chain.formula, leaves) == Truth::unknown);
    bracket = {2.1, 2.5};
    CHECK(truth_of(chain.formula, leaves) == Truth::no);
    bracket = {0, 0};
    CHECK(truth_of(chain.formula, leaves) == Truth::no);  // 0 < 0
    CHECK(truth_of(read("E[entropy[1]] >= 0").formula, leaves) == Truth::yes);
    // What has no value is neither.
    leaves.t = 3;
    CHECK(truth_of(read("1/(t - 3) < 5").formula, leaves) == Truth::unknown);
    CHECK(truth_of(read("1/(t - 3) >= 5").formula, leaves) == Truth::unknown);
}

TEST_CASE("which generations a statement asks for", "[loop_findings]") {
    const LoopStatement statement =
        read("E[entropy[t+1] - entropy[2]] < E[grams[7] from fresh] + entropy[0]");
    CHECK(mentions_time(statement));
    CHECK_FALSE(mentions_time(read("E[entropy[1]] < 2")));
    const auto last = generations_of(statement, {0, 4});
    CHECK(last.at("") == 5);
    CHECK(last.at("fresh") == 7);
    // Outside of brackets a later generation is random; a fraction, a negative one and too late a one are
    // none.
    for (const char* text : {"entropy[t] < 1", "E[entropy[t-1]] < 1", "E[entropy[t/2]] < 1",
                             "E[entropy[t+1001]] < 1", "E[entropy[log(2)]] < 1"}) {
        INFO(text);
        CHECK_THROWS_AS(generations_of(read(text), {0, 1}), LoopTime);
    }
}

TEST_CASE("what makes no sense is refused, with the reason", "[loop_findings]") {
    const std::pair<const char*, const char*> table[] = {
        {"E[entropy[1]]", "a finding is a relation between numbers"},
        {"E[entropy[1]] == 1", "intervals cannot say =="},
        {"E[entropy[1]] != 1", "intervals cannot say !="},
        {"E[entropi[1]] < 1", "there is no measure \"entropi\""},
        {"E[grams_kept[1]] < 1", "measures are written without underscores"},
        {"entropy_1 < 1", "nothing has components here"},
        {"E[entropy] < 1", "a measure is of a generation"},
        {"E[E[entropy[1]]] < 1", "brackets cannot stand inside each other"},
        {"E[entropy[entropy[0]]] < 1", "a generation is a whole number, not a measure"},
        {"E[kl[1]] < 1", "this may be infinite, and so may its expectation"},
        {"E[perplexity[1]] < 1", "this may be infinite, and so may its expectation"},
        {"E[entropy[1] from stale] < 1", "there is no loop of this name beside the finding's own"},
        {"E[entropy[1] with N = 2] < 1", "\"with\" has no meaning in a finding"},
        {"Var[entropy[1]] < 1", "Var[...] is nothing that replicates are measured for"},
        {"Pr[entropy[1]] < 1", "a formula is needed here, this is a number"},
        {"E[entropy[1] < 1] < 1", "a number is needed here, this is a formula"},
        {"snake < 1", "\"snake\" is defined by itself"},
        {"K < 1", "unknown name \"K\""},
        {"sin(1) < 1", "unknown function \"sin\""},
        {"log(1, 2) < 1", "\"log\" takes 1 argument, not 2"},
        {"sum(i in 1..2: i) < 1", "this has no meaning in a finding about a loop"},
        {"Pr[entropy[1] < 1 implies entropy[1] < 2] < 1", "\"implies\" has no meaning in a finding"}};
    for (const auto& [text, message] : table) {
        INFO(text);
        std::string said = "nothing";
        try {
            read(text);
        } catch (const InputError& error) {
            said = error.message;
        }
        CHECK(said == message);
    }
    CHECK_NOTHROW(read("Pr[perplexity[1] < 100] < 1"));
}

}  // namespace loop_statement_test
