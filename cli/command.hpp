// What all commands share: exit codes, where the catalogue is, how wide the terminal is.
//
// Each command is a file of its own with one function, add_<name>_command, that declares its options and what
// it does. A command reports bad input by letting InputError, a ledger's or a report's error through to main,
// which prints the message and turns it into an exit code; it sets context.exit_code itself only for what it
// found.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

#include "cli/command_line.hpp"

namespace groundcheck {
class CheckedTheorems;
class Pool;
struct SummaryStyle;
}  // namespace groundcheck

namespace groundcheck::cli {

inline constexpr int exit_pass = 0;          // every verdict is the expected one
inline constexpr int exit_fail = 1;          // a claim falls short of its expected verdict, or is undecided
inline constexpr int exit_bad_input = 2;     // a claim, an option or a file cannot be used
inline constexpr int exit_disagreement = 3;  // the two arithmetic kernels contradict each other
inline constexpr int exit_internal = 70;     // the program failed in a way it does not know: no verdict
inline constexpr int exit_by_signal = 128;   // plus the signal's number: stopped by the user

// Everything that is wrong with several inputs at once; what() is ready to be printed.
struct InputErrors : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Context {
    std::filesystem::path theorems;  // from --theorems, or empty
    int exit_code = exit_pass;
    Pool* pool = nullptr;  // who works; null: threads of this process

    // Whether this process says what is found, and keeps it; the others of a pool only help.
    bool leads() const;

    // The theorems that Coq has checked for this source tree; none for an installed program.
    CheckedTheorems theorems_checked() const;
    // The folder of the general proofs.
    std::filesystem::path proofs() const;

    // The folder of the catalogue: --theorems; the environment variable GROUNDCHECK_THEOREMS; beside the
    // installed program; the source tree it was built from. Throws InputError if there is none of these.
    std::filesystem::path catalogue() const;
};

// How to print to standard output as it is now: the terminal's width and colours (unless NO_COLOR is set), or
// a plain page of 100 columns.
SummaryStyle page_style();

// The program's own version, and the git revision it was built from or "unknown".
std::string program_version();
std::string source_revision();

void add_audit_command(Command app, Context& context);
void add_check_command(Command app, Context& context);
void add_ablate_command(Command app, Context& context);
void add_merge_command(Command app, Context& context);
void add_report_command(Command app, Context& context);
void add_diff_command(Command app, Context& context);
void add_verify_report_command(Command app, Context& context);
void add_new_command(Command app);
void add_list_command(Command app, Context& context);
void add_show_command(Command app, Context& context);
void add_eval_command(Command app, Context& context);
void add_export_command(Command app, Context& context);
void add_chain_command(Command app);
void add_grounding_command(Command app);
void add_simulate_command(Command app, Context& context);

}  // namespace groundcheck::cli
