// Findings about loops: their files, and what replicates say, against laws that are known.
#include <fstream>

#include "decide/loops/loop_finding_file.hpp"
#include "tests/catch.hpp"
#include "tests/scratch.hpp"
#include "theorems/language/error.hpp"

using namespace groundcheck;
namespace fs = std::filesystem;

namespace loop_finding_test {

namespace {

struct FindingFixture {
    test::Scratch scratch;

    FindingFixture() {
        std::string text;
        for (int i = 0; i < 60; ++i)
            text += i % 3 == 0 ? "abac" : i % 5 == 0 ? "ddab" : "cab";
        put("t.txt", text);
    }
    void put(const std::string& name, const std::string& bytes) const {
        std::ofstream(scratch.folder / name, std::ios::binary) << bytes;
    }
    LoopFinding load(const std::string& text) const {
        put("f.toml", text);
        return load_loop_finding(scratch.folder / "f.toml");
    }
    [[nodiscard]] std::string refusal(const std::string& text) const {
        try {
            load(text);
        } catch (const InputError& error) {
            return error.message;
        }
        return "nothing";
    }
};

// A file of this statement, at these times, over single symbols: the law is known there.
std::string over_symbols(const std::string& statement, const std::string& mutant = "",
                         const std::string& more = "") {
    return "statement = \"" + statement + "\"\nreplicates = 3000\n" + more +
           "\n[loop]\nmodel = \"markov:0\"\ntext = \"characters:t.txt\"\nsamples = 5\nheld-out = 0\n" +
           (mutant.empty() ? "" : "[mutant]\nstatement = \"" + mutant + "\"\n");
}

LoopFindingResult decided(const LoopFinding& finding, unsigned threads = 2, std::uint64_t seed = 1) {
    LoopFindingOptions options;
    options.threads = threads;
    options.seed = seed;
    return decide_loop_finding(finding, options);
}

std::string bytes_of(const LoopFindingResult& result) {
    std::string text = result.reason;
    for (const auto* checks : {&result.checks, &result.mutant_checks})
        for (const LoopCheck& check : *checks)
            for (const DoubleInterval side : check.sides)
                text += DoubleKernel().to_hex(side);
    return text;
}

}  // namespace

TEST_CASE("over single symbols what is true agrees and what is false is contradicted", "[loop_findings]") {
    const FindingFixture fixture;
    // E[D(Q[t])] = (1 - 1/N)^t*D(Q[0]).
    const std::pair<const char*, const char*> table[] = {
        {"abs(E[diversity[t]] - (1 - 1/N)^t*diversity[0]) < 1/20",
         "abs(E[diversity[t]] - (1 - 1/N)^(t+2)*diversity[0]) < 1/20"},
        {"E[diversity[t] - diversity[t+1]] > 0", "E[diversity[t] - diversity[t+1]] > diversity[0]"},
        {"Pr[vocabulary[t+1] <= vocabulary[t]] >= 99/100", "Pr[vocabulary[t+1] < vocabulary[t]] > 199/200"},
        {"E[unseen[t]] < 1/50", "Pr[entropy[t] < 3] < 1/2"}};
    for (const auto& [statement, mutant] : table) {
        INFO(statement);
        const LoopFindingResult result =
            decided(fixture.load(over_symbols(statement, mutant, "t = \"0..3\"")));
        CHECK(result.reason.empty());
        CHECK(result.checks.size() == 4);
        CHECK(result.finding() == StatisticalFinding::agrees);
        CHECK(result.mutant_finding() == StatisticalFinding::contradicted);
        CHECK(result.passes());
    }
}

TEST_CASE("what is false by a hair is not agreed with, what is true by a hair not contradicted",
          "[loop_findings]") {
    const FindingFixture fixture;
    // (1 - 1/5)*D exactly: neither side of it can be told apart with a few replicates.
    for (const char* statement : {"E[diversity[1]] < 4/5*diversity[0]", "E[diversity[1]] > 4/5*diversity[0]",
                                  "E[diversity[1]] <= 799999/1000000*diversity[0]"}) {
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            INFO(statement << " seed " << seed);
            const LoopFindingResult result = decided(fixture.load(over_symbols(statement)), 2, seed);
            CHECK(result.finding() == StatisticalFinding::uninformative);
            CHECK_FALSE(result.passes());
        }
    }
}

TEST_CASE("the result depends on the seed and not on threads; a stop finds nothing", "[loop_findings]") {
    const FindingFixture fixture;
    const LoopFinding finding = fixture.load(over_symbols("E[entropy[2]] < 1", "E[entropy[2]] < 0"));
    const std::string one = bytes_of(decided(finding, 1));
    CHECK(bytes_of(decided(finding, 3)) == one);
    CHECK(bytes_of(decided(finding, 2, 2)) != one);
    LoopFindingOptions options;
    options.go_on = [] { return false; };
    const LoopFindingResult stopped = decide_loop_finding(finding, options);
    CHECK(stopped.reason == "stopped");
    CHECK(stopped.finding() == StatisticalFinding::uninformative);
}

TEST_CASE("where no bound is known nothing is found, with the reason", "[loop_findings]") {
    const FindingFixture fixture;
    const LoopFindingResult result = decided(fixture.load(over_symbols("E[1/diversity[2]] > 0")));
    CHECK(result.reason.find("no bound is known") == 0);
    CHECK(result.finding() == StatisticalFinding::uninformative);
    const LoopFindingResult stuck = decided(fixture.load(
        "statement = \"E[entropy[3] from strict] < 9\"\nreplicates = 2\n[loop]\nmodel = \"markov:1\"\n"
        "text = \"characters:t.txt\"\nsamples = 20\npassage = 20\n[beside.strict]\nverifier = "
        "\"known(8)\"\nestimator = \"additive(1000)\""));
    CHECK(stuck.reason.find("the verifier refused") == 0);
}

TEST_CASE("loops beside each other differ in what they say alone", "[loop_findings]") {
    const FindingFixture fixture;
    const LoopFinding finding = fixture.load(
        "statement = \"E[diversity[3] from fresh] > E[diversity[3]]\"\nreplicates = 1000\nconfidence = 0.99\n"
        "[loop]\nmodel = \"markov:1\"\ntext = \"characters:t.txt\"\nsamples = 30\npassage = 10\n"
        "[beside.fresh]\nalpha = \"1\"\nshare = \"exact\"\n");
    CHECK(finding.loops.size() == 2);
    CHECK(finding.loops.at("fresh").plan.samples[0] == 30);
    CHECK(finding.loops.at("fresh").plan.exact_share);
    CHECK_FALSE(finding.loops.at("").plan.exact_share);
    CHECK(decided(finding).finding() == StatisticalFinding::agrees);
    // The digest is of the text as well.
    const std::string before = finding.hash;
    fixture.put("t.txt", "abcabcabcabcabcacbacb");
    CHECK(load_loop_finding(finding.file).hash != before);
}

TEST_CASE("errors about a loop stand at the key that is wrong", "[loop_findings]") {
    const FindingFixture fixture;
    const std::string head =
        "statement = \"E[entropy[3]] < 1\"\n[loop]\nmodel = \"markov:1\"\n"
        "text = \"characters:t.txt\"\nsamples = 30\n";  // five lines
    struct Case {
        std::string rest;
        std::size_t line;
        const char* message;
    };
    const Case table[] = {
        {"held-out = 0\nalpha = 2", 7, "alpha is 2 at t = 0"},
        {"held-out = 0\ncap = 5\nshare = \"mixture\"", 7, "a cap is for data that accumulate"},
        {"alpha = \"1/7\"\nshare = \"exact\"", 7, "an exact share needs a whole number of real tokens"},
        {"ensemble = 100", 6, "an ensemble has 1 to 64 models"},
        {"passage = 0", 6, "\"passage\" is a whole number"},
        {"models = \"1/2, 1/3\"", 6, "the models' weights add up to 5/6, not to 1"},
        {"models = \"3/2, -1/2\"", 6, "-1/2 is no weight of a model: it is positive"},
        {"models = \"1, 0\"", 6, "0 is no weight of a model: it is positive"},
        {"models = \"1/2, x\"", 6, "\"x\" is no weight of a model"},
        {"ensemble = 2\nmodels = \"1/2, 1/2\"", 7,
         "\"ensemble\" and \"models\" both say how many models there are"},
        {"weight = 2", 6, "a weight changes nothing where the newest text alone is fitted to"},
        {"data = \"accumulate\"\nweight = \"t + \"", 7, ""},
        {"data = \"accumulate\"\nweight = \"1/(1-t)\"", 7, "the divisor is 0"},
        {"data = \"accumulate\"\nweight = \"1-t\"", 7, "the weight is -1 at t = 2, below 0"},
        {"data = \"accumulate\"\nweight = 0", 7, "all weights are 0 at t = 0: nothing is fitted to"},
        {"data = \"accumulate\"\nweight = \"20000^t\"", 7, "with weights as whole numbers 2^32 transitions"},
        {"real-weight = -1", 6, "the real text's weight is -1, below 0"},
        {"[beside.a]\nalpha = 3", 7, "alpha is 3 at t = 0"},
        {"alpha = \"1/7\"\n[beside.a]\nshare = \"exact\"", 8,
         "an exact share needs a whole number of real tokens"},
        {"ensemble = 3\n[beside.a]\nmodels = \"1/2, 1/3\"", 8,
         "the models' weights add up to 5/6, not to 1"}};
    for (const Case& one : table) {
        INFO(one.rest);
        try {
            fixture.load(head + one.rest);
            FAIL("not refused");
        } catch (const InputError& error) {
            INFO(error.what());
            CHECK(error.message.find(one.message) == 0);
            CHECK(error.line == one.line);
        }
    }
    const LoopFinding finding =
        fixture.load(head +
                     "ensemble = 3\n[beside.a]\nmodels = \"1/2, 1/2\"\n[beside.b]\ndata = \"accumulate\"\n"
                     "weight = \"t+1\"\nreal-weight = \"1/2\"\n");
    CHECK(finding.loops.at("").plan.models == 3);
    CHECK(finding.loops.at("a").plan.models == 2);
    CHECK(finding.loops.at("a").plan.model_weights == std::vector<Rational>(2, Rational(1, 2)));
    CHECK(plan_over(finding.loops.at("b"), 3).weight == std::vector<Rational>{1, 2, 3});
    CHECK(finding.loops.at("b").plan.real_weight == Rational(1, 2));
}

TEST_CASE("files that are no findings are refused, with the reason", "[loop_findings]") {
    const FindingFixture fixture;
    const std::string loop = "[loop]\nmodel = \"markov:1\"\ntext = \"characters:t.txt\"\nsamples = 30\n";
    const std::string said = "statement = \"E[entropy[1]] < 1\"\n";
    const std::pair<std::string, const char*> table[] = {
        {said, "the finding has no [loop]"},
        {loop, "the finding has no statement"},
        {"statment = 1\n" + said + loop, "unknown key"},
        {said + "t = 3\n" + loop, "nothing speaks of t"},
        {"statement = \"E[entropy[t]] < 1\"\n" + loop, "the statement speaks of t, and nothing says which"},
        {"statement = \"entropy[t] < 1\"\nt = 2\n" + loop,
         "at t = 2 this is random and has no value by itself"},
        {said + "confidence = 1\n" + loop, "a confidence lies from 1/2 to 1 - 1e-9"},
        {said + "replicates = 0\n" + loop, "\"replicates\" is a whole number from 1 to 10000000"},
        {said + "expect = \"proved\"\n" + loop, "\"proved\" is nothing that replicates are expected to say"},
        {said + "[loop]\nmodel = \"markov:1\"\nsamples = 30", "the loop has no \"text\""},
        {said + "[loop]\nmodel = \"markov:9\"\nsamples = 30\ntext = \"characters:t.txt\"",
         "this is no model of sequences"},
        {said + "[loop]\nmodel = \"markov:1\"\nsamples = 0\ntext = \"characters:t.txt\"",
         "\"samples\" is a whole number from 1 to 1000000000"},
        {said + "[loop]\nmodel = \"markov:1\"\nsamples = 3\ntext = \"t.txt\"",
         "a model of sequences starts from a text"},
        {said + "[loop]\nmodel = \"markov:1\"\nsamples = 3\ntext = \"characters:/dev/zero\"",
         "/dev/zero is not a regular file"},
        {said + loop + "alpha = 2", "alpha is 2 at t = 0"},
        {said + loop + "cap = 5", "a cap is for data that accumulate; otherwise N is how many there are"},
        {said + loop + "estimator = \"best\"", "this is no estimator"},
        {said + loop + "data = \"keep\"", "\"data\" cannot be \"keep\""},
        {said + loop + "[define]\nN = \"3\"", "\"N\" has a meaning already"},
        {said + loop + "[mutant]\nstatement = \"E[entropy[1]] < 1\"", "the mutant is the finding itself"}};
    for (const auto& [text, message] : table) {
        INFO(text);
        const std::string found = fixture.refusal(text);
        INFO(found);
        CHECK(found.find(message) != std::string::npos);
    }
    CHECK(fixture.refusal(said + loop) == "nothing");
    CHECK_FALSE(is_loop_finding(fixture.scratch.folder / "t.txt"));
    CHECK(is_loop_finding(fixture.scratch.folder / "f.toml"));
}

TEST_CASE("the catalogue's findings can be read, and have mutants that read otherwise", "[loop_findings]") {
    const std::vector<LoopFinding> findings = load_loop_findings("theorems");
    CHECK(findings.size() >= 11);
    for (const LoopFinding& finding : findings) {
        INFO(finding.id);
        CHECK(finding.id.starts_with("loops/"));
        CHECK(finding.mutant.has_value());
    }
    CHECK(load_loop_findings("theorems/facts").empty());
}

}  // namespace loop_finding_test
