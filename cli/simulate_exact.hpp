// `groundcheck simulate --model markov:1 --exact K,D`: the small case, enumerated.
#pragma once

namespace groundcheck::cli {

struct SimulateOptions;

// Returns the exit code. Throws InputError for options that cannot be used.
int simulate_exact(const SimulateOptions& options);

}  // namespace groundcheck::cli
