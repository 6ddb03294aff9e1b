// What a report is made of: the results of one audit, and the counts that every form of report gives.
//
// A report says what the ledger holds and decides nothing. It is read once, and then written as terminal
// text, JSON and JUnit XML (summary.hpp, json.hpp, junit.hpp; folder.hpp writes the files).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "audit/formal/theorem.hpp"
#include "decide/question/verdict.hpp"
#include "ledger/ablation_result.hpp"
#include "ledger/ledger.hpp"

namespace groundcheck {

struct Report {
    std::vector<ClaimResult> results;                        // claims and mutants, in the order of the audit
    std::vector<Paper> papers;                               // what the audit is about
    std::vector<std::pair<std::string, std::string>> facts;  // about the run, by name
    // What became of dropping each assumption: in the order of the claims, then of the assumptions' names.
    // Those of an empty name are the searches for the simplest counterexample to a claim as it stands.
    std::vector<AblationResult> ablations;
    std::vector<Figure> figures = {};                   // the pictures' numbers, in their order
    std::vector<LoopFindingResult> loop_findings = {};  // held statistically; no verdicts
};

// Everything the ledger says about its last audit. A claim is formal only if its theorem is among `theorems`,
// those that Coq has checked here, too: a note in a ledger does not make a theorem. Throws LedgerUnreadable.
Report read_report(const Ledger& ledger, const CheckedTheorems& theorems = {});

// How many of what, for claims alone or for mutants alone.
struct Tally {
    std::size_t claims = 0, as_expected = 0, proved = 0, refuted = 0, undecided = 0;
    std::size_t instances = 0;  // decided or not
    std::size_t undecided_instances = 0;
    std::uint64_t points = 0;                      // lattice points and leaves
    std::map<std::string, std::uint64_t> methods;  // points by the method that decided them
    std::map<std::string, std::uint64_t> kernels;  // enclosures by kernel
    std::uint64_t held = 0, passed_over = 0;  // points (and counterexamples) that the reference confirmed;
                                              // that were too costly for it
    int precision = 0;                        // the highest, in bits

    std::size_t decided() const { return proved + refuted; }
};

Tally tally(const ClaimResult& result);
Tally tally(const Report& report, bool mutants);

// How many [[simulate]] of claims and mutants there are, were run, and came out as they ought to.
struct SimulationTally {
    std::size_t asked = 0, run = 0, as_expected = 0;
};
SimulationTally simulations(const Report& report);

// Whether every claim and every mutant has its expected verdict (and there is at least one claim or finding),
// and no simulation that was run and no finding about a loop came out otherwise than it ought to.
bool passes(const Report& report);

// The claim's own result, not its mutant's; null if the claim was not audited.
const ClaimResult* result_of(const Report& report, const std::string& id);

// The results of the claims that the passage names, in the order of the audit.
std::vector<const ClaimResult*> results_for(const Report& report, const Passage& passage);

// Whether instances of it are still to be decided: the audit was stopped, or goes on.
bool is_unfinished(const ClaimResult& result);
// Whether nothing but unfinished claims and mutants keeps the audit from passing.
bool is_unfinished(const Report& report);

// The ablations of a claim, in order; the claim as it stands is left out.
std::vector<const AblationResult*> ablations(const Report& report, const std::string& claim);

// The process of all of its domains, as written, where it is not the plain one ("N = (t+2)^2"); empty where
// they have several. A counterexample lives in it.
std::string process_of(const ClaimResult& result);

// For which N a refuted claim is refuted, and for which every instance is proved: "proved for N = 2..6,
// refuted for N = 7..24". Empty where they are not both there, or some N is undecided.
std::string by_samples(const ClaimResult& result);

// "double 98%, exact 2%": the largest share first. A share that is not all is never rounded to 100%, nor one
// that is something to 0%.
std::string shares(const std::map<std::string, std::uint64_t>& counts);
// "ball 1,234, mpfi 1,234".
std::string amounts(const std::map<std::string, std::uint64_t>& counts);

// The value of a fact, or empty.
std::string fact(const Report& report, const std::string& name);

// "entropy-decay" of "entropy-decay/one-step"; "claims" if the id names no folder.
std::string group_of(const std::string& id);
// "one-step" of "entropy-decay/one-step".
std::string short_name(const std::string& id);

}  // namespace groundcheck
