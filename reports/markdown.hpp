// The audit as Markdown, to be pasted into a review: the papers' statements with their verdicts, the
// counterexamples, whatever is not as expected, the counts.
#pragma once

#include <string>
#include <string_view>

#include "reports/report.hpp"

namespace groundcheck {

std::string markdown(const Report& report);

// Text in a line of Markdown or a cell of its tables, with nothing in it that Markdown or HTML would take as
// markup.
std::string markdown_text(std::string_view text);

}  // namespace groundcheck
