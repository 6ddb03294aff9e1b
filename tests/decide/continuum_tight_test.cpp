// Claims that are tight where no box can see it: inside at a rational point, to high order at an end, along a
// curve, and claims whose sides are infinite on a face. Each stands beside versions that are false by a hair.
#include "decide/continuum/decide_continuum.hpp"
#include "tests/catch.hpp"
#include "tests/claim_text.hpp"

using namespace groundcheck;

namespace continuum_tight_test {

namespace {

struct Tight {
    std::string statement, domain;
    Verdict verdict;
};

void check(const std::vector<Tight>& table) {
    for (const Tight& row : table) {
        const test::ClaimText text("statement = \"" + row.statement + "\"\nexpect = \"proved\"\n[domain]\n" +
                                   row.domain + "\n");
        const Question question{&text.claim(), false};
        const auto all = instances(question);
        REQUIRE(all.size() == 1);
        const ContinuumOutcome outcome = decide_continuum(question, all.front());
        INFO(row.statement << " over " << row.domain << ": " << outcome.result.reason);
        CHECK(to_text(outcome.result.verdict) == to_text(row.verdict));
        CHECK(outcome.certificate.empty() == (row.verdict != Verdict::proved));
    }
}

const std::string uv = "u = \"[0,1]\"\nv = \"[0,1]\"";
const std::string unit = "x = \"[0,1]\"";
const std::string square = "x = \"[0,1]\"\ny = \"[0,1]\"";
const std::string two = "K = 2\nQ = \"simplex\"";
const std::string pair = "K = \"any\"\nQ = \"simplex\"\nP = \"simplex\"";

}  // namespace

TEST_CASE("equality at a rational point inside", "[continuum][tight]") {
    check({{"(x - 1/3)^2 >= 0", unit, Verdict::proved},
           {"(x - 1/3)^2 > 0", unit, Verdict::refuted},
           {"(x - 137/1000)^2 >= 0", unit, Verdict::proved},
           {"(x - 1/3)^4 >= 0", unit, Verdict::proved},
           {"(x - 1/3)^3 >= 0", unit, Verdict::refuted},
           {"(x - 1/3)^2 >= 1/10^30", unit, Verdict::refuted},
           {"(x - 1/3)^2 + 1/10^30 > 0", unit, Verdict::proved},
           {"log(1 + x) <= log(4/3) + 3/4*(x - 1/3)", unit, Verdict::proved},
           {"log(1 + x) < log(4/3) + 3/4*(x - 1/3)", unit, Verdict::refuted},
           {"log(1 + x) <= log(4/3) + 3/4*(x - 1/3) - (x - 1/3)^2/8", unit, Verdict::proved},
           {"log(1 + x) <= log(4/3) + 3/4*(x - 1/3) - 29/100*(x - 1/3)^2", unit, Verdict::refuted},
           {"Q_1*log(3*Q_1) + Q_2*log(3/2*Q_2) >= 0", two, Verdict::proved},
           {"H(Q) <= log(3) - Q_2*log(2)", two, Verdict::proved},
           {"H(Q) < log(3) - Q_2*log(2)", two, Verdict::refuted}});
}

TEST_CASE("equality of high order at an end", "[continuum][tight]") {
    check({{"log(1 + x) <= x - x^2/2 + x^3/3", unit, Verdict::proved},
           {"log(1 + x) >= x - x^2/2 + x^3/3 - x^4/4", unit, Verdict::proved},
           {"log(1 + x) <= x - x^2/2 + x^3/3 - x^4/4 + x^5/6", unit, Verdict::refuted},
           {"exp(x) >= 1 + x + x^2/2 + x^3/6", unit, Verdict::proved},
           {"sqrt(x) >= x", unit, Verdict::proved},
           {"sqrt(x) > x", unit, Verdict::refuted},
           {"sqrt(1 + x) <= 1 + x/2 - x^2/8 + x^3/16", unit, Verdict::proved}});
}

TEST_CASE("equality along a curve, or at an irrational point", "[continuum][tight]") {
    check({{"(x - y^2)^2 >= 0", square, Verdict::proved},
           {"(x - y^2)^2 > 0", square, Verdict::refuted},
           {"(x - y^2)^2 >= 1/10^12", square, Verdict::refuted},
           {"(x^2 - y)^2*(1 - x*y) >= 0", square, Verdict::proved},
           {"(x^2 - y)^2*(1/2 - x*y) >= 0", square, Verdict::refuted},
           {"(x^2 + y^2)^2 >= 4*x^2*y^2", square, Verdict::proved},
           {"(x^2 - 1/2)^2 >= 0", unit, Verdict::proved},
           {"(x^2 - 1/2)^2*(1 + x) >= 0", unit, Verdict::proved},
           {"(x^2 - 1/2)^2*(x - 1/2) >= 0", unit, Verdict::refuted},
           {"(x^2 - 1/2)^2 > 0", unit, Verdict::undecided},  // false, but only at an irrational point
           {"(Q_1^2 - P_1/2)^2 >= 0", "K = 2\nQ = \"simplex\"\nP = \"simplex\"", Verdict::proved}});
}

TEST_CASE("claims that are infinite on a face", "[continuum][tight]") {
    check({{"KL(Q,P) >= 0", pair, Verdict::proved},
           {"KL(Q,P) >= L2(Q,P)/2", pair, Verdict::proved},
           {"KL(Q,P) >= 11/10*L2(Q,P)", pair, Verdict::refuted},  // Pinsker's constant is the best
           {"KL(Q,P) > 0", pair, Verdict::refuted},
           {"KL(Q,P) <= 10", pair, Verdict::refuted},
           // both sides are infinite at the same points, and then equal; infinity minus itself has no value
           {"KL(Q,P) == KL(Q,P)", pair, Verdict::proved},
           {"KL(Q,P) >= sum(i: Q_i*log(Q_i)) - sum(i: Q_i*log(P_i))", pair, Verdict::proved},
           {"KL(Q,P) <= KL(Q,P) + 1", pair, Verdict::proved},
           {"KL(Q,P) < KL(Q,P) + 1", pair, Verdict::refuted},
           {"KL(Q,P) - KL(Q,P) <= 1", pair, Verdict::undecided},
           {"KL(Q,P) - KL(P,Q) <= KL(Q,P) + 1", pair, Verdict::undecided},
           {"KL(Q,P) <= KL(Q,P)/2", pair, Verdict::refuted},
           // absolute values, on a diagonal, at a point that no halving meets, and of many signs
           {"abs(u) > 0", "u = \"(0,1]\"", Verdict::proved},
           {"abs(u) > 0", "u = \"[0,1]\"", Verdict::refuted},
           {"abs(u) > 0", "u = \"[-1,1]\"", Verdict::refuted},
           {"abs(x) >= x", "x = \"[-1,1]\"", Verdict::proved},
           {"abs(x) > x", "x = \"[-1,1]\"", Verdict::refuted},
           {"abs(x) == x", "x = \"[-1,1]\"", Verdict::refuted},
           {"abs(x) == x", "x = \"[0,1]\"", Verdict::proved},
           {"abs(x) == -x", "x = \"[-1,0]\"", Verdict::proved},
           {"abs(x) + 1/1000000000 > x", "x = \"[-1,1]\"", Verdict::proved},
           {"abs(x) >= 1000000001/1000000000*x", "x = \"[-1,1]\"", Verdict::refuted},
           {"abs(x - 1/3) >= x - 1/3", "x = \"[0,1]\"", Verdict::proved},
           {"abs(x^2 - 1/2) >= 0", "x = \"[0,1]\"", Verdict::proved},
           {"abs(x^2 - 1/2) > 0", "x = \"[0,1]\"", Verdict::undecided},  // 0 at an irrational point
           {"abs(log(x)) >= 1 - x", "x = \"(0,1]\"", Verdict::proved},
           {"abs(log(x)) >= 0", "x = \"(0,2]\"", Verdict::proved},
           {"abs(u - v) >= 0", uv, Verdict::proved},
           {"abs(u - v) > 0", uv, Verdict::refuted},
           {"abs(u - v) <= 1", uv, Verdict::proved},
           {"abs(u - v) < 1", uv, Verdict::refuted},
           {"abs(u - v) <= 1 - 1/1000000000", uv, Verdict::refuted},
           {"abs(u - v) + abs(v - 1/2) >= abs(u - 1/2)", uv, Verdict::proved},
           {"abs(u - v) + abs(v - 1/2) <= abs(u - 1/2)", uv, Verdict::refuted},
           {"TV(Q,P) <= 1", pair, Verdict::proved},
           {"TV(Q,P) < 1", pair, Verdict::refuted},
           {"TV(Q,P) <= 1 - 1/1000000000", pair, Verdict::refuted},
           {"TV(Q,R) <= TV(Q,P) + TV(P,R)", pair + "\nR = \"simplex\"", Verdict::proved},
           {"TV(Q,R) >= TV(Q,P) + TV(P,R)", pair + "\nR = \"simplex\"", Verdict::refuted},
           {"KL(Q,P) >= 2*TV(Q,P)^2", "K = 2\nQ = \"simplex\"\nP = \"simplex\"\n", Verdict::proved},
           {"KL(Q,P) >= 21/10*TV(Q,P)^2", "K = 2\nQ = \"simplex\"\nP = \"simplex\"\n", Verdict::refuted},
           // the support jumps where a symbol is lost
           {"supp(Q) <= 3", "K = 3\nQ = \"simplex\"\n", Verdict::proved},
           {"supp(Q) <= 2", "K = 3\nQ = \"simplex\"\n", Verdict::refuted},
           {"supp(Q) < 3", "K = 3\nQ = \"simplex\"\n", Verdict::refuted},
           {"supp(Q) == 3", "K = 3\nQ = \"simplex\"\n", Verdict::refuted},
           {"supp(P) <= K", "K = 4\nP = \"simplex\"\n", Verdict::proved},
           {"supp(P) <= K - 1", "K = 4\nP = \"simplex\"\n", Verdict::refuted},
           {"supp(R) >= 1", "K = \"any\"\nR = \"simplex\"\n", Verdict::proved},
           {"supp(R) > 1", "K = \"any\"\nR = \"simplex\"\n", Verdict::refuted}});
}

}  // namespace continuum_tight_test
