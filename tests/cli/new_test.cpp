// groundcheck new: skeletons are decided as they stand, and nothing is written over.
#include <filesystem>
#include <fstream>

#include "ledger/record.hpp"
#include "tests/catch.hpp"
#include "tests/cli/program.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;
namespace fs = std::filesystem;
using test::has;
using test::Outcome;
using test::Scratch;

namespace new_test {

namespace {

Outcome gc(const std::vector<std::string>& arguments, const Scratch& scratch) {
    test::Surroundings surroundings;
    surroundings.folder = scratch.folder;
    return test::groundcheck(arguments, surroundings);
}

}  // namespace

TEST_CASE("a new paper is audited as it stands", "[cli][new]") {
    const Scratch scratch;
    const Outcome made = gc({"new", "paper", "drift-2026/"}, scratch);
    INFO(made.out << made.err);
    REQUIRE(made.code == 0);
    CHECK(has(made.out, "wrote drift-2026/paper.toml and drift-2026/first-claim.toml\n"));
    const Outcome audit = gc({"audit", "--paper", "drift-2026", "--report", "r"}, scratch);
    INFO(audit.out << audit.err);
    CHECK(audit.code == 0);
    CHECK(has(audit.out, "PASS: every verdict is the expected one"));
    const Json report = parse_json(test::bytes_of(scratch.folder / "r/report.json"));
    CHECK(report["papers"][0]["id"] == "drift-2026");
    CHECK(report["papers"][0]["statements"][0]["verdict"] == "holds");
    CHECK(report["papers"][0]["findings"][0]["established"] == true);
    // One more claim: the paper has to name it, which the command says and the audit insists on.
    const Outcome claim = gc({"new", "claim", "drift-2026/second.toml"}, scratch);
    CHECK(claim.code == 0);
    CHECK(has(claim.out, "the paper has to name it: \"drift-2026/second\""));
    CHECK(gc({"check", "drift-2026/second.toml"}, scratch).code == 0);
    const Outcome unnamed = gc({"audit", "--paper", "drift-2026", "--report", "r"}, scratch);
    CHECK(unnamed.code == 2);
    CHECK(has(unnamed.err, "the paper does not name its claim \"drift-2026/second\""));
}

TEST_CASE("a new claim is decided as it stands, and so is its mutant", "[cli][new]") {
    const Scratch scratch;
    const Outcome made = gc({"new", "claim", "deep/my-claim.toml"}, scratch);
    INFO(made.out << made.err);
    REQUIRE(made.code == 0);
    const Outcome check = gc({"check", "deep/my-claim.toml"}, scratch);
    CHECK(check.code == 0);
    CHECK(has(check.out, "my-claim: proved"));
    CHECK(gc({"check", "deep/my-claim.toml", "--mutant"}, scratch).code == 0);
    CHECK(gc({"ablate", "deep/my-claim.toml"}, scratch).code == 0);
}

TEST_CASE("new writes nothing over, and says what would be right", "[cli][new]") {
    const Scratch scratch;
    REQUIRE(gc({"new", "paper", "mine"}, scratch).code == 0);
    const std::string before = test::bytes_of(scratch.folder / "mine/paper.toml");
    fs::create_directory(scratch.folder / "empty");
    CHECK(gc({"new", "paper", "empty"}, scratch).code == 0);  // an empty folder is as good as none
    struct Case {
        std::vector<std::string> arguments;
        std::string message;
    };
    for (const Case& c : std::vector<Case>{
             {{"new", "paper", "mine"}, "this is there already, and is not written over"},
             {{"new", "claim", "mine/first-claim.toml"}, "this is there already, and is not written over"},
             {{"new", "paper", "Mine 2"}, "\"Mine 2\" cannot be the id of a paper"},
             {{"new", "claim", "My.toml"}, "\"My\" cannot be the id of a claim"},
             {{"new", "claim", "mine/second"}, "a claim's file ends in .toml"},
             {{"new", "paper"}, "folder"},
             {{"new"}, "command"},
             {{"audit", "--paper", "drift"}, "there is no paper \"drift\""},
         }) {
        const Outcome outcome = gc(c.arguments, scratch);
        INFO(c.message << "\n" << outcome.out << outcome.err);
        CHECK(outcome.code == 2);
        CHECK(has(outcome.err, c.message));
    }
    CHECK(test::bytes_of(scratch.folder / "mine/paper.toml") == before);
    CHECK_FALSE(fs::exists(scratch.folder / "Mine 2"));
}

}  // namespace new_test
