// A list that stands for a domain is the domain: the same points as by the definition, counted by a formula.
#include <set>

#include "decide/question/absent_symbols.hpp"
#include "decide/question/symbol_space.hpp"
#include "sim/outcomes.hpp"
#include "tests/catch.hpp"
#include "tests/claim_text.hpp"

using namespace groundcheck;
using groundcheck::test::ClaimText;
using groundcheck::test::decide;

namespace listed_spaces_test {

namespace {

ClaimText listed(const std::string& domain) {
    return ClaimText("statement = \"D(Q) <= 1\"\n[domain]\n" + domain + "\n");
}

// How many ways there are to write `total` as a sum of at most `parts` positive parts, order aside.
std::uint64_t partitions(std::uint32_t total, std::uint32_t parts) {
    if (total == 0) return 1;
    if (parts == 0) return 0;
    return partitions(total, parts - 1) + (total >= parts ? partitions(total - parts, parts) : 0);
}

using Masses = std::vector<Rational>;

std::set<Masses> points_of(const ClaimText& text, bool sorted) {
    std::set<Masses> result;
    const Question question{&text.claim(), false};
    for (const Instance& instance : instances(question)) {
        const PointSet set(question.domains().front(), instance, sorted);
        for (std::uint64_t p = 0; p < set.size(); ++p)
            CHECK(result.insert(set.at(p).distributions.at("Q")).second);  // each once
    }
    return result;
}

}  // namespace

TEST_CASE(
    "Lattices, vertices and lists have as many points as the formula says, each with the right entries") {
    for (const std::uint32_t K : {1U, 2U, 3U, 4U})
        for (const std::uint32_t d : {1U, 2U, 5U, 6U}) {
            const ClaimText text =
                listed("K = " + std::to_string(K) + "\nQ = \"lattice(" + std::to_string(d) + ")\"");
            const std::set<Masses> all = points_of(text, false);
            CHECK(all.size() == binomial(d + K - 1, K - 1));
            for (const Masses& point : all) {
                Rational sum = 0;
                for (const Rational& mass : point) {
                    CHECK(mass >= 0);
                    CHECK(denominator(Rational(mass * d)) == 1);
                    sum += mass;
                }
                CHECK(sum == 1);
            }
            // Sorted: one for each class under permutation.
            std::set<Masses> classes;
            for (Masses point : all) {
                std::sort(point.begin(), point.end(), std::greater<>());
                classes.insert(point);
            }
            CHECK(points_of(text, true) == classes);
            CHECK(classes.size() == partitions(d, K));
        }
    CHECK(points_of(listed("K = 5\nQ = \"vertices\""), false).size() == 5);
    CHECK(points_of(listed("K = 5\nQ = \"uniform\""), false).size() == 1);
    CHECK(points_of(listed("K = 2\nQ = [[0.25, 0.75], [0.75, 0.25], [1, 0]]"), true).size() == 3);
}

TEST_CASE("Observables: a cube has (top+1)^K of them") {
    for (const std::uint32_t K : {1U, 2U, 3U})
        for (const std::uint32_t top : {1U, 2U, 3U}) {
            const auto all = observables({.points = {}, .cube = top, .rank = false, .text = ""}, K);
            CHECK(std::set<Masses>(all.begin(), all.end()).size() == all.size());
            std::uint64_t expected = 1;
            for (std::uint32_t i = 0; i < K; ++i)
                expected *= top + 1;
            CHECK(all.size() == expected);
        }
}

TEST_CASE(
    "Over every alphabet the list has the partitions of the denominator, with an absent symbol where asked") {
    for (const std::uint32_t d : {1U, 2U, 4U, 7U}) {
        const ClaimText text = listed("K = \"any\"\nQ = \"lattice(" + std::to_string(d) + ")\"");
        const Question question{&text.claim(), false};
        const Instance instance = instances(question).front();
        for (const bool absent : {false, true}) {
            const SymbolSpace space(question.domains().front(), instance, absent);
            CHECK(space.size() == partitions(d, d) * (absent ? 2 : 1));
            std::set<Masses> seen;
            std::size_t without_mass = 0;
            for (std::size_t p = 0; p < space.size(); ++p) {
                const Point point = space.at(p, instance);
                const Masses& masses = point.distributions.at("Q");
                CHECK(point.K == masses.size());
                CHECK(seen.insert(masses).second);
                without_mass += std::count(masses.begin(), masses.end(), Rational(0)) > 0 ? 1 : 0;
            }
            CHECK(without_mass == (absent ? partitions(d, d) : 0));
        }
    }
}

TEST_CASE("A witness is a point of the domain even where symbols could be permuted") {
    const ClaimText text("statement = \"D(Q) <= 0\"\n[domain]\nK = 3\nQ = [[0.25, 0, 0.75]]\n");
    const ClaimResult found = decide_claim(text.claim(), false, {});
    REQUIRE(found.verdict == Verdict::refuted);
    REQUIRE(found.witness() != nullptr);
    CHECK(found.witness()->distributions.at("Q") == Masses{Rational(1, 4), Rational(0), Rational(3, 4)});
}

TEST_CASE("Conditions over every alphabet: what they make of symbols without mass") {
    struct Row {
        const char* condition;
        AbsentSymbols seen;
    };
    const Row table[] = {
        {"vertex(Q)", AbsentSymbols::unseen},
        {"H(Q) > 1/2 and supp(Q) >= 2", AbsentSymbols::unseen},
        {"R(2, Q) <= 1 or T(1/2, Q) <= 1 or max(Q) < 1", AbsentSymbols::unseen},
        {"sum(i: Q_i^2) < 1", AbsentSymbols::unseen},
        {"sum(i: Q_i*log(Q_i)) < 1", AbsentSymbols::unseen},
        {"sum(i: abs(Q_i)/3) < 2", AbsentSymbols::unseen},
        {"prod(i: 1 - Q_i) > 0", AbsentSymbols::unseen},
        {"prod(i: 1 - Q_i^2/2) > 0", AbsentSymbols::unseen},
        {"interior(Q)", AbsentSymbols::first_seen},
        {"not interior(Q) or vertex(Q)", AbsentSymbols::first_seen},
        {"min(Q) > 0", AbsentSymbols::first_seen},
        {"prod(i: Q_i) > 0", AbsentSymbols::first_seen},
        {"sum(i: Q_i*min(Q)) > 0", AbsentSymbols::first_seen},
        {"sum(i: 1) > 2", AbsentSymbols::counted},
        {"sum(i: 1 - Q_i) > 2", AbsentSymbols::counted},
        {"sum(i: exp(Q_i)) > 2", AbsentSymbols::counted},
        {"sum(i: Q_i/Q_i) > 2", AbsentSymbols::counted},
        {"prod(i: Q_i + 2) > 2", AbsentSymbols::counted},
        {"sum(i: Q_i*sum(j: 1)) > 2", AbsentSymbols::counted},
        {"sum(i: sum(j: Q_i*Q_j)) > 2", AbsentSymbols::counted},
    };
    for (const Row& row : table) {
        INFO(row.condition);
        const ClaimText text(
            std::string("statement = \"H(Q) >= 0\"\n[domain]\nK = \"any\"\nQ = \"lattice(3)\"\nwhere = \"") +
            row.condition + "\"\n");
        CHECK(absent_symbols(*text.claim().domains.front().where) == row.seen);
    }
}

TEST_CASE("Claims over every alphabet with conditions that see absent symbols") {
    struct Row {
        const char* statement;
        const char* more;
        const char* condition;
        Verdict verdict;
    };
    const Row table[] = {
        // False, and each was or could be proved on the list without absent symbols.
        {"H(Q) <= 0", "", "vertex(Q) or not interior(Q)", Verdict::refuted},
        {"H(Q) <= 0", "", "min(Q) == 0", Verdict::refuted},
        {"H(Q) <= 0", "", "prod(i: Q_i) == 0", Verdict::refuted},
        {"D(Q) <= 0", "", "min(Q) == 0 or vertex(Q)", Verdict::refuted},
        {"H(Q) >= 0", "equality = \"vertex(Q) and interior(Q)\"", "", Verdict::refuted},
        {"H(Q) >= 0", "equality = \"vertex(Q) and min(Q) > 0\"", "", Verdict::refuted},
        {"H(Q) <= 0", "", "not interior(Q) and supp(Q) >= 3", Verdict::refuted},
        // True.
        {"H(Q) >= 0", "equality = \"vertex(Q)\"", "", Verdict::proved},
        {"H(Q) > 0", "", "supp(Q) >= 2 and not interior(Q)", Verdict::proved},
        {"H(Q) >= 0", "equality = \"max(Q) == 1\"", "min(Q) == 0", Verdict::proved},
        {"D(Q) <= 3/4", "", "interior(Q)", Verdict::proved},
        // The number of absent symbols matters, so nothing is decided for every alphabet.
        {"H(Q) <= 2", "", "sum(i: 1) >= 9", Verdict::undecided},
        {"H(Q) <= 2", "", "sum(i: 1 - Q_i) >= 9", Verdict::undecided},
        // False on two symbols is false.
        {"H(Q) >= 0", "equality = \"sum(i: 1 - Q_i) == 0\"", "", Verdict::refuted},
    };
    for (const Row& row : table) {
        INFO(row.statement << " where " << row.condition << " " << row.more);
        const std::string where =
            *row.condition == 0 ? "" : std::string("\nwhere = \"") + row.condition + "\"";
        const ClaimResult result = decide(row.statement, "K = \"any\"\nQ = \"lattice(4)\"" + where, row.more);
        CHECK(to_text(result.verdict) == to_text(row.verdict));
        if (result.verdict == Verdict::undecided)
            CHECK(result.instances.front().reason.find("give K") != std::string::npos);
    }
    const std::string beside_uniform = "K = \"any\"\nQ = \"uniform\"\nP = \"lattice(3)\"";
    const ClaimResult uniform = decide("sum(i: Q_i*P_i) >= 0", beside_uniform);
    CHECK(uniform.verdict == Verdict::undecided);
    CHECK(uniform.instances.front().reason.find("Q = \"uniform\"") != std::string::npos);
    // False on one alphabet is false: a few symbols are looked at.
    for (const char* statement :
         {"sum(i: Q_i*P_i) <= 0", "sum(i: Q_i*P_i) > 1/4", "sum(i: Q_i^2 + 0*P_i) >= 1/2"}) {
        const ClaimResult found = decide(statement, beside_uniform);
        INFO(statement);
        CHECK(found.verdict == Verdict::refuted);
        REQUIRE(found.witness() != nullptr);
        CHECK(found.witness()->distributions.at("Q") ==
              std::vector<Rational>(found.witness()->K, Rational(1, found.witness()->K)));
    }
}

}  // namespace listed_spaces_test
