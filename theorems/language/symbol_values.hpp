// What has a value for each symbol, in a claim's [domain]: the sets that distributions and observables range
// over.
#pragma once

#include <string>

#include "theorems/language/claim.hpp"
#include "theorems/language/toml_file.hpp"

namespace groundcheck {

// The distributions that the entry says: "simplex", "lattice(12)", "vertices", "uniform", "D(4)", data of a
// file
// ("letters:", "words:", "counts:", looked up from the claim file's folder), or a list of points. Throws
// InputError, also where a listed point is no distribution or the data file cannot be read.
DistributionDomain read_distribution(const TomlFile& file, const toml::node& node, const std::string& name);

// The observables that the entry says: "cube(2)", "rank", or a list of points. Throws InputError.
ObservableDomain read_observable(const TomlFile& file, const toml::node& node, const std::string& name);

}  // namespace groundcheck
