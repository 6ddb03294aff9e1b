// Ledgers of one audit put together: those of its shares (work/share.hpp), which know nothing of one another.
//
// What is merged is the same audit or nothing: the same claims in the same order, decided by the same program
// and the same libraries. Where two ledgers have the same instance they say the same of it, times apart, or
// both are refused: one of them is not what it should be, and nobody can tell which. Everything is looked at
// before anything is written, and written in one transaction.
#pragma once

#include <cstddef>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "ledger/ledger.hpp"
#include "work/share.hpp"

namespace groundcheck {

// Two ledgers cannot be merged; the message names both, and what they differ in.
struct LedgersDiffer : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Merged {
    std::size_t instances = 0,
                planned = 0;        // of the audit's claims and mutants: there; that there ought to be
    std::size_t fresh = 0;          // rows that the ledger did not have before, of every kind
    std::vector<std::string> gaps;  // what is missing, in words; empty: the audit is whole
};

// Puts what `sources` have into the ledger `into`, which is made if it does not exist. Merging again changes
// nothing. Throws LedgersDiffer, and as Ledger does; `into` is then as it was.
Merged merge_ledgers(const std::vector<std::filesystem::path>& sources, const std::filesystem::path& into);

// Notes in the ledger of a share which one it is and whether it is finished, for merge_ledgers to see what is
// missing. These facts say how an audit was run; reports do not have them.
void note_share(Ledger& ledger, const Share& share, bool finished);
// Notes what all shares of the audit do, in words: merge_ledgers refuses shares that were asked for other
// things.
void note_what_shares_do(Ledger& ledger, const std::string& what);
// The share, other than this one, that the ledger is of, "1/3"; empty if there is none: shares have a ledger
// each.
std::string other_share_in(const Ledger& ledger, const Share& share);
// Whether the fact of this name is one of these notes.
bool is_note_of_share(const std::string& fact);

}  // namespace groundcheck
