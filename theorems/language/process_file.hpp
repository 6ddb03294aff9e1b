// Reading a claim's [process]: which keys there are, what each may say, and which go together.
#pragma once

#include <memory>

#include "theorems/language/process.hpp"
#include "theorems/language/toml_file.hpp"

namespace groundcheck {

// The process that `table` ([process], or null) describes, with the entries of `drop` (or null) in place of
// its own. Null if both are null or empty. Throws InputError.
std::shared_ptr<const Process> read_process(const TomlFile& file, const toml::table* table,
                                            const toml::table* drop, const Domain& domain);

}  // namespace groundcheck
