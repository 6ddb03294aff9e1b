// What a ledger has, as rows in memory, and putting two of them together. For merge.cpp alone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "ledger/database.hpp"
#include "ledger/ledger_rows.hpp"

namespace groundcheck::merging {

// A record with its row's checksum.
struct Stored {
    std::string record;
    std::int64_t checksum = 0;
};

struct Content {
    using ResultPlace = std::tuple<std::string, bool, std::size_t, std::string>;  // hash, mutant, domain, key
    using AblationPlace = std::pair<std::string, std::string>;                    // hash, assumption
    using SimulationPlace = std::tuple<std::string, bool, std::size_t>;           // hash, mutant, range

    std::filesystem::path file;
    std::vector<ClaimRow> claims;  // in the audit's order
    std::map<ResultPlace, Stored> results;
    std::map<AblationPlace, Stored> ablations;
    std::map<SimulationPlace, Stored> simulations;
    std::vector<std::pair<std::string, Stored>> papers, figures, loop_findings;  // by id
    std::map<std::string, std::string> facts;

    // Of all claims. Precondition: there are claims.
    [[nodiscard]] const std::string& method_set() const { return claims.front().method_set; }
    [[nodiscard]] const std::string& engine() const { return claims.front().engine; }
    // The claim whose hash this is, for people.
    [[nodiscard]] std::string name_of(const std::string& hash) const;
};

// All that the last audit in this ledger can use: what was decided by its methods and engine. Throws
// LedgerUnreadable for a row that is not as it was written, and for a ledger in which no audit has begun.
Content content_of(const std::filesystem::path& file, const Database& database);

// Adds what `other` has. Throws LedgersDiffer.
void absorb(Content& into, Content other);

// Writes everything that the ledger does not have yet; returns how many rows that is, facts aside.
// Precondition: `content` has absorbed what the ledger has.
std::size_t write(const Content& content, Database& database);

}  // namespace groundcheck::merging
