// Claims about the symbols of a simplex by their numbers, said again about numbers alone.
//
// On K symbols a distribution is K-1 numbers from 0 to 1: the first symbol takes the share x_1, the second
// the share x_2 of what is left, and so on,
//
//     Q_1 = x_1,  Q_2 = (1-x_1)*x_2,  ...,  Q_K = (1-x_1)*...*(1-x_(K-1)),
//
// and every point of the cube gives a distribution, every distribution comes from one (or more) of them. So a
// claim about Q_1, Q_2 and E[Q'_1*Q'_2] for all Q is one about x_1, ..., x_(K-1) for all of the cube: sums
// over the symbols are written out, brackets are said again without (closed_brackets.hpp), M is alpha*P +
// (1-alpha)*Q, and masses are put in. What is left is proved as any claim about numbers that range over
// intervals; the certificate proves that claim. For two symbols the statement is read by coordinates as it
// stands (cube_reading.hpp).
#pragma once

#include "decide/question/instance.hpp"
#include "sim/offer.hpp"
#include "theorems/language/claim.hpp"

namespace groundcheck {

struct ClaimInNumbers {
    Claim claim;        // about numbers alone, in the domain that the instance names
    Instance instance;  // without an alphabet
};

// It declines where K is not at least 3, where more numbers would range than a cube has, where a distribution
// does not range over its simplex, and for a domain or statement with more than masses of numbered symbols.
Offer<ClaimInNumbers> in_numbers(const Question& question, const Instance& instance);

}  // namespace groundcheck
