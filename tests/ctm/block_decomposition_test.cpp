#include "ctm/block_decomposition.hpp"

#include "ctm/enumerate.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck;
using namespace groundcheck::ctm;

namespace block_decomposition_test {

namespace {

const Table& four_states() {
    static const Table table = [] {
        EnumerationOptions options;
        options.states = 4;
        options.bound = default_bound(4);
        return Table(*enumerate_machines(options), Blank::both);
    }();
    return table;
}

BitsEnclosure value(std::string_view text, std::size_t length, std::size_t step) {
    const auto result = complexity_by_blocks(four_states(), decompose(text, length, step));
    REQUIRE(std::holds_alternative<BitsEnclosure>(result));
    return std::get<BitsEnclosure>(result);
}

bool meet(const BitsEnclosure& a, const BitsEnclosure& b) { return a.low <= b.high && b.low <= a.high; }

Rational unit() { return Rational(1, boost::multiprecision::pow(Integer(10), kBitsDigits)); }

}  // namespace

TEST_CASE("blocks cover the string once, and what is left is named", "[ctm][blocks]") {
    GROUNDCHECK_REPLAYABLE();
    std::mt19937_64 random = test::generator(0xB10C);
    const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(random() % bound); };
    for (int round = 0; round < 200; ++round) {
        std::string text;
        const auto size = 1 + below(40);
        for (std::size_t i = 0; i < size; ++i)
            text += below(2) == 0 ? '0' : '1';
        const auto length = 1 + below(size);
        const auto step = 1 + below(length);
        INFO(text << " length " << length << " step " << step);
        const BlockDecomposition blocks = decompose(text, length, step);
        std::uint64_t sum = 0;
        for (const Block& block : blocks.blocks) {
            std::uint64_t by_hand = 0;
            for (std::size_t begin = 0; begin + length <= size; begin += step)
                if (text.compare(begin, length, block.text) == 0) ++by_hand;
            CHECK(block.occurrences == by_hand);
            sum += block.occurrences;
        }
        CHECK(sum == (size - length) / step + 1);
        CHECK(blocks.rest.size() == (size - length) % step);
        CHECK(text.ends_with(blocks.rest));
    }
}

TEST_CASE("one block is the string's own complexity, and copies cost log2 of their number", "[ctm][blocks]") {
    for (const Row& row : four_states().rows()) {
        if (row.output.size() > 6) continue;
        const BitsEnclosure own = complexity_in_bits(row.count, four_states().halting());
        CHECK(meet(value(row.output, row.output.size(), row.output.size()), own));
        std::string copies;
        for (std::uint64_t n = 1; n <= 8; ++n) {
            copies += row.output;
            const BitsEnclosure sum = value(copies, row.output.size(), row.output.size());
            const BitsEnclosure log = complexity_in_bits(1, n);
            CHECK(meet(sum, {.low = own.low + log.low, .high = own.high + log.high}));
            CHECK(sum.high - sum.low <= 4 * unit());
        }
    }
}

TEST_CASE("exchanging all symbols changes no value, exchanging one twice none either", "[ctm][blocks]") {
    const std::string text = "0010111010001101";
    std::string exchanged = text;
    for (std::size_t i = 0; i < text.size(); ++i) {
        exchanged = flipped(exchanged, i);
        CHECK(flipped(flipped(text, i), i) == text);
        CHECK(flipped(text, i) != text);
    }
    for (const std::size_t step : {1U, 2U, 4U})
        CHECK(meet(value(text, 4, step), value(exchanged, 4, step)));
    CHECK_THROWS_AS(flipped(text, text.size()), std::out_of_range);
}

TEST_CASE("a block that no machine printed is named, and nothing is filled in", "[ctm][blocks]") {
    std::string rare;  // a string of 12 symbols that no machine of four states prints
    for (unsigned bits = 0; rare.empty() && bits < 4096; ++bits) {
        std::string text;
        for (unsigned i = 0; i < 12; ++i)
            text += ((bits >> i) & 1U) != 0 ? '1' : '0';
        if (four_states().count(text) == 0) rare = text;
    }
    REQUIRE(!rare.empty());
    const auto result = complexity_by_blocks(four_states(), decompose("000000000000" + rare, 12, 12));
    REQUIRE(std::holds_alternative<UnknownBlocks>(result));
    CHECK(std::get<UnknownBlocks>(result).blocks.back() == rare);
}

}  // namespace block_decomposition_test
