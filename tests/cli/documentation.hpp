// The documentation as the tests read it: its pages, the commands on them, the files that a reader writes.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace groundcheck::test {

// README.md and the pages of docs/, in the order of their names. Precondition, here and below: the working
// directory is the repository's root.
std::vector<std::filesystem::path> pages();

std::vector<std::string> lines_of(const std::filesystem::path& file);

// Writes the reader's own files, where the page shows them: after a line that ends with "`name.toml`:" (or
// .csv) its first block, fenced or indented.
void write_files(const std::vector<std::string>& lines, const std::filesystem::path& folder);

// The first line that the page shows and the program did not print, in order; empty if there is none. Times
// are not compared, "..." stands for any lines, and a line that ends with "..." is the beginning of one.
std::string missing(const std::vector<std::string>& shown, const std::string& printed);

}  // namespace groundcheck::test
