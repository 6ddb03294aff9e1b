#include "reports/markdown.hpp"

#include "tests/catch.hpp"
#include "tests/reports/sample_report.hpp"

using namespace groundcheck;

namespace markdown_test {

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("Markdown has the sentences, the claims, the counterexamples and the counts", "[markdown]") {
    Report report = test::sample_report();
    report.papers[0].sentences[0].readings = {{"in expectation", {"entropy-decay/one-step"}, {}},
                                              {"as worded", {"entropy-decay/min-entropy"}, {}}};
    report.papers[0].title = "A Paper";
    const std::string text = markdown(report);
    INFO(text);
    CHECK(has(text, "## Audit of A. Author (2026), A Paper\n"));
    CHECK(has(text,
              "**holds in part**<br>**holds** in expectation; K = 2, 3; N = 1..4, on all that was tried "
              "(`one-step`)"
              "<br>**fails** as worded: counterexample; a counterexample at K = 2, N = 2 (`min-entropy`) | "
              "lattice |\n"));
    CHECK(has(text, "| `entropy-decay/one-step` | proved | lattice | 3 | yes |\n"));
    CHECK(has(text, "| `stability/mse-law` | refuted | lattice | 1 | **no: proved** |\n"));
    CHECK(has(text, "    Q = (9/10, 1/10)\n"));
    CHECK(has(text, "    claims decided: 4 of 5, as expected: 3 of 5\n"));
}

TEST_CASE("text in Markdown is no markup, and cells stay cells", "[markdown]") {
    CHECK(markdown_text("a|b *c* <d> [e](f) `g`") == "a\\|b \\*c\\* &lt;d\\> \\[e\\](f) \\`g\\`");
    CHECK(markdown_text("one\ntwo") == "one two");
    Report report = test::sample_report();
    report.papers[0].sentences[0].says = "| a\n|---|";
    for (ClaimResult& result : report.results) {
        result.claim.id += "`|`";
        result.claim.title = "<script>";
    }
    const std::string text = markdown(report);
    CHECK_FALSE(has(text, "<script>"));
    CHECK_FALSE(has(text, "\n|---|\n"));
}

}  // namespace markdown_test
