// What a condition makes of symbols without mass, where a claim is for every alphabet at once.
//
// For every alphabet the points of a lattice are listed without their absent symbols: those have no end.
// Entropy does not see them, but interior(Q), min(Q) and products over the symbols do, and a sum may count
// them one by one. A condition that cannot tell an alphabet from the same with one symbol of no mass is
// decided on the list; one that sees the first of them, and no more, on the list with and without one; any
// other says that it needs K.
#pragma once

#include "theorems/language/expression.hpp"

namespace groundcheck {

enum class AbsentSymbols {
    unseen,      // one more symbol without mass never changes the value
    first_seen,  // the first one may change it, further ones do not
    counted      // nothing is known: each of them may change it
};

// How the value of a condition (without brackets, typed with K = "any") depends on symbols that have no mass
// in any distribution of the point.
AbsentSymbols absent_symbols(const Expression& condition);

}  // namespace groundcheck
