// The page of loops, and what leads to it.
#include "reports/page_loops.hpp"

#include "interval/directed.hpp"
#include "reports/loop_findings.hpp"
#include "reports/summary.hpp"
#include "tests/catch.hpp"
#include "tests/reports/sample_report.hpp"
#include "tests/reports/well_formed.hpp"
#include "tests/sample_figure.hpp"
#include "tests/sample_loop_finding.hpp"

using namespace groundcheck;

namespace page_loops_test {

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Report with_loops() {
    Report report = test::sample_report();
    report.loop_findings = {test::sample_loop_finding(), test::sample_loop_finding("loops/other")};
    Figure figure = test::sample_figure();
    report.figures = {figure};
    figure.id = "loops-entropy";
    report.figures.push_back(figure);
    return report;
}

}  // namespace

TEST_CASE("whole numbers are written as such, huge and infinite ones as the kernel does",
          "[reports][loop_findings]") {
    CHECK(finding_interval({-3, -3}) == "-3");
    CHECK(finding_interval({0, 0}) == "0");
    for (const double value : {0.5, 0x1p63, 1e300, -directed::infinity})
        CHECK(finding_interval({value, value}) == DoubleKernel().to_string({value, value}, 4));
}

TEST_CASE("the page of loops has every finding with its intervals, and the pictures of loops alone",
          "[page][loop_findings]") {
    const Report report = with_loops();
    const Pictures pictures = {{report.figures[0].id, "<svg><g id=\"audit\"/></svg>"},
                               {"loops-entropy", "<svg><g id=\"loop\"/></svg>"}};
    const std::string page = loops_page(report, pictures);
    CHECK(test::WellFormed(page).complaint() == "");
    for (const char* part : {"id=\"loops-sample\"", "id=\"loops-other\"", "A &lt; B &amp; &quot;C&quot;",
                             "[-0.5, -0.25]", "99.9%", "contradicted", "1,000, seed 7", "<b>fresh</b>: model",
                             "n = N/2", "id=\"loop\"", "index.html"})
        CHECK(has(page, part));
    CHECK_FALSE(has(page, "id=\"audit\""));
    CHECK(has(loops_page(report, {}, "No gnuplot."), "No gnuplot."));
    const std::string index = page_html(report, pictures);
    CHECK(test::WellFormed(index).complaint() == "");
    CHECK(has(index, "href=\"loops.html\""));
    CHECK(has(index, "id=\"audit\""));
    CHECK_FALSE(has(index, "id=\"loop\""));
    CHECK_FALSE(has(page_html(test::sample_report(), {}), "loops.html"));
}

TEST_CASE("what an enumeration decided stands apart, with its counterexample",
          "[page][summary][loop_findings]") {
    Report report = with_loops();
    report.loop_findings.push_back(test::sample_lattice_finding());
    const std::string page = loops_page(report, {});
    CHECK(test::WellFormed(page).complaint() == "");
    for (const char* part : {"<b>proved (lattice)</b></p>", "288 cases, fails in 10", "(1, 0), (5/6, 1/6)",
                             "reading ring, symbols 2"})
        CHECK(has(page, part));
    const std::string text = summary(report, {});
    INFO(text);
    CHECK(has(text, "Loops of sequence models, decided by enumeration, apart from the verdicts"));
    CHECK(has(text,
              "findings about loops, held statistically: 2, as expected: 2\n"
              "findings about loops, decided by enumeration: 1, as expected: 1\n"));
    CHECK_FALSE(has(text, "(5/6, 1/6)"));
    report.loop_findings.back().lattice->expect = Verdict::refuted;
    CHECK(has(summary(report, {}), "(5/6, 1/6)"));
    const std::string alone = loop_finding_text(test::sample_lattice_finding(), 100, false);
    CHECK(has(alone,
              "loops/lattice: proved (lattice), as expected\n  E[entropy[1]] <= entropy[0]\n"
              "  [exact] reading ring, symbols 2, denominator 6, samples 6\n  288 cases, fails in 0\n"));
    CHECK(has(alone,
              "  mutant, refuted (exact): E[entropy[1]] < entropy[0]\n  288 cases, fails in 10\n"
              "      N: 2\n"));
}

TEST_CASE("the summary has findings apart from verdicts and shows those that are not as expected",
          "[summary][loop_findings]") {
    Report report = with_loops();
    const std::string good = summary(report, {});
    CHECK(has(good, "Loops of sequence models, held against replicates, apart from the verdicts"));
    CHECK(has(good, "findings about loops, held statistically: 2, as expected: 2"));
    CHECK_FALSE(has(good, "E[entropy[t+1] - entropy[t]] < 0"));
    report.loop_findings[0].checks[0].finding = StatisticalFinding::contradicted;
    const std::string wrong = summary(report, {});
    CHECK(has(wrong, "E[entropy[t+1] - entropy[t]] < 0"));
    CHECK(has(wrong, "1 of 2 findings about loops not as expected"));
    // Alone they can fail an audit, too.
    report.results.clear();
    CHECK(has(summary(report, {}), "FAIL: findings about loops"));
}

}  // namespace page_loops_test
