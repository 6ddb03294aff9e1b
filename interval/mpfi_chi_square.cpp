// The upper tail of the chi-square laws in MPFR with directed rounding, by finite sums.
//
// With k degrees of freedom and y = x/2, integrating by parts (Abramowitz and Stegun 26.4.4 and 26.4.5):
//   k = 2m:      Pr[chi2 > x] = exp(-y) * sum_{j=0}^{m-1} y^j/j!
//   k = 2m + 1:  Pr[chi2 > x] = erfc(sqrt(y)) + exp(-y) * sum_{j=1}^{m} y^(j-1/2)/Gamma(j+1/2)
// Every term is positive, so rounding each step down gives a lower bound and rounding each up an upper one:
// for positive numbers down(x*y) <= x*y <= up(x*y), and so for sums and quotients. n roundings at p bits lose
// at most a factor (1 + 2^(1-p))^n, n = 4*m + 8: so log2(m) bits more than wanted, and 32 beside them, are
// enough. A relative error of sqrt(y) grows in erfc by a factor of at most 2*y + 2, for
// which as many bits are added as y has before the point.
#include <algorithm>
#include <bit>
#include <cstdint>

#include "interval/mpfi_kernel.hpp"

namespace groundcheck {

namespace {

// The sum without its factor exp(-y), y > 0: from the first term on, each is the last times y over what
// follows in the factorial or the gamma function.
void positive_sum(mpfr_ptr sum, std::uint32_t degrees, mpfr_srcptr y, mpfr_rnd_t direction) {
    const auto bits = static_cast<Precision>(mpfr_get_prec(sum));
    const mpfr_rnd_t opposite = direction == MPFR_RNDD ? MPFR_RNDU : MPFR_RNDD;
    MpfiInterval room(bits);
    mpfr_ptr term = room.low(), pi = room.high();
    if (degrees % 2 == 0) {
        mpfr_set_ui(term, 1, direction);
    } else {  // y^(1/2)/Gamma(3/2) = 2*sqrt(y/pi)
        mpfr_const_pi(pi, opposite);
        mpfr_div(term, y, pi, direction);
        mpfr_sqrt(term, term, direction);
        mpfr_mul_2ui(term, term, 1, direction);
    }
    mpfr_set_zero(sum, 1);
    const std::uint32_t odd = degrees % 2;
    for (std::uint32_t i = 0; i < degrees / 2; ++i) {  // the next term: times y/(i+1), or y/(i+3/2)
        mpfr_add(sum, sum, term, direction);
        mpfr_mul(term, term, y, direction);
        mpfr_mul_2ui(term, term, 1, direction);
        mpfr_div_ui(term, term, 2 * i + 2 + odd, direction);
    }
}

// out = Pr[chi2 > x] rounded down or up, 0 <= x <= infinity.
void chi_square_tail_at(mpfr_ptr out, std::uint32_t degrees, mpfr_srcptr x, mpfr_rnd_t direction) {
    if (mpfr_zero_p(x) != 0 || mpfr_inf_p(x) != 0) {
        mpfr_set_ui(out, mpfr_zero_p(x) != 0 ? 1 : 0, direction);
        return;
    }
    constexpr mpfr_exp_t most = 64;  // beyond it exp(-y) is out of MPFR's reach
    const auto size = static_cast<Precision>(std::clamp<mpfr_exp_t>(mpfr_get_exp(x), 0, most));
    const auto bits = static_cast<Precision>(mpfr_get_prec(out)) + 32 + std::bit_width(degrees) + size;
    const mpfr_rnd_t opposite = direction == MPFR_RNDD ? MPFR_RNDU : MPFR_RNDD;
    MpfiInterval room(std::max(bits, static_cast<Precision>(mpfr_get_prec(x)))), total(bits);
    mpfr_ptr y = room.low(), factor = room.high();
    mpfr_div_2ui(y, x, 1, MPFR_RNDN);  // exact: y has the bits of x
    positive_sum(total.low(), degrees, y, direction);
    mpfr_neg(factor, y, MPFR_RNDN);  // exact
    mpfr_exp(factor, factor, direction);
    mpfr_mul(total.low(), total.low(), factor, direction);
    if (degrees % 2 != 0) {  // erfc decreases
        mpfr_sqrt(factor, y, opposite);
        mpfr_erfc(factor, factor, direction);
        mpfr_add(total.low(), total.low(), factor, direction);
    }
    mpfr_set(out, total.low(), direction);
    if (mpfr_cmp_ui(out, 1) > 0) mpfr_set_ui(out, 1, direction);
}

}  // namespace

// Decreasing on [0, infinity], from 1 to 0.
MpfiInterval MpfiKernel::chi_square_tail(std::uint32_t degrees, const MpfiInterval& a) const {
    if (a.is_empty() || mpfr_sgn(a.high()) < 0) return MpfiInterval::empty(bits_);
    MpfiInterval left = a;
    if (mpfr_sgn(left.low()) < 0) mpfr_set_zero(left.low(), 1);
    MpfiInterval result(bits_);
    chi_square_tail_at(result.low(), degrees, left.high(), MPFR_RNDD);
    chi_square_tail_at(result.high(), degrees, left.low(), MPFR_RNDU);
    return result;
}

}  // namespace groundcheck
