#include "sim/absorbing.hpp"

#include <algorithm>
#include <cmath>

#include "sim/rounding.hpp"

namespace groundcheck {

namespace {

using Vector = std::vector<double>;

Vector middles(const std::vector<DoubleInterval>& values) {
    Vector result;
    for (const DoubleInterval& value : values)
        result.push_back((value.lo + value.hi) / 2);
    return result;
}

// f + kept*change - killed*u, where change = T*u - u. Errors: that of the change; the widths of `kept` and
// `killed`, in which the middles lie; and a rounding each for two products and two sums.
std::vector<Approximate> residual_of(const Vector& f, const Vector& u, const std::vector<Approximate>& change,
                                     const Killing& killing) {
    std::vector<Approximate> residual(u.size());
    const bool all_kept = killing.kept.empty();
    for (std::size_t i = 1; i + 1 < u.size(); ++i) {
        const DoubleInterval kept = all_kept ? DoubleInterval{1, 1} : killing.kept[i];
        const DoubleInterval killed = all_kept ? DoubleInterval{0, 0} : killing.killed[i];
        const double moved = (kept.lo + kept.hi) / 2 * change[i].value;
        const double lost = (killed.lo + killed.hi) / 2 * u[i];
        const double widths =
            (kept.hi - kept.lo) * std::abs(change[i].value) + (killed.hi - killed.lo) * std::abs(u[i]);
        const double rounding = 4 * unit * (std::abs(f[i]) + std::abs(moved) + std::abs(lost)) + 1e-300;
        residual[i] = {f[i] + moved - lost, 1.01 * (kept.hi * change[i].error + widths + rounding)};
    }
    return residual;
}

// Whether some value is further from 0 than errors would explain.
bool is_improvable(const std::vector<Approximate>& residual, const Vector& scale) {
    double value = 0;
    double error = 0;
    for (std::size_t i = 1; i + 1 < residual.size(); ++i) {
        value = std::max(value, std::abs(residual[i].value) / scale[i]);
        error = std::max(error, residual[i].error / scale[i]);
    }
    return !(value <= error);
}

void add(Vector& u, const Vector& more) {
    for (std::size_t i = 0; i < u.size(); ++i)
        u[i] += more[i];
}

// What a residual is small against: f, or u where f is 0; and never nothing at all.
Vector scale_of(const Vector& f, const Vector& u) {
    constexpr double least = 1e-280;
    Vector scale(f.size(), 1.0);
    for (std::size_t i = 1; i + 1 < f.size(); ++i)
        scale[i] = std::max(least, std::abs(f[i] == 0 ? u[i] : f[i]));
    return scale;
}

// With the thin chain alone. Where f is 0 the solution itself sets the scale, so the first answer is followed
// by another on its own scale.
Vector first_solution(const AbsorbingSolver& solver, const Vector& start, const Vector& f) {
    const bool harmonic = std::all_of(f.begin(), f.end(), [](double value) { return value == 0; });
    Vector u = start;
    for (int round = 0; round < (harmonic ? 2 : 1); ++round)
        add(u, solver.solve(solver.residual(f, u), scale_of(f, u)));
    return u;
}

// What is left of all equations for these u, by the whole rows.
AbsorbingSolutions checked(const CountChain& chain, const std::vector<AbsorbingEquation>& equations,
                           const Killing& killing, const std::vector<Vector>& u) {
    const auto changes = chain.changes(u);
    AbsorbingSolutions found{u, {}, {}};
    for (std::size_t k = 0; k < u.size(); ++k) {
        found.source.push_back(equations[k].source(u));
        found.residual.push_back(residual_of(found.source[k], u[k], changes[k], killing));
    }
    return found;
}

}  // namespace

AbsorbingSolutions solve_absorbing(const CountChain& chain, const std::vector<AbsorbingEquation>& equations,
                                   const Killing& killing) {
    constexpr int rounds = 4;
    const AbsorbingSolver solver(chain, middles(killing.kept), middles(killing.killed));
    std::vector<Vector> u;
    for (const AbsorbingEquation& equation : equations)
        u.push_back(first_solution(solver, equation.start, equation.source(u)));
    AbsorbingSolutions best;
    double best_worst = directed::infinity;
    for (int round = 0; round < rounds; ++round) {
        AbsorbingSolutions found = checked(chain, equations, killing, u);
        bool improvable = false;
        double worst = 0;
        for (std::size_t k = 0; k < u.size(); ++k) {
            const Vector scale = scale_of(found.source[k], u[k]);
            improvable = improvable || is_improvable(found.residual[k], scale);
            worst = std::max(worst, largest_ratio(found.residual[k], scale));
        }
        const bool better = worst < 0.5 * best_worst;
        if (round == 0 || worst < best_worst) best = std::move(found);
        if (!improvable || !better) break;
        best_worst = worst;
        for (std::size_t k = 0; k < u.size(); ++k) {
            // The source moves with the solutions before it.
            Vector left = equations[k].source(u);
            for (std::size_t i = 0; i < left.size(); ++i)
                left[i] += best.residual[k][i].value - best.source[k][i];
            add(u[k], solver.solve(left, scale_of(best.source[k], u[k])));
        }
    }
    return best;
}

double largest_ratio(const std::vector<Approximate>& residual, const std::vector<double>& size) {
    double worst = 0;
    for (std::size_t i = 1; i + 1 < residual.size(); ++i) {
        const double ratio = (std::abs(residual[i].value) + residual[i].error) / size[i];
        if (!(size[i] > 0) || std::isnan(ratio)) return directed::infinity;
        worst = std::max(worst, ratio);
    }
    return (1 + 4 * unit) * worst;
}

// With s = (residual + f_relative)/(1 - f_relative): (1-s)*f <= (I-T)*u <= (1+s)*f for the true f, so that
// u/(1+s) <= w <= u/(1-s), and 1/(1-s) <= 1 + 1.02*s for s <= 0.01.
double relative_error(double residual, double f_relative) {
    if (!(residual + f_relative < 0.005)) throw ChainTooHard("the equations of fixation did not converge");
    return 1.05 * (residual + f_relative);
}

DoubleInterval expectation(const CountLaw& law, const Solved& w) {
    double sum = 0;
    for (std::size_t j = 0; j < law.mass.size(); ++j)
        sum += law.mass[j] * w.u[law.first + j];
    const double rounding = (static_cast<double>(law.mass.size()) + 2) * unit;
    const double most = *std::max_element(w.u.begin(), w.u.end());
    const DoubleInterval value =
        around(sum, 1.01 * (law.relative + w.relative + rounding), 1.02 * law.lost * most + 1e-290);
    return {std::max(0.0, directed::add_down(value.lo, -1e-290)), value.hi};
}

DoubleInterval value_at(const Solved& w, std::uint32_t count) {
    if (count == 0 || count + std::size_t{1} == w.u.size()) return {w.u[count], w.u[count]};
    return around(w.u[count], w.relative);
}

std::vector<double> shares(std::uint32_t N) {
    std::vector<double> x;
    x.reserve(N + std::size_t{1});
    for (std::uint32_t i = 0; i <= N; ++i)
        x.push_back(static_cast<double>(i) / N);
    return x;
}

}  // namespace groundcheck
