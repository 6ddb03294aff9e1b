// A random world as it is written: "P with 1/2, (1/4, 3/4) with 1/2".
//
// Each world is a distribution, followed by the word "with" and its prior probability. A comma or a "with" in
// parentheses belongs to what stands there.
#pragma once

#include <vector>

#include "theorems/language/process.hpp"
#include "theorems/language/toml_file.hpp"

namespace groundcheck {

// The worlds that `node`, a text, lists. Distributions are read in the scope `laws`, probabilities in
// `numbers`. Throws InputError for a world without a probability, and where the probabilities are constants
// that are negative or do not add up to 1; others are looked at once they have values.
std::vector<World> read_worlds(const TomlFile& file, const toml::node& node, const Scope& laws,
                               const Scope& numbers);

}  // namespace groundcheck
