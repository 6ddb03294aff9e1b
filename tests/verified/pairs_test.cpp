// Claims about two symbols together, about whether a loop has settled, and about the distance from where it
// started: what the verified checker has to accept, and what it must not.
#include "decide/continuum/verified_certificate.hpp"
#include "tests/catch.hpp"
#include "tests/claim_text.hpp"
#include "tests/random.hpp"
#include "tests/verified/forgery.hpp"
#include "tests/verified/verifying.hpp"

using namespace groundcheck;
using namespace groundcheck::test;

namespace pairs_test {

namespace {

const std::string one_box = "box 0 1 about 1 degree 1\n",
                  halves = "box 0 1/2 about 1 degree 1\nbox 1/2 1 about 1 degree 1\n";

VerifiedClaim two(const std::string& statement, unsigned N) { return {statement, N, "", "", "2"}; }

}  // namespace

TEST_CASE("two symbols: the showpieces", "[verified]") {
    std::vector<VerifiedClaim> claims;
    for (const unsigned N : {2U, 3U, 5U, 12U, 16U})
        for (const int t : {1, 2, 7, 20}) {
            const std::string after = "Q[" + std::to_string(t) + "]", rate = "(1 - 1/N)^" + std::to_string(t);
            claims.push_back(two("Pr[not vertex(" + after + ")] >= 4*Q_1*Q_2*" + rate, N));
            claims.push_back(two("Pr[not vertex(" + after + ")] <= N^2/(N - 1)*Q_1*Q_2*" + rate, N));
            claims.push_back(
                two("E[H(" + after + ")] <= H((1/N, 1 - 1/N))/D((1/N, 1 - 1/N))*" + rate + "*D(Q)", N));
        }
    claims.push_back(two("D(Q) <= 51/100", 1));
    claims.push_back(two("Q_1*Q_2 <= 1/3", 3));
    claims.push_back(two("Q_2*(2*Q_1) <= 51/100", 3));
    claims.push_back(two("E[D(Q')] <= 51/100*(1 - 1/N)", 6));
    accept(claims);
    CHECK(verify(text_with(two("D(Q) <= 1/2", 1), halves)).code == 0);  // equal in the middle
}

TEST_CASE("the distance from the start, and settling on every alphabet", "[verified]") {
    std::vector<VerifiedClaim> claims;
    for (const unsigned N : {1U, 2U, 3U, 8U})
        for (const int t : {0, 1, 2, 9}) {
            const std::string now = "Q[" + std::to_string(t) + "]", next = "Q[" + std::to_string(t + 1) + "]";
            claims.push_back({"E[KL(" + next + ",Q)] >= E[KL(" + now + ",Q)]", N});
            claims.push_back({"E[L2(" + now + ",Q)] == D(Q)*(1 - (1 - 1/N)^" + std::to_string(t) + ")", N});
            claims.push_back({"E[H(" + now + ")] + E[KL(" + now + ",Q)] == H(Q)", N});
            claims.push_back({"Pr[not vertex(" + next + ")] >= 0", N});
        }
    claims.push_back({"E[L2(Q',Q)] <= 1/N*D(Q)", 100});
    claims.push_back({"E[L2(Q[8],Q)] == D(Q)*(1 - (1 - 1/N)^8)", 100});
    claims.push_back({"Pr[not vertex(Q')] <= N*D(Q)", 4});
    accept(claims);
}

TEST_CASE("two symbols: claims that are false by a hair, or of no class", "[verified]") {
    const std::vector<VerifiedClaim> claims = {
        two("Pr[not vertex(Q[2])] >= 401/100*Q_1*Q_2*(1 - 1/N)^2", 2),
        two("Pr[not vertex(Q')] <= 999/1000*N^2/(N - 1)*Q_1*Q_2*(1 - 1/N)", 5),
        two("E[H(Q[2])] <= 9/10*H((1/N, 1 - 1/N))/D((1/N, 1 - 1/N))*(1 - 1/N)^2*D(Q)", 3),
        two("D(Q) <= 1/2 - 1/10^9", 1),
        two("Q_1*Q_2 <= 1/4 - 1/10^9", 3),
        {"E[L2(Q[2],Q)] <= 99/100*D(Q)*(1 - (1 - 1/N)^2)", 3},
        {"E[KL(Q[2],Q)] <= E[KL(Q',Q)]", 3},
        {"D(Q) <= 1/2", 1},  // of three symbols it is not
        {"Pr[not vertex(Q')] <= N^2/(N - 1)*D(Q)/2*(1 - 1/N) - 1/10^9*D(Q)", 5},
    };
    std::vector<std::string> texts;
    for (const VerifiedClaim& claim : claims) {
        INFO(claim.statement);
        CHECK(verified_text(claim).empty());
    }
    for (const VerifiedClaim& claim :
         {two("D(Q) <= 1/2 - 1/10^9", 1), two("Pr[not vertex(Q')] <= 1/2*D(Q)", 5),
          VerifiedClaim{"D(Q) <= 1/2", 1}, VerifiedClaim{"E[L2(Q',Q)] <= 99/100*D(Q)/N", 3},
          VerifiedClaim{"E[L2(Q',Q)] >= 101/100*D(Q)/N", 3}, two("H(Q) >= 0", 1),
          VerifiedClaim{"Pr[not vertex(Q[0])] >= 0", 2}, two("Pr[not vertex(Q[0])] >= 0", 2),
          two("T(1/2,Q) >= 0", 2)})
        for (const std::string& boxes : {one_box, halves})
            texts.push_back(text_with(claim, boxes));
    for (const Verified& answer : verify(texts)) {
        INFO(answer.said);
        CHECK(answer.code == 1);
    }
    for (const char* statement : {"Q_1 <= 1", "Q_1*Q_1 <= 1", "Pr[vertex(Q')] >= 0", "E[L2(Q,Q')] >= 0",
                                  "E[KL(Q,Q')] >= 0", "Q_1*Q_2*D(Q) >= 0"}) {
        INFO(statement);
        CHECK(verified_text(two(statement, 2)).empty());
    }
    CHECK(verified_text({"Q_1*Q_2 <= 1/4", 2, "", "", "3"}).empty());
}

TEST_CASE("two symbols: certificates changed in one place", "[verified]") {
    refuse(text_with(two("Pr[not vertex(Q[2])] >= 2*D(Q)*(1 - 1/N)^2", 3), one_box),
           {
               {"let K 2", "let K 3", 2, "'K' cannot be given a value"},
               {"let K 2\n", "", 2, "there is no line 'let K'"},
               {"let K 2\n", "let K 2\nlet K any\n", 2, "a second line 'let K'"},
               {"let N 3", "let N 1", 0, "proved"},
               {"2\\*D", "23/10*D", 1, "a Bernstein coefficient is negative"},
               {"Q\\[2\\]", "Q[3]", 1, "a Bernstein coefficient is negative"},
               {"Q\\[2\\]", "Q", 2, "stands where '[' was expected"},
               {"Q\\[2\\]", "Q[0]", 1, "whether Q itself is a vertex"},
               {"not vertex", "vertex", 2, "stands where 'not' was expected"},
               {"not vertex", "not interior", 2, "stands where 'vertex' was expected"},
               {"let K 2", "equality vertex(Q)\nlet K 2", 1, "no equality at the vertices"},
               {"let K 2", "equality always\nlet K 2", 1, "the other way round"},
               {">=", "<=", 1, "a Bernstein coefficient is negative"},
               {"D\\(Q\\)", "H(Q)", 1, "only polynomials"},
               {"2\\*D\\(Q\\)", "D((1/2, 1/2))*4*D(Q)", 0, "proved"},
               {"2\\*D\\(Q\\)", "D((1/2, 1/2), 2)", 2, "stands where"},
               {"2\\*D\\(Q\\)", "D((1/2))*D(Q)", 2, "two masses or more"},
               {"2\\*D\\(Q\\)", "D((1/2, H(Q)))*D(Q)", 2, "have to be numbers"},
               {"2\\*D\\(Q\\)", "H((1/2, 1/2))*H((1/2, 1/2))", 2, "a product of two logarithms"},
               {"2\\*D\\(Q\\)", "H((1, 0))*D(Q)", 1, "a logarithm"},
           });
    refuse(text_with({"E[L2(Q',Q)] <= 1/2*D(Q)", 2}, one_box),
           {
               {"L2\\(Q',Q\\)", "L2(Q,Q')", 2, "was expected"},
               {"L2\\(Q',Q\\)", "L2(Q',Q')", 2, "was expected"},
               {"L2\\(Q',Q\\)", "L2(Q[2],Q)", 1, "a Bernstein coefficient is negative"},
               {"L2\\(Q',Q\\)", "L2(Q[0],Q)", 0, "proved"},
               {"L2\\(Q',Q\\)", "KL(Q',Q)", 1, "no expansion about the centre"},
               {"1/2", "49/100", 1, "a Bernstein coefficient is negative"},
               {"let N 2", "let N 2\nlet L2 2", 2, "'L2' cannot be given a value"},
           });
}

TEST_CASE("a loop that starts from the world has it for its Q", "[verified]") {
    const ClaimText file(
        "statement = \"E[L2(Q[t],P)] <= t*D(P)/N and E[KL(Q[t],P)] >= 0\"\nexpect = \"proved\"\n"
        "[process]\nstart = \"P\"\n[domain]\nK = \"any\"\nN = 3\nt = 2\nP = \"simplex\"\n");
    const Question question{&file.claim(), false};
    const Instance instance = instances(question).front();
    const auto text = verified_certificate(question, instance);
    INFO(text.reason());
    REQUIRE(text);
    CHECK(text->find("statement E[L2(Q[2],Q)] <= t*D(Q)/N\n") != std::string::npos);
    CHECK(verify(*text).code == 0);
    const std::string words = "proved: " + file.claim().id + ": for every K and every Q, with N = 3: ",
                      first = words + "2*(1/3)*D(Q) >= E[L2(Q[2],Q)]", second = words + "E[KL(Q[2],Q)] >= 0";
    CHECK(why_not_accepted({first, second}, question, instance).empty());
    CHECK_FALSE(why_not_accepted({second, first}, question, instance).empty());
    CHECK_FALSE(
        why_not_accepted({words + "2*(1/3)*D(Q) >= E[L2(Q',Q)]", second}, question, instance).empty());
    CHECK_FALSE(
        why_not_accepted({words + "3*(1/3)*D(Q) >= E[L2(Q[2],Q)]", second}, question, instance).empty());
}

TEST_CASE("samples of the start that are kept", "[verified]") {
    const auto written = [](const std::string& statement, const std::string& fit,
                            const std::string& numbers) {
        const ClaimText file("statement = \"" + statement +
                             "\"\nexpect = \"proved\"\n[process]\nstart = \"P\"\nfit = \"" + fit +
                             "\"\n[domain]\nK = \"any\"\nP = \"simplex\"\n" + numbers);
        const Question question{&file.claim(), false};
        const auto text = verified_certificate(question, instances(question).front());
        INFO(text.reason());
        return text ? *text : "";
    };
    const std::string kept = "r/(r+N)*P_i + N/(r+N)*X_i", numbers = "N = 3\nr = 2\nt = 4\n";
    const std::string text = written("E[L2(Q[t],P)] <= N/(r^2 + (2*r+1)*N)*D(P)", kept, numbers);
    CHECK(text.find("\nmixed 3/5\n") != std::string::npos);
    refuse(text, {
                     {"mixed 3/5", "mixed 4/5", 1, "a Bernstein coefficient is negative"},
                     {"mixed 3/5", "mixed 6/5", 1, "no share from 0 to 1"},
                     {"mixed 3/5", "mixed -3/5", 1, "no share from 0 to 1"},
                     {"mixed 3/5", "mixed 0", 0, "proved"},
                     {"mixed 3/5", "mixed r", 2, "is no whole number"},
                     {"mixed 3/5", "mixed 3/5\nmixed 3/5", 2, "a second line"},
                     {"mixed 3/5\n", "", 1, "a Bernstein coefficient is negative"},
                     {"L2.Q.4.,Q.", "KL(Q[4],Q)", 2, "only D and L2 are known"},
                     {"L2.Q.4.,Q.", "H(Q[4])", 2, "only D and L2 are known"},
                 });
    CHECK(verify(written("E[D(Q[t])] + E[L2(Q[t],P)] == D(P)", kept, numbers)).code == 0);
    CHECK(verify(written("E[D(Q')] == (1 - (3/5)^2/3)*D(P)", kept, "N = 3\nr = 2\n")).code == 0);
    CHECK(written("E[D(Q')] <= (1 - (3/5)^2/3 - 1/10^9)*D(P)", kept, "N = 3\nr = 2\n").empty());
    CHECK(written("E[H(Q')] <= H(P)", kept, "N = 3\nr = 2\n").empty());
    CHECK(written("E[D(Q')] <= D(P)", "1/3*P_i + 1/3*X_i + 1/3*Q_i", "N = 3\n").empty());
}

TEST_CASE("what is accepted of random claims about two symbols, the engine does not refute", "[verified]") {
    GROUNDCHECK_REPLAYABLE();
    std::mt19937_64 random = generator(23);
    const auto pick = [&](std::size_t end) { return static_cast<std::size_t>(random() % end); };
    const std::vector<std::string> parts = {"E[D(Q[2])]",           "E[H(Q')]",      "Pr[not vertex(Q')]",
                                            "Pr[not vertex(Q[3])]", "E[L2(Q[2],Q)]", "2*Q_1*Q_2"},
                                   factors = {"1/2", "1", "3/2", "2", "(1 - 1/N)", "H((1/3, 2/3))", "N"};
    std::vector<VerifiedClaim> claims;
    std::vector<std::string> texts;
    for (int i = 0; i < 120; ++i) {
        const VerifiedClaim claim =
            two(parts[pick(parts.size())] + (pick(2) == 0 ? " <= " : " >= ") + factors[pick(factors.size())] +
                    "*D(Q)" + (pick(3) == 0 ? " + 1/20*D(Q)" : ""),
                1 + static_cast<unsigned>(pick(4)));
        const std::string text = verified_text(claim);
        if (text.empty()) continue;
        claims.push_back(claim);
        texts.push_back(text);
    }
    const std::vector<Verified> answers = verify(texts);
    std::size_t accepted = 0;
    for (std::size_t i = 0; i < claims.size(); ++i) {
        INFO(claims[i].statement << " N = " << claims[i].N << ": " << answers[i].said);
        const ClaimResult engine =
            decide(claims[i].statement, "K = 2\nN = " + std::to_string(claims[i].N) + "\nQ = \"lattice(8)\"");
        CHECK(answers[i].code == 0);
        CHECK(engine.verdict == Verdict::proved);
        accepted += answers[i].code == 0 ? 1 : 0;
    }
    CHECK(accepted >= 40);
}

}  // namespace pairs_test
