// Running another program and reading what it prints.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace groundcheck::cli {

// The program cannot be started, or was ended by a signal.
struct ProgramFailed : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Runs `command` (a path and its arguments) in `folder` and returns what it writes to standard output. Its
// standard error is this program's, its exit code no matter. Throws ProgramFailed.
std::string output_of(const std::vector<std::string>& command, const std::filesystem::path& folder);

// The same, with the exit code.
struct ProgramOutput {
    std::string text;
    int exit_code = 0;
};
ProgramOutput run_program(const std::vector<std::string>& command, const std::filesystem::path& folder);

// The checker that is proved in Coq: a program of its own, which a build without Coq does not make.
inline constexpr const char* verified_program = "groundcheck-verified";

// The folder of this program; empty if the system does not tell.
std::filesystem::path own_folder();

// The path of a program that is installed or built with this one: beside it, or in the build tree's folder
// `built_in`. Empty if it is in neither.
std::filesystem::path companion(const std::string& name, const std::string& built_in);

}  // namespace groundcheck::cli
