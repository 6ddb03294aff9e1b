// The page's last part: where the verdicts come from, what has to be trusted for them, and what the words
// mean.
#pragma once

#include <string>

#include "reports/report.hpp"

namespace groundcheck {

// What each assurance asks the reader to trust.
std::string trust_section(const Report& report);

// Versions, machine, times and counts of the run.
std::string provenance_section(const Report& report);

}  // namespace groundcheck
