#include "bench/scaling/plain_arb.hpp"

#if __has_include(<flint/arb_mat.h>)
#include <flint/arb_mat.h>
#else
#include <arb_mat.h>
#endif

#include <stdexcept>

#include "bench/arb_ball.hpp"

namespace groundcheck::scaling {

namespace {

using baseline::Arb;
using baseline::bits;
using baseline::x_log_x;

// The probability of k out of N at part/denominator.
void binomial(arb_ptr result, ulong part, ulong denominator, ulong k, ulong N) {
    Arb p, q;
    arb_set_ui(p, part);
    arb_div_ui(p, p, denominator, bits);
    arb_sub_ui(q, p, 1, bits);
    arb_neg(q, q);
    arb_bin_uiui(result, N, k, bits);
    arb_pow_ui(p, p, k, bits);
    arb_pow_ui(q, q, N - k, bits);
    arb_mul(result, result, p, bits);
    arb_mul(result, result, q, bits);
}

}  // namespace

void arb_entropy_loss(const std::vector<unsigned long>& parts, unsigned long denominator, unsigned long N) {
    Arb total, expected, weight, term;
    for (const unsigned long part : parts) {
        arb_zero(expected);
        for (ulong k = 0; k <= N; ++k) {
            binomial(weight, part, denominator, k, N);
            x_log_x(term, k, N);
            arb_addmul(expected, weight, term, bits);
        }
        x_log_x(term, part, denominator);
        arb_sub(expected, expected, term, bits);
        arb_add(total, total, expected, bits);
    }
    if (arb_is_negative(total) != 0) throw std::logic_error("a generation gains no entropy");
}

void arb_chain_step(std::uint64_t N) {
    const auto size = static_cast<slong>(N + 1);
    arb_mat_t matrix, law, next;
    arb_mat_init(matrix, size, size);
    arb_mat_init(law, size, 1);
    arb_mat_init(next, size, 1);
    // Rows by the ratio of neighbours, which is as far as one would go.
    Arb ratio;
    for (slong i = 1; i < size - 1; ++i) {
        binomial(arb_mat_entry(matrix, 0, i), static_cast<ulong>(i), N, 0, N);
        for (slong k = 1; k < size; ++k) {
            arb_set_si(ratio, (size - k) * i);
            arb_div_si(ratio, ratio, k * (size - 1 - i), bits);
            arb_mul(arb_mat_entry(matrix, k, i), arb_mat_entry(matrix, k - 1, i), ratio, bits);
        }
    }
    arb_one(arb_mat_entry(matrix, 0, 0));
    arb_one(arb_mat_entry(matrix, size - 1, size - 1));
    for (slong i = 0; i < size; ++i)
        arb_set_d(arb_mat_entry(law, i, 0), 1.0 / static_cast<double>(size));
    arb_mat_mul_classical(next, matrix, law, bits);
    arb_mat_clear(matrix);
    arb_mat_clear(law);
    arb_mat_clear(next);
}

}  // namespace groundcheck::scaling
