// Papers beside each other: what the index says, and a page for each.
#include "reports/folder.hpp"
#include "reports/page.hpp"
#include "reports/page_relations.hpp"
#include "tests/catch.hpp"
#include "tests/reports/sample_report.hpp"
#include "tests/reports/well_formed.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;
namespace fs = std::filesystem;

namespace relations_test {

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// Two papers; the first names three of the report's five claims.
Report two_papers() {
    Report report = test::sample_report();
    Paper first = test::sample_paper();
    first.id = "first-2025";
    first.sentences = {{"S1", "It falls."}};
    first.sentences[0].readings = {{"so", {"entropy-decay/one-step"}, {}}};
    first.relations = {
        {Kinship::same, "S1", "sample-2026", "S2", "In `other` letters.", {"entropy-decay/one-step"}},
        {Kinship::contradicts, "S1", "far-1999", "Lemma 3", "Other data.", {"entropy-decay/min-entropy"}},
        {Kinship::sharpened, "S1", "", "", "By <half>.", {"stability/mse-law"}}};
    report.papers.insert(report.papers.begin(), first);
    return report;
}

}  // namespace

TEST_CASE("the index has the papers, and their relations by kind", "[relations]") {
    const std::string html = papers_page(two_papers());
    CHECK(test::WellFormed(html).complaint() == "");
    CHECK(has(html, "<a href=\"paper-first-2025.html\">first-2025</a>"));
    CHECK(has(html, "The same in other letters"));
    CHECK(has(html,
              "<a href=\"paper-first-2025.html#says-first-2025-S1\">first-2025, S1</a> and "
              "<a href=\"paper-sample-2026.html#says-sample-2026-S2\">sample-2026, S2</a>"));
    CHECK(has(html, "against far-1999, Lemma 3: Other data."));
    CHECK(has(html, "By &lt;half&gt;."));
    // The claim behind the last came out otherwise than expected.
    CHECK(has(html, "Not established by this audit:"));
    CHECK_FALSE(has(html, "href=\"#"));
    CHECK_FALSE(has(papers_page(test::sample_report()), "The same in other letters"));
}

TEST_CASE("a paper's page is about its claims alone", "[relations]") {
    const Report report = two_papers();
    const Report part = part_about(report, report.papers[0]);
    REQUIRE(part.papers.size() == 1);
    CHECK(part.papers[0].id == "first-2025");
    CHECK(part.results.size() == 5);  // two of the three have mutants
    CHECK(result_of(part, "stability/mse-law") != nullptr);
    CHECK(result_of(part, "martingale") == nullptr);
    const std::string html = page_html(part, {});
    CHECK(test::WellFormed(html).complaint() == "");
    CHECK(has(html, "Beside other results"));
    CHECK(has(html, "and sample-2026, S2: In <code>other</code> letters."));
    CHECK(relations_section(report, report.papers[1]).empty());
}

TEST_CASE("the folder of several papers has an index over them and a page for each", "[relations][folder]") {
    const test::Scratch scratch;
    write_report(two_papers(), scratch.folder / "two");
    for (const char* file : {"index.html", "papers.html", "paper-first-2025.html", "paper-sample-2026.html"})
        CHECK(fs::exists(scratch.folder / "two" / file));
    CHECK(has(test::bytes_of(scratch.folder / "two" / "index.html"), "<a href=\"papers.html\">"));
    write_report(test::sample_report(), scratch.folder / "one");
    CHECK_FALSE(fs::exists(scratch.folder / "one" / "papers.html"));
    Report outside = two_papers();
    outside.papers[0].id = "../../outside";
    write_report(outside, scratch.folder / "odd" / "deep");
    CHECK_FALSE(fs::exists(scratch.folder / "outside.html"));
}

}  // namespace relations_test
