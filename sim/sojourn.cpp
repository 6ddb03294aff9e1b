#include "sim/sojourn.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "sim/absorbing.hpp"
#include "sim/rounding.hpp"

namespace groundcheck {

namespace {

using Vector = std::vector<double>;

// mu - n*(I-T) on the interior with its errors, n >= 0 and 0 at the ends. Without mu: -n*(I-T).
std::vector<Approximate> left_residual(const CountChain& chain, const CountLaw* mu, const Vector& n) {
    const CountLaw next = chain.step({0, n, 0, 0});
    const auto at = [](const CountLaw& law, std::size_t j) {
        return j < law.first || j - law.first >= law.mass.size() ? 0.0 : law.mass[j - law.first];
    };
    std::vector<Approximate> residual(n.size());
    for (std::size_t j = 1; j + 1 < n.size(); ++j) {
        const double moved = at(next, j);
        const double source = mu ? at(*mu, j) : 0.0;
        const double errors = next.relative * moved + next.lost +
                              (mu ? mu->relative * source + mu->lost : 0.0) +
                              3 * unit * (source + moved + n[j]) + 1e-300;
        residual[j] = {(source - n[j]) + moved, 1.01 * errors};
    }
    return residual;
}

void keep_positive(Vector& n) {
    for (double& value : n)
        value = std::max(value, 0.0);
}

// n with n*(I-T) about mu: solved, then corrected once by what is left.
Vector solve(const CountChain& chain, const SojournSolver& solver, const CountLaw& mu) {
    Vector source(chain.size().from + std::size_t{1}, 0.0);
    for (std::size_t j = 0; j < mu.mass.size(); ++j)
        source[mu.first + j] = mu.mass[j];
    const Vector even(source.size(), 1.0);
    Vector n = solver.solve(source, even, 1e-13);
    keep_positive(n);
    return n;
}

}  // namespace

std::vector<DoubleInterval> sojourn(const Rational& q, const Rational& odds, std::uint32_t N,
                                    std::size_t memory) {
    check_samples(N);
    if (q < 0 || q > 1) throw std::invalid_argument("a share lies between 0 and 1");
    if (odds <= 0) throw std::invalid_argument("a verifier's odds are positive");
    std::vector<DoubleInterval> result(N + std::size_t{1}, DoubleInterval{0, 0});
    if (q == 0 || q == 1 || N == 1) return result;
    const CountChain chain({N, N}, 0, 0, memory, odds);
    const SojournSolver solver(chain);
    const CountLaw mu = first_law(N, odds * q / (odds * q + 1 - q));
    const Vector n = solve(chain, solver, mu);
    const std::vector<Approximate> residual = left_residual(chain, &mu, n);

    const double floor = 1e-3 * std::accumulate(n.begin(), n.end(), 0.0) / N;
    Vector g = n;
    for (double& value : g)
        value += floor;
    g.front() = g.back() = 0;
    const double e = largest_ratio(residual, g);
    Vector y = solver.solve(g, g, 1e-4);
    keep_positive(y);
    std::vector<Approximate> short_of = left_residual(chain, nullptr, y);  // -y*(I-T)
    for (std::size_t j = 1; j < N; ++j) {
        short_of[j].value += g[j];
        short_of[j].error += unit * g[j] + unit * std::abs(short_of[j].value);
    }
    const double r = largest_ratio(short_of, g);
    if (!(r < 0.5 && e < 1)) throw ChainTooHard("the equations of sojourn times did not converge");
    for (std::size_t j = 1; j < N; ++j) {
        const double error = 1.01 * e / (1 - r) * y[j];
        result[j] = {std::max(0.0, directed::add_down(n[j], -error)), directed::add_up(n[j], error)};
    }
    return result;
}

}  // namespace groundcheck
