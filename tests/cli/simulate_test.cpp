// groundcheck simulate from outside: series, formats, bad input, being stopped and going on.
#include <chrono>
#include <cmath>
#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"
#include "tests/reports/well_formed.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;
using test::bytes_of;
using test::has;
using test::Outcome;
using test::Scratch;
namespace fs = std::filesystem;

namespace simulate_test {

namespace {

struct Fixture {
    Scratch scratch;

    Outcome simulate(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "simulate");
        return test::groundcheck(arguments, surroundings());
    }
    [[nodiscard]] test::Surroundings surroundings() const {
        test::Surroundings result;
        result.folder = scratch.folder;
        result.environment["XDG_CACHE_HOME"] = (scratch.folder / "cache").string();
        return result;
    }
    void put(const std::string& name, const std::string& bytes) const {
        std::ofstream(scratch.folder / name, std::ios::binary) << bytes;
    }
};

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

std::size_t columns_of(const std::string& line) {
    return static_cast<std::size_t>(std::count(line.begin(), line.end(), ',')) + 1;
}

}  // namespace

TEST_CASE("simulate prints a table, CSV or JSON of the same numbers", "[cli][simulate]") {
    const Fixture fixture;
    fixture.put("t.txt", "the cat saw the dog and the dog saw the cat");
    const std::vector<std::string> common = {"--start",       "words:t.txt", "--samples",    "10",
                                             "--generations", "3",           "--replicates", "200",
                                             "--alpha",       "1/(t+2)"};
    const auto with = [&](std::vector<std::string> more) {
        more.insert(more.begin(), common.begin(), common.end());
        return fixture.simulate(more);
    };
    const Outcome table = with({});
    INFO(table.out << table.err);
    CHECK(table.code == 0);
    CHECK(has(table.out, "entropy"));
    CHECK(has(table.out, "confidence of 99%"));
    CHECK(has(table.out, "Maurer and Pontil 2009"));
    CHECK(has(table.out, "x inf"));

    const Outcome csv = with({"--format", "csv"});
    const auto lines = lines_of(csv.out);
    REQUIRE(lines.size() == 5);
    for (const std::string& line : lines)
        CHECK(columns_of(line) == columns_of(lines[0]));
    CHECK(has(lines[1], "0,1/2,10,"));
    CHECK(with({"--format", "csv", "--threads", "1"}).out == csv.out);
    CHECK(with({"--format", "csv", "--threads", "3"}).out == csv.out);
    CHECK(with({"--format", "csv", "--seed", "2"}).out != csv.out);
    CHECK(with({"--format", "csv", "--out", "s.csv"}).out.empty());
    CHECK(bytes_of(fixture.scratch.folder / "s.csv") == csv.out);

    const auto json = nlohmann::json::parse(with({"--format", "json"}).out);
    REQUIRE(json["generations"].size() == 4);
    CHECK(json["simultaneous"] == true);
    const auto& last = json["generations"][3];
    CHECK(last["reverse_kl"]["expectation"][1] == "inf");
    CHECK(last["reverse_kl"]["infinite_replicates"] > 100);
    CHECK(last["entropy"]["expectation"][0] < last["entropy"]["average"]);
    CHECK(last["entropy"]["average"] < last["entropy"]["expectation"][1]);
    CHECK(json["parameters"]["seed"] == "1");
    const auto each = nlohmann::json::parse(with({"--format", "json", "--each"}).out);
    CHECK(each["generations"][3]["entropy"]["expectation"][0] > last["entropy"]["expectation"][0]);
    CHECK(each["simultaneous"] == false);
}

TEST_CASE("simulate names its point estimates, and a single replicate has no standard error",
          "[cli][simulate]") {
    const Fixture fixture;
    const auto with = [&](const char* replicates, const char* format) {
        return fixture.simulate({"--start", "1/2,1/4,1/4", "--samples", "5", "--generations", "2",
                                 "--replicates", replicates, "--format", format});
    };
    const Outcome many = with("1e3", "table");
    INFO(many.out << many.err);
    CHECK(has(many.out, "plain means over the 1000 replicates ± standard errors, without a guarantee"));
    const Outcome one = with("1", "table");
    CHECK(one.code == 0);
    CHECK(has(one.out, "the one replicate, which has no standard error"));
    const auto entry = nlohmann::json::parse(with("1000", "json").out)["generations"][1]["diversity"];
    CHECK_FALSE(nlohmann::json::parse(with("1", "json").out)["generations"][1]["diversity"].contains(
        "standard_error"));
    // E[D] is 4/5 of 5/8, and the sample deviation of D lies between 0 and 1/2.
    const double error = entry["standard_error"];
    CHECK(std::abs(entry["average"].get<double>() - 0.5) < 5 * error);
    CHECK(error > 0);
    CHECK(error < 0.5 / std::sqrt(1000.0));
    const auto csv = lines_of(with("1", "csv").out);
    CHECK(csv[0].ends_with("mean_error,shift_error"));
    CHECK(csv[2].ends_with(",,,,,,,,,"));
}

TEST_CASE("simulate draws what it found beside the exact law", "[cli][simulate]") {
    const Fixture fixture;
    const auto drawn = [&](std::vector<std::string> more, const std::string& samples = "20") {
        const std::vector<std::string> common = {"--samples",    samples, "--generations", "5",
                                                 "--replicates", "100",   "--plot",        "p.svg"};
        more.insert(more.begin(), common.begin(), common.end());
        const Outcome outcome = fixture.simulate(more);
        INFO(outcome.err);
        CHECK(outcome.code == 0);
        return bytes_of(fixture.scratch.folder / "p.svg");
    };
    const std::string plain = drawn({"--start", "uniform(4)"});
    for (const char* part :
         {"<?xml", "Expected entropy of the model", "entropy, simulated", "entropy, exact law",
          "diversity, exact law", "L2, exact law", "total variation, exact law"})
        CHECK(has(plain, part));
    CHECK_FALSE(has(plain, "var("));
    CHECK(test::xml_complaint(plain.substr(plain.find("<svg"))) == "");
    // What the chain does not know is left out; the moments are known all the same.
    const std::string smoothed =
        drawn({"--start", "uniform(4)", "--estimator", "additive(1)", "--data", "accumulate"});
    CHECK(has(smoothed, "diversity, exact law"));
    CHECK_FALSE(has(smoothed, "entropy, exact law"));
    const std::string far =
        drawn({"--start", "1/2,1/2", "--world", "1/4,3/4", "--alpha", "1/2", "--drift-from", "world"});
    CHECK(has(far, "Expected distance from the world"));
    CHECK(has(far, "L2, exact law"));
    CHECK_FALSE(has(far, "total variation, exact law"));
    const std::string programs = drawn({"--learner", "program", "--length", "2", "--prior-states", "0"}, "2");
    CHECK(has(programs, "density matcher, exact law"));

    for (const auto& [arguments, message] : std::vector<std::pair<std::vector<std::string>, std::string>>{
             {{"--start", "uniform(2)", "--samples", "2", "--plot", "no/such/folder/p.svg"},
              "--plot: cannot write"},
             {{"--claims", "x", "--start", "uniform(2)", "--samples", "2", "--plot", "p.svg"},
              "--plot has no meaning with --claims"}}) {
        const Outcome refused = fixture.simulate(arguments);
        INFO(refused.err);
        CHECK(refused.code == 2);
        CHECK(has(refused.err, message));
    }
    test::Surroundings bare = fixture.surroundings();
    bare.environment["PATH"] = fixture.scratch.folder.string();
    const Outcome missing =
        test::groundcheck({"simulate", "--start", "uniform(2)", "--samples", "2", "--plot", "p.svg"}, bare);
    CHECK(missing.code == 2);
    CHECK(has(missing.err, "gnuplot"));
}

TEST_CASE("simulate refuses what makes no sense with exit code 2", "[cli][simulate]") {
    const Fixture fixture;
    fixture.put("sum.csv", "a,0.5\nb,0.4\n");
    fixture.put("ok.csv", "a,0.5\nb,0.5\n");
    fixture.put("binary", std::string("\x7f"
                                      "ELF\0\x01\xff",
                                      7));
    fixture.put("broken.state", "not a state");
    struct Case {
        std::vector<std::string> arguments;
        std::string message;
    };
    const std::vector<Case> cases = {
        {{"--samples", "5"}, "--start is missing"},
        {{"--start", "uniform(3)"}, "--samples is missing"},
        {{"--start", "uniform(3)", "--samples", "0"}, "--samples:1:1: error: N is 0 at t = 0"},
        {{"--start", "uniform(3)", "--samples", "5/2"}, "is 5/2 at t = 0"},
        {{"--start", "uniform(3)", "--samples", "5-t"}, "is 0 at t = 5"},
        {{"--start", "uniform(3)", "--samples", "5", "--alpha", "1.5"}, "is 3/2 at t = 0"},
        {{"--start", "uniform(3)", "--samples", "5", "--alpha", "t/4"}, "is 5/4 at t = 5"},
        {{"--start", "uniform(3)", "--samples", "5", "--alpha", "-0.1"}, "must lie between 0 and 1"},
        {{"--start", "uniform(3)", "--samples", "5", "--alpha", "beta"}, "beta"},
        {{"--start", "sum.csv", "--samples", "5"}, "add up to 0.9, not 1"},
        {{"--start", "words:binary", "--samples", "5"}, "not UTF-8"},
        {{"--start", "words:missing.txt", "--samples", "5"}, "cannot be opened"},
        {{"--start", "ok.csv", "--world", "uniform(3)", "--samples", "5"}, "2 symbols and the world 3"},
        {{"--start", "ok.csv", "--samples", "5", "--observable", "none.csv"}, "cannot be opened"},
        {{"--start", "ok.csv", "--samples", "5", "--estimator", "magic"}, "--estimator magic is not known"},
        {{"--start", "ok.csv", "--samples", "5", "--estimator", "additive(-1)"}, "is not known"},
        {{"--start", "ok.csv", "--samples", "5", "--confidence", "1"}, "above 0 and below 1"},
        {{"--start", "ok.csv", "--samples", "5", "--confidence", "0." + std::string(300, '9')},
         "above 0 and below 1"},
        {{"--start", "ok.csv", "--samples", "5", "--confidence", "most"}, "no number"},
        {{"--start", "ok.csv", "--samples", "5", "--alpha", "1/t"}, "--alpha:1:3: error: the divisor is 0"},
        {{"--start", "ok.csv", "--samples", "5", "--noise", "0.1"}, "--noise has no meaning here"},
        {{"--start", "ok.csv", "--samples", "5", "--length", "3"}, "--length has no meaning here"},
        {{"--start", "ok.csv", "--samples", "5", "--choice", "sample"}, "it is about --learner program"},
        {{"--start", "ok.csv", "--samples", "5", "--mutants"}, "it is about --claims"},
        {{"--start", "ok.csv", "--samples", "5", "--plot", "fall.png"}, "name it fall.svg"},
        {{"--start", "ok.csv", "--samples", "5", "--replicates", "0"}, "replicates"},
        {{"--start", "ok.csv", "--samples", "5", "--seed", "-1"},
         "no whole number from 0 to 18446744073709551615"},
        {{"--start", "ok.csv", "--samples", "5", "--seed", "18446744073709551616"}, "no whole number from 0"},
        {{"--start", "ok.csv", "--samples", "5", "--seed", "1.5"}, "no whole number"},
        {{"--start", "ok.csv", "--samples", "5", "--seed", "one"}, "no whole number"},
        {{"--start", "ok.csv", "--samples", "5", "--generations", "-1"}, "no whole number"},
        {{"--start", "ok.csv", "--samples", "5", "--data", "forget"}, "data"},
        {{"--start", "ok.csv", "--samples", "5", "--out", "no/such/folder/f"}, "cannot write"},
        {{"--start", "ok.csv", "--samples", "5", "--resume", "broken.state"}, "not an intact state"}};
    for (const Case& c : cases) {
        const Outcome outcome = fixture.simulate(c.arguments);
        INFO(c.message << " | " << outcome.err);
        CHECK(outcome.code == 2);
        CHECK(has(outcome.err, c.message));
        CHECK(outcome.out.empty());
    }
}

TEST_CASE("simulate goes on after it was stopped, with the same result", "[cli][simulate]") {
    const Fixture fixture;
    const std::vector<std::string> arguments = {"--start",       "zipf(1,3000)", "--samples",    "20000",
                                                "--generations", "10",           "--replicates", "300",
                                                "--format",      "csv"};
    const auto with = [&](std::vector<std::string> more) {
        more.insert(more.begin(), arguments.begin(), arguments.end());
        return more;
    };
    const Outcome straight = fixture.simulate(arguments);
    CHECK(straight.code == 0);
    std::vector<std::string> command = with({"--resume", "s.state"});
    command.insert(command.begin(), "simulate");
    for (const int signal : {SIGINT, SIGKILL}) {
        test::Process process(test::groundcheck_command(command), fixture.surroundings());
        const fs::path state = fixture.scratch.folder / "s.state";
        for (int i = 0; i < 1000 && process.running() && !fs::exists(state); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        process.send(signal);
        const Outcome stopped = process.wait();
        INFO(stopped.err);
        if (signal == SIGINT && stopped.code != 0) {  // 0: it was faster than the signal
            CHECK(stopped.code == 130);
            CHECK(has(stopped.err, "the same command goes on from here"));
        }
        CHECK(fs::exists(state));
    }
    const Outcome other = fixture.simulate(with({"--resume", "s.state", "--seed", "2"}));
    CHECK(other.code == 2);
    CHECK(has(other.err, "seed: 1"));
    CHECK(has(other.err, "seed: 2"));
    const Outcome resumed = fixture.simulate(with({"--resume", "s.state"}));
    CHECK(resumed.code == 0);
    CHECK(resumed.out == straight.out);
    CHECK(fixture.simulate(with({"--resume", "s.state"})).out == straight.out);
}

TEST_CASE("simulate --learner program compares both learners in the same loop", "[cli][simulate]") {
    const Fixture fixture;
    const auto with = [&](std::vector<std::string> more) {
        const std::vector<std::string> common = {"--learner",    "program", "--prior-states", "2",
                                                 "--replicates", "200",     "--generations",  "6"};
        more.insert(more.begin(), common.begin(), common.end());
        return fixture.simulate(more);
    };
    const auto json =
        nlohmann::json::parse(with({"--length", "3", "--samples", "5", "--format", "json"}).out);
    const auto& density = json["learners"]["density matcher"];
    const auto& program = json["learners"]["program learner (sample)"];
    REQUIRE(density.size() == 7);
    REQUIRE(program.size() == 7);
    // The same start; then the matcher loses entropy and the program learner keeps it.
    for (const char* quantity : {"entropy", "distance", "truth", "knows"})
        CHECK(density[0][quantity]["average"] == program[0][quantity]["average"]);
    CHECK(density[6]["entropy"]["expectation"][1] < density[0]["entropy"]["expectation"][0]);
    CHECK(std::abs(program[6]["entropy"]["average"].get<double>() -
                   program[0]["entropy"]["average"].get<double>()) < 1e-12);
    CHECK(program[6]["knows"]["average"] < 1);
    // What is enclosed without simulation lies in the simulation's intervals.
    for (const auto& series : {density, program}) {
        for (const auto& row : series) {
            for (const char* quantity : {"entropy", "distance", "truth"}) {
                CHECK(row[quantity]["enclosure"][0] <= row[quantity]["expectation"][1]);
                CHECK(row[quantity]["enclosure"][1] >= row[quantity]["expectation"][0]);
            }
        }
    }

    const Outcome table = with({"--length", "3", "--choice", "maximum", "--alpha", "1/2", "--samples", "4",
                                "--share", "exact", "--world", "011", "--start", "100"});
    INFO(table.err);
    CHECK(table.code == 0);
    CHECK(has(table.out, "program learner (maximum)"));
    CHECK(has(table.out, "1/2 (exact)"));
    const Outcome csv = with({"--length", "4", "--format", "csv", "--samples", "5"});
    INFO(csv.err);
    const auto lines = lines_of(csv.out);
    CHECK(lines.size() == 15);
    for (const std::string& line : lines)
        CHECK(columns_of(line) == columns_of(lines.front()));

    for (const auto& [arguments, message] : std::vector<std::pair<std::vector<std::string>, std::string>>{
             {{"--world", "01"}, "no binary string of length 4"},
             {{"--start", "01x1"}, "no binary string of length 4"},
             {{"--noise", "0"}, "must flip a bit"},
             {{"--noise", "often"}, "--noise often is not a number"},
             {{"--alpha", "1/(t+1)"}, "changes with t"},
             {{"--alpha", "3/2"}, "between 0 and 1"},
             {{"--samples", "0"}, "no integer from 1"},
             {{"--alpha", "1/3", "--share", "exact", "--samples", "10"}, "not a whole number"},
             {{"--data", "accumulate"}, "no meaning"},
             {{"--resume", "x"}, "no meaning"},
             {{"--length", "17"}, "length"},
             {{"--length", "5"}, "no machine with 2 states prints a string of length 5"}}) {
        const Outcome refused = with(arguments);
        CHECK(refused.out.empty());
        INFO(message << " | " << refused.err);
        CHECK(refused.code == 2);
        CHECK(has(refused.err, message));
    }
}

TEST_CASE("simulate --claims holds claims against replicates, apart from proofs", "[cli][simulate]") {
    const Fixture fixture;
    fixture.put(
        "drift.toml",
        "title = \"t\"\nstatement = \"E[L2(Q[t],Q)] == (1 - (1 - 1/N)^t)*D(Q)\"\nexpect = \"proved\"\n"
        "[domain]\nK = \"any\"\nN = \"1..3\"\nt = \"0..2\"\nQ = \"lattice(4)\"\n"
        "[mutant]\nstatement = \"E[L2(Q[t],Q)] == (1 - (1 - 1/N)^(t+1))*D(Q)\"\n");
    fixture.put("tail.toml",
                "title = \"t\"\nstatement = \"Pr[supp(Q') < 2] > 0\"\nexpect = \"proved\"\n"
                "[domain]\nK = 2\nN = \"1..3\"\nQ = \"lattice(4)\"\nwhere = \"interior(Q)\"\n");
    const auto with = [&](std::vector<std::string> more) {
        const std::vector<std::string> common = {"--start", "zipf(1,2000)", "--samples", "5", "--generations",
                                                 "3",       "--replicates", "20000"};
        more.insert(more.begin(), common.begin(), common.end());
        return fixture.simulate(more);
    };
    const Outcome drift = with({"--claims", "drift.toml"});
    INFO(drift.out << drift.err);
    CHECK(has(drift.out, "Assurance: statistical"));
    CHECK(has(drift.out, "agrees"));
    CHECK_FALSE(has(drift.out, "contradicted"));
    CHECK_FALSE(has(drift.out, "proved"));
    const Outcome mutant = with({"--claims", "drift.toml", "--mutants"});
    CHECK(mutant.code == 1);
    CHECK(has(mutant.out, "contradicted"));
    for (const auto& [arguments, message] : std::vector<std::pair<std::vector<std::string>, std::string>>{
             {{"--claims", "tail.toml"}, "cannot be held against a simulation"},
             {{"--claims", "no-such-claim"}, "no-such-claim"},
             {{"--claims", "drift.toml", "--data", "accumulate"}, "the claim's own"},
             {{"--claims", "drift.toml", "--alpha", "1/(t+1)"}, "alpha and N are numbers"}}) {
        const Outcome refused = with(arguments);
        INFO(refused.err);
        CHECK(refused.code == 2);
        CHECK(has(refused.err, message));
    }
}

}  // namespace simulate_test
