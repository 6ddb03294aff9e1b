#include "reports/page.hpp"

#include <set>

#include "reports/html.hpp"
#include "reports/page_claim.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"
#include "tests/reports/sample_report.hpp"
#include "tests/reports/well_formed.hpp"
#include "tests/sample_figure.hpp"

using namespace groundcheck;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Report full_report() {
    Report report = test::sample_report();
    report.sentences[0].readings = {{"in expectation", {"entropy-decay/one-step"}, {}},
                                    {"as worded", {"entropy-decay/min-entropy"}, {}}};
    report.facts.emplace_back("paper", "A Paper & its <Title>");
    report.figures = {test::sample_figure()};
    InstanceResult& certified = report.results[0].instances[0];
    certified.certificate = "certificates/one-step/domain1_K_2.gc";
    certified.certificate_hash = std::string(64, 'a');
    AblationResult ablation;
    ablation.claim = "entropy-decay/one-step";
    ablation.assumption = "closed-loop";
    ablation.domain = "K in 2..3; alpha in [0,1]";
    ablation.need = Need::needed;
    ablation.verdict = Verdict::refuted;
    ablation.witness = test::min_entropy_witness();
    report.ablations = {ablation};
    return report;
}

// Ids are unique, and every link inside the page leads to one.
void check_links(const std::string& html) {
    test::WellFormed page(html);
    REQUIRE(page.complaint() == "");
    std::set<std::string> ids;
    for (const auto& [key, value] : page.attributes())
        if (key == "id") {
            INFO(value);
            CHECK(ids.insert(value).second);
        }
    for (const auto& [key, value] : page.attributes())
        if (key == "href" && value.starts_with("#")) {
            INFO(value);
            CHECK(ids.count(value.substr(1)) == 1);
        }
}

}  // namespace

TEST_CASE("the page is well-formed and every link in it leads somewhere", "[page]") {
    check_links(page_html(full_report(), {}));
    check_links(page_html(test::sample_report(), {}));
    check_links(page_html(Report(), {}));
}

TEST_CASE("the page needs nothing from elsewhere", "[page]") {
    const std::string html = page_html(full_report(), {{"sample-figure", "<svg></svg>"}});
    CHECK_FALSE(has(html, "<script"));
    CHECK_FALSE(has(html, "http://"));
    CHECK_FALSE(has(html, "https://"));
    CHECK_FALSE(has(html, "@import"));
    CHECK_FALSE(has(html, "src="));
}

TEST_CASE("the first screen has question, answer and verdicts in words", "[page]") {
    const std::string html = page_html(full_report(), {});
    const std::string first = html.substr(0, html.find("<h2"));
    CHECK(has(first, "What does the paper claim, and what of it holds?"));
    CHECK(has(first, "A Paper &amp; its &lt;Title&gt;"));
    CHECK(has(first, "1 holds in some readings and fails in others"));
    CHECK(has(first, "<b class=\"holds\">Holds</b> in expectation"));
    CHECK(has(first, "<b class=\"fails\">Fails</b> as worded: counterexample"));
    CHECK(has(first, "Not as expected:"));
    Report changed = full_report();
    changed.results[0] =
        test::sample_result("entropy-decay/one-step", Verdict::proved, {test::refuted_instance("K=2 N=2")});
    CHECK(has(page_html(changed, {}), "<b class=\"fails\">Fails</b> in expectation: counterexample"));
}

TEST_CASE("a claim's section has all its evidence", "[page]") {
    const Report report = full_report();
    const std::string proved = claim_section(report, report.results[0]);
    INFO(proved);
    CHECK(test::xml_complaint(proved) == "");
    CHECK(has(proved, "<math"));
    CHECK(has(proved, "<b class=\"holds\">proved</b> (lattice)"));
    CHECK(has(proved, "groundcheck-checker certificates/one-step/domain1_K_2.gc"));
    CHECK(has(proved, std::string(64, 'a')));
    CHECK(has(proved, "closed-loop"));
    CHECK(has(proved, "needed"));
    CHECK(has(proved, "K in 2..3; alpha in [0,1]"));
    CHECK(has(proved, "must come out refuted"));
    CHECK(has(proved, "#figure-sample-figure"));
    CHECK(has(proved, "hash of entropy-decay/one-step"));
    const std::string refuted = claim_section(report, report.results[1]);
    CHECK(has(refuted, "Q = (9/10, 1/10)"));
    CHECK(has(refuted, "groundcheck eval \"(9/50*log(2)) - (log(10/9))\""));
    const std::string open = claim_section(report, report.results[3]);
    CHECK(has(open, "the enclosure still holds 0 at 4096 bits"));
    CHECK(has(open, "expected proved"));
}

TEST_CASE("a theorem's statement stands beside ours", "[page]") {
    Report report = full_report();
    report.results[0].theorem =
        CheckedTheorem{"statements/One.v:one", "One.proof", "", "cafe", "forall Q, <thing>."};
    const std::string html = claim_section(report, report.results[0]);
    CHECK(has(html, "<pre>forall Q, &lt;thing&gt;.</pre>"));
    CHECK(has(html, "Axioms: none"));
}

TEST_CASE("a claim's texts cannot become markup", "[page]") {
    GROUNDCHECK_REPLAYABLE();
    std::mt19937_64 random = test::generator(90);
    for (int i = 0; i < 30; ++i) {
        Report report = full_report();
        const std::string nasty = "<script>\"&'`]]>" + test::random_text(random) + "\x01\xff";
        for (ClaimResult& result : report.results) {
            result.claim.title = result.claim.note = result.claim.source = nasty;
            result.claim.statement_text = result.claim.equality_text = nasty;
            result.claim.domains[0].where_text = nasty;
            result.claim.assumptions[0].says = nasty;
            for (InstanceResult& instance : result.instances) {
                instance.key.scalars[nasty] = 1;
                instance.reason = instance.certificate = nasty;
            }
        }
        report.facts = {{"paper", nasty}, {"machine", nasty}};
        report.sentences[0].text = report.sentences[0].readings[0].says = nasty;
        report.figures[0].title = report.figures[0].caption = report.figures[0].method = nasty;
        report.ablations[0].domain = report.ablations[0].reason = nasty;
        const std::string html = page_html(report, {});
        REQUIRE(test::xml_complaint(html) == "");
        CHECK_FALSE(has(html, "<script"));
    }
}

TEST_CASE("without pictures the page says why, and still links the numbers", "[page]") {
    const std::string without = page_html(full_report(), {}, "gnuplot is not installed.");
    CHECK(has(without, "gnuplot is not installed."));
    CHECK(has(without, "data/sample-figure.csv"));
    const std::string with = page_html(full_report(), {{"sample-figure", "<svg></svg>"}});
    CHECK(has(with, "<figure id=\"figure-sample-figure\">\n<svg></svg>"));
}
