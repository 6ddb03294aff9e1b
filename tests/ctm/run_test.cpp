// The ways of recognising an endless run, against running on.
#include "ctm/run.hpp"

#include <map>
#include <set>
#include <tuple>

#include "ctm/closed_contexts.hpp"
#include "ctm/regular_invariant.hpp"
#include "tests/catch.hpp"
#include "tests/random.hpp"

using namespace groundcheck::ctm;

namespace run_test {

namespace {

PartialMachine random_partial_machine(std::mt19937_64& random) {
    const unsigned states = 1 + static_cast<unsigned>(random() % kMaxStates);
    PartialMachine machine(static_cast<int>(states));
    for (unsigned state = 0; state < states; ++state) {
        for (unsigned symbol = 0; symbol < 2; ++symbol) {
            if (random() % (2 * states) == 0) continue;
            machine.define(state, symbol, static_cast<unsigned>(random() % 2), random() % 2 == 0 ? 1 : -1,
                           static_cast<unsigned>(random() % states));
        }
    }
    return machine;
}

// The same machine with every undefined entry halting, for the plain simulator.
Machine halting_where_undefined(const PartialMachine& partial) {
    Machine machine{.states = partial.states(), .entries = {}};
    for (unsigned state = 0; state < static_cast<unsigned>(partial.states()); ++state) {
        for (unsigned symbol = 0; symbol < 2; ++symbol) {
            const Entry& e = partial.entry(state, symbol);
            machine.entries.push_back(
                {.halts = !e.defined, .write = e.write, .move = e.move, .next = e.next});
        }
    }
    return machine;
}

template <bool detect>
std::pair<Pause, Run<WordTape>> start(const PartialMachine& machine, std::uint32_t bound) {
    Run<WordTape> run;
    Records records;
    const Pause why = advance<detect>(machine, run, records, bound);
    return {why, run};
}

}  // namespace

TEST_CASE("a run that is said to be endless never asks, and one that asks does so when it should",
          "[ctm][run]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(21);
    std::map<Pause, int> seen;
    for (int i = 0; i < 20000; ++i) {
        const PartialMachine machine = random_partial_machine(random);
        const auto [why, run] = start<true>(machine, 300);
        ++seen[why];
        const auto halt = run_machine(halting_where_undefined(machine), 0, 2000);
        switch (why) {
            case Pause::asks:
                REQUIRE(halt);
                CHECK(halt->steps == run.steps + 1);
                CHECK(halt->output.size() == static_cast<std::size_t>(run.rightmost - run.leftmost + 1));
                break;
            case Pause::repeats:
            case Pause::translates:
                CHECK_FALSE(halt);
                break;
            case Pause::reaches_bound:
                CHECK((!halt || halt->steps > 300));
                break;
            case Pause::fills_tape:
                CHECK((!halt || halt->steps > run.steps));
                break;
        }
    }
    // Every reason but a full tape is common among random machines.
    for (const Pause why : {Pause::asks, Pause::repeats, Pause::translates, Pause::reaches_bound})
        CHECK(seen[why] > 20);
}

TEST_CASE("without recognition only the bound and the tape end an endless run", "[ctm][run]") {
    PartialMachine right(1);
    right.define(0, 0, 1, 1, 0);
    CHECK(start<false>(right, 40).first == Pause::reaches_bound);
    CHECK(start<false>(right, 100).first == Pause::fills_tape);
    CHECK(start<true>(right, 40).first == Pause::translates);
    PartialMachine to_and_fro(2);
    to_and_fro.define(0, 0, 0, 1, 1);
    to_and_fro.define(1, 0, 0, -1, 0);
    CHECK(start<false>(to_and_fro, 40).first == Pause::reaches_bound);
    CHECK(start<true>(to_and_fro, 40).first == Pause::repeats);
}

TEST_CASE("a lengthened run continues like the original", "[ctm][run]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(22);
    int compared = 0;
    for (int i = 0; i < 60000; ++i) {
        const PartialMachine machine = random_partial_machine(random);
        Records records;
        Run<WordTape> word;
        if (advance<true>(machine, word, records, 20) != Pause::reaches_bound) continue;
        Records records_too = records;
        Run<LongTape> far = lengthen(word, 200);
        const Pause why = advance<true>(machine, word, records, 200);
        const Pause why_far = advance<true>(machine, far, records_too, 200);
        if (why == Pause::fills_tape) continue;
        ++compared;
        REQUIRE(why == why_far);
        REQUIRE(word.steps == far.steps);
        REQUIRE(stretch(word.tape, word.leftmost, word.rightmost) ==
                stretch(far.tape, far.leftmost, far.rightmost));
    }
    CHECK(compared > 100);
}

TEST_CASE("closed contexts are found only for machines that never ask", "[ctm][run][closed_contexts]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(23);
    const ContextLimits cases[] = {{.radius = 1, .memory = 0, .distinct = false, .contexts = 200},
                                   {.radius = 2, .memory = 0, .distinct = false, .contexts = 500},
                                   {.radius = 3, .memory = 1, .distinct = false, .contexts = 500},
                                   {.radius = 2, .memory = 5, .distinct = false, .contexts = 500},
                                   {.radius = 2, .memory = 4, .distinct = true, .contexts = 500},
                                   {.radius = 1, .memory = 15, .distinct = false, .contexts = 500},
                                   {.radius = 1, .memory = 15, .distinct = true, .contexts = 500}};
    int found = 0;
    int asking = 0;
    for (int i = 0; i < 1500; ++i) {
        const PartialMachine machine = random_partial_machine(random);
        const bool asks = run_machine(halting_where_undefined(machine), 0, 2000).has_value();
        asking += asks ? 1 : 0;
        for (const ContextLimits& limits : cases) {
            if (!has_closed_contexts(machine, limits)) continue;
            ++found;
            CHECK_FALSE(asks);
        }
    }
    CHECK(found > 500);
    CHECK(asking > 300);
}

TEST_CASE("a regular invariant is found only for machines that never ask", "[ctm][run][regular_invariant]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(25);
    int found = 0;
    int asking = 0;
    for (int i = 0; i < 600; ++i) {
        const PartialMachine machine = random_partial_machine(random);
        const bool asks = run_machine(halting_where_undefined(machine), 0, 2000).has_value();
        asking += asks ? 1 : 0;
        if (!has_regular_invariant(machine, 3)) continue;
        ++found;
        CHECK_FALSE(asks);
    }
    CHECK(found > 200);
    CHECK(asking > 120);
}

TEST_CASE("an automaton proves what it can tell apart, and no more", "[ctm][run][regular_invariant]") {
    // 1RB0RB_1LC1RB_---0LD_1RA1LD: a counter that no closed set of contexts of the ladder catches.
    PartialMachine counter(4);
    counter.define(0, 0, 1, 1, 1);
    counter.define(0, 1, 0, 1, 1);
    counter.define(1, 0, 1, -1, 2);
    counter.define(1, 1, 1, 1, 1);
    counter.define(2, 1, 0, -1, 3);
    counter.define(3, 0, 1, 1, 0);
    counter.define(3, 1, 1, -1, 3);
    CHECK_FALSE(has_closed_contexts(counter));
    CHECK_THROWS_AS(has_closed_contexts(counter, {.radius = 0}), std::invalid_argument);
    CHECK_THROWS_AS(has_closed_contexts(counter, {.radius = 6}), std::invalid_argument);
    CHECK_FALSE(has_regular_invariant(counter, 4));
    CHECK(has_regular_invariant(counter, 5));
    CHECK(proves_endless(counter, {0, 1, 2, 0, 3, 4, 3, 3, 3, 2}));
    CHECK_FALSE(proves_endless(counter, {0, 1, 2, 0, 3, 4, 3, 3, 3, 3}));
    // The machine with four states that runs longest, 107 steps, halts; no automaton says otherwise.
    PartialMachine champion(4);  // 1RB1LB_1LA0LC_---1LD_1RD0RA
    champion.define(0, 0, 1, 1, 1);
    champion.define(0, 1, 1, -1, 1);
    champion.define(1, 0, 1, -1, 0);
    champion.define(1, 1, 0, -1, 2);
    champion.define(2, 1, 1, -1, 3);
    champion.define(3, 0, 1, 1, 3);
    champion.define(3, 1, 0, 1, 0);
    CHECK(run_machine(halting_where_undefined(champion), 0, 107).has_value());
    CHECK_FALSE(has_regular_invariant(champion, 5));
}

TEST_CASE("a machine with no undefined entry in reach is recognised without running", "[ctm][run]") {
    GROUNDCHECK_REPLAYABLE();
    auto random = groundcheck::test::generator(24);
    int closed = 0;
    for (int i = 0; i < 5000; ++i) {
        const PartialMachine machine = random_partial_machine(random);
        if (machine.can_reach_undefined(0)) continue;
        ++closed;
        CHECK_FALSE(run_machine(halting_where_undefined(machine), 0, 500));
        CHECK_FALSE(run_machine(halting_where_undefined(machine), 1, 500));
    }
    CHECK(closed > 100);
}

}  // namespace run_test
