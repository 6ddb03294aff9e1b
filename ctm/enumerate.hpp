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
};

// A complete enumeration: every one of the (4n+2)^(2n) machines is in exactly one of
//   census.halting + census.never_halting() + census.undecided.
struct Enumeration {
    int states = 0;
    Exploration how;
    Census census;
};

// Enumerates. No value if options.progress stopped it. Throws std::invalid_argument for options out of range.
std::optional<Enumeration> enumerate_machines(const EnumerationOptions& options);

// The mirror image of a census: every output reversed, all else equal.
Census mirrored(const Census& census);

}  // namespace groundcheck::ctm
