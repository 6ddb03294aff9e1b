// Deciding over the continuum: true, false, false by a hair and exactly tight.
#include "decide/continuum/decide_continuum.hpp"
#include "tests/catch.hpp"
#include "tests/claim_text.hpp"

using namespace groundcheck;

namespace continuum_test {

namespace {

// The outcome of the one instance of a statement.
ContinuumOutcome outcome_of(const std::string& statement, const std::string& domain,
                            const std::string& equality = "") {
    const std::string condition = equality.empty() ? "" : "equality = \"" + equality + "\"\n";
    const test::ClaimText text("statement = \"" + statement + "\"\nexpect = \"proved\"\n" + condition +
                               "[domain]\n" + domain + "\n");
    const Question question{&text.claim(), false};
    const auto all = instances(question);
    REQUIRE(all.size() == 1);
    return decide_continuum(question, all.front());
}

const std::string any = "K = \"any\"\nQ = \"simplex\"\n";
const std::string two = "K = 2\nQ = \"simplex\"\n";
const std::string three = "K = 3\nQ = \"simplex\"\n";
const std::string mixed = "K = \"any\"\nQ = \"simplex\"\nP = \"simplex\"\nalpha = \"[0,1]\"\n";

struct Case {
    std::string statement, domain, equality;
};

}  // namespace

TEST_CASE("claims that hold everywhere are proved, with a certificate", "[continuum]") {
    for (const Case& c : std::vector<Case>{
             {"E[H(Q')] <= H(Q)", any + "N = 1", "vertex(Q)"},
             {"E[H(Q')] <= H(Q)", any + "N = 100", "vertex(Q)"},
             {"H(Q) - E[H(Q')] >= D(Q)/(2*N)", any + "N = 64", "vertex(Q)"},
             {"H(Q) - E[H(Q')] >= 1/2*sum(i: Q_i*log(1 + (1 - Q_i)/(N*Q_i)))", any + "N = 64", "vertex(Q)"},
             {"H(Q) - E[H(Q')] <= sum(i: Q_i*log(1 + (1 - Q_i)/(N*Q_i)))", any + "N = 1",
              "N == 1 or vertex(Q)"},
             {"H(Q) - E[H(Q')] <= sum(i: Q_i*log(1 + (1 - Q_i)/(N*Q_i)))", any + "N = 2",
              "N == 1 or vertex(Q)"},
             {"H(Q) - E[H(Q')] <= log(1 + (K - 1)/N)", three + "N = 1", "N == 1 and max(Q) == 1/K"},
             {"H(Q) - E[H(Q')] < log(1 + (K - 1)/N)", three + "N = 2", ""},
             {"H(Q) <= log(K)", "K = 7\nQ = \"simplex\"\n", "max(Q) == 1/K"},
             {"E[T(1/2,Q')] <= T(1/2,Q)", any + "N = 12", "vertex(Q)"},
             {"E[R(1/2,Q')] <= R(1/2,Q)", two + "N = 12", "vertex(Q)"},
             {"E[R(3/2,Q')] <= R(3/2,Q)", two + "N = 12", "vertex(Q)"},
             {"E[D(Q')] <= (1 - 1/N)*(D(Q) + 2*alpha)", mixed + "N = 1", ""},
             {"E[D(Q')] <= (1 - 1/N)*(D(Q) + 2*alpha)", mixed + "N = 9", ""},
             {"E[L2(Q',P)] == D(M)/N + (1 - alpha)^2*L2(Q,P)", mixed + "N = 9", ""},
             {"H(M) >= alpha*H(P) + (1 - alpha)*H(Q)", mixed, ""},
             {"D(M) >= alpha*D(P) + (1 - alpha)*D(Q)", mixed, ""},
             {"log(2*Q_1) <= 1", two, ""},
             {"L2(Q,P) >= 0", "K = \"any\"\nQ = \"simplex\"\nP = \"simplex\"\n", ""},
             {"sqrt(1 + x) <= 1 + x/2", "x = \"[0,1]\"", ""},
             {"exp(x) >= 1 + x", "x = \"[0,2]\"", ""},
             {"(x - 1/2)^2 >= 0", "x = \"[0,1]\"", ""},
             {"4*x*(1 - x) <= 1", "x = \"[0,1]\"", ""},
         }) {
        const ContinuumOutcome outcome = outcome_of(c.statement, c.domain, c.equality);
        INFO(c.statement << " over " << c.domain << ": " << outcome.result.reason);
        CHECK(outcome.result.verdict == Verdict::proved);
        CHECK(!outcome.certificate.empty());
        CHECK(outcome.result.points > 0);
    }
}

TEST_CASE("claims that fail somewhere are never proved", "[continuum]") {
    for (const Case& c : std::vector<Case>{
             {"E[H(Q')] < H(Q)", any + "N = 3", ""},             // equal at vertices
             {"E[H(Q')] <= H(Q)", any + "N = 3", "N == 4"},      // equal at vertices
             {"H(Q) - E[H(Q')] >= D(Q)/N", any + "N = 64", ""},  // p -> 1
             {"H(Q) - E[H(Q')] >= (1 + 1/(3*N) + 1/10000)*D(Q)/(2*N)", any + "N = 100",
              ""},  // by a hair, p -> 1
             {"H(Q) - E[H(Q')] >= 101/100*1/2*sum(i: Q_i*log(1 + (1 - Q_i)/(N*Q_i)))", any + "N = 200", ""},
             {"H(Q) - E[H(Q')] <= 999999/1000000*sum(i: Q_i*log(1 + (1 - Q_i)/(N*Q_i)))", any + "N = 1", ""},
             {"H(Q) - E[H(Q')] <= log(1 + (K - 1)/N) - 1/1000000000", three + "N = 1",
              ""},  // at the uniform one
             {"H(Q) - E[H(Q')] < log(1 + (K - 1)/N)", three + "N = 1", ""},
             {"H(Q) - E[H(Q')] <= log(1 + (K - 1)/N)", three + "N = 1", "vertex(Q)"},  // where equality is
             {"E[R(3,Q')] <= R(3,Q)", two + "N = 5", ""},
             {"E[D(Q')] <= (1 - 1/N)*(D(Q) + 199/100*alpha)", mixed + "N = 9", ""},
             {"E[H(Q')] <= H(Q)", mixed + "N = 3", ""},
             {"H(M) > alpha*H(P) + (1 - alpha)*H(Q)", mixed, ""},
             {"(x - 1/2)^2 >= 1/1000000000000", "x = \"[0,1]\"", ""},
             {"(x - 1/3)^2 > 0", "x = \"[0,1]\"", ""},
             {"4*x*(1 - x) <= 999999999/1000000000", "x = \"[0,1]\"", ""},
             {"exp(x) >= 1 + x + x^2/2 + x^3/5", "x = \"[0,2]\"", ""},
             {"E[D(Q')] == D(Q)", any + "N = 3", ""},
         }) {
        const ContinuumOutcome outcome = outcome_of(c.statement, c.domain, c.equality);
        INFO(c.statement << " over " << c.domain);
        CHECK(outcome.result.verdict != Verdict::proved);
        CHECK(outcome.certificate.empty());
        if (outcome.result.verdict == Verdict::undecided) CHECK(!outcome.result.reason.empty());
    }
}

TEST_CASE("what fails is refuted by a simple exact point", "[continuum]") {
    const auto refuted = [](const std::string& statement, const std::string& domain) {
        const ContinuumOutcome outcome = outcome_of(statement, domain);
        INFO(statement << ": " << outcome.result.reason);
        REQUIRE(outcome.result.verdict == Verdict::refuted);
        REQUIRE(outcome.result.witness);
        return *outcome.result.witness;
    };
    const Witness renyi = refuted("E[R(3,Q')] <= R(3,Q)", two + "N = 5");
    CHECK(renyi.distributions.at("Q").size() == 2);
    const Witness vertex =
        refuted("E[H(Q')] <= H(Q)", "K = 2\nQ = \"simplex\"\nP = \"simplex\"\nalpha = \"[0,1]\"\nN = 2");
    CHECK(vertex.distributions.at("Q") == std::vector<Rational>{1, 0});
    CHECK(vertex.scalars.at("alpha") > 0);
    const Witness half = refuted("4*x*(1 - x) < 1", "x = \"[0,1]\"");
    CHECK(half.scalars.at("x") == Rational(1, 2));
    // by a hair, far from every simple number: near 1/e
    const Witness hair = refuted("x*log(x) >= -36787/100000", "x = \"[0,1]\"");
    CHECK(hair.scalars.at("x") > Rational(36, 100));
    CHECK(hair.scalars.at("x") < Rational(38, 100));
    const Witness wide = refuted("x*log(x) >= -36787/100000", "x = \"(0,3]\"");
    CHECK(wide.scalars.at("x") > Rational(36, 100));
    CHECK(wide.scalars.at("x") < Rational(38, 100));
}

TEST_CASE("a claim that cannot be read over a continuum is undecided, with the reason", "[continuum]") {
    for (const Case& c : std::vector<Case>{
             {"KL(Q,P) - KL(Q,P) == 0", "K = \"any\"\nQ = \"simplex\"\nP = \"simplex\"\n",
              ""},                                             // infinity - infinity on a face
             {"abs(log(x)) >= 1 - x", "x = \"(0,2]\"\n", ""},  // only where the logarithm's sign is known
             {"E[max(Q')] <= 1", "K = 3\nQ = \"simplex\"\nN = 3\n",
              ""},  // of what is random, in two variables
             {"E[R(2,Q')] <= R(2,Q)", "K = 4\nQ = \"simplex\"\nN = 2\n", ""},
             {"max(Q) <= 1", two, ""},
             {"E[KL(Q,Q')] >= 0", any + "N = 2", ""},
             {"log(2*Q_1 - 1) <= 1", two, ""},
             // 0/0 where a symbol is missing from both
             {"sum(i: Q_i*P_i/(Q_i+P_i)) <= 1/2", "K = 2\nQ = \"simplex\"\nP = \"simplex\"\n", ""},
             {"sum(i: Q_i*P_i/(Q_i+P_i)) <= 1/2", "K = \"any\"\nQ = \"simplex\"\nP = \"simplex\"\n", ""},
             {"sum(i: (Q_i-P_i)^2/(Q_i+P_i)) >= 0", "K = 2\nQ = \"simplex\"\nP = \"simplex\"\n", ""},
             {"0/x >= 0", "x = \"[0,1]\"\n", ""},
             {"(x - x)/x <= 0", "x = \"[0,1]\"\n", ""},
             {"E[H(Q[t])] >= 0", mixed + "N = 3\nt = 2\n", ""},  // exogenous data
             {"E[supp(Q[t])] <= 2",
              "K = 2\nQ = \"simplex\"\nP = \"simplex\"\nalpha = \"1/2\"\nN = 3\nt = 2\n", ""},  // jumps
             {"E[KL(Q[2],Q[1])] >= 0", two + "N = 3\n", ""},  // two generations at once
         }) {
        const ContinuumOutcome outcome = outcome_of(c.statement, c.domain, c.equality);
        INFO(c.statement << " " << outcome.result.reason);
        CHECK(outcome.result.verdict == Verdict::undecided);
        CHECK(!outcome.result.reason.empty());
    }
}

}  // namespace continuum_test
