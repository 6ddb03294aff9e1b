// Finished enumerations, kept in the user's cache folder so that a table is built only once.
//
// A file is used only if its checksum holds and its numbers add up: every machine is counted once, and the
// outputs' counts sum to the halting machines, and it is the true table where that is known (known.hpp).
// Anything else is treated as absent and built again. A folder that is not there or cannot be written costs a
// warning and the time to build the table, not the answer.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "ctm/enumerate.hpp"

namespace groundcheck::ctm {

// $XDG_CACHE_HOME/groundcheck if that variable holds an absolute path, otherwise $HOME/.cache/groundcheck.
// Empty if neither variable helps: nothing is kept then.
std::filesystem::path default_cache_folder();

class Cache {
  public:
    explicit Cache(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // The enumeration of `states` states at `bound`, if it is there and sound. With `prove_undecided` only
    // one made that way will do; otherwise either will, since they have the same counts. One that explored
    // both first moves (`mirror` false) is kept apart.
    [[nodiscard]] std::optional<Enumeration> load(int states, std::uint32_t bound, bool prove_undecided,
                                                  bool mirror = true) const;

    // Keeps an enumeration, in place of an earlier one with the same states and bound.
    void store(const Enumeration& enumeration, bool mirror = true) const;

    // Loads, or else enumerates with a checkpoint in the same folder, and stores. options.checkpoint and
    // options.detect_loops are not looked at. No value if options.progress stopped it; a later call then goes
    // on from where this one stopped.
    [[nodiscard]] std::optional<Enumeration> obtain(EnumerationOptions options) const;

    [[nodiscard]] std::filesystem::path file(int states, std::uint32_t bound, bool mirror = true) const;

  private:
    // Whether files can be kept; if not, a line on standard error says so.
    [[nodiscard]] bool can_keep() const;

    std::filesystem::path folder_;
};

}  // namespace groundcheck::ctm
