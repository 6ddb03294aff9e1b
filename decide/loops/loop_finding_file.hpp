// Reading a finding about loops from its file; docs/loops.md says what may stand there.
#pragma once

#include <filesystem>
#include <vector>

#include "decide/loops/loop_finding.hpp"

namespace groundcheck {

// The folder of findings in a catalogue.
inline constexpr const char* loop_findings_folder = "loops";

// Throws InputError, at its place, for a file that cannot be read, is no TOML, or is no finding.
LoopFinding load_loop_finding(const std::filesystem::path& file);

// Whether the file has a [loop], and so is a finding and no claim. No for a file that cannot be read.
bool is_loop_finding(const std::filesystem::path& file);

// All findings of a catalogue's folder, by id; none if it has no such folder. Each has a title and a source,
// its mutant, and the id loops/NAME. Throws InputError at the first problem.
std::vector<LoopFinding> load_loop_findings(const std::filesystem::path& catalogue);

}  // namespace groundcheck
