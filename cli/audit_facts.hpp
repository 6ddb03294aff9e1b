// What an audit's ledger notes about the run: when, where, by which versions, with which theorems.
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"
#include "ledger/ledger.hpp"

namespace groundcheck::cli {

// The time now, in UTC: "2026-02-21T09:30:00Z".
std::string utc_now();

// Notes the versions, the machine, the number of threads (0: one per processor) and that the audit begins.
void record_provenance(Ledger& ledger, unsigned threads);

// Notes which claims have a theorem that Coq has checked here; the report raises them to `formal`. An empty
// fact takes back what an earlier audit noted.
void record_theorems(Ledger& ledger, const std::vector<Claim>& claims, const Context& context);

}  // namespace groundcheck::cli
