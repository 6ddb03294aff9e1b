// Symbols by their numbers over a simplex of three and more, and products of two of them: claims that are
// true, false by a hair, exactly on equality; and mutants.
#include "decide/continuum/numbered_symbols.hpp"

#include "tests/catch.hpp"
#include "tests/claim_text.hpp"

using namespace groundcheck;
using groundcheck::test::ClaimText;
using groundcheck::test::decide;

namespace numbered_symbols_test {

namespace {

struct Case {
    const char* statement;
    const char* domain;
    Verdict verdict;
    const char* process = "";
};

const char* const three = "K = 3\nN = \"1..4\"\nQ = \"simplex\"";
const char* const several = "K = \"2..4\"\nN = \"1, 2, 5\"\nQ = \"simplex\"";
const char* const grounded =
    "K = \"2..3\"\nN = \"1, 3\"\nQ = \"simplex\"\nP = \"simplex\"\nalpha = \"[0,1]\"";
const char* const listed = "K = 3\nN = 4\nQ = \"simplex\"\nP = \"simplex\"\nalpha = \"0, 1/2, 1\"";
const char* const timed = "K = \"3, 4\"\nN = \"1, 3\"\nt = \"1..3\"\nQ = \"simplex\"";
const char* const scheduled = "K = 3\nN = 3\nt = \"1..2\"\nQ = \"simplex\"\nP = \"simplex\"";
const char* const once = "K = 3\nN = 3\nQ = \"simplex\"\nP = \"simplex\"";
const char* const smoothed = "K = 3\nN = \"2, 5\"\nQ = \"simplex\"\ne = \"1/10, 1\"";

std::string with(const char* process) {
    return *process == 0 ? std::string() : std::string("[process]\n") + process + "\n";
}

void check(const Case& c) {
    const ClaimResult result = decide(c.statement, c.domain, with(c.process));
    INFO(c.statement << " with " << c.process << " over\n" << c.domain);
    for (const InstanceResult& instance : result.instances)
        INFO(instance.reason);
    CHECK(result.verdict == c.verdict);
}

}  // namespace

TEST_CASE("The mean of a product of two symbols over a simplex is the multinomial law's") {
    const Case table[] = {
        {"E[Q'_1*Q'_2] == (1-1/N)*M_1*M_2", several, Verdict::proved},
        {"E[Q'_1*Q'_2] == (1-1/N)*M_1*M_2", grounded, Verdict::proved},
        {"E[Q'_1*Q'_3] == (1-1/N)*M_1*M_3", listed, Verdict::proved},
        {"E[Q'_1*Q'_3] <= (1-1/N)*M_1*M_3 - 1e-30", listed, Verdict::refuted},
        {"E[Q'_1*Q'_2] >= (1-1/N)*M_1*M_2 + 1e-30", three, Verdict::refuted},
        {"E[Q'_1*Q'_2] > (1-1/N)*Q_1*Q_2", three, Verdict::refuted},
        {"E[Q'_1*Q'_2] <= Q_1*Q_2", several, Verdict::proved},
        {"E[Q'_1*Q'_2] <= 1/4*(1-1/N)", several, Verdict::proved},
        {"E[Q'_1*Q'_2] <= 1/4*(1-1/N) - 1e-12", "K = 3\nN = 5\nQ = \"simplex\"", Verdict::refuted},
        {"E[Q'_1*Q'_2] < 1/4*(1-1/N)", "K = 3\nN = 5\nQ = \"simplex\"", Verdict::refuted},
        // The covariance, written out, and as a variance of sums.
        {"E[(Q'_1 - Q_1)*(Q'_2 - Q_2)] == -Q_1*Q_2/N", three, Verdict::proved},
        {"E[(Q'_1 - Q_1)*(Q'_2 - Q_2)] <= -Q_1*Q_2/N - 1e-30", three, Verdict::refuted},
        {"Var[Q'_1 + Q'_2] == (Q_1 + Q_2)*(1 - Q_1 - Q_2)/N", several, Verdict::proved},
        {"Var[Q'_1 - 2*Q'_2] == (Q_1 + 4*Q_2 - (Q_1 - 2*Q_2)^2)/N", three, Verdict::proved},
        {"Var[Q'_1 - 2*Q'_2] <= (Q_1 + 4*Q_2 - (Q_1 - 2*Q_2)^2)/N - 1e-30", three, Verdict::refuted},
        {"Var[3 + Q'_1 + Q'_2 + Q'_3] == 0", "K = 3\nN = 4\nQ = \"simplex\"", Verdict::proved},
        {"sum(i: E[Q'_1*Q'_i]) == Q_1", several, Verdict::proved},
        {"sum(i: sum(j: E[Q'_i*Q'_j])) == 1", three, Verdict::proved},
    };
    for (const Case& c : table)
        check(c);
}

TEST_CASE("Products of two symbols after several generations of any affine process") {
    const Case table[] = {
        {"E[Q[t]_1*Q[t]_2] == (1-1/N)^t*Q_1*Q_2", timed, Verdict::proved},
        {"E[Q[t]_1*Q[t]_2] <= Q_1*Q_2", timed, Verdict::proved},
        {"E[Q[t]_1*Q[t]_2] <= Q_1*Q_2 - 1e-30", timed, Verdict::refuted},
        {"E[Q[t]_1*Q[t]_2] == (1 - 7/(18*N))^t*Q_1*Q_2", timed, Verdict::proved,
         "models = \"1/2, 1/3, 1/6\""},
        {"E[Q[t]_1*Q[t]_2] >= (1 - 7/(18*N))^t*Q_1*Q_2 + 1e-30", timed, Verdict::refuted,
         "models = \"1/2, 1/3, 1/6\""},
        {"E[Q'_1*Q'_2] == (1-1/N)*((1-e)*Q_1 + e/K)*((1-e)*Q_2 + e/K) + (e/K*((1-e)*(Q_1+Q_2) + e/K))/N",
         smoothed, Verdict::proved, "fit = \"(1-e)*X_i + e/K\""},
        {"E[Q'_1*Q'_2] >= (1-1/N)*((1-e)*Q_1 + e/K)*((1-e)*Q_2 + e/K) + 1e-30", smoothed, Verdict::proved,
         "fit = \"(1-e)*X_i + e/K\""},
        // An exact share takes a little less away.
        {"E[Q'_1*Q'_2] == M_1*M_2 - (alpha*P_1*P_2 + (1-alpha)*Q_1*Q_2)/N", listed, Verdict::proved,
         "share = \"exact\""},
        {"E[Q'_1*Q'_2] == (1-1/N)*M_1*M_2", listed, Verdict::refuted, "share = \"exact\""},
        // At the first step a schedule's alpha is 1/2, whatever the domain knows of alpha.
        {"E[Q'_1*Q'_2] == (1-1/N)*(P_1+Q_1)*(P_2+Q_2)/4", once, Verdict::proved, "alpha = \"1/(t+2)\""},
        {"E[Q[t]_1] == P_1 + (Q_1 - P_1)/(t+1)", scheduled, Verdict::proved, "alpha = \"1/(t+2)\""},
        {"E[Q[2]_1*Q[2]_2] == Q_1*Q_2*(1-1/N)*(1-1/(4*N))", "K = 3\nN = \"2, 5\"\nQ = \"simplex\"",
         Verdict::proved, "data = \"accumulate\""},
    };
    for (const Case& c : table)
        check(c);
}

TEST_CASE("Numbered symbols over a simplex of three and more without a bracket") {
    const char* const simplex = "K = \"3, 4\"\nQ = \"simplex\"";
    const Case table[] = {
        {"Q_1*Q_2 <= 1/4", simplex, Verdict::proved},
        {"Q_1*Q_2 <= 1/4 - 1e-12", simplex, Verdict::refuted},
        {"Q_1*Q_2 < 1/4", simplex, Verdict::refuted},
        {"Q_1 + Q_2 <= 1", simplex, Verdict::proved},
        {"Q_1 + Q_2 + Q_3 + Q_4 == 1", "K = 4\nQ = \"simplex\"", Verdict::proved},
        {"Q_1 + Q_2 + Q_3 == 1", "K = 4\nQ = \"simplex\"", Verdict::refuted},
        {"Q_1^2 + Q_2^2 >= 2*Q_1*Q_2", simplex, Verdict::proved},
        {"Q_1^2 + Q_2^2 >= 2*Q_1*Q_2 + 1e-30", simplex, Verdict::refuted},
        {"D(Q) >= 2*Q_1*(1-Q_1)", simplex, Verdict::proved},
        {"D(Q) >= 2*Q_1*(1-Q_1) + 1e-30", simplex, Verdict::refuted},
        {"Q_1*P_1 + Q_2*P_2 <= 1", "K = 3\nQ = \"simplex\"\nP = \"simplex\"", Verdict::proved},
        {"Q_1*P_1 + Q_2*P_2 <= 1 - 1e-30", "K = 3\nQ = \"simplex\"\nP = \"simplex\"", Verdict::refuted},
        {"Q_1*Q_2*Q_3 <= 1/26 and Q_3 <= 1", "K = 3\nQ = \"simplex\"", Verdict::proved},
        {"Q_1*Q_2*Q_3 <= 1/28", "K = 3\nQ = \"simplex\"", Verdict::refuted},
        {"prod(i: Q_i) <= 1/26", "K = 3\nQ = \"simplex\"", Verdict::proved},
    };
    for (const Case& c : table)
        check(c);
}

TEST_CASE("What is more than masses of numbered symbols stays undecided") {
    const Case table[] = {
        {"H(Q) >= -Q_1*log(Q_1) - Q_2*log(Q_2)", "K = 3\nQ = \"simplex\"", Verdict::undecided},
        {"E[Q'_1*Q'_2*Q'_3] <= Q_1*Q_2*Q_3", three, Verdict::undecided},
        // True, with equality on a surface inside.
        {"L2(Q,P) >= (Q_1-P_1)^2", "K = 3\nQ = \"simplex\"\nP = \"simplex\"", Verdict::undecided},
        // Six numbers would range.
        {"Q_1*P_1 <= 1", "K = 4\nQ = \"simplex\"\nP = \"simplex\"", Verdict::undecided},
        // M is not alpha*P + (1-alpha)*Q here, and is not taken for it: at the first step it is P.
        {"E[Q'_1] - P_1 + M_1 == Q_1", "K = 2\nN = 2\nQ = \"vertices\"\nP = \"vertices\"", Verdict::refuted,
         "alpha = \"1/(t+1)\""},
        {"E[Q'_1] - P_1 + M_1 == Q_1", "K = 2\nN = 2\nQ = \"simplex\"\nP = \"simplex\"", Verdict::refuted,
         "alpha = \"1/(t+1)\""},
        {"E[Q'_1] - P_1 + M_1 == Q_1", "K = 3\nN = 2\nQ = \"simplex\"\nP = \"simplex\"", Verdict::refuted,
         "alpha = \"1/(t+1)\""},
    };
    for (const Case& c : table)
        check(c);
}

TEST_CASE("A mutant of a claim about two symbols is refuted") {
    const ClaimText text(
        "statement = \"E[Q'_1*Q'_2] == (1-1/N)*M_1*M_2\"\n"
        "[domain]\nK = 3\nN = \"1, 3\"\nQ = \"simplex\"\nP = \"simplex\"\nalpha = \"[0,1]\"\n"
        "[mutant]\nstatement = \"E[Q'_1*Q'_2] == (1-1/(N+1))*M_1*M_2\"\n");
    CHECK(decide_claim(text.claim(), false, {}).verdict == Verdict::proved);
    CHECK(decide_claim(text.claim(), true, {}).verdict == Verdict::refuted);
}

TEST_CASE("A claim about numbered symbols becomes one about numbers") {
    const ClaimText text("statement = \"Q_1*Q_2 <= Q_3 + q1\"\n[domain]\nK = 3\nQ = \"simplex\"\nq1 = 1\n");
    const Question question{&text.claim(), false};
    const auto numbers = in_numbers(question, instances(question).front());
    REQUIRE(numbers);
    // The name q1 is taken.
    CHECK(numbers->claim.statement_text == "q1x*((1 - q1x)*q2) <= (1 - q1x)*(1 - q2) + q1");
    CHECK(numbers->claim.domains.front().distributions.empty());
    CHECK(numbers->instance.K == 0U);
}

}  // namespace numbered_symbols_test
