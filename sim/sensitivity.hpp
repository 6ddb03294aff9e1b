// How far one sample moves a measure, now and generations later: what makes few replicates with many samples
// say much.
//
// A measure of a model that is fitted to T samples changes by at most d when one of them is another symbol
// (`sensitivity`). In a chain of generations a sample also decides what later ones are drawn from, but no
// more than this: let two runs differ in h samples of the data behind generation u, Z_u = T_u + K*a being
// what counts are divided by. Their models are at most h/Z_u apart in total variation, so the next N_u
// samples can be drawn together with each pair differing with probability (1-alpha_u)*h/Z_u at most (the
// maximal coupling). In the mean, then, the runs differ in h*g_u samples of the data behind the next
// generation,
//
//     g_u = (1-alpha_u)*N_u/Z_u          if the newest samples replace the old ones,
//     g_u = 1 + (1-alpha_u)*N_u/Z_u      if they join them,
//
// and one sample behind generation s moves the expectation of the measure after t generations, given all
// samples so far, by at most c_s = d*g_s*...*g_(t-1). The measure minus its expectation is a martingale over
// the samples, one after another, whose steps have ranges c_s; hence with S = sum over s of N_(s-1)*c_s^2
//
//     Pr(mean of n replicates - expectation >= x) <= exp(-2*n*x^2/S)
//
// and likewise below: Hoeffding's inequality for martingales (W. Hoeffding 1963, section 2; C. McDiarmid, "On
// the method of bounded differences", 1989, for the form with ranges). At constant N, alpha = 0 and maximum
// likelihood S is t*N*d^2, for the entropy about t*log(N)^2/N.
//
// Only d depends on the measure: S = d^2*W_t with
//
//     W_1 = N_0,   W_(t+1) = N_t + g_t^2*W_t,
//
// since what W_t sums is multiplied by g_t^2 in the step, and N_t samples join with the factor 1.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/simulation.hpp"

namespace groundcheck {

// S for the measures of one plan: W_t for all its generations, worked out once, in time linear in them.
class MartingaleSpreads {
  public:
    // Precondition: check(plan) passes.
    explicit MartingaleSpreads(const SimulationPlan& plan);

    // S for the measure after t generations, an upper bound; infinite where one sample can move the measure
    // without bound, and for a process of its own. Preconditions: 1 <= t <= generations; the measurer is of
    // the plan's models.
    [[nodiscard]] double of(const Measurer& measurer, Measure measure, std::size_t t) const;

  private:
    struct Generation {
        std::uint64_t samples = 0;  // behind its model
        double weight = 0;          // W_t, rounded up
    };
    std::vector<Generation> generations_;  // from 0; empty for a process of its own
};

// The x at which the bound above is `doubt` on both sides together, rounded up. Preconditions: n >= 1, 0 <
// doubt < 1.
double martingale_radius(double spread, std::uint64_t n, double doubt);

}  // namespace groundcheck
