// The figures of an audit, computed or kept from an earlier run of the same audit.
#pragma once

#include <filesystem>
#include <vector>

#include "ledger/ledger.hpp"

namespace groundcheck::cli {

// Puts the figures that the papers ask for, as far as they illustrate one of these claims, into the ledger,
// unless they are there already for the same papers, claims, engine and libraries; and those of loops from
// the text `loop_text`, if it is there: empty without findings about loops.
void record_figures(Ledger& ledger, const std::vector<Claim>& claims, const std::vector<Paper>& papers,
                    const std::filesystem::path& loop_text);

}  // namespace groundcheck::cli
