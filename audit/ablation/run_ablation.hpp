// Ablation: each assumption dropped alone, the relaxed claim decided.
//
// The relaxed claim has the statement (the drop's, if it has one) without the equality condition, over the
// domain that the drop describes. First its simplest counterexample is searched (simplest.hpp): found, the
// assumption is needed. Otherwise the relaxed claim is decided instance by instance by the methods of
// decide.hpp: proved, the assumption is not needed on that domain; refuted, what was found bounds a second
// search; and if an instance stays undecided the assumption is open. Where the relaxed statement holds but
// its equality condition does not, the assumption is needed for that alone, and the result says so.
//
// The claim as it stands is searched too: a claim that is false rests on nothing, so its assumptions are left
// aside.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "decide/decide.hpp"
#include "decide/simplest.hpp"
#include "ledger/ablation_result.hpp"
#include "ledger/ledger.hpp"
#include "work/pool.hpp"
#include "work/share.hpp"

namespace groundcheck {

struct AblationOptions {
    DecideOptions decide;
    SearchLimits search;                 // its `stop` is not used: the limits below and the stop token are
    double seconds = 0;                  // of one assumption; 0: no limit
    std::uint64_t memory = 0;            // bytes the process may occupy; 0: no limit
    unsigned threads = 0;                // 0: as many as there are cores
    std::vector<std::string> only = {};  // names of assumptions; empty: all
    bool claims = true;                  // search the simplest counterexample of the claims as they stand
    // Whether a claim is known to hold at every point, those between its lattices' too (free_domain.hpp):
    // then there is no counterexample to search. Without it, of none.
    std::function<bool(const Claim&)> holds_everywhere = {};
    bool maps = true;        // map the families
    unsigned map_steps = 7;  // how often a parameter's range is halved
    Share share = {};        // of the claims, each with its assumptions; others are left out
    Pool* pool = nullptr;    // who answers; null: `threads` threads of this process
};

struct AblationProgress {
    std::size_t done = 0, total = 0, resumed = 0;  // questions: a claim as it stands, or an assumption of it
    std::string current;                           // the claim in hand
};
using AblationCallback = std::function<void(const AblationProgress&)>;

// What is to be looked at: the claims as they stand, and their assumptions that have a drop or a sweep.
std::size_t ablation_count(const std::vector<Claim>& claims, const AblationOptions& options);

// In the order of the claims, then of the assumptions' names, a claim as it stands first (only if a
// counterexample to it was found). With a ledger, what it has from as thorough a search is taken from there,
// and what is decided is stored as soon as it is, the instances of relaxed claims included (where it was
// decided in this process). A limit or a request to stop ends a question open, with the reason, and without
// storing it. The same on any number of threads and in any pool; where that leads elsewhere, nothing is
// returned. Throws InputError, KernelDisagreement.
std::vector<AblationResult> run_ablation(const std::vector<Claim>& claims, Ledger* ledger,
                                         const AblationOptions& options,
                                         const AblationCallback& progress = {}, std::stop_token stop = {});

// The claim without the assumption, as a claim of its own; its hash is made from both, for the ledger.
// Precondition: the assumption has a drop.
Claim relaxed_claim(const Claim& claim, const Assumption& assumption);

}  // namespace groundcheck
