// Deciding over the continuum: true, false, false by a hair and exactly tight.
#include "decide/continuum/decide_continuum.hpp"
#include "tests/catch.hpp"
#include "tests/claim_text.hpp"

using namespace groundcheck;

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

const std::string any = "K = \"any\"\nP = \"simplex\"\n";
const std::string two = "K = 2\nP = \"simplex\"\n";
const std::string three = "K = 3\nP = \"simplex\"\n";
const std::string mixed = "K = \"any\"\nP = \"simplex\"\nQ = \"simplex\"\nalpha = \"[0,1]\"\n";

struct Case {
    std::string statement, domain, equality;
};

}  // namespace

TEST_CASE("claims that hold everywhere are proved, with a certificate", "[continuum]") {
    for (const Case& c : std::vector<Case>{
             {"E[H(P')] <= H(P)", any + "N = 1", "vertex(P)"},
             {"E[H(P')] <= H(P)", any + "N = 100", "vertex(P)"},
             {"H(P) - E[H(P')] >= D(P)/(2*N)", any + "N = 64", "vertex(P)"},
             {"H(P) - E[H(P')] >= 1/2*sum(i: P_i*log(1 + (1 - P_i)/(N*P_i)))", any + "N = 64", "vertex(P)"},
             {"H(P) - E[H(P')] <= sum(i: P_i*log(1 + (1 - P_i)/(N*P_i)))", any + "N = 1",
              "N == 1 or vertex(P)"},
             {"H(P) - E[H(P')] <= sum(i: P_i*log(1 + (1 - P_i)/(N*P_i)))", any + "N = 2",
              "N == 1 or vertex(P)"},
             {"H(P) - E[H(P')] <= log(1 + (K - 1)/N)", three + "N = 1", "N == 1 and max(P) == 1/K"},
             {"H(P) - E[H(P')] < log(1 + (K - 1)/N)", three + "N = 2", ""},
             {"H(P) <= log(K)", "K = 7\nP = \"simplex\"\n", "max(P) == 1/K"},
             {"E[T(1/2,P')] <= T(1/2,P)", any + "N = 12", "vertex(P)"},
             {"E[R(1/2,P')] <= R(1/2,P)", two + "N = 12", "vertex(P)"},
             {"E[R(3/2,P')] <= R(3/2,P)", two + "N = 12", "vertex(P)"},
             {"E[D(P')] <= (1 - 1/N)*(D(P) + 2*alpha)", mixed + "N = 1", ""},
             {"E[D(P')] <= (1 - 1/N)*(D(P) + 2*alpha)", mixed + "N = 9", ""},
             {"E[L2(P',Q)] == D(M)/N + (1 - alpha)^2*L2(P,Q)", mixed + "N = 9", ""},
             {"H(M) >= alpha*H(Q) + (1 - alpha)*H(P)", mixed, ""},
             {"D(M) >= alpha*D(Q) + (1 - alpha)*D(P)", mixed, ""},
             {"log(2*P_1) <= 1", two, ""},
             {"L2(P,Q) >= 0", "K = \"any\"\nP = \"simplex\"\nQ = \"simplex\"\n", ""},
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
             {"E[H(P')] < H(P)", any + "N = 3", ""},             // equal at vertices
             {"E[H(P')] <= H(P)", any + "N = 3", "N == 4"},      // equal at vertices
             {"H(P) - E[H(P')] >= D(P)/N", any + "N = 64", ""},  // p -> 1
             {"H(P) - E[H(P')] >= (1 + 1/(3*N) + 1/10000)*D(P)/(2*N)", any + "N = 100",
              ""},  // by a hair, p -> 1
             {"H(P) - E[H(P')] >= 101/100*1/2*sum(i: P_i*log(1 + (1 - P_i)/(N*P_i)))", any + "N = 200", ""},
             {"H(P) - E[H(P')] <= 999999/1000000*sum(i: P_i*log(1 + (1 - P_i)/(N*P_i)))", any + "N = 1", ""},
             {"H(P) - E[H(P')] <= log(1 + (K - 1)/N) - 1/1000000000", three + "N = 1",
              ""},  // at the uniform one
             {"H(P) - E[H(P')] < log(1 + (K - 1)/N)", three + "N = 1", ""},
             {"H(P) - E[H(P')] <= log(1 + (K - 1)/N)", three + "N = 1", "vertex(P)"},  // where equality is
             {"E[R(3,P')] <= R(3,P)", two + "N = 5", ""},
             {"E[D(P')] <= (1 - 1/N)*(D(P) + 199/100*alpha)", mixed + "N = 9", ""},
             {"E[H(P')] <= H(P)", mixed + "N = 3", ""},
             {"H(M) > alpha*H(Q) + (1 - alpha)*H(P)", mixed, ""},
             {"(x - 1/2)^2 >= 1/1000000000000", "x = \"[0,1]\"", ""},
             {"(x - 1/3)^2 > 0", "x = \"[0,1]\"", ""},
             {"4*x*(1 - x) <= 999999999/1000000000", "x = \"[0,1]\"", ""},
             {"exp(x) >= 1 + x + x^2/2 + x^3/5", "x = \"[0,2]\"", ""},
             {"E[D(P')] == D(P)", any + "N = 3", ""},
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
    const Witness renyi = refuted("E[R(3,P')] <= R(3,P)", two + "N = 5");
    CHECK(renyi.distributions.at("P").size() == 2);
    const Witness vertex =
        refuted("E[H(P')] <= H(P)", "K = 2\nP = \"simplex\"\nQ = \"simplex\"\nalpha = \"[0,1]\"\nN = 2");
    CHECK(vertex.distributions.at("P") == std::vector<Rational>{1, 0});
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
             {"KL(P,Q) - KL(P,Q) == 0", "K = \"any\"\nP = \"simplex\"\nQ = \"simplex\"\n",
              ""},                                             // infinity - infinity on a face
             {"abs(log(x)) >= 1 - x", "x = \"(0,2]\"\n", ""},  // only where the logarithm's sign is known
             {"E[sum(i: abs(P'_i - 1/2))] <= 1", two + "N = 3\n", ""},  // of what is random
             {"E[R(2,P')] <= R(2,P)", "K = 4\nP = \"simplex\"\nN = 2\n", ""},
             {"max(P) <= 1", two, ""},
             {"E[KL(P,P')] >= 0", any + "N = 2", ""},
             {"log(2*P_1 - 1) <= 1", two, ""},
             // 0/0 where a symbol is missing from both
             {"sum(i: P_i*Q_i/(P_i+Q_i)) <= 1/2", "K = 2\nP = \"simplex\"\nQ = \"simplex\"\n", ""},
             {"sum(i: P_i*Q_i/(P_i+Q_i)) <= 1/2", "K = \"any\"\nP = \"simplex\"\nQ = \"simplex\"\n", ""},
             {"sum(i: (P_i-Q_i)^2/(P_i+Q_i)) >= 0", "K = 2\nP = \"simplex\"\nQ = \"simplex\"\n", ""},
             {"0/x >= 0", "x = \"[0,1]\"\n", ""},
             {"(x - x)/x <= 0", "x = \"[0,1]\"\n", ""},
             {"E[H(P[t])] >= 0", mixed + "N = 3\nt = 2\n", ""},   // exogenous data
             {"E[supp(P[t])] <= 2", two + "N = 3\nt = 2\n", ""},  // jumps
             {"E[KL(P[2],P[1])] >= 0", two + "N = 3\n", ""},      // two generations at once
         }) {
        const ContinuumOutcome outcome = outcome_of(c.statement, c.domain, c.equality);
        INFO(c.statement << " " << outcome.result.reason);
        CHECK(outcome.result.verdict == Verdict::undecided);
        CHECK(!outcome.result.reason.empty());
    }
}
