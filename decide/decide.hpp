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

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "decide/question/instance.hpp"
#include "decide/question/verdict.hpp"
#include "interval/precision.hpp"

namespace groundcheck {

struct DecideOptions {
    Precision ceiling = PrecisionLadder::default_ceiling;  // bits; log-linear numbers need no ceiling
    std::uint64_t outcome_budget = 4'000'000;              // outcomes that one evaluation may visit
    // Asked now and then while an instance is decided point by point; true leaves it undecided, with that for
    // its reason.
    std::function<bool()> stop = {};
    // Keeps the certificate of an instance that is proved over a continuum, and returns the name under which
    // it is kept (the instance's `certificate`). Called from many threads at once. Without it certificates
    // are not kept.
    std::function<std::string(const Question&, const InstanceResult&, const std::string& text)>
        keep_certificate;
};

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
