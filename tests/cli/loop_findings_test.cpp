// Findings about loops from outside: list, show, check, and commands that are for claims alone.
#include <fstream>

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;
using test::has;
using test::Outcome;

namespace cli_loop_findings_test {

namespace {

struct LoopFileFixture {
    test::Scratch scratch;
    test::Surroundings surroundings;

    LoopFileFixture() {
        surroundings.folder = scratch.folder;
        std::string text;
        for (int i = 0; i < 60; ++i)
            text += i % 3 == 0 ? "abacab" : "cab";
        put("t.txt", text);
    }
    void put(const std::string& name, const std::string& text) const {
        std::ofstream(scratch.folder / name, std::ios::binary) << text;
    }
    void finding(const std::string& name, const std::string& statement) const {
        put(name, "statement = \"" + statement +
                      "\"\nreplicates = 500\n[loop]\nmodel = \"markov:1\"\ntext = "
                      "\"characters:t.txt\"\nsamples = 20\n");
    }
    [[nodiscard]] Outcome run(const std::vector<std::string>& arguments) const {
        return test::groundcheck(arguments, surroundings);
    }
};

}  // namespace

TEST_CASE("check holds a finding's file against replicates", "[cli][loop_findings]") {
    const LoopFileFixture fixture;
    fixture.finding("right.toml", "E[entropy[3]] < E[entropy[1]]");
    fixture.finding("wrong.toml", "E[entropy[3]] > E[entropy[1]]");
    fixture.finding("open.toml", "E[entropy[1]] < 2/3*E[entropy[1]] + 1/3*E[entropy[1]]");
    fixture.finding("bad.toml", "E[entrpy[3]] < 1");
    const Outcome right = fixture.run({"check", "right.toml"});
    INFO(right.out << right.err);
    CHECK(right.code == 0);
    CHECK(has(right.out, "right: agrees (statistical, 99.9%), as expected"));
    const Outcome wrong = fixture.run({"check", "wrong.toml"});
    CHECK(wrong.code == 1);
    CHECK(has(wrong.out, "wrong: contradicted (statistical, 99.9%), not as expected"));
    const Outcome open = fixture.run({"check", "open.toml"});
    CHECK(open.code == 1);
    CHECK(has(open.out, "too wide to tell"));
    const Outcome bad = fixture.run({"check", "bad.toml"});
    CHECK(bad.code == 2);
    CHECK(has(bad.err, "bad.toml:1:16: error: there is no measure \"entrpy\""));
    CHECK(has(bad.err, "did you mean \"entropy\"?"));
}

TEST_CASE("an enumerated finding is checked, listed, audited and compared", "[cli][loop_findings]") {
    const LoopFileFixture fixture;
    const auto exact = [&](const std::string& statement) {
        std::ofstream(fixture.scratch.folder / "small.toml")
            << "statement = \"" << statement
            << "\"\nexpect = \"proved\"\n[exact]\nreading = \"rate\"\nsymbols = 2\ndenominator = 3\nsamples "
               "= 3\n"
               "[mutant]\nstatement = \"E[entropy[1]] < entropy[0]\"\n";
    };
    exact("E[entropy[1]] <= entropy[0]");
    const Outcome check = fixture.run({"check", "small.toml"});
    INFO(check.out << check.err);
    CHECK(check.code == 0);
    CHECK(has(check.out, "small: proved (lattice), as expected"));
    CHECK(has(check.out, "mutant, refuted (exact): E[entropy[1]] < entropy[0]"));
    CHECK(has(fixture.run({"show", "small.toml"}).out, "reading rate; symbols 2; denominator 3; samples 3"));
    const Outcome audit = fixture.run({"audit", "small.toml", "--report", "r"});
    INFO(audit.out << audit.err);
    CHECK(audit.code == 0);
    CHECK(has(audit.out, "findings about loops, decided by enumeration: 1, as expected: 1"));
    CHECK(has(audit.out, "PASS"));
    CHECK(fixture.run({"diff", "r", "r/ledger.sqlite"}).code == 0);
    exact("E[entropy[1]] <= entropy[0] - 1/8");
    CHECK(fixture.run({"check", "small.toml"}).code == 1);
    CHECK(fixture.run({"audit", "small.toml", "--report", "s"}).code == 1);
    const Outcome diff = fixture.run({"diff", "r", "s/ledger.sqlite"});
    INFO(diff.out << diff.err);
    CHECK(diff.code == 1);
    CHECK(has(diff.out, "what findings about loops say\n  small: proved (lattice) -> refuted (exact)"));
}

TEST_CASE("an audit of findings alone has its page and its exit code", "[cli][loop_findings]") {
    const LoopFileFixture fixture;
    fixture.finding("right.toml", "E[entropy[3]] < E[entropy[1]]");
    const Outcome audit = fixture.run({"audit", "right.toml", "--report", "r"});
    INFO(audit.out << audit.err);
    CHECK(audit.code == 0);
    CHECK(has(audit.out, "findings about loops, held statistically: 1, as expected: 1"));
    CHECK(std::filesystem::exists(fixture.scratch.folder / "r" / "loops.html"));
    fixture.finding("right.toml", "E[entropy[3]] > E[entropy[1]]");
    CHECK(fixture.run({"audit", "right.toml", "--report", "r"}).code == 1);
}

TEST_CASE("findings are listed and shown, and no claims", "[cli][loop_findings]") {
    const LoopFileFixture fixture;
    fixture.finding("right.toml", "E[entropy[3]] < E[entropy[1]]");
    const Outcome list =
        fixture.run({"--theorems", (std::filesystem::current_path() / "theorems").string(), "list", "loops"});
    INFO(list.out << list.err);
    CHECK(list.code == 0);
    CHECK(has(list.out, "loops/entropy-falls"));
    CHECK(has(list.out, "findings about loops, held statistically"));
    CHECK(has(list.out, "6 findings about loops, decided by enumeration"));
    const Outcome show = fixture.run({"show", "right.toml"});
    CHECK(show.code == 0);
    CHECK(has(show.out, "E[entropy[3]] < E[entropy[1]]"));
    CHECK(has(show.out, "samples 20"));
    for (const std::vector<std::string>& command : {std::vector<std::string>{"ablate", "right.toml"},
                                                    {"export", "coq", "--n", "4", "right.toml"},
                                                    {"check", "--mutant", "right.toml"}}) {
        const Outcome refused = fixture.run(command);
        INFO(command[0] << refused.out << refused.err);
        CHECK(refused.code == 2);
        CHECK(has(refused.err, "is a finding about loops and no claim"));
    }
    const Outcome unknown =
        fixture.run({"--theorems", (std::filesystem::current_path() / "theorems").string(), "check",
                     "loops/entropy-fals"});
    CHECK(unknown.code == 2);
    CHECK(has(unknown.err, "did you mean \"loops/entropy-falls\"?"));
}

}  // namespace cli_loop_findings_test
