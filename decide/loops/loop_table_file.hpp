// The tables of a finding's file that say what is run: [loop], [beside.NAME] and [exact].
//
// All throw InputError, at the key that is wrong.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "decide/loops/loop_finding.hpp"
#include "theorems/language/toml_file.hpp"

namespace groundcheck {

// What a [loop] may have.
const std::vector<std::string>& loop_table_keys();

// One [loop], with the changes of a [beside.NAME] over it or none (null), and the file of its text.
std::pair<LoopTable, std::filesystem::path> read_loop_table(const TomlFile& file, const toml::table& base,
                                                            const toml::table* changes);

// That it can be run over so many generations. Precondition: `table` was read from these tables.
void check_loop_table(const TomlFile& file, const toml::table& base, const toml::table* changes,
                      const LoopTable& table, std::uint32_t generations);

// An [exact].
LatticePlan read_lattice_plan(const TomlFile& file, const toml::table& table);

}  // namespace groundcheck
