// Running the verified checker on texts, and writing certificates of format 3 for claims.
#pragma once

#include <string>
#include <vector>

namespace groundcheck::test {

struct Verified {
    int code = -1;     // of the program: 0 proved, 1 rejected, 2 unreadable
    std::string said;  // its line, without the file's name
};

// What groundcheck-checker --verified says about each of the texts, one file each, all in one run. Fails the
// test if the program's exit code is not the worst of its answers.
std::vector<Verified> verify(const std::vector<std::string>& texts);
Verified verify(const std::string& text);

// A claim over the whole simplex of every alphabet or of two symbols, as the certificate has it.
struct VerifiedClaim {
    std::string statement;
    unsigned N = 1;
    std::string equality = {};  // "vertex(Q)" or nothing
    std::string q = {};         // the value of q, or nothing
    std::string K = "any";      // or "2"
};

// The prover's certificate; nothing if it declines.
std::string verified_text(const VerifiedClaim& claim);
// Fails the test unless each has a certificate that is accepted.
void accept(const std::vector<VerifiedClaim>& claims);

// The certificate's text with these boxes, one to a line, and no bounds of logarithms or roots.
std::string text_with(const VerifiedClaim& claim, const std::string& lines);

}  // namespace groundcheck::test
