// A claim's statement in the words of the verified checker (checker/FORMAT-3.md).
#pragma once

#include <string>

#include "decide/continuum/verified_margin.hpp"
#include "decide/question/instance.hpp"
#include "sim/offer.hpp"

namespace groundcheck {

// A relation of an instance (verified_margin.hpp) as that checker's language has it: no decimals, generations
// and exponents as the numbers they come to, and orders of T, too, unless a number of the claim names them.
// Declines, with the reason, where the language has no words for it.
Offer<std::string> verified_statement(const MassRelation& relation, const Instance& instance);

// Whether a certificate of format 3 can give a number this name.
bool is_verified_name(const std::string& name);

}  // namespace groundcheck
