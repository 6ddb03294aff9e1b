// Every command that the documentation names, held against what is there: those that stand on a line of their
// own are run, those inside a sentence name a command and options that exist.
#include <chrono>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <thread>

#include "tests/catch.hpp"
#include "tests/cli/documentation.hpp"
#include "tests/cli/program.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;
using test::has;
using test::lines_of;
using test::Outcome;
using test::pages;
namespace fs = std::filesystem;

namespace doc_commands_test {

namespace {

// Without the white space around it.
std::string without_blanks(const std::string& text) {
    const auto begin = text.find_first_not_of(' ');
    return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

// Lines that begin with a program of ours, indented or in a fenced block without a language; a backslash at a
// line's end joins it with the next. Without what a reader reads: a comment at the end.
std::vector<std::string> commands(const std::vector<std::string>& lines) {
    static const std::regex command(
        "(groundcheck|groundcheck-checker|\\./run|proofs/\\S+|tests/\\S+) \\S.*|proofs/\\S+");
    std::vector<std::string> found;
    bool fenced = false, ours = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].starts_with("```")) {
            fenced = !fenced;
            ours = fenced && lines[i] == "```";
            continue;
        }
        if (!lines[i].starts_with("    ") && !(fenced && ours)) continue;
        std::string text = without_blanks(lines[i]);
        while (text.ends_with("\\") && i + 1 < lines.size()) {
            text.pop_back();
            text += without_blanks(lines[++i]);
        }
        text = without_blanks(text.substr(0, text.find(" #")));
        // "groundcheck 0.1.0: ..." is what the program prints.
        if (std::regex_match(text, command) && !text.starts_with("groundcheck 0")) found.push_back(text);
    }
    return found;
}

// What the documentation's commands expect to find where they are run: the catalogue, the reader's files, a
// small audit.
class Desk {
  public:
    explicit Desk(const std::vector<std::string>& lines) {
        fs::create_directory_symlink(fs::absolute("theorems"), scratch_.folder / "theorems");
        test::write_files(lines, scratch_.folder);
        std::ofstream(scratch_.folder / "my-claim.toml")
            << "statement = \"D(Q) <= 1/2\"\n[domain]\nK = 2\nQ = \"lattice(4)\"\n";
        program_ = test::groundcheck_command({}).front();
    }

    fs::path folder() const { return scratch_.folder; }

    // Texts of the reader's own that the command reads and nobody has written: an essay stands in for them.
    void lay_out_texts(const std::string& command) const {
        static const std::regex text("(?:bytes|characters|words|letters):([a-z-]+\\.txt)");
        for (std::sregex_iterator at(command.begin(), command.end(), text), end; at != end; ++at) {
            const fs::path file = scratch_.folder / (*at)[1].str();
            if (!fs::exists(file)) fs::copy_file("theorems/facts/texts/essay.txt", file);
        }
    }

    // A report, for commands about one.
    void audit() {
        if (fs::exists(scratch_.folder / "audit-report")) return;
        const Outcome outcome = shell(
            "groundcheck audit entropy-decay/min-entropy entropy-decay/gini-factor --no-ablation "
            "--no-simulations");
        INFO(outcome.out << outcome.err);
        REQUIRE(outcome.code == 0);
    }

    std::string line(const std::string& command) const {
        return "groundcheck() { '" + program_ + "' \"$@\"; }; groundcheck-checker() { '" +
               checker("groundcheck-checker").string() + "' \"$@\"; }; " + command;
    }

    // It needs Coq and OCaml, and is left out where they are not.
    bool has_verified_checker() const { return fs::exists(checker("groundcheck-verified")); }

    test::Surroundings surroundings() const {
        test::Surroundings result;
        result.folder = scratch_.folder;
        result.environment["GROUNDCHECK_THEOREMS"] = fs::absolute("theorems").string();
        return result;
    }

    Outcome shell(const std::string& command) const {
        return test::run({"bash", "-c", line(command)}, surroundings());
    }

  private:
    fs::path checker(const std::string& name) const {
        return fs::path(program_).parent_path().parent_path() / "checker" / name;
    }

    test::Scratch scratch_;
    std::string program_;
};

// Runs it for a while. A command that is still at work then has understood what it was told.
struct Tried {
    bool ended = false;
    Outcome outcome;
};

Tried tried(const Desk& desk, const std::string& command) {
    // "exec", so that what is waited for is the program and not a shell.
    const std::string program = test::groundcheck_command({}).front();
    std::string text = command;
    if (text.starts_with("groundcheck "))
        text = "exec '" + program + "'" + text.substr(std::string("groundcheck").size());
    test::Process process({"bash", "-c", text.starts_with("exec") ? text : desk.line(text)},
                          desk.surroundings());
    // Enumerating machines and simulating may go on for minutes; what others do, later commands need.
    const bool is_long =
        text.find(" ctm ") != std::string::npos || text.find(" simulate ") != std::string::npos;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(is_long ? 4 : 300);
    while (process.running() && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    if (process.running()) return {};  // the destructor ends it
    return {true, process.wait()};
}

// The commands of ./run, as its help lists them.
std::set<std::string> run_commands() {
    const Outcome help = test::run({"./run", "help"});
    REQUIRE(help.code == 0);
    static const std::regex entry("\n  ([a-z]+) ");
    std::set<std::string> names = {"help"};
    for (std::sregex_iterator at(help.out.begin(), help.out.end(), entry), end; at != end; ++at)
        names.insert((*at)[1]);
    return names;
}

// The code spans of a page: what stands between two backticks on one line.
std::vector<std::string> spans(const std::vector<std::string>& lines) {
    static const std::regex span("`([^`]+)`");
    std::vector<std::string> found;
    for (const std::string& line : lines)
        for (std::sregex_iterator at(line.begin(), line.end(), span), end; at != end; ++at)
            found.push_back((*at)[1]);
    return found;
}

// The block below the line that ends with `heading`, without its indentation.
std::string block_below(const std::vector<std::string>& lines, const std::string& heading) {
    std::string block;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!lines[i].ends_with(heading)) continue;
        for (i += 2; i < lines.size() && lines[i].starts_with("    "); ++i)
            block += lines[i].substr(4) + "\n";
        break;
    }
    return block;
}

}  // namespace

TEST_CASE("every command on a line of its own in the documentation does its work", "[docs]") {
    const std::set<std::string> known = run_commands();
    CHECK(known.count("audit") == 1);
    std::size_t run = 0, looked_up = 0;
    for (const fs::path& page : pages()) {
        const std::vector<std::string> lines = lines_of(page);
        Desk desk(lines);
        for (const std::string& command : commands(lines)) {
            INFO(page << ": " << command);
            if (command.starts_with("./run ")) {  // they install and build, so they are only looked up
                const std::string rest = command.substr(6);
                CHECK(known.count(rest.substr(0, rest.find(' '))) == 1);
                ++looked_up;
            } else if (command.starts_with("proofs/") || command.starts_with("tests/")) {
                CHECK(fs::is_regular_file(command.substr(0, command.find(' '))));
                ++looked_up;
            } else if (has(command, " --verified ") && !desk.has_verified_checker()) {
                ++looked_up;
            } else {
                if (has(command, "audit-report")) desk.audit();
                desk.lay_out_texts(command);
                const Tried result = tried(desk, command);
                INFO("printed:\n" << result.outcome.out << result.outcome.err);
                // Held against simulation, a claim that is contradicted or stays open is an answer, too.
                const bool answers =
                    result.outcome.code == 0 || (result.outcome.code == 1 && has(command, " --claims "));
                CHECK((!result.ended || answers));
                ++run;
            }
        }
    }
    CHECK(run >= 15);
    CHECK(looked_up >= 8);
}

TEST_CASE("commands inside sentences name what exists", "[docs]") {
    const std::set<std::string> known = run_commands();
    const Outcome help = test::groundcheck({"--help"});
    std::vector<fs::path> all = pages();
    all.insert(all.end(), {"CONTRIBUTING.md", "CHANGELOG.md"});
    std::size_t seen = 0, options = 0;
    for (const fs::path& page : all)
        for (const std::string& span : spans(lines_of(page))) {
            INFO(page << ": " << span);
            static const std::regex own("groundcheck ([a-z-]+)( [a-z]+)?.*"), entrance("\\./run ([a-z]+).*"),
                option(" (--[a-z-]+)");
            std::smatch name;
            if (std::regex_match(span, name, entrance)) {
                CHECK(known.count(name[1]) == 1);
                ++seen;
            } else if (std::regex_match(span, name, own)) {
                CHECK(has(help.out, "\n  " + name[1].str() + " "));
                std::vector<std::string> ask = {name[1]};
                if (name[1] == "ctm" && name[2].matched) ask.push_back(name[2].str().substr(1));
                ask.emplace_back("--help");
                const Outcome says = test::groundcheck(ask);
                for (std::sregex_iterator at(span.begin(), span.end(), option), end; at != end; ++at) {
                    CHECK(has(says.out, (*at)[1].str()));
                    ++options;
                }
                ++seen;
            }
        }
    CHECK(seen >= 30);
    CHECK(options >= 5);
}

TEST_CASE("report.json is read from Python and the table from R as the documentation shows", "[docs]") {
    const std::vector<std::string> lines = lines_of("docs/report.md");
    Desk desk(lines);
    desk.audit();
    // The examples call the program by its name.
    fs::create_directory(desk.folder() / "bin");
    fs::create_symlink(test::groundcheck_command({}).front(), desk.folder() / "bin" / "groundcheck");
    const auto run = [&](const std::string& interpreter, const std::string& heading) -> std::string {
        const std::string example = block_below(lines, heading);
        REQUIRE(!example.empty());
        std::ofstream(desk.folder() / "example") << example;
        if (desk.shell("command -v " + interpreter).code != 0) return "";  // not on this machine
        const Outcome outcome = desk.shell("PATH=$PWD/bin:$PATH exec " + interpreter + " example");
        INFO(interpreter << ":\n" << outcome.out << outcome.err);
        CHECK(outcome.code == 0);
        return outcome.out + "ran";
    };
    const std::string python = run("python3", "From Python:");
    if (!python.empty()) {
        CHECK(has(python, "entropy-decay/min-entropy refuted exact"));
        CHECK(has(python, "entropy-decay/gini-factor proved"));
    }
    const std::string table = run("Rscript", "and from R:");
    if (!table.empty()) CHECK(has(table, "refuted"));
}

TEST_CASE("the documentation's commands are found where they are", "[docs]") {
    CHECK(commands({"    groundcheck list  # all", "    groundcheck 0.1.0: auditing", "text groundcheck list",
                    "    groundcheck simulate \\", "        --samples 3", "```toml", "groundcheck no", "```",
                    "```", "groundcheck check x.toml", "```"}) ==
          std::vector<std::string>{"groundcheck list", "groundcheck simulate --samples 3",
                                   "groundcheck check x.toml"});
    CHECK(spans({"run `groundcheck list --papers` or `x`"}) ==
          std::vector<std::string>{"groundcheck list --papers", "x"});
}

}  // namespace doc_commands_test
