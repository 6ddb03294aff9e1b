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

// The birth-death chain with the drift and variance of the count chain: from i up with rate birth, down with
// rate death per generation.
struct BirthDeath {
    Vector birth, death;

    explicit BirthDeath(const CountChain& chain) {
        const std::uint32_t N = chain.size().from;
        for (std::uint32_t i = 0; i <= N; ++i) {
            const double drift = chain.mean(i) - i;
            const double variance = std::max(chain.variance(i), std::abs(drift));
            birth.push_back(i == N ? 0.0 : std::max(0.0, (variance + drift) / 2));
            death.push_back(i == 0 ? 0.0 : std::max(0.0, (variance - drift) / 2));
        }
    }
};

// y with L*y = f on the states first..last and y = 0 elsewhere, where
// (L*y)_i = birth_i*(y_i - y_{i+1}) + death_i*(y_i - y_{i-1}). Elimination without pivots: L is an M-matrix
// there.
void solve_between(const BirthDeath& L, std::size_t first, std::size_t last, const Vector& f, Vector& y) {
    Vector ratio(y.size(), 0.0);  // y_i = value_i + ratio_i*y_{i+1}
    double previous_value = 0;
    double previous_ratio = 0;
    for (std::size_t i = first; i <= last; ++i) {
        const double inner = i == first ? 0.0 : L.death[i];
        const double pivot = L.birth[i] + L.death[i] - inner * previous_ratio;
        previous_value = (f[i] + inner * previous_value) / pivot;
        previous_ratio = L.birth[i] / pivot;
        y[i] = previous_value;
        ratio[i] = previous_ratio;
    }
    for (std::size_t i = last; i-- > first;)
        y[i] += ratio[i] * y[i + 1];
}

// Iterative refinement: GMRES on what is left, until a round gains little. `residual` is what A should map
// the answer to, minus what it does.
Vector refine(std::size_t size, const std::function<Vector(const Vector&)>& residual, const Operator& A,
              const Operator& precondition) {
    Vector u(size, 0.0);
    Vector left = residual(u);
    constexpr int rounds = 4;
    for (int round = 0; round < rounds; ++round) {
        const double before = largest(left);
        if (before == 0) break;
        Vector better = u;
        add_scaled(better, 1, gmres(A, precondition, left, 40, 1e-9));
        Vector after = residual(better);
        if (!(largest(after) < 0.7 * before)) break;
        u = std::move(better);
        left = std::move(after);
    }
    return u;
}

Vector values(const std::vector<Approximate>& change) {
    Vector result;
    result.reserve(change.size());
    for (const Approximate& a : change)
        result.push_back(a.value);
    return result;
}

}  // namespace

std::vector<double> solve_absorbing(const CountChain& chain, const std::vector<double>& f) {
    const std::size_t N = chain.size().from;
    if (N < 2) return Vector(N + 1, 0.0);
    const BirthDeath L(chain);
    const auto apply = [&](const Vector& u) {
        Vector result = values(chain.change(u));
        for (double& value : result)
            value = -value;
        result.front() = result.back() = 0;
        return result;
    };
    const auto precondition = [&](const Vector& r) {
        Vector y(r.size(), 0.0);
        solve_between(L, 1, N - 1, r, y);
        add_scaled(y, 1, r);
        y.front() = y.back() = 0;
        return y;
    };
    const auto residual = [&](const Vector& u) {
        Vector left = apply(u);
        for (std::size_t i = 1; i < N; ++i)
            left[i] = f[i] - left[i];
        return left;
    };
    return refine(N + 1, residual, apply, precondition);
}

// Solutions are fixed by u = 0 at a reference state, and equations hold up to a constant, which is fixed by
// asking for nothing at that state.
std::vector<double> solve_ergodic(const CountChain& chain, const std::vector<double>& f) {
    const std::size_t N = chain.size().from;
    const BirthDeath L(chain);
    std::size_t reference = 0;
    while (reference < N &&
           chain.mean(static_cast<std::uint32_t>(reference)) > static_cast<double>(reference))
        ++reference;
    const auto level = [&](Vector v) {
        const double at = v[reference];
        for (double& value : v)
            value -= at;
        return v;
    };
    const auto solve_pinned = [&](const Vector& r) {
        Vector y(r.size(), 0.0);
        if (reference > 0) solve_between(L, 0, reference - 1, r, y);
        if (reference < N) solve_between(L, reference + 1, N, r, y);
        return y;
    };
    const auto at_reference = [&](const Vector& y) {
        const double up = reference < N ? L.birth[reference] * y[reference + 1] : 0.0;
        const double down = reference > 0 ? L.death[reference] * y[reference - 1] : 0.0;
        return -(up + down);
    };
    const Vector ones = solve_pinned(Vector(N + 1, 1.0));
    const double ones_at = at_reference(ones) - 1;
    const auto precondition = [&](const Vector& r) {
        Vector y = solve_pinned(r);
        // L*(y + c*ones) = r + c at the reference state, too, for this c.
        add_scaled(y, (r[reference] - at_reference(y)) / ones_at, ones);
        add_scaled(y, 1, r);
        return level(std::move(y));
    };
    const auto apply = [&](const Vector& u) {
        Vector result = values(chain.change(u));
        for (double& value : result)
            value = -value;
        return level(std::move(result));
    };
    const Vector wanted = level(f);
    const auto residual = [&](const Vector& u) {
        Vector left = apply(u);
        for (std::size_t i = 0; i <= N; ++i)
            left[i] = wanted[i] - left[i];
        return left;
    };
    return refine(N + 1, residual, apply, precondition);
}

}  // namespace groundcheck
