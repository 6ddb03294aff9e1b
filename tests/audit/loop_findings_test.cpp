// Findings about loops in an audit: kept as they are done, found again, and forgotten when they change.
#include "audit/loop_findings.hpp"

#include <fstream>
#include <set>

#include "audit/figures/figures_loops.hpp"
#include "decide/loops/loop_finding_file.hpp"
#include "tests/catch.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;

namespace audit_loop_findings_test {

namespace {

struct LoopLedgerFixture {
    test::Scratch scratch;
    Ledger ledger{scratch.folder / "l.sqlite"};

    LoopLedgerFixture() {
        std::string text;
        for (int i = 0; i < 50; ++i)
            text += i % 3 == 0 ? "abacab" : "cab";
        std::ofstream(scratch.folder / "t.txt") << text;
    }
    // The finding that entropy is below `bound` after a generation.
    [[nodiscard]] LoopFinding below(const std::string& name, int bound) const {
        std::ofstream(scratch.folder / name) << "statement = \"E[entropy[1]] < " << bound
                                             << "\"\nreplicates = 20\n[loop]\nmodel = \"markov:1\"\ntext = "
                                                "\"characters:t.txt\"\nsamples = 20\n";
        LoopFinding finding = load_loop_finding(scratch.folder / name);
        finding.id = "loops/" + name;
        return finding;
    }
    // How many are run, and not taken from the ledger.
    std::size_t runs(const std::vector<LoopFinding>& findings, std::uint64_t seed = 1) {
        std::set<std::string> run;
        CHECK(run_loop_findings(findings, ledger, seed, 1,
                                [&](const LoopFindingsProgress& progress) { run.insert(progress.current); }));
        return run.size();
    }
};

}  // namespace

TEST_CASE("findings are run once, and again when they, the seed, or the text change",
          "[audit][loop_findings]") {
    LoopLedgerFixture fixture;
    const std::vector<LoopFinding> two = {fixture.below("a.toml", 9), fixture.below("b.toml", 8)};
    CHECK(fixture.runs(two) == 2);
    CHECK(fixture.ledger.loop_findings().size() == 2);
    CHECK(fixture.ledger.loop_findings()[1].id == "loops/b.toml");
    CHECK(fixture.runs(two) == 0);
    CHECK(fixture.runs(two, 2) == 2);
    CHECK(fixture.runs({two[0], fixture.below("b.toml", 7)}, 2) == 1);
    CHECK(fixture.ledger.loop_findings()[1].statement == "E[entropy[1]] < 7");
    CHECK(fixture.runs({two[0]}, 2) == 0);  // the other is forgotten
    CHECK(fixture.ledger.loop_findings().size() == 1);
    CHECK(fixture.runs({}) == 0);
    CHECK(fixture.ledger.loop_findings().empty());
}

TEST_CASE("a stop keeps what is done and nothing of what is in hand", "[audit][loop_findings]") {
    LoopLedgerFixture fixture;
    const std::vector<LoopFinding> two = {fixture.below("a.toml", 9), fixture.below("b.toml", 8)};
    std::stop_source stop;
    const auto at_second = [&](const LoopFindingsProgress& progress) {
        if (progress.current == "loops/b.toml") stop.request_stop();
    };
    CHECK_FALSE(run_loop_findings(two, fixture.ledger, 1, 1, at_second, stop.get_token()));
    REQUIRE(fixture.ledger.loop_findings().size() == 1);
    CHECK(fixture.ledger.loop_findings()[0].id == "loops/a.toml");
    CHECK(fixture.runs(two) == 1);
}

TEST_CASE("pictures of loops say what is known of them", "[audit][loop_findings]") {
    const std::vector<Figure> figures = make_loop_figures("theorems/facts/texts/essay.txt");
    CHECK(figures.size() == 5);
    const auto last = [](const Figure& figure, const std::string& name) {
        const auto place = std::find(figure.columns.begin(), figure.columns.end(), name);
        REQUIRE(place != figure.columns.end());
        return std::stod(figure.rows.back()[static_cast<std::size_t>(place - figure.columns.begin())]);
    };
    for (const Figure& figure : figures) {
        CHECK(figure.id.starts_with(loop_figure_prefix));
        CHECK(figure.rows.size() == 11);
        for (const FigureCurve& curve : figure.curves)
            last(figure, curve.low);
    }
    CHECK(last(figures[0], "accumulated") > last(figures[0], "fresh"));
    CHECK(last(figures[0], "fresh") > last(figures[0], "replaced"));
    CHECK(last(figures[4], "smoothed") > last(figures[4], "smoothed_fresh"));
}

}  // namespace audit_loop_findings_test
