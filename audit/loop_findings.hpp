// The findings about loops of an audit: held against replicates one after the other, each kept as it is done.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "decide/loops/loop_finding.hpp"
#include "ledger/ledger.hpp"

namespace groundcheck {

struct LoopFindingsProgress {
    std::size_t done = 0, total = 0;
    std::string current;  // the finding in hand
};

// What the ledger has of these very findings, with this seed and this engine, is taken from there; the others
// are run, each on all threads, and stored. What the ledger has of other findings is forgotten. Stops early
// when asked to; returns whether all are done. Throws InputError as decide_loop_finding does.
bool run_loop_findings(const std::vector<LoopFinding>& findings, Ledger& ledger, std::uint64_t seed,
                       unsigned threads,
                       const std::function<void(const LoopFindingsProgress&)>& progress = {},
                       std::stop_token stop = {});

}  // namespace groundcheck
