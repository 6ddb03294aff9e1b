// The true tables, as far as they are known: a fingerprint of each, in the program itself.
//
// A cached table carries a checksum, which tells damage but not a table that somebody else wrote. What claims
// are decided on, all machines with one to five states at the bounds of default_bound, is therefore held
// against fingerprints that were worked out once and are worked out again by the tests.
#pragma once

#include <string>

#include "ctm/enumerate.hpp"

namespace groundcheck::ctm {

// SHA-256, in hexadecimal, of what is counted on blank 0: halting machines, their leaves by depth, the
// longest halting run, and how many machines print each output.
std::string fingerprint(const Enumeration& enumeration);

enum class Acquaintance {
    known,    // it is the true table
    unknown,  // there is no fingerprint for this number of states and this bound
    foreign   // it is not the true table
};

// Whether an enumeration is what is known of its number of states and bound. With up to four states every
// bound from the longest halting run on has the same table. Proving more machines endless moves machines from
// undecided to endless, never the other way, and nothing else.
Acquaintance acquaintance(const Enumeration& enumeration);

}  // namespace groundcheck::ctm
