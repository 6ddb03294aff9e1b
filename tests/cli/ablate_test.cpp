// groundcheck ablate from outside: what it prints, its limits, its ledger, and what it refuses.
#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;
using test::has;
using test::Outcome;
using test::Scratch;
using test::Surroundings;

namespace ablate_test {

namespace {

const char* const planted = R"~~(
title     = "Half of the diversity survives a generation"
statement = "E[D(Q')] >= D(Q)/2"

[domain]
K = 2
N = "2..3"
Q = "lattice(6)"

[assume.two-samples]
says   = "at least two samples"
unsaid = true
drop   = { N = "1..3" }

[assume.replaced-data]
says = "the newest samples alone"
drop = { process = { data = "accumulate" } }

[assume.independent-samples]
says = "independent draws"
)~~";

// A search that is far from its end after any test: many samples and every denominator.
const char* const endless = R"~~(
statement = "E[max(Q')] >= max(Q)"
[domain]
K = 3
N = "1..40"
Q = "lattice(2)"
[assume.few-symbols]
says = "at most three symbols"
drop = { K = "3..4" }
)~~";

std::string write(const Scratch& scratch, const char* name, const char* text) {
    const auto file = scratch.folder / name;
    std::ofstream(file) << text;
    return file.string();
}

Outcome run_ablation(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "ablate");
    return test::groundcheck(arguments);
}

}  // namespace

TEST_CASE("ablate says what a claim needs, with a counterexample to check by hand", "[cli][ablate]") {
    const Scratch scratch;
    const std::string file = write(scratch, "planted.toml", planted);
    const Outcome outcome = run_ablation({file, "--work", "50000"});
    INFO(outcome.out << outcome.err);
    CHECK(outcome.code == 0);
    for (const char* part :
         {"two-samples: at least two samples (the paper does not say so)", "NEEDED", "K = 2, N = 1",
          "Q = (1/2, 1/2)", "outcomes: counts and probability (1, 0) 1/2; (0, 1) 1/2",
          "PARI/GP: ", "nothing simpler exists", "replaced-data: the newest samples alone",
          "not needed there: proved (lattice)", "without a drop in the claim's file: independent-samples"})
        CHECK(has(outcome.out, part));
    // The line to paste says what the example says: the left side is smaller.
    const std::string command = "groundcheck eval \"";
    const std::size_t at = outcome.out.find(command) + command.size();
    const Outcome difference =
        test::groundcheck({"eval", outcome.out.substr(at, outcome.out.find('"', at) - at)});
    CHECK(has(difference.out, "-0.25"));
    const Outcome one = run_ablation({file, "--assume", "two-samples", "--work", "50000"});
    CHECK(has(one.out, "two-samples"));
    CHECK_FALSE(has(one.out, "replaced-data: "));
    const Outcome json = run_ablation({file, "--format", "json", "--work", "50000"});
    const auto list = nlohmann::json::parse(json.out);
    REQUIRE(list.size() == 2);
    CHECK(list[0]["assumption"] == "replaced-data");
    CHECK(list[1]["need"] == "needed");
    CHECK(list[1]["witness"]["distributions"]["Q"][0] == "1/2");
}

TEST_CASE("ablate's limits end in open so far, and its ledger goes on from there", "[cli][ablate]") {
    const Scratch scratch;
    const std::string file = write(scratch, "endless.toml", endless);
    const std::string ledger = (scratch.folder / "ledger.sqlite").string();
    const Outcome by_time = run_ablation({file, "--time", "0.05", "--work", "1e15", "--ledger", ledger});
    INFO(by_time.out << by_time.err);
    CHECK(by_time.code == 1);
    CHECK(has(by_time.out, "open so far: the time limit is reached"));
    const Outcome by_memory = run_ablation({file, "--memory", "1", "--work", "1e15"});
    CHECK(by_memory.code == 1);
    CHECK(has(by_memory.out, "open so far: the memory limit is reached"));
    for (const int signal : {SIGINT, SIGTERM}) {
        test::Process process(test::groundcheck_command({"ablate", file, "--work", "1e15", "--denominators",
                                                         "100000", "--ledger", ledger}),
                              {});
        REQUIRE(process.answers_to(signal));
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        REQUIRE(process.running());
        process.send(signal);
        const Outcome stopped = process.wait();
        INFO(stopped.out << stopped.err);
        CHECK(stopped.code == 128 + signal);
        CHECK(has(stopped.out, "the same command goes on from here"));
    }
    test::Process killed(test::groundcheck_command({"ablate", file, "--work", "1e15", "--denominators",
                                                    "100000", "--ledger", ledger}),
                         {});
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    killed.send(SIGKILL);
    CHECK(killed.wait().signal == SIGKILL);
    // What a kill leaves is a ledger that the next run can use.
    const std::string other = write(scratch, "planted.toml", planted);
    CHECK(run_ablation({other, "--work", "20000", "--ledger", ledger}).code == 0);
    const Outcome again = run_ablation({other, "--work", "20000", "--ledger", ledger});
    CHECK(again.code == 0);
    CHECK(has(again.out, "NEEDED"));
    CHECK(run_ablation({other, "--work", "20000", "--ledger", ledger, "--fresh"}).out == again.out);
}

TEST_CASE("ablate refuses what it does not know", "[cli][ablate]") {
    const Scratch scratch;
    const std::string file = write(scratch, "planted.toml", planted);
    const Outcome unknown = run_ablation({file, "--assume", "two-sample"});
    CHECK(unknown.code == 2);
    CHECK(has(unknown.err, "two-samples"));
    CHECK(run_ablation({"no-such-claim"}).code == 2);
    CHECK(run_ablation({}).code == 2);
    CHECK(run_ablation({file, "--work", "0"}).code == 2);
    CHECK(run_ablation({file, "--time", "-1"}).code == 2);
    CHECK(run_ablation({file, "--memory", "0"}).code == 2);
    CHECK(run_ablation({file, "--denominators", "0"}).code == 2);
    CHECK(run_ablation({file, "--format", "xml"}).code == 2);
    const std::string text = write(scratch, "not-a-ledger", "text");
    CHECK(run_ablation({file, "--ledger", text}).code == 2);
}

TEST_CASE("the audit keeps what the claims rest on, and its summary says it of what papers say",
          "[cli][ablate]") {
    const Scratch scratch;
    const std::string folder = (scratch.folder / "mine").string();
    std::filesystem::create_directory(folder);
    write(scratch, "mine/planted.toml", planted);
    write(
        scratch, "mine/paper.toml",
        "id = \"mine\"\ntitle = \"t\"\nauthors = [\"A\"]\nyear = 2026\n[[statement]]\nnumber = \"1\"\nsays = "
        "\"s\"\n[[statement.reading]]\nsays = \"so\"\nclaims = [\"mine/planted\"]\n");
    const std::string report = (scratch.folder / "report").string();
    const Outcome outcome = test::groundcheck({"audit", folder, "--report", report});
    INFO(outcome.out << outcome.err);
    CHECK(outcome.code == 0);
    CHECK(has(outcome.out, "needs, unsaid  two-samples (planted)"));
    CHECK(has(outcome.out, "does not need  replaced-data (planted)"));
    std::ifstream stream(report + "/report.json");
    const auto json = nlohmann::json::parse(stream);
    REQUIRE(json["claims"][0]["ablations"].size() == 2);
    CHECK(json["claims"][0]["ablations"][1]["need"] == "needed");
    const std::string other = (scratch.folder / "without").string();
    const Outcome without = test::groundcheck({"audit", folder, "--report", other, "--no-ablation"});
    CHECK(without.code == 0);
    CHECK_FALSE(has(without.out, "needs, unsaid"));
}

}  // namespace ablate_test
