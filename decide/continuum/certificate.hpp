// Certificates: the text that lets a stranger's program confirm a proof over a continuum. The format is
// checker/FORMAT.md.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace groundcheck {

// How one relation of the statement is proved.
struct RelationProof {
    std::string method = "tree";      // or identity, logarithms, "concave V", "convex V W", jensen, tangents
    bool vary_mixture = false;        // the relation is about M, which takes Q's place
    std::string signs, multiples;     // the case of absolute values, "+-" and "0,2"; or empty
    std::string tilt, shift;          // in the claim language, or empty
    std::string square;               // S in margin = S^2 * rest, where the tree is about the rest; or empty
    std::int64_t precision = 64;      // bits for the checker, at least 64
    std::vector<std::string> tokens;  // the tree in preorder; empty for other methods
};

struct Certificate {
    std::string claim;                                           // its id
    std::string statement, equality;                             // texts; equality may be empty
    std::string reading;                                         // "symbols" or "coordinates"
    std::vector<std::pair<std::string, std::string>> constants;  // K, N, ...: name and value
    std::vector<std::pair<std::string, std::string>> ranges;     // Q: "simplex"; alpha: "[0,1]"
    std::vector<RelationProof> proofs;  // in the order of the relations, of one those of all its cases
};

// The certificate's text, sealed. Line breaks in the texts become spaces.
std::string to_text(const Certificate& certificate);

// All white space as single spaces, none at the ends: as a certificate has its texts.
std::string one_line(const std::string& text);

}  // namespace groundcheck
