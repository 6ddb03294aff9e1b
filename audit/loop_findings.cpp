#include "audit/loop_findings.hpp"

#include <algorithm>
#include <optional>

#include "ledger/versions.hpp"

namespace groundcheck {

namespace {

constexpr const char* made_by = "findings about loops made by";

// What the ledger has, if this engine made it.
std::vector<LoopFindingResult> loop_findings_kept(const Ledger& ledger) {
    for (const auto& [name, value] : ledger.facts())
        if (name == made_by && value == engine_fingerprint()) return ledger.loop_findings();
    return {};
}

std::optional<LoopFindingResult> result_kept(const std::vector<LoopFindingResult>& kept,
                                             const LoopFinding& finding, std::uint64_t seed) {
    const auto place = std::find_if(kept.begin(), kept.end(), [&](const LoopFindingResult& result) {
        return result.id == finding.id && result.hash == finding.hash && result.seed == seed;
    });
    if (place == kept.end()) return std::nullopt;
    return *place;
}

}  // namespace

bool run_loop_findings(const std::vector<LoopFinding>& findings, Ledger& ledger, std::uint64_t seed,
                       unsigned threads, const std::function<void(const LoopFindingsProgress&)>& progress,
                       std::stop_token stop) {
    const std::vector<LoopFindingResult> kept = loop_findings_kept(ledger);
    std::vector<std::optional<LoopFindingResult>> results;
    LoopFindingsProgress state;
    state.total = findings.size();
    for (const LoopFinding& finding : findings) {
        results.push_back(result_kept(kept, finding, seed));
        state.done += results.back() ? 1 : 0;
    }
    const auto store = [&] {
        std::vector<LoopFindingResult> done;
        for (const auto& result : results)
            if (result) done.push_back(*result);
        ledger.set_loop_findings(done);
        ledger.set_fact(made_by, done.empty() ? "" : engine_fingerprint());
    };
    store();
    LoopFindingOptions options;
    options.seed = seed;
    options.threads = threads;
    options.go_on = [&] {
        if (progress) progress(state);
        return !stop.stop_requested();
    };
    for (std::size_t i = 0; i < findings.size(); ++i) {
        if (results[i]) continue;
        state.current = findings[i].id;
        LoopFindingResult result = decide_loop_finding(findings[i], options);
        if (stop.stop_requested()) return false;
        results[i] = std::move(result);
        ++state.done;
        store();
    }
    return true;
}

}  // namespace groundcheck
