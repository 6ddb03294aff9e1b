// Holding a claim against simulated replicates, where nothing else reaches: thousands of symbols, many
// generations.
//
// The claim's own expression is evaluated in intervals. What stands in it without a bracket (D(Q), N, t) is
// enclosed by the evaluator; an E[...] of a measure or Var[mean(f, Q[t])] is replaced by the confidence
// interval that replicates of the claim's process give for it (sim/simulation.hpp). All intervals hold at
// once with the stated confidence, so whatever is found about the claim at these points holds with it. The
// assurance is `statistical`: this is no proof, and nothing here says "proved".
#pragma once

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "decide/question/instance.hpp"
#include "decide/question/statistical_finding.hpp"
#include "theorems/language/claim.hpp"

namespace groundcheck {

// The claim's text cannot be held against a simulation; the message says which part.
struct NotSimulated : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct StatisticalOptions {
    std::uint32_t replicates = 10000;
    std::uint64_t seed = 1;
    unsigned threads = 0;
    double confidence = 0.99;
    std::function<bool()> go_on = {};  // asked now and then, by one thread at a time; no: no findings
    // An equation's intervals together are at most this share of the larger side's size, or they tell
    // nothing.
    double informative = 0.1;
};

// The question's statement at t = 0..last of the process at `point` (its t is not looked at), on its first
// domain's process. Where the statement has no t, at its one generation. Throws NotSimulated for a statement
// that is no single relation, or has a bracket other than
//     E[F(Q[..])], F one of H, D, supp;  E[F(Q[..], R)], F one of L2, TV, KL, and E[KL(R, Q[..])], R being
//     Q[0] or P;  E[mean(f, Q[..])], Var[mean(f, Q[..])]
// (Q' counts as Q[1]), or of Gaussians one that gaussian_replicates.hpp knows. Throws DomainError where the
// statement or a schedule has no value at the point.
std::vector<StatisticalCheck> check_by_simulation(const Question& question, const Point& point,
                                                  std::uint32_t last, const StatisticalOptions& options);

// Which generation a model of the statement is at a point: 1 for Q', the number in the brackets of Q[..] and
// mu[..]. Throws NotSimulated where it is none.
std::uint32_t simulated_time(const Expression& model, const Point& point);

// The point that the question's [[simulate]] number `range` names, all variables but t. Throws InputError for
// data that cannot be read. Precondition: there is such a range.
Point simulated_point(const Question& question, std::size_t range);

// The question held against simulation where its [[simulate]] number `range` says; without checks, and with
// the reason, where the statement cannot be, or where it was stopped. Throws InputError as above, and where
// the statement has no value.
SimulatedClaim simulate_claim(const Question& question, std::size_t range, const StatisticalOptions& options);

}  // namespace groundcheck
