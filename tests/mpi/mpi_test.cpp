// groundcheck under mpirun: what comes out is what the plain program says, on any number of ranks, and a rank
// that is killed costs what it had in hand.
#include <sys/types.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

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
using Words = std::vector<std::string>;

namespace mpi_test {

namespace {

test::Surroundings in(const Scratch& scratch) {
    test::Surroundings surroundings;
    surroundings.folder = scratch.folder;
    surroundings.environment = {{"HOME", scratch.folder.string()},
                                {"XDG_CACHE_HOME", (scratch.folder / "cache").string()}};
    return surroundings;
}

Words on_ranks(int ranks, const std::string& program, const Words& arguments) {
    Words command = {"mpirun", "--oversubscribe", "--allow-run-as-root",     "-n", std::to_string(ranks),
                     program,  "--theorems",      GROUNDCHECK_TEST_CATALOGUE};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return command;
}

Outcome mpi(const Scratch& scratch, int ranks, const Words& arguments) {
    return test::run(on_ranks(ranks, GROUNDCHECK_MPI_PROGRAM, arguments), in(scratch));
}

Outcome plain(const Scratch& scratch, const Words& arguments) {
    return test::groundcheck(arguments, in(scratch));
}

// The report without what depends on the run.
std::string lasting(const fs::path& folder) {
    Json json = parse_json(test::bytes_of(folder / "report.json"));
    json.erase("run");
    return json_text(json, 1);
}

// Without times, at any depth.
Json timeless(Json json) {
    if (json.is_object()) json.erase("seconds");
    for (auto& part : json)
        if (part.is_structured()) part = timeless(part);
    return json;
}

// A claim with many instances, each of some milliseconds.
const char* const long_claim = R"toml(
id        = "long"
title     = "A claim with many instances"
statement = "for every outcome: H(Q') <= log(supp(Q))"
expect    = "proved"

[domain]
K = 3
N = "1..20"
Q = "lattice(12)"
)toml";

std::size_t stored_in(const fs::path& ledger) {
    try {
        std::size_t count = 0;
        for (const ClaimResult& result : Ledger::read_only(ledger).results())
            count += result.instances.size();
        return count;
    } catch (const std::runtime_error&) {
        return 0;  // not there yet
    }
}

}  // namespace

TEST_CASE("an audit on any number of ranks is the plain one, byte for byte", "[mpi]") {
    const Scratch scratch;
    REQUIRE(plain(scratch, {"audit", "--report", "plain"}).code == 0);
    for (const int ranks : {1, 2, 4}) {
        const std::string folder = "on-" + std::to_string(ranks);
        const Outcome outcome = mpi(scratch, ranks, {"audit", "--report", folder});
        INFO(outcome.out << outcome.err);
        CHECK(outcome.code == 0);
        CHECK(lasting(scratch.folder / folder) == lasting(scratch.folder / "plain"));
        CHECK(has(outcome.out, "PASS"));
        CHECK(outcome.out.find("auditing") == outcome.out.rfind("auditing"));  // one voice
        const Outcome again = mpi(scratch, ranks, {"audit", "--report", folder});
        CHECK(again.code == 0);
        CHECK(has(again.out, "were decided before"));
    }
}

TEST_CASE("several groundchecks under mpirun become groundcheck-mpi", "[mpi]") {
    const Scratch scratch;
    REQUIRE(plain(scratch, {"audit", "--report", "plain"}).code == 0);
    const Outcome outcome =
        test::run(on_ranks(2, GROUNDCHECK_PROGRAM, {"audit", "--report", "several"}), in(scratch));
    INFO(outcome.out << outcome.err);
    CHECK(outcome.code == 0);
    CHECK(lasting(scratch.folder / "several") == lasting(scratch.folder / "plain"));
}

TEST_CASE("ablations, simulations and enumerations on ranks are the plain ones", "[mpi]") {
    const Scratch scratch;
    const Words ablate = {"ablate", "decay", "--format", "json", "--work", "10000"};
    const auto ablated = [](const Outcome& outcome) { return timeless(parse_json(outcome.out)); };
    CHECK(ablated(mpi(scratch, 3, ablate)) == ablated(plain(scratch, ablate)));
    const std::string essay = std::string("characters:") + GROUNDCHECK_ESSAY;
    const Words symbols = {"simulate", "--start",       "zipf(1,50)", "--samples", "20", "--replicates",
                           "40",       "--generations", "5",          "--format",  "csv"};
    const Words text = {"simulate",     "--model", "markov:1",      "--start", essay,      "--samples", "500",
                        "--replicates", "6",       "--generations", "3",       "--format", "csv"};
    const Words table = {"ctm", "table", "--states", "3", "--prove"};
    for (const Words& words : {symbols, text, table}) {
        const Outcome alone = plain(scratch, words);
        REQUIRE(alone.code == 0);
        for (const int ranks : {2, 4}) {
            fs::remove_all(scratch.folder / "cache");  // what was enumerated before
            const Outcome outcome = mpi(scratch, ranks, words);
            INFO(words[0] << " on " << ranks << ": " << outcome.err);
            CHECK(outcome.code == 0);
            CHECK(outcome.out == alone.out);
        }
    }
}

TEST_CASE("parts of an enumeration on ranks are the plain ones", "[mpi]") {
    const Scratch scratch;
    const auto part = [](const std::string& file) {
        return Words{"ctm", "part", "--states", "4", "--subtrees", "1..40", "--keep", file, "01", "000"};
    };
    const auto without_times = [](const Outcome& outcome) {
        return outcome.out.substr(0, outcome.out.find("this run:"));
    };
    const Outcome alone = plain(scratch, part("one")), several = mpi(scratch, 3, part("two"));
    INFO(alone.err << several.err);
    CHECK(alone.code == 0);
    CHECK(several.code == 0);
    CHECK(without_times(alone) == without_times(several));
    CHECK(test::bytes_of(scratch.folder / "one") == test::bytes_of(scratch.folder / "two"));
}

TEST_CASE("a rank that is killed costs what it had in hand, and running again goes on", "[mpi]") {
    const Scratch scratch;
    std::ofstream(scratch.folder / "long.toml") << long_claim;
    REQUIRE(plain(scratch, {"audit", "long.toml", "--no-ablation", "--report", "whole"}).code == 0);
    // The second rank leaves its number behind before it becomes the program.
    const std::string program =
        std::string(GROUNDCHECK_MPI_PROGRAM) + " audit long.toml --no-ablation --report killed";
    const Words command = {"mpirun",
                           "--oversubscribe",
                           "--allow-run-as-root",
                           "-n",
                           "1",
                           "sh",
                           "-c",
                           "exec " + program,
                           ":",
                           "-n",
                           "1",
                           "sh",
                           "-c",
                           "echo $$ > rank; exec " + program};
    const fs::path ledger = scratch.folder / "killed" / "ledger.sqlite";
    std::size_t before = 0;
    {
        test::Process process(command, in(scratch));
        while (process.running() && stored_in(ledger) < 3)
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        pid_t rank = 0;
        std::ifstream(scratch.folder / "rank") >> rank;
        REQUIRE(rank > 1);
        CHECK(kill(rank, SIGKILL) == 0);
        const Outcome outcome = process.wait();
        INFO(outcome.out << outcome.err);
        CHECK(outcome.code != 0);
        CHECK(has(outcome.out + outcome.err, "signal 9"));   // mpirun says which rank
        CHECK(has(outcome.out + outcome.err, "stopped: "));  // and the leader what is kept
        before = stored_in(ledger);
        CHECK(before >= 3);
        CHECK(before < 20);
    }
    const Outcome again = mpi(scratch, 2, {"audit", "long.toml", "--no-ablation", "--report", "killed"});
    INFO(again.out << again.err);
    CHECK(again.code == 0);
    CHECK(has(again.out, "continuing: " + std::to_string(before) + " of 20"));
    CHECK(lasting(scratch.folder / "killed") == lasting(scratch.folder / "whole"));
}

TEST_CASE("what cannot be done on ranks ends with 2, says why once, and hangs nobody", "[mpi]") {
    const Scratch scratch;
    struct Case {
        Words words;
        std::string says;
    };
    const std::vector<Case> cases = {
        {{"list"}, "can be shared out"},
        {{"report", "x"}, "can be shared out"},
        {{"audit", "no-such-claim"}, "no-such-claim"},
        {{"audit", "--threads", "x"}, "--threads"},
        {{"simulate", "--start", "nothing", "--samples", "3"}, "nothing"},
    };
    for (const Case& bad : cases) {
        const Outcome outcome = mpi(scratch, 2, bad.words);
        INFO(bad.words[0] << ": " << outcome.out << outcome.err);
        CHECK(outcome.code == 2);
        CHECK(has(outcome.err, bad.says));
        CHECK(outcome.err.find("error: ") == outcome.err.rfind("error: "));
    }
}

TEST_CASE("a false claim ends with 1 on ranks, too", "[mpi]") {
    const Scratch scratch;
    std::ofstream(scratch.folder / "false.toml")
        << "id = \"false\"\ntitle = \"t\"\nstatement = \"E[H(Q')] >= H(Q)\"\nexpect = \"proved\"\n"
           "[domain]\nK = 2\nN = \"1..3\"\nQ = \"lattice(4)\"\n";
    const Outcome outcome = mpi(scratch, 2, {"audit", "false.toml"});
    INFO(outcome.out << outcome.err);
    CHECK(outcome.code == 1);
    CHECK(has(outcome.out, "expected proved, found refuted"));
}

}  // namespace mpi_test
