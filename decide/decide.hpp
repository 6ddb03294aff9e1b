// Deciding one instance: which method can, and running it.
//
// The methods, in the order in which they are tried:
//   continuum   something ranges over a simplex or an interval: a proof        decide_continuum.hpp
//               for every point, with a certificate
//   separable   sums over symbols: a table of one-symbol margins, then sums      decide_separable.hpp
//   points      everything else on a finite set: the statement at every point    decide_points.hpp
// A method that cannot decide an instance says why, and the instance ends undecided with that reason. Nothing
// here guesses.
#pragma once

#include <memory>

#include "decide/methods/decide_options.hpp"
#include "decide/question/instance.hpp"
#include "decide/question/verdict.hpp"

namespace groundcheck {

// Decides the instances of one question. What they share (the separation into one-symbol margins, the points
// of each alphabet size) is built on first use and kept. Safe to use from many threads at once.
class Decider {
  public:
    // The claim must outlive the decider. Throws InputError for an equality condition on a statement that
    // cannot have one.
    explicit Decider(const Question& question, const DecideOptions& options = {});
    ~Decider();
    Decider(const Decider&) = delete;
    Decider& operator=(const Decider&) = delete;

    // The verdict on one instance of this question, with its evidence. Throws InputError where the claim's
    // text has no value at some point (the message names the point), KernelDisagreement if the kernels
    // contradict each other.
    InstanceResult decide(const Instance& instance) const;

  private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace groundcheck
