// Recursions: numbers with a step each, run from where the domain starts them. Every law below can be worked
// out by hand, and has a neighbour that is false by a hair.
#include "tests/catch.hpp"
#include "tests/claim_table.hpp"
#include "theorems/language/error.hpp"

using namespace groundcheck;
using groundcheck::test::Case;
using groundcheck::test::check;
using groundcheck::test::check_all;
using groundcheck::test::decide;
using groundcheck::test::with;

namespace recursion_test {

namespace {

const char* const family = "recursion";

const char* const mean = "m = \"(1-alpha)*m + alpha*a\"";
const char* const mean_domain = "m = \"-1, 1/3\"\na = \"0, 2\"\nalpha = \"lattice(3)\"\nt = \"0..6\"";
const char* const linear = "x = \"c*x + d\"";
const char* const linear_domain =
    "x = \"0, 5\"\nc = \"0, 1/3, 1, 2\"\nd = \"0, 1/7\"\nn = \"0, 1, 2, 3, 5, 9\"";
const char* const variance = "alpha = \"1/(t+2)\"\nv = \"(1-alpha)^2*v + s2\"";
const char* const variance_domain = "v = 0\ns2 = \"1, 1/3\"\nt = \"0..40\"";
const char* const square_root = "alpha = \"1/sqrt(t+1)\"\nv = \"(1-alpha)^2*v + 1\"";
const char* const fibonacci = "a = \"b\"\nb = \"a + b\"";
const char* const halving = "x = \"x/2\"";

}  // namespace

TEST_CASE("Closed forms of recursions, and a hair beside them") {
    const Case table[] = {
        {"v[0] == v", "v = \"0, 1/3\"", Verdict::proved, "v = \"v^2 + 1\""},
        {"v[0] == v + 1e-40", "v = \"0, 1/3\"", Verdict::refuted, "v = \"v^2 + 1\""},
        {"m[t] - a == (1-alpha)^t*(m - a)", mean_domain, Verdict::proved, mean},
        {"m[t] - a == (1-alpha)^t*(m - a) + 1e-40", mean_domain, Verdict::refuted, mean},
        {"m[t+1] == (1-alpha)*m[t] + alpha*a", mean_domain, Verdict::proved, mean},
        {"x[n] == c^n*x + d*sum(i in 0..n-1: c^i)", linear_domain, Verdict::proved, linear},
        {"x[n] == c^n*x + d*sum(i in 0..n: c^i)", linear_domain, Verdict::refuted, linear},
        {"sum(i in 0..n: x[i]) <= x[n]", linear_domain, Verdict::refuted, linear},
        {"x[n] <= c^n*x + d*sum(i in 0..n-1: c^i) - 1e-40", linear_domain, Verdict::refuted, linear},
        // A share that vanishes: a third of the noise's slope.
        {"v[t] == s2*((t+1)*(t+2)*(2*t+3)/6 - 1)/(t+1)^2", variance_domain, Verdict::proved, variance},
        {"v[t] == s2*((t+1)*(t+2)*(2*t+3)/6 - 1)/(t+1)^2 + 1e-40", variance_domain, Verdict::refuted,
         variance},
        {"v[t] < s2*((t+1)*(t+2)*(2*t+3)/6 - 1)/(t+1)^2", variance_domain, Verdict::refuted, variance},
        {"t >= 2 implies v[t] < s2*t", variance_domain, Verdict::proved, variance},
        {"t >= 1 implies v[t] < s2*t", variance_domain, Verdict::refuted, variance},
        // All numbers at once: one after the other would give powers of two.
        {"a[n+1]^2 - a[n]*a[n+2] == (-1)^n", "a = 0\nb = 1\nn = \"0, 1, 2, 3, 10, 30\"", Verdict::proved,
         fibonacci},
        {"b[n] == a[n+1] and sum(i in 0..n: a[i]) == a[n+2] - 1", "a = 0\nb = 1\nn = \"0, 1, 2, 3, 10, 30\"",
         Verdict::proved, fibonacci},
        {"a[n] <= 2^n/3", "a = 0\nb = 1\nn = \"0, 1, 2, 3, 10, 30\"", Verdict::refuted, fibonacci},
        {"a[2*t] == a and a[2*t+1] == b and b[2*t+1] == a", "a = 2\nb = 3\nt = \"0..5\"", Verdict::proved,
         "a = \"b\"\nb = \"a\""},
        // t in a step is the step's own, whatever the statement's is, or a sum around it binds.
        {"x[n] == n*(n-1)/2", "x = 0\nn = \"0, 1, 2, 5, 12\"", Verdict::proved, "x = \"x + t\""},
        {"sum(t in 0..3: x[t]) == 4", "x = 0", Verdict::proved, "x = \"x + t\""},
        {"sum(t in 0..3: x[t]) == 5", "x = 0", Verdict::refuted, "x = \"x + t\""},
        // The share of the domain, behind a schedule made from it.
        {"x[3] == (1-alpha)*(1-alpha/2)*(1-alpha/3)*x", "x = 2\nalpha = \"lattice(4)\"", Verdict::proved,
         "alpha = \"alpha/(t+1)\"\nx = \"(1-alpha)*x\""},
        {"x[3] == (1-alpha)^3*x", "x = 2\nalpha = \"lattice(4)\"", Verdict::refuted,
         "alpha = \"alpha/(t+1)\"\nx = \"(1-alpha)*x\""},
        {"d[t] == (1-1/N)^t*d", "d = \"1/2\"\nN = \"1..5\"\nt = \"0..6\"", Verdict::proved,
         "d = \"(1-1/N)*d\""},
        // A whole number is one in exponents, in ranges and as a number of steps.
        {"(-2)^n[t] == (-2)^t and sum(i in 1..n[t]: i) == t*(t+1)/2 and n[n[t]] == t", "n = 0\nt = \"0..5\"",
         Verdict::proved, "n = \"n + 1\""},
        {"n[10000] == 10000", "n = 0", Verdict::proved, "n = \"n + 1\""},
        {"v[t]*2^t == v", "v = 1\nt = \"0, 3000, 10000\"", Verdict::proved, "v = \"v/2\""},
        // Logarithms are exact as well.
        {"x[t] == x + t*log(2)", "x = \"0, 1\"\nt = \"0..9\"", Verdict::proved, "x = \"x + log(2)\""},
        {"x[t] == x + t*log(2) - 1e-40", "x = \"0, 1\"\nt = \"0..9\"", Verdict::refuted,
         "x = \"x + log(2)\""},
        {"x[t] == (t+1)*x", "x = 1\nt = \"0, 1, 2\"", Verdict::proved, "x = \"x + exp(0)*log(2)/log(2)\""},
        // Infinite ones too.
        {"not finite(x[2])", "x = 0", Verdict::proved, "x = \"x + infinity\""},
        {"finite(x[0]) and finite(x[1])", "x = 0", Verdict::refuted, "x = \"x + infinity\""},
        {"0*x[1] == 0", "x = 0", Verdict::proved, "x = \"log(x)\""},
    };
    check_all(table, family);
}

TEST_CASE("Where a recursion's two sides are equal") {
    const std::string steps = with("x = \"(1-alpha)*x\"", family);
    const char* const domain = "x = \"0, 1\"\nalpha = \"lattice(3)\"\nt = \"0..4\"";
    const auto verdict = [&](const std::string& condition) {
        return decide("x[t] <= x", domain, "equality = \"" + condition + "\"\n" + steps).verdict;
    };
    CHECK(verdict("t == 0 or x == 0 or alpha == 0") == Verdict::proved);
    CHECK(verdict("t == 0 or x == 0") == Verdict::refuted);
    CHECK(verdict("t == 0 or x[1] == x") == Verdict::proved);
}

TEST_CASE("Schedules that are no fractions are enclosed") {
    const Case table[] = {
        {"sqrt(t)/2 <= v[t] <= sqrt(t)/2 + 1/2", "v = 0\nt = \"1..60\"", Verdict::proved, square_root},
        {"v[t] <= sqrt(t)/2", "v = 0\nt = \"1..60\"", Verdict::refuted, square_root},
        {"v[2] == 2 - 1/sqrt(2)*2 + 1/2", "v = 0", Verdict::undecided, square_root},
        {"abs(v[2] - (2 - 1/sqrt(2)*2 + 1/2)) < 1e-300", "v = 0", Verdict::proved, square_root},
        {"abs(v[2] - (2 - 1/sqrt(2)*2 + 1/2)) > 1e-300", "v = 0", Verdict::refuted, square_root},
        {"v[1] == 1 and v[0] == 0", "v = 0", Verdict::proved, square_root},  // 1/sqrt(1) is 1
        {"x[t] >= 1", "x = 1\nt = \"0..300\"", Verdict::proved, "x = \"1 + (x-1)/sqrt(2) + exp(-t)\""},
        {"x[200] < 1e-30", "x = 1", Verdict::proved, "x = \"x/sqrt(2)\""},
        {"x[198] < 1e-30", "x = 1", Verdict::refuted, "x = \"x/sqrt(2)\""},
        // What has been irrational may be exact again.
        {"x[1] > 5/2 and x[2] == 5", "x = 2", Verdict::proved,
         "x = \"sqrt(2)*x*(1 - min(t, 1)) + 5*min(t, 1)\""},
        {"x[1] > 5/2 and x[2] == 5 + 1e-40", "x = 2", Verdict::refuted,
         "x = \"sqrt(2)*x*(1 - min(t, 1)) + 5*min(t, 1)\""},
        {"x[2] == x", "x = 2", Verdict::undecided, "x = \"2*sqrt(2)/x\""},
    };
    check_all(table, family);
}

TEST_CASE("A number that outgrows all paper is enclosed, and nothing waits for it") {
    check({"x[30] > 0 and x[30] < 1e-1000", "x = \"1/2\"", Verdict::proved, "x = \"x^2\""}, family);
    check({"x[10] == x^(2^10)", "x = \"1/2\"", Verdict::proved, "x = \"x^2\""}, family);
    check({"x[60] == x[59]^2", "x = \"2/3\"", Verdict::undecided, "x = \"x^2\""}, family);
    check({"x[60] > x[59]", "x = \"2/3\"", Verdict::refuted, "x = \"x^2\""}, family);
}

TEST_CASE("A step without a value is an error where it stands, never a verdict") {
    struct Bad {
        const char* statement;
        const char* domain;
        const char* process;
        const char* says;
    };
    const Bad table[] = {
        {"x[3] > 0", "x = 1", "x = \"x/(2 - t)\"", "division by zero: in the step from t = 2"},
        {"x[3] > 0", "x = 2", "x = \"1/(x - 2)\"", "division by zero: in the step from t = 0"},
        {"x[3] > 0", "x = 2", "x = \"log(x - 3)\"",
         "the logarithm of a negative number, -1: in the step from t = 0"},
        {"x[3] > 0", "x = 2", "x = \"sqrt(x) - 2\"", "outside its domain"},
        {"x[1] > 0", "x = 2", "alpha = \"2/(t+1)\"\nx = \"alpha*x\"",
         "alpha is 2; a share lies from 0 to 1: in the step from t = 0"},
        {"x[5] > 0", "x = 2", "alpha = \"1 - t/2\"\nx = \"alpha*x\"",
         "alpha is -1/2; a share lies from 0 to 1: in the step from t = 3"},
        {"x[5] > 0", "x = 2", "alpha = \"sqrt(t+1)/2\"\nx = \"alpha*x\"", "in the step from t = 4"},
        {"x[5] > 0", "x = 2", "alpha = \"1/t\"\nx = \"alpha*x\"", "division by zero: in the step from t = 0"},
        {"x[t] > 0", "x = 2\nt = 10001", halving, "a recursion is run for 0 to 10000 steps, not 10001"},
        {"x[t-2] > 0", "x = 2\nt = 1", halving, "for 0 to 10000 steps, not -1"},
        {"x[t/2] > 0", "x = 2\nt = 1", halving, "a whole number is needed here"},
        {"x[x[2]] > 0", "x = 1", halving, "a whole number is needed here"},
        {"x[sqrt(2)] > 0", "x = 1", halving, "a whole number is needed here"},
    };
    for (const Bad& bad : table) {
        INFO(bad.statement << " over " << bad.domain << " with " << bad.process);
        try {
            const ClaimResult result = decide(bad.statement, bad.domain, with(bad.process, family));
            FAIL("a verdict: " << to_text(result.verdict));
        } catch (const InputError& error) {
            INFO(error.message << " / " << error.hint);
            CHECK((error.message + " " + error.hint).find(bad.says) != std::string::npos);
            CHECK(error.message.find("in the step") == error.message.rfind("in the step"));
        }
    }
    // Times 0 it is 0, as everywhere.
    check({"0*x[1] == 0", "x = 0", Verdict::proved, "x = \"1/x\""}, family);
}

TEST_CASE("Over a continuum a recursion is not decided, and says so") {
    const ClaimResult result = decide("x[1] <= x", "x = \"[0,1]\"", with(halving, family));
    CHECK(result.verdict == Verdict::undecided);
    CHECK(result.instances.front().reason.find("over a continuum") != std::string::npos);
}

}  // namespace recursion_test
