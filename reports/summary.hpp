// The terminal summary: what a person reads when an audit ends.
//
// A table of claims, what became of the paper's sentences, the counterexamples worked out, whatever is not as
// expected with its reason, and the counts.
#pragma once

#include <string>

#include "reports/report.hpp"

namespace groundcheck {

struct SummaryStyle {
    std::size_t width = 100;  // columns of the page; 60 is the least that is used
    bool colour = false;      // ANSI colours for the pass and fail marks
    bool times = true;        // the column of times; without it the text is the same from run to run
};

// The whole summary, lines ended by newlines.
std::string summary(const Report& report, const SummaryStyle& style);

// The same for one result on its own, as `groundcheck check` prints it: verdict and assurance first.
std::string summary(const ClaimResult& result, const SummaryStyle& style);

// The counts that close the summary: claims decided and as expected, mutants, instances, enclosures, PASS or
// FAIL.
std::string closing_counts(const Report& report);

}  // namespace groundcheck
