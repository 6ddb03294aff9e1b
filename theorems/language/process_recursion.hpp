// Reading family = "recursion"; inside the language. process.hpp has the entrance.
//
// Every key of such a [process] but "family" and "alpha" is a number of the domain, which says where it
// starts; the key's text is what it is after a step.
#pragma once

#include <map>
#include <string>

#include "theorems/language/process.hpp"
#include "theorems/language/toml_file.hpp"

namespace groundcheck {

using ProcessEntries = std::map<std::string, const toml::node*>;

// Whether the entries of a [process] are those of a recursion.
bool is_recursion(const TomlFile& file, const ProcessEntries& entries);

// The recursion that they describe. Precondition: is_recursion. Throws InputError.
Process read_recursion(const TomlFile& file, const ProcessEntries& entries, const Domain& domain);

}  // namespace groundcheck
