// The documentation, held against the program: its examples are run, its claim files are read, its links
// followed.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

#include "tests/catch.hpp"
#include "tests/cli/documentation.hpp"
#include "tests/cli/program.hpp"
#include "tests/scratch.hpp"
#include "theorems/language/claim_file.hpp"
#include "theorems/language/paper_file.hpp"

using namespace groundcheck;
using test::lines_of;
using test::missing;
using test::pages;
using test::write_files;
namespace fs = std::filesystem;

namespace docs_test {

namespace {

struct Example {
    std::string command;              // after "$ "
    std::vector<std::string> output;  // what the page shows; "..." stands for anything
};

// Indented lines that begin with "$ groundcheck", with the indented lines below each.
std::vector<Example> examples(const std::vector<std::string>& lines) {
    std::vector<Example> found;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!lines[i].starts_with("    $ groundcheck")) continue;
        Example& example = found.emplace_back();
        example.command = lines[i].substr(6);
        while (i + 1 < lines.size() && lines[i + 1].starts_with("    ") &&
               !lines[i + 1].starts_with("    $ "))
            example.output.push_back(lines[++i].substr(4));
    }
    return found;
}

// Fenced blocks of a language.
std::vector<std::string> fenced(const std::vector<std::string>& lines, const std::string& language) {
    std::vector<std::string> blocks;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i] != "```" + language) continue;
        std::string& block = blocks.emplace_back();
        while (++i < lines.size() && lines[i] != "```")
            block += lines[i] + "\n";
    }
    return blocks;
}

// What a heading's link is called.
std::string heading_anchor(const std::string& heading) {
    std::string text;
    for (const char c : heading) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (letter) text += c;
        if (c >= 'A' && c <= 'Z') text += static_cast<char>(c - 'A' + 'a');
        if (c == ' ') text += '-';
    }
    return text;
}

}  // namespace

TEST_CASE("the examples in the documentation print what it says", "[docs]") {
    std::size_t run_count = 0;
    for (const fs::path& page : pages()) {
        const std::vector<std::string> lines = lines_of(page);
        const test::Scratch scratch;
        write_files(lines, scratch.folder);
        for (const Example& example : examples(lines)) {
            test::Surroundings surroundings;
            surroundings.folder = scratch.folder;
            surroundings.environment["GROUNDCHECK_THEOREMS"] = fs::absolute("theorems").string();
            const std::string program = fs::path(test::groundcheck_command({}).front()).string();
            const test::Outcome outcome =
                test::run({"bash", "-c", "groundcheck() { '" + program + "' \"$@\"; }; " + example.command},
                          surroundings);
            INFO(page << ": " << example.command << "\nprinted:\n" << outcome.out << outcome.err);
            CHECK(missing(example.output, outcome.out) == "");
            ++run_count;
        }
    }
    CHECK(run_count >= 5);
}

TEST_CASE("an example that prints something else would be noticed", "[docs]") {
    CHECK(missing({"a", "...", "c"}, "a\nb\nc\n").empty());
    CHECK(missing({"decided, in 4 ms"}, "decided, in 1.5 s\n").empty());
    CHECK(missing({"a", "c"}, "a\nb\n") == "c");
    CHECK(missing({"a long..."}, "a longer line\n").empty());
    CHECK(missing({"b long..."}, "a longer line\n") == "b long...");
    CHECK(missing({"b", "a"}, "a\nb\n") == "a");
}

TEST_CASE("the claim files in the documentation are claims", "[docs]") {
    std::size_t read = 0;
    for (const fs::path& page : pages()) {
        for (const std::string& block : fenced(lines_of(page), "toml")) {
            if (block.find("statement") == std::string::npos || block.find("[domain]") == std::string::npos)
                continue;
            const test::Scratch scratch;
            const fs::path file = scratch.folder / "example.toml";
            std::ofstream(file) << block;
            INFO(page << "\n" << block);
            CHECK_NOTHROW(load_claim(file));
            ++read;
        }
    }
    CHECK(read >= 2);
}

TEST_CASE("the paper files in the documentation are papers", "[docs]") {
    std::size_t read = 0;
    for (const fs::path& page : pages()) {
        for (const std::string& block : fenced(lines_of(page), "toml")) {
            if (block.find("authors") == std::string::npos) continue;
            const test::Scratch scratch;
            const fs::path file = scratch.folder / "paper.toml";
            std::ofstream(file) << block;
            INFO(page << "\n" << block);
            CHECK_NOTHROW(load_paper(file));
            ++read;
        }
    }
    CHECK(read >= 1);
}

TEST_CASE("the documentation's links lead to files and headings that exist", "[docs]") {
    static const std::regex link(R"(\]\(([^)\s]+)\))");
    for (const fs::path& page : pages()) {
        std::ifstream stream(page);
        const std::string text{std::istreambuf_iterator<char>(stream), {}};
        for (std::sregex_iterator place(text.begin(), text.end(), link), end; place != end; ++place) {
            const std::string target = (*place)[1];
            if (target.starts_with("http")) continue;
            INFO(page << " links to " << target);
            const std::size_t hash = target.find('#');
            const fs::path file = hash == 0 ? page : page.parent_path() / target.substr(0, hash);
            CHECK(fs::exists(file));
            if (hash == std::string::npos || !fs::is_regular_file(file)) continue;
            bool found = false;
            for (const std::string& line : lines_of(file))
                if (line.starts_with("#") && line.find(' ') != std::string::npos)
                    found =
                        found || heading_anchor(line.substr(line.find(' ') + 1)) == target.substr(hash + 1);
            CHECK(found);
        }
    }
}

TEST_CASE("every page of the documentation is linked from another", "[docs]") {
    std::string all;
    for (const fs::path& page : pages()) {
        std::ifstream stream(page);
        all += std::string{std::istreambuf_iterator<char>(stream), {}};
    }
    for (const fs::path& page : pages()) {
        if (page == "README.md") continue;
        INFO(page);
        CHECK((test::has(all, "(" + page.filename().string()) ||
               test::has(all, "(docs/" + page.filename().string())));
    }
}

}  // namespace docs_test
