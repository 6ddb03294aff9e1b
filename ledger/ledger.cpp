#include "ledger/ledger.hpp"

#include <cstdint>
#include <mutex>

#include "ledger/ledger_file.hpp"
#include "ledger/ledger_rows.hpp"
#include "ledger/versions.hpp"

namespace groundcheck {

namespace fs = std::filesystem;

const char* const engine_version = "3";

namespace {

// What is stored of domains beyond these belongs to an audit with --full, and waits for the next one.
const std::vector<Domain>& domains_of(const Claim& claim, bool is_mutant) {
    return is_mutant ? claim.mutant->domains : claim.domains;
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
    Statement find, store;  // prepared once: these two run for every instance

    Implementation(fs::path file_, std::optional<ProcessLock> lock_, Database database_)
        : file(std::move(file_)),
          lock(std::move(lock_)),
          database(std::move(database_)),
          find(database,
               "SELECT record, checksum FROM results WHERE claim_hash = ?1 AND is_mutant = ?2 AND domain = "
               "?3 AND "
               "instance = ?4 AND method_set = ?5 AND engine = ?6"),
          store(database, "INSERT OR REPLACE INTO results VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)") {}

    // Runs `work` alone, with SQLite's errors explained.
    template <class F>
    auto alone(F&& work) const {
        const std::lock_guard<std::mutex> guard(mutex);
        return ledger_file::explained(file, work);
    }

    std::optional<SimulatedClaim> simulation(const SimulationKey& key) const {
        return simulation_in(database, key, [&](std::int64_t expected, std::int64_t found) {
            require_checksum(expected, found, "the row of a simulation");
        });
    }

    // Tables of records in a fixed order, "papers", "figures", "loop_findings": writes all of them anew, and
    // reads them.
    template <class Items, class Id>
    void replace(const std::string& table, const Items& items, Id id) {
        Transaction transaction(database);
        database.execute("DELETE FROM " + table);
        Statement insert(database, "INSERT INTO " + table + " (id, record, checksum) VALUES (?1, ?2, ?3)");
        for (const auto& item : items) {
            const std::string text = json_text(to_json(item));
            insert.bind(1, id(item)).bind(2, text).bind(3, checksum({id(item), text})).run();
        }
        transaction.commit();
    }
    template <class Visit>
    void each(const std::string& table, Visit visit) const {
        Statement rows(database, "SELECT id, record, checksum FROM " + table + " ORDER BY position");
        while (rows.step()) {
            const std::string text = rows.text(1);
            require_checksum(checksum({rows.text(0), text}), rows.number(2),
                             "the row \"" + rows.text(0) + "\" of " + table);
            visit(parse_json(text));
        }
    }

    void require_checksum(std::int64_t expected, std::int64_t found, const std::string& what) const {
        if (expected != found) ledger_file::damaged(file, what + " does not match its checksum");
    }
};

namespace {

// The instance in a row of `results`, which must be the one that the row is for. Throws RecordError, and
// LedgerUnreadable for a wrong checksum.
template <class Implementation>
InstanceResult instance_in(const Implementation& ledger, const ResultKey& row, const std::string& record,
                           std::int64_t sum) {
    ledger.require_checksum(row.checksum_with(record), sum, "the row of instance " + row.instance);
    InstanceResult result = instance_from(parse_json(record));
    if (result.domain != row.domain || json_text(to_json(result.key)) != row.instance)
        throw RecordError("the row of instance " + row.instance + " holds another instance");
    return result;
}

}  // namespace

Ledger::Ledger(const fs::path& file) {
    ProcessLock lock = ledger_file::locked(file);
    implementation_ = ledger_file::explained(file, [&] {
        return std::make_unique<Implementation>(file, std::move(lock), ledger_file::opened_for_writing(file));
    });
}

Ledger::Ledger(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
Ledger::~Ledger() = default;
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;

Ledger Ledger::read_only(const fs::path& file) {
    return ledger_file::explained(file, [&] {
        return Ledger(
            std::make_unique<Implementation>(file, std::nullopt, ledger_file::opened_for_reading(file)));
    });
}

void Ledger::use_methods(const std::string& method_set) {
    implementation_->alone([&] { implementation_->method_set = method_set; });
}

void Ledger::begin_audit() {
    implementation_->alone([&] { implementation_->database.execute("DELETE FROM claims"); });
}

void Ledger::set_papers(const std::vector<Paper>& papers) {
    implementation_->alone(
        [&] { implementation_->replace("papers", papers, [](const Paper& paper) { return paper.id; }); });
}

std::vector<Paper> Ledger::papers() const {
    return implementation_->alone([&] {
        std::vector<Paper> result;
        implementation_->each("papers", [&](const Json& json) { result.push_back(paper_from(json)); });
        return result;
    });
}

void Ledger::set_figures(const std::vector<Figure>& figures) {
    implementation_->alone([&] {
        implementation_->replace("figures", figures, [](const Figure& figure) { return figure.id; });
    });
}

std::vector<Figure> Ledger::figures() const {
    return implementation_->alone([&] {
        std::vector<Figure> result;
        implementation_->each("figures", [&](const Json& json) { result.push_back(figure_from(json)); });
        return result;
    });
}

void Ledger::set_loop_findings(const std::vector<LoopFindingResult>& findings) {
    implementation_->alone([&] {
        implementation_->replace("loop_findings", findings,
                                 [](const LoopFindingResult& finding) { return finding.id; });
    });
}

std::vector<LoopFindingResult> Ledger::loop_findings() const {
    return implementation_->alone([&] {
        std::vector<LoopFindingResult> result;
        implementation_->each("loop_findings",
                              [&](const Json& json) { result.push_back(loop_finding_from(json)); });
        return result;
    });
}

void Ledger::begin_claim(const Claim& claim, bool is_mutant, std::size_t instances) {
    implementation_->alone([&] {
        Implementation& self = *implementation_;
        const ClaimRow row{claim.id,
                           claim.hash,
                           self.method_set,
                           self.engine,
                           json_text(to_json(claim)),
                           is_mutant,
                           static_cast<std::int64_t>(instances)};
        Transaction transaction(self.database);
        Statement(self.database, "DELETE FROM claims WHERE id = ?1 AND is_mutant = ?2")
            .bind(1, row.id)
            .bind(2, std::int64_t{row.is_mutant})
            .run();
        row.append_to(self.database);
        transaction.commit();
    });
}

std::optional<InstanceResult> Ledger::find(const Claim& claim, bool is_mutant, std::size_t domain,
                                           const InstanceKey& key) const {
    return implementation_->alone([&]() -> std::optional<InstanceResult> {
        Implementation& self = *implementation_;
        const ResultKey row{claim.hash,  is_mutant, self.method_set,
                            self.engine, domain,    json_text(to_json(key))};
        row.bind(self.find);
        const bool found = self.find.step();
        const std::string text = found ? self.find.text(0) : std::string();
        const std::int64_t sum = found ? self.find.number(1) : 0;
        self.find.reset();
        if (!found) return std::nullopt;
        return instance_in(self, row, text, sum);
    });
}

std::size_t Ledger::stored(const Claim& claim, bool is_mutant) const {
    return implementation_->alone([&] {
        Statement count(
            implementation_->database,
            "SELECT count(*) FROM results WHERE claim_hash = ?1 AND is_mutant = ?2 AND method_set = ?3 AND "
            "engine = ?4 AND domain < ?5");
        count.bind(1, claim.hash).bind(2, std::int64_t{is_mutant});
        count.bind(3, implementation_->method_set).bind(4, implementation_->engine);
        count.bind(5, static_cast<std::int64_t>(domains_of(claim, is_mutant).size()));
        return count.step() ? static_cast<std::size_t>(count.number(0)) : 0;
    });
}

void Ledger::store(const Claim& claim, bool is_mutant, const InstanceResult& result) {
    const std::string text =
        json_text(to_json(result));  // outside the lock: other threads need not wait for it
    implementation_->alone([&] {
        Implementation& self = *implementation_;
        const ResultKey row{claim.hash,  is_mutant,     self.method_set,
                            self.engine, result.domain, json_text(to_json(result.key))};
        row.bind(self.store);
        self.store.bind(7, text).bind(8, row.checksum_with(text)).run();
    });
}

std::optional<SimulatedClaim> Ledger::find_simulated(const Claim& claim, bool is_mutant,
                                                     const SimulatedClaim& asked) const {
    return implementation_->alone([&]() -> std::optional<SimulatedClaim> {
        const Implementation& self = *implementation_;
        const auto found = self.simulation({claim.hash, is_mutant, asked.range, self.engine});
        if (!found || found->replicates != asked.replicates || found->seed != asked.seed ||
            found->confidence != asked.confidence)
            return std::nullopt;
        return found;
    });
}

void Ledger::store(const Claim& claim, bool is_mutant, const SimulatedClaim& simulated) {
    const std::string text = json_text(to_json(simulated));
    implementation_->alone([&] {
        const SimulationKey key{claim.hash, is_mutant, simulated.range, implementation_->engine};
        Statement row(implementation_->database,
                      "INSERT OR REPLACE INTO simulations VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        key.bind(row);
        row.bind(5, text).bind(6, key.checksum_with(text)).run();
    });
}

std::vector<ClaimResult> Ledger::results() const {
    return implementation_->alone([&] {
        Implementation& self = *implementation_;
        std::vector<ClaimResult> results;
        Statement claims(
            self.database,
            "SELECT id, hash, method_set, engine, record, is_mutant, instances, checksum FROM claims "
            "ORDER BY position");
        Statement instances(
            self.database,
            "SELECT domain, instance, record, checksum FROM results WHERE claim_hash = ?1 AND "
            "is_mutant = ?2 AND method_set = ?3 AND engine = ?4 AND domain < ?5");
        while (claims.step()) {
            const ClaimRow row{claims.text(0), claims.text(1),        claims.text(2),  claims.text(3),
                               claims.text(4), claims.number(5) != 0, claims.number(6)};
            self.require_checksum(row.sum(), claims.number(7), "the row of claim \"" + row.id + "\"");
            ClaimResult& result = results.emplace_back();
            result.claim = claim_from(parse_json(row.record));
            result.is_mutant = row.is_mutant;
            if (row.is_mutant && !result.claim.mutant) throw RecordError("a mutant of a claim that has none");
            result.planned = static_cast<std::size_t>(row.instances);
            instances.bind(1, row.hash).bind(2, std::int64_t{row.is_mutant}).bind(3, row.method_set);
            instances.bind(4, row.engine);
            instances.bind(5, static_cast<std::int64_t>(domains_of(result.claim, row.is_mutant).size()));
            while (instances.step()) {
                const ResultKey key{row.hash,
                                    row.is_mutant,
                                    row.method_set,
                                    row.engine,
                                    static_cast<std::size_t>(instances.number(0)),
                                    instances.text(1)};
                result.instances.push_back(instance_in(self, key, instances.text(2), instances.number(3)));
                result.seconds += result.instances.back().seconds;
            }
            instances.reset();
            for (std::size_t range = 0; range < result.to_simulate().size(); ++range)
                if (auto found = self.simulation({row.hash, row.is_mutant, range, row.engine}))
                    result.simulated.push_back(std::move(*found));
            conclude(result);
        }
        return results;
    });
}

std::optional<AblationResult> Ledger::find_ablation(const Claim& claim, const std::string& assumption) const {
    return implementation_->alone([&]() -> std::optional<AblationResult> {
        Implementation& self = *implementation_;
        const AblationKey row{claim.hash, assumption, self.method_set, self.engine};
        Statement find(self.database,
                       "SELECT record, checksum FROM ablations WHERE claim_hash = ?1 AND assumption = ?2 AND "
                       "method_set = ?3 AND engine = ?4");
        row.bind(find);
        if (!find.step()) return std::nullopt;
        const std::string text = find.text(0);
        self.require_checksum(row.checksum_with(text), find.number(1),
                              "the row of assumption \"" + assumption + "\"");
        return ablation_from(parse_json(text));
    });
}

void Ledger::store_ablation(const Claim& claim, const AblationResult& result) {
    const std::string text = json_text(to_json(result));
    implementation_->alone([&] {
        Implementation& self = *implementation_;
        const AblationKey row{claim.hash, result.assumption, self.method_set, self.engine};
        Statement store(self.database, "INSERT OR REPLACE INTO ablations VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        row.bind(store);
        store.bind(5, text).bind(6, row.checksum_with(text)).run();
    });
}

std::vector<AblationResult> Ledger::ablations() const {
    return implementation_->alone([&] {
        Implementation& self = *implementation_;
        std::vector<AblationResult> results;
        Statement rows(
            self.database,
            "SELECT c.hash, a.assumption, c.method_set, c.engine, a.record, a.checksum FROM claims "
            "AS c JOIN ablations AS a ON a.claim_hash = c.hash AND a.method_set = c.method_set AND "
            "a.engine = c.engine WHERE c.is_mutant = 0 ORDER BY c.position, a.assumption");
        while (rows.step()) {
            const AblationKey row{rows.text(0), rows.text(1), rows.text(2), rows.text(3)};
            const std::string text = rows.text(4);
            self.require_checksum(row.checksum_with(text), rows.number(5),
                                  "the row of assumption \"" + row.assumption + "\"");
            results.push_back(ablation_from(parse_json(text)));
        }
        return results;
    });
}

void Ledger::clear_ablations() {
    implementation_->alone([&] {
        Transaction transaction(implementation_->database);
        implementation_->database.execute("DELETE FROM ablations");
        implementation_->database.execute(
            "DELETE FROM results WHERE claim_hash NOT IN (SELECT hash FROM claims)");
        transaction.commit();
    });
}

void Ledger::set_fact(const std::string& name, const std::string& value) {
    implementation_->alone([&] {
        Statement(implementation_->database, "INSERT OR REPLACE INTO facts VALUES (?1, ?2, ?3)")
            .bind(1, name)
            .bind(2, value)
            .bind(3, checksum({name, value}))
            .run();
    });
}

std::vector<std::pair<std::string, std::string>> Ledger::facts() const {
    return implementation_->alone([&] {
        std::vector<std::pair<std::string, std::string>> result;
        Statement rows(implementation_->database, "SELECT name, value, checksum FROM facts ORDER BY name");
        while (rows.step()) {
            implementation_->require_checksum(checksum({rows.text(0), rows.text(1)}), rows.number(2),
                                              "the fact \"" + rows.text(0) + "\"");
            result.emplace_back(rows.text(0), rows.text(1));
        }
        return result;
    });
}

void Ledger::clear() {
    implementation_->alone([&] {
        Transaction transaction(implementation_->database);
        for (const char* table :
             {"facts", "papers", "figures", "claims", "results", "ablations", "simulations"})
            implementation_->database.execute(std::string("DELETE FROM ") + table);
        transaction.commit();
    });
}

}  // namespace groundcheck
