#include "reports/summary.hpp"

#include <sstream>

#include "reports/text.hpp"
#include "tests/catch.hpp"
#include "tests/reports/sample_report.hpp"

using namespace groundcheck;

namespace summary_test {

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> result;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        result.push_back(line);
    return result;
}

// The line that has `part`, or empty.
std::string line_with(const std::string& text, const std::string& part) {
    for (const std::string& line : lines(text))
        if (has(line, part)) return line;
    return "";
}

}  // namespace

TEST_CASE("every claim has its row, with its mark", "[summary]") {
    const std::string text = summary(test::sample_report(), {120, false, true});
    INFO(text);
    const std::string proved = line_with(text, " one-step ");
    CHECK(has(text, "\n  entropy-decay\n  ok    one-step"));
    CHECK(has(text, "\n  claims\n  ok    martingale"));
    CHECK(has(proved, "ok "));
    CHECK(has(proved, "proved"));
    CHECK(has(proved, "lattice"));
    CHECK(has(proved, "30"));  // points
    CHECK(has(proved, "750 ms"));
    CHECK(has(proved, "exact"));  // the method
    CHECK(has(line_with(text, " min-entropy "), "ok "));
    CHECK(has(line_with(text, " mse-law "), "FAIL"));
    CHECK(has(line_with(text, " wasserstein "), "FAIL"));
    CHECK(has(line_with(text, " wasserstein "), "undecided  -"));
}

TEST_CASE("the counts close the summary", "[summary]") {
    const std::string expected =
        "claims decided: 4 of 5, as expected: 3 of 5\n"
        "mutants refuted or proved as expected: 1 of 2\n"
        "instances decided: 10 of 11, at 110 points\n"
        "enclosures by kernel: ball 220, mpfi 220\n"
        "FAIL: 3 of 7 verdicts not as expected\n";
    CHECK(closing_counts(test::sample_report()) == expected);
    const std::string text = summary(test::sample_report(), {});
    CHECK(text.substr(text.size() - expected.size()) == expected);

    Report good = test::sample_report();
    good.results = {good.results[0], good.results[1], good.results[5]};
    CHECK(has(closing_counts(good), "claims decided: 2 of 2, as expected: 2 of 2\n"));
    CHECK(has(closing_counts(good), "mutants refuted or proved as expected: 1 of 1\n"));
    CHECK(has(closing_counts(good), "PASS: every verdict is the expected one\n"));
    CHECK_FALSE(has(summary(good, {}), "Not as expected"));
    CHECK_FALSE(has(closing_counts(Report()), "PASS"));
}

TEST_CASE("what was simulated has a section of its own", "[summary]") {
    Report report = test::simulated_report();
    const std::string text = summary(report, {100, false, false});
    CHECK(has(text, "Held against simulation, apart from the verdicts"));
    CHECK(has(text, "K=375 N=20"));
    CHECK(has(text, "100,000"));
    CHECK(has(text, "99.9%"));
    CHECK(has(text, "agrees"));
    CHECK(has(text, "held against simulation: 1 of 1, as expected: 1"));
    CHECK(has(text, "PASS"));
    report.results[0].simulated[0].checks[0].finding = StatisticalFinding::contradicted;
    const std::string wrong = summary(report, {100, false, false});
    CHECK(has(wrong, "contradicted"));
    CHECK(has(wrong, "FAIL: 1 of 1 simulations not as expected"));
    report.results[0].simulated.clear();
    CHECK_FALSE(has(summary(report, {100, false, false}), "apart from the verdicts"));
}

TEST_CASE("each sentence says what became of its readings", "[summary]") {
    const std::string text = summary(test::sample_report(), {120, false, true});
    INFO(text);
    CHECK(has(text,
              "  S2  Entropy decay: finite sampling makes diversity fall.\n"
              "      not audited\n"
              "      5 claims, 2 NOT as expected\n"
              "      proved      2  one-step, martingale\n"
              "      refuted     2  min-entropy, mse-law\n"
              "      undecided   1  wasserstein\n"));
    CHECK(has(text,
              "  S7  Self-training is bound by the data-processing inequality.\n"
              "      not audited\n"));
}

TEST_CASE("a claim that was not reached is unfinished, not unexpected", "[summary]") {
    Report report = test::sample_report();
    report.results[0].planned = 99;
    conclude(report.results[0]);
    const std::string text = summary(report, {120, false, true});
    INFO(text);
    CHECK(has(text, "      5 claims, 2 NOT as expected, 1 unfinished\n"));
}

TEST_CASE("a statement has its verdict, the range beside it, and its readings", "[summary]") {
    Report report = test::sample_report();
    report.papers[0].statements = {{"Theorem 1", "Diversity falls."}, {"Lemma 2", "So it does."}};
    report.papers[0].statements[0].readings = {
        {"as worded", {"entropy-decay/min-entropy"}, {}},
        {"for Shannon entropy", {"entropy-decay/one-step"}, {}, Role::repaired}};
    report.papers[0].statements[1].unread = "No claim states it.";
    const std::string text = summary(report, {160, false, true});
    INFO(text);
    CHECK(has(text, "A. Author (2026), A Sample\n"));
    CHECK(has(text, "Of the 2 numbered statements here, 1 holds when repaired; 1 was not audited.\n"));
    CHECK(has(text,
              "  Theorem 1  Diversity falls.\n"
              "      holds, repaired (a counterexample at K = 2, N = 2; K = 2, 3; N = 1..4, on all that was "
              "tried; "
              "lattice)\n"
              "      - fails as worded: counterexample\n"
              "      - repaired: holds for Shannon entropy\n"));
    CHECK(has(text, "  Lemma 2  So it does.\n      not audited\n      No claim states it.\n"));
}

TEST_CASE("what is not as expected says why", "[summary]") {
    const std::string text = summary(test::sample_report(), {120, false, true});
    INFO(text);
    CHECK(has(text, "stability/mse-law: expected proved, found refuted (lattice)"));
    CHECK(has(text, "stability/wasserstein: expected proved, found undecided"));
    CHECK(has(text, "undecided at K=2 N=2: the enclosure still holds 0 at 4096 bits"));
    CHECK(has(text, "stability/mse-law (mutant): expected refuted, found proved (lattice)"));
    Report cut = test::sample_report();
    cut.results = {cut.results[0]};
    cut.results[0].planned = 5;
    conclude(cut.results[0]);
    CHECK(has(summary(cut, {}), "2 of 5 instances were not reached"));
    CHECK(has(summary(cut, {}), "UNFINISHED: what is decided is as expected"));
    CHECK(has(summary(cut, {}), "Not decided yet"));
    CHECK_FALSE(has(summary(cut, {}), "FAIL"));
    // But what is decided and wrong is a failure, finished or not.
    cut.results.push_back(test::sample_report().results[2]);
    CHECK(has(summary(cut, {}), "FAIL: 2 of 2 verdicts not as expected"));
    CHECK_FALSE(has(summary(cut, {}), "UNFINISHED"));
}

TEST_CASE("the page is as wide as it may be, and commands stay whole", "[summary]") {
    for (const std::size_t width : {60U, 70U, 80U, 95U, 96U, 100U, 140U, 250U}) {
        const std::string text = summary(test::sample_report(), {width, false, true});
        for (const std::string& line : lines(text)) {
            INFO(width << ": " << line);
            CHECK((width_of(line) <= width || has(line, "groundcheck eval")));
            CHECK((line.empty() || line.back() != ' '));
        }
        CHECK(has(text, "groundcheck eval \"(9/50*log(2)) - (log(10/9))\""));
    }
    CHECK(summary(test::sample_report(), {1, false, true}) ==
          summary(test::sample_report(), {60, false, true}));
}

TEST_CASE("colours and times come only when asked for", "[summary]") {
    const Report report = test::sample_report();
    CHECK_FALSE(has(summary(report, {100, false, true}), "\x1b"));
    const std::string coloured = summary(report, {100, true, true});
    CHECK(has(coloured, "\x1b[32mok\x1b[0m"));
    CHECK(has(coloured, "\x1b[1;31mFAIL\x1b[0m"));
    Report slower = report;
    for (ClaimResult& result : slower.results)
        result.seconds += 100;
    CHECK(summary(report, {100, false, false}) == summary(slower, {100, false, false}));
    CHECK(summary(report, {100, false, true}) != summary(slower, {100, false, true}));
}

TEST_CASE("a claim's texts cannot steer the terminal", "[summary]") {
    Report report = test::sample_report();
    for (ClaimResult& result : report.results) {
        result.claim.id += "\x1b[2J";
        result.claim.title = "\x1b]0;title\x07";
        result.claim.statement_text = "\x1b[31m";
        for (InstanceResult& instance : result.instances) {
            instance.key.scalars["\x1b"] = 1;
            instance.reason = "\x1b";
            if (instance.witness) instance.witness->why = instance.witness->relation = "\x1b\x07";
        }
    }
    report.papers[0].sentences[0].says = "\x1b";
    CHECK_FALSE(has(summary(report, {}), "\x1b"));
    CHECK_FALSE(has(summary(report, {}), "\x07"));
    for (const ClaimResult& result : report.results)
        CHECK_FALSE(has(summary(result, SummaryStyle{}), "\x1b"));
}

TEST_CASE("one claim on its own says verdict, assurance and evidence", "[summary]") {
    const Report report = test::sample_report();
    const SummaryStyle style{100, false, false};
    const std::string proved = summary(report.results[0], style);
    CHECK(has(proved, "entropy-decay/one-step: proved (lattice), as expected\n"));
    CHECK(has(proved, "E[H(Q')] <= H(Q)"));
    CHECK(has(proved, meaning(Assurance::lattice).substr(0, 30)));
    CHECK(has(proved, "3 instances, 30 points, decided by exact, at most 128 bits\n"));
    const std::string refuted = summary(report.results[2], style);
    CHECK(has(refuted, "refuted (lattice), but expected proved"));
    CHECK(has(refuted, "counterexample\n"));
    CHECK(has(refuted, "K = 2, N = 2"));
    const std::string open = summary(report.results[3], style);
    CHECK(has(open, "stability/wasserstein: undecided, but expected proved"));
    CHECK(has(open, "the enclosure still holds 0"));
    CHECK(has(summary(report.results[5], style),
              "entropy-decay/one-step (mutant): refuted (lattice), as expected"));
}

TEST_CASE("shares add up to no lie", "[summary]") {
    ClaimResult result = test::sample_report().results[0];
    result.instances[0].methods = {{"double", 99999}, {"ball", 1}};
    result.instances.resize(1);
    const std::string text = summary(result, {100, false, false});
    CHECK(has(text, "decided by double >99%, ball <1%"));
}

}  // namespace summary_test
