// `groundcheck manual` and `groundcheck completion`: the command line about itself.
#pragma once

#include "cli/command_line.hpp"

namespace groundcheck::cli {

// Adds both commands. Precondition: all others have been added, and `program` outlives the
// run.
void add_manual_commands(Program& program);

}  // namespace groundcheck::cli
