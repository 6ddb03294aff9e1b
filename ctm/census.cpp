#include "ctm/census.hpp"

#include <algorithm>

namespace groundcheck::ctm {

const char* name_of(Endless reason) {
    switch (reason) {
        case Endless::no_halting_entry:
            return "no halting entry";
        case Endless::repetition:
            return "repetition";
        case Endless::translation:
            return "translation";
        case Endless::closed_contexts:
            return "closed contexts";
        case Endless::regular_invariant:
            return "regular invariant";
    }
    return "unknown";
}

void Census::add(const Census& other) {
    outputs.add(other.outputs);
    halting += other.halting;
    for (std::size_t i = 0; i < kEndlessReasons; ++i)
        endless[i] += other.endless[i];
    undecided += other.undecided;
    leaves += other.leaves;
    longest_halt = std::max(longest_halt, other.longest_halt);
    for (std::size_t i = 0; i < halting_leaves.size(); ++i)
        halting_leaves[i] += other.halting_leaves[i];
}

}  // namespace groundcheck::ctm
