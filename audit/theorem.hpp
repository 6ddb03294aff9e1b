// General theorems: what Coq has checked on this machine, and which claims it covers.
//
// A claim file may name a statement of proofs/ ("statements/OneGeneration.v:one_step"). proofs/check.sh,
// having checked all proofs, leaves checked.tsv: a hash of the sources and one line for each theorem. A claim
// that is proved here becomes `formal` only if its theorem is in that list and the hash is that of the
// sources as they are now; an old check of other sources counts for nothing.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "audit/verdict.hpp"

namespace groundcheck {

// The theorems checked for the sources in `proofs`, according to `checked` (proofs/check.sh writes it).
class CheckedTheorems {
  public:
    // None at all: nothing has been checked.
    CheckedTheorems() = default;
    // Reads the record; if it is missing, unreadable or about other sources there are no theorems, and
    // reason() says why.
    CheckedTheorems(const std::filesystem::path& proofs, const std::filesystem::path& checked);

    // The theorem for a reference such as "statements/OneGeneration.v:one_step", if it is checked.
    std::optional<CheckedTheorem> find(const std::string& reference) const;
    std::size_t size() const { return theorems_.size(); }
    const std::string& reason() const { return reason_; }

  private:
    std::map<std::string, CheckedTheorem> theorems_;
    std::string reason_ = "the proofs have not been checked on this machine (./run proofs)";
};

// The hash that check.sh writes: SHA-256 of the files that _CoqProject lists, in its order, then
// Assumptions.v and assumptions.allow. Nothing if one of them cannot be read.
std::optional<std::string> hash_of_proofs(const std::filesystem::path& proofs);

// The text of `Definition NAME : Prop := ... .` in a Coq file, as written; empty if it is not there.
std::string statement_in(const std::string& coq, const std::string& name);

// Gives a proved claim (no mutant) its theorem, and raises it to `formal` if the theorem covers all of it: a
// claim with an equality condition needs a theorem that states an equivalence (<->). A claim that is refuted
// or undecided stays what it is: a theorem that contradicts an audit would have to be looked at by people.
void attach(ClaimResult& result, const CheckedTheorem& theorem);

// A theorem as a fact in the ledger: its name ("theorem CLAIM-ID") and value, and back.
std::pair<std::string, std::string> theorem_fact(const std::string& claim_id, const CheckedTheorem& theorem);
// Attaches every theorem among the facts to its claim.
void attach_theorems(std::vector<ClaimResult>& results,
                     const std::vector<std::pair<std::string, std::string>>& facts);

}  // namespace groundcheck
