// Limits of a whole command: time, memory and signals hold inside one instance, and what cannot be done is
// not begun.
#include <chrono>
#include <csignal>
#include <fstream>
#include <thread>

#include "tests/catch.hpp"
#include "tests/cli/program.hpp"

using namespace groundcheck;
using test::has;
using test::Outcome;

namespace limits_test {

namespace {

namespace fs = std::filesystem;

struct Folder {
    Folder() : path(fs::temp_directory_path() / ("groundcheck-limits-" + std::to_string(getpid()))) {
        fs::create_directories(path);
    }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string file(const std::string& name, const std::string& text) const {
        std::ofstream(path / name) << text;
        return (path / name).string();
    }
    fs::path path;
};

std::string claim(const std::string& statement, const std::string& domain) {
    static int number = 0;
    return "id = \"test/limits-" + std::to_string(++number) + "\"\ntitle = \"t\"\nstatement = \"" +
           statement + "\"\n[domain]\n" + domain;
}

// One instance, and one evaluation at each of its points, that take far longer than any limit here.
const char* const long_domain = "K = 4\nN = 60\nQ = \"lattice(60)\"\n";
const char* const long_statement = "E[max(Q')] >= max(Q)";

std::string counts(std::size_t symbols, std::size_t different) {
    std::string text = "symbol,count\n";
    for (std::size_t i = 0; i < symbols; ++i)
        text += "s" + std::to_string(i) + "," + std::to_string(1 + (i * 7919) % different) + "\n";
    return text;
}

}  // namespace

TEST_CASE("check ends at its limits inside an instance, without a verdict", "[cli][limits]") {
    const Folder folder;
    const std::string file = folder.file("long.toml", claim(long_statement, long_domain));
    for (const auto& [option, value, says] :
         {std::tuple{"--time", "0.3", "the time limit"}, std::tuple{"--memory", "1", "the memory limit"}}) {
        const Outcome outcome = test::groundcheck({"check", file, option, value});
        INFO(outcome.out << outcome.err);
        CHECK(outcome.code == 1);
        CHECK(has(outcome.err, says));
        CHECK_FALSE(has(outcome.out, ": proved"));
        CHECK_FALSE(has(outcome.out, ": refuted"));
    }
    for (const char* bad : {"-1", "x", ""})
        CHECK(test::groundcheck({"check", file, "--time", bad}).code == 2);
    CHECK(test::groundcheck({"check", file, "--memory", "0"}).code == 2);
}

TEST_CASE("check, chain and grounding answer to a signal inside their work", "[cli][limits]") {
    const Folder folder;
    const std::string file = folder.file("long.toml", claim(long_statement, long_domain));
    const std::string world = "counts:" + folder.file("world.csv", counts(300, 97));
    const std::vector<std::vector<std::string>> commands = {
        {"check", file},
        {"chain", "--samples", "10000", "--world", world, "--alpha", "1/100", "--time", "1000"}};
    for (const auto& command : commands)
        for (const int signal : {SIGINT, SIGTERM}) {
            test::Process process(test::groundcheck_command(command), {});
            REQUIRE(process.answers_to(signal));
            std::this_thread::sleep_for(std::chrono::milliseconds(400));
            REQUIRE(process.running());
            process.send(signal);
            const Outcome outcome = process.wait();
            INFO(command.front() << ": " << outcome.out << outcome.err);
            CHECK(outcome.code == 128 + signal);
            CHECK(has(outcome.err, "stopped: interrupted"));
        }
}

TEST_CASE("What was decided before a limit is printed", "[cli][limits]") {
    const Folder folder;
    const std::string quick = folder.file("a.toml", claim("D(Q) >= 0", "K = 2\nQ = \"lattice(2)\"\n"));
    const std::string slow = folder.file("b.toml", claim(long_statement, long_domain));
    const Outcome outcome = test::groundcheck({"check", quick, slow, "--time", "1"});
    INFO(outcome.out << outcome.err);
    CHECK(outcome.code == 1);
    CHECK(has(outcome.out, "proved (lattice)"));
}

TEST_CASE("A space of points that is too large is refused before it is begun", "[cli][limits]") {
    const Folder folder;
    const std::string four =
        "K = 2\nQ = \"lattice(65535)\"\nP = \"lattice(65535)\"\nR = \"lattice(65535)\"\n";
    for (const char* statement :
         {"H(Q) + H(P) + H(R) >= 0", "max(Q) + max(P) + max(R) >= 1", "KL(Q,P) >= -D(R)"}) {
        const Outcome outcome =
            test::groundcheck({"check", "--time", "600", folder.file("large.toml", claim(statement, four))});
        INFO(outcome.out << outcome.err);
        CHECK(outcome.code == 1);
        CHECK(has(outcome.out, "points"));
        CHECK_FALSE(has(outcome.err, "time limit"));
    }
}

TEST_CASE("Large worlds are answered or refused", "[cli][limits]") {
    const Folder folder;
    const std::string world = "counts:" + folder.file("world.csv", counts(20000, 16001));
    const Outcome kept = test::groundcheck({"grounding", "--measure", "entropy", "--world", world,
                                            "--samples", "1000", "--keep", "1/2", "--time", "600"});
    INFO(kept.out << kept.err);
    CHECK(kept.code == 0);
    CHECK(has(kept.out, "alpha"));
    const Outcome chain =
        test::groundcheck({"chain", "--samples", "10000", "--world", world, "--alpha", "1/100"});
    INFO(chain.out << chain.err);
    CHECK(chain.code == 2);
    CHECK(has(chain.err, "--time"));
}

}  // namespace limits_test
