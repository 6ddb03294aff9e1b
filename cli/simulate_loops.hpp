// `groundcheck simulate --model markov:k`: the loop of sequence models on a real text.
#pragma once

#include <cstdint>
#include <string>

#include "cli/command_line.hpp"

namespace groundcheck::cli {

struct SimulateOptions;

// What this loop asks for beside the options of every simulation.
struct LoopOptions {
    std::string model;  // "markov:k"; empty: the loop of single symbols
    std::string held_out = "1/10", verifier = "all";
    std::uint64_t vocabulary = 0, passage = 0, cap = 0;
    unsigned ensemble = 1;
    std::string weight, real_weight;  // of the fit's transitions; empty: 1, and 0
    std::string exact;                // the small case, enumerated
};

void add_loop_options(Command command, LoopOptions& options);

// Throws InputError if something is asked of the loop of sequence models, but no --model.
void require_model(const LoopOptions& options);

// Returns the exit code. Throws InputError for options that cannot be used.
int simulate_loops(const SimulateOptions& options);

}  // namespace groundcheck::cli
