#include "sim/chain_solver.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace groundcheck {

namespace {

using Vector = std::vector<double>;
using Operator = std::function<Vector(const Vector&)>;

double dot(const Vector& a, const Vector& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += a[i] * b[i];
    return sum;
}

double norm(const Vector& a) { return std::sqrt(dot(a, a)); }

double largest(const Vector& a) {
    double size = 0;
    for (const double value : a)
        size = std::max(size, std::abs(value));
    return size;
}

void add_scaled(Vector& a, double factor, const Vector& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
        a[i] += factor * b[i];
}

// GMRES (Saad and Schultz 1986) with right preconditioning, without restarts: x with A*x about r, the
// residual `gain` times smaller than r or `steps` products with A spent. Givens rotations keep the
// least-squares problem triangular.
Vector gmres(const Operator& A, const Operator& precondition, const Vector& r, int steps, double gain) {
    const double start = norm(r);
    Vector x(r.size(), 0.0);
    if (start == 0) return x;
    std::vector<Vector> basis = {r};
    for (double& value : basis[0])
        value /= start;
    std::vector<Vector> directions;
    std::vector<Vector> columns;  // of the triangular factor
    Vector cosine, sine, right = {start};
    for (int k = 0; k < steps; ++k) {
        const auto size = static_cast<std::size_t>(k);
        directions.push_back(precondition(basis[size]));
        Vector w = A(directions[size]);
        Vector column;
        for (const Vector& b : basis) {
            column.push_back(dot(w, b));
            add_scaled(w, -column.back(), b);
        }
        const double rest = norm(w);
        for (std::size_t i = 0; i < size; ++i) {
            const double upper = cosine[i] * column[i] + sine[i] * column[i + 1];
            column[i + 1] = cosine[i] * column[i + 1] - sine[i] * column[i];
            column[i] = upper;
        }
        const double length = std::hypot(column[size], rest);
        if (length == 0) break;
        cosine.push_back(column[size] / length);
        sine.push_back(rest / length);
        column[size] = length;
        columns.push_back(column);
        right.push_back(-sine[size] * right[size]);
        right[size] *= cosine[size];
        if (rest <= 1e-14 * length || std::abs(right.back()) <= gain * start) break;
        for (double& value : w)
            value /= rest;
        basis.push_back(std::move(w));
    }
    Vector weights(columns.size());
    for (std::size_t i = columns.size(); i-- > 0;) {
        double sum = right[i];
        for (std::size_t k = i + 1; k < columns.size(); ++k)
            sum -= columns[k][i] * weights[k];
        weights[i] = sum / columns[i][i];
    }
    for (std::size_t i = 0; i < weights.size(); ++i)
        add_scaled(x, weights[i], directions[i]);
    return x;
}

// y with L*y = f on the states first..last and y = 0 elsewhere, where
// (L*y)_i = birth_i*(y_i - y_{i+1}) + death_i*(y_i - y_{i-1}) + killed_i*y_i. Elimination without pivots: L
// is an M-matrix there.
void solve_between(const BirthDeath& L, std::size_t first, std::size_t last, const Vector& f, Vector& y) {
    Vector ratio(y.size(), 0.0);  // y_i = value_i + ratio_i*y_{i+1}
    double previous_value = 0;
    double previous_ratio = 0;
    for (std::size_t i = first; i <= last; ++i) {
        const double inner = i == first ? 0.0 : L.death[i];
        const double pivot = L.birth[i] + L.death[i] + L.killed[i] - inner * previous_ratio;
        previous_value = (f[i] + inner * previous_value) / pivot;
        previous_ratio = L.birth[i] / pivot;
        y[i] = previous_value;
        ratio[i] = previous_ratio;
    }
    for (std::size_t i = last; i-- > first;)
        y[i] += ratio[i] * y[i + 1];
}

// z with z*L = f on the states 1..N-1 and z = 0 elsewhere: the same elimination for columns in place of rows,
// (z*L)_j = (birth_j + death_j + killed_j)*z_j - birth_{j-1}*z_{j-1} - death_{j+1}*z_{j+1}.
void solve_turned(const BirthDeath& L, const Vector& f, Vector& z) {
    const std::size_t N = f.size() - 1;
    Vector ratio(f.size(), 0.0);  // z_j = value_j + ratio_j*z_{j+1}
    double previous_value = 0;
    double previous_ratio = 0;
    for (std::size_t j = 1; j < N; ++j) {
        const double inner = j == 1 ? 0.0 : L.birth[j - 1];
        const double pivot = L.birth[j] + L.death[j] + L.killed[j] - inner * previous_ratio;
        previous_value = (f[j] + inner * previous_value) / pivot;
        previous_ratio = j + 1 == N ? 0.0 : L.death[j + 1] / pivot;
        z[j] = previous_value;
        ratio[j] = previous_ratio;
    }
    for (std::size_t j = N - 1; j-- > 1;)
        z[j] += ratio[j] * z[j + 1];
}

// Iterative refinement: GMRES on what is left, until a round gains little. `residual` is what A should map
// the answer to, minus what it does.
Vector refine(std::size_t size, const std::function<Vector(const Vector&)>& residual, const Operator& A,
              const Operator& precondition) {
    Vector u(size, 0.0);
    Vector left = residual(u);
    constexpr int rounds = 3;
    for (int round = 0; round < rounds; ++round) {
        const double before = largest(left);
        if (before == 0) break;
        Vector better = u;
        // The first round does the work; what is left then is little more than rounding.
        add_scaled(better, 1, gmres(A, precondition, left, round == 0 ? 60 : 20, round == 0 ? 1e-9 : 1e-3));
        Vector after = residual(better);
        if (!(largest(after) < 0.7 * before)) break;
        u = std::move(better);
        left = std::move(after);
    }
    return u;
}

}  // namespace

BirthDeath::BirthDeath(const CountChain& chain, std::vector<double> killed_rates)
    : killed(std::move(killed_rates)) {
    const std::uint32_t N = chain.size().from;
    killed.resize(N + std::size_t{1}, 0.0);
    for (std::uint32_t i = 0; i <= N; ++i) {
        const double drift = chain.mean(i) - i;
        const double variance = std::max(chain.variance(i), std::abs(drift));
        birth.push_back(i == N ? 0.0 : std::max(0.0, (variance + drift) / 2));
        death.push_back(i == 0 ? 0.0 : std::max(0.0, (variance - drift) / 2));
    }
}

// --- Between the ends ---

AbsorbingSolver::AbsorbingSolver(const CountChain& chain, std::vector<double> kept,
                                 std::vector<double> killed)
    : thin_(chain), L_(chain, std::move(killed)), kept_(std::move(kept)) {
    kept_.resize(chain.size().from + std::size_t{1}, 1.0);
}

Vector AbsorbingSolver::apply(const Vector& u) const {
    Vector result = thin_.change(u);
    for (std::size_t i = 0; i < u.size(); ++i)
        result[i] = L_.killed[i] * u[i] - kept_[i] * result[i];
    result.front() = result.back() = 0;
    return result;
}

Vector AbsorbingSolver::residual(const Vector& f, const Vector& u) const {
    Vector left = apply(u);
    for (std::size_t i = 1; i + 1 < u.size(); ++i)
        left[i] = f[i] - left[i];
    return left;
}

// GMRES makes the sum of squares small, so each equation is divided by its scale first.
std::vector<double> AbsorbingSolver::solve(const Vector& f, const Vector& scale) const {
    const std::size_t N = f.size() - 1;
    if (N < 2) return Vector(N + 1, 0.0);
    const auto scaled = [&](Vector r) {
        for (std::size_t i = 1; i < N; ++i)
            r[i] /= scale[i];
        return r;
    };
    const auto precondition = [&](const Vector& r) {
        Vector full(r.size(), 0.0);
        for (std::size_t i = 1; i < N; ++i)
            full[i] = r[i] * scale[i];
        Vector y(r.size(), 0.0);
        solve_between(L_, 1, N - 1, full, y);
        add_scaled(y, 1, full);
        return y;
    };
    return refine(
        N + 1, [&](const Vector& u) { return scaled(residual(f, u)); },
        [&](const Vector& u) { return scaled(apply(u)); }, precondition);
}

// --- Measures ---

std::vector<double> SojournSolver::solve(const Vector& f, const Vector& scale, double gain) const {
    const std::size_t N = f.size() - 1;
    if (N < 2) return Vector(N + 1, 0.0);
    const auto scaled = [&](Vector r, bool back) {
        for (std::size_t j = 1; j < N; ++j)
            r[j] = back ? r[j] * scale[j] : r[j] / scale[j];
        r.front() = r.back() = 0;
        return r;
    };
    const auto apply = [&](const Vector& n) {
        Vector result = chain_.carried(n);
        for (std::size_t j = 0; j <= N; ++j)
            result[j] = n[j] - result[j];
        return scaled(std::move(result), false);
    };
    const auto precondition = [&](const Vector& r) {
        const Vector full = scaled(r, true);
        Vector z(r.size(), 0.0);
        solve_turned(L_, full, z);
        add_scaled(z, 1, full);
        return z;
    };
    return gmres(apply, precondition, scaled(f, false), 60, gain);
}

// --- Poisson's equation ---

ErgodicSolver::ErgodicSolver(const CountChain& chain) : thin_(chain), L_(chain, {}) {
    const std::size_t N = chain.size().from;
    while (reference_ < N &&
           chain.mean(static_cast<std::uint32_t>(reference_)) > static_cast<double>(reference_))
        ++reference_;
    ones_ = pinned(Vector(N + 1, 1.0));
    ones_at_ = at_reference(ones_) - 1;
}

Vector ErgodicSolver::level(Vector v) const {
    const double at = v[reference_];
    for (double& value : v)
        value -= at;
    return v;
}

Vector ErgodicSolver::pinned(const Vector& r) const {
    Vector y(r.size(), 0.0);
    if (reference_ > 0) solve_between(L_, 0, reference_ - 1, r, y);
    if (reference_ + 1 < r.size()) solve_between(L_, reference_ + 1, r.size() - 1, r, y);
    return y;
}

double ErgodicSolver::at_reference(const Vector& y) const {
    const double up = reference_ + 1 < y.size() ? L_.birth[reference_] * y[reference_ + 1] : 0.0;
    const double down = reference_ > 0 ? L_.death[reference_] * y[reference_ - 1] : 0.0;
    return -(up + down);
}

std::vector<double> ErgodicSolver::solve(const Vector& f) const {
    const auto precondition = [&](const Vector& r) {
        Vector y = pinned(r);
        // L*(y + c*ones) = r + c at the reference state, too, for this c.
        add_scaled(y, (r[reference_] - at_reference(y)) / ones_at_, ones_);
        add_scaled(y, 1, r);
        return level(std::move(y));
    };
    const auto apply = [&](const Vector& u) {
        Vector result = thin_.change(u);
        for (double& value : result)
            value = -value;
        return level(std::move(result));
    };
    const Vector wanted = level(f);
    const auto residual = [&](const Vector& u) {
        Vector left = apply(u);
        for (std::size_t i = 0; i < left.size(); ++i)
            left[i] = wanted[i] - left[i];
        return left;
    };
    return refine(f.size(), residual, apply, precondition);
}

}  // namespace groundcheck
