#include "sim/sensitivity.hpp"

#include <vector>

#include "interval/double_log.hpp"
#include "sim/enclosed.hpp"

namespace groundcheck {

namespace {

// Z_u for the model after u >= 1 generations, and how many samples are behind it.
struct Fitted {
    std::uint64_t samples = 0;
    DoubleInterval divisor;
};

std::vector<Fitted> fitted(const SimulationPlan& plan, std::size_t t) {
    const DoubleInterval extra =
        kernel.rational(plan.smoothing * Rational(static_cast<std::uint64_t>(plan.start.size())));
    std::vector<Fitted> result(t + 1);
    std::uint64_t samples = 0;
    for (std::size_t u = 1; u <= t; ++u) {
        samples = plan.accumulate ? samples + plan.samples[u - 1] : plan.samples[u - 1];
        result[u] = {samples, kernel.add(whole(samples), extra)};
    }
    return result;
}

}  // namespace

double martingale_spread(const SimulationPlan& plan, const Measurer& measurer, Measure measure,
                         std::size_t t) {
    if (plan.own) return directed::infinity;
    const std::vector<Fitted> models = fitted(plan, t);
    const double d = measurer.sensitivity(measure, models[t].samples);
    if (d == directed::infinity) return d;
    DoubleInterval spread = point(0), change = point(d);  // c_s, from the last generation backwards
    for (std::size_t s = t; s >= 1; --s) {
        if (s < t) {
            const DoubleInterval kept = kernel.rational(1 - plan.alpha[s]);
            DoubleInterval growth = kernel.div(kernel.mul(kept, whole(plan.samples[s])), models[s].divisor);
            if (plan.accumulate) growth = kernel.add(growth, point(1));
            change = kernel.mul(change, growth);
        }
        spread = kernel.add(spread, kernel.mul(whole(plan.samples[s - 1]), square(change)));
    }
    return spread.hi;
}

double martingale_radius(double spread, std::uint64_t n, double doubt) {
    if (spread == directed::infinity) return spread;
    // 2*exp(-2*n*x^2/S) = doubt
    const DoubleInterval L = kernel.log(kernel.div(point(2), point(doubt)));
    return kernel.sqrt(kernel.div(kernel.mul(point(spread), L), kernel.mul(point(2), whole(n)))).hi;
}

}  // namespace groundcheck
