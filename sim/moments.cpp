#include "sim/moments.hpp"

#include <fmt/format.h>

#include "sim/stochastic_matrix.hpp"

namespace groundcheck {

namespace {

void check_distribution(const std::vector<Rational>& p, const char* name) {
    if (p.empty()) throw std::invalid_argument(fmt::format("{} has no symbols", name));
    for (const Rational& mass : p)
        if (mass < 0)
            throw std::invalid_argument(fmt::format("{} has the negative entry {}", name, to_string(mass)));
    if (is_law(p)) return;
    Rational sum = 0;
    for (const Rational& mass : p)
        sum += mass;
    throw std::invalid_argument(fmt::format("the entries of {} add up to {}, not 1", name, to_string(sum)));
}

}  // namespace

void check(const MomentProblem& problem) {
    check_distribution(problem.start, "the start");
    const std::size_t K = problem.start.size();
    if (!problem.world.empty()) {
        check_distribution(problem.world, "the world");
        if (problem.world.size() != K) {
            throw std::invalid_argument(
                fmt::format("the start has {} symbols and the world {}", K, problem.world.size()));
        }
    }
    if (!problem.observable.empty() && problem.observable.size() != K) {
        throw std::invalid_argument(
            fmt::format("the observable has {} values for {} symbols", problem.observable.size(), K));
    }
    if (problem.learner.smoothing < 0) throw std::invalid_argument("the smoothing is negative");
}

void check_generation(const Rational& alpha, const Integer& samples) {
    if (alpha < 0 || alpha > 1) {
        throw std::invalid_argument(
            fmt::format("alpha is {}: the share of the world's data lies between 0 and 1", to_string(alpha)));
    }
    if (samples < 1) {
        throw std::invalid_argument(
            fmt::format("a generation of {} samples: it takes at least one", samples.str()));
    }
}

Rational drift_share(const Integer& samples, std::uint32_t t) {
    return 1 - power(1 - Rational(1) / Rational(samples), t);
}

// E[L2(Q',P)] = D(M)/N + b*L2(Q,P) <= 1/N + b*L2(Q,P), and 1/N * sum_{s<t} b^s <= 1/(N*(1-b)).
Rational distance_bound(const Rational& distance, const Rational& alpha, const Integer& samples,
                        std::uint32_t t) {
    const Rational b = (1 - alpha) * (1 - alpha);
    return power(b, t) * distance + 1 / (Rational(samples) * alpha * (2 - alpha));
}

}  // namespace groundcheck
