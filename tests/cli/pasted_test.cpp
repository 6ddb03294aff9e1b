// Every command that the program prints for pasting, pasted: into a shell, with the exit code that it should
// have.
#include <fstream>
#include <regex>
#include <set>

#include "interval/rational.hpp"
#include "tests/catch.hpp"
#include "tests/cli/program.hpp"
#include "tests/scratch.hpp"

using namespace groundcheck;
using test::has;
using test::Outcome;
namespace fs = std::filesystem;

namespace pasted_test {

namespace {

// False claims, and which sign left - right has at a counterexample: 1, -1, or 0 where either is right.
// Together their sides are fractions, logarithms, enclosures of roots and exponentials, negative, tiny and
// huge.
struct False {
    const char* statement;
    const char* domain;
    int sign;
};

const False claims[] = {
    {"E[H(Q')] >= H(Q)", "K = 2\nN = 2\nQ = \"lattice(4)\"", -1},
    {"E[D(Q')] >= D(Q)", "K = 2\nN = \"1..2\"\nQ = \"lattice(3)\"", -1},
    {"-H(Q) >= 0", "K = 2\nQ = \"lattice(3)\"", -1},
    {"log(q) >= 0", "q = \"1/2, 1/3\"", -1},
    {"-log(q) >= 0", "q = \"2, 3\"", -1},
    {"0 >= log(q)", "q = \"2\"", -1},
    {"sqrt(q) <= q", "q = \"1/2\"", 1},
    {"q <= -sqrt(q)", "q = \"1/2\"", 1},
    {"digamma(q) >= q", "q = \"1/3, 2\"", -1},
    {"exp(q) <= q", "q = \"1, -3\"", 1},
    {"exp(-20000*q) <= 0", "q = \"1\"", 1},
    {"exp(q) <= 1", "q = \"1000\"", 1},
    {"sqrt(q) == q", "q = \"2\"", 0},
    {"E[R(infinity, Q')] <= R(infinity, Q)", "K = 2\nN = 2\nQ = \"lattice(10)\"", 1},
    {"E[sqrt(Q'_1)] >= sqrt(Q_1)", "K = 2\nN = 2\nQ = \"lattice(3)\"", -1},
    {"T(3/2, Q) <= 0", "K = 3\nQ = \"lattice(3)\"", 1},
    {"for every outcome: H(Q') <= H(Q)", "K = 2\nN = 2\nQ = \"lattice(3)\"", 1},
    {"KL(Q, (1/3, 2/3)) <= 0", "K = 2\nQ = \"lattice(2)\"", 1},
    {"D(3, '0101') > D(3, '0000')", "q = \"1\"", -1},
};

// Claims whose sides no calculation reads back: infinite, or with an exponent beyond what a number may have.
const False unreadable[] = {
    {"KL(Q, (1, 0)) <= 1", "K = 2\nQ = \"vertices\"", 1},
    {"exp(q) <= 1", "q = \"1000000\"", 1},
    {"exp(-q) <= 0", "q = \"1000000\"", 1},
    {"3^(10^20) <= q", "q = \"1\"", 1},
};

fs::path write_claim(const fs::path& folder, std::size_t number, const False& claim) {
    std::string statement = claim.statement;
    if (has(statement, "'0") && !has(statement, "Q'"))
        statement = std::regex_replace(statement, std::regex("'([01]+)'"), "\"$1\"") + " or q < 0";
    else if (!has(statement, "q") && has(claim.domain, "q ="))
        statement += " or q < 0";
    const fs::path file = folder / ("claim-" + std::to_string(number) + ".toml");
    std::ofstream(file) << "title = \"A false claim\"\nstatement = '''" << statement
                        << "'''\nexpect = \"refuted\"\n[domain]\n"
                        << claim.domain << "\n";
    return file;
}

std::string without_entities(std::string text) {
    const std::pair<const char*, const char*> entities[] = {{"&quot;", "\""}, {"&#34;", "\""}, {"&#39;", "'"},
                                                            {"&apos;", "'"},  {"&lt;", "<"},   {"&gt;", ">"},
                                                            {"&#10;", "\n"},  {"&amp;", "&"}};
    for (const auto& [entity, character] : entities)
        for (std::size_t at = text.find(entity); at != std::string::npos; at = text.find(entity, at + 1))
            text.replace(at, std::string(entity).size(), character);
    return text;
}

// The commands of a text, as someone would copy them: up to the closing quotation mark.
std::vector<std::string> commands_in(const std::string& text) {
    static const std::regex command("groundcheck eval (\"[^\"\n]*\"|'[^'\n]*')");
    std::vector<std::string> found;
    for (std::sregex_iterator place(text.begin(), text.end(), command), end; place != end; ++place)
        found.push_back(place->str());
    return found;
}

Outcome pasted(const std::string& command) {
    const std::string program = test::groundcheck_command({}).front();
    return test::run({"bash", "-c", "groundcheck() { '" + program + "' \"$@\"; }; " + command});
}

// Pastes a command that has to work, and returns the sign of its value: 0 if the enclosure holds 0.
int sign_of_pasted(const std::string& command) {
    const Outcome outcome = pasted(command);
    INFO(command << "\n" << outcome.out << outcome.err);
    CHECK(outcome.code == 0);
    CHECK(outcome.err.empty());
    static const std::regex interval("\\[(-?[0-9.]+(e-?[0-9]+)?), (-?[0-9.]+(e-?[0-9]+)?)\\]\n");
    std::smatch ends;
    REQUIRE(std::regex_match(outcome.out, ends, interval));
    const auto low = parse_rational(ends[1].str()), high = parse_rational(ends[3].str());
    REQUIRE(low.has_value());
    REQUIRE(high.has_value());
    CHECK(*low <= *high);
    return *low > 0 ? 1 : *high < 0 ? -1 : 0;
}

}  // namespace

TEST_CASE("The command under a counterexample works when pasted, and shows what the relation says",
          "[cli][pasted]") {
    const test::Scratch scratch;
    for (std::size_t i = 0; i < std::size(claims); ++i) {
        const Outcome outcome =
            test::groundcheck({"check", write_claim(scratch.folder, i, claims[i]).string()});
        INFO(claims[i].statement << "\n" << outcome.out << outcome.err);
        CHECK(outcome.code == 0);
        const std::vector<std::string> commands = commands_in(outcome.out);
        REQUIRE(commands.size() == 1);
        const int sign = sign_of_pasted(commands[0]);
        CHECK(sign != 0);
        if (claims[i].sign != 0) CHECK(sign == claims[i].sign);
    }
}

TEST_CASE("No command is printed that could not be pasted", "[cli][pasted]") {
    const test::Scratch scratch;
    for (std::size_t i = 0; i < std::size(unreadable); ++i) {
        const Outcome outcome =
            test::groundcheck({"check", write_claim(scratch.folder, i, unreadable[i]).string()});
        INFO(unreadable[i].statement << "\n" << outcome.out << outcome.err);
        CHECK(outcome.code == 0);
        CHECK(has(outcome.out, "counterexample"));
        CHECK(commands_in(outcome.out).empty());
    }
}

TEST_CASE("The commands of an audit's page, summary, Markdown and JUnit file work when pasted",
          "[cli][pasted]") {
    const test::Scratch scratch;
    fs::create_directory(scratch.folder / "claims");
    for (std::size_t i = 0; i < std::size(claims); ++i)
        write_claim(scratch.folder / "claims", i, claims[i]);
    // One that falls short, for the JUnit file's failures.
    std::ofstream(scratch.folder / "claims" / "short.toml")
        << "title = \"Falls short\"\nstatement = \"sqrt(q) <= q\"\nexpect = \"proved\"\n[domain]\nq = \"1/4, "
           "1/3\"\n";
    test::Surroundings surroundings;
    surroundings.folder = scratch.folder;
    const Outcome audit = test::groundcheck({"audit", "claims", "--report", "page"}, surroundings);
    INFO(audit.out << audit.err);
    REQUIRE(audit.code == 1);
    const Outcome markdown =
        test::groundcheck({"report", "page/ledger.sqlite", "--format", "markdown"}, surroundings);
    CHECK(markdown.code == 1);  // the audit falls short
    std::set<std::string> all;
    const auto collect = [&](const std::string& text, std::size_t at_least) {
        const std::vector<std::string> commands = commands_in(without_entities(text));
        CHECK(commands.size() >= at_least);
        all.insert(commands.begin(), commands.end());
    };
    collect(audit.out, 2);
    collect(test::bytes_of(scratch.folder / "page" / "index.html"), std::size(claims) + 1);
    collect(test::bytes_of(scratch.folder / "page" / "junit.xml"), 1);
    collect(test::bytes_of(scratch.folder / "page" / "report.json"), 0);
    collect(markdown.out, 0);
    for (const std::string& command : all)
        CHECK(sign_of_pasted(command) != 0);
    // The page says how to make it again; LEDGER and DIR are the reader's.
    CHECK(has(test::bytes_of(scratch.folder / "page" / "index.html"),
              "groundcheck report LEDGER --report DIR"));
    CHECK(test::groundcheck({"report", "page/ledger.sqlite", "--report", "again"}, surroundings).code == 1);
}

TEST_CASE("The commands that ablate prints work when pasted", "[cli][pasted][ablate]") {
    const test::Scratch scratch;
    const fs::path file = scratch.folder / "rests.toml";
    std::ofstream(file) << R"toml(title = "Rests on its assumptions"
statement = "sqrt(q) >= q"
expect = "proved"
[domain]
q = "0, 1/4, 1"
[assume.at-most-one]
says = "q is at most 1"
drop = { q = "2, 3" }
)toml";
    const Outcome outcome = test::groundcheck({"ablate", file.string(), "--work", "50000"});
    INFO(outcome.out << outcome.err);
    CHECK(outcome.code == 0);
    const std::vector<std::string> commands = commands_in(outcome.out);
    REQUIRE_FALSE(commands.empty());
    for (const std::string& command : commands)
        CHECK(sign_of_pasted(command) == -1);
}

TEST_CASE("The calculator's commands in the documentation work when pasted", "[docs][pasted]") {
    std::size_t count = 0;
    std::vector<fs::path> pages = {"README.md"};
    for (const auto& entry : fs::directory_iterator("docs"))
        if (entry.path().extension() == ".md") pages.push_back(entry.path());
    for (const fs::path& page : pages)
        for (const std::string& command : commands_in(test::bytes_of(page))) {
            if (has(command, "\"...\"")) continue;  // a form, not a command
            const Outcome outcome = pasted(command);
            INFO(page << ": " << command << "\n" << outcome.out << outcome.err);
            CHECK(outcome.code == 0);
            CHECK(outcome.out.starts_with("["));
            ++count;
        }
    CHECK(count >= 5);
}

TEST_CASE("What lists, help and messages tell to run can be run", "[cli][pasted]") {
    const Outcome list = test::groundcheck({"list"});
    CHECK(has(list.out, "`groundcheck show ID` prints one"));
    CHECK(test::groundcheck({"show", "decay/one-step"}).code == 0);
    const Outcome empty = test::groundcheck({"eval"});  // nothing on standard input
    CHECK(empty.code == 2);
    const std::vector<std::string> commands = commands_in(empty.err);
    REQUIRE(commands.size() == 1);
    CHECK(sign_of_pasted(commands[0]) == 1);
}

}  // namespace pasted_test
