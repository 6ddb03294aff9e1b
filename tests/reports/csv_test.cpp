#include "reports/csv.hpp"

#include "tests/catch.hpp"
#include "tests/reports/sample_report.hpp"

using namespace groundcheck;

namespace csv_test {

namespace {

// The rows of a text in the form of RFC 4180, read by its rules.
std::vector<std::vector<std::string>> rows_of(const std::string& text) {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row = {""};
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
            row.back() += text[++i];
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && c == ',') {
            row.emplace_back();
        } else if (!quoted && c == '\n') {
            rows.push_back(row);
            row = {""};
        } else {
            row.back() += c;
        }
    }
    CHECK_FALSE(quoted);
    CHECK(row == std::vector<std::string>{""});  // the last line ends
    return rows;
}

}  // namespace

TEST_CASE("CSV has a row for each claim and mutant, which reads back as it was", "[csv]") {
    Report report = test::sample_report();
    report.results[0].claim.title = "a, \"b\"\nc";
    const auto rows = rows_of(csv(report));
    REQUIRE(rows.size() == report.results.size() + 1);
    CHECK(rows[0].front() == "claim");
    for (std::size_t i = 0; i < report.results.size(); ++i) {
        const ClaimResult& result = report.results[i];
        const auto& row = rows[i + 1];
        REQUIRE(row.size() == rows[0].size());
        CHECK(row[0] == result.claim.id);
        CHECK(row[1] == (result.is_mutant ? "yes" : "no"));
        CHECK(row[2] == result.claim.title);
        CHECK(row[4] == to_text(result.expected()));
        CHECK(row[5] == to_text(result.verdict));
        CHECK(row[6] == (result.passes() ? "yes" : "no"));
        CHECK(row[7].empty() == (result.verdict == Verdict::undecided));
        CHECK(row[11].empty() == (result.witness() == nullptr));
    }
}

TEST_CASE("a cell is quoted where it must be and only there", "[csv]") {
    CHECK(csv_cell("plain text") == "plain text");
    CHECK(csv_cell("").empty());
    for (const char* special : {",", "\"", "\n", "\r"}) {
        const std::string cell = csv_cell(std::string("a") + special + "b");
        CHECK(cell.front() == '"');
        CHECK(cell.back() == '"');
        CHECK(cell.size() == (*special == '"' ? 6 : 5));
    }
}

}  // namespace csv_test
