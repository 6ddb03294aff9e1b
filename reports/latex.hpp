// The audit for a paper's appendix: a table of the claims and the counterexamples, in LaTeX.
//
// The text is a fragment for \input: it needs the packages longtable and booktabs, and text in UTF-8 with a
// font that has Greek letters (XeLaTeX, LuaLaTeX) only where a claim's title has them.
#pragma once

#include <string>
#include <string_view>

#include "reports/report.hpp"

namespace groundcheck {

// The text with TeX's special characters written so that they are set as they stand.
std::string latex_text(std::string_view text);

std::string latex(const Report& report);

}  // namespace groundcheck
