// Findings that an enumeration decides: true ones, false by a hair, on equality; counterexamples by hand; and
// files that are none.
#include <fstream>

#include "decide/loops/lattice_finding.hpp"
#include "decide/loops/loop_finding_file.hpp"
#include "tests/catch.hpp"
#include "tests/scratch.hpp"
#include "theorems/language/error.hpp"

using namespace groundcheck;
namespace fs = std::filesystem;

namespace lattice_test {

namespace {

struct ExactFixture {
    test::Scratch scratch;

    [[nodiscard]] LoopFinding load(const std::string& text) const {
        const fs::path file = scratch.folder / "f.toml";
        std::ofstream(file) << text;
        return load_loop_finding(file);
    }
    [[nodiscard]] LatticeVerdict decided(const std::string& statement, const std::string& reading,
                                         unsigned samples = 4, unsigned denominator = 2) const {
        const LoopFinding finding =
            load("statement = \"" + statement + "\"\n[exact]\nreading = \"" + reading +
                 "\"\nsymbols = 2\nsamples = " + std::to_string(samples) +
                 (reading == "second" ? "" : "\ndenominator = " + std::to_string(denominator)) + "\n");
        return decide_on_lattice(finding.statement, finding.lattice.value());
    }
};

std::string line_of(const LatticeVerdict& found, const std::string& name) {
    for (const auto& [key, value] : found.counterexample)
        if (key == name) return value;
    return "nothing";
}

}  // namespace

TEST_CASE("the entropy falls or stays, and not strictly: equality is decided", "[loop_findings][exact]") {
    const ExactFixture fixture;
    for (const char* reading : {"transitions", "rate", "second"}) {
        INFO(reading);
        const LatticeVerdict falls = fixture.decided("E[entropy[1]] <= entropy[0]", reading);
        CHECK(falls.verdict == Verdict::proved);
        CHECK(falls.cases > 20);
        CHECK(falls.open == 0);
        CHECK(falls.counterexample.empty());
        const LatticeVerdict strictly = fixture.decided("E[entropy[1]] < entropy[0]", reading);
        CHECK(strictly.verdict == Verdict::refuted);
        CHECK(line_of(strictly, "N") == "1");
        CHECK(line_of(strictly, "left").find("0, in") == 0);
        CHECK(fixture.decided("E[entropy[1]] <= entropy[0] - 1/10^9", reading).verdict == Verdict::refuted);
        CHECK(fixture.decided("E[entropy[1]] <= entropy[0] + 1/10^9", reading).verdict == Verdict::proved);
        CHECK(fixture.decided("E[entropy[0] - entropy[1]] >= 0", reading).verdict == Verdict::proved);
    }
}

TEST_CASE("texts of a fixed start and rings are refuted, by what can be checked by hand",
          "[loop_findings][exact]") {
    const ExactFixture fixture;
    const LatticeVerdict start = fixture.decided("E[entropy[1]] <= entropy[0]", "fixed-start");
    CHECK(start.verdict == Verdict::refuted);
    CHECK(line_of(start, "N") == "2");
    CHECK(line_of(start, "rows") == "(1, 0), (1/2, 1/2)");
    CHECK(line_of(start, "begun by") == "(0, 1)");
    CHECK(line_of(start, "left").find("1/4*log(2), in [0.1732867951399") == 0);
    CHECK(line_of(start, "right").find("0, in") == 0);
    CHECK(line_of(start, "texts").find("(1, 0, 1, 0) 1/2") != std::string::npos);
    const LatticeVerdict ring = fixture.decided("E[entropy[1]] <= entropy[0]", "ring");
    CHECK(ring.verdict == Verdict::refuted);
    CHECK(line_of(ring, "N") == "3");
    CHECK(line_of(ring, "rows") == "(0, 1), (1, 0)");
    CHECK(line_of(ring, "left").find("2/3*log(2), in") == 0);
}

TEST_CASE("the simplest counterexample is of the smallest denominators", "[loop_findings][exact]") {
    const ExactFixture fixture;
    // On the lattice of sixths the chain of halves comes late.
    const LatticeVerdict found = fixture.decided("E[entropy[1]] <= entropy[0]", "fixed-start", 3, 6);
    CHECK(line_of(found, "N") == "2");
    CHECK(line_of(found, "rows") == "(1, 0), (1/2, 1/2)");
    CHECK(found.fails > 2);
}

TEST_CASE("bounds that are met exactly are held, and a hair less is refuted", "[loop_findings][exact]") {
    const ExactFixture fixture;
    // Two tokens of a fair coin whatever came before: h is log 2 where a context was met twice, which has one
    // of each with 1/2, and 0 else: the largest expectation at N = 2 begun anywhere is 1/4*log(2).
    const std::string mean = "E[entropy[1]] <= ";
    CHECK(fixture.decided(mean + "1/4*log(2)", "fixed-start", 2).verdict == Verdict::proved);
    CHECK(fixture.decided(mean + "log(2)/4 - 1/10^15", "fixed-start", 2).verdict == Verdict::refuted);
    CHECK(fixture.decided(mean + "log(2)/4 - 1/10^30", "fixed-start", 2).verdict == Verdict::refuted);
    CHECK(fixture.decided(mean + "log(4)/8 + 1/10^30", "fixed-start", 2).verdict == Verdict::proved);
    CHECK(fixture.decided("E[entropy[1]] < log(8)/12", "fixed-start", 2).verdict == Verdict::refuted);
}

TEST_CASE("probabilities and formulas are decided, and what is no log-linear number stays open",
          "[loop_findings][exact]") {
    const ExactFixture fixture;
    CHECK(fixture.decided("Pr[entropy[1] > 0] <= 1/2", "transitions", 2).verdict == Verdict::proved);
    CHECK(fixture.decided("Pr[entropy[1] > 0] < 1/2", "fixed-start", 2).verdict == Verdict::proved);
    CHECK(fixture.decided("Pr[entropy[1] >= log(2)/1] <= 1/4", "fixed-start", 2).verdict == Verdict::proved);
    CHECK(fixture.decided("Pr[entropy[1] >= log(2)/1] < 1/4", "fixed-start", 2).verdict == Verdict::refuted);
    CHECK(fixture.decided("Pr[entropy[1] > log(2)] <= 0", "fixed-start", 2).verdict == Verdict::proved);
    // Equality of squares: intervals cannot tell, and no exact number is there.
    const LatticeVerdict open = fixture.decided("E[entropy[1]*entropy[1]] <= E[entropy[1]^2]", "ring", 3);
    CHECK(open.verdict == Verdict::undecided);
    CHECK(open.open > 0);
    CHECK(open.in_words() == "undecided");
}

TEST_CASE("a stopped enumeration proves nothing", "[loop_findings][exact]") {
    const ExactFixture fixture;
    const LoopFinding finding = fixture.load(
        "statement = \"E[entropy[1]] <= entropy[0]\"\n[exact]\nreading = \"rate\"\nsymbols = 2\nsamples = 4\n"
        "denominator = 2\n[mutant]\nstatement = \"E[entropy[1]] < entropy[0]\"");
    int asked = 0;
    const LatticeVerdict stopped =
        decide_on_lattice(finding.statement, *finding.lattice, [&] { return ++asked < 5; });
    CHECK(stopped.verdict == Verdict::undecided);
    const LoopFindingResult whole = decide_loop_finding(finding, {});
    CHECK(whole.passes());
    CHECK(whole.outcome() == "proved (lattice)");
    CHECK(whole.mutant_outcome() == "refuted (exact)");
    CHECK(whole.expected() == "proved");
    LoopFinding other = finding;
    other.verdict = Verdict::refuted;
    CHECK_FALSE(decide_loop_finding(other, {}).passes());
}

TEST_CASE("files of enumerations that make no sense are refused", "[loop_findings][exact]") {
    const ExactFixture fixture;
    const std::string said = "statement = \"E[entropy[1]] <= entropy[0]\"\n";
    const std::string table = "[exact]\nreading = \"ring\"\nsymbols = 2\ndenominator = 2\nsamples = 3\n";
    const auto with = [](const std::string& statement) { return "statement = \"" + statement + "\"\n"; };
    const std::pair<std::string, const char*> refused[] = {
        {table, "the finding has no statement"},
        {said + "replicates = 3\n" + table, "unknown key"},
        {said + "t = 1\n" + table, "unknown key"},
        {said + "expect = \"agrees\"\n" + table,
         "\"agrees\" is nothing that an enumeration is expected to say"},
        {said + "[exact]\nreading = \"ring\"\nsymbols = 2\nsamples = 3",
         "the enumeration has no \"denominator\""},
        {said + "[exact]\nreading = \"rings\"\nsymbols = 2\ndenominator = 2\nsamples = 3",
         "\"rings\" is no reading"},
        {said + "[exact]\nreading = \"ring\"\nsymbols = 4\ndenominator = 2\nsamples = 3",
         "\"symbols\" is a whole number from 2 to 3"},
        {said + "[exact]\nreading = \"ring\"\nsymbols = 2\ndenominator = 2\nsamples = 13",
         "\"samples\" is a whole number from 1 to 12"},
        {said + "[exact]\nreading = \"ring\"\nsymbols = 3\ndenominator = 10\nsamples = 1",
         "3 symbols and the denominator 10 make 287496 chains; at most 200000 are gone through"},
        {said + "[exact]\nreading = \"second\"\nsymbols = 2\ndenominator = 2\nsamples = 3",
         "the reading \"second\" starts from texts"},
        {with("E[diversity[1]] <= entropy[0]") + table, "an enumeration knows the entropy alone"},
        {with("E[entropy[2]] <= entropy[0]") + table, "an enumeration knows the first generation alone"},
        {with("entropy[1] <= entropy[0]") + table, "at t = 0 this is random and has no value by itself"},
        {with("E[entropy[t]] <= entropy[0]") + table, "an enumeration has no t"},
        {with("E[entropy[1] from other] <= 1") + table, ""},
        {said + table + "[mutant]\nstatement = \"E[entropy[1]] <= entropy[0]\"",
         "the mutant is the finding itself"}};
    for (const auto& [text, message] : refused) {
        INFO(text);
        try {
            (void)fixture.load(text);
            FAIL("not refused");
        } catch (const InputError& error) {
            INFO(error.what());
            CHECK(error.message.find(message) != std::string::npos);
        }
    }
    CHECK(fixture.load(said + table).lattice->denominator == 2);
    CHECK(is_loop_finding(fixture.scratch.folder / "f.toml"));
}

}  // namespace lattice_test
