#include "reports/latex.hpp"

#include "tests/catch.hpp"
#include "tests/reports/sample_report.hpp"

using namespace groundcheck;

namespace latex_test {

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// Whether groups are closed as they were opened, escaped braces aside.
bool balanced(const std::string& text) {
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
            continue;
        }
        if (text[i] == '{') ++depth;
        if (text[i] == '}' && --depth < 0) return false;
    }
    return depth == 0;
}

}  // namespace

TEST_CASE("LaTeX has the claims with their verdicts and the counterexamples", "[latex]") {
    Report report = test::sample_report();
    REQUIRE(!report.papers.empty());
    report.papers.front().title = "A Paper & its 100%";
    const std::string text = latex(report);
    INFO(text);
    CHECK(balanced(text));
    CHECK(has(text, "A Paper \\& its 100\\%"));
    CHECK(has(text, "\\texttt{entropy-decay/one-step} & "));
    CHECK(has(text, " & refuted (not as expected) & "));
    CHECK(has(text, "\\texttt{Q = (9/10, 1/10)}\\\\\n"));
    CHECK_FALSE(has(text, "groundcheck eval"));  // commands are for the terminal
    std::size_t rows = 0;
    for (std::size_t at = text.find(" \\\\\n"); at != std::string::npos; at = text.find(" \\\\\n", at + 1))
        ++rows;
    std::size_t claims = 0;
    for (const ClaimResult& result : report.results)
        claims += result.is_mutant ? 0 : 1;
    CHECK(rows == claims + 1);  // and the heading
}

TEST_CASE("TeX's special characters are set as they stand", "[latex]") {
    CHECK(latex_text("a_b & 5% of $x$ #1 {y} ~ ^ \\") ==
          "a\\_b \\& 5\\% of \\$x\\$ \\#1 \\{y\\} \\textasciitilde{} \\textasciicircum{} \\textbackslash{}");
    CHECK(latex_text("p < q > r") == "p \\textless{} q \\textgreater{} r");
    Report report = test::sample_report();
    for (ClaimResult& result : report.results) {
        result.claim.id = "}{\\end{longtable}";
        result.claim.title = "\\input{/etc/passwd} % & {";
    }
    const std::string text = latex(report);
    CHECK(balanced(text));
    CHECK_FALSE(has(text, "\\input"));
    CHECK(text.find("\\end{longtable}") == text.rfind("\\end{longtable}"));
}

}  // namespace latex_test
