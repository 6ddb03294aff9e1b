// Deciding where points can be listed: lattices, vertices, texts, values.
//
// Sums over symbols go through a table of one-symbol margins (decide_separable.hpp); every other statement is
// evaluated at each point (decide_points.hpp). The continuum's method asks here about single points of its
// own (spot_check.hpp, continuum_witness.hpp), so this knows nothing of it; decide/decide.hpp chooses between
// the two.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "decide/methods/decide_options.hpp"
#include "decide/question/instance.hpp"
#include "decide/question/verdict.hpp"

namespace groundcheck {

// Decides the instances of one question that have no continuum. What they share (the separation into
// one-symbol margins, the points of each alphabet size) is built on first use and kept. Safe to use from many
// threads at once.
class ListedDecider {
  public:
    // The claim must outlive the decider. Throws InputError for an equality condition on a statement that
    // cannot have one, and for K = "any" where a side is no sum over symbols.
    explicit ListedDecider(const Question& question, const DecideOptions& options = {});
    ~ListedDecider();
    ListedDecider(const ListedDecider&) = delete;
    ListedDecider& operator=(const ListedDecider&) = delete;

    // The verdict on one instance of this question, with its evidence. Throws as decided() does,
    // KernelDisagreement if the kernels contradict each other, std::logic_error if the instance's domain has
    // a continuum.
    InstanceResult decide(const Instance& instance) const;

  private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

// The result of an instance that is left open, with the reason in words.
InstanceResult undecided(const Instance& instance, const std::string& reason);

// What work() makes of the instance, timed; undecided, with the reason, where it meets something too large or
// a condition that stays open. Throws InputError, with the place in the claim's file, where the claim's text
// has no value at some point.
InstanceResult decided(const Question& question, const Instance& instance,
                       const std::function<InstanceResult()>& work);

}  // namespace groundcheck
