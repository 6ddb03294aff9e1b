// What the rows of the ledger's tables are for, and the checksums that say so. For ledger.cpp alone.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>

#include "ledger/database.hpp"
#include "ledger/record.hpp"

namespace groundcheck {

// Of a row's texts, in order: FNV-1a, 64 bits. Enough to notice damage, with no claim against forgery.
inline std::int64_t checksum(std::initializer_list<std::string> texts) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    const auto mix = [&](unsigned char byte) { hash = (hash ^ byte) * 0x100000001b3U; };
    for (const std::string& text : texts) {
        for (const char c : text)
            mix(static_cast<unsigned char>(c));
        mix(0);  // so that moving a letter from one text to the next is noticed
    }
    return static_cast<std::int64_t>(hash);
}

// What a row of `simulations` is for.
struct SimulationKey {
    std::string hash;
    bool is_mutant;
    std::size_t range;
    std::string engine;

    std::int64_t checksum_with(const std::string& record) const {
        return checksum({hash, is_mutant ? "mutant" : "claim", std::to_string(range), engine, record});
    }
    // Parameters 1 to 4, in the order of the table's columns.
    void bind(Statement& statement) const {
        statement.bind(1, hash)
            .bind(2, std::int64_t{is_mutant})
            .bind(3, static_cast<std::int64_t>(range))
            .bind(4, engine);
    }
};

// The row's simulation, if there is one. Throws RecordError, and through `require` for a wrong checksum.
template <class Require>
std::optional<SimulatedClaim> simulation_in(const Database& database, const SimulationKey& key,
                                            const Require& require) {
    Statement row(database,
                  "SELECT record, checksum FROM simulations WHERE claim_hash = ?1 AND is_mutant = ?2 AND "
                  "range = ?3 AND engine = ?4");
    key.bind(row);
    if (!row.step()) return std::nullopt;
    const std::string text = row.text(0);
    require(key.checksum_with(text), row.number(1));
    return simulated_from(parse_json(text));
}

// What a row of `results` is for: everything but the instance's own record.
struct ResultKey {
    std::string hash;
    bool is_mutant;
    std::string method_set, engine;
    std::size_t domain;
    std::string instance;  // its numbers, as JSON

    std::int64_t checksum_with(const std::string& record) const {
        return checksum({hash, is_mutant ? "mutant" : "claim", method_set, engine, std::to_string(domain),
                         instance, record});
    }
    // Parameters 1 to 6, in the order of the table's columns.
    void bind(Statement& statement) const {
        statement.bind(1, hash)
            .bind(2, std::int64_t{is_mutant})
            .bind(3, static_cast<std::int64_t>(domain))
            .bind(4, instance)
            .bind(5, method_set)
            .bind(6, engine);
    }
};

// What a row of `ablations` is for.
struct AblationKey {
    std::string hash, assumption, method_set, engine;

    std::int64_t checksum_with(const std::string& record) const {
        return checksum({hash, assumption, method_set, engine, record});
    }
    // Parameters 1 to 4, in the order of the table's columns.
    void bind(Statement& statement) const {
        statement.bind(1, hash).bind(2, assumption).bind(3, method_set).bind(4, engine);
    }
};

// A row of `claims`.
struct ClaimRow {
    std::string id, hash, method_set, engine, record;
    bool is_mutant;
    std::int64_t instances;

    std::int64_t sum() const {
        return checksum({id, hash, method_set, engine, record, is_mutant ? "mutant" : "claim",
                         std::to_string(instances)});
    }
    // Puts it behind the rows that are there.
    void append_to(const Database& database) const {
        Statement(database,
                  "INSERT INTO claims VALUES ((SELECT coalesce(max(position), 0) + 1 FROM claims), "
                  "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
            .bind(1, id)
            .bind(2, std::int64_t{is_mutant})
            .bind(3, hash)
            .bind(4, method_set)
            .bind(5, engine)
            .bind(6, instances)
            .bind(7, record)
            .bind(8, sum())
            .run();
    }
};

}  // namespace groundcheck
