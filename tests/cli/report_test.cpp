// groundcheck report and diff: what they make of ledgers, sound and broken.
#include <filesystem>
#include <fstream>

#include "ledger/database.hpp"
#include "tests/catch.hpp"
#include "tests/cli/program.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;
using test::has;
namespace fs = std::filesystem;

namespace report_test {

namespace {

// An audit of the tests' catalogue in `folder`; its ledger.
fs::path audited(const fs::path& folder, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = {"audit", "--report", folder.string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const test::Outcome outcome = test::groundcheck(arguments);
    INFO(outcome.out << outcome.err);
    REQUIRE(fs::exists(folder / "ledger.sqlite"));
    return folder / "ledger.sqlite";
}

}  // namespace

TEST_CASE("the report is made again from the ledger alone, byte for byte", "[report]") {
    const test::Scratch scratch;
    const fs::path ledger = audited(scratch.folder / "first");
    const test::Outcome outcome =
        test::groundcheck({"report", ledger.string(), "--report", (scratch.folder / "second").string()});
    INFO(outcome.err);
    CHECK(outcome.code == 0);
    for (const char* file : {"index.html", "report.json", "junit.xml"})
        CHECK(test::bytes_of(scratch.folder / "first" / file) ==
              test::bytes_of(scratch.folder / "second" / file));
    CHECK(has(test::bytes_of(scratch.folder / "second" / "index.html"), "drift/martingale"));
}

TEST_CASE("report --format markdown prints Markdown", "[report]") {
    const test::Scratch scratch;
    const fs::path ledger = audited(scratch.folder);
    const test::Outcome outcome = test::groundcheck({"report", ledger.string(), "--format", "markdown"});
    CHECK(outcome.code == 0);
    CHECK(has(outcome.out, "| `drift/martingale` | proved |"));
    CHECK(test::groundcheck({"report", ledger.string(), "--format", "word"}).code == 2);
    const auto printed = [&](const char* format) {
        return test::groundcheck({"report", ledger.string(), "--format", format}).out;
    };
    CHECK(printed("json") == test::bytes_of(scratch.folder / "report.json"));
    CHECK(has(printed("csv"), "\ndrift/martingale,no,"));
    CHECK(has(printed("latex"), "\\texttt{drift/martingale} & "));
}

TEST_CASE("diff: 0 for the same, 1 for differences, 2 for what is no audit", "[diff]") {
    const test::Scratch scratch;
    const fs::path all = audited(scratch.folder / "all");
    const fs::path one = audited(scratch.folder / "one", {"drift/martingale"});
    const auto diff = [](const fs::path& before, const fs::path& after) {
        return test::groundcheck({"diff", before.string(), after.string()});
    };
    CHECK(diff(all, all).code == 0);
    CHECK(diff(all, scratch.folder / "all" / "report.json").code == 0);
    CHECK(diff(scratch.folder / "all", all).code == 0);
    const test::Outcome fewer = diff(all, one);
    CHECK(fewer.code == 1);
    CHECK(has(fewer.out, "removed\n  decay/one-step: proved"));
    CHECK(has(diff(one, all).out, "added\n  decay/one-step: proved"));
    std::ofstream(scratch.folder / "foreign.json") << "{\"a\": 1}";
    for (const fs::path& bad :
         {scratch.folder / "foreign.json", scratch.folder / "missing", scratch.folder}) {
        const test::Outcome outcome = diff(all, bad);
        INFO(outcome.err);
        CHECK(outcome.code == 2);
        CHECK(has(outcome.err, bad.string()));
        CHECK(outcome.out.empty());
    }
}

TEST_CASE("broken ledgers: exit code 2, and a message that says what is wrong", "[report]") {
    const test::Scratch scratch;
    const fs::path ledger = audited(scratch.folder / "audit");
    const std::string whole = test::bytes_of(ledger);
    const auto refused = [&](const char* name, const std::string& content, const std::string& reason) {
        const fs::path file = scratch.folder / name;
        std::ofstream(file, std::ios::binary) << content;
        for (const char* command : {"report", "diff"}) {
            std::vector<std::string> arguments = {command, file.string()};
            if (std::string(command) == "diff") arguments.push_back(ledger.string());
            const test::Outcome outcome = test::groundcheck(arguments);
            INFO(command << " " << name << ": " << outcome.err);
            CHECK(outcome.code == 2);
            CHECK(has(outcome.err, file.string()));
            if (std::string(command) == "report") CHECK(has(outcome.err, reason));
            CHECK(outcome.out.empty());
        }
        CHECK(test::bytes_of(file) == content);  // it is left as it was
    };
    refused("half.sqlite", whole.substr(0, whole.size() / 2), "damaged");
    refused("stub.sqlite", whole.substr(0, 50), "");
    refused("text.sqlite", "These are notes.\n", "not a ledger");
    refused("empty.sqlite", "", "");
    {
        const fs::path other = scratch.folder / "mine.db";
        Database(other, Database::Mode::create).execute("CREATE TABLE mine (x); INSERT INTO mine VALUES (1)");
        refused("foreign.sqlite", test::bytes_of(other), "not a ledger of groundcheck");
        fs::copy_file(ledger, scratch.folder / "old.db");
        Database(scratch.folder / "old.db", Database::Mode::create).execute("PRAGMA user_version = 99");
        refused("newer.sqlite", test::bytes_of(scratch.folder / "old.db"), "format 99");
        fs::copy_file(ledger, scratch.folder / "cut.db");
        Database(scratch.folder / "cut.db", Database::Mode::create)
            .execute("UPDATE claims SET record = '{}'");
        refused("changed.sqlite", test::bytes_of(scratch.folder / "cut.db"), "checksum");
    }
}

}  // namespace report_test
