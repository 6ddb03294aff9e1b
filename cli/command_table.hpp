// The command line as a table: what the manual page and the shell's completion are made from, so that neither
// can fall behind the program.
#pragma once

#include <string>
#include <vector>

namespace groundcheck::cli {

struct OptionEntry {
    std::vector<std::string> names;  // "-h", "--help"; of an argument with a place of its own, its name alone
    std::string value;               // what the help calls its value; empty for a flag
    std::string help;
    std::vector<std::string> choices;  // where only these words can follow
    bool is_positional = false;
    bool is_required = false;
    bool takes_several = false;
};

struct CommandEntry {
    std::string path;  // "ctm table"; of the program itself empty
    std::string help;
    std::string footer;
    std::vector<OptionEntry> options;  // in the order of their declaration
};

// The program's manual page for man(1), in roff.
std::string manual_page(const std::string& program, const std::string& version,
                        const std::vector<CommandEntry>& table);

// A script that lets bash complete commands, options, choices, files and the ids of claims.
std::string bash_completion(const std::string& program, const std::vector<CommandEntry>& table);

}  // namespace groundcheck::cli
