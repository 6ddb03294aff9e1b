// groundcheck ctm from outside: tables, complexities, the cache, and being stopped.
#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <thread>

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;
using test::has;
using test::Outcome;
using test::Scratch;
using test::Surroundings;
namespace fs = std::filesystem;

namespace ctm_test {

namespace {

// Commands with a cache folder of the test's own.
struct Fixture {
    Scratch scratch;
    Surroundings surroundings;

    Fixture() {
        surroundings.folder = scratch.folder;
        surroundings.environment["XDG_CACHE_HOME"] = (scratch.folder / "cache").string();
    }

    Outcome ctm(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "ctm");
        return test::groundcheck(arguments, surroundings);
    }

    [[nodiscard]] std::size_t cached() const {
        const fs::path folder = scratch.folder / "cache" / "groundcheck";
        return fs::exists(folder) ? static_cast<std::size_t>(std::distance(fs::directory_iterator(folder),
                                                                           fs::directory_iterator()))
                                  : 0;
    }
};

std::string contents(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("ctm table writes the same table wherever it is told to", "[cli][ctm]") {
    const Fixture fixture;
    const Outcome printed = fixture.ctm({"table", "--states", "2"});
    INFO(printed.out << printed.err);
    CHECK(printed.code == 0);
    CHECK(has(printed.out, "string,count,probability,"));
    CHECK(has(printed.out, "\n1001,2,1/3044,"));
    CHECK(has(printed.err, "22 outputs"));
    CHECK(has(printed.err, "complete"));
    CHECK(fixture.cached() == 1);
    const Outcome again = fixture.ctm({"table", "--states", "2", "--out", "two.csv", "--threads", "1"});
    CHECK(again.code == 0);
    CHECK(again.out.empty());
    CHECK(contents(fixture.scratch.folder / "two.csv") == printed.out);
    const Outcome one_blank = fixture.ctm({"table", "--states", "2", "--blank", "1"});
    CHECK(one_blank.code == 0);
    CHECK(has(one_blank.err, "17 outputs"));
    const Outcome early = fixture.ctm({"table", "--states", "2", "--bound", "4"});
    CHECK(early.code == 0);
    CHECK(has(early.err, "not complete"));
    CHECK(fixture.cached() == 2);
}

TEST_CASE("ctm complexity answers for strings that were printed and for others", "[cli][ctm]") {
    const Fixture fixture;
    const Outcome answer = fixture.ctm({"complexity", "--states", "2", "0", "00000"});
    INFO(answer.out << answer.err);
    CHECK(answer.code == 0);
    CHECK(has(answer.out, "0  between 1.605968358841458 and 1.605968358841459 bits"));
    CHECK(has(answer.out, "00000  no estimate"));
    CHECK(has(answer.out, "its probability in D(2) is 0"));
    const Outcome early = fixture.ctm({"complexity", "--states", "2", "--bound", "4", "00000"});
    CHECK(has(early.out, "is at most "));
    const Outcome without_states = fixture.ctm({"complexity", "0101"});
    CHECK(without_states.code == 0);
    CHECK(has(without_states.out, "of 5970768960 halting runs"));
    CHECK(has(without_states.err, "D(4)"));
}

TEST_CASE("ctm part encloses what it has looked at, goes on from its file, and takes six states",
          "[cli][ctm]") {
    const Fixture fixture;
    const auto part = [&](const std::string& subtrees) {
        return fixture.ctm({"part", "--states", "4", "--subtrees", subtrees, "--keep", "parts", "0", "000"});
    };
    const Outcome first = part("1..50"), second = part("1..60"), again = part("1..60");
    INFO(first.out << first.err << second.out << again.out);
    CHECK(first.code == 0);
    CHECK(has(first.out, "blank both, at most 107 steps: 50 of "));
    CHECK(has(first.out, "D(4)(000) is between 0."));
    CHECK(has(second.out, "this run: 10 subtrees in "));
    CHECK_FALSE(has(again.out, "this run"));
    const Outcome six = fixture.ctm({"part", "--states", "6", "--bound", "20", "--subtrees", "1..2", "01"});
    INFO(six.err);
    CHECK(six.code == 0);
    CHECK(has(six.out, "D(6), blank both, at most 20 steps: 2 of 18800 subtrees"));
    struct Case {
        std::string subtrees, says;
    };
    for (const Case& bad : std::vector<Case>{{"0..3", "no stretch"},
                                             {"3..1", "are none of them"},
                                             {"1..1000000", "are none of them"},
                                             {"x", "no stretch"},
                                             {"1..", "no stretch"},
                                             {"1.5", "no stretch"}}) {
        const Outcome outcome = part(bad.subtrees);
        INFO(bad.subtrees << ": " << outcome.err);
        CHECK(outcome.code == 2);
        CHECK(has(outcome.err, bad.says));
    }
    CHECK(fixture.ctm({"part", "--states", "7", "--subtrees", "1"}).code == 2);
    CHECK(fixture.ctm({"table", "--states", "6"}).code == 2);
}

TEST_CASE("ctm refuses what it cannot use", "[cli][ctm]") {
    const Fixture fixture;
    const std::vector<std::vector<std::string>> wrong = {
        {},
        {"table"},
        {"tables"},
        {"table", "--states", "0"},
        {"table", "--states", "6"},
        {"table", "--states", "two"},
        {"table", "--states", "2", "--bound", "0"},
        {"table", "--states", "2", "--bound", "-1"},
        {"table", "--states", "2", "--blank", "2"},
        {"table", "--states", "2", "--threads", "0"},
        {"table", "--states", "2", "--out", "no/such/folder/t.csv"},
        {"complexity"},
        {"complexity", "012"},
        {"complexity", ""},
        {"complexity", "01", "0 1"},
        {"complexity", "01", "--states", "6"}};
    for (const auto& arguments : wrong) {
        const Outcome refused = fixture.ctm(arguments);
        INFO((arguments.empty() ? "" : arguments.back()) << ": " << refused.out << refused.err);
        CHECK(refused.code == 2);
        CHECK_FALSE(refused.err.empty());
    }
    CHECK(has(fixture.ctm({"complexity", "0102"}).err, "character 4 is '2'"));
    Surroundings homeless;
    homeless.environment["HOME"] = "";
    homeless.environment["XDG_CACHE_HOME"] = "";
    const Outcome kept_nowhere = test::groundcheck({"ctm", "table", "--states", "2"}, homeless);
    CHECK(kept_nowhere.code == 0);  // a cache that cannot be kept costs a warning, not the answer
    CHECK(has(kept_nowhere.err, "not kept"));
}

TEST_CASE("a damaged cache is noticed and built again", "[cli][ctm]") {
    const Fixture fixture;
    const Outcome first = fixture.ctm({"table", "--states", "3"});
    REQUIRE(fixture.cached() == 1);
    const fs::path file = fs::directory_iterator(fixture.scratch.folder / "cache" / "groundcheck")->path();
    const std::string good = contents(file);
    std::string bad = good;
    bad[bad.find("output 0 ") + 9] ^= 1;
    std::ofstream(file, std::ios::binary) << bad;
    const Outcome second = fixture.ctm({"table", "--states", "3"});
    CHECK(second.code == 0);
    CHECK(second.out == first.out);
    CHECK(contents(file) == good);
}

TEST_CASE("a long enumeration that is stopped leaves what it has for the next time", "[cli][ctm]") {
    const Fixture fixture;
    test::Process process(test::groundcheck_command({"ctm", "table", "--states", "5"}), fixture.surroundings);
    REQUIRE(process.answers_to(SIGTERM));
    std::this_thread::sleep_for(std::chrono::milliseconds(700));
    REQUIRE(process.running());
    process.send(SIGTERM);
    const Outcome stopped = process.wait();
    INFO(stopped.err);
    CHECK(stopped.code == 128 + SIGTERM);
    CHECK(has(stopped.err, "goes on from here"));
    CHECK(stopped.out.empty());
    CHECK(fs::exists(fixture.scratch.folder / "cache" / "groundcheck" / "ctm-5-states-500-steps.txt.part"));
}

TEST_CASE("ctm bdm prints values by blocks, their perturbations, and what it leaves out", "[cli][ctm]") {
    const Fixture fixture;
    const Outcome outcome =
        fixture.ctm({"bdm", "00011", "0000", "--states", "3", "--block", "2", "--perturb"});
    INFO(outcome.out << outcome.err);
    CHECK(outcome.code == 0);
    CHECK(has(outcome.out, "D(3), blocks of 2, one every 2"));
    CHECK(has(outcome.out, "left out at the end: 1"));
    CHECK(has(outcome.out, "00 (2 times)"));
    CHECK(has(outcome.out, "     1  10011  between "));
    CHECK(has(outcome.out, "     5  00010  between -0.000000000000"));  // of the rest: no block feels it
    // Two copies of a block cost one bit more than the block.
    const Outcome once = fixture.ctm({"complexity", "00", "--states", "3"});
    const std::size_t begin = once.out.find("between ") + 8;
    std::string low = once.out.substr(begin, once.out.find(' ', begin) - begin);
    REQUIRE(low[0] < '9');
    ++low[0];
    CHECK(has(outcome.out, "0000  between " + low + " and "));
    const Outcome unknown = fixture.ctm({"bdm", "01101001", "--states", "1", "--block", "4", "--perturb"});
    CHECK(unknown.code == 0);
    CHECK(has(unknown.out, "no value: no machine of this table prints 0110, 1001"));
    CHECK_FALSE(has(unknown.out, "bits"));
    for (const std::vector<std::string>& bad :
         std::vector<std::vector<std::string>>{{"bdm"},
                                               {"bdm", "0120", "--block", "2"},
                                               {"bdm", "", "--block", "2"},
                                               {"bdm", "01"},
                                               {"bdm", "0101", "--block", "0"},
                                               {"bdm", "0101", "--block", "65"},
                                               {"bdm", "0101", "--block", "2", "--step", "3"},
                                               {"bdm", "0101", "--block", "2", "--step", "0"},
                                               {"bdm", "0101", "--states", "6"}}) {
        const Outcome refused = fixture.ctm(bad);
        INFO(refused.out << refused.err);
        CHECK(refused.code == 2);
        CHECK(refused.out.empty());
    }
}

}  // namespace ctm_test
