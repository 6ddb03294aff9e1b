#include "audit/ledger.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <mutex>
#include <system_error>

#include "audit/database.hpp"
#include "audit/process_lock.hpp"
#include "audit/record.hpp"
#include "audit/versions.hpp"

namespace groundcheck {

const char* const engine_version = "1";

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t application_id = 0x67726e64;  // "grnd": marks the SQLite file as a ledger
constexpr std::int64_t format_version = 1;           // SQLite's user_version: bumped when the tables change

// What a fresh ledger is made of. It happens in one transaction with the two marks above, so a kill leaves
// either an empty database or a whole ledger.
constexpr const char* tables = R"sql(
    CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE sentences (position INTEGER PRIMARY KEY, id TEXT NOT NULL, text TEXT NOT NULL);
    CREATE TABLE claims (
        position   INTEGER PRIMARY KEY,  -- the order in which the audit began them
        id         TEXT NOT NULL,
        is_mutant  INTEGER NOT NULL,
        hash       TEXT NOT NULL,
        method_set TEXT NOT NULL,
        engine     TEXT NOT NULL,
        instances  INTEGER NOT NULL,     -- how many the claim has, decided or not
        record     TEXT NOT NULL,
        UNIQUE (id, is_mutant));
    CREATE TABLE results (
        claim_hash TEXT NOT NULL,
        is_mutant  INTEGER NOT NULL,
        domain     INTEGER NOT NULL,
        instance   TEXT NOT NULL,
        method_set TEXT NOT NULL,
        engine     TEXT NOT NULL,
        verdict    TEXT NOT NULL,
        assurance  TEXT NOT NULL,
        record     TEXT NOT NULL,        -- the instance as JSON
        checksum   INTEGER NOT NULL,     -- of the key and the record: a damaged row must not become a verdict
        PRIMARY KEY (claim_hash, is_mutant, domain, instance, method_set, engine)) WITHOUT ROWID;
)sql";

// Write-ahead mode with synchronous = NORMAL. A commit has reached the operating system when it returns,
// which no death of this process undoes; what it has not done is wait for the disk. A power failure can
// therefore lose the last commits (their instances are decided again) but, in write-ahead mode, never damages
// the file. FULL would wait for the disk at every instance: thousands of waits for a guarantee that costs at
// most a few seconds of work to do without.
constexpr const char* settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";

// FNV-1a, 64 bits: enough to notice damage, with no claim against forgery.
std::int64_t checksum(const std::string& text) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return static_cast<std::int64_t>(hash);
}

std::string checked_text(const std::string& claim_hash, bool is_mutant, std::size_t domain,
                         const std::string& key, const std::string& record) {
    return claim_hash + (is_mutant ? "\n1\n" : "\n0\n") + std::to_string(domain) + "\n" + key + "\n" + record;
}

const char* const damaged_advice =
    "Delete the file to start over, or name another with --ledger FILE. No verdict was taken from it.";

[[noreturn]] void unreadable(const fs::path& file, const std::string& why) {
    throw LedgerUnreadable(file.string() + ": " + why);
}

// Turns SQLite's answer into what a user can act on.
[[noreturn]] void explain(const fs::path& file, const DatabaseError& error) {
    switch (error.code) {
        case SQLITE_NOTADB:
            unreadable(file, "this is not a ledger of groundcheck (nor any SQLite database).");
        case SQLITE_CORRUPT:
            unreadable(file, std::string("the ledger is damaged. ") + damaged_advice);
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

template <class F>
auto explained(const fs::path& file, F&& work) {
    try {
        return work();
    } catch (const DatabaseError& error) {
        explain(file, error);
    } catch (const RecordError& error) {
        unreadable(file, std::string("the ledger is damaged (") + error.what() + "). " + damaged_advice);
    }
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
                             ". Use the groundcheck that wrote it, or start a new " +
                             "ledger with --ledger FILE.");
    const std::string check = database.text("PRAGMA quick_check(1)");
    if (check != "ok") unreadable(file, "the ledger is damaged (" + check + "). " + damaged_advice);
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

// The database for reading. Where the folder cannot be written, SQLite cannot make the side files that
// write-ahead mode needs; then nobody is writing there either, and the file alone is the whole ledger.
Database opened_for_reading(const fs::path& file) {
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

}  // namespace

struct Ledger::Implementation {
    fs::path file;
    // The order matters: closing any descriptor of the file drops SQLite's own locks on it, so the database,
    // which is destroyed first, must be closed before the lock is.
    std::optional<ProcessLock> lock;
    Database database;
    std::string method_set = "default";
    std::string engine = engine_fingerprint();
    mutable std::mutex mutex;
    // Prepared once: these two run for every instance.
    std::optional<Statement> find, store;

    Implementation(fs::path file_, std::optional<ProcessLock> lock_, Database database_)
        : file(std::move(file_)), lock(std::move(lock_)), database(std::move(database_)) {}

    void prepare() {
        find.emplace(database,
                     "SELECT record, checksum FROM results WHERE claim_hash = ?1 AND is_mutant = ?2 AND "
                     "domain = ?3 AND "
                     "instance = ?4 AND method_set = ?5 AND engine = ?6");
        store.emplace(database,
                      "INSERT OR REPLACE INTO results VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    }

    // Runs `work` alone, with SQLite's errors explained.
    template <class F>
    auto alone(F&& work) const {
        const std::lock_guard<std::mutex> guard(mutex);
        return explained(file, work);
    }

    InstanceResult checked_instance(const std::string& hash, bool is_mutant, std::size_t domain,
                                    const std::string& key, const std::string& text, std::int64_t sum) const {
        if (checksum(checked_text(hash, is_mutant, domain, key, text)) != sum)
            unreadable(file, "the ledger is damaged (the row of instance \"" + key +
                                 "\" does not match its checksum). " + damaged_advice);
        return instance_from(read_json(text));
    }
};

Ledger::Ledger(const fs::path& file) {
    ProcessLock lock = locked(file);
    implementation_ = explained(file, [&] {
        auto result =
            std::make_unique<Implementation>(file, std::move(lock), Database(file, Database::Mode::create));
        Database& database = result->database;
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
        result->prepare();
        return result;
    });
}

Ledger::Ledger(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
Ledger::~Ledger() = default;
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;

Ledger Ledger::read_only(const fs::path& file) {
    return explained(file, [&] {
        auto result = std::make_unique<Implementation>(file, std::nullopt, opened_for_reading(file));
        if (is_blank(result->database)) unreadable(file, "the ledger is empty: no audit has begun in it.");
        require_ledger(file, result->database);
        return Ledger(std::move(result));
    });
}

void Ledger::use_methods(const std::string& method_set) {
    implementation_->alone([&] { implementation_->method_set = method_set; });
}

void Ledger::begin_audit() {
    implementation_->alone([&] { implementation_->database.execute("DELETE FROM claims"); });
}

void Ledger::set_sentences(const std::vector<Sentence>& sentences) {
    implementation_->alone([&] {
        Transaction transaction(implementation_->database);
        implementation_->database.execute("DELETE FROM sentences");
        Statement insert(implementation_->database, "INSERT INTO sentences (id, text) VALUES (?1, ?2)");
        for (const Sentence& sentence : sentences)
            insert.bind(1, sentence.id).bind(2, sentence.text).run();
        transaction.commit();
    });
}

std::vector<Sentence> Ledger::sentences() const {
    return implementation_->alone([&] {
        std::vector<Sentence> result;
        Statement rows(implementation_->database, "SELECT id, text FROM sentences ORDER BY position");
        while (rows.step())
            result.push_back({rows.text(0), rows.text(1)});
        return result;
    });
}

void Ledger::begin_claim(const Claim& claim, bool is_mutant, std::size_t instances) {
    implementation_->alone([&] {
        Implementation& self = *implementation_;
        Transaction transaction(self.database);
        Statement(self.database, "DELETE FROM claims WHERE id = ?1 AND is_mutant = ?2")
            .bind(1, claim.id)
            .bind(2, std::int64_t{is_mutant})
            .run();
        Statement(self.database,
                  "INSERT INTO claims (position, id, is_mutant, hash, method_set, engine, instances, record) "
                  "VALUES "
                  "((SELECT coalesce(max(position), 0) + 1 FROM claims), ?1, ?2, ?3, ?4, ?5, ?6, ?7)")
            .bind(1, claim.id)
            .bind(2, std::int64_t{is_mutant})
            .bind(3, claim.hash)
            .bind(4, self.method_set)
            .bind(5, self.engine)
            .bind(6, static_cast<std::int64_t>(instances))
            .bind(7, json_text(record(claim)))
            .run();
        transaction.commit();
    });
}

std::optional<InstanceResult> Ledger::find(const Claim& claim, bool is_mutant, std::size_t domain,
                                           const std::string& key) const {
    return implementation_->alone([&]() -> std::optional<InstanceResult> {
        Implementation& self = *implementation_;
        self.find->bind(1, claim.hash)
            .bind(2, std::int64_t{is_mutant})
            .bind(3, static_cast<std::int64_t>(domain))
            .bind(4, key)
            .bind(5, self.method_set)
            .bind(6, self.engine);
        const bool found = self.find->step();
        const std::string text = found ? self.find->text(0) : std::string();
        const std::int64_t sum = found ? self.find->number(1) : 0;
        self.find->reset();
        if (!found) return std::nullopt;
        return self.checked_instance(claim.hash, is_mutant, domain, key, text, sum);
    });
}

std::size_t Ledger::stored(const Claim& claim, bool is_mutant) const {
    return implementation_->alone([&] {
        Statement count(
            implementation_->database,
            "SELECT count(*) FROM results WHERE claim_hash = ?1 AND is_mutant = ?2 AND method_set = ?3 AND "
            "engine = ?4");
        count.bind(1, claim.hash).bind(2, std::int64_t{is_mutant});
        count.bind(3, implementation_->method_set).bind(4, implementation_->engine);
        return count.step() ? static_cast<std::size_t>(count.number(0)) : 0;
    });
}

void Ledger::store(const Claim& claim, bool is_mutant, const InstanceResult& result) {
    const std::string text = json_text(record(result));  // outside the lock: other threads need not wait for it
    const std::int64_t sum = checksum(checked_text(claim.hash, is_mutant, result.domain, result.key, text));
    implementation_->alone([&] {
        Implementation& self = *implementation_;
        self.store->bind(1, claim.hash)
            .bind(2, std::int64_t{is_mutant})
            .bind(3, static_cast<std::int64_t>(result.domain))
            .bind(4, result.key)
            .bind(5, self.method_set)
            .bind(6, self.engine)
            .bind(7, to_text(result.verdict))
            .bind(8, to_text(result.assurance))
            .bind(9, text)
            .bind(10, sum)
            .run();
    });
}

std::vector<ClaimResult> Ledger::results() const {
    return implementation_->alone([&] {
        Implementation& self = *implementation_;
        std::vector<ClaimResult> results;
        Statement claims(self.database,
                         "SELECT record, is_mutant, instances, hash, method_set, engine FROM claims "
                         "ORDER BY position");
        Statement instances(
            self.database,
            "SELECT domain, instance, record, checksum FROM results WHERE claim_hash = ?1 AND "
            "is_mutant = ?2 AND method_set = ?3 AND engine = ?4");
        while (claims.step()) {
            ClaimResult& result = results.emplace_back();
            result.claim = claim_from(read_json(claims.text(0)));
            result.is_mutant = claims.number(1) != 0;
            if (result.is_mutant && !result.claim.mutant) throw RecordError("a mutant of a claim that has none");
            result.planned = static_cast<std::size_t>(claims.number(2));
            const std::string hash = claims.text(3);
            instances.bind(1, hash).bind(2, claims.number(1)).bind(3, claims.text(4)).bind(4, claims.text(5));
            while (instances.step()) {
                result.instances.push_back(self.checked_instance(
                    hash, result.is_mutant, static_cast<std::size_t>(instances.number(0)), instances.text(1),
                    instances.text(2), instances.number(3)));
                result.seconds += result.instances.back().seconds;
            }
            instances.reset();
            conclude(result);
        }
        return results;
    });
}

void Ledger::set_fact(const std::string& name, const std::string& value) {
    implementation_->alone([&] {
        Statement(implementation_->database, "INSERT OR REPLACE INTO facts VALUES (?1, ?2)")
            .bind(1, name)
            .bind(2, value)
            .run();
    });
}

std::vector<std::pair<std::string, std::string>> Ledger::facts() const {
    return implementation_->alone([&] {
        std::vector<std::pair<std::string, std::string>> result;
        Statement rows(implementation_->database, "SELECT name, value FROM facts ORDER BY name");
        while (rows.step())
            result.emplace_back(rows.text(0), rows.text(1));
        return result;
    });
}

void Ledger::clear() {
    implementation_->alone([&] {
        Transaction transaction(implementation_->database);
        for (const char* table : {"facts", "sentences", "claims", "results"})
            implementation_->database.execute(std::string("DELETE FROM ") + table);
        transaction.commit();
    });
}

}  // namespace groundcheck
