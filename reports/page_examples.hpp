// The counterexamples of the audit in a list: what a reader with ten minutes looks at.
#pragma once

#include <string>

#include "reports/report.hpp"

namespace groundcheck {

// "Counterexamples": one line for each refuted claim, with the place and what fails there; empty without any.
std::string counterexamples_section(const Report& report);

}  // namespace groundcheck
