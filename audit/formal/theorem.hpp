// General theorems: what Coq has checked on this machine, and which claims it covers.
//
// A claim file may name statements of proofs/ ("statements/OneGeneration.v:one_step"). proofs/check.sh,
// having checked all proofs, leaves checked.tsv: a hash of the sources, one line for each theorem, and a seal
// over both. A claim that is proved here becomes `formal` only if its theorems are in that list, the hash is
// that of the sources as they are now (an old check of other sources counts for nothing), and they cover the
// claim: what a theorem's reading says (theorem_reading.hpp) is what the claim says, and at every point of
// every instance of the claim the theorem's hypotheses hold (hypothesis.hpp). A claim that is changed in its
// statement, its equality condition or its process, or that goes beyond the hypotheses at a single instance,
// is formal no longer.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "decide/question/verdict.hpp"

namespace groundcheck {

// The theorems checked for the sources in `proofs`, according to `checked` (proofs/check.sh writes it).
class CheckedTheorems {
  public:
    // None at all: nothing has been checked.
    CheckedTheorems() = default;
    // Reads the record. If it is missing, unreadable, about other sources, not as check.sh left it, or at
    // odds with Assumptions.v or assumptions.allow, there are no theorems, and reason() says why.
    CheckedTheorems(const std::filesystem::path& proofs, const std::filesystem::path& checked);

    // The theorem for a reference such as "statements/OneGeneration.v:one_step", if it is checked. For
    // several, joined by " and ", all in one: their names and statements one after the other.
    std::optional<CheckedTheorem> find(const std::string& reference) const;
    std::size_t size() const { return theorems_.size(); }
    const std::string& reason() const { return reason_; }

  private:
    std::map<std::string, CheckedTheorem> theorems_;
    std::string reason_ = "the proofs have not been checked on this machine (./run proofs)";
};

// The hash that check.sh writes: SHA-256 of the files that _CoqProject lists, in its order, then of those in
// `files_beside_proofs`. Nothing if one of them cannot be read.
std::optional<std::string> hash_of_proofs(const std::filesystem::path& proofs);
// The statements that `proofs` has, checked or not, as claims name them
// ("statements/OneGeneration.v:one_step"), in order. None if there is no such folder.
std::vector<std::string> stated_theorems(const std::filesystem::path& proofs);
// Assumptions.v, the scripts that check, and what they compare with.
extern const std::vector<std::string> files_beside_proofs;

// The last line of checked.tsv, for the lines before it.
std::string seal_of(const std::string& lines);

// Whether the theorems cover the claim: empty if they do, else the reason in words ("t >= 1 is not sure at
// K=2 N=1 t=0"). Each theorem has a reading such that the readings, joined by "and", are the claim, and whose
// hypotheses hold at every point of an instance; likewise for each instance. A theorem about a loop with a
// world covers the closed loop. Precondition: the claim was read from a file, so it is typed. Throws
// InputError for a reading that cannot be read, and as instances() does.
std::string beyond(const CheckedTheorem& theorem, const Claim& claim);

// Gives a proved claim (no mutant) its theorem, and raises it to `formal` if nothing of it is beyond the
// theorem. A claim that is refuted or undecided stays what it is: a theorem that contradicts an audit would
// have to be looked at by people.
void attach(ClaimResult& result, const CheckedTheorem& theorem, const std::string& beyond);
// The same, having looked what is beyond it.
void attach(ClaimResult& result, const CheckedTheorem& theorem);

// That this theorem belongs to the claim, and what of the claim is beyond it, as a fact for the ledger: its
// name ("theorem CLAIM-ID") and value.
std::pair<std::string, std::string> theorem_fact(const Claim& claim, const CheckedTheorem& theorem);
std::string theorem_fact_name(const std::string& claim_id);
// Attaches the theorem of each such fact to its claim. A fact is only a note of what an audit found, and is
// not believed on its own: it must be as it was written, about this very claim file, and the theorem must be
// the one that `theorems` has now. Throws RecordError for a fact that is damaged.
void attach_theorems(std::vector<ClaimResult>& results,
                     const std::vector<std::pair<std::string, std::string>>& facts,
                     const CheckedTheorems& theorems);

}  // namespace groundcheck
