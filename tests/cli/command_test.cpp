// The other commands from outside, and how the program finds its catalogue.
#include <fstream>
#include <sstream>

#include "cli/progress.hpp"
#include "reports/text.hpp"
#include "tests/catch.hpp"
#include "tests/cli/program.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;
using test::has;
using test::Outcome;
using test::Scratch;
using test::Surroundings;
namespace fs = std::filesystem;

namespace command_test {

namespace {

Outcome gc(const std::vector<std::string>& arguments) { return test::groundcheck(arguments); }

// As roff has it: a plain minus sign would be typeset as a hyphen.
std::string roff(const std::string& word) {
    std::string text;
    for (const char c : word)
        text += c == '-' ? std::string("\\-") : std::string(1, c);
    return text;
}

}  // namespace

TEST_CASE("check decides a claim of the catalogue", "[cli][check]") {
    const Outcome proved = gc({"check", "decay/one-step"});
    INFO(proved.out << proved.err);
    CHECK(proved.code == 0);
    CHECK(has(proved.out, "decay/one-step: proved ("));
    CHECK(has(proved.out, "as expected"));
    CHECK(has(proved.out, "8 instances"));
    CHECK(proved.err.empty());
    const Outcome by_name = gc({"check", "one-step"});
    CHECK(has(by_name.out, "decay/one-step: proved ("));
    const Outcome refuted = gc({"check", "pathwise"});
    CHECK(refuted.code == 0);  // it is expected to be refuted
    CHECK(has(refuted.out, "decay/pathwise: refuted ("));
    CHECK(has(refuted.out, "counterexample"));
    CHECK(has(refuted.out, "Q = ("));
    const Outcome mutant = gc({"check", "--mutant", "one-step"});
    CHECK(mutant.code == 0);
    CHECK(has(mutant.out, "decay/one-step (mutant): refuted ("));
}

TEST_CASE("check decides a file of one's own", "[cli][check]") {
    const Scratch scratch;
    const auto check = [&](const std::string& statement, const std::string& expect) {
        std::ofstream(scratch.folder / "mine.toml")
            << "title = \"t\"\nstatement = \"" << statement << "\"\nexpect = \"" << expect
            << "\"\n[domain]\nK = 2\nN = \"1..3\"\nQ = \"lattice(4)\"\n";
        Surroundings surroundings;
        surroundings.folder = scratch.folder;
        return test::groundcheck({"check", "mine.toml"}, surroundings);
    };
    CHECK(check("E[H(Q')] <= H(Q)", "proved").code == 0);
    CHECK(check("E[H(Q')] <= H(Q)", "refuted").code == 1);
    CHECK(check("E[H(Q')] >= H(Q)", "refuted").code == 0);
    CHECK(check("E[H(Q')] >= H(Q)", "proved").code == 1);
    CHECK(check("E[H(Q')] <= P", "proved").code == 2);
    CHECK(check("E[G(Q')] <= H(Q)", "proved").code == 2);
    CHECK(check("E[H(Q')] <= H(Q)", "perhaps").code == 2);
    CHECK(check("", "proved").code == 2);
    const Outcome outcome = check("E[H(Q')] <= HH(Q)", "proved");
    CHECK(has(outcome.err, "mine.toml:2:"));
    CHECK_FALSE(has(outcome.out, "proved"));
}

TEST_CASE("a counterexample's command line can be pasted", "[cli][check]") {
    const Outcome refuted = gc({"check", "pathwise"});
    const std::string mark = "groundcheck eval \"";
    const std::size_t begin = refuted.out.find(mark);
    REQUIRE(begin != std::string::npos);
    const std::size_t end = refuted.out.find('"', begin + mark.size());
    const std::string expression = refuted.out.substr(begin + mark.size(), end - begin - mark.size());
    const Outcome value = gc({"eval", expression});
    INFO(expression << " gives " << value.out << value.err);
    REQUIRE(value.code == 0);
    // The claim says left <= right, so in a counterexample the difference is certainly positive.
    REQUIRE(value.out.starts_with("["));
    CHECK(value.out[1] != '-');
    CHECK(std::stod(value.out.substr(1)) > 0);
}

TEST_CASE("misuse is explained and ends with 2", "[cli]") {
    for (const std::vector<std::string>& arguments :
         std::vector<std::vector<std::string>>{{},
                                               {"audit", "--what"},
                                               {"chekc"},
                                               {"check"},
                                               {"report"},
                                               {"check", "--threads", "-1", "one-step"}}) {
        const Outcome outcome = gc(arguments);
        CHECK(outcome.code == 2);
        CHECK_FALSE(outcome.err.empty());
    }
    const std::vector<std::pair<std::vector<std::string>, std::string>> explained = {
        {{}, "groundcheck needs to know what to do"},
        {{"audti"}, "has no command \"audti\"\n  hint: did you mean \"audit\"?"},
        {{"ctm"}, "the commands are table, complexity, bdm"},
        {{"ctm", "tabel"}, "groundcheck ctm has no command \"tabel\""},
        {{"check"}, "groundcheck check: claims are missing"},
        {{"report"}, "groundcheck report: ledger is missing\n  hint: The ledger of an audit"},
        {{"ctm", "table"}, "--states is missing"},
        {{"check", "one-step", "--digits", "3"}, "`groundcheck check --help` says what it takes"},
        {{"report", "no-such-file"}, "error: no-such-file: there is no such ledger"},
        {{"verify-report", "no-such-folder"}, "there is no such ledger"},
        {{"ctm", "complexity", "012"}, "error: \"012\" is not a binary string"}};
    for (const auto& [arguments, message] : explained) {
        const Outcome outcome = gc(arguments);
        INFO(outcome.err);
        CHECK(outcome.code == 2);
        CHECK(has(outcome.err, message));
        CHECK(has(outcome.err, "error: "));
    }
    const Outcome help = gc({"--help"});
    CHECK(help.code == 0);
    for (const char* command : {"audit", "check", "list", "show", "eval", "report", "ctm"})
        CHECK(has(help.out, std::string("\n  ") + command));
    CHECK(has(help.out, "Exit codes"));
    CHECK(gc({"audit", "--help"}).code == 0);
}

TEST_CASE("--version names the program and the libraries that do the arithmetic", "[cli]") {
    const Outcome outcome = gc({"--version"});
    CHECK(outcome.code == 0);
    CHECK(outcome.out.starts_with("groundcheck "));
    for (const char* library : {"FLINT ", "Arb ", "MPFR ", "MPFI ", "GMP ", "Boost "})
        CHECK(has(outcome.out, library));
}

TEST_CASE("the catalogue is found by option, environment and place", "[cli]") {
    const Scratch scratch;
    fs::create_directories(scratch.folder / "mine" / "facts" / "family");
    fs::copy_file(fs::path(GROUNDCHECK_TEST_CATALOGUE) / "facts/drift/martingale.toml",
                  scratch.folder / "mine/facts/family/martingale.toml");
    Surroundings surroundings;
    surroundings.environment["GROUNDCHECK_THEOREMS"] = (scratch.folder / "mine").string();
    // That claim's id does not fit its place, so the message tells which catalogue was read.
    const Outcome by_environment = test::run({GROUNDCHECK_PROGRAM, "check", "one-step"}, surroundings);
    CHECK(by_environment.code == 2);
    CHECK(has(by_environment.err, (scratch.folder / "mine").string()));
    const Outcome by_option = test::groundcheck({"check", "one-step"}, surroundings);  // the option wins
    CHECK(by_option.code == 0);
    const Outcome own = test::run({GROUNDCHECK_PROGRAM, "list"}, Surroundings());
    CHECK(own.code == 0);
    CHECK(has(own.out, "entropy-decay/one-step"));
}

TEST_CASE("an installed groundcheck finds the catalogue it was installed with", "[cli][install]") {
    const Scratch scratch;
    const std::string prefix = (scratch.folder / "prefix").string();
    const Outcome installed =
        test::run({GROUNDCHECK_CMAKE, "--install", GROUNDCHECK_BUILD, "--prefix", prefix});
    INFO(installed.out << installed.err);
    REQUIRE(installed.code == 0);
    const std::string program = prefix + "/bin/groundcheck";
    Surroundings elsewhere;
    elsewhere.folder = "/";
    const Outcome list = test::run({program, "list"}, elsewhere);
    CHECK(list.code == 0);
    CHECK(has(list.out, "entropy-decay/one-step"));
    CHECK(fs::exists(prefix + "/share/groundcheck/report.schema.json"));
    for (const char* file : {"/share/man/man1/groundcheck.1", "/share/doc/groundcheck/LICENSE",
                             "/share/bash-completion/completions/groundcheck", "/bin/groundcheck-checker"})
        CHECK(fs::exists(prefix + file));
    const Outcome papers = test::run({program, "list", "--papers"}, elsewhere);
    CHECK(papers.code == 0);
    CHECK(has(papers.out, "zenil-2026"));
    CHECK_FALSE(fs::exists(prefix + "/share/groundcheck/theorems/language"));
    // It is the installed catalogue that is read, not the source tree's.
    std::ofstream(prefix + "/share/groundcheck/theorems/facts/entropy-decay/one-step.toml") << "broken";
    const Outcome broken = test::run({program, "check", "one-step"}, elsewhere);
    CHECK(broken.code == 2);
    CHECK(has(broken.err, "prefix/share/groundcheck/theorems/facts/entropy-decay/one-step.toml"));
}

TEST_CASE("the progress line says how far, how fast and how long still", "[cli][progress]") {
    using cli::progress_text;
    const AuditProgress progress{120, 300, 20, "entropy-decay/one-step", 0};
    CHECK(progress_text(progress, 100, 10, 100) ==
          "120/300 instances, 10/s, 18.0 s left: entropy-decay/one-step");
    CHECK(progress_text(progress, 1, 10, 100) ==
          "120/300 instances, 0.1/s, 30 min 00 s left: entropy-decay/one-step");
    CHECK(progress_text(progress, 0, 10, 100) == "120/300 instances: entropy-decay/one-step");
    CHECK(progress_text(progress, 100, 0, 100) == "120/300 instances: entropy-decay/one-step");
    CHECK(width_of(progress_text(progress, 100, 10, 40)) == 40);
    const AuditProgress hostile{1, 2, 0, "\x1b[2J"};
    CHECK_FALSE(has(progress_text(hostile, 1, 1, 100), "\x1b"));
}

TEST_CASE("Files and values may begin with a bracket or a minus sign", "[cli]") {
    const test::Scratch scratch;
    const std::string claim = "statement = \"q <= 1\"\nexpect = \"proved\"\n[domain]\nq = \"0, 1\"\n";
    std::filesystem::create_directory(scratch.folder / "[a,b]");
    for (const char* file : {"[a,b]/inside.toml", "[c].toml", "-d.toml"})
        std::ofstream(scratch.folder / file) << claim;
    test::Surroundings surroundings;
    surroundings.folder = scratch.folder;
    for (const std::vector<std::string>& words :
         std::vector<std::vector<std::string>>{{"check", "[a,b]"},
                                               {"check", "[a,b]/inside.toml"},
                                               {"check", "[c].toml"},
                                               {"check", "--", "-d.toml"},
                                               {"check", "--", "[a,b]"},
                                               {"check", "./-d.toml"}}) {
        const Outcome outcome = test::groundcheck(words, surroundings);
        INFO(words.back() << "\n" << outcome.out << outcome.err);
        CHECK(outcome.code == 0);
        CHECK(has(outcome.out, "proved"));
    }
    // Values that begin with a sign or a bracket reach the option, which says what is wrong with them.
    const std::pair<std::vector<std::string>, const char*> values[] = {
        {{"chain", "--samples", "5", "--alpha", "-1/2"}, "--alpha: -1/2 is not between 0 and 1"},
        {{"chain", "--samples", "5", "--alpha=-1/2"}, "--alpha: -1/2 is not between 0 and 1"},
        {{"chain", "--samples", "5", "--alpha", "[0,1]"}, "--alpha: \"[0,1]\" is no number"},
        {{"chain", "--samples", "5", "--world", "-1/2,3/2"}, "--world: the probability -1/2 is negative"},
        {{"chain", "--samples", "5", "--world", "[1/2,1/2]"}, "--world: \"[1/2\" is no probability"},
        {{"chain", "--samples", "5", "--start", "-log(2)"}, "--start: \"-log(2\" is no probability"},
    };
    for (const auto& [words, message] : values) {
        const Outcome outcome = test::groundcheck(words, surroundings);
        INFO(words.back() << "\n" << outcome.out << outcome.err);
        CHECK(outcome.code == 2);
        CHECK(has(outcome.err, message));
    }
}

TEST_CASE("the manual page and the completion have every command and option of the help", "[cli][manual]") {
    const Outcome manual = test::groundcheck({"manual"});
    const Outcome completion = test::groundcheck({"completion", "bash"});
    CHECK(manual.code == 0);
    CHECK(completion.code == 0);
    const auto words_in_help = [](const std::vector<std::string>& command, const std::string& begin) {
        std::vector<std::string> arguments = command, found;
        arguments.emplace_back("--help");
        std::istringstream lines(test::groundcheck(arguments).out);
        bool commands = false;
        for (std::string line; std::getline(lines, line);) {
            if (line == "Subcommands:") commands = true;
            const std::size_t at = line.find_first_not_of(' ');
            if (at != 2) continue;
            const std::string word = line.substr(at, line.find_first_of(" :,=", at) - at);
            if (begin.empty() ? commands : word.starts_with(begin)) found.push_back(word);
        }
        return found;
    };
    const std::vector<std::string> commands = words_in_help({}, "");
    CHECK(commands.size() >= 17);
    for (const std::string& command : commands) {
        CHECK(has(manual.out, ".SS groundcheck " + roff(command) + "\n"));
        CHECK(has(completion.out, "|" + command + "|"));
        for (const std::string& option : words_in_help({command}, "--")) {
            INFO(command << " " << option);
            CHECK(has(manual.out, roff(option)));
            CHECK(has(completion.out, option));
        }
    }
    CHECK(test::groundcheck({"completion", "fish"}).code == 2);
    CHECK(test::groundcheck({"completion"}).code == 2);
    CHECK(test::groundcheck({"version"}).out == test::groundcheck({"--version"}).out);
    const test::Scratch scratch;
    std::ofstream(scratch.folder / "groundcheck.bash") << completion.out;
    Surroundings there;
    there.folder = scratch.folder;
    const Outcome completed = test::run(
        {"bash", "-c",
         "source groundcheck.bash; COMP_WORDS=(groundcheck ctm ta); COMP_CWORD=2; _groundcheck; echo "
         "\"${COMPREPLY[@]}\"; COMP_WORDS=(groundcheck eval --kernel mp); COMP_CWORD=3; _groundcheck; echo "
         "\"${COMPREPLY[@]}\""},
        there);
    CHECK(completed.out == "table\nmpfi\n");
}

}  // namespace command_test
