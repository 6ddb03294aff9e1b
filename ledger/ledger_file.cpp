#include "ledger/ledger_file.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <fstream>
#include <system_error>

namespace groundcheck::ledger_file {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t application_id = 0x67726e64;  // "grnd": marks the SQLite file as a ledger
// SQLite's user_version: bumped when the tables or the records in them change. (Up to 3, an instance was a
// line of text and a domain nothing but its texts, and there were sentences in the place of papers.)
constexpr std::int64_t format_version = 7;

// What a fresh ledger is made of. It happens in one transaction with the two marks above, so a kill leaves
// either an empty database or a whole ledger.
constexpr const char* tables = R"sql(
    CREATE TABLE facts (
        name     TEXT PRIMARY KEY,
        value    TEXT NOT NULL,
        checksum INTEGER NOT NULL) WITHOUT ROWID;  -- of the row
    CREATE TABLE claims (
        position   INTEGER PRIMARY KEY,  -- the order in which the audit began them
        id         TEXT NOT NULL,
        is_mutant  INTEGER NOT NULL,
        hash       TEXT NOT NULL,
        method_set TEXT NOT NULL,
        engine     TEXT NOT NULL,
        instances  INTEGER NOT NULL,     -- how many the claim has, decided or not
        record     TEXT NOT NULL,        -- the claim as JSON
        checksum   INTEGER NOT NULL,     -- of the row: damage must not become a verdict
        UNIQUE (id, is_mutant));
    CREATE TABLE results (
        claim_hash TEXT NOT NULL,
        is_mutant  INTEGER NOT NULL,
        domain     INTEGER NOT NULL,
        instance   TEXT NOT NULL,        -- its numbers, as JSON
        method_set TEXT NOT NULL,
        engine     TEXT NOT NULL,
        record     TEXT NOT NULL,        -- the instance as JSON
        checksum   INTEGER NOT NULL,     -- of the row
        PRIMARY KEY (claim_hash, is_mutant, domain, instance, method_set, engine)) WITHOUT ROWID;
    CREATE TABLE ablations (
        claim_hash TEXT NOT NULL,
        assumption TEXT NOT NULL,        -- its name; empty for the claim as it stands
        method_set TEXT NOT NULL,
        engine     TEXT NOT NULL,
        record     TEXT NOT NULL,        -- the ablation as JSON
        checksum   INTEGER NOT NULL,     -- of the row
        PRIMARY KEY (claim_hash, assumption, method_set, engine)) WITHOUT ROWID;
    CREATE TABLE simulations (
        claim_hash TEXT NOT NULL,
        is_mutant  INTEGER NOT NULL,
        range      INTEGER NOT NULL,     -- which [[simulate]] of the claim
        engine     TEXT NOT NULL,
        record     TEXT NOT NULL,        -- the simulated claim as JSON
        checksum   INTEGER NOT NULL,     -- of the row
        PRIMARY KEY (claim_hash, is_mutant, range, engine)) WITHOUT ROWID;
    CREATE TABLE papers (                -- that the audit is about
        position INTEGER PRIMARY KEY,
        id       TEXT NOT NULL,
        record   TEXT NOT NULL,          -- as JSON
        checksum INTEGER NOT NULL);
    CREATE TABLE figures (               -- the numbers behind the report's pictures
        position INTEGER PRIMARY KEY,
        id       TEXT NOT NULL,
        record   TEXT NOT NULL,          -- as JSON
        checksum INTEGER NOT NULL);
    CREATE TABLE loop_findings (         -- about loops of sequence models, held statistically
        position INTEGER PRIMARY KEY,
        id       TEXT NOT NULL,
        record   TEXT NOT NULL,          -- as JSON
        checksum INTEGER NOT NULL);
)sql";

// Write-ahead mode with synchronous = NORMAL. A commit has reached the operating system when it returns,
// which no death of this process undoes; what it has not done is wait for the disk. A power failure can
// therefore lose the last commits (their instances are decided again) but, in write-ahead mode, never damages
// the file. FULL would wait for the disk at every instance: thousands of waits for a guarantee that costs at
// most a few seconds of work to do without.
constexpr const char* settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";

const char* const not_a_database = "this is not a ledger of groundcheck (nor any SQLite database).";

[[noreturn]] void unreadable(const fs::path& file, const std::string& why) {
    throw LedgerUnreadable(file.string() + ": " + why);
}

// SQLite takes any file of a few bytes for an empty database, and would overwrite it.
void require_database(const fs::path& file) {
    const std::string magic = "SQLite format 3";
    std::string start(magic.size(), '\0');
    std::ifstream stream(file, std::ios::binary);
    stream.read(start.data(), static_cast<std::streamsize>(start.size()));
    if (stream.gcount() > 0 && start != magic) unreadable(file, not_a_database);
}

bool is_blank(const Database& database) {
    return database.number("PRAGMA application_id") == 0 && database.number("PRAGMA user_version") == 0 &&
           database.number("SELECT count(*) FROM sqlite_master") == 0;
}

// Throws LedgerUnreadable unless the database is a sound ledger of this format.
void require_ledger(const fs::path& file, const Database& database) {
    if (database.number("PRAGMA application_id") != application_id)
        unreadable(file, "this is a SQLite database, but not a ledger of groundcheck.");
    const std::int64_t version = database.number("PRAGMA user_version");
    if (version != format_version)
        unreadable(file, "the ledger has format " + std::to_string(version) +
                             ", and this groundcheck knows format " + std::to_string(format_version) +
                             " alone. No verdict was taken from it. Use the groundcheck that wrote it, or " +
                             "delete the file to decide anew, or name another ledger with --ledger FILE.");
    const std::string check = database.text("PRAGMA quick_check(1)");
    if (check != "ok") damaged(file, check);
}

}  // namespace

void damaged(const fs::path& file, const std::string& how) {
    unreadable(
        file,
        "the ledger is damaged (" + how +
            "). Delete the file to start over, or name another with --ledger FILE. No verdict was taken "
            "from it.");
}

// Turns SQLite's answer into what a user can act on.
void explain(const fs::path& file, const DatabaseError& error) {
    switch (error.code) {
        case SQLITE_NOTADB:
            unreadable(file, not_a_database);
        case SQLITE_CORRUPT:
            damaged(file, error.what());
        case SQLITE_FULL:
            throw LedgerUnwritable(file.string() + ": the disk is full. What was decided so far is kept.");
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw LedgerBusy(file.string() +
                             ": another program is using the ledger and did not let go of it.");
        default:
            throw LedgerUnwritable(file.string() + ": cannot use the ledger: " + error.what());
    }
}

ProcessLock locked(const fs::path& file) {
    if (fs::is_directory(file)) unreadable(file, "this is a folder, not a ledger.");
    try {
        ProcessLock lock(file);
        if (!lock.holds())
            throw LedgerBusy(file.string() +
                             ": another audit is using this ledger. Wait for it, or give this one a " +
                             "ledger of its own with --ledger FILE.");
        return lock;
    } catch (const std::system_error& error) {
        throw LedgerUnwritable(file.string() + ": cannot write the ledger: " + error.code().message() + ".");
    }
}

Database opened_for_writing(const fs::path& file) {
    require_database(file);
    Database database(file, Database::Mode::create);
    const bool blank = is_blank(database);
    if (!blank) require_ledger(file, database);
    database.execute(settings);
    if (blank) {
        Transaction transaction(database);
        database.execute(tables);
        database.execute("PRAGMA application_id = " + std::to_string(application_id));
        database.execute("PRAGMA user_version = " + std::to_string(format_version));
        transaction.commit();
    }
    return database;
}

// The database for reading. Where the folder cannot be written, SQLite cannot make the side files that
// write-ahead mode needs; then nobody is writing there either, and the file alone is the whole ledger.
static Database unchecked(const fs::path& file) {
    if (!fs::exists(file)) unreadable(file, "there is no such ledger.");
    if (fs::is_directory(file)) unreadable(file, "this is a folder, not a ledger.");
    try {
        Database database(file, Database::Mode::query);
        database.number("SELECT count(*) FROM sqlite_master");
        return database;
    } catch (const DatabaseError& error) {
        if (error.code != SQLITE_CANTOPEN && error.code != SQLITE_READONLY) throw;
        return Database(file, Database::Mode::immutable);
    }
}

Database opened_for_reading(const fs::path& file) {
    require_database(file);
    Database database = unchecked(file);
    if (is_blank(database)) unreadable(file, "the ledger is empty: no audit has begun in it.");
    require_ledger(file, database);
    return database;
}

}  // namespace groundcheck::ledger_file
