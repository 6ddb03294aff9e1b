// A proof that a machine never halts: a set of local contexts that is closed under the machine's steps.
//
// A context is what can be seen near the head: the state, the cell under the head, the r cells to its left
// and the r cells to its right. Besides, two sets of r-grams say which stretches of r cells can occur further
// out on either side. A set of contexts and two sets of r-grams are closed if they contain those of the blank
// tape and if every step from a context of the set leads, whatever the r-grams allow to come into view, to a
// context of the set again. If no context of a closed set asks for an undefined entry, then the machine never
// asks for one from the blank tape, hence never halts, however the table is completed. (The idea is known as
// closed position sets; Marxen and Buntrock 1990, and in this form as n-gram CPS, N. Fenner.)
//
// Cells may remember: besides its symbol a cell can carry the last (state, symbol read) pairs that acted on
// it, or the last different ones. The memory is a function of the run, so a proof about cells with memory is
// a proof about the machine.
#pragma once

#include "ctm/partial_machine.hpp"

namespace groundcheck::ctm {

// How far a search for closed contexts looks and how large it may grow. A larger set may prove more and costs
// more.
struct ContextLimits {
    unsigned radius = 2;           // 1 to 5, the cells in view on either side
    unsigned memory = 0;           // how many pairs a cell remembers, at most 15
    bool distinct = false;         // whether a pair is remembered only once, where it was newest
    unsigned contexts = 1U << 12;  // give up when the set grows beyond this
};

// True if a closed set of contexts was found within the limits: the machine, started on blank 0, never asks
// for an undefined entry. False means nothing. Throws std::invalid_argument for another radius.
bool has_closed_contexts(const PartialMachine& machine, const ContextLimits& limits);

// Tries a fixed ladder of limits, cheap ones first. True as above.
bool has_closed_contexts(const PartialMachine& machine);

}  // namespace groundcheck::ctm
