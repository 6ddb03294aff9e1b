// The program as a function: groundcheck's main calls it, and that of groundcheck-mpi, which brings a pool.
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"

namespace groundcheck::cli {

// Runs the command that the words (those after the program's name) name, prints what it says and what is
// wrong, and returns the exit code; for what is no user's fault, exit_internal. Throws HelpIsOver.
int run_program_of(const std::vector<std::string>& words, Context& context);

}  // namespace groundcheck::cli
