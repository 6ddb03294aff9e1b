// Reading a claim's [domain]: what each variable ranges over.
//
// The forms are few and finite (or an explicit continuum), and every one is checked here: no domain is empty,
// none is unbounded, every listed distribution is one. Numbers are exact; a TOML float means the decimal that
// is written.
#pragma once

#include <map>
#include <string>

#include "theorems/language/claim.hpp"
#include "theorems/language/toml_file.hpp"
#include "theorems/language/types.hpp"

namespace groundcheck {

// The domain that `table` describes, with the entries of `drop` (if any) in place of its own, and those of
// `last` (if any) in place of both. A drop's "process" and "statement" are no variables. Data files are
// resolved against the folder of `file` and must exist. Throws InputError.
Domain read_domain(const TomlFile& file, const toml::table& table, const toml::table* drop = nullptr,
                   const toml::table* last = nullptr);

// Throws InputError at the key of the first variable of `table` (or `drop`) that is not among `used`. K and N
// are always welcome: they belong to the process.
void require_used(const TomlFile& file, const toml::table& table, const std::vector<std::string>& used);

}  // namespace groundcheck
