// Reading the Gaussian family's [process]: its world, and which keys belong together.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "theorems/language/process.hpp"
#include "theorems/language/toml_file.hpp"

namespace groundcheck {

// The world that `node` describes, "0, 1": the mean and the variance of a Gaussian, numbers in the scope.
// Throws InputError unless there are two, and for a variance that is a constant below 0.
std::pair<ExpressionPtr, ExpressionPtr> read_gaussian_world(const TomlFile& file, const toml::node& node,
                                                            const Scope& numbers);

// That the domain has the numbers that a Gaussian starts from, and enough samples, unless a schedule says how
// many. `node` is what names the family. Throws InputError.
void require_gaussian_start(const TomlFile& file, const toml::node& node, const Domain& domain,
                            bool scheduled);

// That the entries of its [process] belong to the family, and that there is a world if and only if a share of
// the samples can come from it. Throws InputError.
void check_gaussian(const TomlFile& file, const std::map<std::string, const toml::node*>& entries,
                    const Domain& domain);

}  // namespace groundcheck
