#include "ctm/known.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "theorems/language/sha256.hpp"

namespace groundcheck::ctm {

namespace {

struct Known {
    std::string_view fingerprint;
    std::uint64_t
        undecided;  // runs at the default bound that no loop was found in; the slow proofs leave fewer
};

// By number of states, from one.
constexpr std::array<Known, 5> known_tables = {{
    {"81fa608f9186c40919db587d6c2658bdc9c8b78d8b52bde9998c43e8df898197", 0},
    {"4a4136bd46d61aa2570d8802459b223441587ba43b9ae1c25c041e630433f311", 540},
    {"d98e082c3d0055f2207687356f3cfd48e478bc94e81a55203b6b0f3e04d1e2a2", 7'056},
    {"56d0ce073d98f246bbcbd183439f8a4ad390d0ce3bed79817c2b4e14c1535a76", 9'605'952},
    {"17becaa534616b08a7f69bc4fea0db9f40e76ab8d498480bad0b74c79149bae7", 34'213'677'696},
}};

}  // namespace

std::string fingerprint(const Enumeration& enumeration) {
    const Census& census = enumeration.census;
    std::string text = fmt::format("states {}\nhalting {}\nlongest {}\n", enumeration.states, census.halting,
                                   census.longest_halt);
    for (const std::uint64_t leaves : std::span(census.halting_leaves).first(kMaxTableEntries))
        text += fmt::format("leaves {}\n", leaves);
    for (const auto& [output, count] : census.outputs.counts())
        text += fmt::format("output {} {}\n", output, count);
    return sha256(text);
}

Acquaintance acquaintance(const Enumeration& enumeration) {
    const auto longest = longest_halting_run(enumeration.states);
    const std::uint32_t bound = enumeration.how.bound;
    if (longest ? bound < *longest : bound != default_bound(enumeration.states)) return Acquaintance::unknown;
    const auto place = static_cast<std::size_t>(enumeration.states - 1);
    if (place >= known_tables.size()) return Acquaintance::unknown;
    const Known& known = known_tables[place];
    // At the default bound the loops that are found are always the same. A longer run shows more of them, and
    // the slow proofs find more: all machines of up to four states.
    const std::uint64_t undecided = enumeration.census.undecided;
    const bool plain = bound == default_bound(enumeration.states) && !enumeration.how.prove_undecided;
    const bool complete = longest && enumeration.how.prove_undecided;
    const bool fits = !enumeration.how.detect_loops || (plain      ? undecided == known.undecided
                                                        : complete ? undecided == 0
                                                                   : undecided <= known.undecided);
    return fits && fingerprint(enumeration) == known.fingerprint ? Acquaintance::known
                                                                 : Acquaintance::foreign;
}

}  // namespace groundcheck::ctm
