#include "ctm/tally.hpp"

#include "ctm/census_text.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck::ctm;

namespace tally_test {

namespace {

std::string random_output(std::mt19937_64& random) {
    std::string output;
    // Lengths on both sides of a machine word, short ones often so that they meet again.
    const std::uint64_t length = random() % 8 == 0 ? 55 + random() % 20 : 1 + random() % 6;
    for (std::uint64_t i = 0; i < length; ++i)
        output.push_back(random() % 2 == 0 ? '0' : '1');
    return output;
}

}  // namespace

TEST_CASE("a tally counts like a map", "[ctm][tally]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(11);
    OutputCounts expected;
    Tally whole;
    Tally parts[2];
    for (int i = 0; i < 20000; ++i) {
        const std::string output = random_output(random);
        const std::uint64_t weight = random() % 1000;
        expected[output] += weight;
        whole.add(output, weight);
        parts[random() % 2].add(output, weight);
    }
    CHECK(whole.counts() == expected);
    parts[0].add(parts[1]);
    CHECK(parts[0].counts() == expected);
}

TEST_CASE("cells and strings are the same output", "[ctm][tally]") {
    Tally tally;
    tally.add(0b011, 4, 5);  // cells 0 and 1 of four: the leftmost cell is the lowest bit
    tally.add("1100", 2);
    tally.add(0, 1, 1);
    tally.add(0, 2, 1);
    CHECK(tally.counts() == OutputCounts{{"0", 1}, {"00", 1}, {"1100", 7}});
}

TEST_CASE("a census survives being written and read", "[ctm][census]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(12);
    Census census;
    for (int i = 0; i < 500; ++i)
        census.outputs.add(random_output(random), random() % 1000000);
    census.halting = random();
    for (auto& count : census.endless)
        count = random();
    census.undecided = random();
    census.leaves = random();
    census.longest_halt = static_cast<std::uint32_t>(random());
    for (auto& count : census.halting_leaves)
        count = random();

    const std::string text = census_to_text(census);
    const auto back = census_from_text(text);
    REQUIRE(back);
    CHECK(census_to_text(*back) == text);
    CHECK(back->outputs.counts() == census.outputs.counts());

    const std::vector<bool> finished = {true, false, true};
    const auto partial = partial_from_text(partial_to_text("title", finished, census), "title", 3);
    REQUIRE(partial);
    CHECK(partial->finished == finished);
    CHECK(census_to_text(partial->census) == text);
    CHECK_FALSE(partial_from_text(partial_to_text("title", finished, census), "another title", 3));
    CHECK_FALSE(partial_from_text(partial_to_text("title", finished, census), "title", 4));
}

TEST_CASE("text that is not a census is refused", "[ctm][census]") {
    Census census;
    census.outputs.add("01", 3);
    const std::string good = census_to_text(census);
    REQUIRE(census_from_text(good));
    const auto with = [&](const std::string& what, const std::string& instead) {
        std::string text = good;
        text.replace(text.find(what), what.size(), instead);
        return text;
    };
    for (const std::string& bad :
         {std::string(), good.substr(1), good.substr(0, good.size() - 1), good + "x\n", good + "\n",
          good + "output 0\n", good + "output  3\n", good + "output 02 3\n", good + "output 0 x\n",
          good + "output 0 -1\n", with("halting 0", "halting"), with("halting 0", "halting 0 0"),
          with("halting 0", "halting  0"), with("undecided", "unknown"),
          with("leaves 0", "leaves 99999999999999999999"), with("longest 0", "longest 4294967296")}) {
        INFO(bad);
        CHECK_FALSE(census_from_text(bad));
    }
}

}  // namespace tally_test
