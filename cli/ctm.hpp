// The commands of algorithmic probability: `groundcheck ctm table` and `groundcheck ctm complexity`.
#pragma once

#include "cli/command.hpp"

namespace groundcheck::cli {

// Adds the command `ctm`. When it runs, context.exit_code becomes 0 on success, 2 for input it cannot use or
// a file it cannot write, 128 plus the signal's number if the user stopped it. Wrong options are CLI11's
// parse errors, as everywhere.
void add_ctm_command(Command app, Context& context);

}  // namespace groundcheck::cli
