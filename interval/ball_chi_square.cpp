// The upper tail of the chi-square laws in Arb: its regularised incomplete gamma function.
#include "interval/arb_evaluate.hpp"
#include "interval/ball_kernel.hpp"

#if __has_include(<flint/arb_hypgeom.h>)
#include <flint/arb_hypgeom.h>
#else
#include <arb_hypgeom.h>
#endif

namespace groundcheck {

namespace {

// Bounds Pr[chi2 > x] = Gamma(k/2, x/2)/Gamma(k/2), 0 <= x <= infinity, which lies in [0, 1].
void chi_square_tail_at(std::uint32_t degrees, const arf_struct* x, Precision bits, arf_ptr low,
                        arf_ptr high) {
    if (arf_is_special(x) != 0) {  // 0 or infinity
        arf_set_si(low, arf_is_zero(x) != 0 ? 1 : 0);
        return arf_set(high, low);
    }
    ArbValue shape, half;
    arb_set_ui(shape.get(), degrees);
    arb_mul_2exp_si(shape.get(), shape.get(), -1);
    arb_set_arf(half.get(), x);
    arb_mul_2exp_si(half.get(), half.get(), -1);
    const auto tail = [&](arb_ptr out, Precision working) {
        arb_hypgeom_gamma_upper(out, shape.get(), half.get(), 1, working);
    };
    evaluate(tail, bits, low, high);
    if (arf_sgn(low) < 0) arf_zero(low);
    if (arf_cmp_si(high, 1) > 0) arf_one(high);
}

}  // namespace

// Decreasing on [0, infinity], from 1 to 0.
Ball BallKernel::chi_square_tail(std::uint32_t degrees, const Ball& a) const {
    if (a.is_empty() || arf_sgn(a.high()) < 0) return Ball::empty();
    const Ball zero;
    const arf_struct* left = arf_sgn(a.low()) < 0 ? zero.low() : a.low();
    Ball result, right;
    chi_square_tail_at(degrees, left, bits_, result.low(), result.high());
    if (a.is_point()) return result;
    chi_square_tail_at(degrees, a.high(), bits_, right.low(), right.high());
    arf_swap(result.low(), right.low());
    return result;
}

}  // namespace groundcheck
