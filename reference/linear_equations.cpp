#include "reference/linear_equations.hpp"

#include <utility>

#include "reference/number.hpp"

namespace groundcheck::reference {

std::uint64_t words_of(const Rational& value) {
    return 1 + (mpz_sizeinbase(mpq_numref(value.backend().data()), 2) +
                mpz_sizeinbase(mpq_denref(value.backend().data()), 2)) /
                   64;
}

Masses solve(std::vector<Masses> a, Masses b, const Spend& spend) {
    const std::size_t n = a.size();
    for (std::size_t column = 0; column < n; ++column) {
        std::size_t pivot = column;
        while (pivot < n && a[pivot][column] == 0)
            ++pivot;
        if (pivot == n) throw NoOpinion("linear equations without a single solution");
        std::swap(a[pivot], a[column]);
        std::swap(b[pivot], b[column]);
        for (std::size_t row = 0; row < n; ++row) {
            if (row == column || a[row][column] == 0) continue;
            const Rational factor = a[row][column] / a[column][column];
            spend((n - column) * words_of(factor));
            for (std::size_t k = column; k < n; ++k)
                a[row][k] -= factor * a[column][k];
            b[row] -= factor * b[column];
        }
    }
    for (std::size_t i = 0; i < n; ++i)
        b[i] /= a[i][i];
    return b;
}

Masses stationary(const std::vector<Masses>& T, const Spend& spend) {
    const std::size_t n = T.size();
    std::vector<Masses> a(n, Masses(n));
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            a[j][i] = j + 1 == n ? Rational(1) : Rational(T[i][j] - (i == j ? 1 : 0));
    Masses b(n);
    b.back() = 1;
    return solve(std::move(a), std::move(b), spend);
}

}  // namespace groundcheck::reference
