// What simulation says of claims, as a table for the terminal.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "decide/question/verdict.hpp"

namespace groundcheck {

// What simulation says, apart from the verdicts, with the reasons where it says nothing; empty if nothing was
// simulated.
std::string simulations_block(const std::vector<const ClaimResult*>& results, std::size_t width);

}  // namespace groundcheck
