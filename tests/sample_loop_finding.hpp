// A finding about a loop, made by hand.
#pragma once

#include <limits>

#include "decide/loops/loop_finding.hpp"

namespace groundcheck::test {

// Agrees at two times, its mutant is contradicted; titles and texts have what pages must escape.
inline LoopFindingResult sample_loop_finding(const std::string& id = "loops/sample") {
    LoopFindingResult finding;
    finding.id = id;
    finding.title = "A < B & \"C\"";
    finding.source = "measured";
    finding.note = "see `entropy`";
    finding.statement = "E[entropy[t+1] - entropy[t]] < 0";
    finding.mutant = "E[entropy[t+1]] < E[entropy[t]] - 1";
    finding.defined = {{"n", "N/2"}};
    finding.loops = {{"", "model markov:1, samples 10"}, {"fresh", "model markov:1, samples 10, alpha 1"}};
    finding.hash = std::string(64, 'a');
    finding.replicates = 1000;
    finding.seed = 7;
    finding.confidence = 0.999;
    finding.checks = {{0, {{-0.5, -0.25}, {0, 0}}, StatisticalFinding::agrees},
                      {3, {{-0.125, -0.1}, {0, 0}}, StatisticalFinding::agrees}};
    finding.mutant_checks = {
        {0, {{1, 1.5}, {-1, 0.25}}, StatisticalFinding::contradicted},
        {3, {{1, std::numeric_limits<double>::infinity()}, {-1, 1}}, StatisticalFinding::uninformative}};
    finding.seconds = 1.5;
    return finding;
}

// Proved by enumeration; its mutant is refuted, with a counterexample.
inline LoopFindingResult sample_lattice_finding(const std::string& id = "loops/lattice") {
    LoopFindingResult finding;
    finding.id = id;
    finding.title = "Falls < or stays";
    finding.source = "enumerated";
    finding.statement = "E[entropy[1]] <= entropy[0]";
    finding.mutant = "E[entropy[1]] < entropy[0]";
    finding.loops = {{"", "reading ring, symbols 2, denominator 6, samples 6"}};
    finding.hash = std::string(64, 'b');
    finding.lattice = LatticeResult{
        Verdict::proved,
        {Verdict::proved, 288, 0, 0, {}},
        {Verdict::refuted, 288, 10, 0, {{"N", "2"}, {"rows", "(1, 0), (5/6, 1/6)"}, {"left", "0"}}}};
    finding.seconds = 0.5;
    return finding;
}

}  // namespace groundcheck::test
