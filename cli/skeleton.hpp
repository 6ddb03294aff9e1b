// The texts that `groundcheck new` writes. They are decided as they stand, which tests see to.
#pragma once

#include <string>

namespace groundcheck::cli {

// A paper.toml whose one statement is read by the claim ID/first-claim.
std::string paper_skeleton(const std::string& id);

std::string claim_skeleton(const std::string& id);

}  // namespace groundcheck::cli
