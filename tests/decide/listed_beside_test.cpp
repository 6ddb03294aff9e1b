// Distributions that are listed while a number ranges over an interval: every listed point is decided on the
// whole interval.
#include <algorithm>
#include <sstream>

#include "decide/continuum/decide_continuum.hpp"
#include "tests/catch.hpp"
#include "tests/claim_text.hpp"

using namespace groundcheck;
using groundcheck::test::ClaimText;

namespace listed_beside_test {

namespace {

struct Row {
    std::string statement, domain, equality;
    Verdict verdict;
    std::size_t certificates;  // of what is proved: one for each listed point
};

const std::string two_points = "Q = [[\"1/2\",\"1/2\"],[\"1/4\",\"3/4\"]]\n";
const std::string two_worlds = two_points + "P = [[\"1/3\",\"2/3\"]]\nalpha = \"[0,1]\"\n";
const std::string lattices = "K = 3\nQ = \"lattice(3)\"\nP = \"lattice(2)\"\nalpha = \"[0,1]\"\n";
const std::string even = "K = 2\nQ = \"uniform\"\na = \"[0,1]\"\n";
const std::string lost = "Q = [[\"1/2\",\"1/2\"]]\nP = [[0,1]]\n";

const std::vector<Row> rows = {
    {"H(M) >= alpha*H(P) + (1 - alpha)*H(Q)", two_worlds, "", Verdict::proved, 2},
    {"H(M) > alpha*H(P) + (1 - alpha)*H(Q)", two_worlds, "", Verdict::refuted, 0},  // equal at both ends
    {"H(M) > alpha*H(P) + (1 - alpha)*H(Q)", two_points + "P = [[\"1/3\",\"2/3\"]]\nalpha = \"(0,1)\"\n", "",
     Verdict::proved, 2},
    {"H(M) >= 1001/1000*(alpha*H(P) + (1 - alpha)*H(Q))", two_worlds, "", Verdict::refuted, 0},
    {"E[D(Q')] == (1 - 1/N)*D(M)", two_worlds + "N = 9\n", "", Verdict::proved, 2},
    {"E[D(Q')] == (1 - 1/N)*D(Q)", two_worlds + "N = 9\n", "", Verdict::refuted, 0},
    {"E[H(Q')] <= H(M)", two_worlds + "N = 8\n", "", Verdict::proved, 2},
    {"E[H(Q')] <= H(M)", two_worlds + "N = 80\n", "", Verdict::proved, 2},
    {"E[H(Q')] <= H(Q)",
     "Q = [[\"1/2\",\"1/2\"],[\"1/9\",\"8/9\"]]\nP = [[\"1/3\",\"2/3\"]]\nalpha = \"[0,1]\"\nN = 9\n", "",
     Verdict::refuted, 0},  // at the second point alone
    // by a hair, and with equality, at one of the points
    {"a*(1 - a) <= D(Q)/2", even, "", Verdict::proved, 1},
    {"a*(1 - a) <= D(Q)/2 - 1/1000000000", even, "", Verdict::refuted, 0},
    {"a*(1 - a) < D(Q)/2", even, "", Verdict::refuted, 0},
    {"a*(1 - a) <= D(Q)/2", "Q = [[\"1/2\",\"1/2\"],[\"51/100\",\"49/100\"]]\na = \"[0,1]\"\n", "",
     Verdict::refuted, 0},
    {"a*(1 - a) <= D(Q)/2 + 1/5000", "Q = [[\"1/2\",\"1/2\"],[\"51/100\",\"49/100\"]]\na = \"[0,1]\"\n", "",
     Verdict::proved, 2},
    // more than two symbols
    {"H(M) >= alpha*H(P) + (1 - alpha)*H(Q)", lattices, "", Verdict::proved, 18},
    {"R(2,M) <= log(3)", lattices, "", Verdict::proved, 18},
    {"R(2,M) < log(3)", lattices, "", Verdict::refuted, 0},
    {"Q_3 + M_2 <= 2", lattices, "", Verdict::proved, 60},  // symbols by number: no point stands for another
    {"Q_3 + M_2 <= 1", lattices, "", Verdict::refuted, 0},
    {"E[supp(Q')] <= 3", lattices + "N = 5\n", "", Verdict::proved, 18},
    {"E[supp(Q')] <= 2", lattices + "N = 5\n", "", Verdict::refuted, 0},
    {"sum(i: M_i*E[Q'_i]) == sum(i: M_i^2)", lattices + "N = 2\n", "", Verdict::proved, 18},
    {"D((1/2,1/4,1/4)) >= 5/8*alpha", lattices + "where = \"Q == P\"\n", "", Verdict::undecided, 0},
    {"D((1/2,1/4,1/4)) + D(M) >= 5/8*alpha", lattices, "", Verdict::proved, 60},
    // infinite where the world misses a symbol, at an end that belongs to the domain or does not
    {"KL(Q,M) >= 0", lost + "alpha = \"[0,1]\"\n", "", Verdict::proved, 1},
    {"KL(Q,M) <= 100", lost + "alpha = \"[0,1]\"\n", "", Verdict::refuted, 0},
    {"KL(Q,M) <= 1", lost + "alpha = \"[0,9/10]\"\n", "", Verdict::proved, 1},
    {"KL(Q,M) <= 1", lost + "alpha = \"[0,1)\"\n", "", Verdict::refuted, 0},
    // equality conditions are settled point by point
    {"D(Q) + a >= a", "K = 2\nQ = \"lattice(3)\"\na = \"[0,1]\"\n", "vertex(Q)", Verdict::proved, 2},
    {"D(Q) + a >= a", "K = 2\nQ = \"lattice(3)\"\na = \"[0,1]\"\n", "max(Q) == 1/K", Verdict::refuted, 0},
    {"D(Q) + a >= 0", "K = 2\nQ = \"lattice(3)\"\na = \"[0,1]\"\n", "vertex(Q)", Verdict::refuted, 0},
    {"D(Q) + a <= 1/2 + a", "K = 2\nQ = \"lattice(4)\"\na = \"[0,1]\"\n", "max(Q) == 1/K", Verdict::proved,
     3},
    // a simplex beside the list: for two symbols
    {"L2(M,P) == (1 - alpha)^2*L2(Q,P)", two_points + "K = 2\nP = \"simplex\"\nalpha = \"[0,1]\"\n", "",
     Verdict::proved, 2},
    {"L2(M,P) <= (1 - alpha)*L2(Q,P)", two_points + "K = 2\nP = \"simplex\"\nalpha = \"[0,1]\"\n", "",
     Verdict::proved, 2},
    {"L2(M,P) <= 1/2*L2(Q,P)", two_points + "K = 2\nP = \"simplex\"\nalpha = \"[0,1]\"\n", "",
     Verdict::refuted, 0},
};

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++found;
    return found;
}

ContinuumOutcome outcome_of(const Row& row) {
    const std::string condition = row.equality.empty() ? "" : "equality = \"" + row.equality + "\"\n";
    const ClaimText text("statement = \"" + row.statement + "\"\n" + condition + "[domain]\n" + row.domain);
    const Question question{&text.claim(), false};
    const auto all = instances(question);
    REQUIRE(all.size() == 1);
    return decide_continuum(question, all.front());
}

}  // namespace

TEST_CASE("listed points beside an interval: each is decided on all of it", "[continuum]") {
    for (const Row& row : rows) {
        const ContinuumOutcome outcome = outcome_of(row);
        INFO(row.statement << " over " << row.domain << ": " << outcome.result.reason);
        CHECK(outcome.result.verdict == row.verdict);
        CHECK(count(outcome.certificate, "groundcheck certificate 2\n") == row.certificates);
        CHECK(outcome.result.witness.has_value() == (row.verdict == Verdict::refuted));
    }
}

TEST_CASE("a counterexample is one of the listed points", "[continuum]") {
    for (const Row& row : rows) {
        if (row.verdict != Verdict::refuted || row.domain.find("simplex") != std::string::npos) continue;
        const std::string condition = row.equality.empty() ? "" : "equality = \"" + row.equality + "\"\n";
        const ClaimText text("statement = \"" + row.statement + "\"\n" + condition + "[domain]\n" +
                             row.domain);
        const ClaimResult result = decide_claim(text.claim(), false, {});
        INFO(row.statement << " over " << row.domain);
        REQUIRE(result.witness() != nullptr);
        const Domain& domain = text.claim().domains.front();
        for (const auto& [name, shares] : result.witness()->distributions) {
            const auto K = static_cast<std::uint32_t>(shares.size());
            const auto listed = distributions(domain.distributions.at(name), K, false);
            CHECK(std::find(listed.begin(), listed.end(), shares) != listed.end());
        }
    }
}

TEST_CASE("what is proved for listed points passes the whole way, spot checks included", "[continuum]") {
    for (const Row& row : rows) {
        if (row.verdict != Verdict::proved) continue;
        const std::string condition = row.equality.empty() ? "" : "equality = \"" + row.equality + "\"\n";
        const ClaimResult result = test::decide(row.statement, row.domain, condition);
        INFO(row.statement << " over " << row.domain);
        CHECK(result.verdict == Verdict::proved);
    }
}

TEST_CASE("lists beside a continuum that are not decided say what to write instead", "[continuum]") {
    const auto reason = [](const std::string& statement, const std::string& domain) {
        const ContinuumOutcome outcome = outcome_of({statement, domain, "", Verdict::undecided, 0});
        CHECK(outcome.result.verdict == Verdict::undecided);
        return outcome.result.reason;
    };
    CHECK(reason("D(Q) + a >= 0", "K = \"any\"\nQ = \"lattice(4)\"\na = \"[0,1]\"\n").find("give K") !=
          std::string::npos);
    CHECK(reason("D(M) >= 0", "K = 3\nQ = \"lattice(4)\"\nP = \"simplex\"\nalpha = \"[0,1]\"\n")
              .find("list both") != std::string::npos);
    CHECK(reason("D(M) >= 0", "K = 3\nQ = \"lattice(40)\"\nP = \"lattice(40)\"\nalpha = \"[0,1]\"\n")
              .find("list fewer") != std::string::npos);
}

}  // namespace listed_beside_test
