// The small tools under the parser: places in a text, edit distance, SHA-256, the table of functions.
#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/language_fixture.hpp"
#include "tests/random.hpp"
#include "theorems/language/sha256.hpp"
#include "theorems/language/suggest.hpp"
#include "theorems/language/vocabulary.hpp"

namespace groundcheck::test::test_text {
namespace {

// Test vectors of FIPS 180-4's examples and of NIST's SHA-256 short and long message tests.
TEST_CASE("SHA-256 of the published test vectors", "[sha256]") {
    CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256(std::string(1'000'000, 'a')) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SHA-256 separates all lengths around a block", "[sha256]") {
    std::map<std::string, std::size_t> seen;
    for (std::size_t length = 0; length < 200; ++length)
        CHECK(seen.emplace(sha256(std::string(length, 'x')), length).second);
}

TEST_CASE("edit distance is a metric that counts edits", "[suggest][random]") {
    CHECK(edit_distance("", "") == 0);
    CHECK(edit_distance("abc", "") == 3);
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(edit_distance("alhpa", "alpha") == 1);
    GROUNDCHECK_REPLAYABLE();
    std::mt19937_64 random = generator(31);
    const auto pick = [&](std::size_t n) {
        return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
    };
    for (int i = 0; i < 500; ++i) {
        std::string word;
        for (std::size_t k = 0; k < 1 + pick(8); ++k)
            word += static_cast<char>('a' + pick(3));
        std::string edited = word;
        const std::size_t edits = pick(4);
        for (std::size_t k = 0; k < edits; ++k) {
            const std::size_t at = pick(edited.size() + 1);
            if (pick(2) == 0 || at == edited.size())
                edited.insert(at, 1, static_cast<char>('a' + pick(3)));
            else
                edited.erase(at, 1);
        }
        INFO(word << " " << edited);
        CHECK(edit_distance(word, edited) <= edits);
        CHECK(edit_distance(word, edited) == edit_distance(edited, word));
        CHECK((edit_distance(word, edited) == 0) == (word == edited));
    }
}

TEST_CASE("the nearest name", "[suggest]") {
    const std::vector<std::string> names = {"alpha", "log", "KL", "Q", "statement"};
    CHECK(nearest("alhpa", names) == "alpha");
    CHECK(nearest("LOG", names) == "log");
    CHECK(nearest("kl", names) == "KL");
    CHECK(nearest("q", names) == "Q");
    CHECK(nearest("x", names).empty());
    CHECK(nearest("entirely different", names).empty());
    CHECK(nearest(std::string(100'000, 'a'), names).empty());
    CHECK(suggestion("alhpa", names) == "did you mean \"alpha\"?");
    CHECK(suggestion("zzzz", {"a", "b"}) == "known here: a, b");
    CHECK(suggestion("zzzz", {}).empty());
}

TEST_CASE("places count code points", "[source]") {
    const Source source(
        "a\xC3\xA9"
        "b\n\xE2\x89\xA4"
        "c");
    CHECK(source.range(0, 1).column == 1);
    CHECK(source.range(1, 3).column == 2);
    CHECK(source.range(1, 3).length == 1);
    CHECK(source.range(3, 4).column == 3);
    CHECK(source.range(5, 8).line == 2);
    CHECK(source.range(8, 9).column == 2);
    CHECK(source.range(0, 9).length == 3);  // to the end of the first line
    CHECK(source.range(99, 100).line == 2);
}

TEST_CASE("lines of a text", "[source]") {
    CHECK(line_of("a\nb\r\nc", 1) == "a");
    CHECK(line_of("a\nb\r\nc", 2) == "b");
    CHECK(line_of("a\nb\r\nc", 3) == "c");
    CHECK(line_of("a\nb\r\nc", 4).empty());
    CHECK(line_of("", 1).empty());
}

TEST_CASE("valid and invalid UTF-8", "[source]") {
    for (const std::string good :
         {"", "abc", "\xC3\xA9", "\xE2\x89\xA4", "\xF0\x9F\x98\x80", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF"})
        CHECK(invalid_utf8(good) == std::string::npos);
    const std::vector<std::string> bad = {
        "\x80",         "\xC3",     "\xC0\xAF",         "\xC1\xBF",         "\xE0\x9F\xBF",
        "\xED\xA0\x80", "\xE2\x89", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
        "\xFF",         "\xC3(",    "\xE2(\xA4"};
    for (const std::string& text : bad) {
        CHECK(invalid_utf8(text) == 0);
        CHECK(invalid_utf8("ok" + text) == 2);
    }
}

TEST_CASE("every function can be called, and no variable can take its name", "[vocabulary]") {
    const std::map<Type, std::string> argument = {{Type::scalar, "1"},
                                                  {Type::distribution, "Q"},
                                                  {Type::observable, "f"},
                                                  {Type::law, "Law[Q']"},
                                                  {Type::string, "\"01\""}};
    for (const Function& function : functions()) {
        std::string call = function.name + "(";
        for (const Type type : function.parameters)
            call += (call.back() == '(' ? "" : ", ") + argument.at(type);
        call += ")";
        INFO(call);
        const bool string = function.result == Type::string;
        const bool distribution = function.result == Type::distribution;
        const std::string statement = function.node() == Node::predicate ? call
                                      : string                           ? call + " == \"01\""
                                      : distribution                     ? call + " == Q"
                                                                         : call + " < 2";
        const ExpressionPtr tree = parse_statement(statement, full_scope());
        const Expression& node = function.node() == Node::predicate ? *tree : *tree->args[0];
        CHECK(node.node == function.node());
        CHECK(node.name == function.name);
        CHECK_FALSE(function.meaning.empty());
        // One argument too many, and none at all.
        CHECK_THROWS_AS(parse_statement(function.name + "() < 2", full_scope()), InputError);
        if (!function.variadic)
            CHECK_THROWS_AS(parse_statement(statement.substr(0, call.size() - 1) + ", 1) < 2", full_scope()),
                            InputError);
        if (function.name.size() > 1) CHECK(is_reserved(function.name));
    }
    for (const char* word :
         {"K",   "L",   "N",       "M",  "E",    "Var",  "Pr", "sum",      "prod",    "and",     "or",
          "not", "iff", "implies", "in", "from", "with", "pi", "infinity", "doeblin", "strings", "outputs"})
        CHECK(is_reserved(word));
    for (const char* word : {"Q", "P", "R", "H", "D", "T", "f", "q", "c", "i", "alpha", "t"})
        CHECK_FALSE(is_reserved(word));
}

// docs/claim-language.md, line by line.
std::vector<std::string> reference() {
    std::ifstream file("docs/claim-language.md");
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);)
        lines.push_back(line);
    return lines;
}

TEST_CASE("the reference has every function with its formula", "[docs]") {
    const std::vector<std::string> lines = reference();
    for (const Function& function : functions()) {
        INFO(function.name << ": " << function.meaning);
        // The formula stands in the function's own row, with or without back quotes around its parts.
        const bool found = std::any_of(lines.begin(), lines.end(), [&](std::string line) {
            if (!line.starts_with("| `" + function.name + "(")) return false;
            line.erase(std::remove(line.begin(), line.end(), '`'), line.end());
            return line.find(function.meaning) != std::string::npos;
        });
        CHECK(found);
    }
}

TEST_CASE("the reference's table of errors is what the parser says", "[docs]") {
    const std::vector<std::string> lines = reference();
    auto row = std::find_if(lines.begin(), lines.end(),
                            [](const std::string& line) { return line.starts_with("<!-- every row"); });
    std::size_t rows = 0;
    for (; row != lines.end() && !row->empty(); ++row) {
        if (!row->starts_with("| `")) continue;
        const std::size_t end = row->find("` | ");
        REQUIRE(end != std::string::npos);
        const std::string text = row->substr(3, end - 3);
        const std::string message = row->substr(end + 4, row->size() - end - 6);
        INFO(text);
        const std::optional<InputError> error = error_of([&] { parse_statement(text, full_scope()); });
        REQUIRE(error.has_value());
        CHECK(error->message.substr(0, message.size()) == message);
        ++rows;
    }
    CHECK(rows >= 45);
}

}  // namespace
}  // namespace groundcheck::test::test_text
