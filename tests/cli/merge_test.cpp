// An audit in shares: audit --shard and merge, held against the audit in one run.
#include <fstream>
#include <set>

#include "ledger/ledger.hpp"
#include "ledger/record.hpp"
#include "tests/catch.hpp"
#include "tests/cli/program.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;
using test::has;
using test::Outcome;
using test::Scratch;
namespace fs = std::filesystem;

namespace cli_merge_test {

namespace {

Outcome gc(const Scratch& scratch, const std::vector<std::string>& arguments) {
    test::Surroundings surroundings;
    surroundings.folder = scratch.folder;
    return test::groundcheck(arguments, surroundings);
}

// The report without what depends on the run.
std::string lasting(const fs::path& folder) {
    Json json = parse_json(test::bytes_of(folder / "report.json"));
    json.erase("run");
    return json_text(json, 1);
}

// A claim of all three symbols, so that certificates have to be brought.
const char* const whole_simplex = R"toml(
id        = "mine"
title     = "t"
statement = "E[D(Q')] <= D(Q)"
expect    = "proved"

[domain]
K = 2
N = "2..4"
Q = "simplex"
)toml";

}  // namespace

TEST_CASE("shares that were asked for other things are not one audit", "[cli][merge]") {
    const Scratch scratch;
    const auto share = [&](const std::string& which, const std::vector<std::string>& more) {
        std::vector<std::string> words = {"audit", "--report", "r", "--shard", which};
        words.insert(words.end(), more.begin(), more.end());
        CHECK(gc(scratch, words).code == 0);
    };
    const auto merged = [&] {
        return gc(scratch,
                  {"merge", "r/shard-1-of-2.sqlite", "r/shard-2-of-2.sqlite", "--into", "r/l.sqlite"});
    };
    share("1/2", {});
    for (const std::vector<std::string>& other :
         {std::vector<std::string>{"--no-simulations"}, {"--no-ablation"}, {"--seed", "7"}}) {
        share("2/2", other);
        const Outcome outcome = merged();
        INFO(outcome.out << outcome.err);
        CHECK(outcome.code == 2);
        CHECK(has(outcome.err, "share options"));
        CHECK_FALSE(fs::exists(scratch.folder / "r/l.sqlite"));
    }
    share("2/2", {});
    CHECK(merged().code == 0);
    share("1/1", {});
    CHECK(fs::exists(scratch.folder / "r/shard-1-of-1.sqlite"));
    CHECK_FALSE(fs::exists(scratch.folder / "r/report.json"));
}

TEST_CASE("an audit in shares is the audit, byte for byte", "[cli][merge]") {
    const Scratch scratch;
    REQUIRE(gc(scratch, {"audit", "--report", "whole"}).code == 0);
    for (const std::string count : {"2", "5"}) {
        const std::string folder = "by-" + count;
        std::vector<std::string> merge = {"merge"};
        std::set<std::string> seen;
        for (std::size_t i = 1; i <= std::stoul(count); ++i) {
            const std::string shard = std::to_string(i) + "/" + count;
            const Outcome outcome = gc(scratch, {"audit", "--report", folder, "--shard", shard});
            INFO(outcome.out << outcome.err);
            CHECK(outcome.code == 0);
            CHECK(has(outcome.out, "share " + shard + " is decided"));
            CHECK_FALSE(fs::exists(scratch.folder / folder / "report.json"));
            merge.push_back(folder + "/shard-" + std::to_string(i) + "-of-" + count + ".sqlite");
            for (const ClaimResult& result : Ledger::read_only(scratch.folder / merge.back()).results())
                for (const InstanceResult& instance : result.instances)  // no overlap
                    CHECK(seen.insert(result.claim.id + (result.is_mutant ? "!" : "") +
                                      std::to_string(instance.domain) + to_text(instance.key))
                              .second);
        }
        const std::string into = folder + "/ledger.sqlite";
        merge.insert(merge.end(), {"--into", into});
        const Outcome merged = gc(scratch, merge);
        INFO(merged.out << merged.err);
        CHECK(merged.code == 0);
        CHECK(has(merged.out, "The audit is whole"));
        CHECK(gc(scratch, {"report", into, "--report", folder}).code == 0);
        CHECK(lasting(scratch.folder / folder) == lasting(scratch.folder / "whole"));
        for (const char* format : {"markdown", "csv", "latex"})
            CHECK(gc(scratch, {"report", into, "--format", format}).out ==
                  gc(scratch, {"report", "whole/ledger.sqlite", "--format", format}).out);
        const Outcome again = gc(scratch, {"audit", "--report", folder});
        CHECK(again.code == 0);
        CHECK(has(again.out, "were decided before"));
        CHECK(lasting(scratch.folder / folder) == lasting(scratch.folder / "whole"));
    }
}

TEST_CASE("certificates come with their ledger", "[cli][merge]") {
    const Scratch scratch;
    std::ofstream(scratch.folder / "mine.toml") << whole_simplex;
    for (const std::string i : {"1", "2"})
        REQUIRE(gc(scratch, {"audit", "mine.toml", "--report", "r" + i, "--shard", i + "/2"}).code == 0);
    const Outcome merged = gc(scratch, {"merge", "r1/shard-1-of-2.sqlite", "r2/shard-2-of-2.sqlite", "--into",
                                        "all/ledger.sqlite"});
    CHECK(merged.code == 2);  // there is no such folder
    fs::create_directory(scratch.folder / "all");
    REQUIRE(gc(scratch,
               {"merge", "r1/shard-1-of-2.sqlite", "r2/shard-2-of-2.sqlite", "--into", "all/ledger.sqlite"})
                .code == 0);
    const Outcome report = gc(scratch, {"audit", "mine.toml", "--report", "all"});
    INFO(report.out << report.err);
    CHECK(has(report.out, "all 3 instances were decided before"));
    std::size_t certificates = 0;
    for (const auto& entry : fs::recursive_directory_iterator(scratch.folder / "all" / "certificates"))
        certificates += entry.path().extension() == ".gc" ? 1 : 0;
    CHECK(certificates == 3);
}

TEST_CASE("shares and ledgers that cannot be used end with 2 and say why", "[cli][merge]") {
    const Scratch scratch;
    for (const char* shard : {"0/2", "3/2", "1", "1/0", "a/b"}) {
        const Outcome outcome = gc(scratch, {"audit", "--shard", shard});
        CHECK(outcome.code == 2);
        CHECK(has(outcome.err, "a share is written i/n"));
    }
    REQUIRE(gc(scratch, {"audit", "decay", "--report", "d", "--shard", "1/2"}).code == 0);
    const Outcome other = gc(
        scratch, {"audit", "decay", "--report", "d", "--shard", "2/2", "--ledger", "d/shard-1-of-2.sqlite"});
    CHECK(other.code == 2);
    CHECK(has(other.err, "this is the ledger of share 1/2, not of share 2/2"));
    const Outcome gap = gc(scratch, {"merge", "d/shard-1-of-2.sqlite", "--into", "d/ledger.sqlite"});
    CHECK(gap.code == 1);
    CHECK(has(gap.out, "share 2/2 is not among the ledgers"));
    REQUIRE(gc(scratch, {"audit", "drift", "--report", "e", "--shard", "2/2"}).code == 0);
    const Outcome foreign = gc(scratch, {"merge", "e/shard-2-of-2.sqlite", "--into", "d/ledger.sqlite"});
    CHECK(foreign.code == 2);
    CHECK(has(foreign.err, "they are of different audits"));
    std::ofstream(scratch.folder / "notes") << "my notes, no ledger";
    CHECK(gc(scratch, {"merge", "notes", "--into", "d/ledger.sqlite"}).code == 2);
    CHECK(gc(scratch, {"merge", "--into", "d/ledger.sqlite"}).code == 2);
    CHECK(gc(scratch, {"merge", "d/shard-1-of-2.sqlite"}).code == 2);
}

}  // namespace cli_merge_test
