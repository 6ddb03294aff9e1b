// Deciding: claims that are true, false by a hair, and exactly tight, by every method.
#include "decide/decide.hpp"

#include "tests/catch.hpp"
#include "tests/claim_table.hpp"
#include "theorems/language/error.hpp"

using namespace groundcheck;
using groundcheck::test::Case;
using groundcheck::test::check_all;
using groundcheck::test::decide;

namespace decide_test {

namespace {

const char* const two = "K = 2\nN = \"1..6\"\nQ = \"lattice(8)\"";
const char* const three = "K = 3\nN = \"1..4\"\nQ = \"lattice(5)\"";
const char* const every = "K = \"any\"\nN = \"1..6\"\nQ = \"lattice(10)\"";
const char* const grounded =
    "K = 2\nN = \"1..4\"\nQ = \"lattice(4)\"\nP = \"lattice(4)\"\nalpha = \"0, 1/3, 1\"";

}  // namespace

TEST_CASE("Claims are decided: true ones, ones that are false by a hair, ones that sit on equality") {
    const Case table[] = {
        // Sums over symbols, on fixed alphabets and on every alphabet.
        {"E[H(Q')] <= H(Q)", two, Verdict::proved},
        {"E[H(Q')] <= H(Q)", every, Verdict::proved},
        {"E[H(Q')] < H(Q)", every, Verdict::refuted},  // equality at vertices
        {"E[D(Q')] == (1-1/N)*D(Q)", every, Verdict::proved},
        {"E[D(Q')] == (1-1/N)*D(Q) + 1e-40*D(Q)", every, Verdict::refuted},
        {"E[D(Q')] <= (1-1/N)*D(Q)", every, Verdict::proved},  // tight everywhere
        {"E[D(Q')] <= (1-1/N)*D(Q) - 1e-30*D(Q)", every, Verdict::refuted},
        {"H(Q) - E[H(Q')] == E[KL(Q',Q)]", every, Verdict::proved},
        {"H(Q) - E[H(Q')] <= sum(i: Q_i*log(1 + (1-Q_i)/(N*Q_i)))", every,
         Verdict::proved},  // equality at N=1
        {"H(Q) - E[H(Q')] < sum(i: Q_i*log(1 + (1-Q_i)/(N*Q_i))) + 1e-25", every, Verdict::proved},
        {"H(Q) - E[H(Q')] >= D(Q)/(2*N)", three, Verdict::proved},
        {"E[T(1/2,Q')] <= T(1/2,Q)", every, Verdict::proved},
        {"E[supp(Q')] == sum(i: 1 - (1-Q_i)^N)", every, Verdict::proved},
        {"H(Q) <= log(8)", "K = 8\nQ = \"lattice(8)\"",
         Verdict::proved},  // equality at the uniform distribution
        {"H(Q) < log(8)", "K = 8\nQ = \"lattice(8)\"", Verdict::refuted},
        {"H(Q) <= log(8) - 1e-50", "K = 8\nQ = \"lattice(8)\"", Verdict::refuted},
        {"H(Q) >= 0 and D(Q) >= 0 and D(Q) < 1", every, Verdict::proved},
        {"H(Q) <= sum(i: 1 - Q_i)", every, Verdict::proved},  // symbols without mass add 1 each
        // Statements that are no sums over symbols.
        {"E[R(2,Q')] <= R(2,Q)", two, Verdict::proved},
        {"E[R(2,Q')] <= R(2,Q)", three, Verdict::proved},
        {"E[R(infinity,Q')] <= R(infinity,Q)", "K = 2\nN = 2\nQ = \"lattice(10)\"", Verdict::refuted},
        {"E[max(Q')] >= max(Q)", three, Verdict::proved},
        {"Var[Q'_1] == Q_1*(1-Q_1)/N", two, Verdict::proved},
        {"Var[Q'_1] == Q_1*(1-Q_1)/N + 1e-30", two, Verdict::refuted},
        {"E[Q'_1*Q'_2] == (1-1/N)*Q_1*Q_2", three, Verdict::proved},
        {"Pr[Q' == Q] == 1 iff vertex(Q)", two, Verdict::proved},
        {"Pr[supp(Q') < supp(Q)] > 0", "K = 3\nN = \"1..3\"\nQ = \"lattice(5)\"\nwhere = \"interior(Q)\"",
         Verdict::proved},
        {"for every outcome: supp(Q') <= supp(Q)", three, Verdict::proved},
        {"for every outcome: H(Q') <= H(Q)", two, Verdict::refuted},
        {"for every outcome: KL(Q',Q) < infinity", three, Verdict::proved},
        {"E[KL(Q,Q')] == infinity", "K = 2\nN = \"1..3\"\nQ = \"lattice(5)\"\nwhere = \"interior(Q)\"",
         Verdict::proved},
        {"finite(E[KL(Q,Q')])", two, Verdict::refuted},
        {"E[mean(f,Q')] == mean(f,Q)", "K = 3\nN = 2\nQ = \"lattice(3)\"\nf = \"cube(2)\"", Verdict::proved},
        {"sqrt(2*N)^2 == 2*N", "N = \"1..4\"",
         Verdict::undecided},  // sqrt(2) leaves the log-linear numbers; equality stays open
        {"digamma((N-1)/2) < log((N-1)/2)", "N = \"2..20\"", Verdict::proved},
        // With exogenous data.
        {"E[L2(Q',P)] == D(M)/N + (1-alpha)^2*L2(Q,P)", grounded, Verdict::proved},
        {"E[L2(Q',P)] == D(M)/N + (1-alpha)*L2(Q,P)", grounded, Verdict::refuted},
        {"E[H(Q')] <= H(Q)", grounded, Verdict::refuted},
        {"E[D(Q')] <= (1-1/N)*(D(Q) + 2*alpha)",
         "K = \"any\"\nN = \"1..3\"\nQ = \"lattice(6)\"\nP = \"lattice(6)\"\nalpha = \"0, 1/3, 1\"",
         Verdict::proved},
        {"E[Q'_1 from R] == alpha*P_1 + (1-alpha)*R_1",
         "K = 2\nN = 2\nQ = [[1,0]]\nR = \"lattice(3)\"\nP = \"lattice(2)\"\nalpha = \"1/4\"",
         Verdict::proved},
    };
    check_all(table);
}

TEST_CASE("An equality condition must hold exactly where equality does") {
    CHECK(decide("E[H(Q')] <= H(Q)", every, "equality = \"vertex(Q)\"").verdict == Verdict::proved);
    CHECK(decide("E[H(Q')] <= H(Q)", two, "equality = \"vertex(Q)\"").verdict == Verdict::proved);
    const ClaimResult never = decide("E[H(Q')] <= H(Q)", two, "equality = \"interior(Q)\"");
    CHECK(never.verdict == Verdict::refuted);
    REQUIRE(never.witness() != nullptr);
    CHECK_FALSE(never.witness()->why.empty());
    // At N = 1 the upper bound is an equality everywhere, so "exactly at vertices" is refuted there and only
    // there.
    const ClaimResult at_one =
        decide("H(Q) - E[H(Q')] <= sum(i: Q_i*log(1 + (1-Q_i)/(N*Q_i)))", every, "equality = \"vertex(Q)\"");
    CHECK(at_one.verdict == Verdict::refuted);
    REQUIRE(at_one.witness() != nullptr);
    CHECK(at_one.witness()->N == 1U);
    CHECK(decide("E[R(2,Q')] <= R(2,Q)", two, "equality = \"vertex(Q)\"").verdict == Verdict::proved);
}

TEST_CASE(
    "Sorting the symbols loses no point: not with a list beside a lattice, not under a condition on one "
    "symbol") {
    // Each is false at Q = (0, 1) alone, a point whose entries are not sorted.
    const char* const listed = "K = 2\nQ = \"lattice(4)\"\nP = [[\"3/4\", \"1/4\"]]";
    for (const char* statement : {"L2(Q,P) <= 5/8", "sqrt(L2(Q,P)) <= 4/5", "Q == P or L2(Q,P) <= 1"}) {
        const ClaimResult result = decide(statement, listed);
        REQUIRE(result.witness() != nullptr);
        CHECK(result.witness()->distributions.at("Q")[0] == 0);
    }
    CHECK(decide("L2(Q,P) <= 9/8", listed).verdict == Verdict::proved);
    // False at (1/4, 3/4), which the condition lets through, with its mirror image kept out.
    const std::string condition = "K = 2\nQ = \"lattice(4)\"\nwhere = \"Q_1 < Q_2 or vertex(Q)\"";
    for (const char* statement : {"H(Q) <= 1/2", "sqrt(D(Q)) <= 1/2", "H(Q) <= 1/2 or max(Q) == 2"})
        CHECK(decide(statement, condition).verdict == Verdict::refuted);
    CHECK(decide("D(Q) <= 3/8", condition).verdict == Verdict::proved);
}

TEST_CASE("The witness is the simplest counterexample of the domain") {
    const ClaimResult entropy =
        decide("E[R(infinity,Q')] <= R(infinity,Q)", "K = [2, 3]\nN = \"1..4\"\nQ = \"lattice(10)\"");
    REQUIRE(entropy.witness() != nullptr);
    const Witness& witness = *entropy.witness();
    CHECK(witness.K == 2);
    CHECK(witness.N == 2U);
    // All points of denominator at most 10 are tried here one by one, the other way round.
    Rational simplest = 0;
    for (int denominator = 10; denominator >= 2; --denominator) {
        for (int numerator = 1; numerator < denominator; ++numerator) {
            const Rational p =
                std::max(Rational(numerator, denominator), Rational(1 - Rational(numerator, denominator)));
            const std::string point = to_string(p) + ", " + to_string(1 - p);
            const auto one =
                decide("E[R(infinity,Q')] <= R(infinity,Q)",
                       "K = 2\nN = 2\nQ = [[\"" + to_string(p) + "\", \"" + to_string(1 - p) + "\"]]");
            if (10 % denominator == 0 && one.verdict == Verdict::refuted) simplest = p;
        }
    }
    CHECK(witness.distributions.at("Q")[0] == simplest);
    CHECK_FALSE(witness.left.exact.empty());
    CHECK_FALSE(witness.right.enclosure.empty());
    const ClaimResult outcome =
        decide("for every outcome: H(Q') <= H(Q)", "K = 2\nN = \"1..3\"\nQ = \"lattice(4)\"");
    REQUIRE(outcome.witness() != nullptr);
    REQUIRE(outcome.witness()->outcome);
    CHECK(outcome.witness()->N == 2U);
    CHECK(outcome.witness()->outcome->counts == std::vector<std::uint32_t>{1, 1});
    CHECK(outcome.witness()->outcome->probability == Rational(3, 8));
}

TEST_CASE("What has no value is an error with a place, not a verdict") {
    const auto complains = [](const std::string& statement, const std::string& domain,
                              const std::string& fragment) {
        INFO(statement);
        try {
            decide(statement, domain);
            FAIL("no error");
        } catch (const InputError& error) {
            INFO(error.what());
            CHECK(error.message.find(fragment) != std::string::npos);
            CHECK(error.line == 3);
        }
    };
    complains("log(Q_1 - 1/2) <= 0", two, "logarithm of a negative number");
    complains("H(Q) <= log(1 - 2*D(Q))", three, "logarithm of a negative number");
    complains("1/(Q_1 - 1/2) > -100", two, "division by zero");
    complains("sqrt(Q_1 - Q_2) >= 0", two, "outside its domain");
    complains("Q_1^(-1) >= 1", two, "negative power");
    complains("digamma(Q_1) <= 0", two, "outside its domain");
    complains("(Q_1-1)^(1/2) <= 0", two, "not an integer");
    complains("E[R(2,Q')] <= R(2,Q)", every, "sums over symbols");
    complains("sum(i: H(Q)*Q_i) <= 4", every, "sum over symbols");
    // 0 times anything is 0, as in 0*log(0).
    CHECK(decide("Q_1*log(Q_1) <= 0", two).verdict == Verdict::proved);
    CHECK(decide("Q_1*(1/Q_1) <= 1", two).verdict == Verdict::proved);
}

TEST_CASE("What is too large to enumerate ends undecided, with the reason") {
    const ClaimResult outcomes = decide("E[R(2,Q')] <= R(2,Q)", "K = 8\nN = 60\nQ = [[1,0,0,0,0,0,0,0]]");
    CHECK(outcomes.verdict == Verdict::undecided);
    CHECK(outcomes.instances.front().reason.find("budget") != std::string::npos);
    const ClaimResult points = decide("H(Q) >= 0", "K = 30\nQ = \"lattice(2000)\"");
    CHECK(points.verdict == Verdict::undecided);
    CHECK(points.instances.front().reason.find("points") != std::string::npos);
}

TEST_CASE("Both ways to an expectation agree: by symbol and by outcome") {
    // "0*Q_1" is no sum over symbols to the engine, so it sends the same claim down the other path.
    for (const char* statement :
         {"E[H(Q')] <= H(Q)", "H(Q) - E[H(Q')] >= D(Q)/(2*N)", "E[T(3,Q')] <= T(3,Q)",
          "H(Q) - E[H(Q')] <= D(Q)/(2*N)", "E[L2(Q',Q)] == D(Q)/N", "E[TV(Q',Q)] <= 1/2"}) {
        INFO(statement);
        const ClaimResult by_symbol = decide(statement, three);
        const ClaimResult by_outcome = decide(std::string(statement) + " + 0*Q_1", three);
        REQUIRE(by_symbol.instances.size() == by_outcome.instances.size());
        for (std::size_t i = 0; i < by_symbol.instances.size(); ++i) {
            CHECK(by_symbol.instances[i].verdict == by_outcome.instances[i].verdict);
            const auto &a = by_symbol.instances[i].witness, &b = by_outcome.instances[i].witness;
            REQUIRE(a.has_value() == b.has_value());
            if (a) CHECK(a->left.exact == b->left.exact);
        }
    }
}

TEST_CASE("The result does not depend on the number of threads") {
    const groundcheck::test::ClaimText text(
        "statement = \"E[R(3,Q')] <= R(3,Q)\"\nexpect = \"refuted\"\n[domain]\nK = [2, 3]\n"
        "N = \"1..6\"\nQ = \"lattice(20)\"\n");
    AuditOptions one, eight;
    one.threads = 1;
    eight.threads = 8;
    const ClaimResult a = decide_claim(text.claim(), false, one),
                      b = decide_claim(text.claim(), false, eight);
    REQUIRE(a.instances.size() == b.instances.size());
    for (std::size_t i = 0; i < a.instances.size(); ++i) {
        CHECK(a.instances[i].key == b.instances[i].key);
        CHECK(a.instances[i].verdict == b.instances[i].verdict);
        CHECK(a.instances[i].methods == b.instances[i].methods);
        CHECK(a.instances[i].margin == b.instances[i].margin);
    }
}

}  // namespace decide_test
