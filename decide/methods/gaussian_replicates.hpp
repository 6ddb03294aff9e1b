// Replicates of the Gaussian family, and what they say about a claim's brackets.
//
// Known are E[...] of what is made from mu[t], s2[t], log(s2[t]), sqrt(s2[t]) and (mu[t] - mu)^2 by adding,
// and by multiplying or dividing by numbers that are not random; and Var[mu[t]] where the mean's expectation
// is the start's, as it is then that of (mu[t] - mu)^2.
#pragma once

#include <cstdint>
#include <vector>

#include "decide/evaluate/evaluate.hpp"
#include "decide/methods/decide_statistical.hpp"
#include "sim/gaussian_simulation.hpp"

namespace groundcheck {

// The last generation that the bracket speaks of at a point. Throws NotSimulated for a bracket of another
// kind.
std::uint32_t last_gaussian_generation(const Expression& bracket, const Point& now);

class GaussianReplicates {
  public:
    // Runs them from the point's mu and s2. Throws DomainError where the process has no value there.
    GaussianReplicates(const Point& point, std::uint32_t generations, const StatisticalOptions& options);

    // Whether it was not stopped; if it was, there are no values.
    [[nodiscard]] bool complete() const { return complete_; }
    // The bracket's confidence interval. Throws NotSimulated.
    [[nodiscard]] DoubleInterval value(const Expression& bracket, const Point& now) const;

  private:
    [[nodiscard]] DoubleInterval expected(const Expression& body, const Point& now) const;

    GaussianPlan plan_;
    std::vector<GaussianEstimates> estimates_;
    bool complete_ = false;
};

}  // namespace groundcheck
