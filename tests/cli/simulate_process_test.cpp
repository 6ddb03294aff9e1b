// groundcheck simulate with a process of its own: train, fit, ensembles, exact shares, no sampling.
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;
using test::has;
using test::Outcome;
using test::Scratch;

namespace simulate_process_test {

namespace {

using Words = std::vector<std::string>;

struct Simulator {
    Scratch scratch;

    Outcome run(Words arguments) const {
        arguments.insert(arguments.begin(), "simulate");
        test::Surroundings surroundings;
        surroundings.folder = scratch.folder;
        surroundings.environment["XDG_CACHE_HOME"] = (scratch.folder / "cache").string();
        return test::groundcheck(arguments, surroundings);
    }
    // The series, which must be there.
    std::string csv(Words arguments) const {
        arguments.insert(arguments.end(), {"--format", "csv"});
        const Outcome outcome = run(arguments);
        INFO(outcome.err);
        CHECK(outcome.code == 0);
        return outcome.out;
    }
    // What is said of the models, generation by generation.
    nlohmann::json generations(Words arguments) const {
        arguments.insert(arguments.end(), {"--format", "json"});
        const Outcome outcome = run(arguments);
        INFO(outcome.err);
        REQUIRE(outcome.code == 0);
        return nlohmann::json::parse(outcome.out)["generations"];
    }
    void put(const std::string& name, const std::string& bytes) const {
        std::ofstream(scratch.folder / name, std::ios::binary) << bytes;
    }
};

Words plus(Words a, const Words& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

// Whether the interval for an expectation contains the number, and is no wider than `width`.
bool encloses(const nlohmann::json& measure, double value, double width) {
    const double low = measure["expectation"][0], high = measure["expectation"][1];
    return low <= value + 1e-12 && value <= high + 1e-12 && high - low <= width;
}

}  // namespace

TEST_CASE("simulate draws a process that options say, as a claim would", "[cli][simulate]") {
    const Simulator simulator;
    const Words many = {"--start",      "1/2,1/3,1/6", "--samples",     "5",
                        "--replicates", "4000",        "--generations", "2"};
    const double D = 1 - 1.0 / 4 - 1.0 / 9 - 1.0 / 36;
    const auto with = [&](const Words& more) { return simulator.generations(plus(many, more)); };
    // A verifier: M is in proportion to 1/2, 1/6, 0.
    const auto verified = with({"--train", "normalize(i: w_i*Q_i)", "--let", "w=[1, 1/2, 0]"});
    CHECK(encloses(verified[1]["mean"], 0.75 + 2 * 0.25, 0.2));
    CHECK(verified[1]["support"]["expectation"][1] <= 2.0);
    const auto given = with({"--train", "given(A, Q)", "--let", "A={1, 3}"});
    CHECK(encloses(given[1]["mean"], 0.75 + 3 * 0.25, 0.3));
    // A temperature: 9, 4, 1 of 14.
    CHECK(encloses(with({"--train", "normalize(i: Q_i^2)"})[1]["mean"], (9 + 8 + 3) / 14.0, 0.2));
    // Q' = Q/2 + X/2 has half the noise, an ensemble of two has the noise of 2N samples.
    CHECK(encloses(with({"--fit", "Q_i/2 + X_i/2"})[1]["diversity"], D * (1 - 1.0 / 20), 0.1));
    CHECK(encloses(with({"--models", "1/2, 1/2"})[1]["diversity"], D * (1 - 1.0 / 10), 0.1));
    const auto exact = with({"--share", "exact", "--alpha", "1/5", "--world", "0,0,1"});
    CHECK(encloses(exact[1]["mean"], 0.8 * (1.0 / 2 + 2.0 / 3 + 3.0 / 6) + 0.2 * 3, 0.2));
    CHECK(with({"--fit", "e*X_i + (1-e)*R_i", "--let", "e=0", "--let",
                "R=uniform(3)"})[2]["support"]["average"] == 3);

    // No sampling: the update itself, and nothing is random.
    const Words endless = {"--start", "1/2,1/4,1/4", "--samples",           "infinity",      "--replicates",
                           "3",       "--train",     "normalize(i: Q_i^2)", "--generations", "2"};
    const auto ideal = simulator.generations(endless);
    CHECK(std::abs(ideal[1]["diversity"]["average"].get<double>() - (1 - (16.0 + 1 + 1) / 36)) < 1e-12);
    CHECK(ideal[0]["samples"] == "infinity");
    CHECK(has(simulator.csv(endless), "\n0,0,infinity,"));
}

TEST_CASE("simulate gives the same bytes for the same process, threads and stops aside", "[cli][simulate]") {
    const Simulator simulator;
    const Words start = {"--start",      "zipf(1,50)", "--samples",     "30",
                         "--replicates", "60",         "--generations", "3"};
    // What is said in another way is the same plan, and so the same numbers.
    CHECK(simulator.csv(start) == simulator.csv(plus(start, {"--fit", "X_i"})));
    CHECK(simulator.csv(plus(start, {"--estimator", "additive(1/2)"})) ==
          simulator.csv(plus(start, {"--fit", "(N*X_i + 1/2)/(N + K/2)"})));
    const Words own = plus(start, {"--train", "normalize(i: Q_i^2)", "--alpha", "1/(t+2)"});
    const std::string straight = simulator.csv(own);
    CHECK(straight == simulator.csv(plus(own, {"--threads", "1"})));
    CHECK(straight == simulator.csv(plus(own, {"--threads", "3"})));
    CHECK(straight != simulator.csv(plus(own, {"--seed", "2"})));
    CHECK(straight == simulator.csv(plus(own, {"--resume", "s.state"})));
    CHECK(straight == simulator.csv(plus(own, {"--resume", "s.state"})));
    const Outcome other = simulator.run(
        plus(start, {"--train", "normalize(i: Q_i^3)", "--alpha", "1/(t+2)", "--resume", "s.state"}));
    CHECK(other.code == 2);
    CHECK(has(other.err, "train: normalize(i: Q_i^2)"));
    CHECK(has(other.err, "train: normalize(i: Q_i^3)"));
}

TEST_CASE("simulate smooths alphabets of any size by an expression about one symbol", "[cli][simulate]") {
    const Simulator simulator;
    // The counts alone are kept: 200,000 symbols are as quick as with --estimator.
    const auto smoothed =
        simulator.generations({"--start", "zipf(1,200000)", "--samples", "1000", "--fit", "(1-e)*X_i + e/K",
                               "--let", "e=1/10", "--replicates", "3", "--generations", "2"});
    CHECK(smoothed[2]["support"]["average"] == 200000);
    // Weights from a table, for as many symbols as there are words.
    simulator.put("t.txt", "the cat saw the dog and the dog saw the cat");
    simulator.put("w.csv", "and,0\ncat,1\ndog,1\nsaw,1\nthe,1\n");
    const auto verified = simulator.generations({"--start", "words:t.txt", "--samples", "10", "--train",
                                                 "normalize(i: f_i*Q_i)", "--observable", "w.csv",
                                                 "--replicates", "20", "--generations", "1"});
    CHECK(std::abs(verified[1]["mean"]["average"].get<double>() - 1) < 1e-12);
}

TEST_CASE("simulate says where in an option the process is wrong", "[cli][simulate]") {
    const Simulator simulator;
    struct Case {
        Words options;
        Words said;
    };
    const std::vector<Case> cases = {
        {{"--train", "normalize(i: Q_i^2"},
         {"--train:1:19: error:", "closing parenthesis", "normalize(i: Q_i^2\n"}},
        {{"--train", "normalize(i: v_i*Q_i)"}, {"--train:1:14: error: unknown name \"v\""}},
        {{"--train", "H(Q)"}, {"--train:1:1: error:"}},
        {{"--train", "M"}, {"--train:1:1: error: M is the training distribution", "hint: alpha*P"}},
        {{"--train", "normalize(i: 0*Q_i)"}, {"--train:1:", "at generation 0"}},
        {{"--fit", "X_j"}, {"--fit:1:3: error: unknown name \"j\""}},
        {{"--fit", "2*X_i"}, {"--fit:1:1: error: the fit adds up to 2, not to 1, at generation 0"}},
        {{"--fit", "X_4"}, {"--fit:1:3: error: there is no symbol 4 when K = 3"}},
        {{"--fit", "X_i", "--estimator", "additive(1)"}, {"both say what is made of the samples"}},
        {{"--fit", "Q_i", "--data", "accumulate"}, {"a model of accumulating data is made of them alone"}},
        {{"--models", "1/2, 1/3"}, {"--models:1:1: error: the models' weights add up to 5/6, not to 1"}},
        {{"--models", "1/2, x"}, {"--models:1:6: error: \"x\" is no weight of a model"}},
        {{"--share", "exact", "--alpha", "1/3"}, {"--alpha:1:1: error: alpha*N", "is 5/3"}},
        {{"--share", "half"}, {"--share"}},
        {{"--fit", "X_i", "--alpha", "t"}, {"--alpha:1:1: error: the share of exogenous data is 2"}},
        {{"--fit", "X_i", "--samples", "2-t"},
         {"--samples:1:", "the number of samples is 0 at generation 2"}},
        {{"--samples", "infinity", "--data", "accumulate"}, {"no samples to be counted"}},
        {{"--fit", "X_i", "--let", "e=1/2"}, {"--let e: error: nothing in the process uses this name"}},
        {{"--fit", "X_i", "--let", "e"}, {"--let: error: \"e\" declares nothing"}},
        {{"--fit", "e*X_i", "--let", "e=often"}, {"--let e: error: \"often\" is no number"}},
        {{"--fit", "X_i", "--let", "Q=1"}, {"--let Q: error: this name has a meaning already: --start"}},
        {{"--fit", "X_i", "--let", "log=1"}, {"has a meaning in the language already"}},
        {{"--train", "given(A, Q)", "--let", "A={1, 4}"}, {"there is no symbol 4 when K = 3"}},
        {{"--train", "given(A, Q)", "--let", "A={1, x}"},
         {"--let A:1:5: error: \"x\" is no number of a symbol"}},
        {{"--train", "normalize(i: w_i*Q_i)", "--let", "w=[1, 2]"}, {"2 values for 3 symbols"}},
        {{"--train", "R", "--let", "R=uniform(4)"}, {"4 symbols, but the start has 3"}},
        {{"--train", "R", "--let", "R=uniform(3)", "--let", "R=uniform(3)"}, {"declared twice"}},
        {{"--train", "Q", "--learner", "program"}, {"--train has no meaning with --learner program"}},
        {{"--train", "Q", "--claims", "gini-factor"}, {"--train is the claim's own"}}};
    for (const Case& c : cases) {
        Words arguments = c.options;
        if (std::find(arguments.begin(), arguments.end(), "program") == arguments.end())
            arguments = plus({"--start", "1/2,1/3,1/6"}, arguments);
        if (std::find(arguments.begin(), arguments.end(), "--samples") == arguments.end())
            arguments = plus(arguments, {"--samples", "5"});
        const Outcome outcome = simulator.run(arguments);
        INFO(c.options[1] << " | " << outcome.err);
        CHECK(outcome.code == 2);
        CHECK(outcome.out.empty());
        for (const std::string& said : c.said) {
            INFO(said);
            CHECK(has(outcome.err, said));
        }
    }
}

}  // namespace simulate_process_test
