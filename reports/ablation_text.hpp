// Ablations as text: what a claim rests on, with counterexamples worked out and families mapped.
#pragma once

#include <string>
#include <vector>

#include "ledger/ablation_result.hpp"
#include "reports/summary.hpp"

namespace groundcheck {

// One ablation as `groundcheck ablate` prints it: the assumption, what it was relaxed to, whether it is
// needed, with the counterexample or the proof or how far the search went, and its maps. Lines ended by
// newlines, indented by two.
std::string ablation_text(const AblationResult& ablation, const SummaryStyle& style);

// A map in a line for each piece: "q in [0, 2]  proved (continuum)".
std::string map_text(const ParameterMap& map, std::size_t width);

// "closed-loop needed; replaced-data not needed": for a claim's line in the summary. Empty if there is none.
std::string ablation_line(const std::vector<const AblationResult*>& ablations);

}  // namespace groundcheck
