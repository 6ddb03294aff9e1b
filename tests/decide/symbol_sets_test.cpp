// Sets of symbols: what mass(A, p) and given(A, p) come to, in statements and in a process's train.
#include "tests/catch.hpp"
#include "tests/claim_table.hpp"
#include "theorems/language/error.hpp"

using namespace groundcheck;
using groundcheck::test::Case;
using groundcheck::test::check_all;
using groundcheck::test::decide;

namespace symbol_sets_test {

namespace {

const char* const one = "K = 3\nA = \"{1, 2}\"\nQ = \"lattice(4)\"";
const char* const several = "K = 3\nA = \"{1}, {1, 3}, {2, 1, 3}\"\nQ = \"lattice(3)\"";
const char* const sampled = "K = 3\nN = \"1..3\"\nA = \"{1}, {1, 2}\"\nQ = \"lattice(3)\"";
const char* const large = "K = 3\nN = 2000\nA = \"{1, 3}\"\nQ = \"lattice(3)\"";
const char* const projected =
    "K = 3\nN = \"1..3\"\nt = \"1..3\"\nA = \"{1, 2}, {3}\"\nQ = \"lattice(3)\"\nwhere = \"mass(A, Q) > 0\"";
const char* const pair =
    "K = 3\nA = \"{1, 2}\"\nQ = \"lattice(3)\"\nP = \"lattice(3)\"\nwhere = \"mass(A, P) == 1 and mass(A, Q) "
    "> 0\"";

}  // namespace

TEST_CASE("The laws of sets, and a hair beside them") {
    const Case table[] = {
        {"mass(A, Q) == Q_1 + Q_2", one, Verdict::proved, ""},
        {"mass(A, Q) == Q_1 + Q_2 + 1e-40", one, Verdict::refuted, ""},
        {"mass(A, Q) == 1 - Q_3 and sum(i: A_i) == 2 and A_3 == 0", one, Verdict::proved, ""},
        {"mass(A, Q) == sum(i: A_i*Q_i)", several, Verdict::proved, ""},
        {"mass(A, Q) >= Q_1", several, Verdict::proved, ""},
        {"mass(A, Q) >= Q_2", several, Verdict::refuted, ""},
        // Exchanging symbols is not harmless, though the set is the only one that tells them apart.
        {"mass(A, Q) <= 1/2", "K = 2\nA = \"{2}\"\nQ = \"lattice(4)\"", Verdict::refuted, ""},
        {"mass(A, Q) >= 1/2", "K = 2\nA = \"{1}\"\nQ = \"lattice(4)\"", Verdict::refuted, ""},
        // Every alphabet that has the symbols.
        {"K == 2 implies mass(A, Q) == 1", "K = [2, 3]\nA = \"{1, 2}\"\nQ = \"lattice(4)\"", Verdict::proved,
         ""},
        {"mass(A, Q) == 1", "K = [2, 3]\nA = \"{1, 2}\"\nQ = \"lattice(4)\"", Verdict::refuted, ""},
        // Expectations go through, over the outcomes and by the closed moments.
        {"E[mass(A, Q')] == mass(A, Q) and Var[mass(A, Q')] == mass(A, Q)*(1 - mass(A, Q))/N", sampled,
         Verdict::proved, ""},
        {"Var[mass(A, Q')] == mass(A, Q)*(1 - mass(A, Q))/(N + 1e-20)", sampled, Verdict::refuted, ""},
        {"E[mass(A, Q[20])] == mass(A, Q) and Var[mass(A, Q')] == mass(A, Q)*(1 - mass(A, Q))/N", large,
         Verdict::proved, ""},
        {"Pr[mass(A, Q') == 0] == (1 - mass(A, Q))^N", sampled, Verdict::proved, ""},
        // Conditioning.
        {"given(A, Q) == (Q_1/(Q_1 + Q_2), Q_2/(Q_1 + Q_2), 0)",
         "K = 3\nA = \"{1, 2}\"\nQ = \"lattice(4)\"\nwhere = \"Q_3 < 1\"", Verdict::proved, ""},
        {"mass(A, given(A, Q)) == 1 and given(A, given(A, Q)) == given(A, Q)",
         "K = 3\nA = \"{1, 2}, {3}\"\nQ = \"lattice(4)\"\nwhere = \"mass(A, Q) > 0\"", Verdict::proved, ""},
        {"given(A, Q) == Q", "K = 2\nA = \"{1}\"\nQ = \"lattice(2)\"\nwhere = \"Q_1 > 0\"", Verdict::refuted,
         ""},
        {"KL(P, given(A, Q)) == KL(P, Q) + log(mass(A, Q)) or not finite(KL(P, Q))", pair, Verdict::proved,
         ""},
        {"KL(P, given(A, Q)) == KL(P, Q) + 99/100*log(mass(A, Q)) or not finite(KL(P, Q))", pair,
         Verdict::refuted, ""},
        {"TV(given(A, Q), Q) == 1 - mass(A, Q)", pair, Verdict::proved, ""},
        {"TV(given(A, Q), Q) == 1 - mass(A, Q) + 1e-40", pair, Verdict::refuted, ""},
        // A projection before every generation: the first does all, and diversity decays as ever.
        {"E[D(Q[t])] == (1 - 1/N)^t*D(given(A, Q))", projected, Verdict::proved, "train = \"given(A, Q)\""},
        {"E[D(Q[t])] == (1 - 1/N)^t*D(given(A, Q)) + 1e-40", projected, Verdict::refuted,
         "train = \"given(A, Q)\""},
        {"Pr[mass(A, Q[t]) == 1] == 1", projected, Verdict::proved, "train = \"given(A, Q)\""},
        {"E[mass(A, Q')] == (1 + mass(A, Q))/2",
         "K = 3\nN = 2\nA = \"{1, 2}\"\nQ = \"lattice(3)\"\nwhere = \"mass(A, Q) > 0\"", Verdict::proved,
         "train = \"Q/2 + given(A, Q)/2\""},
    };
    check_all(table);
}

TEST_CASE("A set of mass 0 gives nothing: an error, never a verdict") {
    const auto message = [](const char* statement, const char* domain, const char* more) {
        try {
            decide(statement, domain, more);
        } catch (const InputError& error) {
            return error.message + " / " + error.hint;
        }
        return std::string("a verdict");
    };
    CHECK(message("D(given(A, Q)) <= 1", one, "").find("the set has mass 0") != std::string::npos);
    CHECK(message("D(given(A, Q)) <= 1", one, "").find("met while deciding K=3") != std::string::npos);
    CHECK(message("E[D(given(A, Q'))] <= 1", sampled, "").find("the set has mass 0") != std::string::npos);
    CHECK(message("E[D(Q')] <= 1", sampled, "[process]\ntrain = \"given(A, Q)\"\n")
              .find("the set has mass 0, and nothing is given by it: in train, at generation 0") !=
          std::string::npos);
    CHECK(decide("0*D(given(A, Q)) == 0", one).verdict == Verdict::proved);  // times 0 it is 0
}

}  // namespace symbol_sets_test
