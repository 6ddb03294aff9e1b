// Reading claims: one file, or the whole catalogue.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "theorems/language/claim.hpp"
#include "theorems/language/error.hpp"

namespace groundcheck {

// The claim in a file, of the catalogue or anywhere else. Its id is what the file says, or else the file's
// name without its ending. Throws InputError, at file, line and column, for anything that is not right with
// it.
Claim load_claim(const std::filesystem::path& file);

struct Catalogue {
    std::filesystem::path root;
    std::vector<Sentence> sentences;  // in the order of the file
    std::vector<Claim> claims;        // by id

    // The claim of that id. Throws InputError, naming the nearest id, if there is none.
    const Claim& claim(const std::string& id) const;
};

// All claims under `root`: every *.toml in its folders, family/name.toml for the id "family/name"; and the
// sentences of the paper in sentences.toml. Beyond what load_claim wants, a claim of the catalogue has an id
// that matches its place, a title, a source, and sentences that exist. Throws InputError at the first
// problem.
Catalogue load_catalogue(const std::filesystem::path& root);

// Which paper the sentences of such a file are from, as its key "paper" cites it; empty without one.
std::string load_paper(const std::filesystem::path& file);

// The sentences in a file like theorems/sentences.toml.
std::vector<Sentence> load_sentences(const std::filesystem::path& file);

}  // namespace groundcheck
