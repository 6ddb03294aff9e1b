// The files that a claim stands in and takes data from: where they are looked up, what is refused, the hash.
#include <sys/stat.h>

#include <string>

#include "tests/language/claim_files.hpp"
#include "theorems/language/sha256.hpp"

namespace groundcheck::test::test_claim_data {
namespace {

namespace fs = std::filesystem;

TEST_CASE("files that cannot be read", "[claim]") {
    const TemporaryFolder folder;
    const auto message = [](const fs::path& path) {
        const std::optional<InputError> error = error_of([&] { load_claim(path); });
        REQUIRE(error.has_value());
        CHECK(error->line == 0);
        CHECK(std::string(error->what()).starts_with(path.string() + ": error: "));
        return error->message;
    };
    CHECK(message(folder.path() / "nowhere.toml") == "there is no such file");
    CHECK(message(folder.path()) == "this is a folder, not a file");
    CHECK(message(folder.path() / "a" / "b") == "there is no such file");
    CHECK(message("/dev/null") == "this is not a regular file");
    CHECK(message(folder.write("huge.toml", std::string(2'000'000, '#'))) ==
          "the file is longer than 1048576 bytes");
    CHECK(message(folder.write("empty.toml", "")) == "the file is empty");
    const fs::path fifo = folder.path() / "fifo";
    REQUIRE(mkfifo(fifo.c_str(), 0600) == 0);
    CHECK(message(fifo) == "this is not a regular file");
    fs::create_symlink("loop.toml", folder.path() / "loop.toml");
    CHECK(message(folder.path() / "loop.toml").starts_with("the file cannot be read"));
}

TEST_CASE("a data file is looked up from the claim's folder", "[domain]") {
    const TemporaryFolder folder;
    folder.write("texts/a.txt", "abc");
    folder.write("texts/empty.txt", "");
    const auto claim = [&](const std::string& data) {
        return folder.write("family/c.toml", claim_text("H(Q) >= 0", "Q = \"" + data + "\""));
    };
    const fs::path expected = fs::canonical(folder.path() / "texts/a.txt");
    CHECK(load_claim(claim("letters:../texts/a.txt")).domains[0].distributions.at("Q").file == expected);
    CHECK(load_claim(claim("words: ../texts/a.txt ")).domains[0].distributions.at("Q").file == expected);
    CHECK(load_claim(claim("counts:" + expected.string())).domains[0].distributions.at("Q").file == expected);
    check_rejected({"", 3, 14, "is empty"}, [&] { load_claim(claim("letters:../texts/empty.txt")); });
    check_rejected({"", 3, 14, "there is no such file"}, [&] { load_claim(claim("letters:texts/a.txt")); });
    check_rejected({"", 3, 14, "the data file"},
                   [&] { load_claim(claim("letters:" + std::string(5000, 'a'))); });
    fs::create_symlink("loop", folder.path() / "loop");
    check_rejected({"", 3, 14, "the data file"}, [&] { load_claim(claim("letters:../loop/a")); });
}

TEST_CASE("the hash follows the file's bytes and its data", "[claim]") {
    const TemporaryFolder folder;
    const std::string text = claim_text("H(Q) >= 0", "Q = \"letters:a.txt\"");
    folder.write("a.txt", "abc");
    const fs::path file = folder.write("c.toml", text);
    const std::string before = load_claim(file).hash;
    CHECK(before.size() == 64);
    CHECK(load_claim(file).hash == before);
    folder.write("a.txt", "abd");
    CHECK(load_claim(file).hash != before);
    folder.write("a.txt", "abc");
    CHECK(load_claim(file).hash == before);
    folder.write("c.toml", text + "# a remark\n");
    CHECK(load_claim(file).hash != before);
    const std::string plain = claim_text("1 < 2", "");
    CHECK(load_claim(folder.write("d.toml", plain)).hash == sha256(plain));
}

TEST_CASE("data files that exchange their contents are other data", "[claim]") {
    const TemporaryFolder folder;
    const fs::path file =
        folder.write("c.toml", claim_text("H(Q) >= H(P)", "Q = \"letters:a.txt\"\nP = \"counts:b.csv\""));
    folder.write("a.txt", "ab");
    folder.write("b.csv", "x,3\ny,1\n");
    const Claim before = load_claim(file);
    folder.write("a.txt", "x,3\ny,1\n");
    folder.write("b.csv", "ab");
    const Claim after = load_claim(file);
    CHECK(before.hash != after.hash);
    CHECK(before.domains[0].distributions.at("Q").digest == after.domains[0].distributions.at("P").digest);
    CHECK(before.domains[0].distributions.at("Q").digest == sha256("ab"));
    // Each place counts by itself: data of a simulation, a mutant, an assumption that is dropped.
    const std::string two = "Q = [[0.5, 0.5]]\n";
    for (const std::string place :
         {"[[full]]\n", "[simulate]\nN = 1\n", "[mutant]\nstatement = \"H(Q) < 0\"\n[mutant.domain]\n",
          "[assume.a]\nsays = \"s\"\ndrop = { "}) {
        const std::string data = std::string("Q = \"counts:b.csv\"") + (place.back() == ' ' ? " }" : "");
        folder.write("b.csv", "x,3\ny,1\n");
        const fs::path other = folder.write("d.toml", claim_text("H(Q) >= 0", two) + place + data + "\n");
        INFO(place);
        const std::string hash = load_claim(other).hash;
        folder.write("b.csv", "x,3\ny,2\n");
        CHECK(load_claim(other).hash != hash);
    }
}

}  // namespace
}  // namespace groundcheck::test::test_claim_data
