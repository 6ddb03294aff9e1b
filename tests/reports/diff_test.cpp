#include "reports/diff.hpp"

#include <fstream>

#include "reports/json.hpp"
#include "tests/catch.hpp"
#include "tests/reports/sample_report.hpp"
#include "tests/sample_loop_finding.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;

namespace diff_test {

namespace {

std::string compared(const Report& before, const Report& after) {
    return differences_text(differences(standings(before), standings(after)), standings(before),
                            standings(after));
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("an audit does not differ from itself, nor its JSON from it", "[diff]") {
    const Report report = test::sample_report();
    CHECK(differences(standings(report), standings(report)).empty());
    CHECK(differences(standings(report), standings_from(report_json(report))).empty());
    CHECK(compared(report, report) == "no difference: 7 claims and mutants\n");
    Report slower = report;
    for (ClaimResult& result : slower.results)
        result.seconds += 1;
    std::reverse(slower.results.begin(), slower.results.end());
    CHECK(differences(standings(report), standings(slower)).empty());
}

TEST_CASE("every kind of change has its heading", "[diff]") {
    const Report before = test::sample_report();
    Report after = before;
    after.results[0].assurance = Assurance::continuum;         // one-step gained
    after.results[1].assurance = Assurance::statistical;       // min-entropy lost
    after.results[2].verdict = Verdict::proved;                // mse-law changed
    after.results[4].claim.statement_text = "E[Q'_1] == Q_1";  // martingale, another statement
    after.results.erase(after.results.begin() + 3);            // wasserstein removed
    after.results.push_back(test::sample_result("new/claim", Verdict::proved, {}));
    const std::string text = compared(before, after);
    INFO(text);
    CHECK(has(text, "verdict changed\n  stability/mse-law: refuted (lattice) -> proved (lattice)\n"));
    CHECK(has(text,
              "assurance lost\n  entropy-decay/min-entropy: refuted (lattice) -> refuted (statistical)\n"));
    CHECK(has(text, "assurance gained\n  entropy-decay/one-step: proved (lattice) -> proved (continuum)\n"));
    CHECK(has(text, "statement changed\n  martingale: proved (lattice)\n"));
    CHECK(has(text, "added\n  new/claim: undecided\n"));
    CHECK(has(text, "removed\n  stability/wasserstein: undecided\n"));
    CHECK(has(text, "\n6 differences between 7 claims and mutants and 7\n"));
    // The other way round what was lost is gained.
    CHECK(has(compared(after, before), "assurance gained\n  entropy-decay/min-entropy"));
}

TEST_CASE("findings about loops are compared, theirs and their mutants'", "[diff][loop_findings]") {
    Report before = test::sample_report();
    before.loop_findings = {test::sample_loop_finding("loops/a"), test::sample_loop_finding("loops/b"),
                            test::sample_lattice_finding("loops/c"), test::sample_loop_finding("loops/d")};
    CHECK(differences(standings(before), standings_from(report_json(before))).empty());
    CHECK(compared(before, before) ==
          "no difference: 7 claims and mutants, 8 findings about loops and mutants\n");
    Report after = before;
    after.loop_findings[0].checks[0].finding = StatisticalFinding::contradicted;
    after.loop_findings[1].mutant += " + 1";
    after.loop_findings[2].lattice->found.verdict = Verdict::refuted;
    after.loop_findings[2].lattice->found.fails = 1;
    after.loop_findings[3] = test::sample_loop_finding("loops/e");
    after.loop_findings[3].mutant.clear();
    const std::string text = compared(before, after);
    INFO(text);
    CHECK(has(text,
              "what findings about loops say\n  loops/a: agrees -> contradicted\n"
              "  loops/c: proved (lattice) -> refuted (exact)\n  loops/d: agrees, now gone\n  loops/e: "
              "agrees, new\n"
              "  loops/b (mutant): contradicted -> contradicted, of another statement\n"
              "  loops/d (mutant): contradicted, now gone\n"));
    CHECK(has(text, "\n6 differences between"));
    CHECK(differences(standings(after), standings_from(report_json(after))).empty());
    // A report from before there were findings.
    Json old = report_json(before);
    old.erase("loop_findings");
    CHECK(differences(standings_from(old), standings(before)).size() == 8);
}

TEST_CASE("another verdict on what a paper says is a difference", "[diff]") {
    Report before = test::sample_report();
    before.papers[0].sentences[2].readings = {{"so", {"entropy-decay/one-step"}, {}}};
    CHECK(differences(standings(before), standings_from(report_json(before))).empty());
    Report after = before;
    after.papers[0].sentences[2].readings.push_back({"not so", {"stability/mse-law"}, {}});
    after.papers[0].statements = {{"Lemma 1", "new"}};
    after.papers[0].sentences.erase(after.papers[0].sentences.begin());
    const std::string text = compared(before, after);
    INFO(text);
    CHECK(has(text, "what a paper says\n"));
    CHECK(has(text, "  sample-2026 S7: holds -> holds in part\n"));
    CHECK(has(text, "  sample-2026 S2: not audited, now gone\n"));
    CHECK(has(text, "  sample-2026 Lemma 1: not audited, new\n"));
}

TEST_CASE("a mutant and its claim are told apart", "[diff]") {
    const Report before = test::sample_report();
    Report after = before;
    after.results[5].verdict = Verdict::undecided;
    CHECK(has(compared(before, after),
              "verdict changed\n  entropy-decay/one-step (mutant): refuted (lattice) -> undecided\n"));
}

TEST_CASE("ledgers, reports and folders are recognised; anything else is refused with a reason", "[diff]") {
    const test::Scratch scratch;
    const Report report = test::sample_report();
    const auto file = scratch.folder / "report.json";
    std::ofstream(file) << json_text(report_json(report));
    CHECK(differences(standings(report), read_standings(file)).empty());
    CHECK(differences(standings(report), read_standings(scratch.folder)).empty());
    const auto refused = [&](const std::string& content, const std::string& reason) {
        const auto other = scratch.folder / "other";
        std::ofstream(other, std::ios::binary | std::ios::trunc) << content;
        INFO(content.substr(0, 40));
        CHECK_THROWS_WITH(read_standings(other), Catch::Contains(reason) && Catch::Contains("other"));
    };
    refused("", "neither a ledger nor a report");
    refused("{}", "does not say that it is one");
    refused("[1]", "does not say that it is one");
    refused("SQLite format 3 but not really", "");
    refused(json_text(report_json(report)).substr(0, 1000), "not JSON");
    Json newer = report_json(report);
    newer["version"] = 99;
    refused(json_text(newer), "version 99");
    Json broken = report_json(report);
    broken["claims"][0]["verdict"] = "true";
    refused(json_text(broken), "not a verdict");
    broken = report_json(report);
    broken["claims"][0].erase("id");
    refused(json_text(broken), "neither a ledger nor a report");
    CHECK_THROWS_AS(read_standings(scratch.folder / "missing"), LedgerUnreadable);
}

}  // namespace diff_test
