// The elementary functions of MpfiKernel: MPFI's own, and MPFR with directed rounding where MPFI has none.
#include "interval/double_kernel.hpp"
#include "interval/mpfi_kernel.hpp"

namespace groundcheck {

namespace {

// The part of a at or above an integer bound. Precondition: a reaches the bound.
MpfiInterval from(const MpfiInterval& a, long bound) {
    MpfiInterval result = a;
    if (mpfr_cmp_si(a.low(), bound) <= 0) mpfr_set_si(result.low(), bound, MPFR_RNDD);
    if (mpfr_zero_p(result.high()) != 0) mpfr_set_zero(result.high(), 1);  // never -0: its powers differ
    return result;
}

using MpfiFunction = int (*)(mpfi_ptr, mpfi_srcptr);

MpfiInterval apply(MpfiFunction f, const MpfiInterval& a, Precision bits) {
    MpfiInterval result(bits);
    f(result.data(), a.data());
    return result;
}

}  // namespace

MpfiInterval MpfiKernel::sqrt(const MpfiInterval& a) const {
    if (a.is_empty() || mpfr_sgn(a.high()) < 0) return MpfiInterval::empty(bits_);
    return apply(mpfi_sqrt, from(a, 0), bits_);
}

MpfiInterval MpfiKernel::log(const MpfiInterval& a) const {
    if (a.is_empty() || mpfr_sgn(a.high()) <= 0) return MpfiInterval::empty(bits_);
    return apply(mpfi_log, from(a, 0), bits_);
}

MpfiInterval MpfiKernel::log1p(const MpfiInterval& a) const {
    if (a.is_empty() || mpfr_cmp_si(a.high(), -1) <= 0) return MpfiInterval::empty(bits_);
    return apply(mpfi_log1p, from(a, -1), bits_);
}

MpfiInterval MpfiKernel::exp(const MpfiInterval& a) const {
    if (a.is_empty()) return MpfiInterval::empty(bits_);
    return apply(mpfi_exp, a, bits_);
}

MpfiInterval MpfiKernel::expm1(const MpfiInterval& a) const {
    if (a.is_empty()) return MpfiInterval::empty(bits_);
    return apply(mpfi_expm1, a, bits_);
}

namespace {

// out = digamma(x) rounded down or up, for 0 <= x <= infinity. MPFR rounds correctly; its cost grows with the
// exponent of x, so where one term outweighs all others by more than the precision, inequalities take over.
void digamma_at(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t direction) {
    const bool down = direction == MPFR_RNDD;
    const auto bits = static_cast<Precision>(mpfr_get_prec(out));
    if (mpfr_zero_p(x) != 0) return mpfr_set_inf(out, -1);
    if (mpfr_inf_p(x) != 0) return mpfr_set_inf(out, 1);
    const mpfr_exp_t exponent = mpfr_get_exp(x);
    const mpfr_rnd_t opposite = down ? MPFR_RNDU : MPFR_RNDD;
    MpfiInterval part(bits + 32);
    if (exponent > bits + 8) {
        // log(x) - 1/x < digamma(x) < log(x) - 1/(2*x), x > 0 (Alzer 1997).
        mpfr_ui_div(part.low(), 1, x, opposite);
        if (!down) mpfr_div_2ui(part.low(), part.low(), 1, opposite);
        mpfr_log(part.high(), x, direction);
        mpfr_sub(out, part.high(), part.low(), direction);
    } else if (exponent < -bits - 8) {
        // digamma(x) = digamma(1 + x) - 1/x, and digamma increases.
        mpfr_add_ui(part.low(), x, 1, direction);
        mpfr_digamma(part.low(), part.low(), direction);
        mpfr_ui_div(part.high(), 1, x, opposite);
        mpfr_sub(out, part.low(), part.high(), direction);
    } else {
        mpfr_digamma(out, x, direction);
    }
}

}  // namespace

// Increasing on (0, infinity), from -infinity to infinity.
MpfiInterval MpfiKernel::digamma(const MpfiInterval& a) const {
    if (a.is_empty() || mpfr_sgn(a.high()) <= 0) return MpfiInterval::empty(bits_);
    const MpfiInterval x = from(a, 0);
    MpfiInterval result(bits_);
    digamma_at(result.low(), x.low(), MPFR_RNDD);
    digamma_at(result.high(), x.high(), MPFR_RNDU);
    return result;
}

namespace {

// out = x*log(x) rounded down or up, x >= 0: x*L increases with L, so both steps round the same way.
void xlogx_at(mpfr_ptr out, mpfr_srcptr x, mpfr_rnd_t direction) {
    if (mpfr_zero_p(x) != 0) return mpfr_set_zero(out, 1);
    MpfiInterval logarithm(static_cast<Precision>(mpfr_get_prec(out)) + 32);
    mpfr_log(logarithm.low(), x, direction);
    mpfr_mul(out, x, logarithm.low(), direction);
}

}  // namespace

// x*log(x) decreases on [0, 1/e], to its least value -1/e, and increases from there. On which side an
// endpoint lies is seen by the doubles next to 1/e, or else by an enclosure of it; where it cannot be told
// from 1/e the least value is taken in, which encloses.
MpfiInterval MpfiKernel::xlogx(const MpfiInterval& a) const {
    if (a.is_empty() || mpfr_sgn(a.high()) < 0) return MpfiInterval::empty(bits_);
    const MpfiInterval x = from(a, 0);
    bool increases = mpfr_cmp_d(x.low(), above_inverse_e) >= 0;
    bool decreases = mpfr_cmp_d(x.high(), below_inverse_e) <= 0;
    MpfiInterval turn(bits_ + 32);
    if (!increases && !decreases) {
        mpfi_set_si(turn.data(), -1);
        mpfi_exp(turn.data(), turn.data());
        increases = mpfr_greater_p(x.low(), turn.high()) != 0;
        decreases = x.is_point() || mpfr_less_p(x.high(), turn.low()) != 0;
    }
    MpfiInterval result(bits_);
    if (increases) {
        xlogx_at(result.low(), x.low(), MPFR_RNDD);
        xlogx_at(result.high(), x.high(), MPFR_RNDU);
        return result;
    }
    xlogx_at(result.high(), x.low(), MPFR_RNDU);
    if (decreases) {
        xlogx_at(result.low(), x.high(), MPFR_RNDD);
        return result;
    }
    MpfiInterval other(bits_);
    mpfr_neg(result.low(), turn.high(), MPFR_RNDD);
    xlogx_at(other.high(), x.high(), MPFR_RNDU);
    mpfr_max(result.high(), result.high(), other.high(), MPFR_RNDU);
    return result;
}

namespace {

// x^n over x >= 0 (zeros positive): increasing for n > 0, decreasing for n < 0, with +infinity at 0.
MpfiInterval power_nonnegative(const MpfiInterval& x, std::int64_t n, Precision bits) {
    MpfiInterval result(bits);
    const bool grows = n > 0;
    mpfr_pow_si(result.low(), grows ? x.low() : x.high(), n, MPFR_RNDD);
    mpfr_pow_si(result.high(), grows ? x.high() : x.low(), n, MPFR_RNDU);
    return result;
}

}  // namespace

// IEEE 1788's pown: the base may be negative; 0 has no negative power; x^0 is 1 for every x.
MpfiInterval MpfiKernel::power(const MpfiInterval& base, std::int64_t exponent) const {
    if (base.is_empty()) return MpfiInterval::empty(bits_);
    if (exponent == 0) return rational(1);
    if (exponent < 0 && is_zero(base)) return MpfiInterval::empty(bits_);
    const bool spans_zero = mpfr_sgn(base.low()) < 0 && mpfr_sgn(base.high()) > 0;
    if (exponent % 2 == 0) {
        MpfiInterval size = base;
        mpfi_abs(size.data(), base.data());
        return power_nonnegative(from(size, 0), exponent, bits_);
    }
    if (mpfr_sgn(base.low()) >= 0) return power_nonnegative(from(base, 0), exponent, bits_);
    MpfiInterval result(bits_);
    if (!spans_zero) {
        result = power_nonnegative(from(exact_negative(base), 0), exponent, bits_);
        mpfi_neg(result.data(), result.data());
    } else if (exponent > 0) {
        mpfr_pow_si(result.low(), base.low(), exponent, MPFR_RNDD);
        mpfr_pow_si(result.high(), base.high(), exponent, MPFR_RNDU);
    } else {
        mpfr_set_inf(result.low(), -1);
        mpfr_set_inf(result.high(), 1);
    }
    return result;
}

// log(x^y) = y*log(x) is linear in each of y and log(x), so over a box the extremes are at corners. mpfr_pow
// has the right limits there: x^0 = 1 (at 0 and infinity too), 1^y = 1, 0^y is 0 or infinity.
MpfiInterval MpfiKernel::power(const MpfiInterval& base, const MpfiInterval& exponent) const {
    if (base.is_empty() || exponent.is_empty() || mpfr_sgn(base.high()) < 0)
        return MpfiInterval::empty(bits_);
    MpfiInterval result(bits_);
    if (mpfr_zero_p(base.high()) != 0) {
        // 0^y: 1 at y = 0, 0 for y > 0, undefined for y < 0.
        if (mpfr_sgn(exponent.high()) < 0) return MpfiInterval::empty(bits_);
        mpfi_interv_si(result.data(), mpfr_zero_p(exponent.high()) != 0 ? 1 : 0,
                       mpfr_sgn(exponent.low()) > 0 ? 0 : 1);
        return result;
    }
    const MpfiInterval x = from(base, 0);
    MpfiInterval corner(bits_);
    bool first = true;
    for (mpfr_srcptr at : {x.low(), x.high()}) {
        for (mpfr_srcptr to : {exponent.low(), exponent.high()}) {
            mpfr_pow(corner.low(), at, to, MPFR_RNDD);
            mpfr_pow(corner.high(), at, to, MPFR_RNDU);
            result = first ? corner : hull(result, corner);
            first = false;
        }
    }
    return result;
}

}  // namespace groundcheck
