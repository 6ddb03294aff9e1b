#include "reports/page.hpp"

#include <set>

#include "reports/html.hpp"
#include "reports/page_claim.hpp"
#include "reports/page_examples.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"
#include "tests/reports/sample_report.hpp"
#include "tests/reports/well_formed.hpp"
#include "tests/sample_figure.hpp"

using namespace groundcheck;

namespace page_test {

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Report full_report() {
    Report report = test::sample_report();
    report.papers[0].sentences[0].readings = {{"in expectation", {"entropy-decay/one-step"}, {}},
                                              {"as worded", {"entropy-decay/min-entropy"}, {}}};
    report.papers[0].title = "A Paper & its <Title>";
    report.papers[0].findings = {{"It falls", "By `1/N`.", {"entropy-decay/one-step"}}};
    report.papers[0].letters = {{"P", "P", "the world"}, {"P'_t", "M", "the mixture"}};
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
    CHECK(has(first, "<b class=\"holds\">Holds in part</b>"));
    CHECK(has(first, "paraphrases"));
    CHECK(has(first, "<var>P'_t</var> (here <code>M</code>) the mixture"));
    CHECK(has(first, "What does the paper claim, and what of it holds?"));
    CHECK(has(first, "A Paper &amp; its &lt;Title&gt;"));
    CHECK(has(first, "1 holds in part"));
    CHECK(has(first, "Holds in expectation"));
    CHECK(has(first, "Fails as worded: <a href=\"#claim-entropy-decay-min-entropy\">counterexample</a>"));
    CHECK(has(first, "Not as expected:"));
    Report changed = full_report();
    changed.results[0] =
        test::sample_result("entropy-decay/one-step", Verdict::proved, {test::refuted_instance("K=2 N=2")});
    CHECK(has(page_html(changed, {}), "Fails in expectation: <a"));
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

TEST_CASE("the page is folded, with a table of contents", "[page]") {
    Report report = full_report();
    report.results.push_back(report.results[0]);  // a group that comes again
    report.results.back().claim.id = "entropy-decay/again";
    const std::string html = page_html(report, {});
    check_links(html);
    const std::size_t contents = html.find("<nav class=\"contents\">");
    REQUIRE(contents != std::string::npos);
    CHECK(contents < html.find("<table"));
    for (const char* target : {"#verdicts", "#findings-", "#counterexamples", "#readings-", "#figures",
                               "#claims", "#trust", "#provenance", "#unfolded"})
        CHECK(html.find(std::string("<li><a href=\"") + target, contents) != std::string::npos);
    // Every claim and every passage is folded.
    std::size_t sections = 0, folded = 0;
    for (std::size_t at = html.find("<section "); at != std::string::npos;
         at = html.find("<section ", at + 1)) {
        ++sections;
        const std::size_t end = html.find('>', at);
        folded += html.compare(end + 1, 18, "<details><summary>") == 0 ? 1 : 0;
    }
    CHECK(sections >= 5);
    CHECK(folded == sections);
    const std::string without = page_html(Report(), {});
    CHECK_FALSE(has(without, "#counterexamples"));
    CHECK_FALSE(has(without, "#figures"));
}

TEST_CASE("beside a verdict stands where it was reached", "[page]") {
    const Report report = full_report();
    const std::string proved = claim_section(report, report.results[0]);
    const std::string summary = proved.substr(0, proved.find("</summary>"));
    INFO(summary);
    CHECK(has(summary, " for K = "));
    const std::string refuted = claim_section(report, report.results[1]);
    CHECK(has(refuted.substr(0, refuted.find("</summary>")), ": a counterexample at K = 2"));
    const std::string open = claim_section(report, report.results[3]);
    CHECK_FALSE(has(open.substr(0, open.find("</summary>")), " for "));
}

TEST_CASE("counterexamples are listed with their places", "[page]") {
    const std::string list = counterexamples_section(full_report());
    INFO(list);
    CHECK(test::xml_complaint("<div>" + list + "</div>") == "");
    CHECK(has(list, "#claim-entropy-decay-min-entropy"));
    CHECK(has(list, "Q = (9/10, 1/10)"));
    CHECK_FALSE(has(list, "one-step"));
    Report proved = full_report();
    std::erase_if(proved.results,
                  [](const ClaimResult& result) { return result.verdict == Verdict::refuted; });
    CHECK(counterexamples_section(proved).empty());
}

TEST_CASE("a long statement is there as text too, for narrow screens", "[page]") {
    Report report = full_report();
    report.results[0].claim.statement_text = "H(Q) >= 0";
    CHECK_FALSE(has(claim_section(report, report.results[0]), "<div class=\"statement long\">"));
    const std::string text = "H(Q) - E[H(Q')] >= 0 and D(Q) >= 0 and D(Q) <= 1";
    report.results[0].claim.statement_text = text;
    const std::string html = claim_section(report, report.results[0]);
    CHECK(has(html, "<div class=\"statement long\">"));
    CHECK(has(html, "<code class=\"narrow\">" + html_text(text) + "</code>"));
}

TEST_CASE("a finding that is not established says so", "[page]") {
    Report report = full_report();
    CHECK(has(page_html(report, {}),
              "<li><b>It falls</b>. By <code>1/N</code>. <span class=\"by\">(lattice: "));
    CHECK_FALSE(has(page_html(report, {}), "Not established"));
    report.papers[0].findings[0].claims.push_back("stability/wasserstein");
    CHECK(has(page_html(report, {}), "Not established by this audit:"));
    report.papers[0].findings[0].claims = {"none/such"};
    CHECK(has(page_html(report, {}), "such was not audited"));
}

TEST_CASE("several papers stand on one page, each under its name", "[page]") {
    Report report = full_report();
    report.papers.push_back(report.papers[0]);
    report.papers[1].id = "other-2025";
    report.papers[1].title = "Another";
    report.papers[1].findings[0].title = "It rises";
    const std::string html = page_html(report, {});
    check_links(html);
    CHECK(has(html, "An audit of 2 papers"));
    CHECK(has(html, "<h2 id=\"paper-other-2025\">A. Author (2026), Another</h2>"));
    CHECK(has(html, "It rises"));
    CHECK(
        has(claim_section(report, report.results[0]), "other-2025: <a href=\"#says-other-2025-S2\">S2</a>"));
}

TEST_CASE("an unfinished audit says unfinished, and nothing of failing", "[page]") {
    Report report = full_report();
    report.results.resize(1);
    report.papers[0].findings.clear();
    report.results[0].planned = 9;
    conclude(report.results[0]);
    const std::string html = page_html(report, {});
    CHECK(has(html, "Not decided yet, the audit is unfinished:"));
    CHECK_FALSE(has(html, "Not as expected"));
    CHECK_FALSE(has(html, "expected proved"));
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
        report.facts = {{"machine", nasty}};
        Paper& paper = report.papers[0];
        paper.title = paper.authors[0] = paper.id = paper.version = nasty;
        paper.findings[0].title = paper.findings[0].text = paper.letters[0].means = nasty;
        paper.sentences[0].says = paper.sentences[0].readings[0].says = nasty;
        paper.sentences[0].number = paper.sentences[0].unread = nasty;
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

}  // namespace page_test
