// Open ends: no search looks at a point that the interval does not have, and what is shown is in the domain.
#include "audit/ablation/run_ablation.hpp"
#include "audit/audit.hpp"
#include "decide/evaluate/planted_fault.hpp"
#include "decide/question/interval_points.hpp"
#include "decide/simplest.hpp"
#include "reference/domain.hpp"
#include "tests/catch.hpp"
#include "tests/claim_text.hpp"
#include "tests/random.hpp"
#include "theorems/language/error.hpp"

using namespace groundcheck;
using groundcheck::test::ClaimText;

namespace open_ends_test {

namespace {

ScalarDomain interval(const Rational& low, const Rational& high, bool without_low, bool without_high) {
    ScalarDomain range;
    range.values = {low, high};
    range.continuum = true;
    range.without_low = without_low;
    range.without_high = without_high;
    return range;
}

// The definition, by the reference.
bool by_definition(const ScalarDomain& range, const Rational& value) {
    Domain domain;
    domain.K = {1};
    domain.scalars["u"] = range;
    reference::Point point;
    point.K = 1;
    point.scalars["u"] = value;
    return reference::contains(domain, point);
}

struct Row {
    const char* statement;
    const char* range;
    Verdict verdict;
};

std::string claim_of(const Row& row) {
    return std::string("statement = \"") + row.statement + "\"\n[domain]\nu = \"" + row.range + "\"\n";
}

// Ends that belong to the domain and ends that do not, false by a hair and true with equality at an end.
const Row rows[] = {
    {"u > 0", "(0,1]", Verdict::proved},
    {"u > 0", "[0,1]", Verdict::refuted},
    {"u >= 0", "[0,1]", Verdict::proved},
    {"u >= 1/1000", "(0,1]", Verdict::refuted},
    {"u < 1", "[0,1)", Verdict::proved},
    {"u < 1", "(0,1)", Verdict::proved},
    {"u < 1", "(0,1]", Verdict::refuted},
    {"u <= 999/1000", "(0,1)", Verdict::refuted},
    {"u*(1-u) > 0", "(0,1)", Verdict::proved},
    {"u*(1-u) > 0", "(0,1]", Verdict::refuted},
    {"u*(1-u) > 0", "[0,1)", Verdict::refuted},
    {"u/u >= 1", "(0,1]", Verdict::proved},
    {"1/u >= 1", "(0,1]", Verdict::proved},
    {"1/u > 1", "(0,1]", Verdict::refuted},
    {"1/u > 1", "(0,1)", Verdict::proved},
    {"(u-1)*(u-2) < 0", "(1,2)", Verdict::proved},
    {"(u-1)*(u-2) < 0", "[1,2)", Verdict::refuted},
};

}  // namespace

TEST_CASE("The points of an interval are those that the definition has, and none is left out") {
    GROUNDCHECK_REPLAYABLE();
    auto generator = test::generator(18);
    const auto below = [&](unsigned bound) { return static_cast<unsigned>(generator() % bound); };
    std::size_t excluded = 0;
    for (int i = 0; i < 200; ++i) {
        const Rational low(static_cast<int>(below(7)) - 3, static_cast<int>(1 + below(4)));
        const Rational high = low + Rational(static_cast<int>(1 + below(9)), 4);
        const ScalarDomain range = interval(low, high, below(2) == 0, below(2) == 0);
        const auto d = 1 + below(9);
        std::vector<Rational> expected, evenly;
        for (Integer n = floor(low * d); n <= ceil(high * d); ++n) {
            const Rational value(n, Integer(d));
            if (denominator(value) != d || !by_definition(range, value)) continue;
            expected.push_back(value);
        }
        for (std::uint32_t k = 0; k <= d; ++k) {
            const Rational value = low + (high - low) * Rational(k, d);
            CHECK(belongs(range, value) == by_definition(range, value));
            if (by_definition(range, value))
                evenly.push_back(value);
            else
                ++excluded;
        }
        CHECK(rationals_of(range, d) == expected);
        CHECK(even_points(range, d) == evenly);
        CHECK_FALSE(belongs(range, low - 1));
        CHECK_FALSE(belongs(range, high + Rational(1, 1000)));
    }
    CHECK(excluded > 100);
}

TEST_CASE("A counterexample lies in its interval, and what is true inside has none") {
    for (const Row& row : rows) {
        INFO(row.statement << " on " << row.range);
        const ClaimText text(claim_of(row));
        const Claim claim = text.claim();
        const ClaimResult result = decide_claim(claim, false, {});
        CHECK(result.verdict == row.verdict);
        SearchLimits limits;
        limits.sizes = 12;
        const SearchOutcome found = find_simplest({&claim, false}, limits);
        CHECK((result.witness() != nullptr) == (row.verdict == Verdict::refuted));
        if (row.verdict == Verdict::proved) CHECK_FALSE(found.witness);
        for (const Witness* witness : {result.witness(), found.witness ? &*found.witness : nullptr})
            if (witness != nullptr)
                CHECK(by_definition(claim.domains[0].scalars.at("u"), witness->scalars.at("u")));
    }
}

TEST_CASE("Ablation does not call a claim false for a point that its interval leaves out") {
    for (const Row& row : rows) {
        INFO(row.statement << " on " << row.range);
        const ClaimText text(claim_of(row));
        AblationOptions options;
        options.search.sizes = 12;
        const auto results = run_ablation({text.claim()}, nullptr, options);
        if (row.verdict == Verdict::proved) CHECK(results.empty());
    }
}

TEST_CASE("A search that ignores open ends is stopped by the reference before it shows anything") {
    const ClaimText text(claim_of(rows[0]));
    const Claim claim = text.claim();
    detail::planted_fault = PlantedFault::open_ends_ignored;
    CHECK_THROWS_AS(find_simplest({&claim, false}, {}), MeaningDisagreement);
    detail::planted_fault = PlantedFault::none;
    CHECK_FALSE(find_simplest({&claim, false}, {}).witness);
}

TEST_CASE("A family's interval has both its ends") {
    const std::string begin =
        "statement = \"T(q, Q) >= 0\"\n[domain]\nK = 2\nq = \"2\"\nQ = \"lattice(4)\"\n[assume.order]\nsays "
        "= "
        "\"the order is 2\"\ndrop = { q = \"3\" }\nfamily = { q = \"";
    CHECK_NOTHROW(ClaimText(begin + "[1,2]\" }\n").claim());
    for (const char* open : {"(1,2]", "[1,2)", "(1,2)"})
        CHECK_THROWS_AS(ClaimText(begin + open + "\" }\n").claim(), InputError);
}

TEST_CASE("Where the claim has no value, the reason says so and where") {
    const Row undefined = {"u/u >= 1", "[0,1]", Verdict::undecided};
    const ClaimText text(claim_of(undefined));
    const ClaimResult result = decide_claim(text.claim(), false, {});
    REQUIRE(result.instances.size() == 1);
    CHECK(result.verdict == Verdict::undecided);
    CHECK(result.instances[0].reason.find("division by zero, at u=0") != std::string::npos);
}

TEST_CASE("What may be a division by zero is never proved") {
    const char* const rows[][2] = {
        {"0/(sqrt(2)*sqrt(2)-2) == N-1", "N = 1"},         {"0/(exp(1)*exp(-1)-1) == N-1", "N = 1"},
        {"(sqrt(2)*sqrt(2)-2)^(-2) > N", "N = 1"},         {"(sqrt(2)*sqrt(2)-2)^(-1/2) > N", "N = 1"},
        {"1/(sqrt(2)*sqrt(2)-2)^2 > N", "N = 1"},          {"(1/u)^0 == 1", "u = \"[0,1]\""},
        {"0/(log(4)-2*log(2)) + u >= u", "u = \"[0,1]\""}, {"(1/(1-u))^0 == 1", "u = \"[0,1]\""},
    };
    for (const auto& [statement, domain] : rows) {
        INFO(statement);
        CHECK(test::decide(statement, domain).verdict != Verdict::proved);
    }
    CHECK(test::decide("(1/u)^0 == 1", "u = \"(0,1]\"").verdict == Verdict::proved);
    CHECK(test::decide("0/(sqrt(2)*sqrt(3)-2) == N-1", "N = 1").verdict == Verdict::proved);
    CHECK(test::decide("(sqrt(2)*sqrt(3)-2)^(-2) > N", "N = 1").verdict == Verdict::proved);
}

TEST_CASE("False claims on four symbols and more have counterexamples") {
    const char* const statements[] = {"H(Q) <= log(K) - 1/1000", "max(Q) >= 1/K + 1/1000",
                                      "D(Q) <= 1 - 1/K - 1/10000", "min(Q) <= 1/K - 1/1000", "KL(Q, P) <= 3"};
    for (const char* statement : statements)
        for (const std::uint32_t K : {4U, 5U, 9U}) {
            INFO(statement << " at K = " << K);
            const bool two = std::string(statement).find('P') != std::string::npos;
            const ClaimText text(std::string("statement = \"") + statement +
                                 "\"\n[domain]\nK = " + std::to_string(K) + "\nQ = \"simplex\"\n" +
                                 (two ? "P = \"simplex\"\n" : ""));
            const ClaimResult result = decide_claim(text.claim(), false, {});
            CHECK(result.verdict == Verdict::refuted);
            REQUIRE(result.witness() != nullptr);
            CHECK(result.witness()->K == K);
        }
}

}  // namespace open_ends_test
