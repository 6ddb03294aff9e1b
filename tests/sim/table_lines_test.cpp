// Tables as spreadsheets and scripts write them: which cell is the number, and which is the symbol.
#include "sim/table_lines.hpp"

#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace table_lines_test {

namespace {

// "symbol=value" of each line, "value" alone without a symbol.
std::string said(const std::string& text) {
    std::string result;
    for (const TableLine& line : table_lines(text))
        result += (line.named ? line.symbol + "=" : "") + line.value + "|";
    return result;
}

}  // namespace

TEST_CASE("Cells are separated by commas, semicolons or tabs") {
    CHECK(said("a,3\nb,1\n") == "a=3|b=1|");
    CHECK(said("a;3\nb;1\n") == "a=3|b=1|");
    CHECK(said("a\t3\nb\t1\n") == "a=3|b=1|");
    CHECK(said("3\n1") == "3|1|");
    CHECK(said("word;count\r\na;3\r\nb;1\r\n") == "word=count|a=3|b=1|");
    CHECK(said("# a comment; with one\n\na ; 3\n") == "a=3|");
    CHECK(said("").empty());
}

TEST_CASE("A symbol may hold separators, the table's own among them") {
    CHECK(said("a;b,3\nc;d,1\n") == "a;b=3|c;d=1|");  // behind the semicolon is no number
    CHECK(said(",,3\n;,1\n") == ",=3|;=1|");          // a semicolon in one line only
    CHECK(said(";;3\n,;1\n") == ";=3|,=1|");          // the last one counts
    CHECK(said("x,y;3\nz;2\n") == "x,y=3|z=2|");
    CHECK(said("\"x;y\",3\n\"z;z\",2\n") == "x;y=3|z;z=2|");  // inside quotes it separates nothing
    CHECK(said("a,3\n5\n") == "a=3|5|");                      // for the caller to refuse
}

TEST_CASE("Quotes around a cell are dropped, two inside are one") {
    CHECK(said("\"a\",\"3\"\n\"b\" , \"1\"\n") == "a=3|b=1|");
    CHECK(said("\"say \"\"so\"\"\",3\n") == "say \"so\"=3|");
    CHECK(said("\"\"\"\";3\n") == "\"=3|");
    CHECK(said("\",3\nb,1\n") == "\"=3|b=1|");  // a quote that nothing closes
    CHECK(said("5'10\",3\n") == "5'10\"=3|");
    CHECK(said("\"\",3\n") == "=3|");
    CHECK(said("\"a,b\"\"c;d\";4\n") == "a,b\"c;d=4|");
}

TEST_CASE("A decimal comma is no separator where the table has another") {
    CHECK(said("a;0,75\nb;0,25\n") == "a=0,75|b=0,25|");
    CHECK(said("a\t0,75\nb\t0,25\n") == "a=0,75|b=0,25|");
    CHECK(number_hint("0,75").find("a point for its decimals") != std::string::npos);
    CHECK(number_hint("1,234").find("nothing between its thousands") != std::string::npos);
    CHECK(number_hint("three").find("symbol,number") != std::string::npos);
    CHECK(number_hint("").find("symbol,number") != std::string::npos);
}

TEST_CASE("What is written as a table is read back, whatever the symbols are") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(19);
    const std::string letters = "ab,;\t\"# ";
    for (int round = 0; round < 500; ++round) {
        const char separator = ",;\t"[random() % 3];
        std::string text, expected;
        const std::size_t rows = 1 + random() % 5;
        for (std::size_t i = 0; i < rows; ++i) {
            std::string symbol = "s";
            for (std::size_t length = random() % 6; length > 0; --length)
                symbol += letters[random() % letters.size()];
            symbol += "e";
            const std::string value = std::to_string(random() % 1000);
            std::string quoted;
            for (const char c : symbol)
                quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
            text += "\"" + quoted + "\"" + separator + value + "\n";
            expected += symbol + "=" + value + "|";
        }
        INFO(text);
        CHECK(said(text) == expected);
    }
}

}  // namespace table_lines_test
