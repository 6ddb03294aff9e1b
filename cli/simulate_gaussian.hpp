// `groundcheck simulate --family gaussian`: its options as a plan, and as a point for claims.
#pragma once

#include <optional>

#include "cli/simulate.hpp"
#include "decide/evaluate/evaluate.hpp"

namespace groundcheck::cli {

// What --start and, if it is there, --world say: a mean and a variance, "0,1". Throws InputError.
struct GaussianNumbers {
    Rational mean, variance;
};
GaussianNumbers gaussian_from(const std::string& option, const std::string& text);

// Runs the simulation and returns the exit code. Throws InputError for options that cannot be used.
int simulate_gaussians(const SimulateOptions& options);

// mu and s2 of the point of --claims, from --start. Throws InputError.
void set_gaussian(Point& point, const SimulateOptions& options);

}  // namespace groundcheck::cli
