// A claim's section of the page: the statement typeset, where it was decided and how, and the evidence.
#pragma once

#include <string>

#include "reports/report.hpp"

namespace groundcheck {

// Where links to a claim's section and to a figure go, without the '#'.
std::string claim_anchor(const std::string& id);
std::string figure_anchor(const std::string& id);

// "proved, continuum" with the colours of the page, and a note if it is not as expected.
std::string verdict_html(const ClaimResult& result);

// The section of a claim of the report (no mutant), with its mutant's result if there is one.
std::string claim_section(const Report& report, const ClaimResult& result);

}  // namespace groundcheck
