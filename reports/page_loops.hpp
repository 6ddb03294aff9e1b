// loops.html: what was found of loops of sequence models, with pictures; apart from the page of verdicts.
#pragma once

#include <string>

#include "reports/page.hpp"

namespace groundcheck {

inline constexpr const char* loops_page_name = "loops.html";

// Whether there is anything to put on it.
bool has_loops(const Report& report);

// The whole page. Precondition: has_loops(report).
std::string loops_page(const Report& report, const Pictures& pictures, const std::string& no_pictures = {});

// A line that leads to it, for the audit's page; empty if there is none.
std::string loops_line(const Report& report);

}  // namespace groundcheck
