// Turing machines, by brute force: every machine of n states is written out and run.
//
// An entry (state, symbol read) of a machine's table either halts, writing 0 or 1 and not moving (2 ways), or
// writes, moves left or right and goes to a state (4n ways): (4n+2)^(2n) machines. Each is run on a tape of
// zeros and on one of ones; its output is the stretch of tape that it visited. Two states are the most that
// are run here, and no such machine that halts takes more than 6 steps (S(2) = 6, Rado 1962).
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace groundcheck::reference {

struct Machines {
    std::map<std::string, std::uint64_t>
        outputs;  // how many machines halt with each string, both blanks together
    std::uint64_t halting = 0, endless = 0;
    std::uint64_t longest = 0;  // steps
};

// Throws NoOpinion for more than two states, Undefined for none. Precondition: none.
Machines machines(std::int64_t states);

}  // namespace groundcheck::reference
