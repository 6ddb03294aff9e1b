// groundcheck simulate --family gaussian.
#include <chrono>
#include <cmath>
#include <csignal>
#include <filesystem>
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

namespace simulate_gaussian_test {

namespace {

using Words = std::vector<std::string>;

struct Gaussians {
    Scratch scratch;

    test::Surroundings surroundings() const {
        test::Surroundings result;
        result.folder = scratch.folder;
        return result;
    }
    static Words words(const Words& more) {
        Words result = {"simulate", "--family", "gaussian", "--start", "0,1", "--samples", "5"};
        result.insert(result.end(), more.begin(), more.end());
        return result;
    }
    Outcome run(const Words& more) const { return test::groundcheck(words(more), surroundings()); }
};

}  // namespace

TEST_CASE("simulate draws Gaussians, with the exact moments beside them", "[cli][simulate]") {
    const Gaussians gaussians;
    const Outcome json = gaussians.run({"--generations", "3", "--replicates", "4000", "--format", "json"});
    INFO(json.err);
    REQUIRE(json.code == 0);
    const auto rows = nlohmann::json::parse(json.out)["generations"];
    REQUIRE(rows.size() == 4);
    for (const auto& row : rows) {
        const double t = row["t"];
        // E[s2] stays, and the mean's drift is that of a walk with steps of variance s2/N.
        const double exact[] = {0, 1, t / 5};
        const char* names[] = {"mu", "s2", "drift"};
        for (int m = 0; m < 3; ++m) {
            INFO(names[m] << " at " << t);
            const auto& measure = row[names[m]];
            CHECK(measure["law"][0].get<double>() == Approx(exact[m]).margin(1e-12));
            CHECK(measure["expectation"][0].get<double>() <= exact[m] + 1e-12);
            CHECK(exact[m] - 1e-12 <= measure["expectation"][1].get<double>());
        }
        CHECK(row["log_s2"]["law"][0].get<double>() <= 0);
    }
    const Outcome table = gaussians.run({"--world", "1,2", "--alpha", "1/4", "--data", "accumulate"});
    CHECK(table.code == 0);
    CHECK(has(table.out, "The expectations themselves, without drawing"));
    CHECK(has(table.out, "not known"));  // the logarithm beyond the closed loop
    CHECK(has(table.out, "± "));
    const Outcome one = gaussians.run({"--replicates", "1", "--format", "csv"});
    CHECK(one.code == 0);
    CHECK(has(one.out, "t,alpha,samples,mu,mu_low,mu_high,mu_error,law_mu_low,law_mu_high,s2,"));
    CHECK(std::count(one.out.begin(), one.out.end(), '\n') == 12);
}

TEST_CASE("simulate of Gaussians does not depend on threads, and goes on after it was killed",
          "[cli][simulate]") {
    const Gaussians gaussians;
    const Words work = {"--generations", "200", "--replicates", "8000", "--format", "csv",
                        "--world",       "1,2", "--alpha",      "1/4",  "--seed",   "3"};
    const auto with = [&](const Words& more) {
        Words all = work;
        all.insert(all.end(), more.begin(), more.end());
        return all;
    };
    const Outcome straight = gaussians.run(with({"--threads", "1"}));
    CHECK(straight.code == 0);
    CHECK(gaussians.run(with({"--threads", "3"})).out == straight.out);
    const std::filesystem::path state = gaussians.scratch.folder / "g.state";
    for (const int signal : {SIGINT, SIGKILL}) {
        test::Process process(test::groundcheck_command(Gaussians::words(with({"--resume", "g.state"}))),
                              gaussians.surroundings());
        for (int i = 0; i < 2000 && process.running() && !std::filesystem::exists(state); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        process.send(signal);
        const Outcome stopped = process.wait();
        if (signal == SIGINT && stopped.code != 0) {  // 0: it was faster than the signal
            CHECK(stopped.code == 130);
            CHECK(has(stopped.err, "the same command goes on from here"));
        }
    }
    CHECK(gaussians.run(with({"--resume", "g.state"})).out == straight.out);
    const Outcome other = gaussians.run(with({"--resume", "g.state", "--data", "accumulate"}));
    CHECK(other.code == 2);
    CHECK(has(other.err, "data: replace"));
}

TEST_CASE("simulate refuses options that say no Gaussian with exit code 2", "[cli][simulate]") {
    const Gaussians gaussians;
    const std::pair<Words, const char*> table[] = {
        {{"--start", "0"}, "--start 0 is no Gaussian"},
        {{"--start", "0,1,2"}, "--start 0,1,2 is no Gaussian"},
        {{"--start", "0,-1"}, "--start: the variance -1 is negative"},
        {{"--start", "zipf(1,9)"}, "--start zipf(1,9) is no Gaussian"},
        {{"--world", "x,1", "--alpha", "1/2"}, "--world x,1 is no Gaussian"},
        {{"--alpha", "1/2"}, "there is no --world"},
        {{"--world", "0,1"}, "the world is never seen"},
        {{"--samples", "1"}, "one sample at t = 0 has no unbiased variance"},
        {{"--samples", "t+1", "--data", "accumulate"}, "one sample at t = 0 has no unbiased variance"},
        {{"--samples", "3-t"}, "one sample at t = 2 has no unbiased variance"},
        {{"--samples", "10^7"}, "a Gaussian is fitted to at most 10^6"},
        {{"--samples", "infinity"}, "--samples"},
        {{"--estimator", "additive(1)"}, "--estimator has no meaning with --family gaussian"},
        {{"--train", "Q"}, "--train has no meaning with --family gaussian"},
        {{"--share", "exact"}, "--share exact has no meaning"},
        {{"--learner", "program"}, "--learner program has no meaning"},
        {{"--observable", "f.csv"}, "--observable has no meaning"},
        {{"--model", "markov:1"}, "--family gaussian does not go with --model"},
        {{"--family", "recursion"}, "recursion"},
    };
    for (const auto& [words, says] : table) {
        INFO(words[0] << " " << words[1]);
        // The later of two options counts for --start and --samples only where it is alone.
        Words all = {"simulate", "--family", "gaussian"};
        for (const auto& [option, value] : {std::pair("--start", "0,1"), std::pair("--samples", "5")})
            if (std::find(words.begin(), words.end(), option) == words.end())
                all.insert(all.end(), {option, value});
        if (words[0] == "--family") all.erase(all.begin() + 1, all.begin() + 3);
        all.insert(all.end(), words.begin(), words.end());
        const Outcome outcome = test::groundcheck(all, gaussians.surroundings());
        INFO(outcome.err);
        CHECK(outcome.code == 2);
        CHECK(has(outcome.err, says));
    }
    const Outcome missing = test::groundcheck({"simulate", "--family", "gaussian", "--samples", "5"});
    CHECK(missing.code == 2);
    CHECK(has(missing.err, "--start is missing"));
}

TEST_CASE("simulate --claims holds claims about Gaussians against replicates", "[cli][simulate]") {
    const Gaussians gaussians;
    std::ofstream(gaussians.scratch.folder / "drift.toml")
        << "id = \"drift\"\ntitle = \"the mean walks\"\nexpect = \"proved\"\n"
           "statement = \"E[(mu[t]-mu)^2] == t*s2/N\"\n[process]\nfamily = \"gaussian\"\n[domain]\n"
           "N = 5\nt = \"0..3\"\nmu = 0\ns2 = 1\n[mutant]\nstatement = \"E[(mu[t]-mu)^2] == t*s2/(N-1)\"\n";
    const Words claims = {"--claims", "drift.toml", "--generations", "3", "--replicates", "400000"};
    const auto with = [&](const Words& more) {
        Words all = claims;
        all.insert(all.end(), more.begin(), more.end());
        return gaussians.run(all);
    };
    const Outcome agrees = with({});
    INFO(agrees.out << agrees.err);
    CHECK(agrees.code == 0);
    CHECK(has(agrees.out, "agrees"));
    CHECK_FALSE(has(agrees.out, "contradicted"));
    const Outcome mutant = with({"--mutants"});
    CHECK(mutant.code == 1);
    CHECK(has(mutant.out, "contradicted"));
    CHECK(with({"--world", "0,1"}).code == 2);
    CHECK(with({"--each"}).code == 2);
}

}  // namespace simulate_gaussian_test
