// A report made by hand: one claim of every fate, and mutants.
#pragma once

#include <limits>

#include "reports/report.hpp"
#include "tests/sample_results.hpp"

namespace groundcheck::test {

inline ClaimResult sample_result(const std::string& id, Verdict expect, std::vector<InstanceResult> instances,
                                 bool is_mutant = false) {
    ClaimResult result;
    result.claim = sample_claim(id, expect);
    result.is_mutant = is_mutant;
    result.instances = std::move(instances);
    result.planned = result.instances.size();
    for (const InstanceResult& instance : result.instances)
        result.seconds += instance.seconds;
    conclude(result);
    return result;
}

inline InstanceResult refuted_instance(const std::string& key) {
    InstanceResult instance = plain_instance(key, Verdict::refuted);
    instance.witness = min_entropy_witness();
    instance.margin = "[-0.02, -0.01]";
    return instance;
}

inline InstanceResult undecided_instance(const std::string& key, const std::string& reason) {
    InstanceResult instance = plain_instance(key, Verdict::undecided);
    instance.reason = reason;
    return instance;
}

// A paper with three sentences: the first two of them have all of the sample's claims for related ones.
inline Paper sample_paper() {
    Paper paper;
    paper.id = "sample-2026";
    paper.title = "A Sample";
    paper.authors = {"A. Author"};
    paper.year = 2026;
    const std::vector<std::string> all = {"entropy-decay/one-step", "entropy-decay/min-entropy",
                                          "stability/mse-law", "stability/wasserstein", "martingale"};
    paper.sentences = {{"S2", "Entropy decay: finite sampling makes diversity fall."},
                       {"S4", "Both are invariants."},
                       {"S7", "Self-training is bound by the data-processing inequality."}};
    paper.sentences[0].related = paper.sentences[1].related = all;
    return paper;
}

// Five claims, three of them as expected; two mutants, one of them as expected.
inline Report sample_report() {
    Report report;
    report.papers = {sample_paper()};
    report.facts = {{"FLINT", "2.9.0"}, {"started", "2026-01-05T00:00:00Z"}};
    const auto proved = [](const std::string& key) { return plain_instance(key, Verdict::proved); };
    report.results.push_back(sample_result("entropy-decay/one-step", Verdict::proved,
                                           {proved("K=2 N=10"), proved("K=2 N=2"), proved("K=3 N=2")}));
    report.results.push_back(sample_result("entropy-decay/min-entropy", Verdict::refuted,
                                           {proved("K=2 N=1"), refuted_instance("K=2 N=2")}));
    report.results.push_back(
        sample_result("stability/mse-law", Verdict::proved, {refuted_instance("K=2 N=2")}));
    report.results.push_back(sample_result(
        "stability/wasserstein", Verdict::proved,
        {proved("K=2 N=1"), undecided_instance("K=2 N=2", "the enclosure still holds 0 at 4096 bits")}));
    report.results.push_back(sample_result("martingale", Verdict::proved, {proved("K=2")}));
    report.results.push_back(
        sample_result("entropy-decay/one-step", Verdict::proved, {refuted_instance("K=2 N=2")}, true));
    report.results.push_back(sample_result("stability/mse-law", Verdict::proved,
                                           {plain_instance("K=2 N=2", Verdict::proved)}, true));
    return report;
}

// One claim, proved, and held against simulation.
inline Report simulated_report() {
    Report report = sample_report();
    report.results.resize(1);
    SimulatedClaim simulated;
    simulated.point = key("K=375 N=20");
    simulated.replicates = 100000;
    simulated.seed = 1;
    simulated.confidence = 0.999;
    simulated.checks = {
        {0, {0.25, 0.5}, {0.3, 0.4}, StatisticalFinding::agrees},
        {1, {0.2, std::numeric_limits<double>::infinity()}, {0.3, 0.4}, StatisticalFinding::agrees}};
    report.results.front().claim.simulate = {report.results.front().claim.domains.front()};
    report.results.front().simulated = {simulated};
    return report;
}

}  // namespace groundcheck::test
