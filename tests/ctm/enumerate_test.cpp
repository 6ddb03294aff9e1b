// The enumeration against every machine run one by one, and against itself done differently.
#include "ctm/enumerate.hpp"

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "ctm/census_text.hpp"
#include "ctm/table.hpp"
#include "tests/catch.hpp"
#include "tests/ctm/scratch_folder.hpp"
#include "tests/sanitized.hpp"

using namespace groundcheck::ctm;

namespace enumerate_test {

namespace {

Enumeration enumerate(int states, std::uint32_t bound, bool detect_loops = true, bool prove_undecided = false,
                      unsigned threads = 0) {
    EnumerationOptions options;
    options.states = states;
    options.bound = bound;
    options.detect_loops = detect_loops;
    options.prove_undecided = prove_undecided;
    options.threads = threads;
    auto all = enumerate_machines(options);
    REQUIRE(all);
    return std::move(*all);
}

struct BruteForce {
    OutputCounts outputs;
    std::uint64_t halting = 0;
    std::uint64_t longest = 0;
};

// Every machine, one by one, for at most `bound` steps.
BruteForce run_all(int states, int blank, std::uint64_t bound) {
    BruteForce result;
    for (std::uint64_t i = 0; i < machine_count(states); ++i) {
        if (const auto halt = run_machine(machine_at(states, i), blank, bound)) {
            ++result.outputs[halt->output];
            ++result.halting;
            result.longest = std::max(result.longest, halt->steps);
        }
    }
    return result;
}

OutputCounts counts_of(const Table& table) {
    OutputCounts counts;
    for (const Row& row : table.rows())
        counts[row.output] = row.count;
    return counts;
}

// The halting machines of Rado's formalism, where the entries that halt move as well: 4 halting and 4n moving
// choices out of 4(n+1) per entry. A halting leaf with d entries defined before has 2n-d-1 free ones.
std::uint64_t halting_in_rados_formalism(const Enumeration& all) {
    std::uint64_t sum = 0;
    for (int d = 0; d < 2 * all.states; ++d) {
        std::uint64_t machines = all.census.halting_leaves[static_cast<std::size_t>(d)] / 2 * 4;
        for (int free = 0; free < 2 * all.states - d - 1; ++free)
            machines *= static_cast<std::uint64_t>(4 * all.states + 4);
        sum += machines;
    }
    return sum;
}

}  // namespace

TEST_CASE("the enumeration agrees with every machine run one by one, on both blanks", "[ctm][enumerate]") {
    for (int states = 1; states <= (kSanitized ? 2 : 3); ++states) {
        const std::uint32_t bound = default_bound(states);
        const Enumeration all = enumerate(states, bound);
        // Twice the bound: nothing halts between the bound and there.
        const BruteForce zero = run_all(states, 0, 2 * bound);
        const BruteForce one = run_all(states, 1, 2 * bound);
        CHECK(zero.longest == bound);
        CHECK(one.longest == bound);
        CHECK(all.census.longest_halt == bound);
        CHECK(all.census.halting == zero.halting);
        CHECK(all.census.outputs.counts() == zero.outputs);
        CHECK(counts_of(Table(all, Blank::zero)) == zero.outputs);
        CHECK(counts_of(Table(all, Blank::one)) == one.outputs);
        OutputCounts sum = zero.outputs;
        for (const auto& [output, count] : one.outputs)
            sum[output] += count;
        const Table both(all, Blank::both);
        CHECK(counts_of(both) == sum);
        CHECK(both.halting() == zero.halting + one.halting);
    }
}

TEST_CASE("a bound cuts off exactly what halts later", "[ctm][enumerate]") {
    for (std::uint32_t bound = 1; bound <= 8; ++bound) {
        const BruteForce brute = run_all(2, 0, bound);
        const Enumeration all = enumerate(2, bound);
        CHECK(all.census.outputs.counts() == brute.outputs);
        CHECK(all.census.longest_halt == brute.longest);
    }
    if (kSanitized) return;
    const BruteForce brute = run_all(3, 0, 9);
    CHECK(enumerate(3, 9).census.outputs.counts() == brute.outputs);
}

TEST_CASE("every machine is counted exactly once", "[ctm][enumerate]") {
    for (int states = 1; states <= (kSanitized ? 3 : 4); ++states) {
        for (const bool detect : {true, false}) {
            for (const bool prove : {true, false}) {
                if (prove && !detect && states == 4)
                    continue;  // the same proofs on a thousand times more machines
                const Census census = enumerate(states, default_bound(states), detect, prove).census;
                CHECK(census.halting + census.never_halting() + census.undecided == machine_count(states));
                std::uint64_t outputs = 0;
                for (const auto& [output, count] : census.outputs.counts())
                    outputs += count;
                CHECK(outputs == census.halting);
            }
        }
    }
    if (kSanitized) return;
    const Census census = enumerate(5, 11).census;
    CHECK(census.halting + census.never_halting() + census.undecided == machine_count(5));
}

TEST_CASE("recognising endless runs changes no output", "[ctm][enumerate]") {
    for (int states = 1; states <= (kSanitized ? 3 : 4); ++states) {
        const std::uint32_t bound = default_bound(states);
        const Census with = enumerate(states, bound).census;
        const Census without = enumerate(states, bound, false).census;
        CHECK(with.outputs.counts() == without.outputs.counts());
        CHECK(with.halting == without.halting);
        CHECK(with.longest_halt == without.longest_halt);
        CHECK(with.halting_leaves == without.halting_leaves);
        CHECK(with.undecided <= without.undecided);
    }
    if (kSanitized) return;
    CHECK(enumerate(5, 10).census.outputs.counts() == enumerate(5, 10, false).census.outputs.counts());
}

TEST_CASE("no machine with up to four states halts after 107 steps", "[ctm][enumerate]") {
    for (int states = 1; states <= 4; ++states) {
        const std::uint32_t bound = default_bound(states);
        const Census at_bound = enumerate(states, bound).census;
        const Census beyond = enumerate(states, 10 * bound).census;
        CHECK(at_bound.longest_halt == bound);
        CHECK(beyond.longest_halt == bound);
        CHECK(beyond.outputs.counts() == at_bound.outputs.counts());
    }
}

TEST_CASE("runs longer than a machine word of tape are followed to the end", "[ctm][enumerate]") {
    // Without loop detection, machines that run away visit a new cell in every step.
    const Census far = enumerate(3, 400, false).census;
    CHECK(far.longest_halt == 21);
    CHECK(far.outputs.counts() == enumerate(3, 21).census.outputs.counts());
}

TEST_CASE("what does not halt with up to four states is proved endless", "[ctm][enumerate]") {
    for (int states = 1; states <= 3; ++states) {
        const Enumeration all = enumerate(states, default_bound(states), true, true);
        CHECK(all.census.undecided == 0);
        CHECK(Table(all, Blank::both).completeness() == Completeness::proved);
    }
    if (kSanitized) return;
    const Enumeration four = enumerate(4, 107, true, true);
    CHECK(four.census.undecided == 0);
    CHECK(four.census.endless[static_cast<std::size_t>(Endless::regular_invariant)] > 0);
    CHECK(Table(four, Blank::both).completeness() == Completeness::proved);
    CHECK(four.census.outputs.counts() == enumerate(4, 107).census.outputs.counts());
}

TEST_CASE("counts in Rado's formalism are the published ones", "[ctm][enumerate]") {
    // Halting machines with halting entries that move: bbchallenge wiki, "Number of Halting TMs", computed
    // from the Coq-verified enumerations. One state: the four entries that halt at once, times the eight for
    // the other symbol.
    const std::uint64_t published[] = {32, 9784, 7571840, 11140566368};
    for (int states = 1; states <= 4; ++states) {
        CHECK(halting_in_rados_formalism(enumerate(states, default_bound(states))) == published[states - 1]);
    }
}

TEST_CASE("machines that start to the left are the mirror images of those that start to the right",
          "[ctm][enumerate]") {
    for (int states = 1; states <= 4; ++states) {
        EnumerationOptions options;
        options.states = states;
        options.bound = default_bound(states);
        options.mirror = false;
        const Census both_explored = enumerate_machines(options).value().census;
        CHECK(census_to_text(both_explored) == census_to_text(enumerate(states, options.bound).census));
        CHECK(mirrored(both_explored).outputs.counts() == both_explored.outputs.counts());
    }
}

TEST_CASE("the result does not depend on the number of threads", "[ctm][enumerate]") {
    const std::string one = census_to_text(enumerate(4, 107, true, false, 1).census);
    for (const unsigned threads : {2U, 3U, 8U}) {
        CHECK(census_to_text(enumerate(4, 107, true, false, threads).census) == one);
    }
}

TEST_CASE("an enumeration that was stopped goes on where it stopped", "[ctm][enumerate]") {
    const ScratchFolder scratch;
    const std::string expected = census_to_text(enumerate(4, 107).census);
    EnumerationOptions options;
    options.checkpoint = scratch.path() / "part";
    options.threads = 1;
    std::size_t first = 0;
    std::size_t last = 0;
    for (const std::size_t stop_at : {10U, 300U, 301U}) {
        const std::size_t done = last;
        first = 0;
        options.progress = [&](const Progress& progress) {
            if (first == 0) first = progress.finished;
            last = progress.finished;
            REQUIRE(progress.finished <= progress.total);
            return progress.finished < stop_at;
        };
        REQUIRE_FALSE(enumerate_machines(options));
        CHECK(first == done + 1);
        CHECK(last == stop_at);
        CHECK(std::filesystem::exists(options.checkpoint));
    }
    options.progress = nullptr;
    options.threads = 2;
    const auto all = enumerate_machines(options);
    REQUIRE(all);
    CHECK(census_to_text(all->census) == expected);
    CHECK_FALSE(std::filesystem::exists(options.checkpoint));
}

TEST_CASE("a checkpoint that is damaged or of another enumeration is not used", "[ctm][enumerate]") {
    const ScratchFolder scratch;
    EnumerationOptions options;
    options.checkpoint = scratch.path() / "part";
    options.threads = 1;
    const auto stop_at = [](std::size_t count, std::size_t& first) {
        return [count, &first](const Progress& progress) {
            if (first == 0) first = progress.finished;
            return progress.finished < count;
        };
    };
    std::size_t first = 0;
    options.progress = stop_at(50, first);
    REQUIRE_FALSE(enumerate_machines(options));

    SECTION("another bound") { options.bound = 106; }
    SECTION("other proofs") { options.prove_undecided = true; }
    SECTION("without loop detection") { options.detect_loops = false; }
    SECTION("a changed byte") {
        std::fstream file(options.checkpoint, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(200);
        file.put('#');
    }
    SECTION("half a file") { std::filesystem::resize_file(options.checkpoint, 1000); }
    SECTION("an empty file") { std::filesystem::resize_file(options.checkpoint, 0); }
    first = 0;
    options.progress = stop_at(1, first);
    REQUIRE_FALSE(enumerate_machines(options));
    CHECK(first == 1);
}

TEST_CASE("options out of range are refused", "[ctm][enumerate]") {
    EnumerationOptions options;
    options.states = 0;
    CHECK_THROWS_AS(enumerate_machines(options), std::invalid_argument);
    options.states = kMaxTableStates + 1;
    CHECK_THROWS_AS(enumerate_machines(options), std::invalid_argument);
    options.states = 2;
    options.bound = 0;
    CHECK_THROWS_AS(enumerate_machines(options), std::invalid_argument);
    options.bound = kLargestBound + 1;
    CHECK_THROWS_AS(enumerate_machines(options), std::invalid_argument);
    options.bound = 1;
    CHECK(enumerate_machines(options)->census.longest_halt == 1);
}

}  // namespace enumerate_test
