// The enumeration of all n-state machines on a tape of blank 0: subtrees of the tree normal form, worked off
// by threads.
//
// The result is a sum of exact integers over subtrees, so it depends neither on the number of threads nor on
// the order of work, and finished subtrees can be set aside in a checkpoint file and taken up again later.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

#include "ctm/census.hpp"
#include "ctm/tree.hpp"
#include "work/pool.hpp"

namespace groundcheck::ctm {

// The largest bound accepted. Within it every position and step count fits 32 bits with room to spare.
inline constexpr std::uint32_t kLargestBound = 100'000'000;

struct Progress {
    std::size_t finished = 0;  // subtrees
    std::size_t total = 0;
};

struct EnumerationOptions {
    int states = 4;                // 1..kMaxStates
    std::uint32_t bound = 107;     // steps, the halting one included; 1..kLargestBound
    bool detect_loops = true;      // false: nothing but the bound ends a run that does not halt
    bool prove_undecided = false;  // give what reaches the bound to closed_contexts.hpp
    bool mirror =
        true;  // first moves to the left are the mirror image of those to the right; false: explored, too
    unsigned threads = 0;  // 0: all there are; never more than processors
    // Called after each finished subtree, by one thread at a time. Returning false stops the enumeration.
    std::function<bool(const Progress&)> progress;
    // Where finished subtrees are set aside, if anywhere. A file of another enumeration, or a damaged one, is
    // ignored; the file is removed when the enumeration is complete.
    std::filesystem::path checkpoint;
    Pool* pool = nullptr;  // who works; null: `threads` threads of this process
};

// Every one of the (4n+2)^(2n) machines is in exactly one of
//   census.halting + census.never_halting() + census.undecided.
struct Enumeration {
    int states = 0;
    Exploration how;
    Census census;
    std::uint64_t unexplored = 0;  // of the undecided machines those that were not run; 0: it is complete
};

// Enumerates. No value if options.progress stopped it, or if the pool leads elsewhere. Throws
// std::invalid_argument for options out of range.
std::optional<Enumeration> enumerate_machines(const EnumerationOptions& options);

// Which subtrees a part has: numbers from..to, counted from 1. They are numbered so that every stretch of
// them is spread evenly over the tree: what a stretch costs says what the rest will.
struct Stretch {
    std::size_t from = 1, to = 1;
};

// What some of the subtrees give. What is in the others counts as undecided, so that the enumeration is one
// of all machines, and a table of it (table.hpp) encloses the whole one.
struct PartialEnumeration {
    Enumeration enumeration;
    std::size_t finished = 0, subtrees = 0;  // in this run and before; that there are
    std::size_t fresh = 0;                   // finished in this run,
    double seconds = 0;                      // and what these took, of one processor's time
};

// How many subtrees the enumeration has. Only the states matter, and whether it mirrors.
std::size_t subtree_count(const EnumerationOptions& options);

// Works off the stretch, and adds what the checkpoint has of other stretches, which stays there. No value if
// the pool leads elsewhere; a stop leaves what is finished. Throws std::invalid_argument as below, for a
// stretch that is none of this enumeration, and for a file that is there and not of it.
std::optional<PartialEnumeration> enumerate_part(const EnumerationOptions& options, Stretch stretch);

// The mirror image of a census: every output reversed, all else equal.
Census mirrored(const Census& census);

}  // namespace groundcheck::ctm
