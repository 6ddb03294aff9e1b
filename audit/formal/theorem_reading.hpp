// Readings: what a general theorem says, in the claim language.
//
// Above a statement of proofs/statements stand comments that put the Coq text next to what it means here:
//
//     (* claim for N >= 1: E[H(Q')] <= H(Q), equal iff vertex(Q) *)
//     (* claim [N = (t+2)^2]: E[D(Q[t])] >= D(Q)/2 *)
//     (* claim with a world for N >= 1, 0 <= alpha <= 1, vertex(Q): Pr[Q' != Q] >= ... *)
//
// that is, in this order: the process as a claim's [process] has it; whether there may be exogenous data; the
// theorem's hypotheses, all of them, K >= 1 and probability vectors aside; the statement; when the two sides
// are equal. See docs/proofs.md.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "audit/formal/hypothesis.hpp"

namespace groundcheck {

struct TheoremReading {
    std::map<std::string, std::string> process;  // what differs from the plain one, entry by entry
    bool world = false;                          // exogenous data: alpha may be positive
    std::vector<Hypothesis> hypotheses;          // each must hold at a point for the theorem to speak of it
    std::string statement, equality;             // in the claim language; the equality may be empty
};

// The reading between "(* claim" and "*)". Throws InputError, with the text, if it has another form or an
// unknown hypothesis.
TheoremReading parse_reading(const std::string& text);

// One list for each definition in the text: the readings that stand above it. Throws InputError as above.
std::vector<std::vector<TheoremReading>> readings_in(const std::string& statements);

// The text of `Definition NAME : Prop := ... .` in a Coq file, as written, with the comments `(* claim ...:
// ... *)` that stand directly above it; empty if it is not there.
std::string statement_in(const std::string& coq, const std::string& name);

}  // namespace groundcheck
