// General theorems: what Coq has checked on this machine, and which claims it covers.
//
// A claim file may name statements of proofs/ ("statements/OneGeneration.v:one_step"). proofs/check.sh,
// having checked all proofs, leaves checked.tsv: a hash of the sources and one line for each theorem. A claim
// that is proved here becomes `formal` only if its theorems are in that list, the hash is that of the sources
// as they are now (an old check of other sources counts for nothing), and they cover the claim. What a
// theorem covers is written above it, in the claim language, where whoever reads the Coq statement can
// compare the two:
//
//     (* claim: E[H(P')] <= H(P), equal iff vertex(P) *)
//     (* claim [N = (t+2)^2]: E[D(P[t])] >= D(P)/2 *)
//     (* claim with a world: E[H(P[t])] >= E[D(P[t])] *)
//     Definition ...
//
// So a claim that is changed, in its statement, its equality condition or its process, is formal no longer.
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

    // The theorem for a reference such as "statements/OneGeneration.v:one_step", if it is checked. For
    // several, joined by " and ", all in one: their names and statements one after the other.
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

// The text of `Definition NAME : Prop := ... .` in a Coq file, as written, with the comments `(* claim...:
// ... *)` that stand directly above it; empty if it is not there.
std::string statement_in(const std::string& coq, const std::string& name);

// What a theorem covers, in the claim language; what a claim needs to have covered.
struct Reading {
    std::string statement, equality;  // as written, without white space
    std::string process;              // what differs from the plain process; likewise
    bool world = false;               // exogenous data: alpha may be positive
};
// One list for each theorem in the text that find() gives: the readings that stand above it.
std::vector<std::vector<Reading>> readings_in(const std::string& statements);
Reading reading_of(const Claim& claim);

// Whether the theorems cover the claim: each has a reading such that the readings, joined by "and", are the
// claim. A theorem about a loop with a world covers the closed loop.
bool covers(const CheckedTheorem& theorem, const Claim& claim);

// Gives a proved claim (no mutant) its theorem, and raises it to `formal` if the theorem covers it. A claim
// that is refuted or undecided stays what it is: a theorem that contradicts an audit would have to be looked
// at by people.
void attach(ClaimResult& result, const CheckedTheorem& theorem);

// A theorem as a fact in the ledger: its name ("theorem CLAIM-ID") and value, and back.
std::pair<std::string, std::string> theorem_fact(const std::string& claim_id, const CheckedTheorem& theorem);
// Attaches every theorem among the facts to its claim.
void attach_theorems(std::vector<ClaimResult>& results,
                     const std::vector<std::pair<std::string, std::string>>& facts);

}  // namespace groundcheck
