// A run of a partial machine, the inner loop of the enumeration: it goes on until the machine asks for an
// undefined entry, is seen to loop for ever, or reaches the bound. Being a value, a run is copied at a
// branching point and each branch continues from there.
//
// Two kinds of endless run are recognised, both exactly.
//
// Repetition. If a configuration (state, head, tape) occurs twice, the run between the two occurrences
// repeats for ever, for a machine is deterministic. The run is compared with a snapshot taken at steps 16,
// 32, 64, ...
//
// Translation. A record is the arrival at a cell further right than any before. Let the head arrive at
// records x1 < x2 at times t1 < t2 in the same state, let m be the leftmost position in [t1, t2] and d = x1 -
// m, and let the d cells left of x2 at time t2 equal the d cells left of x1 at time t1. Then the run never
// halts and never asks. Proof: at t1 and at t2 the cell under the head and all the cells to its right are
// blank, since they have never been visited. So, with s = x2 - x1, the tape at t2 from m + s on is the tape
// at t1 from m on, shifted by s. The steps from t1 to t2 read only cells from m on; so the steps that follow
// t2 are the same ones shifted by s, and they end at time 2*t2 - t1 in the same state at the record x2 + s,
// with the tape from m + 2s on the shifted tape of t2 from m + s on: the hypothesis holds again, one period
// later. Records on the left are the mirror image. (The argument is Lin and Rado's, 1965.) Nothing in it
// depends on entries being asked for between t1 and t2: the entries are defined once and for all.
#pragma once

#include <algorithm>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

#include "ctm/partial_machine.hpp"
#include "ctm/tape.hpp"

namespace groundcheck::ctm {

// The arrival at a new extreme cell: the 64 cells behind the head as it arrives, where and in which state,
// and how far back the head has been between this record and the next one of the same side (set when the next
// one comes).
struct Record {
    std::uint64_t behind = 0;
    Position position = 0;
    Position retreat = 0;
    std::uint8_t state = 0;
};

// The records of a run and of the runs it branched off from, as two stacks. A run knows how many are its own
// past; what lies above was left by finished branches.
struct Records {
    std::vector<Record> right;
    std::vector<Record> left;
};

template <class Tape>
struct Run {
    Tape tape;
    Position head = 0;
    Position leftmost = 0;  // visited so far
    Position rightmost = 0;
    Position low = 0;   // leftmost position since the last record on the right
    Position high = 0;  // rightmost position since the last record on the left
    unsigned state = 0;
    std::uint32_t steps = 0;
    std::uint32_t right_records = 0;
    std::uint32_t left_records = 0;
    // The snapshot that repetition is looked for against, and the step at which the next one is taken.
    Tape snapshot;
    Position snapshot_head = 0;
    unsigned snapshot_state = ~0U;
    std::uint32_t next_snapshot = 16;
};

enum class Pause {
    asks,        // the entry for the present state and symbol is undefined
    repeats,     // never halts: a configuration has returned
    translates,  // never halts: the run repeats itself further along the tape
    reaches_bound,
    fills_tape,  // a WordTape has no room for another cell
};

// How many records back a translation is looked for. It limits what is recognised, never what is true.
inline constexpr std::uint32_t kLookBack = 128;

// Looks for a translation ending at a record (position, state) with the 64 cells `behind` it, among the
// `count` records before. `side` is +1 for records on the right, -1 for the left.
template <int side>
bool translates(const std::vector<Record>& records, std::uint32_t count, Position position, unsigned state,
                std::uint64_t behind) {
    Position retreat = position;
    const std::uint32_t last = count > kLookBack ? count - kLookBack : 0;
    for (std::uint32_t i = count; i-- > last;) {
        const Record& earlier = records[i];
        retreat = side > 0 ? std::min(retreat, earlier.retreat) : std::max(retreat, earlier.retreat);
        if (earlier.state != state) continue;
        const Position depth = side > 0 ? earlier.position - retreat : retreat - earlier.position;
        if (depth <= 0) return true;
        if (depth > 64) continue;
        const std::uint64_t difference = earlier.behind ^ behind;
        const int shift = 64 - depth;
        if ((side > 0 ? difference >> shift : difference << shift) == 0) return true;
    }
    return false;
}

// The head has just arrived at a new extreme cell. True if the run is now known to translate; otherwise the
// record is kept.
template <int side, class Tape>
bool new_record(Run<Tape>& run, std::vector<Record>& records) {
    std::uint32_t& count = side > 0 ? run.right_records : run.left_records;
    Position& retreat = side > 0 ? run.low : run.high;
    const std::uint64_t behind = run.tape.window(side > 0 ? run.head - 64 : run.head + 1);
    if (count > 0) records[count - 1].retreat = retreat;
    if (translates<side>(records, count, run.head, run.state, behind)) return true;
    if (count == records.size()) records.emplace_back();
    records[count++] = {
        .behind = behind, .position = run.head, .retreat = 0, .state = static_cast<std::uint8_t>(run.state)};
    retreat = run.head;
    return false;
}

// Continues the run until one of the reasons to pause; never beyond `bound` steps. With `detect` false
// nothing is recognised as endless and the run ends by asking or at the bound.
template <bool detect, class Tape>
Pause advance(const PartialMachine& machine, Run<Tape>& shared, Records& records, std::uint32_t bound) {
    Run<Tape> run = std::exchange(shared, {});  // a local object stays in registers
    const auto pause = [&](Pause why) {
        shared = std::move(run);
        return why;
    };
    for (;;) {
        if (run.steps >= std::min(bound, run.next_snapshot)) {
            if (run.steps >= bound) return pause(Pause::reaches_bound);
            run.snapshot = run.tape;
            run.snapshot_head = run.head;
            run.snapshot_state = run.state;
            run.next_snapshot *= 2;
        }
        const unsigned symbol = run.tape.read(run.head);
        const Entry entry = machine.entry(run.state, symbol);
        if (!entry.defined) return pause(Pause::asks);
        run.tape.toggle(run.head, symbol ^ entry.write);
        run.head += entry.move;
        run.state = entry.next;
        ++run.steps;
        run.low = std::min(run.low, run.head);
        run.high = std::max(run.high, run.head);
        if (run.head > run.rightmost) {
            run.rightmost = run.head;
            if constexpr (std::is_same_v<Tape, WordTape>) {
                if (run.rightmost - run.leftmost >= WordTape::kCells - 1) return pause(Pause::fills_tape);
            }
            if (detect && new_record<+1>(run, records.right)) return pause(Pause::translates);
        } else if (run.head < run.leftmost) {
            run.leftmost = run.head;
            if constexpr (std::is_same_v<Tape, WordTape>) {
                if (run.rightmost - run.leftmost >= WordTape::kCells - 1) return pause(Pause::fills_tape);
            }
            if (detect && new_record<-1>(run, records.left)) return pause(Pause::translates);
        } else if (detect && run.head == run.snapshot_head && run.state == run.snapshot_state &&
                   run.tape == run.snapshot) {
            return pause(Pause::repeats);
        }
    }
}

// The same run on a tape with room for every cell it can visit within the bound.
inline Run<LongTape> lengthen(const Run<WordTape>& run, std::uint32_t bound) {
    const auto copy = [&](const WordTape& tape) {
        return LongTape(tape, run.leftmost, run.rightmost, std::size_t{bound} + 2);
    };
    return {.tape = copy(run.tape),
            .head = run.head,
            .leftmost = run.leftmost,
            .rightmost = run.rightmost,
            .low = run.low,
            .high = run.high,
            .state = run.state,
            .steps = run.steps,
            .right_records = run.right_records,
            .left_records = run.left_records,
            .snapshot = copy(run.snapshot),
            .snapshot_head = run.snapshot_head,
            .snapshot_state = run.snapshot_state,
            .next_snapshot = run.next_snapshot};
}

}  // namespace groundcheck::ctm
