// The ledger: what is decided, on disk, as it is decided.
//
// One SQLite file in write-ahead mode. An instance is stored the moment it is decided, keyed by the claim's
// hash, the instance, the method set and the versions of the engine and its libraries; so a kill at any
// moment loses at most the instance in hand, and a changed claim file or a new engine never reuses an old
// verdict. Reports are made from the ledger alone.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "decide/loops/loop_finding.hpp"
#include "decide/question/verdict.hpp"
#include "ledger/ablation_result.hpp"
#include "ledger/figure.hpp"
#include "theorems/language/paper.hpp"

namespace groundcheck {

// The version whose change invalidates stored verdicts: bumped whenever a decision method changes.
extern const char* const engine_version;

// Another process holds the ledger.
struct LedgerBusy : std::runtime_error {
    using std::runtime_error::runtime_error;
};
// The file is not a ledger, is damaged, or was written by an unknown format.
struct LedgerUnreadable : std::runtime_error {
    using std::runtime_error::runtime_error;
};
// The file cannot be created or written: no permission, no such folder, a full disk.
struct LedgerUnwritable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Ledger {
  public:
    // Opens or creates the ledger for writing, and holds an exclusive lock for the object's lifetime.
    // Throws LedgerBusy if another ledger object or process has it, LedgerUnreadable if the file is no ledger
    // of a known format (it is then left as it was), LedgerUnwritable if it cannot be written. Every method
    // below that changes the ledger can throw LedgerUnwritable, every one that reads it LedgerUnreadable.
    explicit Ledger(const std::filesystem::path& file);
    // For reports: opens an existing ledger without the lock and without changing it, also while an audit
    // writes to it.
    static Ledger read_only(const std::filesystem::path& file);
    ~Ledger();
    Ledger(Ledger&&) noexcept;
    Ledger& operator=(Ledger&&) noexcept;

    // Names the method set that find and store work for from now on; "default" until it is called. Verdicts
    // reached with one set are not used for another.
    void use_methods(const std::string& method_set);
    // A new audit begins: no claim is part of it yet. Stored instances stay, to be found again.
    void begin_audit();
    // The papers that the audit is about, for the report.
    void set_papers(const std::vector<Paper>& papers);
    std::vector<Paper> papers() const;
    // The pictures' data, in place of any that the ledger has; see figure.hpp.
    void set_figures(const std::vector<Figure>& figures);
    std::vector<Figure> figures() const;
    // What replicates said of findings about loops, in place of what the ledger has.
    void set_loop_findings(const std::vector<LoopFindingResult>& findings);
    std::vector<LoopFindingResult> loop_findings() const;
    // Registers the claim (its text, hash, id) as part of the current audit, replacing an older registration
    // of the id.
    void begin_claim(const Claim& claim, bool is_mutant, std::size_t instances);
    // The stored result of this instance for this exact claim and engine, if any.
    std::optional<InstanceResult> find(const Claim& claim, bool is_mutant, std::size_t domain,
                                       const InstanceKey& key) const;
    // How many instances of this exact claim are stored for this engine; simulations aside.
    std::size_t stored(const Claim& claim, bool is_mutant) const;
    // Stores the result durably before it returns. Thread-safe.
    void store(const Claim& claim, bool is_mutant, const InstanceResult& result);
    // What became of dropping an assumption (or, for an empty name, of searching the claim's simplest
    // counterexample), for this exact claim and engine, if it is stored.
    std::optional<AblationResult> find_ablation(const Claim& claim, const std::string& assumption) const;
    // Stores it durably before it returns, in the place of an older one. Thread-safe.
    void store_ablation(const Claim& claim, const AblationResult& result);
    // The stored ablations of the last audit's claims: in the order of the claims, then of the assumptions'
    // names, the claim as it stands first.
    std::vector<AblationResult> ablations() const;
    // What simulation said of this [[simulate]] of this exact claim, if these options were those of `asked`
    // (its replicates, seed and confidence); and keeping it, in place of what it said with other options.
    std::optional<SimulatedClaim> find_simulated(const Claim& claim, bool is_mutant,
                                                 const SimulatedClaim& asked) const;
    void store(const Claim& claim, bool is_mutant, const SimulatedClaim& simulated);
    // Forgets all ablations, and the instances of claims that are not part of the last audit (those of
    // relaxed claims among them).
    void clear_ablations();
    // All claims of the last audit with their stored instances and simulations, concluded, in the order they
    // were begun.
    std::vector<ClaimResult> results() const;
    // Facts about the run, by name: versions, machine, seeds, git revision, times.
    void set_fact(const std::string& name, const std::string& value);
    std::vector<std::pair<std::string, std::string>> facts() const;
    // Forgets everything: claims, instances, ablations, papers, figures, findings and facts.
    void clear();

  private:
    struct Implementation;
    explicit Ledger(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace groundcheck
