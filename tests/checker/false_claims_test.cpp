// Certificates of false claims: whatever proof is written below a claim that is false, if only at one point,
// by a hair or on the boundary, the checker must refuse it, and the prover must not prove it.
#include <sstream>

#include "decide/continuum/decide_continuum.hpp"
#include "tests/catch.hpp"
#include "tests/checker/checking.hpp"
#include "tests/claim_text.hpp"

using namespace groundcheck;
using namespace groundcheck::test;

namespace {

struct Stated {
    std::string statement;
    std::string domain;  // as in a claim file, one key a line
    std::string equality;
};

const std::string any = "K = \"any\"\nP = \"simplex\"\n";
const std::string two = "K = 2\nP = \"simplex\"\n";
const std::string three = "K = 3\nP = \"simplex\"\n";
const std::string pair_any = "K = \"any\"\nP = \"simplex\"\nQ = \"simplex\"\n";
const std::string pair_two = "K = 2\nP = \"simplex\"\nQ = \"simplex\"\n";
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
        {"H(P) < log(2)", two, ""},
        {"D(P) != 1/2", two, ""},
        {"H(P) - E[H(P')] < log(1 + (K - 1)/N)", three + "N = 1\n", ""},
        {"(x - y)^2 > 0", xy, ""},
        {"KL(P,Q) > 0", pair_any, ""},
        {"E[(P'_1 - 1/3)^2] > (P_1 - 1/3)^2", two + "N = 5\n", ""},  // at the vertices
        // false by a hair
        {"x*log(x) >= x*log(1/3) + x - 1/3 + 1/1000000000000000000000000000000", x, ""},
        {"4*x*(1 - x) <= 1 - 1/1000000000000000000000000000000", x, ""},
        {"log(2) <= 693147180559945309417232121458/1000000000000000000000000000000*(1 + 0*x)", x, ""},
        {"H(P) <= log(K) - 1/1000000000000000000000000000000", three, ""},
        {"H(P) >= 139/100*D(P)", two, ""},
        {"log(1 + x) >= x - x^2/2 + x^3/3 - x^4/5", x, ""},
        {"KL(P,Q) >= 101/100*L2(P,Q)", pair_two, ""},
        {"L2(P,Q) <= 2 - 1/1000000000000000000000000000000", pair_two, ""},
        {"E[H(P[t])] <= (1 - 1/N)^t*D(P)", any + "N = 6\nt = 4\n", ""},
        {"E[H(P[t])] <= 999/1000*log(N)*(1 - 1/N)^(t-1)*D(P)", "K = 5\nP = \"simplex\"\nN = 2\nt = 3\n", ""},
        // false on the boundary alone
        {"x > 0", x, ""},
        {"x < 1", x, ""},
        {"x/x == 1", x, ""},
        {"x/x >= 1", x, ""},
        {"H(P) > 0", any, ""},
        {"D(P) > 0", two, ""},
        {"supp(P) >= 2", two, ""},
        {"supp(P) == sum(i: 1)", any, ""},
        {"E[supp(P')] < supp(P)", any + "N = 3\n", ""},
        {"E[H(P')] < H(P)", any + "N = 3\n", ""},
        {"log(1 + x) < x", x, ""},
        {"x + y < x*y + 1", xy, ""},
        // where both sides are infinite, and so equal, or one is infinity - infinity
        {"KL(P,Q) < KL(P,Q) + 1", pair_any, ""},
        {"KL(P,Q) < KL(P,Q) + 1", pair_two, ""},
        {"KL(P,Q) + D(P) > KL(P,Q) - 1", pair_any, ""},
        {"KL((1/2,1/2),P) < KL((1/2,1/2),P) + 1", two, ""},
        {"KL((1/2,1/2),P) <= KL((1/2,1/2),P) + 1", two, "1 == 2"},
        {"KL((1/2,1/2),P) <= KL((1/2,1/2),P) + 1", two, "max(P) == 1/K"},
        {"KL((1/2,1/2),P) <= KL((1/2,1/2),P) + 1 - D(P)", two, "max(P) == 1/K"},
        {"KL(P,Q) - KL(P,Q) <= 1", pair_any, ""},
        {"KL(P,Q) - KL(P,Q) == 0", pair_two, ""},
        {"KL(P,Q) - KL(Q,P) <= KL(P,Q) - KL(Q,P) + 1", pair_any, ""},
        {"KL(P,Q) - KL(Q,P) <= KL(P,Q) + 1", pair_any, ""},
        {"KL(P,Q) - KL(Q,P) == KL(P,Q) - KL(Q,P)", pair_two, ""},
        {"KL(P,Q) <= 1000000 + 0*KL(Q,P)", pair_any, ""},
        {"2*KL(P,Q) <= KL(P,Q)", pair_any, ""},
        {"KL(P,Q) <= KL(Q,P)", pair_two, ""},
        {"KL(P,Q) <= KL(P,Q) - 1/1000000000000000000000000000000*D(Q)", pair_any, ""},
        {"KL(P,M) < KL(P,M) + alpha", mixed, ""},
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
        {"TV(P,Q) < 1", pair_any, ""},
        {"TV(P,Q) <= 1/2", pair_any, ""},
        {"TV(P,Q) <= 1 - 1/1000000000000000000000000000000", pair_two, ""},
        {"TV(P,Q) > 0", pair_two, ""},
        {"KL(P,Q) >= 201/100*TV(P,Q)^2", pair_two, ""},
        // the support jumps
        {"supp(P) < K", three, ""},
        {"supp(P) <= 2", three, ""},
        {"supp(P) <= K - 1/1000000000000000000000000000000", three, ""},
        {"supp(P) == K", three, ""},
        {"supp(P) >= K", three, ""},
        {"supp(P) > 1", any, ""},
        {"supp(P) >= 1 + 1/1000000000000000000000000000000", any, ""},
        {"supp(P) < sum(i: 1)", any, ""},
        {"supp(P) <= K", three, "max(P) == 1/K"},  // equal at every interior point
        {"supp(P) <= K", three, "vertex(P)"},
        {"supp(P) >= 1", three, "max(P) == 1/K"},
        {"supp(P) >= 1", three, "1 == 2"},
        {"supp(P) <= supp(M)", mixed, ""},  // not at alpha = 1
        {"supp(M) <= supp(P)", mixed, ""},
        {"supp(M) < supp(P) + supp(Q)", mixed, ""},
        {"log(supp(P)) <= H(P)", two, ""},
        {"supp(Q) <= K - 1", "K = 3\nQ = \"simplex\"\n", ""},
        {"supp(Q) < K", "K = 3\nQ = \"simplex\"\n", ""},
        {"supp(Q) <= supp(R)", "K = \"any\"\nQ = \"simplex\"\nR = \"simplex\"\n", ""},
        // constants shared out over another distribution than P
        {"D(Q) < 1 - 1/K", "K = 3\nQ = \"simplex\"\n", ""},
        {"D(Q) <= 1 - 1/K - 1/1000000000000000000000000000000", "K = 3\nQ = \"simplex\"\n", ""},
        {"H(R) <= log(K) - 1/1000000000000000000000000000000", "K = 3\nR = \"simplex\"\n", ""},
        {"KL(Q,R) > 0", "K = \"any\"\nQ = \"simplex\"\nR = \"simplex\"\n", ""},
        {"KL(Q,R) >= 101/100*L2(Q,R)", "K = 2\nQ = \"simplex\"\nR = \"simplex\"\n", ""},
        // where an interval is open
        {"log(x) > -1000000", "x = \"(0,1]\"\n", ""},
        {"x >= 1/1000000000000", "x = \"(0,1]\"\n", ""},
        {"x < 1", "x = \"(0,1]\"\n", ""},
        {"KL(Q,M) < log(1/alpha)", pair_any + "alpha = \"(0,1]\"\n", ""},
        // one relation of several
        {"x >= 0 and x > 0", x, ""},
        {"0 <= x < 1", x, ""},
        {"E[D(P')] == (1 - 1/N)*D(P) and E[D(P')] >= D(P)", any + "N = 4\n", ""},
        {"H(M) >= alpha*H(Q) + (1 - alpha)*H(P) and H(M) > H(P)", mixed, ""},
        // exponents that outgrow the bits that count them
        {"((x^4096)^4096)^4096 == 1", "x = \"(0,1]\"\n", ""},
        // equality conditions
        {"P_1*P_2 <= 1/3", two, "supp(P) == 1"},
        {"D(P) <= D(P)", two, "supp(P) == 2"},
        {"x <= x", x, "x/x == 1"},
        {"E[H(P')] <= H(P)", any + "N = 3\n", "N == 4"},
        {"E[H(P')] <= H(P)", any + "N = 3\n", "N == 3"},
        {"H(P) <= log(K)", three, "vertex(P)"},
        {"H(P) <= log(K) + 1/2", three, "max(P) == 1/K"},  // there is none
        {"H(P) >= 0", three, "max(P) == 1/K"},
        {"H(P) >= 2*log(2)*D(P)", two, "vertex(P)"},
        {"H(P) >= 2*log(2)*D(P)", two, "max(P) == 1/K"},
        {"D(P) <= 1 - 1/K", three, "vertex(P) or max(P) == 1/K"},
        // about a distribution as a whole
        {"E[R(2,P')] < R(2,P)", three + "N = 3\n", ""},
        {"E[R(2,P')] >= R(2,P)", three + "N = 3\n", ""},
        {"E[R(2,P')] == R(2,P)", three + "N = 3\n", ""},
        {"E[R(2,P')] <= R(2,P)", three + "N = 3\n", "max(P) == 1/K"},
        {"E[R(2,P')] <= R(2,P)", three + "N = 3\nQ = \"simplex\"\nalpha = \"1/2\"\n", ""},
        {"E[R(1/2,P')] <= R(1/2,P)", three + "N = 3\nQ = \"simplex\"\nalpha = \"[0,1]\"\n", ""},
        {"E[R(2,P')] <= R(3,P)", three + "N = 3\n", ""},
        {"E[R(3,P')] <= R(3,P)", three + "N = 5\n", ""},
        {"E[R(4,P')] <= R(4,P)", three + "N = 3\n", ""},
        {"E[R(5/2,P')] <= R(5/2,P)", three + "N = 8\n", ""},
        {"E[R(1/2,P')] <= R(1/2,P) and E[R(3,P')] <= R(3,P)", three + "N = 5\n", ""},
        // plainly false
        {"E[H(P')] <= H(P)", mixed + "N = 3\n", ""},
        {"E[R(3,P')] <= R(3,P)", two + "N = 5\n", ""},
        {"E[H(P[t])] - E[H(P[t+1])] >= E[H(P[t+1])] - E[H(P[t+2])]", two + "N = 12\nt = 0\n", ""},
        {"E[H(P[t+1])] <= (1 - 1/N)*E[H(P[t])]", two + "N = 5\nt = 1\n", ""},
        {"x*y <= 1/4 + (x - y)^2", xy, ""},
    };
    return claims;
}

// The lines of a certificate up to the proofs, in one reading.
std::string head_of(const Stated& claim, const std::string& reading) {
    std::string text = "groundcheck certificate 1\nclaim test/false\nstatement " + claim.statement + "\n";
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
                                       "concave P\n",
                                       "convex P Q\n",
                                       "convex Q P\nshift 1\n",
                                       "convex x y\n",
                                       "logarithms\nshift -log(alpha)\n",
                                       "identity\ntilt 0\n",
                                       "tree\ntilt 0\nprecision 64\ntree B\n",
                                       "tree\ntilt 0\nprecision 64\ntree T0\n",
                                       "convex Q R\nshift 1\n",
                                       "convex P Q\nshift 1\n"};
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
    std::vector<std::string> texts;
    for (const Stated& claim : false_claims()) {
        for (const char* reading : {"symbols", "coordinates", "whole"}) {
            for (const std::string& proof : proofs()) {
                std::string text = head_of(claim, reading) + "proof 1 " + proof;
                texts.push_back(sealed(text + "seal \n"));
                text += "proof 2 " + proof;
                if (claim.statement.find(" and ") != std::string::npos ||
                    claim.statement.find("0 <= x") != std::string::npos)
                    texts.push_back(sealed(text + "seal \n"));
            }
        }
    }
    const std::vector<Checked> answers = check(texts);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (answers[i].answer != Answer::proved) continue;
        INFO(texts[i] << answers[i].said);
        CHECK(answers[i].answer != Answer::proved);
    }
    CHECK(texts.size() > 5000);
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
             {"H(P) <= log(K)", "K = 5\nP = \"simplex\"\n", "max(P) == 1/K"},
             {"H(P) >= 2*log(2)*D(P)", two, "vertex(P) or max(P) == 1/K"},
             {"R(2,P) <= H(P)", two, "vertex(P) or max(P) == 1/K"},
             // at an end, of high order, and next to an infinity
             {"log(1 + x) >= x - x^2/2 + x^3/3 - x^4/4", x, ""},
             {"log(x) <= x - 1", x, ""},
             {"sqrt(x) >= x", x, ""},
             {"D(P) < 1", any, ""},
             {"log(1 + u) < u/2 + u/(2*(1 + u))", "u = \"(0,1]\"\n", ""},
             {"x > 0", "x = \"(0,1]\"\n", ""},
             {"x*(1 - x) > 0", "x = \"(0,1)\"\n", ""},
             {"x < 1", "x = \"[0,1)\"\n", ""},
             // on a curve
             {"KL(P,Q) >= 0", pair_any, ""},
             {"KL(P,Q) >= L2(P,Q)", pair_two, ""},
             {"H(M) >= alpha*H(Q) + (1 - alpha)*H(P)", mixed, ""},
             {"(x + y)/2 >= sqrt(x*y)", xy, ""},
             {"L2(P,Q) <= 2", pair_any, ""},
             {"KL(Q,M) <= log(1/alpha)", pair_any + "alpha = \"(0,1]\"\n", ""},
             // infinite on both sides, which are then equal
             {"KL(P,Q) <= KL(P,Q)", pair_any, ""},
             {"KL(P,Q) == KL(P,Q)", pair_two, ""},
             {"KL(P,Q) <= KL(P,Q) + 1", pair_any, ""},
             {"KL(P,Q) <= KL(P,Q) + 1", pair_two, ""},
             {"KL(P,Q) + KL(Q,P) >= KL(P,Q)", pair_any, ""},
             {"2*KL(P,Q) >= KL(P,Q)", pair_any, ""},
             {"H(Q) + KL(P,Q) >= H(Q)", pair_any, ""},
             {"H(Q) + KL(P,Q) >= KL(P,Q)", pair_any, ""},  // about the second variable alone
             {"H(Q) + KL(P,Q) >= KL(P,Q) + D(Q)/2", pair_two, ""},
             {"H(P) + KL(P,Q) == sum(i: -P_i*log(Q_i))", pair_any, ""},
             {"KL(P,M) <= KL(P,M) + alpha", mixed, ""},
             {"KL((1/2,1/2),P) <= KL((1/2,1/2),P) + 1", two, ""},
             {"KL((1/2,1/2),P) <= KL((1/2,1/2),P)", two, "1 == 1"},
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
             {"TV(P,Q) <= 1", pair_any, ""},
             {"TV(P,Q) >= 0", pair_any, ""},
             {"TV(P,R) <= TV(P,Q) + TV(Q,R)", pair_any + "R = \"simplex\"\n", ""},
             {"KL(P,Q) >= 2*TV(P,Q)^2", pair_two, ""},
             // the support jumps
             {"supp(P) <= K", three, ""},
             {"supp(P) <= K", two, ""},
             {"supp(P) < K + 1/1000000000000", three, ""},
             {"supp(P) <= sum(i: 1)", any, ""},
             {"supp(P) >= 1", any, "vertex(P)"},
             {"supp(P) > 999999999/1000000000", any, ""},
             {"supp(P) >= 1 + D(P)", any, "vertex(P)"},
             {"log(supp(P)) >= H(P)", two, ""},
             {"supp(M) <= K", three + "Q = \"simplex\"\nalpha = \"[0,1]\"\n", ""},
             {"supp(P) <= supp(M)", pair_any + "alpha = \"[0,1)\"\n", ""},
             {"supp(M) <= supp(P) + supp(Q)", mixed, ""},
             {"E[supp(P')] <= supp(P)", any + "N = 3\n", ""},
             // constants shared out over another distribution than P
             {"supp(Q) <= K", "K = 4\nQ = \"simplex\"\n", ""},
             {"supp(R) >= 1", "K = \"any\"\nR = \"simplex\"\n", ""},
             {"D(Q) <= 1 - 1/K", "K = 3\nQ = \"simplex\"\n", ""},
             {"H(R) <= log(K)", "K = 5\nR = \"simplex\"\n", ""},
             {"KL(Q,R) >= 0", "K = \"any\"\nQ = \"simplex\"\nR = \"simplex\"\n", ""},
             {"KL(Q,P) >= 0", pair_any, ""},
             // everywhere
             {"E[H(P[t])] <= log(N)*(1 - 1/N)^(t-1)*D(P)", any + "N = 2\nt = 7\n", ""},
             {"E[H(P[t])] + E[KL(P[t],P)] == H(P)", any + "N = 9\nt = 5\n", ""},
             {"E[L2(P[t],P)] == (1 - (1 - 1/N)^t)*D(P)", any + "N = 9\nt = 5\n", ""},
             // many generations
             {"E[H(P[t+1])] <= E[H(P[t])]", any + "N = 16\nt = 50\n", "vertex(P)"},
             {"E[H(P[t])] >= (1 - 1/N)^t*D(P)", any + "N = 40\nt = 30\n", ""},
             {"E[H(P[t])] <= H((1/N, 1 - 1/N))/D((1/N, 1 - 1/N))*(1 - 1/N)^t*D(P)", two + "N = 3\nt = 2\n",
              ""},
             // a distribution as a whole
             {"E[R(1/2,P')] <= R(1/2,P)", three + "N = 5\n", "vertex(P)"},
             {"R(3/2,P) >= E[R(3/2,P')]", three + "N = 5\n", "vertex(P)"},
             {"E[R(3/2,P')] <= R(3/2,P)", "K = 5\nP = \"simplex\"\nN = 9\n", ""},
             {"E[R(2,P')] <= R(2,P)", three + "N = 1\n", "vertex(P)"},
             {"E[R(2,P')] <= R(2,P)", three + "N = 7\n", "vertex(P)"},
             {"E[R(1/2,P')] <= R(1/2,M)", three + "N = 5\nQ = \"simplex\"\nalpha = \"[0,1]\"\n", ""},
             {"E[H(P[0])] == H(P) and E[P[3]_1] == P_1", two + "N = 7\n", ""},
         })
        texts.push_back(certificate_of(claim.statement, claim.domain, claim.equality));
    for (const Checked& answer : check(texts)) {
        INFO(answer.said);
        CHECK(answer.answer == Answer::proved);
    }
}
