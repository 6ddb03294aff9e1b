// The figures of an audit, computed or kept from an earlier run of the same audit.
#pragma once

#include <vector>

#include "ledger/ledger.hpp"

namespace groundcheck::cli {

// Puts the figures for these claims into the ledger, unless they are there already for the same claims,
// engine and libraries.
void record_figures(Ledger& ledger, const std::vector<Claim>& claims);

}  // namespace groundcheck::cli
