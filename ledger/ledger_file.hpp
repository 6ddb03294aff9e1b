// The ledger as a file: what makes a SQLite database a ledger, and every way in which it can fail to be one.
//
// ledger.hpp says what is in it; this is about opening, locking and recognising it, and about turning
// SQLite's errors into what a user can act on.
#pragma once

#include <filesystem>
#include <string>

#include "ledger/database.hpp"
#include "ledger/ledger.hpp"
#include "ledger/process_lock.hpp"
#include "ledger/record.hpp"

namespace groundcheck::ledger_file {

// The lock that an audit holds on its ledger. Throws LedgerBusy, LedgerUnwritable, LedgerUnreadable (for a
// folder).
ProcessLock locked(const std::filesystem::path& file);

// The database for writing, made into an empty ledger if it is new. Precondition: the lock is held. Throws
// LedgerUnreadable if it is something else than a ledger of this format, DatabaseError.
Database opened_for_writing(const std::filesystem::path& file);

// Whether it has simulations: one that an older groundcheck wrote, and no audit has opened since, has none.
bool has_simulations(const Database& database);
// Likewise for figures, and for the readings of sentences.
bool has_figures(const Database& database);
// Likewise for papers; one without has sentences in their place.
bool has_papers(const Database& database);

// The database for reading, unchanged. Throws LedgerUnreadable, DatabaseError.
Database opened_for_reading(const std::filesystem::path& file);

// Whether the ledger has room for ablations: one that an older groundcheck wrote has none while it is only
// read.
bool has_ablations(const Database& database);

// Throws LedgerUnreadable: the ledger is damaged, `how` in words.
[[noreturn]] void damaged(const std::filesystem::path& file, const std::string& how);

// Throws LedgerBusy, LedgerUnreadable or LedgerUnwritable, whichever says what SQLite's error means.
[[noreturn]] void explain(const std::filesystem::path& file, const DatabaseError& error);

// The result of work(), with the errors of SQLite and of malformed records explained.
template <class F>
auto explained(const std::filesystem::path& file, F&& work) {
    try {
        return work();
    } catch (const DatabaseError& error) {
        explain(file, error);
    } catch (const RecordError& error) {
        damaged(file, error.what());
    }
}

}  // namespace groundcheck::ledger_file
