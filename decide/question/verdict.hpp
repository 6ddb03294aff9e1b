// What deciding yields: a verdict, how sure it is, and the evidence.
//
// A claim is decided instance by instance (K, N, q, ... fixed; Q, P, alpha, ... still ranging over a set).
// Each instance carries its own verdict, the count of points that each method decided, and, when refuted, a
// witness in exact rationals. The claim's verdict follows from its instances': refuted if one is, proved if
// all are.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "decide/question/instance_key.hpp"
#include "decide/question/statistical_finding.hpp"
#include "interval/rational.hpp"
#include "theorems/language/claim.hpp"

namespace groundcheck {

// How sure a verdict is; in the order of strength, the weakest first.
enum class Assurance { statistical, lattice, exact, continuum, verified, formal };
inline constexpr Assurance all_assurances[] = {Assurance::statistical, Assurance::lattice,
                                               Assurance::exact,       Assurance::continuum,
                                               Assurance::verified,    Assurance::formal};
std::string to_text(Assurance assurance);
// What the word means, in a sentence for the report.
std::string meaning(Assurance assurance);

// One number of a witness: exact where it can be ("log(2) - 1/3"), and always as an enclosure.
struct WitnessValue {
    std::string exact;         // in the claim language, or empty
    std::string enclosure;     // "[0.19..., 0.19...]", decimal, rounded outward
    std::string written = {};  // written out in numbers by the definitions (expand.hpp), or empty
};

struct WitnessOutcome {
    std::vector<std::uint32_t> counts;  // per symbol, adding up to N
    Rational probability;
};

// A counterexample that a reader can check by hand.
struct Witness {
    std::uint32_t K = 0;
    std::optional<std::uint32_t> N;
    std::map<std::string, Rational> scalars;
    ByName<std::vector<Rational>> distributions;
    std::map<std::string, std::vector<Rational>> observables;
    std::map<std::string, std::string> strings;
    std::optional<WitnessOutcome> outcome;  // for claims about every outcome
    std::vector<WitnessOutcome> outcomes;   // all outcomes of the generation, where they are few
    std::string relation;                   // the relation that fails, as text: "E[H(Q')] <= H(Q)"
    WitnessValue left, right;
    std::string why;  // in words, where the relation alone does not say it (equality cases)
};

// One instance, decided.
struct InstanceResult {
    std::size_t domain = 0;  // which of the claim's domains
    InstanceKey key;         // the numbers it fixes: no other instance of the domain has the same
    Verdict verdict = Verdict::undecided;
    Assurance assurance = Assurance::lattice;
    std::uint64_t points = 0;                      // points decided (lattice) or leaves (continuum)
    std::map<std::string, std::uint64_t> methods;  // method -> how many points or leaves it decided
    std::map<std::string, std::uint64_t> kernels;  // kernel -> how many enclosures it evaluated
    std::uint64_t held = 0, passed_over = 0;  // points that the reference confirms; that it cannot decide
    int precision = 0;                        // the highest precision used, in bits
    std::string margin;                       // the least margin seen, as an enclosure, or empty
    std::optional<Witness> witness;
    std::string certificate;       // file name in the report folder, or empty
    std::string certificate_hash;  // of the certificate's text: SHA-256 in hexadecimal; empty without one
    // The certificate for the checker that is proved, and its SHA-256: only where that program was run on it
    // and accepted it as a proof of this instance. With them the assurance is `verified`, and only with them.
    std::string verified_certificate, verified_hash;
    std::string reason;  // why undecided, in words
    double seconds = 0;
};

// A general theorem that Coq has checked on this machine; see theorem.hpp.
struct CheckedTheorem {
    std::string reference;    // "statements/OneGeneration.v:one_step", below proofs/
    std::string name;         // "Concave.one_step_proof"
    std::string axioms;       // those it rests on, separated by commas
    std::string sources;      // SHA-256 of the sources that were checked
    std::string statement;    // the Coq text of what is proved
    std::string beyond = {};  // what of the claim it does not cover, in words; empty if nothing
};

// A claim, decided.
struct ClaimResult {
    Claim claim;
    bool is_mutant = false;
    Verdict verdict = Verdict::undecided;
    // Of a proof, the weakest among its instances, those aside that another one contains (subsumption.hpp);
    // of a refutation, that of the witness.
    Assurance assurance = Assurance::lattice;
    std::vector<InstanceResult> instances;  // in the order of the domains and keys
    std::size_t planned = 0;  // how many instances the claim has; more than are here if interrupted
    std::size_t resumed = 0;  // how many instances came from the ledger
    double seconds = 0;
    std::optional<CheckedTheorem> theorem;  // the one that makes a proof `formal`
    std::vector<SimulatedClaim> simulated;  // of its [[simulate]], in order; no part of the verdict

    Verdict expected() const { return is_mutant ? claim.mutant->expect : claim.expect; }
    bool passes() const { return verdict == expected(); }
    // What a claim's file asks to be simulated (of a mutant: the mutant's).
    const std::vector<Domain>& to_simulate() const {
        return is_mutant ? claim.mutant->simulate : claim.simulate;
    }
    // What simulation ought to say: a claim that is expected to be proved agrees, another is contradicted.
    StatisticalFinding expected_finding() const {
        return expected() == Verdict::proved ? StatisticalFinding::agrees : StatisticalFinding::contradicted;
    }
    // Whether everything that was simulated came out as it ought to.
    bool simulations_pass() const;
    // The simplest counterexample that a search beyond the domain's lattices found; see simplest.hpp.
    std::optional<Witness> simplest;
    std::string searched;  // how far that search went, in words
    // The simplest witness (smallest K, then N, then denominators; see simplicity.hpp): the one of that
    // search, or the simplest among the refuted instances, or null.
    const Witness* witness() const;
};

// Puts the instances into the order of their domains and keys, which does not depend on the order of work,
// and fills in the claim's verdict and assurance. No instances, or fewer than planned, prove nothing:
// undecided unless refuted.
void conclude(ClaimResult& result);

}  // namespace groundcheck
