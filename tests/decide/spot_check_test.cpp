// A proof over a continuum is held against points, and contains the lattices in it.
#include "decide/continuum/spot_check.hpp"

#include "decide/question/subsumption.hpp"
#include "interval/agreement.hpp"
#include "tests/catch.hpp"
#include "tests/claim_text.hpp"
#include "tests/instance_key.hpp"

using namespace groundcheck;

namespace spot_check_test {

namespace {

// A "proof" of the statement over the domain, held against points.
InstanceResult checked(const std::string& statement, const std::string& domain) {
    const test::ClaimText text("statement = \"" + statement + "\"\n[domain]\n" + domain + "\n");
    const Question question{&text.claim(), false};
    InstanceResult result;
    result.verdict = Verdict::proved;
    spot_check(question, instances(question).front(), result);
    return result;
}

const std::string any = "K = \"any\"\nQ = \"simplex\"\n";
const std::string pair = "K = 3\nQ = \"simplex\"\nP = \"simplex\"\n";

ClaimResult proved(const std::string& domains,
                   const std::vector<std::tuple<std::size_t, std::string, Assurance>>& all) {
    const test::ClaimText text("statement = \"E[H(Q')] <= H(Q)\"\n" + domains);
    ClaimResult result;
    result.claim = text.claim();
    for (const auto& [domain, key, assurance] : all) {
        InstanceResult& instance = result.instances.emplace_back();
        instance.domain = domain;
        instance.key = test::key(key);
        instance.verdict = Verdict::proved;
        instance.assurance = assurance;
    }
    conclude(result);
    return result;
}

}  // namespace

TEST_CASE("points that agree with a proof are counted, in both kernels", "[spot]") {
    for (const auto& [statement, domain] : std::vector<std::pair<std::string, std::string>>{
             {"E[H(Q')] <= H(Q)", any + "N = 7"},
             {"KL(Q,P) >= 0", pair},
             {"E[D(Q')] <= (1 - 1/N)*(D(Q) + 2*alpha)", pair + "alpha = \"[0,1]\"\nN = 3"},
             {"log(1 + x) <= x", "x = \"[0,1]\""}}) {
        INFO(statement);
        const InstanceResult result = checked(statement, domain);
        CHECK(result.kernels.at("ball") > 0);
        CHECK(result.kernels.at("ball") == result.kernels.at("mpfi"));
    }
}

TEST_CASE("a point that refutes what was proved everywhere is a disagreement", "[spot]") {
    CHECK_THROWS_AS(checked("E[H(Q')] < H(Q)", any + "N = 7"), KernelDisagreement);  // a vertex
    CHECK_THROWS_AS(checked("H(Q) < log(K)", "K = 3\nQ = \"simplex\""), KernelDisagreement);
    CHECK_THROWS_AS(checked("KL(Q,P) <= 1", pair), KernelDisagreement);
    CHECK_THROWS_AS(checked("log(1 + x) >= x", "x = \"[0,1]\""), KernelDisagreement);
}

TEST_CASE("a proof over the simplex contains lattices and texts, and nothing else", "[spot]") {
    using A = Assurance;
    const std::string wide = "[[domain]]\nK = \"any\"\nN = \"1..9\"\nQ = \"simplex\"\n";
    const std::string lattice = "[[domain]]\nK = \"2..4\"\nN = \"1..99\"\nQ = \"lattice(6)\"\n";
    const std::string three = "[[domain]]\nK = 3\nN = \"1..9\"\nQ = \"simplex\"\n";
    CHECK(proved(wide + lattice, {{0, "K=any N=5", A::continuum}, {1, "K=3 N=5", A::lattice}}).assurance ==
          A::continuum);
    CHECK(proved(wide + lattice, {{0, "K=any N=5", A::exact}, {1, "N=5", A::lattice}}).assurance == A::exact);
    CHECK(proved(three + lattice, {{0, "K=3 N=5", A::continuum}, {1, "K=3 N=5", A::lattice}}).assurance ==
          A::continuum);
    // Another N, another K, no K, a statement about more, a lattice that contains a lattice:
    CHECK(proved(wide + lattice, {{0, "K=any N=5", A::continuum}, {1, "K=3 N=6", A::lattice}}).assurance ==
          A::lattice);
    CHECK(proved(three + lattice, {{0, "K=3 N=5", A::continuum}, {1, "K=4 N=5", A::lattice}}).assurance ==
          A::lattice);
    CHECK(proved(three + lattice, {{0, "K=3 N=5", A::continuum}, {1, "N=5", A::lattice}}).assurance ==
          A::lattice);
    CHECK(proved(lattice + lattice, {{0, "K=3 N=5", A::exact}, {1, "K=3 N=5", A::lattice}}).assurance ==
          A::lattice);
    CHECK(proved(wide + lattice, {{0, "K=any N=5", A::lattice}, {1, "K=3 N=5", A::lattice}}).assurance ==
          A::lattice);
    const std::string mixed = "[[domain]]\nK = \"any\"\nN = 5\nQ = \"simplex\"\nP = \"simplex\"\nalpha = ";
    const std::string some =
        "[[domain]]\nK = 2\nN = 5\nQ = \"lattice(2)\"\nP = \"lattice(2)\"\nalpha = \"1/8, 1\"\n";
    const auto assurance = [&](const std::string& range, const std::string& alpha) {
        return proved(mixed + range + some,
                      {{0, "K=any N=5", A::continuum}, {1, "K=2 N=5 alpha=" + alpha, A::lattice}})
            .assurance;
    };
    CHECK(assurance("\"[0,1]\"\n", "1/8") == A::continuum);
    CHECK(assurance("\"[0,1]\"\n", "1") == A::continuum);
    CHECK(assurance("\"[0,1/2]\"\n", "1") == A::lattice);
    CHECK(assurance("\"[1/4,1]\"\n", "1/8") == A::lattice);
}

}  // namespace spot_check_test
