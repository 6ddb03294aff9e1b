// The figures of an audit, computed or kept from an earlier run of the same audit.
#pragma once

#include <vector>

#include "ledger/ledger.hpp"

namespace groundcheck::cli {

// Puts the figures that the papers ask for, as far as they illustrate one of these claims, into the ledger,
// unless they are there already for the same papers, claims, engine and libraries.
void record_figures(Ledger& ledger, const std::vector<Claim>& claims, const std::vector<Paper>& papers);

}  // namespace groundcheck::cli
