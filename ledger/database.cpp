#include "ledger/database.hpp"

#include <sqlite3.h>

#include <cstdio>
#include <utility>

namespace groundcheck {

namespace {

// The file as a SQLite URI: everything but letters, digits and a few marks in percent code.
std::string uri(const std::filesystem::path& file, const char* query) {
    std::string result = "file:";
    for (const char c : std::filesystem::absolute(file).string()) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == '/' || c == '.' || c == '-' || c == '_';
        char code[4];
        std::snprintf(code, sizeof code, "%%%02X", static_cast<unsigned>(byte));
        result += plain ? std::string(1, c) : std::string(code);
    }
    return result + query;
}

[[noreturn]] void fail(sqlite3* connection, int code) {
    const std::string what = connection != nullptr ? sqlite3_errmsg(connection) : sqlite3_errstr(code);
    throw DatabaseError(code & 0xff, what);
}

}  // namespace

Database::Database(const std::filesystem::path& file, Mode mode) {
    const int flags = SQLITE_OPEN_URI | SQLITE_OPEN_FULLMUTEX |
                      (mode == Mode::create  ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                       : mode == Mode::query ? SQLITE_OPEN_READWRITE
                                             : SQLITE_OPEN_READONLY);
    const std::string name = uri(file, mode == Mode::immutable ? "?immutable=1" : "");
    const int code = sqlite3_open_v2(name.c_str(), &connection_, flags, nullptr);
    if (code != SQLITE_OK) {
        const std::string what = connection_ != nullptr ? sqlite3_errmsg(connection_) : sqlite3_errstr(code);
        sqlite3_close_v2(connection_);
        throw DatabaseError(code & 0xff, what);
    }
    sqlite3_busy_timeout(connection_, 5000);  // milliseconds: readers and writers pass each other quickly
    if (mode == Mode::query) {
        try {
            execute("PRAGMA query_only = ON");
        } catch (...) {
            sqlite3_close_v2(connection_);
            throw;
        }
    }
}

Database::~Database() { sqlite3_close_v2(connection_); }

Database::Database(Database&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}

void Database::execute(const std::string& sql) {
    const int code = sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(connection_, code);
}

std::int64_t Database::number(const std::string& sql) const {
    Statement statement(*this, sql);
    return statement.step() ? statement.number(0) : 0;
}

std::string Database::text(const std::string& sql) const {
    Statement statement(*this, sql);
    return statement.step() ? statement.text(0) : std::string();
}

Statement::Statement(const Database& database, std::string_view sql) : connection_(database.connection_) {
    check(sqlite3_prepare_v2(connection_, sql.data(), static_cast<int>(sql.size()), &statement_, nullptr));
}

Statement::~Statement() { sqlite3_finalize(statement_); }

void Statement::check(int code) const {
    if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE) fail(connection_, code);
}

Statement& Statement::bind(int parameter, std::string_view text) {
    check(
        sqlite3_bind_text64(statement_, parameter, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind(int parameter, std::int64_t number) {
    check(sqlite3_bind_int64(statement_, parameter, number));
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(statement_);
    check(code);
    return code == SQLITE_ROW;
}

void Statement::run() {
    // A failed step leaves the statement to be reset as well, or it would hold its transaction open.
    const int code = sqlite3_step(statement_);
    const std::string what = code == SQLITE_DONE || code == SQLITE_ROW ? "" : sqlite3_errmsg(connection_);
    sqlite3_reset(statement_);
    if (!what.empty()) throw DatabaseError(code & 0xff, what);
}

void Statement::reset() { sqlite3_reset(statement_); }

std::string Statement::text(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return bytes == nullptr ? std::string() : std::string(bytes, size);
}

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(statement_, column); }

Transaction::~Transaction() {
    if (!open_) return;
    try {
        database_.execute("ROLLBACK");
    } catch (const DatabaseError&) {
        // SQLite has already rolled back on its own (a full disk does that); nothing is left to undo.
        open_ = false;
    }
}

void Transaction::commit() {
    database_.execute("COMMIT");
    open_ = false;
}

}  // namespace groundcheck
