// What the answers of `groundcheck grounding` share.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "cli/guard.hpp"
#include "interval/double_kernel.hpp"
#include "sim/grounding.hpp"

namespace groundcheck::cli {

struct GroundingOptions {
    std::string keep, alpha, samples, alpha_schedule, samples_schedule, horizon;
    std::string measure = "gini";
    std::optional<std::uint32_t> symbols;
    std::string world = "uniform";
    std::string plot, curve;
    std::string format = "text";
    bool table = false;
    bool no_chain = false;
    int digits = 12;
    RunLimits limits;
};

// A whole number from 1 to `most`, the share to keep, and the horizon, as the options have them. Throw
// InputError.
Integer whole_from(const std::string& option, const std::string& text, const Integer& most);
Rational keep_of(const GroundingOptions& options);
Horizon horizon_of(const GroundingOptions& options);

// "for ever", "for 100 generations".
std::string until_text(const Horizon& horizon);
nlohmann::ordered_json ends(DoubleInterval value);

// Whether diversity survives a schedule, and what is kept along the way: grounding_schedule.cpp.
void answer_schedule(const GroundingOptions& options);
// With how few samples a share is kept at a given alpha: grounding_samples.cpp.
void answer_least_samples(const GroundingOptions& options);

}  // namespace groundcheck::cli
