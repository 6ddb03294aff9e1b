// Real data: what is counted, what is refused, and that frequencies add up.
#include "sim/corpus.hpp"

#include <unistd.h>

#include <fstream>

#include "sim/unicode.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;

namespace corpus_test {

namespace {

class TextFile {
  public:
    explicit TextFile(const std::string& content)
        : path_(std::filesystem::temp_directory_path() / ("groundcheck-corpus-" + std::to_string(getpid()))) {
        std::ofstream(path_, std::ios::binary) << content;
    }
    ~TextFile() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    TextFile(const TextFile&) = delete;
    TextFile& operator=(const TextFile&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

std::string said(const Corpus& corpus) {
    std::string text;
    for (const auto& [symbol, count] : corpus)
        text += symbol + count.str() + " ";
    return text;
}

}  // namespace

TEST_CASE("Letters are counted over alphabets, folded, in a fixed order") {
    CHECK(said(read_letters(TextFile("Abba, BB!").path())) == "b4 a2 ");
    CHECK(said(read_letters(TextFile("\xC3\x84\xC3\xA4 \xCE\xA9\xCF\x89 \xD0\x96\xD0\xB6").path())) ==
          "\xC3\xA4"
          "2 \xCF\x89"
          "2 \xD0\xB6"
          "2 ");
    CHECK(said(read_letters(TextFile("\xEF\xBB\xBFz9y").path())) == "y1 z1 ");
}

TEST_CASE("A letter is one however it is written") {
    // e acute as one code point and as two, in both cases.
    CHECK(said(read_letters(TextFile("\xC3\xA9 e\xCC\x81 \xC3\x89 E\xCC\x81").path())) ==
          "\xC3\xA9"
          "4 ");
    CHECK(said(read_characters(TextFile("\xC3\xA9"
                                        "e\xCC\x81"
                                        "E")
                                   .path())) ==
          "\xC3\xA9"
          "2 E1 ");
    // A mark without a composed form stays with its letter; one without a letter is none.
    CHECK(said(read_letters(TextFile("x\xCC\x81 X\xCC\x81 x \xCC\x81").path())) ==
          "x\xCC\x81"
          "2 x1 ");
    // Devanagari and Thai letters, Georgian capitals, Greek final sigma, sharp s, a ligature.
    CHECK(read_letters(TextFile("\xE0\xA4\x95\xE0\xB8\x81").path()).size() == 2);
    CHECK(said(read_words(TextFile("\xCE\xA3\xCE\x9F\xCE\xA3 \xCF\x83\xCE\xBF\xCF\x82").path())) ==
          "\xCF\x83\xCE\xBF\xCF\x83"
          "2 ");
    CHECK(said(read_words(TextFile("Stra\xC3\x9F"
                                   "e STRASSE")
                              .path())) == "strasse2 ");
}

TEST_CASE("Words are runs of letters and digits, with inner apostrophes") {
    CHECK(said(read_words(TextFile("B2B b2b 1984, 1984; 3.14").path())) == "19842 b2b2 141 31 ");
    CHECK(said(read_words(TextFile("caf\xC3\xA9 cafe\xCC\x81 CAFE\xCC\x81").path())) ==
          "caf\xC3\xA9"
          "3 ");
    CHECK(said(read_words(TextFile("It's, it\xE2\x80\x99s: 'quoted' words' end -- end").path())) ==
          "end2 it's2 quoted1 words1 ");
}

TEST_CASE("Counts are read with and without symbols, header and comments") {
    CHECK(said(read_counts(TextFile("symbol,count\na,5\n# no\n\nb,4\r\nc,0\n").path())) == "a5 b4 ");
    CHECK(said(read_counts(TextFile("\"x,y\",010\nz,2").path())) == "x,y10 z2 ");
    CHECK(read_counts(TextFile("5\n7\n").path()).size() == 2);
}

TEST_CASE("Counts are read with semicolons, tabs and quotes, as spreadsheets write them") {
    CHECK(said(read_counts(TextFile("\xEF\xBB\xBFsymbol;count\r\na;5\r\nb;4\r\n").path())) == "a5 b4 ");
    CHECK(said(read_counts(TextFile("\xEF\xBB\xBF"
                                    "a;5\nb;4\n")
                               .path())) == "a5 b4 ");
    CHECK(said(read_counts(TextFile("a\t5\nb\t4\n").path())) == "a5 b4 ");
    CHECK(said(read_counts(TextFile("\"a\",\"5\"\n\"b\",\"4\"\n").path())) == "a5 b4 ");
}

TEST_CASE("What is no text, or has nothing to count, is refused with a reason") {
    const auto refuses = [](const auto& read, const std::string& content, const std::string& fragment) {
        const TextFile file(content);
        INFO(content);
        try {
            read(file.path());
            FAIL("it was accepted");
        } catch (const CorpusError& error) {
            INFO(error.what());
            CHECK(std::string(error.what()).find(fragment) != std::string::npos);
        }
    };
    refuses(read_letters, "", "no letter");
    refuses(read_letters, "123 --", "no letter");
    refuses(read_letters, "a\xFFz", "not UTF-8");
    refuses(read_letters, std::string("a\0b", 3), "not UTF-8");
    refuses(read_letters, "\xC0\xAF", "not UTF-8");          // overlong
    refuses(read_letters, "\xED\xA0\x80", "not UTF-8");      // a surrogate
    refuses(read_letters, "\xF4\x90\x80\x80", "not UTF-8");  // above U+10FFFF
    refuses(read_letters, "caf\xC3", "not UTF-8");           // cut short
    refuses(read_letters, "ok\nna\xEFve", ":2:");
    refuses(read_words, "-- ' !", "no word");
    refuses(read_counts, "", "no positive count");
    refuses(read_counts, "a,0\n", "no positive count");
    refuses(read_counts, "a,1\nb,two\n", "not a count");
    refuses(read_counts, "a,1\nb,-2\n", ":2:");
    // A symbol twice, however it is written, with both lines.
    refuses(read_counts, "a,3\nb,1\na,2\n", ":3: the symbol 'a' has its count in line 1 already");
    refuses(read_counts, "symbol,count\na,3\n# no\n\"a\" , 3\n",
            ":4: the symbol 'a' has its count in line 2");
    refuses(read_counts, "a,0\na,1\n", "line 1 already");
    refuses(read_counts, "\"x,y\",1\nx,y,1\n", "line 1 already");
    refuses(read_counts, "symbol 2,5\n7\n", "line 1 already");
    refuses(read_counts, "a,-1\n", "not a count");
    refuses(read_counts, "a,1.5\n", "not a count");
    refuses(read_counts, "a,1\nb,\n", "not a count");
    refuses(read_counts, "a,1e3\nb,2", "not a count");
    refuses(read_counts, "a;1,5\nb;2,5", "'1,5' is not a count");
    refuses(read_counts, "a,\"1,234\"\nb,5", "nothing between its thousands");
    refuses(read_counts, "a 3\nb 1", "'b 1' is not a count");
    refuses(read_counts, "a,3,\nb,1,", "'' is not a count");
    CHECK_THROWS_AS(read_letters("/nowhere/at/all.txt"), CorpusError);
    CHECK_THROWS_AS(read_letters(std::filesystem::temp_directory_path()), CorpusError);
}

TEST_CASE("Frequencies are exact and add up to one") {
    const auto corpus = read_letters(TextFile("the quick brown fox jumps over the lazy dog").path());
    Rational total = 0;
    for (const auto& share : frequencies(corpus))
        total += share;
    CHECK(total == 1);
    CHECK(corpus.size() == 26);
}

TEST_CASE("UTF-8 round-trips; composing and folding are idempotent") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(3);
    for (int round = 0; round < 20000; ++round) {
        const auto c = static_cast<char32_t>(random() % 0x110000);
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        const auto back = decode_utf8(encode_utf8(c));
        REQUIRE(back);
        CHECK(back->value == c);
        const std::string text = encode_utf8(c);
        CHECK(composed(composed(text)) == composed(text));
        CHECK(folded(folded(text)) == folded(text));
        CHECK(is_letter(c) + is_mark(c) + is_digit(c) <= 1);
    }
}

}  // namespace corpus_test
