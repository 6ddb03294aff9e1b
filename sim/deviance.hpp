// The deviance of a count from its mean, from which binomial probabilities are computed without cancellation.
#pragma once

#include <cmath>

namespace groundcheck {

// x*log(x/mean) + mean - x, also near x = mean: bd0 of C. Loader, "Fast and accurate computation of binomial
// probabilities" (2000). Preconditions: x >= 0, mean > 0.
inline double deviance(double x, double mean) {
    const double gap = x - mean, sum = x + mean;
    if (std::fabs(gap) >= 0.1 * sum) return (x > 0 ? x * std::log(x / mean) : 0) - gap;
    const double v = gap / sum, v2 = v * v;
    double result = gap * v, term = 2 * x * v;
    for (int j = 1; j < 1000; ++j) {
        term *= v2;
        const double next = result + term / (2 * j + 1);
        if (next == result) break;
        result = next;
    }
    return result;
}

}  // namespace groundcheck
