// Sets of symbols in a domain: A = "{1, 2}". A set is an observable that is 1 on its symbols and 0 elsewhere.
#pragma once

#include <string>

#include "theorems/language/claim.hpp"
#include "theorems/language/toml_file.hpp"

namespace groundcheck {

// Whether the value of a variable begins as a set does.
bool is_symbol_sets(const toml::node& node);

// The sets that a text such as "{1, 2}, {3}" lists, each of symbols by number; none of them is empty. `name`
// is for messages. Throws InputError.
ObservableDomain read_symbol_sets(const TomlFile& file, const toml::node& node, const std::string& name);

}  // namespace groundcheck
