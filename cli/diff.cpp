// groundcheck diff: what changed between two audits.
#include "reports/diff.hpp"

#include <filesystem>
#include <iostream>
#include <memory>

#include "audit/formal/theorem.hpp"
#include "cli/command.hpp"

namespace groundcheck::cli {

namespace {

struct DiffOptions {
    std::filesystem::path before, after;
};

void compare(const DiffOptions& options, Context& context) {
    const Standings before = read_standings(options.before, context.theorems_checked());
    const Standings after = read_standings(options.after, context.theorems_checked());
    const std::vector<Difference> found = differences(before, after);
    std::cout << differences_text(found, before, after);
    context.exit_code = found.empty() ? exit_pass : exit_fail;
}

}  // namespace

void add_diff_command(Command app, Context& context) {
    auto options = std::make_shared<DiffOptions>();
    Command command = app.add_command(
        "diff",
        "Compare two audits: verdicts that changed, assurance lost or gained, claims added or removed, "
        "findings about loops that say something else");
    command.add_option("before", options->before, "A ledger, a report.json or a report folder")
        .required()
        .named("FILE");
    command.add_option("after", options->after, "The same, of the later audit").required().named("FILE");
    command.ends_help_with(
        "Exit codes: 0 no difference, 1 differences, 2 a file cannot be read as an audit.");
    command.on_run([options, &context] { compare(*options, context); });
}

}  // namespace groundcheck::cli
