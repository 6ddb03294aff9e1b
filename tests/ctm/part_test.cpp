// Enumerations in parts: the parts make the whole, and every part's table encloses it.
#include <fstream>
#include <iterator>

#include "ctm/enumerate.hpp"
#include "ctm/table.hpp"
#include "tests/catch.hpp"
#include "tests/ctm/scratch_folder.hpp"

using namespace groundcheck::ctm;
using groundcheck::Rational;

namespace part_test {

namespace {

EnumerationOptions of(int states, std::uint32_t bound) {
    EnumerationOptions options;
    options.states = states;
    options.bound = bound;
    options.threads = 2;
    return options;
}

}  // namespace

TEST_CASE("all subtrees together are the whole enumeration", "[ctm][part]") {
    for (const int states : {3, 4}) {
        const EnumerationOptions options = of(states, default_bound(states));
        const auto whole = enumerate_machines(options);
        const auto part = enumerate_part(options, {1, subtree_count(options)});
        REQUIRE(part);
        CHECK(part->finished == part->subtrees);
        CHECK(part->enumeration.unexplored == 0);
        CHECK(part->enumeration.census.halting == whole->census.halting);
        CHECK(part->enumeration.census.undecided == whole->census.undecided);
        CHECK(part->enumeration.census.endless == whole->census.endless);
        CHECK(part->enumeration.census.outputs.counts() == whole->census.outputs.counts());
    }
}

TEST_CASE("what a part says encloses the whole table, and the more of it the narrower", "[ctm][part]") {
    const EnumerationOptions options = of(4, 107);
    const Table whole(*enumerate_machines(options), Blank::both);
    const std::size_t subtrees = subtree_count(options);
    REQUIRE(subtrees > 100);
    Rational before = 1;
    for (const std::size_t to : {std::size_t{1}, subtrees / 8, subtrees / 2, subtrees - 1}) {
        const auto part = enumerate_part(options, {1, to});
        REQUIRE(part);
        const Census& census = part->enumeration.census;
        CHECK(part->fresh == to);
        CHECK(census.halting + census.never_halting() + census.undecided == machine_count(4));
        CHECK(part->enumeration.unexplored > 0);
        const Table table(part->enumeration, Blank::both);
        // No theorem about the longest run covers machines that were not run.
        CHECK(table.completeness() == Completeness::bounded);
        CHECK(table.tail() == table.undecided());
        for (const Row& row : whole.rows()) {
            const Rational truth = whole.probability(row.count);
            const ProbabilityRange range = table.probability_range(table.count(row.output));
            CHECK(range.low <= truth);
            CHECK(truth <= range.high);
        }
        CHECK(table.tail_variation() < before);
        before = table.tail_variation();
    }
}

TEST_CASE("parts add up in a file, in any order, and are not run twice", "[ctm][part]") {
    const ScratchFolder scratch;
    EnumerationOptions options = of(4, 107);
    const std::size_t subtrees = subtree_count(options);
    const auto plain = enumerate_part(options, {1, subtrees});
    options.checkpoint = scratch.path() / "parts";
    CHECK(enumerate_part(options, {50, subtrees})->finished == subtrees - 49);
    const auto rest = enumerate_part(options, {1, 60});
    CHECK(rest->fresh == 49);
    CHECK(rest->finished == subtrees);
    CHECK(rest->enumeration.census.outputs.counts() == plain->enumeration.census.outputs.counts());
    CHECK(enumerate_part(options, {1, subtrees})->fresh == 0);
    CHECK(std::filesystem::exists(options.checkpoint));
}

TEST_CASE("a file of something else is refused and stays as it is", "[ctm][part]") {
    const ScratchFolder scratch;
    EnumerationOptions options = of(3, 21);
    options.checkpoint = scratch.path() / "parts";
    enumerate_part(options, {1, 3});
    const auto bytes = [&] {
        std::ifstream file(options.checkpoint, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(file), {});
    };
    const std::string kept = bytes();
    EnumerationOptions other = options;
    other.bound = 20;
    CHECK_THROWS_AS(enumerate_part(other, {1, 3}), std::invalid_argument);
    other = options;
    other.prove_undecided = true;
    CHECK_THROWS_AS(enumerate_part(other, {1, 3}), std::invalid_argument);
    CHECK(bytes() == kept);
    std::ofstream(options.checkpoint) << "my notes\n";
    CHECK_THROWS_AS(enumerate_part(options, {1, 3}), std::invalid_argument);
    CHECK(bytes() == "my notes\n");
    CHECK_FALSE(kept.empty());
}

TEST_CASE("six states are enumerated in parts alone, and stretches are checked", "[ctm][part]") {
    const EnumerationOptions six = of(6, 20);
    CHECK_THROWS_AS(enumerate_machines(six), std::invalid_argument);
    const std::size_t subtrees = subtree_count(six);
    CHECK(subtrees > 10'000);
    for (const Stretch wrong : {Stretch{0, 1}, Stretch{2, 1}, Stretch{1, subtrees + 1}})
        CHECK_THROWS_AS(enumerate_part(six, wrong), std::invalid_argument);
    const auto part = enumerate_part(six, {7, 9});
    REQUIRE(part);
    const Census& census = part->enumeration.census;
    CHECK(census.halting + census.never_halting() + census.undecided == machine_count(6));
    std::uint64_t printed = 0;
    for (const auto& [output, count] : census.outputs.counts())
        printed += count;
    CHECK(printed == census.halting);
}

}  // namespace part_test
