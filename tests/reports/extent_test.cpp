#include "reports/extent.hpp"

#include "tests/catch.hpp"
#include "tests/reports/sample_report.hpp"

using namespace groundcheck;

namespace extent_test {

namespace {

// A proved claim over one domain, of this assurance.
ClaimResult proved_over(const Domain& domain, Assurance assurance) {
    ClaimResult result =
        test::sample_result("a/b", Verdict::proved, {test::plain_instance("K=2 N=1", Verdict::proved)});
    result.claim.domains = {domain};
    result.instances[0].assurance = result.assurance = assurance;
    return result;
}

Domain domain(const std::string& K, const std::string& N, const std::string& Q = "simplex") {
    Domain domain;
    domain.K_text = K;
    domain.N_text = N;
    domain.distributions["Q"].text = Q;
    return domain;
}

CheckedTheorem theorem(const std::string& statement) { return {"statements/A.v:a", "a", "", "", statement}; }

}  // namespace

TEST_CASE("a range says no more than was looked at", "[extent]") {
    Domain in_time = domain("2, 3", "1..8", "lattice(4)");
    in_time.scalars["t"].text = "0..6";
    struct Case {
        Domain domain;
        Assurance assurance;
        const char* text;
    };
    for (const Case& c : std::vector<Case>{
             {domain("any", "1..64"), Assurance::continuum, "every K; N = 1..64"},
             {domain("2", "1..64"), Assurance::continuum, "K = 2; N = 1..64"},
             {domain("any", "1..64", "lattice(24)"), Assurance::lattice,
              "every K; N = 1..64, on all that was tried"},
             {domain("any", "1..64", "lattice(24)"), Assurance::exact,
              "every K; N = 1..64, on all that was tried"},
             {domain("any", "1..64"), Assurance::exact, "every K; N = 1..64"},
             {domain("2", "5"), Assurance::statistical, "K = 2; N = 5, on all that was tried"},
             {domain("[2, 3]", "4"), Assurance::continuum, "K = 2, 3; N = 4"},
             {in_time, Assurance::lattice, "K = 2, 3; N = 1..8; t = 0..6, on all that was tried"},
             {domain("", "", "[[1/2, 1/2]]"), Assurance::exact, "on all that was tried"},
             {domain("", ""), Assurance::continuum, "everywhere"},
         }) {
        CHECK(extent_text(proved_over(c.domain, c.assurance)) == c.text);
    }
}

TEST_CASE("a theorem's range is every K, N and t, but for its hypotheses", "[extent]") {
    ClaimResult result = proved_over(domain("2", "1..64"), Assurance::formal);
    result.theorem = theorem("(* claim for N >= 1: E[H(Q')] <= H(Q) *)\nDefinition a : Prop := True.");
    CHECK(extent_text(result) == "every K, N");
    result.theorem = theorem("(* claim for K >= 2, N >= 1, interior(Q): H(Q) > 0 *)");
    CHECK(extent_text(result) == "every K, N with K >= 2, interior(Q)");
    result.theorem = theorem("(* claim for N >= 2: H(Q) > 0 *)\n(* claim for N >= 2, t >= 1: D(Q) > 0 *)");
    result.claim.domains[0].scalars["t"].text = "1..4";
    CHECK(extent_text(result) == "every K, N, t with N >= 2, t >= 1");
    result.theorem = theorem("(* claim for something else: H(Q) > 0 *)");
    CHECK(extent_text(result) == "where its theorem speaks");
    result.claim.domains = {domain("any", "")};
    result.theorem = theorem("(* claim: H(Q) >= 0 *)");
    CHECK(extent_text(result) == "every K");
}

TEST_CASE("a refutation has a place, an open claim has no range", "[extent]") {
    const Report report = test::sample_report();
    CHECK(extent_text(report.results[1]) == "a counterexample at K = 2, N = 2");
    CHECK(extent_text(report.results[3]).empty());
}

TEST_CASE("the strongest domain comes first, and a reading has each range once", "[extent]") {
    ClaimResult result = proved_over(domain("any", "1..4", "lattice(3)"), Assurance::lattice);
    result.claim.domains.push_back(domain("2", "1..9"));
    result.instances.push_back(result.instances[0]);
    result.instances[1].domain = 1;
    result.instances[1].assurance = Assurance::continuum;
    CHECK(extent_text(result) == "K = 2; N = 1..9 | every K; N = 1..4, on all that was tried");
    Reading reading{"so", {"a/b", "a/b"}, {}};
    ReadingAssessment found;
    found.reading = &reading;
    found.deciding = {&result, &result};
    CHECK(extent_text(found).empty());  // open
    found.assessment = Assessment::holds;
    CHECK(extent_text(found) == extent_text(result));
    ClaimResult third = proved_over(domain("3", "7"), Assurance::continuum);
    found.deciding.push_back(&third);
    CHECK(extent_text(found) == extent_text(result) + " | and 1 more");
    // In short: the weakest claim's, and that there is more.
    result.assurance = Assurance::lattice;
    CHECK(short_extent(found) == "K = 2; N = 1..9, …");
    found.deciding = {&third};
    CHECK(short_extent(found) == "K = 3; N = 7");
    found.assessment = Assessment::open;
    CHECK(short_extent(found).empty());
}

}  // namespace extent_test
