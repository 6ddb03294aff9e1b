// The tree normal form (Brady 1983; Machlin and Stout 1990): a table is extended only where the running
// machine asks for an undefined entry, so a node of the tree stands for all the machines that agree with it
// on the entries asked for.
//
// Weights. A node with k of the 2n entries undefined stands for (4n+2)^k machines: its completions. When a
// new entry goes to a state not visited so far, one such state stands for all of them and the node is counted
// once for each: relabelling two states that are neither the start nor visited, and whose entries are
// therefore all undefined, is a bijection between the completions of the one node and of the other, and it
// changes no run. At an undefined entry the two halting choices end the run and are counted without running;
// the 4n moving choices are the children.
//
// Mirror symmetry. Exchanging left and right is a bijection of the machines that reverses every output and
// changes nothing else. So only first moves to the right need to be explored; their mirror images are added
// at the end (enumerate.hpp). A first move that stays in state 0 never halts: the head moves over blanks for
// ever.
//
// Nothing is dropped that a search for the longest run may drop: machines that write blanks over blanks, or
// whose first steps could be cut off, leave a visited stretch of their own.
#pragma once

#include <cstdint>
#include <vector>

#include "ctm/census.hpp"
#include "ctm/partial_machine.hpp"
#include "ctm/run.hpp"

namespace groundcheck::ctm {

// How to explore: the bound on steps (the halting one included), whether loops are recognised, and whether
// machines that reach the bound are given to the slower proof of closed_contexts.hpp.
struct Exploration {
    std::uint32_t bound = 0;
    bool detect_loops = true;
    bool prove_undecided = false;
};

// A node of the tree with the run that led to it; a unit of work.
struct Subtree {
    PartialMachine machine;
    Run<WordTape> run;
    Records records;
    unsigned defined = 0;      // defined entries
    unsigned visited = 0;      // visited states: 0..visited-1
    std::uint64_t copies = 1;  // relabellings this node stands for
};

// The machines that halt or stay in their first step: everything that is not in first_moves(). For all first
// moves, left and right.
Census first_step(int states);

// The nodes whose first move goes right (direction 1) or left (-1) into a new state: one for each symbol
// written, none if states == 1.
std::vector<Subtree> first_moves(int states, int direction);

// Explores a subtree completely.
Census explore(const Subtree& subtree, const Exploration& how);

// Explores a subtree down to nodes with `depth` defined entries: returns those, and adds what ended before to
// `trunk`.
std::vector<Subtree> split(const Subtree& subtree, const Exploration& how, unsigned depth, Census& trunk);

}  // namespace groundcheck::ctm
