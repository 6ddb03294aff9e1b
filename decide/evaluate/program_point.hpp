// The program learner's process at a point: its loop once every variable has a value.
#pragma once

#include <memory>

#include "decide/evaluate/point.hpp"
#include "sim/program_chain.hpp"
#include "theorems/language/expression.hpp"
#include "theorems/language/process.hpp"

namespace groundcheck {

// The loop of the point's process: L from K = 2^L, the prior m, noise, N, alpha (0 if the point has none) and
// the world's string. Throws DomainError where the noise is no rational number between 0 and 1, or alpha*N is
// no whole number though the share is exact. Precondition: point.process is the program learner's.
ProgramLoop program_loop(const Point& point);

// The loop's chain. Chains are shared by all evaluators, and by all points that differ only in what the chain
// does not depend on (t, the first hypothesis, and the world if alpha is 0). Safe to call from many threads
// at once.
std::shared_ptr<const ProgramChain> program_chain(const Point& point);

// Gives N or another number of the point a value, as "with N = 8" asks. Throws DomainError if alpha leaves
// [0,1] or N is no whole number from 1 to 10^6.
void set_number(Point& point, const std::string& name, const Rational& value, SourceRange where);

}  // namespace groundcheck
