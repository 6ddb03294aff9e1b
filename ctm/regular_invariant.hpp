// A proof that a machine never halts: a regular language that holds every configuration from which it asks
// for an undefined entry, and not the blank one.
//
// A configuration is a stretch of tape left of the head, a state, and the tape from the head on. The language
// is recognised by two automata. A deterministic one, given, reads the left stretch from far left up to the
// head and ends in one of its states l. A non-deterministic one then reads the tape from the head to the
// right; it starts in (l, f), f being the machine's state, and accepts when it reaches "asks", which it never
// leaves. Its transitions are the least ones with, for every defined or undefined entry of state f and symbol
// r,
//
//     undefined                      (l, f)    --r-->  asks
//     writes w, right, to state t    (l, f)    --r-->  (d(l, w), t)
//     writes w, left,  to state t    (d(l, b), f)  --r-->  x    for every path  (l, t) --b--> y --w--> x
//
// so that a configuration is accepted as soon as its successor is: by induction, whatever configuration the
// machine asks from, now or later, is accepted (after enough of the blanks on the right have been read). If
// blanks alone lead from (0, start) never to "asks", then the machine started on the blank tape never asks,
// hence never halts, however its table is completed. (The deterministic automaton must stay in state 0 on a
// blank, for there are blanks on the left without end.)
//
// The search goes through all deterministic automata with few states. (The idea is J. Blanchard's "finite
// automata reduction", 2022; this is the direct form of the bbchallenge collaboration.)
#pragma once

#include <cstdint>
#include <vector>

#include "ctm/partial_machine.hpp"

namespace groundcheck::ctm {

// A deterministic automaton over the symbols 0 and 1 that starts in state 0: next[2*state + symbol].
using Automaton = std::vector<unsigned>;

// True if the language above, made with this automaton, leaves out the blank configuration: the machine,
// started on blank 0, never asks for an undefined entry. False means nothing. Preconditions: next[0] == 0,
// all entries are states, and states times the machine's states is at most 63.
bool proves_endless(const PartialMachine& machine, const Automaton& automaton);

// Tries all automata with at most `most_states` states, and all of them on the mirror image. True as above.
bool has_regular_invariant(const PartialMachine& machine, unsigned most_states = 5);

}  // namespace groundcheck::ctm
