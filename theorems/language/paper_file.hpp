// Reading a paper's folder: its paper.toml, and the claims that stand beside it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "theorems/language/error.hpp"
#include "theorems/language/paper.hpp"

namespace groundcheck {

// The name of the file that makes a folder a paper's.
inline constexpr const char* paper_file_name = "paper.toml";

// Whether it can be a paper's id: lower-case letters, digits and hyphens, none of them in front.
bool is_plain_id(const std::string& id);

// Such a file by itself: the claims that it names are not looked up. Throws InputError, at its place, for
// anything that is not right with it; docs/add-a-paper.md says what may stand in it.
Paper load_paper(const std::filesystem::path& file);

// A paper with the claims of its own, by id: every other *.toml in its folder, at any depth.
struct PaperFolder {
    Paper paper;
    std::vector<Claim> claims;
};

// Reads a folder with a paper.toml. A claim's id is the paper's, a slash and the claim's place in the folder:
// a file says it, or says none. Throws InputError at the first problem; a claim that the paper does not name
// is one.
PaperFolder load_paper_folder(const std::filesystem::path& folder);

// A claim of a paper's folder, with its id.
Claim load_paper_claim(const std::filesystem::path& file, const std::filesystem::path& folder,
                       const std::string& paper);

// Throws InputError for the first of the paper's own claims that it does not name.
void require_named(const Paper& paper, const std::vector<Claim>& own);

// Every *.toml under the folder, at any depth, sorted; a paper.toml is none of them.
// Throws InputError for a folder that cannot be read.
std::vector<std::filesystem::path> claim_files(const std::filesystem::path& folder);

// The folders at or under this one that are papers', sorted.
std::vector<std::filesystem::path> paper_folders(const std::filesystem::path& folder);

}  // namespace groundcheck
