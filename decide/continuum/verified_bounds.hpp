// Bounds of logarithms and roots of whole numbers, as certificates of format 3 have them.
#pragma once

#include <set>
#include <string>

#include "decide/continuum/verified_points.hpp"

namespace groundcheck {

struct WrittenBounds {
    BoundTables tables;
    std::string lines;  // of the certificate
};

// Of the logarithms and roots of these whole numbers, in multiples of 1/scale. With 1 among them in any case:
// its bounds need no line.
WrittenBounds verified_bounds(const std::set<Integer>& logarithms, const std::set<Integer>& roots,
                              const Integer& scale);

}  // namespace groundcheck
