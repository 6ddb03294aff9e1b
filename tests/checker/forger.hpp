// A forger: from genuine certificates it makes consistent certificates for claims that are false.
//
// The statement, the equality condition, the numbers and the ranges are changed together, so that nothing but
// the claim itself is wrong; then the proof is bent until it might fit. That a claim is false is not taken on
// trust: it has been evaluated at a point of its domain by the reference, which shares nothing with the
// checker nor with the prover. So whoever accepts one of these texts is wrong.
#pragma once

#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace groundcheck::test {

// A certificate in parts.
struct Draft {
    std::string statement, equality, reading;
    std::vector<std::pair<std::string, std::string>> lets, ranges;
    std::string proof;  // all lines from the first "proof" on, without the seal

    // Precondition: the text of a certificate.
    static Draft of(const std::string& text);
    // The sealed text.
    std::string text() const;
};

struct Forgery {
    std::string text;   // the certificate
    std::string trick;  // how it was made, for the report
    std::string where;  // a point at which its claim is false
};

class Forger {
  public:
    explicit Forger(std::mt19937_64& random) : random_(random) {}

    // All forgeries of one genuine certificate: at most `claims` false claims, each with at most `proofs`
    // proofs.
    std::vector<Forgery> forge(const std::string& genuine, std::size_t claims, std::size_t proofs);

    std::size_t not_false() const { return not_false_; }  // changed claims that were left out

  private:
    struct Changed {
        Draft draft;
        std::string trick;
    };
    std::mt19937_64& random_;
    std::size_t not_false_ = 0;
    std::map<std::string, std::optional<std::string>> known_;  // claim -> where it is false, if anywhere

    std::vector<Changed> changes(const Draft& genuine) const;
    std::optional<std::string> false_at(const Draft& draft);
    std::vector<std::string> proofs(const Draft& draft, std::size_t most);
};

// A point of the draft's domain at which its claim is false according to the reference, in words. None if the
// claim is no claim of the language, or is not found false at any of the points that are tried.
std::optional<std::string> point_where_false(const Draft& draft);

}  // namespace groundcheck::test
