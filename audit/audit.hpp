// The audit: all claims, all instances, as many at a time as there are threads.
//
// Instances are independent, so they are decided in parallel and stored in the ledger one by one; what comes
// out is put in the order of the claims and instances, and does not depend on the number of threads or on the
// order of work: the largest go first, so that no thread is left with one at the end. Who decides them is a
// pool's affair (work/pool.hpp).
#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "decide/decide.hpp"
#include "decide/methods/decide_statistical.hpp"
#include "decide/question/verdict.hpp"
#include "decide/second_meaning.hpp"
#include "ledger/ledger.hpp"
#include "work/pool.hpp"
#include "work/share.hpp"

namespace groundcheck {

struct AuditOptions {
    bool fresh = false;    // forget what the ledger has
    bool mutants = true;   // decide the claims' mutants too
    unsigned threads = 0;  // 0: as many as there are cores
    DecideOptions decide;
    bool simulate = true;  // hold claims against simulation where their files say so
    // Whether what a ledger has of an instance can be used: its evidence is still there. Without it, always.
    // What cannot is decided anew. Called from many threads at once.
    std::function<bool(const InstanceResult&)> still_there = {};
    SecondMeaningOptions second;   // what is held against the reference
    std::uint64_t order_seed = 0;  // other than 0: instances are worked on in a shuffled order, for tests
    StatisticalOptions statistical = {.replicates = 100000, .confidence = 0.999};
    Share share = {};      // of the instances and simulations; all others are left out
    Pool* pool = nullptr;  // who decides; null: `threads` threads of this process
};

struct AuditProgress {
    std::size_t done = 0, total = 0, resumed = 0;  // instances, then simulations
    std::string current;                           // the claim in hand
    std::size_t simulations = 0;                   // how many of the total
};

// Called from one thread at a time, after every instance.
using ProgressCallback = std::function<void(const AuditProgress&)>;

// Decides every claim and, if asked, its mutant, then simulates what their files say; results in the order of
// the claims, all claims first, then the mutants. With a ledger, instances that it has are taken from there
// and new ones are stored as they are decided. Stops early when asked to: what is decided by then is in the
// ledger and in the results (unfinished claims are undecided). Where the pool leads elsewhere this process
// only helps: there is nothing in the results. Throws InputError, KernelDisagreement and MeaningDisagreement.
std::vector<ClaimResult> run_audit(const std::vector<Claim>& claims, Ledger* ledger,
                                   const AuditOptions& options, const ProgressCallback& progress = {},
                                   std::stop_token stop = {});

// Decides one claim, or its mutant (precondition: it has one), without a ledger. Its seconds are those that
// passed, where run_audit gives the sum of the instances'.
ClaimResult decide_claim(const Claim& claim, bool mutant, const AuditOptions& options,
                         const ProgressCallback& progress = {}, std::stop_token stop = {});

}  // namespace groundcheck
