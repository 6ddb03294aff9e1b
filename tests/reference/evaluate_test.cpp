// Every node and function of the language, with values that are known by an identity or by hand.
#include <vector>

#include "tests/catch.hpp"
#include "tests/reference/enclosing.hpp"
#include "tests/reference/settings.hpp"

using namespace groundcheck;
using namespace groundcheck::test;

namespace evaluate_test {

namespace {

LogLinear ln(unsigned n, const Rational& factor = 1) { return factor * LogLinear::log(Rational(n)); }
Rational over(int a, int b) { return {a, b}; }

struct Row {
    const char* text;
    LogLinear value;
};

void check(const Setting& setting, const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        INFO(row.text);
        const reference::Number number = setting.value(row.text);
        INFO("found: " << number.text());
        REQUIRE(number.exact().has_value());
        CHECK(*number.exact() == row.value);
    }
}

}  // namespace

TEST_CASE("The reference: numbers and arithmetic", "[reference]") {
    check(closed_loop(), {
                             {"12", over(12, 1)},
                             {"0.25", over(1, 4)},
                             {"1e-3", over(1, 1000)},
                             {"0x1.8p-3", over(3, 16)},
                             {"3/4", over(3, 4)},
                             {"-2^2", over(-4, 1)},
                             {"(-2)^2", over(4, 1)},
                             {"2^3^2", over(512, 1)},
                             {"1 - 2 - 3", over(-4, 1)},
                             {"12/2/3", over(2, 1)},
                             {"+3 - -2", over(5, 1)},
                             {"N + t*q", over(6, 1)},
                             {"K", over(3, 1)},
                             {"0^0", over(1, 1)},
                             {"(t-2)^(t-2)", over(1, 1)},
                             {"(1/2)^(-t)", over(4, 1)},
                             {"4^(1/t)", over(2, 1)},
                             {"(8/27)^(-2/3)", over(9, 4)},
                             {"1/infinity", over(0, 1)},
                             {"0*infinity", over(0, 1)},
                             {"0*log(0)", over(0, 1)},
                             {"log(-1)*(t-2)", over(0, 1)},
                             {"(t-2)*(1/(t-2))", over(0, 1)},
                             {"R_2*log(1/R_2)", over(0, 1)},
                             {"log(8)", ln(2, 3)},
                             {"log(1)", over(0, 1)},
                             {"log(2/3)", ln(2) - ln(3)},
                             {"log1p(1)", ln(2)},
                             {"exp(log(5))", over(5, 1)},
                             {"exp(0)", over(1, 1)},
                             {"expm1(log(5))", over(4, 1)},
                             {"sqrt(49/4)", over(7, 2)},
                             {"abs(-3/2)", over(3, 2)},
                             {"abs(log(1/2))", ln(2)},
                             {"min(3, 1, 2)", over(1, 1)},
                             {"max(3, 1, 2)", over(3, 1)},
                             {"min(1, log(2))", ln(2)},
                             {"max(log(2), log(3), 1)", ln(3)},
                             {"log(9)/log(3)", over(2, 1)},
                         });
    const Setting setting = closed_loop();
    CHECK(setting.value("infinity").infinity() == 1);
    CHECK(setting.value("-inf").infinity() == -1);
    CHECK(setting.value("log(t-2)").infinity() == -1);
}

TEST_CASE("The reference: numbers that are not exact", "[reference]") {
    struct Decimal {
        const char *text, *digits;  // cut off after 30 places
    };
    const std::vector<Decimal> rows = {
        {"pi", "3.141592653589793238462643383279"},
        {"exp(1)", "2.718281828459045235360287471352"},
        {"exp(-1)", "0.367879441171442321595523770161"},
        {"expm1(1)", "1.718281828459045235360287471352"},
        {"sqrt(2)", "1.414213562373095048801688724209"},
        {"2^(1/2)", "1.414213562373095048801688724209"},
        {"log(2)^2", "0.480453013918201424667102526326"},
        {"digamma(2)", "0.422784335098467139393487909917"},
        {"-digamma(1)", "0.577215664901532860606512090082"},
        {"2^sqrt(2)", "2.665144142690225188650297249873"},
        {"log(pi)", "1.144729885849400174143427351353"},
        {"log1p(sqrt(2))", "0.881373587019543025232609324979"},
        {"abs(1 - sqrt(2))", "0.414213562373095048801688724209"},
        {"max(1, exp(1), 2)", "2.718281828459045235360287471352"},
        {"exp(pi)/exp(pi - 1)", "2.718281828459045235360287471352"},
    };
    const Rational place = Rational(1) / power(Rational(10), 30);
    const Setting setting = closed_loop();
    for (const Decimal& row : rows) {
        INFO(row.text);
        const auto bounds = setting.value(row.text).bounds(512);
        REQUIRE(finite(bounds));
        const Rational cut = parse_rational(row.digits).value();
        CHECK(exactly(bounds.low) > cut);
        CHECK(exactly(bounds.high) < cut + place);
        CHECK(exactly(bounds.low) <= exactly(bounds.high));
    }
}

TEST_CASE("The reference: distributions and their functionals", "[reference]") {
    check(closed_loop(), {
                             {"Q_1", over(1, 2)},
                             {"Q_(N+1)", over(1, 6)},
                             {"f_3", over(4, 1)},
                             {"H(Q)", ln(2, over(2, 3)) + ln(3, over(1, 2))},
                             {"H(R)", over(0, 1)},
                             {"H((1/3, 1/3, 1/3))", ln(3)},
                             {"D(Q)", over(11, 18)},
                             {"D(R)", over(0, 1)},
                             {"R(0, Q)", ln(3)},
                             {"R(0, R)", over(0, 1)},
                             {"R(1, Q)", ln(2, over(2, 3)) + ln(3, over(1, 2))},
                             {"R(q, Q)", ln(18) - ln(7)},
                             {"R(infinity, Q)", ln(2)},
                             {"R(3, Q)", ln(6, over(1, 2))},
                             {"T(0, Q)", over(2, 1)},
                             {"T(1, Q)", ln(2, over(2, 3)) + ln(3, over(1, 2))},
                             {"T(2, Q)", over(11, 18)},
                             {"T(3, Q)", over(5, 12)},
                             {"KL(Q, P)", ln(3, over(1, 3))},
                             {"KL(Q, Q)", over(0, 1)},
                             {"KL(R, Q)", ln(2)},
                             {"TV(Q, P)", over(1, 3)},
                             {"TV(R, (0, 1, 0))", over(1, 1)},
                             {"L2(Q, P)", over(2, 9)},
                             {"JS(Q, Q)", over(0, 1)},
                             {"JS(R, (0, 1, 0))", ln(2)},
                             {"JS((1, 0, 0), (1/2, 1/2, 0))", ln(2, over(3, 2)) - ln(3, over(3, 4))},
                             {"chi2(Q, Q)", over(0, 1)},
                             {"chi2((1, 0, 0), (1/2, 1/2, 0))", over(1, 1)},
                             {"chi2((1/2, 1/2, 0), (1/4, 3/4, 0))", over(1, 3)},
                             {"supp(Q)", over(3, 1)},
                             {"supp(R)", over(1, 1)},
                             {"max(Q)", over(1, 2)},
                             {"min(Q)", over(1, 6)},
                             {"min(R)", over(0, 1)},
                             {"max(f)", over(4, 1)},
                             {"min(f)", over(1, 1)},
                             {"mean(f, Q)", over(11, 6)},
                             {"var(f, Q)", over(41, 36)},
                             {"var(f, R)", over(0, 1)},
                         });
    CHECK(closed_loop().value("KL(Q, R)").infinity() == 1);
    CHECK(closed_loop().value("chi2(Q, R)").infinity() == 1);
}

TEST_CASE("The reference: sums and products", "[reference]") {
    check(closed_loop(), {
                             {"sum(i: Q_i)", over(1, 1)},
                             {"sum(i: i*Q_i)", over(5, 3)},
                             {"-sum(i: Q_i*log(Q_i))", ln(2, over(2, 3)) + ln(3, over(1, 2))},
                             {"sum(i in 1..4: i^2)", over(30, 1)},
                             {"sum(c in 0..N-1: c/N)", over(1, 2)},
                             {"sum(i in 3..2: 1)", over(0, 1)},
                             {"prod(i in t..1: 5)", over(1, 1)},
                             {"sum(i in -2..2: i^2)", over(10, 1)},
                             {"prod(i: Q_i)", over(1, 36)},
                             {"prod(s in 0..t-1: 1 - 1/(s+2)^2)", over(2, 3)},
                             {"sum(i: sum(j in 1..i: j))", over(10, 1)},
                             {"sum(i in 1..2: Q_(i+1))", over(1, 2)},
                             {"sum(s in strings(3): length(s))", over(24, 1)},
                             {"sum(s in strings(0): 1 + length(s))", over(1, 1)},
                             {"sum(s in outputs(1): runs(1, s))", over(24, 1)},
                             {"sum(s in outputs(2): D(2, s))", over(1, 1)},
                             {"length(\"0101\")", over(4, 1)},
                             {"halting(1)", over(24, 1)},
                             {"endless(1)", over(48, 1)},
                             {"halting(t)", over(6088, 1)},
                             {"steps(2)", over(6, 1)},
                             {"runs(1, \"0\")", over(12, 1)},
                             {"runs(1, \"00\")", over(0, 1)},
                             {"D(1, \"1\")", over(1, 2)},
                         });
}

TEST_CASE("The reference: brackets of the closed loop", "[reference]") {
    check(closed_loop(), {
                             {"E[Q'_1]", over(1, 2)},
                             {"E[1/3]", over(1, 3)},
                             {"E[D(Q')]", over(11, 36)},
                             {"E[D(Q[t])]", over(11, 72)},
                             {"E[D(Q[0])]", over(11, 18)},
                             {"E[H(Q')]", ln(2, over(11, 18))},
                             {"E[supp(Q')]", over(29, 18)},
                             {"Var[Q'_1]", over(1, 8)},
                             {"Var[Q[2]_1]", over(3, 16)},
                             {"Var[mean(f, Q')]", over(41, 72)},
                             {"E[mean(f, Q')]", over(11, 6)},
                             {"Pr[Q'_1 == 1]", over(1, 4)},
                             {"Pr[vertex(Q')]", over(7, 18)},
                             {"Pr[Q' == R]", over(1, 4)},
                             {"Pr[1 < 2]", over(1, 1)},
                             {"E[D(Q') from P]", over(11, 36)},
                             {"E[D(Q') from R]", over(0, 1)},
                             {"E[D(Q[t]) from (1/2, 1/2, 0)]", over(1, 8)},
                             {"E[Q[0]_3 from P]", over(1, 2)},
                             {"E[L2(Q', Q)]", over(11, 36)},
                             {"E[L2(Q[2], Q[1])]", over(11, 72)},
                             {"E[Q[1]_1*Q[2]_1]", over(3, 8)},
                             {"E[D(Q[infinity])]", over(0, 1)},
                             {"E[Q[infinity]_2]", over(1, 3)},
                             {"Pr[Q[infinity]_1 == 1]", over(1, 2)},
                             {"fixtime(Q)", over(20, 9)},
                             {"fixtime((1/2, 1/2, 0))", over(2, 1)},
                             {"fixtime(R)", over(0, 1)},
                             {"KL(Law[Q'], Law[Q'])", over(0, 1)},
                             {"KL(Law[Q' from R], Law[Q'])", ln(4)},
                             {"TV(Law[Q'], Law[Q' from R])", over(3, 4)},
                             {"TV(Law[Q[t]], Law[Q[t] from R])", over(5, 8)},
                             {"TV(Law[Q[infinity]], Law[Q[infinity] from R])", over(1, 2)},
                             {"M_2", over(1, 3)},
                             {"TV(M, Q)", over(0, 1)},
                         });
    CHECK(closed_loop().value("KL(Law[Q'], Law[Q' from R])").infinity() == 1);
    CHECK(closed_loop().value("E[KL(Q', R)]").infinity() == 1);
}

TEST_CASE("The reference: brackets with a world", "[reference]") {
    check(grounded(), {
                          {"M_1", over(1, 3)},
                          {"D(M)", over(2, 3)},
                          {"E[D(Q')]", over(1, 3)},
                          {"E[Q'_1]", over(1, 3)},
                          {"E[Q[2]_1]", over(1, 4)},
                          {"E[Q[infinity]_1]", over(1, 6)},
                          {"E[D(Q[infinity])]", over(11, 42)},  // D(P)*(1 - 1/(1 + alpha*(2-alpha)))
                          {"E[D(Q') from R]", over(41, 144)},
                          {"TV(Law[Q[infinity]], Law[Q[infinity] from R])", over(0, 1)},
                          {"alpha", over(1, 2)},
                      });
}

TEST_CASE("The reference: brackets of changed processes", "[reference]") {
    check(changed("(t+2)^2"), {{"E[D(Q[t])]", over(11, 27)}, {"E[Q[t]_1]", over(1, 2)}});
    check(changed("", "1/(t+2)"), {{"E[Q'_1]", over(1, 3)}, {"E[Q[2]_1]", over(5, 18)}, {"M_1", over(1, 3)}});
    check(changed("", "", true), {{"E[D(Q[1])]", over(11, 36)}, {"E[D(Q[2])]", over(77, 288)}});
    check(changed("", "", false, over(1, 2)), {{"E[Q'_1]", over(3, 7)}, {"E[Q[infinity]_3]", over(1, 3)}});
    check(changed("", "", false, 0, "P"), {{"E[Q'_1]", over(1, 6)},
                                           {"E[Q[0]_1]", over(1, 6)},
                                           {"Q_1", over(1, 2)},
                                           {"E[D(Q[2])]", over(11, 72)}});
    check(changed("N*(t+1)"), {{"E[D(Q[2])]", over(11, 48)}});
}

TEST_CASE("The reference: the program learner", "[reference]") {
    check(learner(), {
                         {"L", over(1, 1)},
                         {"doeblin", over(3, 4)},
                         {"m_world", over(1, 2)},
                         {"Q_1", over(3, 4)},
                         {"Q_(\"1\")", over(1, 4)},
                         {"P_1", over(1, 4)},
                         {"Pr[h[1] == \"0\"]", over(5, 8)},
                         {"Pr[h[t] == \"0\"]", over(17, 32)},
                         {"Pr[h[0] == \"0\"]", over(1, 1)},
                         {"Pr[h[1] == h[2]]", over(5, 8)},
                         {"Pr[h[infinity] == \"0\"]", over(1, 2)},
                         {"Pr[h[1] == \"0\" from \"1\"]", over(3, 8)},
                         {"Pr[h[1] == \"0\" with N = 2]", over(7, 10)},
                         {"Pr[h[1] == \"0\" with alpha = 1]", over(3, 8)},
                         {"Pr[h[1] == world from complement(h) with N = N + 1]", over(7, 10)},
                         {"E[Q'_1]", over(9, 16)},
                         {"E[Q[1]_1]", over(9, 16)},
                         {"E[Q[0]_1 from \"1\"]", over(1, 4)},
                         {"E[length(h[1])]", over(1, 1)},
                         {"E[m_(h[1])]", over(1, 2)},
                         {"TV(Law[h[t]], m)", over(1, 32)},
                         {"TV(Law[h[infinity]], m)", over(0, 1)},
                         {"TV(Law[h[1]], (1, 0))", over(3, 8)},
                         {"L2(Law[h[0] from world], (0, 1))", over(0, 1)},
                         {"H(Law[h[1]])", ln(2, 3) - ln(5, over(5, 8)) - ln(3, over(3, 8))},
                         {"sum(s in strings(L): m_s)", over(1, 1)},
                     });
}

TEST_CASE("The reference: recursions", "[reference]") {
    check(recursion(), {
                           {"m[0]", over(3, 1)},
                           {"m[1]", over(2, 1)},
                           {"m[t]", over(5, 3)},
                           {"(m[5] - a)*6", over(2, 1)},
                           {"v[0] + v[1]", over(3, 4)},
                           {"v[2]", over(5, 6)},
                           {"v[t+1] - (3/4)^2*v[t]", over(5, 12)},
                           {"sum(i in 0..t: m[i])", over(20, 3)},
                           {"sum(s in 0..1: v[s+1])", over(19, 12)},
                           {"m + v", over(3, 1)},
                           {"w[0]", over(1, 1)},
                           {"m[m[1]]", over(5, 3)},
                       });
    CHECK(recursion().truth("w[4] > 4 - 1/10^50 and w[4] < 4 + 1/10^50") == Truth::yes);
    CHECK(recursion().truth("w[4] == 4") == Truth::unknown);
    CHECK(recursion().truth("w[5] > 5") == Truth::yes);
    // A sum that binds what the steps have for something else.
    Setting untimed = recursion();
    untimed.scope.names.erase("t");
    untimed.point.scalars.erase("t");
    CHECK(untimed.truth("sum(t in 0..2: m[t]) == 20/3") == Truth::yes);
    CHECK(untimed.truth("sum(alpha in 0..2: m[alpha]) == 20/3") == Truth::yes);
    CHECK(untimed.truth("sum(alpha in 0..2: m[alpha]) == 7") == Truth::no);
}

TEST_CASE("The reference: the Gaussian family", "[reference]") {
    check(gaussian(), {
                          {"mu + s2", over(5, 1)},
                          {"E[mu[1]]", over(3, 1)},
                          {"Var[mu[1]]", over(1, 2)},
                          {"E[s2[t]]", over(2, 1)},
                          {"Var[s2[1]]", over(8, 3)},
                          {"E[mu[2]^2]", over(10, 1)},
                          {"E[(mu[1] - mu)^2]", over(1, 2)},
                          {"E[s2[t]*mu[t]]", over(6, 1)},
                          {"E[1 - -mu[1]/2]", over(5, 2)},
                          {"E[mu[0]^2 + s2[0]]", over(11, 1)},
                          {"E[7]", over(7, 1)},
                      });
}

TEST_CASE("The reference: formulas", "[reference]") {
    struct Claimed {
        const char* text;
        bool holds;
    };
    const std::vector<Claimed> rows = {
        {"1 < 2", true},
        {"2 < 2", false},
        {"2 <= 2", true},
        {"3 <= 2", false},
        {"3 > 2", true},
        {"2 > 2", false},
        {"2 >= 2", true},
        {"1 >= 2", false},
        {"log(4) == 2*log(2)", true},
        {"log(4) != 2*log(2)", false},
        {"1 < 2 < 3", true},
        {"1 < 3 < 2", false},
        {"not 1 < 2", false},
        {"not 2 < 1 and 1 < 2", true},
        {"1 < 2 or 2 < 1 and 2 < 1", true},
        {"2 < 1 implies 2 < 1", true},
        {"1 < 2 implies 2 < 1", false},
        {"2 < 1 implies 1 < 2 implies 2 < 1", true},
        {"1 < 2 iff 2 < 3", true},
        {"1 < 2 iff 3 < 2", false},
        {"2 < 1 and log(-1) < 0", false},
        {"1 < 2 or log(-1) < 0", true},
        {"2 < 1 implies log(-1) < 0", true},
        {"Q == (1/2, 1/3, 1/6)", true},
        {"Q != P", true},
        {"Q == P", false},
        {"\"01\" == reverse(\"10\")", true},
        {"\"01\" != complement(\"01\")", true},
        {"vertex(R)", true},
        {"vertex(Q)", false},
        {"interior(Q)", true},
        {"interior(R)", false},
        {"finite(exp(1))", true},
        {"finite(KL(Q, R))", false},
        {"finite(-infinity)", false},
        {"-infinity < -exp(1000)", true},
        {"infinity == infinity", true},
        {"E[KL(Q', Q)] == H(Q) - E[H(Q')]", true},
        {"E[H(Q')] < H(Q) - D(Q)/(2*N)", true},
        {"for every outcome: supp(Q') <= supp(Q)", true},
        {"for every outcome: H(Q') <= log(2)", true},
        {"for every outcome: D(Q') < D(Q)", true},
        {"for every outcome: vertex(Q')", false},
        {"for every outcome: Q'_1 == Q_1 or E[Q'_1] == Q_1", true},
    };
    const Setting setting = closed_loop();
    for (const Claimed& row : rows) {
        INFO(row.text);
        CHECK(setting.truth(row.text) == certainly(row.holds));
        const std::string text = row.text;
        if (text.starts_with("for every")) continue;
        CHECK(setting.truth("not (" + text + ")") == certainly(!row.holds));
    }
    CHECK(learner().truth("Law[h[infinity]] == m") == Truth::yes);
    CHECK(learner().truth("Law[h[1]] == m") == Truth::no);
    CHECK(learner().truth("h == \"0\" and world != h") == Truth::yes);
}

TEST_CASE("The reference: the sides of the relation that fails, and equality conditions", "[reference]") {
    const Setting setting = closed_loop();
    reference::Sides sides;
    CHECK(setting.truth("1 < 2 and D(Q) <= 1/2", {}, &sides) == Truth::no);
    CHECK(sides.left == "11/18");
    CHECK(sides.right == "1/2");
    const auto claim = [&](const char* statement, const char* equality) {
        return reference::claim_holds(*parse_statement(statement, setting.scope),
                                      parse_condition(equality, setting.scope).get(), setting.point, nullptr,
                                      {});
    };
    CHECK(claim("D(Q) <= 11/18", "K == 3") == Truth::yes);
    CHECK(claim("D(Q) <= 11/18", "K == 4") == Truth::no);
    CHECK(claim("D(Q) <= 1", "K == 4") == Truth::yes);
    CHECK(claim("D(Q) <= 1", "K == 3") == Truth::no);
    CHECK(claim("D(Q) <= 1/2", "K == 4") == Truth::no);
    CHECK(claim("sqrt(2)^2 <= 3", "K == 4") == Truth::yes);
    CHECK(claim("sqrt(2)^2 - 2 <= 1 - 1", "K == 3") == Truth::unknown);
}

}  // namespace evaluate_test
