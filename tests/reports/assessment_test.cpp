#include "reports/assessment.hpp"

#include "tests/catch.hpp"
#include "tests/reports/sample_report.hpp"
#include "theorems/language/claim_file.hpp"

using namespace groundcheck;

namespace {

// one-step is proved, min-entropy and mse-law are refuted, wasserstein is undecided.
Report report_with(std::vector<SentenceReading> readings) {
    Report report = test::sample_report();
    report.sentences[0].readings = std::move(readings);
    return report;
}

std::string words(const Report& report) {
    std::string text;
    for (const ReadingAssessment& reading : assessments(report, report.sentences[0]))
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
    report.results.clear();
    CHECK(words(report) == "open in expectation: not all of it was audited; ");
}

TEST_CASE("a mutant's verdict is not the claim's", "[finding]") {
    Report report = report_with({{"in expectation", {proved}, {}}});
    std::reverse(report.results.begin(), report.results.end());  // the mutant, which is refuted, comes first
    CHECK(words(report) == "holds in expectation; ");
}

TEST_CASE("the sentence as a whole, and the answer that counts them", "[finding]") {
    const auto whole = [](std::vector<SentenceReading> readings) {
        const Report report = report_with(std::move(readings));
        return overall(assessments(report, report.sentences[0]));
    };
    CHECK(whole({{"a", {proved}, {}}}) == "holds");
    CHECK(whole({{"a", {refuted}, {}}}) == "fails");
    CHECK(whole({{"a", {proved}, {}}, {"b", {refuted}, {}}}) == "holds in part");
    CHECK(whole({{"a", {open}, {}}}) == "open");
    CHECK(whole({{"a", {proved}, {}}, {"b", {open}, {}}}) == "holds, in part open");
    CHECK(whole({{"a", {"none/such"}, {}}}) == "not audited");
    CHECK(whole({}) == "not audited");
    Report report = report_with({{"a", {proved}, {}}, {"b", {refuted}, {}}});
    report.sentences[1].readings = {{"c", {proved}, {}}};
    CHECK(answer(report) ==
          "Of the paper\u2019s 3 sentences, 1 holds in every reading; 1 holds in some readings and "
          "fails in others; 1 was not audited.");
    CHECK(answer(Report()).empty());
}

TEST_CASE("the first screen takes the first that holds and the first that fails", "[finding]") {
    const auto chosen = [](std::vector<SentenceReading> readings) {
        const Report report = report_with(std::move(readings));
        const std::vector<ReadingAssessment> found = assessments(report, report.sentences[0]);
        std::string text;
        for (const ReadingAssessment* reading : leading(found))
            text += reading->reading->says;
        return text;
    };
    CHECK(chosen({{"a", {proved}, {}}, {"b", {proved}, {}}, {"c", {refuted}, {}}, {"d", {refuted}, {}}}) ==
          "ac");
    CHECK(chosen({{"a", {refuted}, {}}, {"b", {proved}, {}}}) == "ab");
    CHECK(chosen({{"a", {open}, {}}, {"b", {open}, {}}}) == "a");
    CHECK(chosen({}).empty());
}

TEST_CASE("the range of assurances looks into the domains", "[finding]") {
    Report report = report_with({{"a", {proved}, {}}});
    report.results[0].instances[0].domain = 1;
    report.results[0].instances[0].assurance = Assurance::continuum;
    conclude(report.results[0]);
    const std::vector<ReadingAssessment> found = assessments(report, report.sentences[0]);
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
    const Report report = report_with({{"a", {proved}, {}}, {"b", {}, {refuted}}});
    std::vector<std::string> ids;
    for (const ClaimResult* result : related_claims(report, report.sentences[0]))
        ids.push_back(result->claim.id);
    CHECK(ids == std::vector<std::string>{"stability/mse-law", "stability/wasserstein", "martingale"});
}

TEST_CASE("the catalogue's readings read the sentence they stand under", "[finding]") {
    const Catalogue catalogue = load_catalogue("theorems");
    for (const Sentence& sentence : catalogue.sentences) {
        for (const SentenceReading& reading : sentence.readings) {
            INFO(sentence.id << " " << reading.says);
            CHECK_FALSE(reading.says.empty());
            for (const auto* ids : {&reading.claims, &reading.against}) {
                for (const std::string& id : *ids) {
                    const std::vector<std::string>& read = catalogue.claim(id).sentences;
                    CHECK(std::find(read.begin(), read.end(), sentence.id) != read.end());
                }
            }
        }
    }
}
