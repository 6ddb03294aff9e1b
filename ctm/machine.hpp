// The formalism of algorithmic probability by enumeration: n-state, 2-symbol Turing machines with (4n+2)^(2n)
// tables.
//
// A table has one entry for each of the n states and each of the two symbols under the head. An entry either
// halts, writing a symbol and not moving (2 choices), or writes a symbol, moves one cell left or right and
// goes to one of the n states (4n choices). A machine starts in state 0 on a tape that is blank everywhere;
// the blank symbol is 0 or 1. Its output, if it halts, is the stretch of tape that the head has visited, the
// cell of the last writing included. Executing a halting entry is a step: with that convention the longest
// halting runs take 1, 6, 21, 107 steps for n = 1, 2, 3, 4 (Lin and Rado 1965 for n <= 3; Brady 1983 for n =
// 4).
//
// This file holds the definitions and a plain simulator that follows them word for word. The enumeration
// (enumerate.hpp) is the fast way to the same counts; the tests hold one against the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace groundcheck::ctm {

// The largest number of states that is enumerated, and the largest whose whole table is: six states are
// worked on in parts (enumerate.hpp). Every count is at most 2 * 26^12 < 2^58, see machine_count.
inline constexpr int kMaxStates = 6;
inline constexpr int kMaxTableStates = 5;
inline constexpr std::size_t kMaxEntries = std::size_t{2} * kMaxStates;
inline constexpr std::size_t kMaxTableEntries = std::size_t{2} * kMaxTableStates;

// One entry of a table. `move` (-1 or +1) and `next` (0..n-1) mean nothing when `halts`.
struct Transition {
    bool halts = true;
    int write = 0;
    int move = 0;
    int next = 0;
};

// A complete table; the entry for state q reading symbol s is entries[2*q + s].
struct Machine {
    int states = 0;
    std::vector<Transition> entries;
};

// What a halting run leaves: the number of steps, the halting one included, and the visited stretch as '0's
// and '1's.
struct Halt {
    std::uint64_t steps = 0;
    std::string output;
};

// The number of tables with `states` states, (4n+2)^(2n). Throws std::invalid_argument unless 1 <= states <=
// kMaxStates.
std::uint64_t machine_count(int states);

// The machine with the given number, 0 <= index < machine_count(states): the entries are the digits of the
// index in base 4n+2, entry 0 the least significant. Throws std::out_of_range for any other index.
Machine machine_at(int states, std::uint64_t index);

// Runs the machine on a tape of blanks for at most `bound` steps. No value: it has not halted within the
// bound. `blank` is 0 or 1.
std::optional<Halt> run_machine(const Machine& machine, int blank, std::uint64_t bound);

// The bound at which D(n) is tabulated: for n <= 4 the longest halting run, so that the table is complete;
// for n = 5 the 500 steps of the published table (Soler-Toscano, Zenil, Delahaye and Gauvrit 2014), and for
// n = 6 as many.
std::uint32_t default_bound(int states);

// The longest halting run of n-state machines, where it is a theorem and at most the largest bound anyone
// would run: 1, 6, 21 and 107 for n = 1, 2, 3, 4. No value for n = 5, whose 47 176 870 steps are out of an
// enumeration's reach, and for n = 6, which nobody knows.
std::optional<std::uint32_t> longest_halting_run(int states);

}  // namespace groundcheck::ctm
