// Absolute values whose sign is not seen: a relation is then proved once for each case of their signs.
//
// |a| is a where a >= 0 and -a where a <= 0, and every point lies in one case at least. In the case of the
// signs s_j the margin F has s_j*a_j in place of |a_j|; if F - sum of m_j*s_j*a_j >= 0 everywhere, with
// numbers m_j >= 0, then F >= 0 where all s_j*a_j >= 0, which is where it is the margin.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "algebra.hpp"

namespace checker {

struct Tree;

struct Cases {
    // Which abs or TV of the relation's text, counted from 1, and the symbol (0 by symbols, or outside sums).
    using Place = std::pair<long, long>;
    std::map<const Tree*, long> order;     // of the relation's abs and TV
    bool collecting = false;               // what is met is noted, whatever its sign
    std::map<Place, int> signs;            // the case: of every argument whose sign is not seen inside
    std::map<Place, mpq_class> multiples;  // m_j
    std::map<Place, Form> met;             // the arguments where the relation was last built
};

// |a| for the argument `a` of an abs or TV. Throws Unreadable where its sign is not seen and `cases` (if any)
// does not say which is meant.
Form absolute(Cases* cases, const Tree& node, long symbol, const Form& a);

// The relation's abs and TV, numbered as they stand in its text.
std::map<const Tree*, long> order_of_absolutes(const Tree& relation);

// The case that "+-" and "0,2" state: signs and multiples of the places of `met`, in their order. Throws
// Unreadable if there are more or fewer, or a multiple is negative.
void set_case(Cases& cases, const std::string& signs, const std::vector<mpq_class>& multiples);

// What is to be taken off the margin: the sum of the multiples of the arguments met.
Form slack(const Cases& cases);

// Whether the place where the relation was last built is certainly no part of the case.
bool outside_case(const Cases& cases);

}  // namespace checker
