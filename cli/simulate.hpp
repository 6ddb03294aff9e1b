// What the two learners of `groundcheck simulate` share: options, the progress bar, and where output goes.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/simulate_loops.hpp"
#include "work/pool.hpp"

namespace groundcheck::cli {

struct Context;

struct SimulateOptions {
    std::string learner = "frequency", family = "symbols";
    std::string start, world;
    std::string alpha = "0", samples;
    std::string data = "replace", estimator = "mle", observable = "rank", drift_from = "start";
    std::string train, fit, models;  // as a claim's [process] says them; empty: the plain ones
    std::string share = "mixture";   // of both learners
    std::vector<std::string> let;    // NAME=VALUE for what train and fit speak of
    std::uint32_t replicates = 1000, generations = 10;
    std::uint64_t seed = 1;
    unsigned threads = 0;
    double confidence = 0.99;
    bool each = false;
    std::string format = "table", out, resume, plot;
    // of the program learner
    unsigned length = 4;
    std::string noise = "1/10", choice = "sample";
    int prior_states = 4;  // 0: a uniform prior
    // of claims held against simulation
    std::vector<std::string> claims;
    bool mutants = false;
    LoopOptions loops;  // of models of sequences

    Pool* pool = nullptr;  // who draws replicates; null: threads of this process
    bool leads() const;    // whether this process prints what comes out; the others of a pool only help
};

// A bar on standard error with the time left; nothing if that is no terminal.
class SimulationBar {
  public:
    SimulationBar();
    ~SimulationBar();
    SimulationBar(const SimulationBar&) = delete;
    SimulationBar& operator=(const SimulationBar&) = delete;
    void show(std::uint64_t done, std::uint64_t total);

  private:
    using Clock = std::chrono::steady_clock;
    bool shown_;
    bool drawn_ = false;
    Clock::time_point begin_ = Clock::now(), last_;
};

// Writes the series to --out or standard output. Throws InputError if the file cannot be written.
void write_series(const SimulateOptions& options, const std::string& text);

// Both return the exit code. Throw InputError for options that cannot be used.
int simulate_frequencies(const SimulateOptions& options);
int simulate_programs(const SimulateOptions& options);
// Holds options.claims against simulation. Exit code 1 if one is contradicted or nothing can be told.
int simulate_claims(const SimulateOptions& options, const Context& context);

}  // namespace groundcheck::cli
