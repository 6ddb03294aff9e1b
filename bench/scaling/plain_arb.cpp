#include "bench/scaling/plain_arb.hpp"

#if __has_include(<flint/arb_mat.h>)
#include <flint/arb_mat.h>
#else
#include <arb_mat.h>
#endif

#include <stdexcept>

#include "interval/arb_headers.hpp"

namespace groundcheck::scaling {

namespace {

constexpr slong bits = 128;

// A ball that frees itself.
class Arb {
  public:
    Arb() { arb_init(value_); }
    ~Arb() { arb_clear(value_); }
    Arb(const Arb&) = delete;
    Arb& operator=(const Arb&) = delete;
    operator arb_ptr() {
        return value_;
    }  // NOLINT(google-explicit-constructor): the baseline's plain C style

  private:
    arb_t value_;
};

// x*log(x) for the rational n/d, 0 at 0.
void x_log_x(arb_ptr result, ulong n, ulong d) {
    if (n == 0) return arb_zero(result);
    Arb x, log;
    arb_set_ui(x, n);
    arb_div_ui(x, x, d, bits);
    arb_log(log, x, bits);
    arb_mul(result, x, log, bits);
}

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
