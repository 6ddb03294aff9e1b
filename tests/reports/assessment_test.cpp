#include "reports/assessment.hpp"

#include "tests/catch.hpp"
#include "tests/reports/sample_report.hpp"

using namespace groundcheck;

namespace assessment_test {

namespace {

// one-step is proved, min-entropy and mse-law are refuted, wasserstein is undecided.
Report report_with(std::vector<Reading> readings) {
    Report report = test::sample_report();
    report.papers[0].sentences[0].readings = std::move(readings);
    return report;
}

std::string words(const Report& report) {
    std::string text;
    for (const ReadingAssessment& reading : assessments(report, report.papers[0].sentences[0]))
        text += in_words(reading) + "; ";
    return text;
}

const std::string proved = "entropy-decay/one-step", refuted = "entropy-decay/min-entropy",
                  open = "stability/wasserstein";

}  // namespace

TEST_CASE("a reading holds, fails or is open as its claims' verdicts say", "[finding]") {
    CHECK(words(report_with({{"in expectation", {proved}, {}}})) == "holds in expectation; ");
    CHECK(words(report_with({{"in expectation", {proved, "martingale"}, {}}})) == "holds in expectation; ");
    CHECK(words(report_with({{"as worded", {refuted}, {}}})) == "fails as worded: counterexample; ");
    CHECK(words(report_with({{"as worded", {proved, refuted}, {}}})) == "fails as worded: counterexample; ");
    CHECK(words(report_with({{"as worded", {}, {proved}}})) == "fails as worded: the contrary is proved; ");
    CHECK(words(report_with({{"as worded", {refuted}, {proved}}})) == "fails as worded: counterexample; ");
    CHECK(words(report_with({{"as worded", {open}, {}}})) == "open as worded: undecided; ");
    CHECK(words(report_with({{"as worded", {proved, open}, {}}})) == "open as worded: undecided; ");
    CHECK(words(report_with({{"as worded", {proved, "none/such"}, {}}})) ==
          "open as worded: not all of it was audited; ");
    // That something against it is refuted does not make it true.
    CHECK(words(report_with({{"as worded", {}, {refuted}}})) == "open as worded: undecided; ");
}

TEST_CASE("another verdict gives other words", "[finding]") {
    Report report = report_with({{"in expectation", {proved}, {}}});
    CHECK(words(report) == "holds in expectation; ");
    report.results[0] = test::sample_result(proved, Verdict::proved, {test::refuted_instance("K=2 N=2")});
    CHECK(words(report) == "fails in expectation: counterexample; ");
    report.results[0] =
        test::sample_result(proved, Verdict::proved, {test::undecided_instance("K=2", "why")});
    CHECK(words(report) == "open in expectation: undecided; ");
    report.results[0].planned = 2;
    CHECK(words(report) == "open in expectation: the audit of it is unfinished; ");
    report.results.clear();
    CHECK(words(report) == "open in expectation: not all of it was audited; ");
}

TEST_CASE("a mutant's verdict is not the claim's", "[finding]") {
    Report report = report_with({{"in expectation", {proved}, {}}});
    std::reverse(report.results.begin(), report.results.end());  // the mutant, which is refuted, comes first
    CHECK(words(report) == "holds in expectation; ");
}

TEST_CASE("the range of assurances looks into the domains", "[finding]") {
    Report report = report_with({{"a", {proved}, {}}});
    report.results[0].instances[0].domain = 1;
    report.results[0].instances[0].assurance = Assurance::continuum;
    conclude(report.results[0]);
    const std::vector<ReadingAssessment> found = assessments(report, report.papers[0].sentences[0]);
    CHECK(range_text(found[0].assurance()) == "lattice to continuum");
    CHECK(range_text(*assurance(found)) == "lattice to continuum");
    const std::vector<DomainSummary> covered = domain_summaries(report.results[0]);
    REQUIRE(covered.size() == 2);
    CHECK(covered[0].instances == 2);
    CHECK(covered[0].assurance == Assurance::lattice);
    CHECK(covered[1].assurance == Assurance::continuum);
    CHECK(covered[1].verdict == Verdict::proved);
}

TEST_CASE("claims in no reading are told apart", "[finding]") {
    Report report = report_with({{"a", {proved}, {}}, {"b", {}, {refuted}}});
    report.papers[0].sentences[0].related = {"martingale", "stability/mse-law", "none/such"};
    std::vector<std::string> ids;
    for (const ClaimResult* result : related_claims(report, report.papers[0].sentences[0]))
        ids.push_back(result->claim.id);
    CHECK(ids == std::vector<std::string>{"stability/mse-law", "martingale"});  // in the audit's order
    ids.clear();
    for (const ClaimResult* result : results_for(report, report.papers[0].sentences[0]))
        ids.push_back(result->claim.id);
    CHECK(ids == std::vector<std::string>{proved, refuted, "stability/mse-law", "martingale"});
}

}  // namespace assessment_test
