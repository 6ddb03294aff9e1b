// Which claims the arguments of a command name: ids, families, claim files and folders of them.
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"
#include "theorems/language/claim_file.hpp"

namespace groundcheck::cli {

struct Selection {
    std::vector<Claim> claims;
    std::vector<Sentence> sentences;  // those that the claims read; all of them for the whole catalogue
    std::string paper;                // where the sentences are from; empty if there are none
};

// Each argument is the id of a claim of the catalogue ("entropy-decay/one-step", or "one-step" where only one
// family has it), a family ("entropy-decay"), a claim file, or a folder with claim files at any depth; no
// argument at all is the whole catalogue. Names of the catalogue go before files of the same name. Every file
// is read before anything is returned. Throws InputErrors with the messages of all files that are bad, and
// InputError for a name that nothing answers to (with the nearest known one), and for two different claims of
// one id. With `full` each claim has its [[full]] domains too.
Selection select_claims(const std::vector<std::string>& arguments, const Context& context, bool full = false);

// The whole catalogue; like load_catalogue, but the error names every bad file and not only the first.
Catalogue whole_catalogue(const Context& context);

}  // namespace groundcheck::cli
