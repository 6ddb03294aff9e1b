// The program learner's process at a point: its loop once every variable has a value.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "decide/evaluate/point.hpp"
#include "sim/generation.hpp"
#include "sim/program_chain.hpp"
#include "theorems/language/expression.hpp"
#include "theorems/language/process.hpp"

namespace groundcheck {

// The loop of the point's process in the step from t: L from K = 2^L, the prior m, noise, N, alpha (what a
// schedule says at t, else the point's, 0 if it has none), the world's string and the penalty. Throws
// DomainError where the noise is no rational number between 0 and 1, the penalty none from 0 to 1000, alpha
// none from 0 to 1, or alpha*N is no whole number though the share is exact. Precondition: point.process is
// the program learner's.
ProgramLoop program_loop(const Point& point, std::uint32_t t = 0);

// The chain of that loop, as if every step were the one from t. Chains are shared by all evaluators, and by
// all points that differ only in what the chain does not depend on (t, the first hypothesis, and the world if
// alpha is 0). Safe to call from many threads at once.
std::shared_ptr<const ProgramChain> program_chain(const Point& point, std::uint32_t t = 0);

// The hypothesis from generation to generation: one chain, or where alpha has a schedule one for each step.
class ProgramCourse {
  public:
    explicit ProgramCourse(Point point);

    // The law of the hypothesis at generation `until` from the string number `start` at generation `from`.
    Law law(std::size_t start, std::uint32_t from, std::uint32_t until) const;
    // The law that it tends to. This and doeblin throw ProcessError where alpha has a schedule.
    const Law& limit() const { return steady_chain().limit(); }
    const Rational& doeblin() const { return steady_chain().doeblin(); }
    // The loop of the first step.
    const ProgramLoop& loop() const { return first_->loop(); }
    // What the samples of the first step are drawn from.
    std::vector<ProcessRules::Draw> first_draws(const std::string& start) const;
    // About how many products of small numbers a law at generation t takes (or the limit law, whatever t).
    Integer work(std::uint32_t t, bool limit) const;

  private:
    const ProgramChain& steady_chain() const;

    Point point_;
    bool steady_;
    std::shared_ptr<const ProgramChain> first_;
};

// Gives N or another number of the point a value, as "with N = 8" asks. Throws DomainError if alpha leaves
// [0,1] or N is no whole number from 1 to 10^6.
void set_number(Point& point, const std::string& name, const Rational& value, SourceRange where);

}  // namespace groundcheck
