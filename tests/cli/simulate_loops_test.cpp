// groundcheck simulate --model markov:k from outside: series, formats, bad input, being stopped and going on.
#include <chrono>
#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;
using test::has;
using test::Outcome;
using test::Scratch;
namespace fs = std::filesystem;

namespace simulate_loops_test {

namespace {

struct LoopFixture {
    Scratch scratch;

    LoopFixture() {
        std::string text;
        for (int i = 0; i < 400; ++i)
            text += i % 7 == 0 ? "the cat saw the dog; " : i % 3 == 0 ? "a dog saw a cat\n" : "the dog ran. ";
        put("t.txt", text + "unheard");
        put("binary", std::string("\x7f"
                                  "ELF\0\x01\xff",
                                  7));
        put("empty", "");
        put("short", "short");
    }
    void put(const std::string& name, const std::string& bytes) const {
        std::ofstream(scratch.folder / name, std::ios::binary) << bytes;
    }
    [[nodiscard]] test::Surroundings surroundings() const {
        test::Surroundings result;
        result.folder = scratch.folder;
        return result;
    }
    [[nodiscard]] Outcome loop(std::vector<std::string> more) const {
        std::vector<std::string> arguments = {"simulate", "--replicates", "3", "--generations", "2"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return test::groundcheck(arguments, surroundings());
    }
    // With no other words than these.
    [[nodiscard]] Outcome exact(const std::vector<std::string>& words) const {
        std::vector<std::string> arguments = {"simulate"};
        arguments.insert(arguments.end(), words.begin(), words.end());
        return test::groundcheck(arguments, surroundings());
    }
};

std::vector<std::string> with(std::vector<std::string> first, const std::vector<std::string>& more) {
    first.insert(first.end(), more.begin(), more.end());
    return first;
}

const std::vector<std::string> kChain = {"--model",          "markov:2",  "--start",
                                         "characters:t.txt", "--samples", "500"};

}  // namespace

TEST_CASE("a loop prints a table, CSV or JSON of the same numbers", "[cli][loops]") {
    const LoopFixture fixture;
    const Outcome table = fixture.loop(kChain);
    INFO(table.out << table.err);
    CHECK(table.code == 0);
    for (const char* part : {"markov:2", "trigrams_kept", "inf in 3 of 3", "Maurer and Pontil 2009",
                             "The text of generation 2 begins"})
        CHECK(has(table.out, part));
    CHECK_FALSE(has(table.out, "The law itself"));
    const Outcome csv = fixture.loop(with(kChain, {"--format", "csv"}));
    std::istringstream lines(csv.out);
    std::string heading, row;
    std::getline(lines, heading);
    const auto cells = [](const std::string& line) { return std::count(line.begin(), line.end(), ','); };
    int rows = 0;
    for (; std::getline(lines, row); ++rows)
        CHECK(cells(row) == cells(heading));
    CHECK(rows == 3);
    CHECK(fixture.loop(with(kChain, {"--format", "csv", "--threads", "1"})).out == csv.out);
    CHECK(fixture.loop(with(kChain, {"--format", "csv", "--verifier", "known(3)"})).out == csv.out);
    const auto json = nlohmann::json::parse(fixture.loop(with(kChain, {"--format", "json"})).out);
    REQUIRE(json["generations"].size() == 3);
    CHECK(json["generations"][2]["perplexity"]["infinite_replicates"] == 3);
    CHECK(json["generations"][1]["entropy"]["average"] < json["generations"][0]["entropy"]["average"]);
}

TEST_CASE("a loop of independent tokens shows the exact law", "[cli][loops]") {
    const LoopFixture fixture;
    for (const char* unit : {"bytes", "characters", "words"}) {
        const Outcome outcome = fixture.loop({"--model", "markov:0", "--start", std::string(unit) + ":t.txt",
                                              "--samples", "30", "--alpha", "1/5", "--held-out", "0"});
        INFO(outcome.out << outcome.err);
        CHECK(outcome.code == 0);
        CHECK(has(outcome.out, "The law itself"));
        CHECK(has(outcome.out, "E[vocabulary]"));
    }
}

TEST_CASE("options of a loop do what they say", "[cli][loops]") {
    const LoopFixture fixture;
    const std::vector<std::vector<std::string>> accepted = {
        {"--estimator", "additive(1/2)"},
        {"--estimator", "jelinek-mercer(1/10)"},
        {"--estimator", "absolute(3/4)"},
        {"--data", "accumulate"},
        {"--data", "accumulate", "--cap", "300"},
        {"--ensemble", "3"},
        {"--models", "1/2, 1/3, 1/6"},
        {"--data", "accumulate", "--weight", "2^t"},
        {"--real-weight", "1/2"},
        {"--data", "accumulate", "--real-weight", "1", "--estimator", "additive(1/2)"},
        {"--alpha", "1/4", "--share", "exact", "--passage", "20"},
        {"--alpha", "1/(t+2)", "--passage", "20"},
        {"--verifier", "known(4,1/2)", "--passage", "10"},
        {"--vocabulary", "5"},
        {"--held-out", "0"}};
    const Outcome plain = fixture.loop(kChain);
    for (const auto& more : accepted) {
        const Outcome outcome = fixture.loop(with(kChain, more));
        INFO(more[0] << " " << more[1] << outcome.err);
        CHECK(outcome.code == 0);
        CHECK(outcome.out != plain.out);
    }
}

TEST_CASE("equal weights print what no weights do, and weights have their law for k = 0", "[cli][loops]") {
    const LoopFixture fixture;
    const auto csv = [&](const std::vector<std::string>& more) {
        return fixture.loop(with(with(kChain, {"--format", "csv"}), more)).out;
    };
    CHECK(csv({"--models", "1/2,1/2"}) == csv({"--ensemble", "2"}));
    CHECK(csv({"--models", "1"}) == csv({}));
    CHECK(csv({"--data", "accumulate", "--weight", "3/4"}) == csv({"--data", "accumulate"}));
    CHECK(csv({"--models", "2/3,1/3"}) != csv({"--models", "1/3,2/3"}));
    const std::vector<std::string> single = {"--model",          "markov:0",  "--start",
                                             "characters:t.txt", "--samples", "50"};
    for (const std::vector<std::string>& more : {std::vector<std::string>{"--models", "3/4,1/4"},
                                                 {"--real-weight", "1/9", "--alpha", "1/3"},
                                                 {"--data", "accumulate", "--weight", "max(1, 2^(t-1))"}}) {
        const Outcome outcome = fixture.loop(with(single, more));
        INFO(outcome.out << outcome.err);
        CHECK(outcome.code == 0);
        CHECK(has(outcome.out, "The law itself"));
        CHECK(has(outcome.out, more[1]));
    }
}

TEST_CASE("a loop refuses what makes no sense with exit code 2", "[cli][loops]") {
    const LoopFixture fixture;
    const std::vector<std::string> good = {"--start", "characters:t.txt", "--samples", "50"};
    const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
        {{"--model", "markov:5"}, "markov:0 to markov:4"},
        {{"--verifier", "known(2)"}, "are for --model"},
        {{"--ensemble", "2"}, "are for --model"},
        {{"--exact", "2,2"}, "are for --model"},
        {{"--weight", "2"}, "are for --model"},
        {{"--real-weight", "2"}, "are for --model"},
        {{"--model", "markov:1", "--models", "1/2,1/3"},
         "--models: the models' weights add up to 5/6, not to 1"},
        {{"--model", "markov:1", "--models", "3/2,-1/2"},
         "--models: -1/2 is no weight of a model: it is positive"},
        {{"--model", "markov:1", "--models", "1,0"}, "--models: 0 is no weight of a model: it is positive"},
        {{"--model", "markov:1", "--models", "1/2,"}, "--models: \"\" is no weight of a model"},
        {{"--model", "markov:1", "--models", "1/2,1/2", "--ensemble", "2"},
         "both say how many models there are"},
        {{"--model", "markov:1", "--weight", "2"}, "--weight: a weight changes nothing"},
        {{"--model", "markov:1", "--data", "accumulate", "--weight", "-1"},
         "--weight: the weight is -1 at t = 0"},
        {{"--model", "markov:1", "--data", "accumulate", "--weight", "0"},
         "--weight: all weights are 0 at t = 0"},
        {{"--model", "markov:1", "--data", "accumulate", "--weight", "x"}, "--weight"},
        {{"--model", "markov:1", "--real-weight", "-1"}, "--real-weight"},
        {{"--model", "markov:1", "--real-weight", "1", "--estimator", "absolute(1/2)"},
         "absolute discounting"},
        {{"--model", "markov:1", "--data", "accumulate", "--cap", "60", "--weight", "2^t"},
         "a cap draws from data"},
        {{"--model", "markov:1", "--train", "Q"}, "it says a process of single symbols"},
        {{"--model", "gpt"}, "--model gpt is not known"},
        {{"--model", "markov:1", "--estimator", "kneser-ney"}, "is not known"},
        {{"--model", "markov:1", "--estimator", "additive(0)"}, "is not known"},
        {{"--model", "markov:1", "--verifier", "known(9)"}, "from 1 to 8"},
        {{"--model", "markov:1", "--verifier", "me"}, "write all, known(n)"},
        {{"--model", "markov:1", "--vocabulary", "1"}, "at least two"},
        {{"--model", "markov:1", "--vocabulary", "0"}, "at least two"},
        {{"--model", "markov:1", "--passage", "0"}, "a whole number of 1 or more"},
        {{"--model", "markov:1", "--cap", "0"}, "a whole number of 1 or more"},
        {{"--model", "markov:1", "--cap", "10"}, "a cap is for data that accumulate"},
        {{"--model", "markov:1", "--held-out", "2"}, "--held-out"},
        {{"--model", "markov:1", "--alpha", "1/3", "--share", "exact"}, "a whole number of real tokens"},
        {{"--model", "markov:1", "--alpha", "2"}, "is 2 at t = 0"},
        {{"--model", "markov:1", "--ensemble", "0"}, "ensemble"},
        {{"--model", "markov:1", "--world", "uniform(3)"}, "--world does not go with"},
        {{"--model", "markov:1", "--learner", "program"}, "--learner program does not go with"},
        {{"--model", "markov:1", "--plot", "p.svg"}, "--plot does not go with"},
        {{"--model", "markov:1", "--train", "Q"}, "--train does not go with"},
        {{"--model", "markov:1", "--fit", "X_i"}, "--fit does not go with"},
        {{"--model", "markov:1", "--let", "e=1/2"}, "--let does not go with"},
        {{"--model", "markov:1", "--drift-from", "world"}, "--drift-from does not go with"},
        {{"--model", "markov:1", "--resume", "binary"}, "not an intact state"},
        {{"--model", "markov:1", "--resume", "."}, "this is a folder"},
        {{"--model", "markov:1", "--resume", ""}, "--resume says nothing"},
        {{"--model", "markov:1", "--models", ""}, "--models says nothing"},
        {{"--model", "markov:1", "--weight", ""}, "--weight says nothing"},
        {{"--model", "markov:1", "--real-weight", ""}, "--real-weight says nothing"},
        {{"--model", "markov:1", "--out", "no/such/folder/f"}, "cannot write"}};
    const auto is_refused = [&](const Outcome& outcome, const std::string& message) {
        INFO(message << " | " << outcome.err);
        CHECK(outcome.code == 2);
        CHECK(has(outcome.err, message));
        CHECK(outcome.out.empty());
    };
    const auto refused = [&](const std::vector<std::string>& arguments, const std::string& message) {
        is_refused(fixture.loop(arguments), message);
    };
    for (const auto& [arguments, message] : cases)
        refused(with(good, arguments), message);
    refused({"--model", "markov:1", "--samples", "5"}, "--start is missing");
    refused({"--model", "markov:1", "--start", "characters:t.txt"}, "--samples is missing");
    refused({"--model", "markov:1", "--samples", "5", "--start", "uniform(3)"}, "is no text");
    refused({"--model", "markov:1", "--samples", "5", "--start", "words:missing.txt"}, "cannot be opened");
    refused({"--model", "markov:1", "--samples", "5", "--start", "words:binary"}, "not UTF-8");
    refused({"--model", "markov:1", "--samples", "5", "--start", "bytes:empty"}, "no token");
    refused({"--model", "markov:4", "--samples", "5", "--start", "bytes:short"}, "too few are left");
    const auto enumeration = [&](const std::string& exact, const std::vector<std::string>& more,
                                 const std::string& message) {
        is_refused(fixture.exact(with({"--model", "markov:1", "--exact", exact}, more)), message);
    };
    is_refused(fixture.exact({"--model", "markov:2", "--exact", "2,3", "--samples", "5"}),
               "it is for --model markov:1");
    enumeration("4,3", {"--samples", "5"}, "K is 2 or 3");
    enumeration("2", {"--samples", "5"}, "D is a whole number from 1 to 60");
    enumeration("2,1/2", {"--samples", "5"}, "D is a whole number");
    enumeration("2,2", {"--samples", "13"}, "--samples is a whole number from 1 to 12");
    enumeration("3,60", {"--samples", "1"}, "make 6761990971 chains; at most 200000");
    enumeration("3,10", {"--samples", "1"}, "make 287496 chains");
    enumeration("2,2", {"--samples", "2", "--format", "csv"}, "--format has no meaning here");
    enumeration("2,2", {"--samples", "2", "--resume", "s"}, "--resume has no meaning here");
    enumeration("2,2", {"--samples", "2", "--models", "1/2,1/2"}, "--models has no meaning here");
}

TEST_CASE("a loop goes on after it was stopped, with the same result", "[cli][loops]") {
    const LoopFixture fixture;
    const std::vector<std::string> plain = {
        "simulate",  "--model", "markov:2",     "--start", "characters:t.txt", "--generations", "2",
        "--samples", "20000",   "--replicates", "200"};
    const Outcome straight = test::groundcheck(plain, fixture.surroundings());
    CHECK(straight.code == 0);
    const std::vector<std::string> command = with(plain, {"--resume", "s.state"});
    test::Process process(test::groundcheck_command(command), fixture.surroundings());
    const fs::path state = fixture.scratch.folder / "s.state";
    for (int i = 0; i < 1000 && process.running() && !fs::exists(state); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    process.send(SIGINT);
    const Outcome stopped = process.wait();
    INFO(stopped.err);
    if (stopped.code != 0) {  // 0: it was faster than the signal
        CHECK(stopped.code == 130);
        CHECK(has(stopped.err, "the same command goes on from here"));
    }
    const Outcome other = test::groundcheck(with(command, {"--seed", "2"}), fixture.surroundings());
    CHECK(other.code == 2);
    CHECK(has(other.err, "seed: 1"));
    const Outcome resumed = test::groundcheck(command, fixture.surroundings());
    CHECK(resumed.code == 0);
    CHECK(resumed.out == straight.out);
}

TEST_CASE("the small case is enumerated", "[cli][loops]") {
    const LoopFixture fixture;
    const Outcome outcome = fixture.exact({"--model", "markov:1", "--exact", "2,3", "--samples", "3"});
    INFO(outcome.out << outcome.err);
    CHECK(outcome.code == 0);
    CHECK(has(outcome.out, "transitions  holds in every case: 45 cases"));
    CHECK(has(outcome.out, "the first counterexample"));
}

}  // namespace simulate_loops_test
