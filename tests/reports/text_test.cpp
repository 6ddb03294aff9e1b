#include "reports/text.hpp"

#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

TEST_CASE("widths count code points", "[text]") {
    CHECK(width_of("") == 0);
    CHECK(width_of("abc") == 3);
    CHECK(width_of("\u2264\u00e9\U0001F600") == 3);
    CHECK(pad_right("\u2264", 3) == "\u2264  ");
    CHECK(pad_left("ab", 4) == "  ab");
    CHECK(pad_left("abcdef", 4) == "abcdef");
    CHECK(shortened("abcdef", 6) == "abcdef");
    CHECK(shortened("abcdef", 4) == "abc\u2026");
    CHECK(shortened("\u2264\u2264\u2264", 2) == "\u2264\u2026");
}

TEST_CASE("wrapping loses no word and keeps the width", "[text]") {
    GROUNDCHECK_REPLAYABLE();
    std::mt19937_64 random = test::generator(50);
    for (int i = 0; i < 300; ++i) {
        std::string text, letters;
        for (std::size_t words = random() % 20; words > 0; --words) {
            text += (text.empty() ? "" : " ");
            for (std::size_t length = random() % 15 + 1; length > 0; --length) {
                const std::string letter = random() % 3 == 0 ? "\u00e9" : "x";
                text += letter;
                letters += letter;
            }
        }
        const std::size_t width = random() % 30 + 1;
        std::string kept;
        for (const std::string& line : wrapped(text, width)) {
            REQUIRE(width_of(line) <= width);
            REQUIRE_FALSE(line.empty());
            for (const char c : line)
                if (c != ' ') kept += c;
        }
        REQUIRE(kept == letters);
        // As few lines as the width allows, where every word fits.
        if (width >= 15) REQUIRE(wrapped(text, 1000).size() <= 1);
    }
    CHECK(wrapped("one two three", 7) == std::vector<std::string>{"one two", "three"});
    CHECK(wrapped("  a   b  ", 10) == std::vector<std::string>{"a b"});
    CHECK(wrapped("abcdefgh", 3) == std::vector<std::string>{"abc", "def", "gh"});
    CHECK(wrapped("", 5).empty());
    CHECK(indented("one two three", 4, 28) == "one two three");
    CHECK(indented("aaaaaaaaaa bbbbbbbbbb ccccc", 4, 28) == "aaaaaaaaaa bbbbbbbbbb\n    ccccc");
}

TEST_CASE("control characters are written out", "[text]") {
    CHECK(printable("a\x1b[31mb\x7f") == "a\\x1b[31mb\\x7f");
    CHECK(printable("two\nlines\tand \u2264") == "two lines and \u2264");
}

TEST_CASE("numbers and times read as people write them", "[text]") {
    CHECK(grouped(0) == "0");
    CHECK(grouped(999) == "999");
    CHECK(grouped(1000) == "1,000");
    CHECK(grouped(123456) == "123,456");
    CHECK(grouped(1234567) == "1,234,567");
    CHECK(grouped(18446744073709551615U) == "18,446,744,073,709,551,615");
    CHECK(counted(1, "claim", "claims") == "1 claim");
    CHECK(counted(2000, "claim", "claims") == "2,000 claims");
    CHECK(duration(0) == "0 ms");
    CHECK(duration(-1) == "0 ms");
    CHECK(duration(0.0123) == "12 ms");
    CHECK(duration(0.9994) == "999 ms");
    CHECK(duration(0.9996) == "1.0 s");
    CHECK(duration(59.94) == "59.9 s");
    CHECK(duration(59.96) == "1 min 00 s");
    CHECK(duration(3599.4) == "59 min 59 s");
    CHECK(duration(7380) == "2 h 03 min");
}

TEST_CASE("a table lines its columns up and fits the page", "[text]") {
    Table table({{"", Table::Align::left},
                 {"name", Table::Align::left},
                 {"count", Table::Align::right},
                 {"remark", Table::Align::left}});
    table.add({"ok", "\u00e9", "7", "a rather long remark"});
    table.add({"FAIL", "longer", "1,000", ""});
    CHECK(table.lines(80) == std::vector<std::string>{"      name    count  remark",
                                                      "ok    \u00e9           7  a rather long remark",
                                                      "FAIL  longer  1,000"});
    for (const std::string& line : table.lines(35))
        CHECK(width_of(line) <= 35);
    CHECK(table.lines(35)[1] == "ok    \u00e9           7  a rather long\u2026");
}
