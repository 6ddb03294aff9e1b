// README's sample of what `./run audit` prints, held against the program: the claims that it shows are
// audited, and each of its lines has to be among what comes out. What only the whole audit knows (how many
// claims there are) is counted.
#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

#include "tests/catch.hpp"
#include "tests/cli/documentation.hpp"
#include "tests/cli/program.hpp"
#include "tests/scratch.hpp"
#include "theorems/language/catalogue.hpp"

using namespace groundcheck;
using test::has;
using test::Outcome;
namespace fs = std::filesystem;

namespace readme_sample_test {

namespace {

// The indented block after the sentence that announces it, without its indentation; blank lines belong to it.
std::vector<std::string> sample() {
    const std::vector<std::string> lines = test::lines_of("README.md");
    auto at = std::find_if(lines.begin(), lines.end(), [](const std::string& line) {
        return has(line, "What the audit prints (shortened):");
    });
    std::vector<std::string> block;
    while (at != lines.end() && ++at != lines.end() && (at->empty() || at->starts_with("    ")))
        block.push_back(at->empty() ? "" : at->substr(4));
    return block;
}

std::vector<std::string> words_of(const std::string& line) {
    std::istringstream stream(line);
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
        words.push_back(word);
    return words;
}

// A row of the table of claims: "ok", the name, verdict, assurance, instances, points, and what takes its
// time.
constexpr std::size_t lasting_columns = 6;
bool is_row(const std::vector<std::string>& words) {
    return words.size() > lasting_columns && words[0] == "ok";
}

}  // namespace

TEST_CASE("README's sample of an audit is what the program prints today", "[docs]") {
    const std::vector<std::string> shown = sample();
    REQUIRE(shown.size() > 20);

    // Claims of the table by their families, and the claims by which the statements shown are read.
    const Catalogue catalogue = load_catalogue("theorems");
    std::set<std::string> ids;
    std::string family;
    for (const std::string& line : shown) {
        const std::vector<std::string> words = words_of(line);
        if (is_row(words)) ids.insert(family + "/" + words[1]);
        if (words.size() == 1 && words[0] != "...") family = words[0];
        for (const Paper& paper : catalogue.papers)
            for (const Passage& statement : paper.statements)
                if (line.starts_with("  " + statement.number + "  "))
                    for (const Reading& reading : statement.readings) {
                        ids.insert(reading.claims.begin(), reading.claims.end());
                        ids.insert(reading.against.begin(), reading.against.end());
                    }
    }
    REQUIRE(ids.size() >= 6);

    const test::Scratch scratch;
    std::vector<std::string> command = {test::groundcheck_command({}).front(), "--theorems", "theorems",
                                        "audit"};
    command.insert(command.end(), ids.begin(), ids.end());
    command.insert(command.end(), {"--no-ablation", "--no-simulations", "--no-mutants", "--report",
                                   (scratch.folder / "report").string()});
    const Outcome outcome = test::run(command);
    INFO(outcome.out << outcome.err);
    REQUIRE(outcome.code == 0);

    std::vector<std::vector<std::string>> rows;
    std::istringstream printed(outcome.out);
    for (std::string line; std::getline(printed, line);)
        if (is_row(words_of(line))) rows.push_back(words_of(line));
    const bool proofs_checked = fs::exists("build/proofs/checked.tsv");
    std::vector<std::string> others;
    const std::string all = std::to_string(catalogue.claims.size());
    for (const std::string& line : shown) {
        const std::vector<std::string> words = words_of(line);
        const std::string of_all = all + " of " + all;
        if (is_row(words)) {
            INFO(line);
            CHECK(std::any_of(rows.begin(), rows.end(), [&](const std::vector<std::string>& row) {
                for (std::size_t i = 0; i < lasting_columns; ++i)
                    if (row[i] != words[i] && !(i == 3 && words[i] == "formal" && !proofs_checked))
                        return false;
                return true;
            }));
        } else if (has(line, ": auditing ")) {
            CHECK(has(line, ": auditing " + all + " claims"));
        } else if (line.starts_with("Of the ")) {
            std::size_t statements = 0;
            for (const Paper& paper : catalogue.papers)
                statements = std::max(statements, paper.statements.size());
            CHECK(line.starts_with("Of the " + std::to_string(statements) + " numbered statements here, "));
        } else if (line.starts_with("claims decided: ")) {
            CHECK(line == "claims decided: " + of_all + ", as expected: " + of_all);
        } else if (line.starts_with("mutants ")) {
            CHECK(line == "mutants refuted or proved as expected: " + of_all);
        } else if (line.starts_with("report: ")) {
            CHECK(line.ends_with("   time: ..."));
        } else if (!has(line, "decided by")) {  // the table's head, whose columns are as wide as its rows
            others.push_back(line);
        }
    }
    CHECK(test::missing(others, outcome.out) == "");
}

}  // namespace readme_sample_test
