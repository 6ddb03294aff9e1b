// Findings about chains of order 1 on a few symbols, decided by enumeration: verdicts, not measurements.
//
// All chains of a lattice and all texts of up to N transitions are gone through (sim/loops/small_chain.hpp).
// entropy[0] is the chain's, entropy[1] that of the chain that is fitted to the text; E and Pr are over the
// texts, with their exact probabilities. A statement is evaluated in intervals first; where these cannot
// tell, in log-linear numbers, of which the order is decided exactly, equality included. So a finding is
// proved (at every point of the lattice), or refuted by a chain that can be checked by hand.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "decide/loops/loop_statement.hpp"
#include "decide/question/verdict.hpp"
#include "sim/loops/small_chain.hpp"

namespace groundcheck {

// An [exact] table: which chains and texts.
struct LatticePlan {
    loops::FallReading reading = loops::FallReading::transitions;
    std::size_t symbols = 2;                                    // 2 or 3
    unsigned denominator = 1;                                   // of the chains' probabilities
    unsigned samples = 1;                                       // texts of 1 to so many transitions
    std::vector<std::pair<std::string, std::string>> settings;  // as written, by name
};

struct LatticeVerdict {
    Verdict verdict = Verdict::undecided;
    std::uint64_t cases = 0, fails = 0, open = 0;  // open: neither arithmetic can tell
    // Of the simplest failing case, the fewest transitions and then the smallest denominators: what it is,
    // line by line, each with its name.
    std::vector<std::pair<std::string, std::string>> counterexample;

    // "proved (lattice)", "refuted (exact)", "undecided".
    [[nodiscard]] std::string in_words() const;
};

// Throws InputError, at its place in `source`, for what an enumeration does not know: another measure than
// entropy, or a later generation than the first.
void require_exact(const LoopStatement& statement, const Source& source);

// Undecided, and cut short, if go_on() returned false. Precondition: require_exact did not throw.
LatticeVerdict decide_on_lattice(const LoopStatement& statement, const LatticePlan& plan,
                                 const std::function<bool()>& go_on = {});

}  // namespace groundcheck
