// Whatever the bytes, a reader answers with a tree, a claim or an InputError: nothing else, and no crash.
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "tests/language_fixture.hpp"
#include "tests/random.hpp"

namespace groundcheck::test::test_fuzz {
namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> catalogue_files() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator("theorems"))
        if (entry.path().extension() == ".toml" && entry.path().filename() != paper_file_name)
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

class Mutator {
  public:
    explicit Mutator(std::mt19937_64& random) : random_(random) {}

    // The text with one to `most` random edits: bytes changed, stretches deleted, doubled or swapped,
    // fragments put in.
    std::string mutate(std::string text, std::size_t most) {
        const std::size_t edits = 1 + pick(most);
        for (std::size_t i = 0; i < edits && !text.empty(); ++i) {
            const std::size_t at = pick(text.size());
            const std::size_t length = 1 + pick(20);
            switch (pick(6)) {
                case 0:
                    text[at] = static_cast<char>(pick(256));
                    break;
                case 1:
                    text.erase(at, length);
                    break;
                case 2:
                    text.insert(at, text.substr(pick(text.size()), length));
                    break;
                case 3:
                    text.insert(at, fragments[pick(std::size(fragments))]);
                    break;
                case 4:
                    text[at] = static_cast<char>(32 + pick(95));
                    break;
                default:
                    std::swap(text[at], text[pick(text.size())]);
            }
        }
        return text;
    }

    std::string bytes(std::size_t length) {
        std::string text(length, '\0');
        for (char& c : text)
            c = static_cast<char>(pick(256));
        return text;
    }

    std::string fragment_soup(std::size_t count) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i)
            text += fragments[pick(std::size(fragments))];
        return text;
    }

    std::size_t pick(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }

  private:
    static constexpr const char* fragments[] = {"(",
                                                ")",
                                                "[",
                                                "]",
                                                "E[",
                                                "Var[",
                                                "Pr[",
                                                "sum(i: ",
                                                "sum(i in 1..3: ",
                                                "prod(j: ",
                                                "Q'",
                                                "Q[",
                                                "Q_",
                                                "_i",
                                                "_1",
                                                "_(",
                                                "Q",
                                                "P",
                                                "M",
                                                "K",
                                                "N",
                                                "alpha",
                                                "f",
                                                "t",
                                                "H(",
                                                "KL(",
                                                "R(",
                                                "max(",
                                                ", ",
                                                " from ",
                                                " <= ",
                                                " == ",
                                                " < ",
                                                " and ",
                                                " or ",
                                                " not ",
                                                " iff ",
                                                " implies ",
                                                "+",
                                                "-",
                                                "*",
                                                "/",
                                                "^",
                                                "1",
                                                "0.5",
                                                "1e9999",
                                                "1e-20000",
                                                "0x1p-1074",
                                                "infinity",
                                                "pi",
                                                "..",
                                                ":",
                                                "\"",
                                                "'",
                                                "\"\"\"",
                                                "'''",
                                                "\\",
                                                "\n",
                                                "#",
                                                "=",
                                                "[domain]\n",
                                                "[[domain]]\n",
                                                "[mutant]\n",
                                                "K = \"any\"\n",
                                                "lattice(",
                                                "letters:",
                                                "simplex",
                                                "for every outcome: ",
                                                "\xC3",
                                                "\xE2\x89\xA4",
                                                "{",
                                                "}",
                                                "\r\n",
                                                ".a"};
    std::mt19937_64& random_;
};

TEST_CASE("random bytes and fragments never break the parser", "[fuzz][random]") {
    GROUNDCHECK_REPLAYABLE();
    std::mt19937_64 random = generator(21);
    Mutator mutator(random);
    const Scope scope = full_scope();
    std::size_t read = 0;
    for (int i = 0; i < 30'000; ++i) {
        const std::string text =
            i % 4 == 0 ? mutator.bytes(1 + mutator.pick(60)) : mutator.fragment_soup(1 + mutator.pick(12));
        INFO("text: " << text);
        const auto attempt = [&] {
            if (i % 2 == 0)
                parse_calculator(text);
            else
                parse_statement(text, scope);
            ++read;
        };
        const std::optional<InputError> error = error_of(attempt);
        if (error) REQUIRE(error->column >= 1);
    }
    CHECK(read > 20);
}

TEST_CASE("mutated statements are read or rejected, and what is read prints and reads back",
          "[fuzz][random]") {
    GROUNDCHECK_REPLAYABLE();
    std::mt19937_64 random = generator(22);
    Mutator mutator(random);
    const Scope scope = full_scope();
    std::vector<std::string> statements;
    for (const Claim& claim : load_catalogue("theorems").claims)
        statements.push_back(claim.statement_text);
    std::size_t read = 0;
    for (int i = 0; i < 20'000; ++i) {
        const std::string text =
            mutator.mutate(statements[static_cast<std::size_t>(i) % statements.size()], 2);
        INFO("text: " << text);
        const std::optional<InputError> error = error_of([&] {
            const ExpressionPtr tree = parse_statement(text, scope);
            REQUIRE(same(*tree, *parse_statement(to_text(*tree), scope)));
            ++read;
        });
        if (error) REQUIRE(error->line >= 1);
    }
    CHECK(read > 100);
}

TEST_CASE("mutated claim files are read or rejected", "[fuzz][random]") {
    GROUNDCHECK_REPLAYABLE();
    std::mt19937_64 random = generator(23);
    Mutator mutator(random);
    const TemporaryFolder folder;
    fs::create_directories(folder.path() / "texts");
    fs::copy_file("theorems/facts/texts/essay.txt", folder.path() / "texts/essay.txt");
    std::vector<std::string> contents;
    for (const fs::path& file : catalogue_files())
        contents.push_back(slurp(file));
    std::size_t read = 0;
    std::size_t rejected = 0;
    for (int i = 0; i < 6'000; ++i) {
        const std::string text = mutator.mutate(contents[static_cast<std::size_t>(i) % contents.size()], 3);
        INFO("file:\n" << text);
        const fs::path file = folder.write("family/claim.toml", text);
        const std::optional<InputError> error = error_of([&] {
            load_claim(file);
            ++read;
        });
        if (error) ++rejected;
    }
    CHECK(read > 100);
    CHECK(rejected > 1000);
}

TEST_CASE("mutated paper files are read or rejected", "[fuzz][random]") {
    GROUNDCHECK_REPLAYABLE();
    std::mt19937_64 random = generator(24);
    Mutator mutator(random);
    const TemporaryFolder folder;
    std::vector<std::string> contents;
    for (const fs::path& paper : paper_folders("theorems"))
        contents.push_back(slurp(paper / paper_file_name));
    REQUIRE_FALSE(contents.empty());
    std::size_t read = 0, rejected = 0;
    for (int i = 0; i < 500; ++i) {
        const std::string text = mutator.mutate(contents[static_cast<std::size_t>(i) % contents.size()], 3);
        const fs::path file = folder.write("paper.toml", text);
        const std::optional<InputError> error = error_of([&] {
            load_paper(file);
            ++read;
        });
        if (error) ++rejected;
    }
    CHECK(read + rejected == 500);
    CHECK(read > 10);
    CHECK(rejected > 10);
}

TEST_CASE("a claim file cut short anywhere is read or rejected", "[fuzz]") {
    const TemporaryFolder folder;
    fs::create_directories(folder.path() / "texts");
    fs::copy_file("theorems/facts/texts/essay.txt", folder.path() / "texts/essay.txt");
    const std::string content = slurp("theorems/facts/entropy-decay/sandwich-lower.toml");
    for (std::size_t length = 0; length < content.size(); ++length) {
        const fs::path file = folder.write("family/claim.toml", content.substr(0, length));
        error_of([&] { load_claim(file); });
    }
    CHECK(load_claim(folder.write("family/claim.toml", content)).mutant.has_value());
}

TEST_CASE("random bytes never break the reader of claim files", "[fuzz][random]") {
    GROUNDCHECK_REPLAYABLE();
    std::mt19937_64 random = generator(24);
    Mutator mutator(random);
    const TemporaryFolder folder;
    for (int i = 0; i < 2'000; ++i) {
        const std::string text =
            i % 2 == 0 ? mutator.bytes(mutator.pick(200)) : mutator.fragment_soup(mutator.pick(40));
        INFO("file:\n" << text);
        const fs::path file = folder.write("claim.toml", text);
        CHECK(error_of([&] { load_claim(file); }).has_value());
    }
}

}  // namespace
}  // namespace groundcheck::test::test_fuzz
