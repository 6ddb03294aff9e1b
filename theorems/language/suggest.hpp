// "Did you mean": the known name nearest to an unknown one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace groundcheck {

// How many insertions, deletions, substitutions and swaps of neighbours lead from a to b (optimal string
// alignment).
std::size_t edit_distance(std::string_view a, std::string_view b);

// The candidate nearest to `name`, or nothing (an empty string) if none is near: at most a third of the
// letters, rounded up, may differ. A candidate that differs only in upper and lower case is nearer than any
// other.
std::string nearest(std::string_view name, const std::vector<std::string>& candidates);

// A hint that names the nearest candidate, or else lists them all: "did you mean "KL"?" or "known are a, b,
// c".
std::string suggestion(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace groundcheck
