// What a claim file is made of, before it is written: the parts that the generator chooses and the shrinker
// takes away.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/claim_text.hpp"

namespace groundcheck::fuzz {

struct Entry {
    std::string key;
    std::string value;  // as TOML writes it: "2", "[2, 3]", "\"lattice(4)\""
};

struct Recipe {
    std::string statement;
    std::string equality;        // empty: none
    std::string where;           // the domain's condition; empty: none
    std::vector<Entry> domain;   // the variables
    std::vector<Entry> process;  // [process]; empty: the plain one
};

// The text as a TOML string.
std::string quoted(const std::string& text);

// The claim file.
std::string to_toml(const Recipe& recipe);

// The claim, read from its file. Variables that nothing uses, which a file may not declare, are taken out of
// the recipe first. Throws InputError for what is wrong otherwise.
std::unique_ptr<test::ClaimText> load(Recipe& recipe);

}  // namespace groundcheck::fuzz
