// Papers on the command line: the catalogue's, and folders of a user's own.
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

namespace papers_test {

namespace {

const std::string own_claim = "statement = \"E[Q'_1] == Q_1\"\n[domain]\nK = 2\nN = 2\nQ = \"lattice(2)\"\n";

std::string paper_text(const std::string& id, const std::string& claims) {
    return "id = \"" + id +
           "\"\ntitle = \"Mine\"\nauthors = [\"M. Self\"]\nyear = 2026\n[[statement]]\nnumber = \"Theorem "
           "1\"\n"
           "says = \"It stays.\"\n[[statement.reading]]\nsays = \"in the mean\"\nclaims = [" +
           claims + "]\n";
}

void write(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    std::ofstream(file) << text;
}

Outcome gc(const std::vector<std::string>& arguments, const Scratch& scratch) {
    test::Surroundings surroundings;
    surroundings.folder = scratch.folder;
    return test::groundcheck(arguments, surroundings);
}

Json report_in(const fs::path& folder) { return parse_json(test::bytes_of(folder / "report.json")); }

}  // namespace

TEST_CASE("papers are listed and shown", "[cli][papers]") {
    const Scratch scratch;
    const Outcome list = gc({"list", "--papers"}, scratch);
    CHECK(list.code == 0);
    CHECK(has(list.out, "first-2025   2 statements, 1 sentence, 2 claims\n"));
    CHECK(has(list.out, "B. Writer and C. Scribe (2026), On Drift\n"));
    CHECK(has(list.out, "2 papers;"));
    const Outcome one = gc({"list", "second-2026"}, scratch);
    CHECK(has(one.out, "2 claims;"));  // martingale, and the related one-step
    const Outcome show = gc({"show", "first-2025"}, scratch);
    CHECK(show.code == 0);
    CHECK(has(show.out, "Theorem 1. Every generation lowers the entropy.\n"));
    CHECK(has(show.out, "repaired    in expectation\n"));
    CHECK(has(show.out, "rests on    Theorem 1\n"));
    CHECK(has(show.out, "unread      No claim states it.\n"));
    const Outcome claim = gc({"show", "one-step"}, scratch);
    CHECK(has(claim.out, "read in     first-2025, Theorem 1: in expectation\n"));
    CHECK(has(claim.out, "bears on    second-2026, Theorem 1\n"));
}

TEST_CASE("an audit of a paper decides what it names, and reports on it alone", "[cli][papers]") {
    const Scratch scratch;
    const Outcome outcome = gc({"audit", "first-2025", "--report", "r", "--no-ablation"}, scratch);
    INFO(outcome.out << outcome.err);
    REQUIRE(outcome.code == 0);
    const Json report = report_in(scratch.folder / "r");
    REQUIRE(report["papers"].size() == 1);
    CHECK(report["papers"][0]["id"] == "first-2025");
    CHECK(report["claims"].size() == 2);
    // A claim alone: what any paper says about it, and no more.
    const Outcome claim = gc({"audit", "drift/martingale", "--report", "m", "--no-ablation"}, scratch);
    CHECK(claim.code == 0);
    const Json about = report_in(scratch.folder / "m");
    REQUIRE(about["papers"].size() == 1);
    CHECK(about["papers"][0]["id"] == "second-2026");
    // Two audits of different papers differ in what papers say.
    const Outcome difference = gc({"diff", "r", "m"}, scratch);
    CHECK(difference.code == 1);
    CHECK(has(difference.out, "first-2025 Theorem 1: holds, repaired, now gone"));
    CHECK(has(difference.out, "second-2026 Theorem 1: holds, new"));
    // The ledger alone makes the same report again.
    CHECK(gc({"report", "r/ledger.sqlite", "--report", "again"}, scratch).code == 0);
    CHECK(test::bytes_of(scratch.folder / "again/index.html") ==
          test::bytes_of(scratch.folder / "r/index.html"));
}

TEST_CASE("a user's folder is a paper as the catalogue's are", "[cli][papers]") {
    const Scratch scratch;
    write(scratch.folder / "mine/paper.toml", paper_text("mine", "\"mine/own\", \"drift/martingale\""));
    write(scratch.folder / "mine/own.toml", own_claim);
    const Outcome outcome = gc({"audit", "mine", "--report", "r", "--no-ablation"}, scratch);
    INFO(outcome.out << outcome.err);
    REQUIRE(outcome.code == 0);
    const Json report = report_in(scratch.folder / "r");
    REQUIRE(report["papers"].size() == 1);
    CHECK(report["papers"][0]["statements"][0]["verdict"] == "holds");
    REQUIRE(report["claims"].size() == 2);
    CHECK(report["claims"][0]["id"] == "mine/own");
    for (const std::string command : {"check", "list", "show"}) {
        INFO(command);
        CHECK(gc({command, "mine"}, scratch).code == 0);
        CHECK(gc({command, (scratch.folder / "mine").string()}, scratch).code == 0);
    }
    // Folders beside each other, named by the folder above them, together with a claim of the catalogue.
    write(scratch.folder / "all/one/paper.toml", paper_text("one", "\"one/own\""));
    write(scratch.folder / "all/one/own.toml", own_claim);
    write(scratch.folder / "all/two/paper.toml", paper_text("two", "\"two/own\""));
    write(scratch.folder / "all/two/own.toml", own_claim);
    write(scratch.folder / "all/loose.toml", own_claim);
    const Outcome several = gc({"list", "all", "drift/martingale", "--papers"}, scratch);
    CHECK(several.code == 0);
    CHECK(has(several.out, "2 papers;"));
    CHECK(has(gc({"list", "all"}, scratch).out, "3 claims;"));
}

TEST_CASE("papers that cannot be read are refused with a reason", "[cli][papers]") {
    const Scratch scratch;
    const auto refused = [&](const std::vector<std::string>& arguments, const std::string& reason,
                             const std::string& hint) {
        const Outcome outcome = gc(arguments, scratch);
        INFO(outcome.out << outcome.err);
        CHECK(outcome.code == 2);
        CHECK(has(outcome.err, reason));
        CHECK(has(outcome.err, hint));
        CHECK_FALSE(fs::exists(scratch.folder / "audit-report"));
    };
    refused({"audit", "frist-2025"}, "there is no paper, claim, family, file or folder \"frist-2025\"",
            "did you mean \"first-2025\"?");
    refused({"audit", "quite-other"}, "there is no paper", "the papers are first-2025, second-2026");
    const fs::path paper = scratch.folder / "mine/paper.toml";
    write(scratch.folder / "mine/own.toml", own_claim);
    write(paper, paper_text("mine", "\"mine/own\", \"drift/martingal\""));
    refused({"audit", "mine"}, "mine/paper.toml:10:", "did you mean \"drift/martingale\"?");
    write(paper, paper_text("mine", "\"own\""));
    refused({"audit", "mine"}, "the paper does not name its claim \"mine/own\"", "name it in a reading");
    write(paper, paper_text("mine", "\"drift/martingale\""));
    refused({"check", "mine"}, "the paper does not name its claim \"mine/own\"", "\"related\"");
    write(paper, paper_text("first-2025", "\"first-2025/own\""));
    refused({"audit", "mine"}, "the id \"first-2025\" is taken by", "give each paper an id of its own");
    write(paper, "id = \"mine\"\n");
    refused({"list", "mine"}, "a paper needs its \"title\"", "title");
    write(paper,
          paper_text("mine", "\"mine/own\"") + "[[figure]]\ndraws = \"a-cat\"\nclaims = [\"mine/own\"]\n");
    refused({"audit", "mine"}, "there is no figure \"a-cat\"", "known are collapse-map");
    write(paper, paper_text("mine", "\"mine/own\""));
    write(scratch.folder / "mine/own.toml", "id = \"other/own\"\n" + own_claim);
    refused({"audit", "mine"}, "its place in the paper's folder is \"mine/own\"", "or no id at all");
    write(scratch.folder / "mine/own.toml", own_claim);
    write(scratch.folder / "mine/inner/paper.toml", paper_text("inner", "\"drift/martingale\""));
    refused({"audit", "mine"}, "a paper's folder holds another paper", "side by side");
    fs::remove_all(scratch.folder / "mine/inner");
    write(scratch.folder / "copy/paper.toml", paper_text("mine", "\"mine/own\""));
    write(scratch.folder / "copy/own.toml", own_claim);
    refused({"audit", "mine", "copy"}, "the id \"mine\" is taken by", "give each paper an id of its own");
}

}  // namespace papers_test
