// The words of the command line, put so that expressions among them stay whole.
//
// An expression may begin with a minus sign, which makes CLI11 look for an option, or stand between brackets,
// which CLI11 takes for a list and cuts at its commas. So the words of a command that takes expressions are
// put in order first: its options, then "--", then the expressions as they were written.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace groundcheck::cli {

// The words after the program's name, ready for CLI11. Of the command `eval`, every word is an expression
// that is neither an option (or its value) nor looks like a misspelt one: two minus signs, then small letters
// and minus signs alone, perhaps with "=value". After a word "--" all are expressions. The words of other
// commands are left as they are.
std::vector<std::string> ordered_arguments(const CLI::App& app, const std::vector<std::string>& words);

}  // namespace groundcheck::cli
