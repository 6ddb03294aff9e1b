// The catalogue: facts that serve any paper, and papers, each with the claims that are about it alone.
//
//     facts/FAMILY/NAME.toml     a claim, with the id FAMILY/NAME
//     papers/ID/paper.toml       what the paper ID states and how it is read
//     papers/ID/NAME.toml        a claim about this paper only, with the id ID/NAME
//     loops/NAME.toml            a finding about loops, which is no claim and not read here (decide/loops)
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "theorems/language/claim_file.hpp"
#include "theorems/language/paper_file.hpp"

namespace groundcheck {

struct Catalogue {
    std::filesystem::path root;
    std::vector<Paper> papers;  // by id
    std::vector<Claim> claims;  // of facts and of papers, by id

    // The claim of that id. Throws InputError, naming the nearest id, if there is none.
    const Claim& claim(const std::string& id) const;
    // The ids of all claims.
    std::vector<std::string> ids() const;
};

// All of it. Beyond what load_claim and load_paper want, a fact's id matches its place, a claim has a title
// and a source, a paper's id is the name of its folder, what a paper names is there, and no claim stands
// outside the two folders. Throws InputError at the first problem.
Catalogue load_catalogue(const std::filesystem::path& root);

}  // namespace groundcheck
