#include "ctm/tape.hpp"

#include <map>

#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck::ctm;

namespace tape_test {

namespace {

// Random walks over at most `cells` cells, started far from position 0 now and then, against a map.
template <class Tape>
void compare_with_map(Tape tape, Position cells, std::uint64_t salt) {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(salt);
    const Position first = static_cast<Position>(random() % 100000) - 50000;
    std::map<Position, unsigned> reference;
    for (int step = 0; step < 400; ++step) {
        const Position at = first + static_cast<Position>(random() % static_cast<unsigned>(cells));
        const auto change = static_cast<unsigned>(random() % 2);
        tape.toggle(at, change);
        reference[at] ^= change;
        REQUIRE(tape.read(at) == reference[at]);
    }
    std::string expected;
    for (Position at = first; at < first + cells; ++at)
        expected.push_back(reference[at] != 0 ? '1' : '0');
    CHECK(stretch(tape, first, first + cells - 1) == expected);
    for (Position at = first; at + 64 <= first + cells; ++at) {
        const std::uint64_t window = tape.window(at);
        for (Position i = 0; i < 64; ++i) {
            REQUIRE((window >> i & 1U) ==
                    static_cast<std::uint64_t>(expected[static_cast<std::size_t>(at - first + i)] - '0'));
        }
    }
}

}  // namespace

TEST_CASE("a word tape holds 64 cells anywhere on the line", "[ctm][tape]") {
    for (std::uint64_t salt = 0; salt < 50; ++salt)
        compare_with_map(WordTape(), WordTape::kCells, salt);
}

TEST_CASE("a long tape holds as many cells as asked for", "[ctm][tape]") {
    for (std::uint64_t salt = 100; salt < 120; ++salt) {
        compare_with_map(LongTape(WordTape(), 0, 0, 100), 128, salt);
        compare_with_map(LongTape(WordTape(), 0, 0, 1000), 1000, salt);
    }
}

TEST_CASE("a long tape takes over what a word tape holds", "[ctm][tape]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(7);
    for (int repeat = 0; repeat < 100; ++repeat) {
        WordTape word;
        const Position left = -static_cast<Position>(random() % 64);
        for (Position at = left; at < left + 64; ++at)
            word.toggle(at, static_cast<unsigned>(random() % 2));
        const LongTape copy(word, left, left + 63, 500);
        CHECK(stretch(copy, left, left + 63) == stretch(word, left, left + 63));
        CHECK(stretch(copy, left + 64, left + 400).find('1') == std::string::npos);
        LongTape changed = copy;
        CHECK(changed == copy);
        changed.toggle(left, 1);
        CHECK_FALSE(changed == copy);
    }
}

}  // namespace tape_test
