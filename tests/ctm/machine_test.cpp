#include "ctm/machine.hpp"

#include <set>
#include <stdexcept>
#include <tuple>

#include "tests/catch.hpp"

using namespace groundcheck::ctm;

namespace machine_test {

namespace {

Transition halt(int write) { return {.halts = true, .write = write}; }
Transition go(int write, int move, int next) {
    return {.halts = false, .write = write, .move = move, .next = next};
}

}  // namespace

TEST_CASE("the number of machines is (4n+2)^(2n)", "[ctm][machine]") {
    for (int n = 1; n <= kMaxStates; ++n) {
        std::uint64_t product = 1;
        for (int i = 0; i < 2 * n; ++i) {
            REQUIRE(product <= UINT64_MAX / static_cast<std::uint64_t>(4 * n + 2));
            product *= static_cast<std::uint64_t>(4 * n + 2);
        }
        CHECK(machine_count(n) == product);
    }
    for (const int n : {-1, 0, kMaxStates + 1})
        CHECK_THROWS_AS(machine_count(n), std::invalid_argument);
}

TEST_CASE("every number is a machine of its own", "[ctm][machine]") {
    std::set<std::vector<std::tuple<bool, int, int, int>>> seen;
    for (std::uint64_t i = 0; i < machine_count(2); ++i) {
        const Machine machine = machine_at(2, i);
        REQUIRE(machine.entries.size() == 4);
        std::vector<std::tuple<bool, int, int, int>> entries;
        for (const Transition& t : machine.entries) {
            REQUIRE((t.write == 0 || t.write == 1));
            if (!t.halts) {
                REQUIRE((t.move == 1 || t.move == -1));
                REQUIRE((t.next == 0 || t.next == 1));
            }
            entries.emplace_back(t.halts, t.write, t.halts ? 0 : t.move, t.halts ? 0 : t.next);
        }
        seen.insert(entries);
    }
    CHECK(seen.size() == machine_count(2));
    CHECK_THROWS_AS(machine_at(2, machine_count(2)), std::out_of_range);
}

TEST_CASE("a run leaves the visited stretch of tape", "[ctm][machine]") {
    SECTION("halting at once writes in place") {
        const Machine machine{.states = 1, .entries = {halt(1), halt(0)}};
        const auto on_zero = run_machine(machine, 0, 1);
        REQUIRE(on_zero);
        CHECK(on_zero->steps == 1);
        CHECK(on_zero->output == "1");
        CHECK(run_machine(machine, 1, 1)->output == "0");
        CHECK_FALSE(run_machine(machine, 0, 0));
    }
    SECTION("visited blanks belong to the output, on both sides") {
        // Right over a blank, then left twice, then halt: the head has seen cells -1, 0 and 1.
        const Machine machine{
            .states = 3, .entries = {go(0, 1, 1), halt(0), go(1, -1, 2), halt(0), go(0, -1, 1), halt(0)}};
        const auto short_run = run_machine(machine, 0, 3);
        CHECK_FALSE(short_run);
        Machine halting = machine;
        halting.entries[4] = halt(0);
        const auto run = run_machine(halting, 0, 10);
        REQUIRE(run);
        CHECK(run->steps == 3);
        CHECK(run->output == "01");
    }
    SECTION("a two-state machine with the longest run takes six steps") {
        const Machine machine{.states = 2, .entries = {go(1, 1, 1), go(1, -1, 1), go(1, -1, 0), halt(1)}};
        CHECK_FALSE(run_machine(machine, 0, 5));
        const auto run = run_machine(machine, 0, 6);
        REQUIRE(run);
        CHECK(run->steps == 6);
        CHECK(run->output == "1111");
    }
}

TEST_CASE("the bounds are those of the longest halting runs, where they are known", "[ctm][machine]") {
    for (int n = 1; n <= 4; ++n) {
        REQUIRE(longest_halting_run(n));
        CHECK(default_bound(n) == *longest_halting_run(n));
    }
    for (const int n : {5, 6}) {
        CHECK_FALSE(longest_halting_run(n));
        CHECK(default_bound(n) == 500);
    }
    CHECK_THROWS_AS(longest_halting_run(7), std::invalid_argument);
}

}  // namespace machine_test
