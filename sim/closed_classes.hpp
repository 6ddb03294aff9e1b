// The closed classes of a finite Markov chain, from which states can follow which alone.
//
// A closed class is a set of states that all lead to each other and to nothing else; in the long run the
// chain is in one of them. Its period is the greatest common divisor of the lengths of its circles.
#pragma once

#include <cstdint>
#include <vector>

namespace groundcheck {

struct ClosedClasses {
    std::vector<int> of;  // by state: the number of its class, -1 for states that are left for ever
    std::vector<std::uint32_t> periods;  // by class
};

// Precondition: follows[i] lists what can follow state i, at least one state each; repetitions do no harm.
ClosedClasses closed_classes(const std::vector<std::vector<std::size_t>>& follows);

}  // namespace groundcheck
