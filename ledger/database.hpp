// SQLite as values: a connection and a statement that clean up after themselves and report errors as
// exceptions.
#pragma once

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace groundcheck {

// What SQLite answered where success was expected; `code` is its primary result code.
struct DatabaseError : std::runtime_error {
    DatabaseError(int code_, const std::string& what) : std::runtime_error(what), code(code_) {}
    int code;
};

class Database {
  public:
    enum class Mode {
        create,     // read and write, made if missing
        query,      // read and write on disk so that side files are tidied, but refusing every change
        immutable,  // read from a place that cannot be written; precondition: nobody writes meanwhile
    };
    // Throws DatabaseError.
    Database(const std::filesystem::path& file, Mode mode);
    ~Database();
    Database(Database&& other) noexcept;
    Database& operator=(Database&&) = delete;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    // Runs statements that return nothing of interest. Throws DatabaseError.
    void execute(const std::string& sql);
    // The first column of the first row; 0 or empty if there is no row. Throws DatabaseError.
    std::int64_t number(const std::string& sql) const;
    std::string text(const std::string& sql) const;

  private:
    friend class Statement;
    sqlite3* connection_ = nullptr;
};

// A prepared statement. Bind parameters (counted from 1), then step through the rows; reset to use it again.
// Every method throws DatabaseError.
class Statement {
  public:
    Statement(const Database& database, std::string_view sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& bind(int parameter, std::string_view text);
    Statement& bind(int parameter, std::int64_t number);
    bool step();   // whether there is a row
    void run();    // steps to the end and resets
    void reset();  // ready to run again; the bound parameters stay
    std::string text(int column) const;
    std::int64_t number(int column) const;

  private:
    void check(int code) const;
    sqlite3* connection_;
    sqlite3_stmt* statement_ = nullptr;
};

// Everything between construction and commit() happens together or, if the object dies before, not at all.
class Transaction {
  public:
    explicit Transaction(Database& database) : database_(database) { database_.execute("BEGIN IMMEDIATE"); }
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

  private:
    Database& database_;
    bool open_ = true;
};

}  // namespace groundcheck
