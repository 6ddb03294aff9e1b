#include "cli/manual.hpp"

#include <iostream>
#include <memory>

#include "cli/command.hpp"
#include "cli/command_table.hpp"

namespace groundcheck::cli {

namespace {

const char* const program_name = "groundcheck";

}  // namespace

void add_manual_commands(Program& program) {
    Command root = program.command();
    root.add_command("manual", "Print the manual page: groundcheck manual | man -l -").on_run([&program] {
        std::cout << manual_page(program_name, program_version(), program.table());
    });
    const auto shell = std::make_shared<std::string>();
    Command completion =
        root.add_command("completion", "Print a script for the shell: source <(groundcheck completion bash)");
    completion.add_option("shell", *shell, "The shell").required().one_of({"bash"});
    completion.on_run([&program, shell] { std::cout << bash_completion(program_name, program.table()); });
}

}  // namespace groundcheck::cli
