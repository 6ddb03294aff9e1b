// Faults planted on purpose, to see that the fuzzer of claims finds them.
//
// A test that has never found a fault is a claim, not a test. So wherever the engine remembers a value or
// lists the points of a domain there is a place where that can be broken, and a test breaks each in turn
// (tests/fuzz/). Nothing is planted unless that test says so: no command, no file and no environment variable
// reaches the switch.
#pragma once

#include <atomic>

namespace groundcheck {

enum class PlantedFault {
    none,
    chain_key_without_K,                  // the chains that evaluators share: the schedule N = "K+1"
    chain_key_without_numbers,            // the same: alpha and other numbers of the domain
    chain_key_without_world,              // the same: the world
    program_key_without_noise,            // the program learner's chains
    recursion_key_without_numbers,        // the runs of a recursion
    moment_key_without_start,             // the last few closed moments: the first model
    symbol_tables_of_another_instance,    // one-symbol tables kept though N or alpha has changed
    where_of_first_instance,              // a domain's condition evaluated at its first instance only
    equality_of_first_instance,           // an equality condition likewise
    literal_remembered,                   // a literal distribution evaluated once
    any_alphabet_without_absent_symbols,  // K = "any": conditions at points without symbols of no mass only
    uniform_rows_of_mass_0,               // K = "any": a uniform distribution listed as rows of mass 0
    unsorted_lists_permuted,              // permuting symbols taken for harmless beside listed points
    open_ends_ignored,                    // an interval's open ends belong to it
    unknown_functional_is_entropy,        // a dispatch that guesses
    last
};

namespace detail {
inline std::atomic<PlantedFault> planted_fault{PlantedFault::none};
}

// Whether this fault is planted.
inline bool planted(PlantedFault fault) {
    return detail::planted_fault.load(std::memory_order_relaxed) == fault;
}

}  // namespace groundcheck
