// A paper in the summary for terminals: what it states, what became of each reading, what the claims rest on.
#pragma once

#include <string>

#include "reports/report.hpp"

namespace groundcheck {

// The paper's name, how many of its statements hold, and a block for each statement and sentence, lines ended
// by newlines and no wider than `width`.
std::string paper_block(const Report& report, const Paper& paper, std::size_t width);

}  // namespace groundcheck
