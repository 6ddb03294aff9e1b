#include "sim/stochastic_matrix.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace groundcheck {

namespace {

using IntegerMatrix = std::vector<std::vector<Integer>>;

Integer row_denominator(const Law& row) {
    Integer common = 1;
    for (const Rational& entry : row)
        common = lcm(common, Integer(denominator(entry)));
    return common;
}

// The balance equations sum_i pi_i*(T_ij - [i=j]) = 0, one per j, in the unknowns y_i = pi_i/D_i with D_i the
// common denominator of row i: their coefficients D_i*(T_ij - [i=j]) are integers.
IntegerMatrix balance_equations(const StochasticMatrix& matrix, const std::vector<Integer>& denominators) {
    const std::size_t n = matrix.size();
    IntegerMatrix equations(n, std::vector<Integer>(n));
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
            const Rational entry = (matrix[i][j] - (i == j ? 1 : 0)) * Rational(denominators[i]);
            equations[j][i] = numerator(entry);
        }
    }
    return equations;
}

// Clears `column` in all rows but `row`. By Sylvester's identity every division by the previous pivot is
// exact: the entries are minors of the matrix at the start.
void eliminate(IntegerMatrix& rows, std::size_t row, std::size_t column, const Integer& previous) {
    const Integer pivot = rows[row][column];
    for (std::size_t r = 0; r < rows.size(); ++r) {
        if (r == row) continue;
        const Integer factor = rows[r][column];
        for (std::size_t c = 0; c < rows[r].size(); ++c) {
            rows[r][c] = (rows[r][c] * pivot - factor * rows[row][c]) / previous;
        }
    }
}

// A solution y != 0 of rows * y = 0, if they are unique up to a factor.
std::optional<std::vector<Integer>> kernel_vector(IntegerMatrix rows) {
    const std::size_t n = rows.size();
    std::vector<std::size_t> pivot_columns;
    std::optional<std::size_t> free_column;
    Integer previous = 1;
    for (std::size_t column = 0; column < n; ++column) {
        const std::size_t row = pivot_columns.size();
        std::size_t found = row;
        while (found < n && rows[found][column] == 0)
            ++found;
        if (found == n) {
            if (free_column) return std::nullopt;
            free_column = column;
            continue;
        }
        std::swap(rows[row], rows[found]);
        eliminate(rows, row, column, previous);
        previous = rows[row][column];
        pivot_columns.push_back(column);
    }
    if (!free_column) return std::nullopt;
    // Every pivot row now reads previous*y_pivot + rows[row][free]*y_free = 0.
    std::vector<Integer> y(n);
    y[*free_column] = previous;
    for (std::size_t row = 0; row < pivot_columns.size(); ++row) {
        y[pivot_columns[row]] = -rows[row][*free_column];
    }
    return y;
}

}  // namespace

bool is_law(const Law& law) {
    Rational sum = 0;
    for (const Rational& mass : law) {
        if (mass < 0) return false;
        sum += mass;
    }
    return sum == 1;
}

bool is_stochastic(const StochasticMatrix& matrix) {
    return std::all_of(matrix.begin(), matrix.end(),
                       [&](const Law& row) { return row.size() == matrix.size() && is_law(row); });
}

Law step(const Law& law, const StochasticMatrix& matrix) {
    Law next(law.size(), Rational(0));
    for (std::size_t i = 0; i < law.size(); ++i) {
        if (law[i] == 0) continue;
        for (std::size_t j = 0; j < law.size(); ++j)
            next[j] += law[i] * matrix[i][j];
    }
    return next;
}

Law after(Law law, const StochasticMatrix& matrix, std::uint32_t t) {
    while (t-- > 0)
        law = step(law, matrix);
    return law;
}

Law stationary_law(const StochasticMatrix& matrix) {
    std::vector<Integer> denominators;
    for (const Law& row : matrix)
        denominators.push_back(row_denominator(row));
    const auto y = kernel_vector(balance_equations(matrix, denominators));
    if (!y) throw std::domain_error("the chain has more than one stationary law");
    Law law;
    Integer sum = 0;
    for (std::size_t i = 0; i < y->size(); ++i)
        sum += (*y)[i] * denominators[i];
    for (std::size_t i = 0; i < y->size(); ++i)
        law.emplace_back((*y)[i] * denominators[i], sum);
    if (!is_law(law) || step(law, matrix) != law) throw std::logic_error("the stationary law does not check");
    return law;
}

bool is_reversible(const StochasticMatrix& matrix, const Law& m) {
    for (std::size_t i = 0; i < m.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (m[i] * matrix[i][j] != m[j] * matrix[j][i]) return false;
        }
    }
    return true;
}

Rational doeblin_constant(const StochasticMatrix& matrix) {
    Rational sum = 0;
    for (std::size_t j = 0; j < matrix.size(); ++j) {
        Rational least = matrix[0][j];
        for (const Law& row : matrix)
            least = std::min(least, row[j]);
        sum += least;
    }
    return sum;
}

Rational total_variation(const Law& p, const Law& r) {
    Rational sum = 0;
    for (std::size_t i = 0; i < p.size(); ++i)
        sum += abs(Rational(p[i] - r[i]));
    return sum / 2;
}

std::optional<LogLinear> divergence(const Law& p, const Law& r) {
    LogLinear sum;
    for (std::size_t i = 0; i < p.size(); ++i) {
        if (p[i] == 0) continue;
        if (r[i] == 0) return std::nullopt;
        sum.add_scaled(LogLinear::log(p[i] / r[i]), p[i]);
    }
    return sum;
}

}  // namespace groundcheck
