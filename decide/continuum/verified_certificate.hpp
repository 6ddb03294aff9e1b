// Certificates for the verified checker, format 3: checker/FORMAT-3.md.
#pragma once

#include <string>

#include "decide/question/instance.hpp"
#include "sim/offer.hpp"

namespace groundcheck {

// The text of a certificate of the instance. Declines, with the reason, for a claim beyond the format, and
// where no boxes were found. Whether it proves the claim, only the checker says.
Offer<std::string> verified_certificate(const Question& question, const Instance& instance);

}  // namespace groundcheck
