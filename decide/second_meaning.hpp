// What the engine decided, held against a second meaning of the claim language.
//
// Two arithmetic kernels cannot find an error in what they both compute: a wrong list of points, a value
// remembered for too long, a misread formula. So a seeded sample of points of every instance is decided again
// by reference/, which reads the claim by its definitions and shares nothing with the engine but the syntax
// tree and exact numbers, and every counterexample is before it is shown. The points are drawn from the
// domain as its text defines it, not from the engine's lists. What the reference cannot decide within a
// stated number of steps is passed over, and counted.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

#include "decide/decide.hpp"
#include "decide/question/instance.hpp"
#include "decide/question/verdict.hpp"
#include "reference/reference.hpp"

namespace groundcheck {

// The engine and the reference contradict each other. Ends the program with exit code 3; never a verdict.
class MeaningDisagreement : public std::runtime_error {
  public:
    // `place` says which claim and point; `engine` and `reference` what each of them found.
    MeaningDisagreement(const std::string& place, const std::string& engine, const std::string& reference);
};

struct SecondMeaningOptions {
    std::uint32_t points = 2;  // sampled of each instance that is proved; 0: nothing is held against anything
    std::uint64_t steps = 2000;               // of the reference, for one point
    std::uint64_t witness_steps = 2'000'000;  // for a counterexample
    std::uint64_t seed = 1;
};

// The point where a counterexample lies.
reference::Point point_of(const Witness& witness);

// "K=2 N=3 alpha=1/2 Q=(1/2, 1/2)": the point as the engine prints its own.
std::string to_text(const reference::Point& point);

// A point of the instance, drawn by the definition of its domain: of lattices, simplices, intervals (an end
// only where it belongs to the domain) and lists; over every alphabet with 1 to 5 symbols, absent ones among
// them. `number` counts the points of the instance. Nothing if no point that the domain's condition lets in
// was met.
std::optional<reference::Point> sample_point(const Question& question, const Instance& instance,
                                             std::uint64_t seed, std::uint32_t number);

// Decides sampled points of an instance that was proved again, or its counterexample, and notes in the result
// how many were held and passed over. Throws MeaningDisagreement. The same whatever the order of work and the
// number of threads.
void hold_against_reference(const Question& question, const Instance& instance, InstanceResult& result,
                            const SecondMeaningOptions& options);

// What the decider finds, held against the reference before anyone sees it. Throws as Decider::decide does,
// and MeaningDisagreement.
InstanceResult decide_and_hold(const Decider& decider, const Question& question, const Instance& instance,
                               const SecondMeaningOptions& options);

// Whether the reference confirms that the statement (with its equality condition) fails at the witness, a
// point of `domain`: yes, or unknown where it is too costly. Throws MeaningDisagreement if it holds there or
// the point is not in the domain.
Truth confirm_witness(const Question& question, const Domain& domain, const Witness& witness,
                      const SecondMeaningOptions& options);

}  // namespace groundcheck
