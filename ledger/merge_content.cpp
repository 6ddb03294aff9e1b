// Reading a ledger's rows, and writing them.
#include "ledger/merge_content.hpp"

#include <functional>
#include <set>

#include "ledger/ledger_file.hpp"

namespace groundcheck::merging {

namespace fs = std::filesystem;

namespace {

void require(const fs::path& file, std::int64_t expected, std::int64_t found, const std::string& what) {
    if (expected != found) ledger_file::damaged(file, what + " does not match its checksum");
}

void read_claims(Content& content, const Database& database) {
    Statement rows(database,
                   "SELECT id, hash, method_set, engine, record, is_mutant, instances, checksum FROM claims "
                   "ORDER BY position");
    while (rows.step()) {
        const ClaimRow row{rows.text(0), rows.text(1),        rows.text(2),  rows.text(3),
                           rows.text(4), rows.number(5) != 0, rows.number(6)};
        require(content.file, row.sum(), rows.number(7), "the row of claim \"" + row.id + "\"");
        if (!claim_from(parse_json(row.record)).mutant && row.is_mutant)
            throw RecordError("a mutant of a claim that has none");
        content.claims.push_back(row);
    }
    if (content.claims.empty())
        throw LedgerUnreadable(content.file.string() +
                               ": the ledger has no audit: none has begun in it that could be merged.");
}

void read_results(Content& content, const Database& database) {
    Statement rows(database,
                   "SELECT claim_hash, is_mutant, domain, instance, record, checksum FROM results WHERE "
                   "method_set = ?1 AND engine = ?2");
    rows.bind(1, content.method_set()).bind(2, content.engine());
    while (rows.step()) {
        const ResultKey key{rows.text(0),
                            rows.number(1) != 0,
                            content.method_set(),
                            content.engine(),
                            static_cast<std::size_t>(rows.number(2)),
                            rows.text(3)};
        const Stored stored{rows.text(4), rows.number(5)};
        require(content.file, key.checksum_with(stored.record), stored.checksum,
                "the row of instance " + key.instance);
        const InstanceResult instance = instance_from(parse_json(stored.record));
        if (instance.domain != key.domain || json_text(to_json(instance.key)) != key.instance)
            throw RecordError("the row of instance " + key.instance + " holds another instance");
        content.results[{key.hash, key.is_mutant, key.domain, key.instance}] = stored;
    }
}

void read_ablations(Content& content, const Database& database) {
    Statement rows(database,
                   "SELECT claim_hash, assumption, record, checksum FROM ablations WHERE method_set = ?1 AND "
                   "engine = ?2");
    rows.bind(1, content.method_set()).bind(2, content.engine());
    while (rows.step()) {
        const AblationKey key{rows.text(0), rows.text(1), content.method_set(), content.engine()};
        const Stored stored{rows.text(2), rows.number(3)};
        require(content.file, key.checksum_with(stored.record), stored.checksum,
                "the row of assumption \"" + key.assumption + "\"");
        ablation_from(parse_json(stored.record));
        content.ablations[{key.hash, key.assumption}] = stored;
    }
}

void read_simulations(Content& content, const Database& database) {
    Statement rows(
        database, "SELECT claim_hash, is_mutant, range, record, checksum FROM simulations WHERE engine = ?1");
    rows.bind(1, content.engine());
    while (rows.step()) {
        const SimulationKey key{rows.text(0), rows.number(1) != 0, static_cast<std::size_t>(rows.number(2)),
                                content.engine()};
        const Stored stored{rows.text(3), rows.number(4)};
        require(content.file, key.checksum_with(stored.record), stored.checksum, "the row of a simulation");
        simulated_from(parse_json(stored.record));
        content.simulations[{key.hash, key.is_mutant, key.range}] = stored;
    }
}

std::vector<std::pair<std::string, Stored>> listed(const fs::path& file, const Database& database,
                                                   const std::string& table) {
    std::vector<std::pair<std::string, Stored>> list;
    Statement rows(database, "SELECT id, record, checksum FROM " + table + " ORDER BY position");
    while (rows.step()) {
        const Stored stored{rows.text(1), rows.number(2)};
        require(file, checksum({rows.text(0), stored.record}), stored.checksum,
                "the row \"" + rows.text(0) + "\" of " + table);
        list.emplace_back(rows.text(0), stored);
    }
    return list;
}

void read_facts(Content& content, const Database& database) {
    Statement rows(database, "SELECT name, value, checksum FROM facts");
    while (rows.step()) {
        require(content.file, checksum({rows.text(0), rows.text(1)}), rows.number(2),
                "the fact \"" + rows.text(0) + "\"");
        content.facts[rows.text(0)] = rows.text(1);
    }
}

std::size_t write_claims(const Content& content, Database& database) {
    if (database.number("SELECT count(*) FROM claims") > 0) return 0;  // the same ones
    for (const ClaimRow& row : content.claims)
        row.append_to(database);
    return content.claims.size();
}

// Rows whose key is bound by `bind`, at the places 1, 2, ...; the record and its checksum come after it.
template <class Place>
void write_rows(Database& database, const std::string& table, int columns,
                const std::map<Place, Stored>& rows,
                const std::function<void(Statement&, const Place&)>& bind) {
    std::string places;
    for (int i = 1; i <= columns + 2; ++i)
        places += (i > 1 ? ", ?" : "?") + std::to_string(i);
    Statement insert(database, "INSERT OR REPLACE INTO " + table + " VALUES (" + places + ")");
    for (const auto& [place, stored] : rows) {
        bind(insert, place);
        insert.bind(columns + 1, stored.record).bind(columns + 2, stored.checksum).run();
    }
}

std::size_t write_list(Database& database, const std::string& table,
                       const std::vector<std::pair<std::string, Stored>>& list) {
    if (database.number("SELECT count(*) FROM " + table) > 0) return 0;
    Statement insert(database, "INSERT INTO " + table + " (id, record, checksum) VALUES (?1, ?2, ?3)");
    for (const auto& [id, stored] : list)
        insert.bind(1, id).bind(2, stored.record).bind(3, stored.checksum).run();
    return list.size();
}

std::int64_t count_of(const Database& database) {
    std::int64_t count = 0;
    for (const char* table : {"results", "ablations", "simulations"})
        count += database.number(std::string("SELECT count(*) FROM ") + table);
    return count;
}

}  // namespace

std::string Content::name_of(const std::string& hash) const {
    for (const ClaimRow& claim : claims)
        if (claim.hash == hash) return claim.id;
    return "a claim without one of its assumptions";
}

Content content_of(const fs::path& file, const Database& database) {
    Content content;
    content.file = file;
    read_claims(content, database);
    read_results(content, database);
    read_ablations(content, database);
    read_simulations(content, database);
    content.papers = listed(file, database, "papers");
    content.figures = listed(file, database, "figures");
    content.loop_findings = listed(file, database, "loop_findings");
    for (const auto& [id, stored] : content.papers)
        paper_from(parse_json(stored.record));
    for (const auto& [id, stored] : content.figures)
        figure_from(parse_json(stored.record));
    for (const auto& [id, stored] : content.loop_findings)
        loop_finding_from(parse_json(stored.record));
    read_facts(content, database);
    return content;
}

std::size_t write(const Content& content, Database& database) {
    Transaction transaction(database);
    const std::int64_t before = count_of(database);
    std::size_t fresh = write_claims(content, database);
    write_rows<Content::ResultPlace>(
        database, "results", 6, content.results, [&](Statement& row, const Content::ResultPlace& place) {
            const auto& [hash, is_mutant, domain, instance] = place;
            ResultKey{hash, is_mutant, content.method_set(), content.engine(), domain, instance}.bind(row);
        });
    write_rows<Content::AblationPlace>(
        database, "ablations", 4, content.ablations,
        [&](Statement& row, const Content::AblationPlace& place) {
            AblationKey{place.first, place.second, content.method_set(), content.engine()}.bind(row);
        });
    write_rows<Content::SimulationPlace>(
        database, "simulations", 4, content.simulations,
        [&](Statement& row, const Content::SimulationPlace& place) {
            const auto& [hash, is_mutant, range] = place;
            SimulationKey{hash, is_mutant, range, content.engine()}.bind(row);
        });
    fresh += static_cast<std::size_t>(count_of(database) - before);
    fresh += write_list(database, "papers", content.papers);
    fresh += write_list(database, "figures", content.figures);
    fresh += write_list(database, "loop_findings", content.loop_findings);
    for (const auto& [name, value] : content.facts)
        Statement(database, "INSERT OR REPLACE INTO facts VALUES (?1, ?2, ?3)")
            .bind(1, name)
            .bind(2, value)
            .bind(3, checksum({name, value}))
            .run();
    transaction.commit();
    return fresh;
}

}  // namespace groundcheck::merging
