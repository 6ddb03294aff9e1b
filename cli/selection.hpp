// What the arguments of a command name: papers, claims, families, and files or folders of a user's own.
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"
#include "decide/loops/loop_finding.hpp"
#include "theorems/language/catalogue.hpp"

namespace groundcheck::cli {

struct Selection {
    std::vector<Claim> claims;
    // Papers that an argument names, whole. Where none is named: what the catalogue's papers say about the
    // claims, and all of each for the whole catalogue.
    std::vector<Paper> papers;
    bool names_papers = false;          // whether an argument names one
    std::vector<LoopFinding> findings;  // about loops; not of papers
};

// Each argument is
//   the id of a claim of the catalogue, "entropy-decay/one-step", or "one-step" where only one has that name,
//   the id of a paper of the catalogue, "zenil-2026": the claims that it names,
//   a family, "entropy-decay",
//   "loops", all findings about loops, or the id of one, "loops/entropy-falls",
//   a claim file, or a finding's,
//   or a folder: a paper's, if it has a paper.toml, which may name claims of its own and of the catalogue;
//   otherwise of claim files and papers' folders, at any depth.
// No argument at all is the whole catalogue, its findings too. Names of the catalogue go before files of the
// same name. Every file is read before anything is returned. Throws InputErrors with the messages of all
// files that are bad, and InputError for a name that nothing answers to (with the nearest known one), and for
// two different claims or papers of one id. With `full` each claim has its [[full]] domains too.
Selection select_claims(const std::vector<std::string>& arguments, const Context& context, bool full = false);

// For commands that work on claims alone. Throws InputError for a selection of nothing but findings.
void require_claims_in(const Selection& selection);

// The whole catalogue; like load_catalogue, but the error names every bad file and not only the first.
Catalogue whole_catalogue(const Context& context);

}  // namespace groundcheck::cli
