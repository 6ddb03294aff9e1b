// What `groundcheck chain` is asked for: its options as they are written, and checked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sim/large_chain.hpp"
#include "sim/power_schedule.hpp"

namespace groundcheck::cli {

struct ChainOptions {
    std::optional<std::uint32_t> symbols;
    std::string samples, samples_schedule, alpha, alpha_schedule, odds, accept;
    std::string world, start;  // each is the other unless it is said
    std::optional<std::int64_t> generations;
    std::optional<std::uint32_t> symbol;
    bool no_fixation = false, no_long_run = false;
    bool every_start = false, sojourn = false, law = false;
    std::string plot;
    std::string format = "text";
    int digits = 12;
    unsigned threads = 0;
    std::size_t memory = 1536;
    double seconds = 0;
};

// What the options ask for.
struct ChainRequest {
    std::vector<Rational> start, world;
    PowerSchedule alpha, samples;
    Rational odds = 1;  // a verifier's, for symbol 1; 1 without one
    std::uint32_t generations = 0;
    // Which parts are wanted, of those that there are.
    bool fixation = false, every_start = false, sojourn = false, long_run = false, law = false;
    std::size_t symbol = 0;  // whose law and sojourn times
    ChainPlan plan;

    [[nodiscard]] bool constant() const { return alpha.is_constant() && samples.is_constant(); }
    [[nodiscard]] std::uint32_t N() const { return plan.samples(1); }
    [[nodiscard]] bool verified() const { return odds != 1; }
};

// Throws InputError for options that make no sense, alone or together, and, unless --time says how long to
// wait, for what would take minutes.
ChainRequest chain_request(const ChainOptions& options);

}  // namespace groundcheck::cli
