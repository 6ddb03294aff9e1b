// Reading a claim.
#pragma once

#include <filesystem>

#include "theorems/language/claim.hpp"
#include "theorems/language/error.hpp"

namespace groundcheck {

// The claim in a file, of the catalogue or anywhere else. Its id is what the file says, or else the file's
// name without its ending. Throws InputError, at file, line and column, for anything that is not right with
// it.
Claim load_claim(const std::filesystem::path& file);

}  // namespace groundcheck
