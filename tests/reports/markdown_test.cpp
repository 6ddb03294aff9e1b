#include "reports/markdown.hpp"

#include "tests/catch.hpp"
#include "tests/reports/sample_report.hpp"

using namespace groundcheck;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("Markdown has the sentences, the claims, the counterexamples and the counts", "[markdown]") {
    Report report = test::sample_report();
    report.sentences[0].readings = {{"in expectation", {"entropy-decay/one-step"}, {}},
                                    {"as worded", {"entropy-decay/min-entropy"}, {}}};
    report.facts.emplace_back("paper", "A Paper");
    const std::string text = markdown(report);
    INFO(text);
    CHECK(has(text, "## Audit of A Paper\n"));
    CHECK(
        has(text,
            "**holds** in expectation (`one-step`)<br>**fails** as worded: counterexample (`min-entropy`) | "
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
    report.sentences[0].text = "| a\n|---|";
    for (ClaimResult& result : report.results) {
        result.claim.id += "`|`";
        result.claim.title = "<script>";
    }
    const std::string text = markdown(report);
    CHECK_FALSE(has(text, "<script>"));
    CHECK_FALSE(has(text, "\n|---|\n"));
}
