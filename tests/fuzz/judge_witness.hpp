// Is a counterexample one?
#pragma once

#include <optional>

#include "decide/question/instance.hpp"
#include "decide/question/verdict.hpp"
#include "tests/fuzz/judge.hpp"

namespace groundcheck::fuzz {

// What is wrong with the witness that the question fails on `domain`; `confirmed` says whether the reference
// found that the claim fails there (it may be too costly).
std::optional<Failure> fault_of(const Question& question, const Domain& domain, const Witness& witness,
                                const JudgeOptions& options, bool& confirmed);

// The domain that the search for the simplest counterexample looks at: every lattice stands for all
// distributions or numbers of its range.
Domain free_of_lattices(const Domain& domain);

// "K=2 N=1 Q=(1/2, 1/2): relation, left against right": for messages, and to compare witnesses.
std::string to_text(const Witness& witness);

}  // namespace groundcheck::fuzz
