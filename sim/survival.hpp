// Does diversity survive under schedules alpha_t = c*(t+h)^-s and N_t = N*(t+h')^r (rounded up)?
//
// From Q[0] = P the share k_t = E[D(Q[t])]/D(P) that is kept obeys, with a_t = alpha_t*(2-alpha_t),
//     k_t = (1 - 1/N_t)*(k_{t-1} + a_t*(1 - k_{t-1})),   k_0 = 1.
// Three inequalities decide every such pair of powers:
//   product    k_t >= (1-1/N_t)*k_{t-1}, so k stays above a positive product when sum 1/N_t is finite (r >
//   1); grounding  k_t is a mean of k_{t-1} and f_t = a_t*(N_t-1)/(1 + a_t*(N_t-1)), so k stays above the
//   least of them:
//              positive when alpha_t*N_t does not tend to 0 (s <= r);
//   collapse   k_t <= (1-1/N_t)*k_{t-1} + 2*alpha_t, so limsup k <= limsup 2*alpha_t*N_t = 0 when sum 1/N_t
//   is infinite
//              (r <= 1) and alpha_t*N_t tends to 0 (s > r).
// (Collapse: if 2*alpha_t <= e/N_t from some t on, then k_t - e <= (1-1/N_t)*(k_{t-1} - e), and prod
// (1-1/N_t) = 0.)
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "interval/double_kernel.hpp"
#include "sim/power_schedule.hpp"

namespace groundcheck {

struct Survival {
    bool survives = false;
    std::string inequality;   // "product", "grounding", "collapse", "one sample" or "never recovers"
    std::string explanation;  // the inequality with this schedule's numbers, a sentence or two
    // What is kept is at least this at every t from `followed` on, rounded down; 0 if it dies.
    double floor = 0;
    std::uint64_t followed = 0;  // generations followed one by one
    // The share kept at the generations 1, 2, 5, 10, ... up to `followed`.
    struct Point {
        std::uint64_t generation;
        DoubleInterval kept;
    };
    std::vector<Point> points;
};

// Follows `generations` of them, then bounds the rest. Throws std::invalid_argument, with a sentence for the
// user, for alpha_t outside [0,1] at some t >= 1 or N <= 0.
Survival survival(const PowerSchedule& alpha, const PowerSchedule& samples,
                  std::uint64_t generations = 10000);

}  // namespace groundcheck
