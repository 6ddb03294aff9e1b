// Findings about loops of sequence models, as text: apart from verdicts, each with its confidence.
#pragma once

#include <string>
#include <vector>

#include "decide/loops/loop_finding.hpp"

namespace groundcheck {

// An interval for people, rounded outward: "[0.158, 0.231]".
std::string finding_interval(DoubleInterval value);

// One finding with its loops and its sides at every t; `style_times`: how long it took.
std::string loop_finding_text(const LoopFindingResult& result, std::size_t width, bool style_times);

// A line for each, and what stands in the way of those that are not as expected; empty without findings.
// Precondition: all are held against replicates, or all decided by enumeration.
std::string loop_findings_block(const std::vector<LoopFindingResult>& findings, std::size_t width);

}  // namespace groundcheck
