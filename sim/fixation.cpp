#include "sim/fixation.hpp"

#include <algorithm>

#include "sim/moments.hpp"
#include "sim/rounding.hpp"

namespace groundcheck {

// w, and v with E[T^2; ends at i] = v(Q_i): (I-T)*v = 2w - x, as T at a state is 1 + T one step later: v = x
// + 2*T(w) + T(v) and T(w) = w - x. Since w >= x (fixation takes a generation at least), 2w - x >= w, and an
// error of w.relative*w in w is at most 2.1*w.relative of it.
NeutralTimes neutral_times(std::uint32_t N) {
    const CountChain chain({N, N}, 0, 0, 0);
    const std::vector<double> x = shares(N);
    const std::vector<double> zero(x.size(), 0.0);
    const auto doubled = [&](const std::vector<std::vector<double>>& solved) {
        std::vector<double> f(x.size());
        for (std::size_t i = 0; i < f.size(); ++i)
            f[i] = std::max(2 * solved[0][i] - x[i], x[i] / 2);
        return f;
    };
    const std::vector<AbsorbingEquation> equations = {{zero, [&](const auto&) { return x; }},
                                                      {zero, doubled}};
    AbsorbingSolutions found = solve_absorbing(chain, equations);
    const double first = relative_error(largest_ratio(found.residual[0], found.source[0]), 2 * unit);
    const double second =
        relative_error(largest_ratio(found.residual[1], found.source[1]), 2.1 * first + 8 * unit);
    return {{std::move(found.u[0]), first}, {std::move(found.u[1]), second}};
}

DoubleInterval deviation_from(DoubleInterval square, DoubleInterval mean) {
    const DoubleKernel kernel;
    const DoubleInterval variance = kernel.sub(square, kernel.mul(mean, mean));
    return kernel.sqrt(kernel.max(variance, kernel.point(0)));
}

Fixation fixation(const std::vector<Rational>& start, std::uint32_t N) {
    check(MomentProblem{start, {}, {}, {}});
    check_samples(N);
    const DoubleKernel kernel;
    Fixation result;
    result.probability = start;
    result.time = result.deviation = kernel.point(0);
    if (std::find(start.begin(), start.end(), Rational(1)) != start.end()) {
        for (const Rational& mass : start)
            result.time_given.push_back(mass == 1 ? kernel.point(0) : DoubleInterval::empty());
        return result;
    }
    const NeutralTimes times_of = neutral_times(N);
    // From a start off the lattice: one generation to Binomial(N, Q_i), and on from there.
    std::map<Rational, DoubleInterval> time;
    DoubleInterval second = kernel.point(0);
    for (const auto& [mass, count] : multiplicities(start)) {
        if (mass == 0) continue;
        const CountLaw law = first_law(N, mass);
        const DoubleInterval share = kernel.rational(mass);
        const DoubleInterval later = expectation(law, times_of.first);
        time[mass] = kernel.add(share, later);
        result.time = kernel.add(result.time, times(count, time[mass]));
        const DoubleInterval square =
            kernel.add(kernel.add(share, times(2, later)), expectation(law, times_of.second));
        second = kernel.add(second, times(count, square));
    }
    result.deviation = deviation_from(second, result.time);
    for (const Rational& mass : start)
        result.time_given.push_back(mass == 0 ? DoubleInterval::empty()
                                              : kernel.div(time[mass], kernel.rational(mass)));
    return result;
}

}  // namespace groundcheck
