#include "sim/sensitivity.hpp"

#include "interval/double_log.hpp"
#include "sim/enclosed.hpp"

namespace groundcheck {

MartingaleSpreads::MartingaleSpreads(const SimulationPlan& plan) {
    if (plan.own) return;
    const DoubleInterval extra =
        kernel.rational(plan.smoothing * Rational(static_cast<std::uint64_t>(plan.start.size())));
    generations_.resize(plan.generations() + 1);
    for (std::size_t t = 0; t < plan.generations(); ++t) {
        const Generation& from = generations_[t];
        const DoubleInterval drawn = whole(plan.samples[t]);
        DoubleInterval weight = drawn;
        if (t > 0) {  // the start is behind no samples
            const DoubleInterval divisor = kernel.add(whole(from.samples), extra);
            DoubleInterval growth =
                kernel.div(kernel.mul(kernel.rational(1 - plan.alpha[t]), drawn), divisor);
            if (plan.accumulate) growth = kernel.add(growth, point(1));
            weight = kernel.add(weight, kernel.mul(square(growth), point(from.weight)));
        }
        generations_[t + 1] = {(plan.accumulate ? from.samples : 0) + plan.samples[t], weight.hi};
    }
}

double MartingaleSpreads::of(const Measurer& measurer, Measure measure, std::size_t t) const {
    if (generations_.empty()) return directed::infinity;
    const Generation& generation = generations_.at(t);
    const double d = measurer.sensitivity(measure, generation.samples);
    if (d == directed::infinity) return d;
    return kernel.mul(square(point(d)), point(generation.weight)).hi;
}

double martingale_radius(double spread, std::uint64_t n, double doubt) {
    if (spread == directed::infinity) return spread;
    // 2*exp(-2*n*x^2/S) = doubt
    const DoubleInterval L = kernel.log(kernel.div(point(2), point(doubt)));
    return kernel.sqrt(kernel.div(kernel.mul(point(spread), L), kernel.mul(point(2), whole(n)))).hi;
}

}  // namespace groundcheck
