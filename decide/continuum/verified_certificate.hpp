// Certificates for the verified checker, format 3: checker/FORMAT-3.md.
#pragma once

#include <string>
#include <vector>

#include "decide/question/instance.hpp"
#include "sim/offer.hpp"

namespace groundcheck {

// The text of a certificate of the instance, or of one after the other for the relations of its statement
// (verified_margin.hpp). Declines, with the reason, for a claim beyond the format, and where no boxes were
// found. Whether it proves the claim, only the checker says.
Offer<std::string> verified_certificate(const Question& question, const Instance& instance);

// What the verified checker says of these certificates, a line for each, "proved: ID: for every K and every
// Q, with N = 3: ...", held against the instance: nothing if it has accepted this very claim, for this very
// N, or else why not. What it prints is the statement as it has read it; that is read again here, and has to
// have the margin and the equality condition of the relation of the claim's text. Parsed expressions in the
// question are not looked at.
std::string why_not_accepted(const std::vector<std::string>& said, const Question& question,
                             const Instance& instance);

}  // namespace groundcheck
