// Claims about several generations: what the verified checker has to accept, and what it must not, on its own
// certificates, on forged ones, and held against the engine.
#include <regex>

#include "tests/catch.hpp"
#include "tests/claim_text.hpp"
#include "tests/random.hpp"
#include "tests/verified/forgery.hpp"
#include "tests/verified/verifying.hpp"

using namespace groundcheck;
using namespace groundcheck::test;

namespace generations_test {

namespace {

const std::string one_box = "box 0 1 about 1 degree 1\n";
// At the scale 2^64.
const std::string logarithms =
    "log 2 from 1 degree 59 in 12786308645202655659 12786308645202655660\n"
    "log 3 from 2 degree 37 in 20265819725292939637 20265819725292939639\n"
    "log 4 from 3 degree 31 in 25572617290405311317 25572617290405311320\n";

// The second example of checker/FORMAT-3.md.
const std::string by_hand =
    "groundcheck certificate 3\nclaim example/every-generation\nstatement E[H(Q[t+1])] <= E[H(Q[t])]\nlet K "
    "any\nlet N 2\nlet t 2\nrange Q simplex\nscale 100\nlog 2 from 1 degree 5 in 68 70\nrounded 1\nbox 0 1 "
    "about 1 degree 1\n";

// The prover finds nothing, and the checker accepts none of the plainest certificates, whatever is rounded.
void refuse_false(const std::vector<VerifiedClaim>& claims) {
    std::vector<std::string> texts;
    std::vector<const VerifiedClaim*> of;
    for (const VerifiedClaim& claim : claims) {
        INFO(claim.statement << " N = " << claim.N);
        CHECK(verified_text(claim).empty());
        for (const std::string rounded : {"", "rounded 1\n", "rounded 2\n", "rounded 3\n"}) {
            texts.push_back(text_with(claim, logarithms + rounded + one_box));
            of.push_back(&claim);
        }
    }
    const std::vector<Verified> answers = verify(texts);
    for (std::size_t i = 0; i < answers.size(); ++i) {
        INFO(of[i]->statement << " N = " << of[i]->N << ": " << answers[i].said);
        CHECK(answers[i].code == 1);
    }
}

}  // namespace

TEST_CASE("several generations: the showpieces", "[verified]") {
    std::vector<VerifiedClaim> claims;
    for (const unsigned N : {1U, 2U, 3U, 5U, 16U})
        for (const int t : {1, 2, 7, 50}) {
            const std::string now = std::to_string(t), next = std::to_string(t + 1);
            claims.push_back({"E[H(Q[" + next + "])] <= E[H(Q[" + now + "])]", N});
            claims.push_back({"E[H(Q[" + now + "])] >= (1 - 1/N)^" + now + "*D(Q)", N});
            claims.push_back({"E[H(Q[" + now + "])] <= log(N)*(1 - 1/N)^(" + now + " - 1)*D(Q)", N});
            claims.push_back({"(1 - 1/N)^" + now + "*D(Q) <= E[H(Q[" + now + "])] <= log(N)*(1 - 1/N)^(" +
                                  now + " - 1)*D(Q)",
                              N});
            claims.push_back({"E[T(3,Q[" + next + "])] <= E[T(3,Q[" + now + "])]", N});
        }
    accept(claims);
}

TEST_CASE("several generations: other claims of the language", "[verified]") {
    accept({
        {"H(Q) >= E[H(Q[2])]", 4, "vertex(Q)"},
        {"E[H(Q[0])] >= E[H(Q[3])]", 3},
        {"H(Q) - E[H(Q')] >= 1/5*(E[H(Q')] - E[H(Q[2])])", 2},
        {"E[H(Q[4])] - E[H(Q[5])] >= E[H(Q[5])] - E[H(Q[6])]", 6},
        {"E[T(1/2,Q[2])] <= E[T(1/2,Q')]", 4},
        {"E[D(Q[4])] >= (1 - 1/N)^4*D(Q)", 2},  // equal everywhere
        {"E[D(Q[3])] == (1 - 1/N)^3*D(Q)", 5},
        {"E[D(Q[3])] <= (1 - 1/N)^3*D(Q) + 1/10^9", 5},
        {"E[H(Q[5])] == log(2)*D(Q)/2^4", 2},
        {"E[H(Q[5])] <= log(N)", 7},
        {"E[H(Q[2])] >= 0 and E[H(Q[2])] <= log(N)*1", 3},
        {"E[sum(i: Q[2]_i*log(1 + (1 - Q[2]_i)/(N*Q[2]_i)))] >= 0", 3},
        {"E[H(Q[3])] >= E[D(Q[3])]", 4},
    });
}

TEST_CASE("several generations: claims that are false by a hair", "[verified]") {
    refuse_false({
        {"E[H(Q[2])] >= E[H(Q')]", 2},
        {"E[H(Q[3])] <= 1/2*E[H(Q[2])] - 1/10^18*D(Q)", 2},
        {"E[H(Q[3])] >= 1/2*E[H(Q[2])] + 1/10^18*D(Q)", 2},
        {"E[H(Q[3])] <= 63/100*E[H(Q[2])]", 3},
        {"E[H(Q[3])] <= 99/100*log(N)*(1 - 1/N)^2*D(Q)", 2},
        {"E[H(Q')] <= 999/1000*log(N)*D(Q)", 4},
        {"E[H(Q[3])] <= log(N)*(1 - 1/N)^3*D(Q)", 2},
        {"E[H(Q[3])] <= log(N)*(1 - 1/N)^3*D(Q)", 4},
        {"E[H(Q[2])] >= (1 - 1/N)*D(Q)*2", 4},
        {"E[D(Q[3])] >= (1 - 1/N)^2*D(Q)", 3},
        {"E[D(Q[3])] <= (1 - 1/N)^4*D(Q)", 3},
        {"E[D(Q[3])] >= (1 - 1/N)^3*D(Q) + 1/10^18", 3},
        {"E[D(Q[3])] <= (1 - 1/N)^3*D(Q) - 1/10^18", 3},
        {"E[D(Q[3])] <= (1 - 1/(N+1))^3*D(Q) - 1/7*D(Q)", 3},
        {"E[D(Q[3])] >= (1 - 1/(N+1))^3*D(Q)", 3},
        {"E[H(Q[2])] >= log(2)", 4},
        {"E[H(Q[2])] <= log(3)*D(Q)/4", 4},
        {"E[H(Q[3])] >= log(5/4)", 3},
        {"E[D(Q[2])] >= log(2)*D(Q)", 3},
        {"E[D(Q[3])] >= log(3/2)*D(Q)", 3},
        {"0*E[H(Q[3])] >= D(Q)", 3},
        {"E[H(Q[2])] >= 0", 1, "vertex(Q)"},  // with one sample equality holds everywhere
    });
}

TEST_CASE("several generations: the example, changed in one place", "[verified]") {
    refuse(by_hand,
           {
               {"rounded 1", "rounded 2", 1, "something of the claim happens"},
               {"rounded 1", "rounded 3", 1, "something of the claim happens"},
               {"rounded 1", "rounded 9", 1, "something of the claim happens"},
               {"rounded 1", "rounded 1001", 2, "is not one from 0 to 1000"},
               {"rounded 1", "rounded -1", 2, "is not one from 0 to 1000"},
               {"rounded 1", "rounded 1\nrounded 1", 2, "a second line"},
               {"rounded 1", "rounded", 2, "is no whole number"},
               {"rounded 1", "rounded 1 1", 2, "is no line of this format"},
               {"let t 2", "let t 1", 1, "something of the claim happens"},
               {"let t 2", "let t 0", 1, "something of the claim happens"},
               {"let t 2", "let t -1", 2, "a generation is none from 0"},
               {"let t 2", "let t 1000", 2, "a generation is none from 0"},
               {"let t 2", "let t 3/2", 2, "a generation is made of whole numbers"},
               {"let t 2", "let t 99999999999999999999", 2, "a generation is none from 0"},
               {"let t 2\n", "", 2, "'t' is no functional"},
               {"let t 2", "let t 2\nlet t 2", 2, "two values"},
               {"let t 2", "let t 2\nlet s 2", 2, "the statement does not mention s"},
               {"<=", ">=", 1, "a Bernstein coefficient is negative"},
               {"Q.t\\+1.", "Q[t-1]", 1, "something of the claim happens"},
               {"Q.t\\+1.", "Q[t]", 0, "proved"},  // equal everywhere
               {"Q.t\\+1.", "Q[t+1", 2, "stands where"},
               {"Q.t\\+1.", "Q[N]", 2, "a generation is made of whole numbers"},
               {"Q.t\\+1.", "Q[t/1]", 2, "a generation is made of whole numbers"},
               {"Q.t\\+1.", "Q[t^2]", 2, "a generation is made of whole numbers"},
               {"Q.t\\+1.", "Q[H(Q)]", 2, "a generation has to be a number"},
               {"Q.t\\+1.", "Q[log(2)]", 2, "a generation has to be a number"},
               {"Q.t\\+1.", "Q[infinity]", 2, "'infinity' is no functional"},
               {"Q.t\\+1.", "P[t]", 2, "'P' stands where 'Q' was expected"},
               {"<= E.H.Q.t...", "<= H(Q[t])", 2, "stands where ')' was expected"},
               {"E.H.Q.t.1...", "51/100*E[H(Q[t])]", 0, "proved"},
               {"E.H.Q.t.1...", "101/100*E[H(Q[t])]", 1, "a Bernstein coefficient is negative"},
               {"E.H.Q.t.1...", "E[H(Q[t+1])] + 1/1000*D(Q)", 0, "proved"},
               {"E.H.Q.t.1...", "E[H(Q[t+1])] + 18/100*D(Q)", 1, "a Bernstein coefficient is negative"},
               {"E.H.Q.t.1...", "E[H(Q[t+1])] + 1/1000*log(2)*H(Q)", 1, "not linear in the masses"},
               {"E.H.Q.t.1...", "E[H(Q[t+1])]*log(2)", 1, "not linear in the masses"},
               {"E.H.Q.t.1...", "E[H(Q[t+1])]*log(0)", 1, "a logarithm"},
               {"E.H.Q.t.1...", "log(2)*log(2)", 2, "a product of two logarithms"},
               {"E.H.Q.t.1...", "1/log(2)", 2, "a division by a logarithm"},
               {"E.H.Q.t.1...", "log(H(Q))", 2, "only numbers have logarithms"},
               {"E.H.Q.t.1...", "log(2)^2", 2, "only numbers have powers"},
               {"E.H.Q.t.1...", "log(3)*D(Q)", 1, "no bound"},
               {"E.H.Q.t.1...", "17/100*log(2)*D(Q)", 0, "proved"},
               {"E.H.Q.t.1...", "51/100*log(2)*D(Q)", 1, "a Bernstein coefficient is negative"},
               {"68 70", "69 70", 1, "the bounds of log 2"},
               {"68 70", "68 69", 1, "the bounds of log 2"},
               {"log 2[^\n]*\n", "", 1, "no bound"},
               {"let N 2", "let N 3", 1, "no bound"},
               {"let N 2", "let N 257", 2, "several generations of more than 256 samples"},
           });
}

TEST_CASE("a logarithm needs two samples, and few generations are exact", "[verified]") {
    CHECK(verify(text_with({"log(2)*D(Q) >= 0", 1}, logarithms + one_box)).code == 1);
    CHECK(verify(text_with({"log(1)*D(Q) >= 0", 1}, one_box)).code == 0);
    CHECK(verify(text_with({"log(2)*D(Q) >= 0", 2}, logarithms + one_box)).code == 0);
    CHECK(verify(text_with({"log(1/2)*D(Q) >= 0", 2}, logarithms + one_box)).code == 1);
    CHECK(verify(text_with({"log(2)*T(3,Q) >= 0", 2}, logarithms + one_box)).code == 1);
    const Verified much = verify(text_with({"E[H(Q[900])] >= E[H(Q[901])]", 100}, one_box));
    CHECK(much.code == 2);
    CHECK(much.said.find("too many generations") != std::string::npos);
    CHECK(verify(text_with({"E[D(Q[900])] >= E[D(Q[901])]", 3}, "rounded 899\n" + one_box)).code == 0);
}

TEST_CASE("several generations: each digit of a bound counts", "[verified]") {
    const std::string text = verified_text({"E[H(Q[4])] <= E[H(Q[3])]", 12});
    REQUIRE(verify(text).code == 0);
    static const std::regex bound("(log \\d+ from \\d+ degree \\d+ in )(\\d*)([1-8]) (\\d*)([1-8])\n");
    std::vector<std::string> wrong;
    for (std::sregex_iterator at(text.begin(), text.end(), bound), end; at != end; ++at) {
        const std::string before = text.substr(0, static_cast<std::size_t>(at->position()));
        const std::string after = text.substr(static_cast<std::size_t>(at->position() + at->length()));
        const std::string head = (*at)[1];
        const char lower = (*at)[3].str()[0], upper = (*at)[5].str()[0];
        wrong.push_back(before + head + (*at)[2].str() + static_cast<char>(lower + 1) + " " + (*at)[4].str() +
                        upper + "\n" + after);
        wrong.push_back(before + head + (*at)[2].str() + lower + " " + (*at)[4].str() +
                        static_cast<char>(upper - 1) + "\n" + after);
    }
    REQUIRE(wrong.size() >= 6);
    for (const Verified& answer : verify(wrong))
        CHECK(answer.code == 1);
}

TEST_CASE("what is accepted of random claims, the engine does not refute", "[verified]") {
    GROUNDCHECK_REPLAYABLE();
    std::mt19937_64 random = generator(17);
    const auto pick = [&](std::size_t end) { return static_cast<std::size_t>(random() % end); };
    const std::vector<std::string> functionals = {"H(", "D(", "T(3,"},
                                   factors = {"1",         "1/2",         "99/100", "101/100", "2",
                                              "(1 - 1/N)", "(1 - 1/N)^2", "log(2)", "log(N)"};
    const auto bracket = [&](std::size_t t) {
        const std::string& f = functionals[pick(functionals.size())];
        return t == 0 ? f + "Q)" : "E[" + f + "Q[" + std::to_string(t) + "])]";
    };
    std::vector<VerifiedClaim> claims;
    std::vector<std::string> texts;
    for (int i = 0; i < 150; ++i) {
        const VerifiedClaim claim = {bracket(pick(4)) + " >= " + factors[pick(factors.size() - 2)] + "*" +
                                         bracket(pick(4)) + (pick(3) == 0 ? " + 1/20*D(Q)" : "") +
                                         (pick(3) == 0 ? " - " + factors[7 + pick(2)] + "*D(Q)" : ""),
                                     1 + static_cast<unsigned>(pick(4))};
        std::string text = verified_text(claim);
        if (text.empty()) text = text_with(claim, logarithms + one_box);
        claims.push_back(claim);
        texts.push_back(text);
    }
    const std::vector<Verified> answers = verify(texts);
    std::size_t accepted = 0, rejected_false = 0;
    for (std::size_t i = 0; i < claims.size(); ++i) {
        INFO(claims[i].statement << " N = " << claims[i].N << ": " << answers[i].said);
        const ClaimResult engine =
            decide(claims[i].statement,
                   "K = [2, 3, 5]\nN = " + std::to_string(claims[i].N) + "\nQ = \"lattice(8)\"");
        REQUIRE(engine.verdict != Verdict::undecided);
        if (answers[i].code == 0) {
            ++accepted;
            CHECK(engine.verdict == Verdict::proved);
        } else if (engine.verdict == Verdict::refuted) {
            ++rejected_false;
        }
    }
    CHECK(accepted >= 30);
    CHECK(rejected_false >= 40);
}

}  // namespace generations_test
