// Counts of grams against the plainest way to count, and what is derived from them.
#include "sim/loops/grams.hpp"

#include <algorithm>
#include <map>

#include "sim/loops/repetition.hpp"
#include "sim/loops/subsample.hpp"
#include "tests/catch.hpp"
#include "tests/loops/fixture.hpp"
#include "tests/random.hpp"

using namespace groundcheck;
using namespace groundcheck::loops;

namespace grams_test {

namespace {

std::map<std::uint64_t, std::uint32_t> as_map(const GramCounts& counts) {
    std::map<std::uint64_t, std::uint32_t> result;
    for (std::size_t i = 0; i < counts.size(); ++i)
        result[counts.grams[i]] = counts.counts[i];
    return result;
}

// By the definition: every place of the ring, the last `length` tokens there.
std::map<std::uint64_t, std::uint32_t> counted_plainly(const std::vector<std::uint32_t>& tokens,
                                                       GramShape shape) {
    std::map<std::uint64_t, std::uint32_t> result;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        std::uint64_t gram = 0;
        for (unsigned back = shape.length; back-- > 0;)
            gram = gram << shape.bits | tokens[(i + 64 * tokens.size() - back) % tokens.size()];
        ++result[gram];
    }
    return result;
}

}  // namespace

TEST_CASE("a text's digest tells its tokens, whatever they are called", "[loops]") {
    const std::string digest = digest_of(test::tokens_of({0, 1, 2}, 3));
    CHECK(digest.size() == 64);
    CHECK(digest == digest_of(test::tokens_of({0, 1, 2}, 9)));
    for (const std::vector<std::uint32_t>& other :
         {std::vector<std::uint32_t>{0, 2, 1}, {0, 1}, {0, 1, 2, 0}})
        CHECK(digest != digest_of(test::tokens_of(other, 3)));
}

TEST_CASE("bits for a vocabulary, and what fits", "[loops]") {
    CHECK(bits_for(1) == 1);
    CHECK(bits_for(2) == 1);
    CHECK(bits_for(3) == 2);
    CHECK(bits_for(256) == 8);
    CHECK(bits_for(257) == 9);
    CHECK(fits(256, 8));
    CHECK_FALSE(fits(257, 8));
    const GramShape whole{8, 8};
    CHECK(whole.next(0x0102030405060708U, 9) == 0x0203040506070809U);
    CHECK(whole.context(0x0102030405060708U) == 0x01020304050607U);
    CHECK(whole.token(0x0102030405060708U) == 8);
}

TEST_CASE("grams of a ring are counted as by hand", "[loops]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(1601);
    for (int round = 0; round < 40; ++round) {
        const auto vocabulary = static_cast<std::uint32_t>(1 + random() % 40);
        const TokenText text = test::some_text(random, 1 + random() % 9000, vocabulary);
        const GramShape shape{static_cast<unsigned>(1 + random() % 5), bits_for(vocabulary)};
        const GramCounts counts = ring_grams(text.tokens, shape);
        CHECK(as_map(counts) == counted_plainly(text.tokens, shape));
        CHECK(std::is_sorted(counts.grams.begin(), counts.grams.end()));
        CHECK(counts.total == text.tokens.size());
        for (unsigned length = 1; length <= shape.length; ++length)
            CHECK(as_map(shortened(counts, shape, length)) ==
                  counted_plainly(text.tokens, shape.with_length(length)));
    }
}

TEST_CASE("a counter counts the same whatever it gathers at a time", "[loops]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = test::generator(1602);
    std::vector<std::uint64_t> words;
    for (int i = 0; i < 60000; ++i)
        words.push_back(random() % 2 == 0 ? random() % 50 : random() >> (random() % 64));
    std::map<std::uint64_t, std::uint32_t> plain;
    for (const std::uint64_t word : words)
        ++plain[word];
    for (const std::size_t gathered : {1U, 7U, 5000U, 1000000U}) {
        GramCounter counter(gathered);
        const std::size_t some = gathered == 1 ? 3000 : words.size();
        for (std::size_t i = 0; i < some; ++i)
            counter.add(words[i]);
        const GramCounts counts = counter.take();
        CHECK(counts.total == some);
        if (some == words.size()) CHECK(as_map(counts) == plain);
        CHECK(counter.take().size() == 0);
    }
    std::vector<std::uint64_t> sorted = words, scratch;
    radix_sort(sorted, scratch);
    std::sort(words.begin(), words.end());
    CHECK(sorted == words);
}

TEST_CASE("sums and common grams", "[loops]") {
    const GramCounts a{{1, 3, 9}, {2, 1, 4}, 7}, b{{0, 3, 10}, {1, 5, 1}, 7};
    const GramCounts sum = merged(a, b);
    CHECK(sum.grams == std::vector<std::uint64_t>{0, 1, 3, 9, 10});
    CHECK(sum.counts == std::vector<std::uint32_t>{1, 2, 6, 4, 1});
    CHECK(sum.total == 14);
    CHECK(common(a, b) == 1);
    CHECK(merged(a, {}).counts == a.counts);
    CHECK(a.find(3) == 1);
    CHECK(a.find(4) == 3);
}

TEST_CASE("repetition, by hand and by the definition", "[loops]") {
    GROUNDCHECK_REPLAYABLE();
    CHECK(longest_repeat(std::vector<std::uint32_t>{}) == 0);
    CHECK(longest_repeat(std::vector<std::uint32_t>{1, 2, 3}) == 0);
    CHECK(longest_repeat(std::vector<std::uint32_t>{1, 1, 1, 1}) == 3);
    CHECK(longest_repeat(std::vector<std::uint32_t>{1, 2, 3, 9, 1, 2, 3, 4}) == 3);
    CHECK(repeated_share(std::vector<std::uint32_t>{1, 2, 1, 2, 1, 2}, 2) == Approx(3.0 / 5));
    CHECK(repeated_share(std::vector<std::uint32_t>{1, 2}, 8) == 0);
    auto random = test::generator(1603);
    for (int round = 0; round < 60; ++round) {
        const TokenText text =
            test::some_text(random, 2 + random() % 150, static_cast<std::uint32_t>(1 + random() % 4));
        const auto& tokens = text.tokens;
        std::size_t longest = 0, again = 0;
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            bool known = false;
            for (std::size_t j = 0; j < i; ++j) {
                std::size_t same = 0;
                while (i + same < tokens.size() && tokens[i + same] == tokens[j + same])
                    ++same;
                longest = std::max(longest, same);
                known = known || same >= 5;
            }
            again += known ? 1 : 0;
        }
        CHECK(longest_repeat(tokens) == longest);
        if (tokens.size() >= 5)
            CHECK(repeated_share(tokens, 5) ==
                  Approx(static_cast<double>(again) / static_cast<double>(tokens.size() - 4)));
    }
}

TEST_CASE("a subsample is one, and each set is as likely", "[loops]") {
    GROUNDCHECK_REPLAYABLE();
    const GramCounts all{{5, 6, 8}, {1, 2, 1}, 4};
    std::map<std::map<std::uint64_t, std::uint32_t>, int> seen;
    constexpr int kDraws = 12000;
    for (std::uint32_t draw = 0; draw < kDraws; ++draw) {
        RandomStream random(test::seed(), {.replicate = draw});
        const GramCounts kept = subsample(all, 2, random);
        CHECK(kept.total == 2);
        ++seen[as_map(kept)];
    }
    // 6 pairs of the 4 transitions: {5,6} in two ways, {6,6} in one, {5,8} in one, {6,8} in two.
    CHECK(seen.size() == 4);
    const std::map<std::uint64_t, std::uint32_t> twice = {{6, 2}}, first_two = {{5, 1}, {6, 1}};
    CHECK(std::abs(seen[twice] - kDraws / 6) < 250);  // six standard deviations
    CHECK(std::abs(seen[first_two] - kDraws / 3) < 320);
    RandomStream random(test::seed(), {});
    CHECK(subsample(all, 4, random).counts == all.counts);
    CHECK(subsample(all, 0, random).size() == 0);
    CHECK(hypergeometric(10, 10, 4, random) == 4);
    CHECK(hypergeometric(10, 0, 4, random) == 0);
    CHECK(hypergeometric(10, 3, 10, random) == 3);
    double sum = 0;
    for (std::uint32_t draw = 0; draw < kDraws; ++draw) {
        RandomStream own(test::seed(), {.replicate = draw, .generation = 7});
        sum += static_cast<double>(hypergeometric(20, 5, 8, own));
    }
    CHECK(sum / kDraws == Approx(2.0).margin(0.06));  // sd 1.04: six standard errors
}

}  // namespace grams_test
