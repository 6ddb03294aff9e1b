// Claims of a report against their files: what a ledger may not say of them.
#include "audit/verification.hpp"

#include <functional>

#include "tests/catch.hpp"
#include "tests/claim_text.hpp"

using namespace groundcheck;
using groundcheck::test::ClaimText;

namespace verification_test {

namespace {

const char* const text = R"toml(
statement = "E[D(Q')] >= c*D(Q)"
[domain]
K = "any"
N = "2, 3"
c = "1/4, 1/2"
Q = "simplex"
[[full]]
K = "any"
N = 4
c = "1/4"
Q = "simplex"
[mutant]
statement = "E[D(Q')] >= 3/2*c*D(Q)"
)toml";

struct Sound {
    ClaimText file{text};

    std::vector<ClaimResult> results(bool full = false) const {
        const Claim claim = full ? widened(file.claim()) : file.claim();
        return {decide_claim(claim, false, {}), decide_claim(claim, true, {})};
    }
    Verified verified(const std::vector<ClaimResult>& results) const {
        return verify_claims(results, [this](const ClaimResult&) { return file.claim(); });
    }
};

}  // namespace

TEST_CASE("Results that say what their file says are good, with the [[full]] domains or without",
          "[verify]") {
    const Sound sound;
    for (const bool full : {false, true}) {
        const auto results = sound.results(full);
        REQUIRE(results[0].verdict == Verdict::proved);
        REQUIRE(results[0].instances.size() == (full ? 5U : 4U));
        const Verified verified = sound.verified(results);
        CHECK(verified.good == 1);
        CHECK(verified.faults.empty());
    }
}

TEST_CASE("A ledger that says something else than the file is found", "[verify]") {
    const Sound sound;
    const auto results = sound.results();
    const auto finds = [&](const std::string& reason, std::size_t which,
                           const std::function<void(ClaimResult&)>& forge) {
        auto forged = results;
        forge(forged.at(which));
        const Verified verified = sound.verified(forged);
        CAPTURE(reason);
        REQUIRE(verified.faults.size() == 1);
        INFO(verified.faults[0]);
        CHECK(verified.faults[0].find(reason) != std::string::npos);
    };
    const std::string another = "its file says something else than the report does: ";
    finds(another + "statement", 0, [](ClaimResult& r) { r.claim.statement_text = "E[D(Q')] >= D(Q)"; });
    finds(another + "equality", 0, [](ClaimResult& r) { r.claim.equality_text = "vertex(Q)"; });
    finds(another + "title", 0, [](ClaimResult& r) { r.claim.title = "diversity never decays"; });
    finds(another + "expect", 0, [](ClaimResult& r) { r.claim.expect = Verdict::refuted; });
    finds(another + "domains", 0, [](ClaimResult& r) { r.claim.domains.pop_back(); });
    finds(another + "mutant", 1, [](ClaimResult& r) { r.claim.mutant->statement_text = "E[D(Q')] >= D(Q)"; });
    finds("is not the one that was audited", 0, [](ClaimResult& r) { r.claim.hash[0] ^= 1; });
    finds("1 instances of its file are not decided, the first at K=any N=3 c=1/2", 0,
          [](ClaimResult& r) { r.instances.pop_back(); });
    finds("does not ask for the instance K=any N=9 c=1/2", 0,
          [](ClaimResult& r) { r.instances.back().key.N = 9; });
    finds("or only once", 0, [](ClaimResult& r) { r.instances.push_back(r.instances.front()); });
    finds("does not ask for the instance", 0, [](ClaimResult& r) { r.instances.back().domain = 1; });
    finds("does not ask for the instance", 1,
          [](ClaimResult& r) { r.instances.back().key.scalars["c"] = 1; });
}

TEST_CASE("What is not said to be proved may have instances that nobody has decided", "[verify]") {
    const Sound sound;
    auto results = sound.results();
    results[0].instances.pop_back();
    results[0].verdict = Verdict::undecided;
    CHECK(sound.verified(results).faults.empty());
}

}  // namespace verification_test
