// What an enumeration counts: machines by what becomes of them, and halting machines by output.
//
// A census is a sum over leaves of the tree normal form, each counted with the number of machines it stands
// for. All sums are at most 26^12 < 2^57 (machine.hpp) and exact.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "ctm/machine.hpp"
#include "ctm/tally.hpp"

namespace groundcheck::ctm {

// Why a machine is known never to halt.
enum class Endless {
    no_halting_entry,   // no halting entry can be reached from the present state, whatever the tape
    repetition,         // a configuration has returned
    translation,        // the run repeats itself further along the tape
    closed_contexts,    // a set of local tape contexts is closed under the machine's steps and never halts
    regular_invariant,  // a regular language has all configurations that lead to halting, but not the blank
                        // one
};
inline constexpr std::size_t kEndlessReasons = 5;

// The reason in words, for reports: "no halting entry", ...
const char* name_of(Endless reason);

struct Census {
    Tally outputs;
    std::uint64_t halting = 0;                             // machines that halt within the bound
    std::array<std::uint64_t, kEndlessReasons> endless{};  // machines that never halt, by how that is known
    std::uint64_t undecided = 0;     // machines that have not halted at the bound, nothing known
    std::uint64_t leaves = 0;        // leaves visited (not machines)
    std::uint32_t longest_halt = 0;  // steps of the longest halting run
    // halting_leaves[d]: halting leaves with d defined entries before the halting one, each counted with its
    // state relabellings but not with its completions. From these the halting machines of any other
    // formalism with the same moving entries can be counted, whatever its halting entries.
    std::array<std::uint64_t, kMaxEntries> halting_leaves{};

    [[nodiscard]] std::uint64_t never_halting() const {
        std::uint64_t sum = 0;
        for (const std::uint64_t count : endless)
            sum += count;
        return sum;
    }

    // Adds another part of the same enumeration.
    void add(const Census& other);
};

}  // namespace groundcheck::ctm
