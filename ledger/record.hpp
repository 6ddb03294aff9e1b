// Records: claims, instances and witnesses as JSON, the one form in which the ledger stores and the reports
// give them.
//
// Rationals are strings in their canonical spelling ("3/4"), because JSON numbers are not exact. Values stay
// values: an instance's numbers, the ranges of a domain. Of formulas a record has the texts and not the
// trees; whoever needs a statement's tree parses it in the scope of the claim's first domain.
#pragma once

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "decide/loops/loop_finding.hpp"
#include "decide/question/verdict.hpp"
#include "ledger/figure.hpp"
#include "theorems/language/paper.hpp"

namespace groundcheck {

using Json = nlohmann::ordered_json;

// A record that does not have the form of one.
struct RecordError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

Json to_json(const InstanceKey& key);
Json to_json(const Witness& witness);
Json to_json(const InstanceResult& instance);
// Texts, hash, file and expectation; see docs/report.md for the members.
Json to_json(const Claim& claim);
Json to_json(const CheckedTheorem& theorem);
Json to_json(const SimulatedClaim& simulated);
Json to_json(const Paper& paper);
Json to_json(const Figure& figure);
Json to_json(const LoopFindingResult& result);

// The inverse: from(to_json(x)) == x. Throw RecordError.
InstanceKey key_from(const Json& json);
Witness witness_from(const Json& json);
InstanceResult instance_from(const Json& json);
Claim claim_from(const Json& json);
CheckedTheorem theorem_from(const Json& json);
SimulatedClaim simulated_from(const Json& json);
Paper paper_from(const Json& json);
Figure figure_from(const Json& json);
LoopFindingResult loop_finding_from(const Json& json);

// JSON text in one line (indent < 0) or indented; bytes that are not UTF-8 become U+FFFD.
std::string json_text(const Json& json, int indent = -1);
// Throws RecordError if `text` is not JSON.
Json parse_json(const std::string& text);

// The word's value: verdict_from("proved"). Throw RecordError on any other word.
Verdict verdict_from(const std::string& word);
StatisticalFinding finding_from(const std::string& word);
Assurance assurance_from(const std::string& word);

}  // namespace groundcheck
