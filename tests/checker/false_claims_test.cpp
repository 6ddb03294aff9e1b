// Certificates of false claims: whatever proof is written below a claim that is false, if only at one point,
// by a hair or on the boundary, the checker must refuse it, and the prover must not prove it.
#include <sstream>

#include "decide/continuum/decide_continuum.hpp"
#include "tests/catch.hpp"
#include "tests/checker/checking.hpp"
#include "tests/claim_text.hpp"

using namespace groundcheck;
using namespace groundcheck::test;

namespace false_claims_test {

namespace {

struct Stated {
    std::string statement;
    std::string domain;  // as in a claim file, one key a line
    std::string equality;
};

const std::string any = "K = \"any\"\nQ = \"simplex\"\n";
const std::string two = "K = 2\nQ = \"simplex\"\n";
const std::string three = "K = 3\nQ = \"simplex\"\n";
const std::string pair_any = "K = \"any\"\nQ = \"simplex\"\nP = \"simplex\"\n";
const std::string pair_two = "K = 2\nQ = \"simplex\"\nP = \"simplex\"\n";
const std::string mixed = pair_any + "alpha = \"[0,1]\"\n";
const std::string x = "x = \"[0,1]\"\n";
const std::string xy = "x = \"[0,1]\"\ny = \"[0,1]\"\n";

const std::vector<Stated>& false_claims() {
    static const std::vector<Stated> claims = {
        // equal inside the domain, and claimed to be strict
        {"(x - 1/3)^2 > 0", x, ""},
        {"(x - 1/2)^2 > 0", x, ""},
        {"4*x*(1 - x) < 1", x, ""},
        {"x*log(x) > x*log(1/3) + x - 1/3", x, ""},
        {"exp(x) > exp(1/3)*(1 + x - 1/3)", x, ""},
        {"(2*x^2 - 1)^2 > 0", x, ""},  // at an irrational point
        {"x != 1/3", x, ""},
        {"H(Q) < log(2)", two, ""},
        {"D(Q) != 1/2", two, ""},
        {"H(Q) - E[H(Q')] < log(1 + (K - 1)/N)", three + "N = 1\n", ""},
        {"(x - y)^2 > 0", xy, ""},
        {"KL(Q,P) > 0", pair_any, ""},
        {"chi2(Q,P) > 0", pair_any, ""},
        {"chi2(Q,P) <= 100", pair_two, ""},
        {"chi2(Q,P) < chi2(Q,P) + 1", pair_two, ""},
        {"chi2(Q,P) - chi2(Q,P) <= 1", pair_any, ""},
        {"JS(Q,P) > 0", pair_any, ""},
        {"JS(Q,P) <= 69/100", pair_two, ""},
        {"E[(Q'_1 - 1/3)^2] > (Q_1 - 1/3)^2", two + "N = 5\n", ""},  // at the vertices
        // false by a hair
        {"x*log(x) >= x*log(1/3) + x - 1/3 + 1/1000000000000000000000000000000", x, ""},
        {"4*x*(1 - x) <= 1 - 1/1000000000000000000000000000000", x, ""},
        {"log(2) <= 693147180559945309417232121458/1000000000000000000000000000000*(1 + 0*x)", x, ""},
        {"H(Q) <= log(K) - 1/1000000000000000000000000000000", three, ""},
        {"H(Q) >= 139/100*D(Q)", two, ""},
        {"log(1 + x) >= x - x^2/2 + x^3/3 - x^4/5", x, ""},
        {"KL(Q,P) >= 101/100*L2(Q,P)", pair_two, ""},
        {"L2(Q,P) <= 2 - 1/1000000000000000000000000000000", pair_two, ""},
        {"E[H(Q[t])] <= (1 - 1/N)^t*D(Q)", any + "N = 6\nt = 4\n", ""},
        {"E[H(Q[t])] <= 999/1000*log(N)*(1 - 1/N)^(t-1)*D(Q)", "K = 5\nQ = \"simplex\"\nN = 2\nt = 3\n", ""},
        // false on the boundary alone
        {"x > 0", x, ""},
        {"x < 1", x, ""},
        {"x/x == 1", x, ""},
        {"x/x >= 1", x, ""},
        {"H(Q) > 0", any, ""},
        {"D(Q) > 0", two, ""},
        {"supp(Q) >= 2", two, ""},
        {"supp(Q) == sum(i: 1)", any, ""},
        {"E[supp(Q')] < supp(Q)", any + "N = 3\n", ""},
        {"E[H(Q')] < H(Q)", any + "N = 3\n", ""},
        {"log(1 + x) < x", x, ""},
        {"x + y < x*y + 1", xy, ""},
        // where both sides are infinite, and so equal, or one is infinity - infinity
        {"KL(Q,P) < KL(Q,P) + 1", pair_any, ""},
        {"KL(Q,P) < KL(Q,P) + 1", pair_two, ""},
        {"KL(Q,P) + D(Q) > KL(Q,P) - 1", pair_any, ""},
        {"KL((1/2,1/2),Q) < KL((1/2,1/2),Q) + 1", two, ""},
        {"KL((1/2,1/2),Q) <= KL((1/2,1/2),Q) + 1", two, "1 == 2"},
        {"KL((1/2,1/2),Q) <= KL((1/2,1/2),Q) + 1", two, "max(Q) == 1/K"},
        {"KL((1/2,1/2),Q) <= KL((1/2,1/2),Q) + 1 - D(Q)", two, "max(Q) == 1/K"},
        {"KL(Q,P) - KL(Q,P) <= 1", pair_any, ""},
        {"KL(Q,P) - KL(Q,P) == 0", pair_two, ""},
        {"KL(Q,P) - KL(P,Q) <= KL(Q,P) - KL(P,Q) + 1", pair_any, ""},
        {"KL(Q,P) - KL(P,Q) <= KL(Q,P) + 1", pair_any, ""},
        {"KL(Q,P) - KL(P,Q) == KL(Q,P) - KL(P,Q)", pair_two, ""},
        {"KL(Q,P) <= 1000000 + 0*KL(P,Q)", pair_any, ""},
        {"2*KL(Q,P) <= KL(Q,P)", pair_any, ""},
        {"KL(Q,P) <= KL(P,Q)", pair_two, ""},
        {"KL(Q,P) <= KL(Q,P) - 1/1000000000000000000000000000000*D(P)", pair_any, ""},
        {"KL(Q,M) < KL(Q,M) + alpha", mixed, ""},
        // absolute values
        {"abs(x - 1/3) > 0", x, ""},
        {"abs(x - 1/2) == x - 1/2", x, ""},
        {"abs(x - 1/2) <= x - 1/2", x, ""},
        {"abs(x - 1/2) >= x - 1/2 + 1/1000000000000000000000000000000", x, ""},
        {"abs(x - y) > 0", xy, ""},
        {"abs(x - y) < 1", xy, ""},
        {"abs(x - y) <= 0", xy, ""},
        {"abs(x - y) <= 1 - 1/1000000000000000000000000000000", xy, ""},
        {"abs(x - y) == abs(x) - abs(y)", xy, ""},
        {"TV(Q,P) < 1", pair_any, ""},
        {"TV(Q,P) <= 1/2", pair_any, ""},
        {"TV(Q,P) <= 1 - 1/1000000000000000000000000000000", pair_two, ""},
        {"TV(Q,P) > 0", pair_two, ""},
        {"KL(Q,P) >= 201/100*TV(Q,P)^2", pair_two, ""},
        // the support jumps
        {"supp(Q) < K", three, ""},
        {"supp(Q) <= 2", three, ""},
        {"supp(Q) <= K - 1/1000000000000000000000000000000", three, ""},
        {"supp(Q) == K", three, ""},
        {"supp(Q) >= K", three, ""},
        {"supp(Q) > 1", any, ""},
        {"supp(Q) >= 1 + 1/1000000000000000000000000000000", any, ""},
        {"supp(Q) < sum(i: 1)", any, ""},
        {"supp(Q) <= K", three, "max(Q) == 1/K"},  // equal at every interior point
        {"supp(Q) <= K", three, "vertex(Q)"},
        {"supp(Q) >= 1", three, "max(Q) == 1/K"},
        {"supp(Q) >= 1", three, "1 == 2"},
        {"supp(Q) <= supp(M)", mixed, ""},  // not at alpha = 1
        {"supp(M) <= supp(Q)", mixed, ""},
        {"supp(M) < supp(Q) + supp(P)", mixed, ""},
        {"log(supp(Q)) <= H(Q)", two, ""},
        {"supp(P) <= K - 1", "K = 3\nP = \"simplex\"\n", ""},
        {"supp(P) < K", "K = 3\nP = \"simplex\"\n", ""},
        {"supp(P) <= supp(R)", "K = \"any\"\nP = \"simplex\"\nR = \"simplex\"\n", ""},
        // constants shared out over another distribution than Q
        {"D(P) < 1 - 1/K", "K = 3\nP = \"simplex\"\n", ""},
        {"D(P) <= 1 - 1/K - 1/1000000000000000000000000000000", "K = 3\nP = \"simplex\"\n", ""},
        {"H(R) <= log(K) - 1/1000000000000000000000000000000", "K = 3\nR = \"simplex\"\n", ""},
        {"KL(P,R) > 0", "K = \"any\"\nP = \"simplex\"\nR = \"simplex\"\n", ""},
        {"KL(P,R) >= 101/100*L2(P,R)", "K = 2\nP = \"simplex\"\nR = \"simplex\"\n", ""},
        // where an interval is open
        {"log(x) > -1000000", "x = \"(0,1]\"\n", ""},
        {"x >= 1/1000000000000", "x = \"(0,1]\"\n", ""},
        {"x < 1", "x = \"(0,1]\"\n", ""},
        {"KL(P,M) < log(1/alpha)", pair_any + "alpha = \"(0,1]\"\n", ""},
        // one relation of several
        {"x >= 0 and x > 0", x, ""},
        {"0 <= x < 1", x, ""},
        {"E[D(Q')] == (1 - 1/N)*D(Q) and E[D(Q')] >= D(Q)", any + "N = 4\n", ""},
        {"H(M) >= alpha*H(P) + (1 - alpha)*H(Q) and H(M) > H(Q)", mixed, ""},
        // exponents that outgrow the bits that count them
        {"((x^4096)^4096)^4096 == 1", "x = \"(0,1]\"\n", ""},
        // equality conditions
        {"Q_1*Q_2 <= 1/3", two, "supp(Q) == 1"},
        {"D(Q) <= D(Q)", two, "supp(Q) == 2"},
        {"x <= x", x, "x/x == 1"},
        {"E[H(Q')] <= H(Q)", any + "N = 3\n", "N == 4"},
        {"E[H(Q')] <= H(Q)", any + "N = 3\n", "N == 3"},
        {"H(Q) <= log(K)", three, "vertex(Q)"},
        {"H(Q) <= log(K) + 1/2", three, "max(Q) == 1/K"},  // there is none
        {"H(Q) >= 0", three, "max(Q) == 1/K"},
        {"H(Q) >= 2*log(2)*D(Q)", two, "vertex(Q)"},
        {"H(Q) >= 2*log(2)*D(Q)", two, "max(Q) == 1/K"},
        {"D(Q) <= 1 - 1/K", three, "vertex(Q) or max(Q) == 1/K"},
        // about a distribution as a whole
        {"E[R(2,Q')] < R(2,Q)", three + "N = 3\n", ""},
        {"E[R(2,Q')] >= R(2,Q)", three + "N = 3\n", ""},
        {"E[R(2,Q')] == R(2,Q)", three + "N = 3\n", ""},
        {"E[R(2,Q')] <= R(2,Q)", three + "N = 3\n", "max(Q) == 1/K"},
        {"E[R(2,Q')] <= R(2,Q)", three + "N = 3\nP = \"simplex\"\nalpha = \"1/2\"\n", ""},
        {"E[R(1/2,Q')] <= R(1/2,Q)", three + "N = 3\nP = \"simplex\"\nalpha = \"[0,1]\"\n", ""},
        {"E[R(2,Q')] <= R(3,Q)", three + "N = 3\n", ""},
        {"E[R(3,Q')] <= R(3,Q)", three + "N = 5\n", ""},
        {"E[R(4,Q')] <= R(4,Q)", three + "N = 3\n", ""},
        {"E[R(5/2,Q')] <= R(5/2,Q)", three + "N = 8\n", ""},
        {"E[R(1/2,Q')] <= R(1/2,Q) and E[R(3,Q')] <= R(3,Q)", three + "N = 5\n", ""},
        // plainly false
        {"E[H(Q')] <= H(Q)", mixed + "N = 3\n", ""},
        {"E[R(3,Q')] <= R(3,Q)", two + "N = 5\n", ""},
        {"E[H(Q[t])] - E[H(Q[t+1])] >= E[H(Q[t+1])] - E[H(Q[t+2])]", two + "N = 12\nt = 0\n", ""},
        {"E[H(Q[t+1])] <= (1 - 1/N)*E[H(Q[t])]", two + "N = 5\nt = 1\n", ""},
        {"x*y <= 1/4 + (x - y)^2", xy, ""},
    };
    return claims;
}

// The lines of a certificate up to the proofs, in one reading.
std::string head_of(const Stated& claim, const std::string& reading) {
    std::string text = "groundcheck certificate 2\nclaim test/false\nstatement " + claim.statement + "\n";
    if (!claim.equality.empty()) text += "equality " + claim.equality + "\n";
    text += "reading " + reading + "\n";
    std::string lets;
    std::string ranges;
    std::istringstream lines(claim.domain);
    for (std::string line; std::getline(lines, line);) {
        const std::string name = line.substr(0, line.find(' '));
        std::string value = line.substr(line.find('=') + 2);
        if (value.front() == '"') value = value.substr(1, value.size() - 2);
        const bool varies = value == "simplex" || value.front() == '[' || value.front() == '(';
        (varies ? ranges : lets) += (varies ? "range " : "let ") + name + " " + value + "\n";
    }
    return text + lets + ranges;
}

std::string subdivided(const std::string& leaf, unsigned depth) {
    return depth == 0 ? leaf : "S " + subdivided(leaf, depth - 1) + " " + subdivided(leaf, depth - 1);
}

// Proofs of one relation, of every kind.
std::vector<std::string> proofs() {
    std::vector<std::string> result = {"jensen\n",
                                       "identity\n",
                                       "logarithms\n",
                                       "concave alpha\n",
                                       "concave Q\n",
                                       "convex Q P\n",
                                       "convex P Q\nshift 1\n",
                                       "convex x y\n",
                                       "logarithms\nshift -log(alpha)\n",
                                       "identity\ntilt 0\n",
                                       "tree\ntilt 0\nprecision 64\ntree B\n",
                                       "tree\ntilt 0\nprecision 64\ntree T0\n",
                                       "convex P R\nshift 1\n",
                                       "convex Q P\nshift 1\n"};
    std::vector<std::string> trees = {"L1.1",
                                      "R1.1",
                                      "L6.1",
                                      "S L6.1 R6.1",
                                      "S L2.2 R2.2",
                                      "S L1.1 R1.1",
                                      "S R6.2 L6.2",
                                      "S R6.1 L6.1",
                                      "C2.2@1/2",
                                      "C6.2@1/3",
                                      "C2.2@1/3",
                                      "C6.2@1/2",
                                      "S C6.2@1/3 T6",
                                      "S S L6.1 T6 S T6 R6.1",
                                      "S S L6.1 R6.2 S L6.2 R6.1",
                                      "L6.3",
                                      "L6.4",
                                      "L6.5",
                                      "S L6.3 T6"};
    for (const char* leaf : {"T0", "T1", "T6", "B", "L6.1", "R6.1"}) {
        for (const unsigned depth : {0U, 1U, 4U})
            trees.push_back(subdivided(leaf, depth));
    }
    for (const std::string& tree : trees)
        result.push_back("tree\nprecision " + std::string(result.size() % 5 == 0 ? "256" : "64") + "\ntree " +
                         tree + "\n");
    for (const char* tree : {"G@1", "S G@1 G@1", "S S S G@711/2048 G@1 G@1 S G@1 S G@1 G@711/2048",
                             "S S G@1 G@1/3 S G@1/2 G@1", "G@0", "G@-1", "G@1/3"})
        result.push_back("tangents\nprecision 128\ntree " + std::string(tree) + "\n");
    // In cases of one sign, where the format has them.
    const std::string leaf = "precision 64\ntree B\n";
    for (const char* multiple : {"0", "1/2", "1", "2"}) {
        const std::string plus = "case + " + std::string(multiple) + "\n",
                          minus = plus.substr(0, 5) + "-" + plus.substr(6);
        result.push_back("tree\n" + plus + leaf + "proof 1 tree\n" + minus + leaf);
        result.push_back("tree\ncase + 0\n" + leaf + "proof 1 tree\n" + minus + leaf);
        result.push_back("identity\ncase + 0\nproof 1 identity\n" + minus);
        result.push_back("tree\n" + plus + "shift 1/2\n" + leaf + "proof 1 tree\n" + minus + "shift 1/2\n" +
                         leaf);
    }
    return result;
}

}  // namespace

TEST_CASE("no proof of a false claim passes", "[checker]") {
    std::vector<std::string> all;
    for (const Stated& claim : false_claims()) {
        for (const char* reading : {"symbols", "coordinates", "whole"}) {
            for (const std::string& proof : proofs()) {
                std::string text = head_of(claim, reading) + "proof 1 " + proof;
                all.push_back(sealed(text + "seal \n"));
                text += "proof 2 " + proof;
                if (claim.statement.find(" and ") != std::string::npos ||
                    claim.statement.find("0 <= x") != std::string::npos)
                    all.push_back(sealed(text + "seal \n"));
            }
        }
    }
    CHECK(all.size() > 5000);
    const std::vector<std::string> texts = affordable(all);
    const std::vector<Checked> answers = check(texts);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (answers[i].answer != Answer::proved) continue;
        INFO(texts[i] << answers[i].said);
        CHECK(answers[i].answer != Answer::proved);
    }
}

TEST_CASE("the prover proves no false claim", "[checker]") {
    for (const Stated& claim : false_claims()) {
        const std::string condition = claim.equality.empty() ? "" : "equality = \"" + claim.equality + "\"\n";
        const ClaimText text("statement = \"" + claim.statement + "\"\nexpect = \"refuted\"\n" + condition +
                             "[domain]\n" + claim.domain);
        const Question question{&text.claim(), false};
        const ContinuumOutcome outcome = decide_continuum(question, instances(question).front());
        INFO(claim.statement << " over " << claim.domain);
        CHECK(outcome.result.verdict != Verdict::proved);
        CHECK(outcome.certificate.empty());
    }
}

TEST_CASE("tight claims that are true are proved, and their certificates accepted", "[checker]") {
    std::vector<std::string> texts;
    for (const Stated& claim : std::vector<Stated>{
             // equality inside, at points that halving does not meet
             {"x*log(x) >= x*log(1/3) + x - 1/3", x, ""},
             {"exp(x) >= exp(1/3)*(1 + x - 1/3)", x, ""},
             {"(x - 1/3)^2*(x - 1/7)^2 >= 0", x, ""},
             {"x - 1/3 >= 1/3*log(3*x)", "x = \"[1/10,1]\"\n", ""},
             {"log(x) <= x - 1", "x = \"[1/2,2]\"\n", ""},
             {"H(Q) <= log(K)", "K = 5\nQ = \"simplex\"\n", "max(Q) == 1/K"},
             {"H(Q) >= 2*log(2)*D(Q)", two, "vertex(Q) or max(Q) == 1/K"},
             {"R(2,Q) <= H(Q)", two, "vertex(Q) or max(Q) == 1/K"},
             // at an end, of high order, and next to an infinity
             {"log(1 + x) >= x - x^2/2 + x^3/3 - x^4/4", x, ""},
             {"log(x) <= x - 1", x, ""},
             {"sqrt(x) >= x", x, ""},
             {"D(Q) < 1", any, ""},
             {"log(1 + u) < u/2 + u/(2*(1 + u))", "u = \"(0,1]\"\n", ""},
             {"x > 0", "x = \"(0,1]\"\n", ""},
             {"x*(1 - x) > 0", "x = \"(0,1)\"\n", ""},
             {"x < 1", "x = \"[0,1)\"\n", ""},
             // on a curve
             {"KL(Q,P) >= 0", pair_any, ""},
             {"KL(Q,P) >= L2(Q,P)", pair_two, ""},
             {"chi2(Q,P) >= L2(Q,P)", pair_any, ""},
             {"chi2(Q,P) <= chi2(Q,P) + 1", pair_any, ""},
             {"H(M) >= alpha*H(P) + (1 - alpha)*H(Q)", mixed, ""},
             {"(x + y)/2 >= sqrt(x*y)", xy, ""},
             {"L2(Q,P) <= 2", pair_any, ""},
             {"KL(P,M) <= log(1/alpha)", pair_any + "alpha = \"(0,1]\"\n", ""},
             // infinite on both sides, which are then equal
             {"KL(Q,P) <= KL(Q,P)", pair_any, ""},
             {"KL(Q,P) == KL(Q,P)", pair_two, ""},
             {"KL(Q,P) <= KL(Q,P) + 1", pair_any, ""},
             {"KL(Q,P) <= KL(Q,P) + 1", pair_two, ""},
             {"KL(Q,P) + KL(P,Q) >= KL(Q,P)", pair_any, ""},
             {"2*KL(Q,P) >= KL(Q,P)", pair_any, ""},
             {"H(P) + KL(Q,P) >= H(P)", pair_any, ""},
             {"H(P) + KL(Q,P) >= KL(Q,P)", pair_any, ""},  // about the second variable alone
             {"H(P) + KL(Q,P) >= KL(Q,P) + D(P)/2", pair_two, ""},
             {"H(Q) + KL(Q,P) == sum(i: -Q_i*log(P_i))", pair_any, ""},
             {"KL(Q,M) <= KL(Q,M) + alpha", mixed, ""},
             {"KL((1/2,1/2),Q) <= KL((1/2,1/2),Q) + 1", two, ""},
             {"KL((1/2,1/2),Q) <= KL((1/2,1/2),Q)", two, "1 == 1"},
             // absolute values
             {"abs(x) > 0", "x = \"(0,1]\"\n", ""},
             {"abs(x) >= x", "x = \"[-1,1]\"\n", ""},
             {"abs(x - 1/3) >= x - 1/3", x, ""},
             {"abs(x - 1/3) + 1/1000000000 > x - 1/3", x, ""},
             {"abs(log(x)) >= 0", "x = \"(0,2]\"\n", ""},
             {"abs(log(x)) >= 1 - x", "x = \"(0,1]\"\n", ""},
             {"abs(x - y) >= 0", xy, ""},
             {"abs(x - y) <= 1 and abs(x - y) >= x - y", xy, ""},
             {"abs(x - y) + abs(y - 1/2) >= abs(x - 1/2)", xy, ""},
             {"TV(Q,P) <= 1", pair_any, ""},
             {"TV(Q,P) >= 0", pair_any, ""},
             {"TV(Q,R) <= TV(Q,P) + TV(P,R)", pair_any + "R = \"simplex\"\n", ""},
             {"KL(Q,P) >= 2*TV(Q,P)^2", pair_two, ""},
             // the support jumps
             {"supp(Q) <= K", three, ""},
             {"supp(Q) <= K", two, ""},
             {"supp(Q) < K + 1/1000000000000", three, ""},
             {"supp(Q) <= sum(i: 1)", any, ""},
             {"supp(Q) >= 1", any, "vertex(Q)"},
             {"supp(Q) > 999999999/1000000000", any, ""},
             {"supp(Q) >= 1 + D(Q)", any, "vertex(Q)"},
             {"log(supp(Q)) >= H(Q)", two, ""},
             {"supp(M) <= K", three + "P = \"simplex\"\nalpha = \"[0,1]\"\n", ""},
             {"supp(Q) <= supp(M)", pair_any + "alpha = \"[0,1)\"\n", ""},
             {"supp(M) <= supp(Q) + supp(P)", mixed, ""},
             {"E[supp(Q')] <= supp(Q)", any + "N = 3\n", ""},
             // constants shared out over another distribution than Q
             {"supp(P) <= K", "K = 4\nP = \"simplex\"\n", ""},
             {"supp(R) >= 1", "K = \"any\"\nR = \"simplex\"\n", ""},
             {"D(P) <= 1 - 1/K", "K = 3\nP = \"simplex\"\n", ""},
             {"H(R) <= log(K)", "K = 5\nR = \"simplex\"\n", ""},
             {"KL(P,R) >= 0", "K = \"any\"\nP = \"simplex\"\nR = \"simplex\"\n", ""},
             {"KL(P,Q) >= 0", pair_any, ""},
             // everywhere
             {"E[H(Q[t])] <= log(N)*(1 - 1/N)^(t-1)*D(Q)", any + "N = 2\nt = 7\n", ""},
             {"E[H(Q[t])] + E[KL(Q[t],Q)] == H(Q)", any + "N = 9\nt = 5\n", ""},
             {"E[L2(Q[t],Q)] == (1 - (1 - 1/N)^t)*D(Q)", any + "N = 9\nt = 5\n", ""},
             // many generations
             {"E[H(Q[t+1])] <= E[H(Q[t])]", any + "N = 16\nt = 50\n", "vertex(Q)"},
             {"E[H(Q[t])] >= (1 - 1/N)^t*D(Q)", any + "N = 40\nt = 30\n", ""},
             {"E[H(Q[t])] <= H((1/N, 1 - 1/N))/D((1/N, 1 - 1/N))*(1 - 1/N)^t*D(Q)", two + "N = 3\nt = 2\n",
              ""},
             // a distribution as a whole
             {"E[R(1/2,Q')] <= R(1/2,Q)", three + "N = 5\n", "vertex(Q)"},
             {"R(3/2,Q) >= E[R(3/2,Q')]", three + "N = 5\n", "vertex(Q)"},
             {"E[R(3/2,Q')] <= R(3/2,Q)", "K = 5\nQ = \"simplex\"\nN = 9\n", ""},
             {"E[R(2,Q')] <= R(2,Q)", three + "N = 1\n", "vertex(Q)"},
             {"E[R(2,Q')] <= R(2,Q)", three + "N = 7\n", "vertex(Q)"},
             {"E[R(1/2,Q')] <= R(1/2,M)", three + "N = 5\nP = \"simplex\"\nalpha = \"[0,1]\"\n", ""},
             {"E[H(Q[0])] == H(Q) and E[Q[3]_1] == Q_1", two + "N = 7\n", ""},
         })
        texts.push_back(certificate_of(claim.statement, claim.domain, claim.equality));
    for (const Checked& answer : check(texts)) {
        INFO(answer.said);
        CHECK(answer.answer == Answer::proved);
    }
}

}  // namespace false_claims_test
