// What a claim rests on: the outcome of dropping one assumption, alone.
//
// Dropping an assumption makes another claim, the relaxed one, and that is decided like any claim. Refuted:
// the assumption is needed, and the counterexample is the simplest there is as far as the search went.
// Proved: it is not needed on the relaxed domain. Otherwise it is open, with how far the search went.
// Assumptions that come in families (the order of an entropy, a share of data) also have a map: for which
// values of the parameter the claim is proved, for which it is refuted, and what lies between.
//
// An ablation whose assumption is empty is of the claim as it stands: nothing is dropped, and its witness, if
// any, is the simplest counterexample to the claim itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "decide/question/verdict.hpp"
#include "ledger/record.hpp"

namespace groundcheck {

enum class Need { needed, not_needed, open };
std::string to_text(Need need);  // "needed", "not needed", "open"
// The word's value. Throws RecordError on any other word.
Need need_from(const std::string& word);

// A piece of a parameter's range: every value of the parameter from `low` to `high`, both included; one value
// where they are equal. Neighbouring pieces share an end only if the first is not a single value.
struct ParameterPiece {
    Rational low, high;
    // proved: for every value of the piece. refuted: for every value of the piece, at the witness's point.
    // undecided: a gap.
    Verdict verdict = Verdict::undecided;
    Assurance assurance = Assurance::lattice;  // of a verdict; means nothing for a gap
    std::optional<Witness> witness;            // of a refuted piece, at its high end
    std::string reason;                        // of a gap: why it is not decided

    bool single() const { return low == high; }
};

// A parameter's map at one instance: from the least value of its range to the greatest, in order, without
// overlap.
struct ParameterMap {
    std::string parameter;  // "q"
    std::string range;      // "[0,4]", as written
    InstanceKey key;        // the numbers that are fixed
    std::vector<ParameterPiece> pieces;
    // The boundary, where the map shows exactly one change from proved to refuted or back: enclosed by the
    // two decided values next to it.
    struct Boundary {
        Rational low, high;
        bool proved_below = true;  // proved at `low` and refuted at `high`, or the other way round
    };
    std::optional<Boundary> boundary;
};

struct AblationResult {
    std::string claim;       // its id
    std::string assumption;  // "closed-loop"; empty: the claim as it stands
    std::string says;        // the assumption in words
    bool unsaid = false;     // the sentence of the paper does not say it
    std::string statement;   // of the relaxed claim, as text
    std::string
        domain;  // of the relaxed claim, as text: "K in 2..3; N in 1..8; Q in simplex; alpha in [0,1]"
    Need need = Need::open;
    Verdict verdict = Verdict::undecided;  // of the relaxed claim
    Assurance assurance = Assurance::lattice;
    std::size_t instances = 0,
                decided = 0;   // of the relaxed claim; after a refutation the rest is not looked at
    std::uint64_t points = 0;  // decided, the search's candidates included
    std::optional<Witness> witness;
    bool certain = false;    // of a witness: no simpler one exists, whatever its denominators
    std::uint64_t work = 0;  // the limit that the search was given, in products of probabilities
    std::string searched;    // how far the search for the simplest counterexample went, in words
    std::string reason;      // why it is open; or what to know of a verdict ("only the equality case fails")
    std::vector<ParameterMap> maps;  // of its sweep, by instance
    double seconds = 0;
};

Json to_json(const AblationResult& ablation);
// The inverse: ablation_from(to_json(x)) == x. Throws RecordError.
AblationResult ablation_from(const Json& json);

}  // namespace groundcheck
