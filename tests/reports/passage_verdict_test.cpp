#include "reports/passage_verdict.hpp"

#include "tests/catch.hpp"
#include "tests/reports/sample_report.hpp"
#include "theorems/language/catalogue.hpp"

using namespace groundcheck;

namespace passage_verdict_test {

namespace {

constexpr Role worded = Role::as_worded, all = Role::universal, repaired = Role::repaired,
               weaker = Role::weaker, special = Role::special, step = Role::step;
constexpr Assessment yes = Assessment::holds, no = Assessment::fails, open = Assessment::open;

const std::string proved = "entropy-decay/one-step", refuted = "entropy-decay/min-entropy",
                  undecided = "stability/wasserstein";

Report report_with(std::vector<Reading> readings) {
    Report report = test::sample_report();
    report.papers[0].sentences[0].readings = std::move(readings);
    return report;
}

std::string chosen(std::vector<Reading> readings) {
    const Report report = report_with(std::move(readings));
    const std::vector<ReadingAssessment> found = assessments(report, report.papers[0].sentences[0]);
    std::string text;
    for (const ReadingAssessment* reading : leading(found))
        text += reading->reading->says;
    return text;
}

}  // namespace

TEST_CASE("the verdict on a passage follows the rule, line by line", "[verdict]") {
    struct Case {
        std::vector<JudgedReading> readings;
        const char* verdict;
    };
    for (const Case& c : std::vector<Case>{
             {{}, "not audited"},
             {{{worded, open, false}}, "not audited"},
             {{{worded, open, false}, {repaired, open, false}}, "not audited"},
             {{{all, no}}, "fails"},
             {{{worded, yes}, {all, no}, {repaired, yes}, {special, yes}}, "fails"},
             {{{worded, no}, {repaired, yes}}, "holds, repaired"},
             {{{worded, yes}, {worded, no}, {repaired, yes}}, "holds, repaired"},
             {{{worded, no}, {worded, open}, {repaired, yes}}, "holds, repaired"},
             {{{worded, no}, {repaired, no}}, "fails"},
             {{{worded, no}, {repaired, open}}, "fails"},
             {{{worded, yes}, {worded, no}}, "holds in part"},
             {{{worded, no}, {special, yes}}, "holds in part"},
             {{{worded, no}, {weaker, yes}}, "holds in part"},
             {{{worded, no}, {special, no}}, "fails"},
             {{{worded, no}, {step, yes}}, "fails"},
             {{{worded, no}}, "fails"},
             {{{worded, yes}, {worded, open}}, "holds as far as it is decided"},
             {{{worded, open}, {special, yes}}, "holds as far as it is decided"},
             {{{all, open}, {worded, yes}}, "holds as far as it is decided"},
             {{{worded, open}, {repaired, yes}}, "holds as far as it is decided"},
             {{{worded, open}}, "open"},
             {{{worded, open}, {special, no}}, "open"},
             {{{worded, yes}, {weaker, yes}}, "holds, but says less than it seems"},
             {{{worded, yes}, {weaker, open}}, "holds"},
             {{{worded, yes}, {special, no}}, "holds in part"},
             {{{worded, yes}, {special, open}}, "holds"},
             {{{worded, yes}, {repaired, yes}}, "holds"},
             {{{worded, yes}, {step, no}}, "holds"},
             {{{worded, yes}, {all, yes}}, "holds"},
             {{{all, yes}}, "holds"},
             {{{worded, yes}}, "holds"},
             {{{repaired, yes}, {weaker, yes}, {special, no}}, "holds, repaired"},
             {{{weaker, yes}, {special, no}}, "holds, but says less than it seems"},
             {{{special, yes}, {special, no}}, "holds in part"},
             {{{special, no}}, "fails"},
             {{{special, open}}, "open"},
             {{{step, yes}}, "open"},
             {{{step, no}, {weaker, no}}, "open"},
         }) {
        std::string text;
        for (const JudgedReading& reading : c.readings)
            text += to_text(reading.role) + " " + to_text(reading.assessment) + "; ";
        INFO(text);
        CHECK(to_text(passage_verdict(c.readings)) == c.verdict);
    }
}

TEST_CASE("the verdict does not depend on the order of the readings, nor on steps of the proof",
          "[verdict]") {
    constexpr Role roles[] = {worded, all, repaired, weaker, special};
    constexpr Assessment found[] = {yes, no, open};
    for (const Role a : roles)
        for (const Role b : roles)
            for (const Assessment x : found)
                for (const Assessment y : found) {
                    const PassageVerdict verdict = passage_verdict({{a, x}, {b, y}});
                    CHECK(verdict == passage_verdict({{b, y}, {a, x}}));
                    for (const Assessment z : found)
                        CHECK(verdict == passage_verdict({{a, x}, {step, z}, {b, y}}));
                    // Nothing that fails as worded, or of everything, is ever simply said to hold.
                    if ((a == worded || a == all) && x == no) CHECK(verdict != PassageVerdict::holds);
                    if (a == all && x == no) CHECK(verdict == PassageVerdict::fails);
                }
}

TEST_CASE("the verdict comes from the claims' verdicts", "[verdict]") {
    const auto whole = [](std::vector<Reading> readings) {
        const Report report = report_with(std::move(readings));
        return to_text(passage_verdict(assessments(report, report.papers[0].sentences[0])));
    };
    CHECK(whole({{"a", {proved}, {}}}) == "holds");
    CHECK(whole({{"a", {refuted}, {}}}) == "fails");
    CHECK(whole({{"a", {}, {proved}}}) == "fails");
    CHECK(whole({{"a", {proved}, {}}, {"b", {refuted}, {}}}) == "holds in part");
    CHECK(whole({{"a", {refuted}, {}}, {"b", {proved}, {}, Role::repaired}}) == "holds, repaired");
    CHECK(whole({{"a", {undecided}, {}}}) == "open");
    CHECK(whole({{"a", {proved}, {}}, {"b", {undecided}, {}}}) == "holds as far as it is decided");
    CHECK(whole({{"a", {"none/such"}, {}}}) == "not audited");
    CHECK(whole({}) == "not audited");
}

TEST_CASE("the readings that say most are those of the rule's line", "[verdict]") {
    CHECK(chosen({{"a", {proved}, {}}, {"b", {proved}, {}}, {"c", {refuted}, {}}, {"d", {refuted}, {}}}) ==
          "ac");
    CHECK(chosen({{"a", {refuted}, {}}, {"b", {proved}, {}}}) == "ab");
    CHECK(chosen({{"a", {refuted}, {}}, {"b", {proved}, {}}, {"c", {proved}, {}, Role::repaired}}) == "ac");
    CHECK(chosen({{"a", {refuted}, {}, Role::step}, {"b", {proved}, {}}}) == "b");
    CHECK(chosen({{"a", {refuted}, {}}, {"b", {refuted}, {}, Role::universal}}) == "b");
    CHECK(chosen({{"a", {proved}, {}}, {"b", {proved}, {}, Role::weaker}}) == "b");
    CHECK(chosen({{"a", {undecided}, {}}, {"b", {undecided}, {}}}) == "a");
    CHECK(chosen({}).empty());
}

TEST_CASE("the answer counts statements, or sentences where there are none", "[verdict]") {
    Report report = report_with({{"a", {proved}, {}}, {"b", {refuted}, {}}});
    Paper& paper = report.papers[0];
    paper.sentences[1].readings = {{"c", {proved}, {}}};
    CHECK(answer(report, paper) == "Of the 3 sentences here, 1 holds; 1 holds in part; 1 was not audited.");
    paper.statements = {{"Theorem 1", "one"}, {"Theorem 2", "two"}};
    CHECK(answer(report, paper) == "Of the 2 numbered statements here, all were not audited.");
    for (Passage& statement : paper.statements)
        statement.readings = {{"a", {refuted}, {}}, {"b", {proved}, {}, Role::repaired}};
    CHECK(answer(report, paper) == "Of the 2 numbered statements here, all hold when repaired.");
    CHECK(answer(report, Paper()).empty());
}

TEST_CASE("a finding is established if all that it rests on came out as expected", "[verdict]") {
    const Report report = test::sample_report();
    CHECK(is_established(report, {"t", "x", {proved, refuted}}));
    CHECK_FALSE(is_established(report, {"t", "x", {proved, undecided}}));
    CHECK_FALSE(is_established(report, {"t", "x", {"stability/mse-law"}}));  // refuted, and expected proved
    CHECK_FALSE(is_established(report, {"t", "x", {"none/such"}}));
}

}  // namespace passage_verdict_test
