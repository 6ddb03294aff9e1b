// A training distribution of the process's own draws from what it says: a share alpha or a world P that
// neither it nor anything else names would be declared for nothing, and the claim would be about another
// process.
#include <string>
#include <vector>

#include "tests/language/claim_files.hpp"

namespace groundcheck::test::test_training {
namespace {

std::string claim(const std::string& statement, const std::string& process, const std::string& more) {
    return "statement = \"" + statement + "\"\n[process]\n" + process +
           "\n[domain]\nK = 2\nN = 2\nQ = \"lattice(2)\"\n" + more;
}

const std::string verifier = "train = \"normalize(i: Q_i^2)\"";
const std::string mixed = "train = \"alpha*P + (1-alpha)*normalize(i: Q_i^2)\"";
const std::string world = "P = \"uniform\"\n", share = "alpha = \"1/2\"\n";

}  // namespace

TEST_CASE("What a training distribution names is used", "[process]") {
    const std::vector<std::string> accepted = {
        claim("E[D(Q')] <= D(Q)", mixed, world + share),
        claim("E[D(Q')] <= D(Q)", verifier, ""),
        claim("E[TV(Q',P)] <= 1", verifier, world),
        claim("alpha*E[TV(Q',P)] <= 1", verifier, world + share),
        claim("E[D(Q')] <= 1", verifier + "\nfit = \"alpha*X_i + (1-alpha)*P_i\"", world + share),
    };
    for (const std::string& text : accepted) {
        INFO(text);
        CHECK(load_text(text).domains.front().process != nullptr);
    }
}

TEST_CASE("A share or a world that no training distribution draws from is an error", "[process]") {
    const std::vector<Reject> rejected = {
        {claim("E[L2(Q',P)] <= D(Q)", verifier, world + share), 9, 1,
         "\"alpha\", but the statement never uses it"},
        {claim("E[D(Q')] <= D(Q)", verifier, world), 8, 1, "\"P\", but the statement never uses it"},
        {claim("E[D(Q')] <= D(Q)", verifier, world + share), 8, 1, "never uses it"},
        {claim("E[TV(Q',P)] <= 1", verifier, world + share), 9, 1,
         "\"alpha\", but the statement never uses it"},
        {claim("Pr[vertex(Q[2])] <= 1", verifier, world), 8, 1, "never uses it"},
        {claim("TV(M,Q) <= 1", verifier, world), 8, 1, "never uses it"},
        {claim("E[D(Q')] <= D(Q)", "train = \"(P + Q)/2\"", world + share), 9, 1, "never uses it"},
    };
    for (const Reject& reject : rejected)
        check_rejected(reject, [&] { load_text(reject.text); });
}

}  // namespace groundcheck::test::test_training
