// What the reference must not answer: texts without a value at the point, and questions that it declines.
#include <vector>

#include "tests/catch.hpp"
#include "tests/reference/settings.hpp"

using namespace groundcheck;
using namespace groundcheck::test;
using reference::Budget;
using reference::NoOpinion;
using reference::NoValue;

namespace evaluate_rejects_test {

namespace {

void no_value(const Setting& setting, const std::vector<const char*>& texts) {
    for (const char* text : texts) {
        INFO(text);
        CHECK_THROWS_AS(setting.value(text), NoValue);
        CHECK_THROWS_AS(setting.truth(std::string(text) + " < 5"), NoValue);
    }
}
void no_opinion(const Setting& setting, const std::vector<const char*>& texts, std::uint64_t steps = 30'000) {
    for (const char* text : texts) {
        INFO(text);
        CHECK_THROWS_AS(setting.value(text, Budget{steps, 512}), NoOpinion);
    }
}

// The least number of steps with which the value is found.
std::uint64_t steps_for(const Setting& setting, const std::string& text) {
    std::uint64_t low = 0, high = 2'000'000;  // declined with low, found with high
    while (high - low > 1) {
        const std::uint64_t middle = (low + high) / 2;
        try {
            static_cast<void>(setting.value(text, Budget{middle, 512}));
            high = middle;
        } catch (const NoOpinion&) {
            low = middle;
        }
    }
    return high;
}

// e, cut off after 60 places: below e by less than 2^-128 and more than 2^-256.
const std::string cut = "2.718281828459045235360287471352662497757247093699959574966967";

}  // namespace

TEST_CASE("The reference: numbers without a value", "[reference]") {
    no_value(closed_loop(), {
                                "1/0",
                                "1/(t-2)",
                                "0/(t-2)",
                                "infinity/(t-2)",
                                "log(-1)",
                                "log(1-t)",
                                "log(1-sqrt(2))",
                                "log(-infinity)",
                                "sqrt(-N)",
                                "sqrt(1-sqrt(2))",
                                "digamma(0)",
                                "digamma(2-t)",
                                "digamma(-1/2)",
                                "(t-2)^(-1)",
                                "(t-2)^(-1/2)",
                                "(-8)^(1/3)",
                                "(1-t)^(1/2)",
                                "(-t)^sqrt(2)",
                                "log1p(-2)",
                                "exp(log(-1))",
                                "expm1(log(-1))",
                                "abs(log(-1))",
                                "min(1, log(-1))",
                                "max(log(-1), 1)",
                                "1 + 1/(t-2)",
                                "-log(-1)",
                                "2*log(-1)",
                                "log(-1)*log(2)",
                                "sqrt(2)*log(-1)",
                            });
}

TEST_CASE("The reference: symbols, ranges and distributions that there are not", "[reference]") {
    no_value(closed_loop(), {
                                "Q_(N+2)",
                                "Q_(t-2)",
                                "Q_(t/4)",
                                "Q_(sqrt(t))",
                                "f_(K+1)",
                                "f_(q-2)",
                                "E[Q'_(t+2)]",
                                "sum(i in 0..2: Q_i)",
                                "sum(i in 1..4: Q_i)",
                                "sum(i: 1/(Q_i-1/3))",
                                "prod(i: log(-Q_i))",
                                "sum(i in 1..t/4: i)",
                                "sum(i in t/3..4: i)",
                                "sum(i in 1..sqrt(t): i)",
                                "sum(s in strings(t/4): 1)",
                                "sum(s in strings(t-3): 1)",
                                "D((1/t, 1/t, 1/t))",
                                "H((q, 1-q, 0))",
                                "D((sqrt(2)/2, 1-sqrt(2)/2, 0))",
                                "mean(f, (1/t, 1/t, 1/t))",
                                "KL(Q, (t, 0, 0))",
                                "R(1-t, Q)",
                                "T(1-t, Q)",
                                "R(sqrt(2), Q)",
                                "T(exp(1), Q)",
                                "halting(t-2)",
                                "halting(t/4)",
                                "steps(1-t)",
                                "endless(0*t)",
                                "runs(t-2, \"0\")",
                                "D(t-3, \"0\")",
                                "sum(s in outputs(t-2): 1)",
                            });
}

TEST_CASE("The reference: brackets without a value", "[reference]") {
    no_value(closed_loop(), {
                                "E[1/(Q'_1-1/2)]",
                                "E[log(-D(Q'))]",
                                "Var[1/Q'_1]",
                                "Pr[1/Q'_1 < 3]",
                                "E[D(Q[1/t])]",
                                "E[D(Q[t-3])]",
                                "TV(Law[Q[t-2]], Law[Q'])",
                                "E[D(Q') from (1/t, 1/t, 1/t)]",
                                "fixtime((1/t, 1/t, 1/t))",
                            });
    no_value(changed("t"), {"E[D(Q')]"});        // no samples in the first step
    no_value(changed("t - 5"), {"E[D(Q[2])]"});  // fewer than none
    no_value(changed("(t+1)/2"), {"E[D(Q')]"});
    no_value(changed("", "t+2"), {"E[Q'_1]", "M_1"});
    no_value(changed("", "-1/2"), {"E[Q'_1]"});
    no_value(changed("1/t"), {"E[Q'_1]"});
    no_value(learner(),
             {"Pr[h[1] == h with N = 0]", "Pr[h[1] == h with N = 1/t]", "Pr[h[1] == h with alpha = t]",
              "Pr[h[1] == h with e = 0]", "Pr[h[1] == h with e = 1]", "Pr[h[t-3] == h]", "Q_(\"01\")",
              "m_(complement(\"011\"))"});
    Setting exact = learner();
    std::get<ProgramProcess>(exact.process->family).exact = true;
    no_value(exact, {"Pr[h[1] == h with alpha = 1/2]"});
    no_value(gaussian(), {"E[mu[t-3]]", "E[mu[1]/(t-2)]", "E[mu[1]*log(-1)]"});
    no_value(recursion(), {"m[t-3]", "m[1/t]", "m[w[1]]", "m[10001]", "m[1]/(m[1] - 2)"});
    const auto stepping = [](const char* step, const char* alpha) {
        Setting result = recursion();
        Scope scope = result.scope;
        scope.names["alpha"] = Type::scalar;
        auto& process = std::get<RecursionProcess>(result.process->family);
        process.steps["m"] = parse_expression(step, scope);
        process.alpha = parse_expression(alpha, scope);
        return result;
    };
    no_value(stepping("1/(m-3)", "1/2"), {"m[1]"});
    no_value(stepping("log(-m)", "1/2"), {"m[1]"});
    no_value(stepping("m", "2/(t+1)"), {"m[1]", "v[1]"});
    no_value(stepping("m", "sqrt(t+1)/2"), {"m[5]"});
    no_value(stepping("m", "1/t"), {"m[1]"});
    Setting single = gaussian();
    single.point.N = 1;
    no_value(single, {"E[mu[1]]"});
}

TEST_CASE("The reference: what it declines", "[reference]") {
    no_opinion(closed_loop(), {
                                  "infinity - infinity",
                                  "-infinity + infinity",
                                  "infinity/infinity",
                                  "log(0) + infinity",
                                  "KL(Q, R) - KL(P, R)",
                                  "E[KL(Q', R)] - E[KL(Q', R)]",
                                  "sqrt(2)^100000",
                                  "(sqrt(2)^2 - 2)*log(-1)",
                                  "halting(t+1)",
                                  "endless(3)",
                                  "steps(5)",
                                  "runs(4, \"0\")",
                                  "D(3, \"0\")",
                                  "sum(s in outputs(3): 1)",
                                  "sum(i in 1..10^(5*t): 1)",
                                  "Q_(10^(5*t))",
                                  "E[D(Q[10^6*t])]",
                                  "sum(i in 1..10^(3*t): i)",
                                  "prod(i in 1..10^6: 1)",
                                  "sum(s in strings(20): 1)",
                                  "E[D(Q[t+1000])]",
                                  "TV(Law[Q[1000]], Law[Q[999]])",
                                  "E[L2(Q[4000], Q[2000])]",
                              });
    no_opinion(changed("(t+2)^2"), {"E[D(Q[infinity])]", "fixtime(Q)", "E[D(Q[9])]"});
    no_opinion(changed("10^6"), {"E[D(Q')]"});
    no_opinion(changed("10^9"), {"E[D(Q')]"});
    no_opinion(changed("", "", true), {"E[D(Q[infinity])]", "fixtime(Q)"});
    no_opinion(changed("", "", false, 1), {"fixtime(Q)"});
    no_opinion(grounded(), {"fixtime(Q)"});
    no_opinion(gaussian(), {"E[mu[1]^100]", "E[mu[infinity]]", "E[mu[1]*mu[2]]"});
    no_opinion(learner(), {"Pr[h[1] == h with N = 10^5]"});
    Setting squares = recursion();
    Scope scope = squares.scope;
    scope.names["alpha"] = Type::scalar;
    auto& process = std::get<RecursionProcess>(squares.process->family);
    process.steps["m"] = parse_expression("m^2", scope);
    no_opinion(squares, {"m[60]", "m[10000]"});
    process.alpha = parse_expression("sqrt(2)*sqrt(2)/2", scope);
    no_opinion(squares, {"m[1]"});
}

TEST_CASE("The reference: comparisons that no precision settles are unknown", "[reference]") {
    const Setting setting = closed_loop();
    for (const char* text : {
             "sqrt(2)^2 == 2",
             "sqrt(2)^2 <= 2",
             "sqrt(2)^2 != 2",
             "exp(1)*exp(-1) == 1",
             "1/(sqrt(2)^2 - 2) < 0",
             "0/(sqrt(2)^2 - 2) == 0",
             "log(sqrt(2)^2 - 1) < 0",
             "sqrt(sqrt(2)^2 - 2) <= 1",
             "not sqrt(2)^2 == 2",
             "sqrt(2)^2 == 2 and 1 < 2",
             "sqrt(2)^2 == 2 or 2 < 1",
             "1 < 2 implies sqrt(2)^2 == 2",
             "1 < 2 iff sqrt(2)^2 == 2",
             "Pr[sqrt(2)^2 == 2] == 1",
             "for every outcome: sqrt(2)^2 + D(Q') <= 2 + D(Q')",
             "finite(1/(sqrt(2)^2 - 2))",
         }) {
        INFO(text);
        CHECK(setting.truth(text) == Truth::unknown);
    }
    CHECK(setting.truth("sqrt(2)^2 == 2 and 2 < 1") == Truth::no);
    CHECK(setting.truth("sqrt(2)^2 == 2 or 1 < 2") == Truth::yes);
    CHECK(setting.truth("Pr[sqrt(2)^2 == 2] <= 1") != Truth::no);
}

TEST_CASE("The reference: a part that is not needed is not missed, at whatever precision that shows",
          "[reference]") {
    const Setting setting = closed_loop();
    const auto check = [&](const std::string& text, Truth truth) {
        INFO(text);
        CHECK(setting.truth(text) == truth);
        CHECK(setting.truth(text, Budget{2'000'000, 128}) == Truth::unknown);
    };
    check("exp(1) < " + cut + " and log(-1) < 0", Truth::no);
    check("exp(1) > " + cut + " or log(-1) < 0", Truth::yes);
    check("exp(1) < " + cut + " implies log(-1) < 0", Truth::yes);
    check("for every outcome: (Q'_1 == 0 implies exp(1) < " + cut + ") and (Q'_1 == 1 implies log(-1) < 0)",
          Truth::no);
    // Needed, it is missed.
    CHECK_THROWS_AS(setting.truth("exp(1) > " + cut + " and log(-1) < 0"), NoValue);
    CHECK_THROWS_AS(setting.truth("exp(1) < " + cut + " or log(-1) < 0"), NoValue);
    CHECK_THROWS_AS(setting.truth("exp(1) > " + cut + " implies log(-1) < 0"), NoValue);
    CHECK_THROWS_AS(setting.truth("exp(1) > " + cut + " iff log(-1) < 0"), NoValue);
    // Where it stays open whether it is needed, nothing is claimed.
    CHECK(setting.truth("sqrt(2)^2 == 2 and log(-1) < 0") == Truth::unknown);
}

TEST_CASE("The reference: every term costs a step, and what is too costly is declined", "[reference]") {
    const Setting setting = closed_loop();
    CHECK(steps_for(setting, "sum(i in 1..100: 1)") - steps_for(setting, "sum(i in 1..60: 1)") == 40);
    CHECK(steps_for(setting, "sum(i in 1..100: i + 1)") - steps_for(setting, "sum(i in 1..60: i + 1)") ==
          120);
    CHECK(steps_for(setting, "E[D(Q[2])]") > steps_for(setting, "E[D(Q[1])]"));
    CHECK(steps_for(learner(), "Pr[h[1] == h with N = 3]") >
          steps_for(learner(), "Pr[h[1] == h with N = 2]"));
    CHECK_THROWS_AS(setting.value("1", Budget{0, 512}), NoOpinion);
    CHECK(setting.value("1", Budget{1, 512}).rational() == Rational(1));
    CHECK_THROWS_AS(setting.truth("1 < 2", Budget{2, 512}), NoOpinion);
    CHECK(setting.truth("1 < 2", Budget{3, 512}) == Truth::yes);
}

}  // namespace evaluate_rejects_test
