// A measure over replicates, and what can be said about its expectation; what simulations of all kinds share.
#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/confidence.hpp"

namespace groundcheck {

// A measure over the replicates.
struct MeasureMoments {
    EnclosedMoments finite;      // of the finite values
    std::uint64_t infinite = 0;  // how many are infinite

    // A value; an infinite one is [inf, inf].
    void add(DoubleInterval value);
    void merge(const MeasureMoments& other);

    // The values, with `largest` for each infinite one.
    [[nodiscard]] EnclosedMoments cut_off(double largest) const;
};

// What can be said about one measure after t generations.
struct MeasureEstimate {
    DoubleInterval average;         // over the replicates; [inf, inf] if one is infinite
    DoubleInterval expectation;     // contains the expectation with the stated confidence
    std::uint64_t infinite = 0;     // how many replicates are infinite
    DoubleInterval infinite_share;  // contains the probability of that; [0,0] where it cannot happen
    // The average's standard error, the square root of the sample variance over n: an estimate, not a bound.
    // Empty for a single replicate, and if one is infinite.
    DoubleInterval standard_error = DoubleInterval::empty();
};

// How the doubt 1 - confidence is shared out.
enum class Sharing {
    all,   // every interval of the table holds at once, with the stated confidence (union bound)
    each,  // each interval by itself holds with the stated confidence
};

// The doubt of each of so many intervals, rounded down, so that the confidence is at least the one stated.
// Preconditions: 0 < confidence < 1, intervals >= 1 where it is shared.
double doubt_of_each(double confidence, Sharing sharing, std::size_t intervals);

// Of a value that is the same in all replicates; it may be infinite.
MeasureEstimate estimate_of_constant(DoubleInterval value, std::uint64_t replicates);

// The average, its standard error and how many values are infinite; nothing yet about the expectation.
// Precondition: there is a value.
MeasureEstimate estimate_without_bounds(const MeasureMoments& moments);

// What can be said about the expectation of a measure that may be infinite: it is unbounded above, its lower
// end is that of the measure `cut_off` at the end of `range`, and the probability of being infinite has an
// interval of its own. Each interval has this doubt.
void bound_from_below(MeasureEstimate& estimate, const MeasureMoments& moments,
                      const EnclosedMoments& cut_off, DoubleInterval range, double doubt);

}  // namespace groundcheck
