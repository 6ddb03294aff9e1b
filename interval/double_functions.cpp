// The elementary functions of DoubleKernel: MPFR's at 53 bits, correctly rounded in each direction; but the
// logarithms, of which tables are full, by double_log.hpp, a few ulps wider and some twenty times as fast.
#include <cstdint>

#include "interval/double_kernel.hpp"
#include "interval/mpfi_kernel.hpp"
#include "interval/rounded_log.hpp"

namespace groundcheck {

namespace {

// Sets out to a function of doubles, rounded in a direction; an inline MPFR number costs no allocation.
// Rounding at 53 bits and then to the double grid in the same direction is directed rounding to the double
// grid.
template <class Set>
double rounded(mpfr_rnd_t direction, Set set) {
    MPFR_DECL_INIT(out, 53);
    set(out, direction);
    return mpfr_get_d(out, direction);
}

using MpfrFunction = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);

double at(MpfrFunction f, double x, mpfr_rnd_t direction) {
    return rounded(direction, [=](mpfr_ptr out, mpfr_rnd_t rounding) {
        mpfr_set_d(out, x, MPFR_RNDN);  // exact
        f(out, out, rounding);
    });
}

// The image under an increasing function.
DoubleInterval increasing(MpfrFunction f, double lo, double hi) {
    return {at(f, lo, MPFR_RNDD), at(f, hi, MPFR_RNDU)};
}

}  // namespace

DoubleInterval DoubleKernel::sqrt(Value a) const {
    if (!(a.hi >= 0)) return Value::empty();
    return {a.lo > 0 && a.lo < directed::infinity ? directed::sqrt_down(a.lo) : std::max(a.lo, 0.0),
            a.hi < directed::infinity ? directed::sqrt_up(a.hi) : a.hi};
}

namespace {

double log_at(double x, mpfr_rnd_t direction) {
    if (x > 0 && x < directed::infinity)
        if (const auto gap = rounded_log(x)) return direction == MPFR_RNDD ? gap->lo : gap->hi;
    return at(mpfr_log, x, direction);
}

}  // namespace

DoubleInterval DoubleKernel::log(Value a) const {
    if (!(a.hi > 0)) return Value::empty();
    return {log_at(std::max(a.lo, 0.0), MPFR_RNDD), log_at(a.hi, MPFR_RNDU)};
}

DoubleInterval DoubleKernel::log1p(Value a) const {
    if (!(a.hi > -1)) return Value::empty();
    return increasing(mpfr_log1p, std::max(a.lo, -1.0), a.hi);
}

DoubleInterval DoubleKernel::exp(Value a) const {
    return a.is_empty() ? a : increasing(mpfr_exp, a.lo, a.hi);
}

DoubleInterval DoubleKernel::expm1(Value a) const {
    return a.is_empty() ? a : increasing(mpfr_expm1, a.lo, a.hi);
}

namespace {

// MPFR slows down with large and small arguments, for which MpfiKernel has inequalities; at 80 bits, what
// they lose is below the last place of a double but for rare ties.
double digamma_at(double x, mpfr_rnd_t direction) {
    if (x == 0) return -directed::infinity;
    if (x == directed::infinity) return directed::infinity;
    if (x >= 0x1p-40 && x <= 0x1p60) return at(mpfr_digamma, x, direction);
    MpfiInterval wide(53);
    mpfi_set_d(wide.data(), x);
    const MpfiInterval value = MpfiKernel(80).digamma(wide);
    return mpfr_get_d(direction == MPFR_RNDD ? value.low() : value.high(), direction);
}

// x*log(x) for x >= 0. The logarithm is rounded at 120 bits in the direction of the result (x*L increases
// with L).
double xlogx_at(double x, mpfr_rnd_t direction) {
    if (x == 0 || x == directed::infinity) return x;
    if (const auto gap = rounded_xlogx(x)) return direction == MPFR_RNDD ? gap->lo : gap->hi;
    return rounded(direction, [=](mpfr_ptr out, mpfr_rnd_t rounding) {
        MPFR_DECL_INIT(logarithm, 120);
        mpfr_set_d(logarithm, x, MPFR_RNDN);
        mpfr_log(logarithm, logarithm, rounding);
        mpfr_mul_d(out, logarithm, x, rounding);
    });
}

}  // namespace

DoubleInterval DoubleKernel::digamma(Value a) const {
    if (!(a.hi > 0)) return Value::empty();
    return {digamma_at(std::max(a.lo, 0.0), MPFR_RNDD), digamma_at(a.hi, MPFR_RNDU)};
}

// Decreasing up to 1/e, increasing from there; no double is 1/e.
DoubleInterval DoubleKernel::xlogx(Value a) const {
    if (!(a.hi >= 0)) return Value::empty();
    const double lo = std::max(a.lo, 0.0);
    if (lo > below_inverse_e) return {xlogx_at(lo, MPFR_RNDD), xlogx_at(a.hi, MPFR_RNDU)};
    if (a.hi <= below_inverse_e) return {xlogx_at(a.hi, MPFR_RNDD), xlogx_at(lo, MPFR_RNDU)};
    return {-at(mpfr_exp, -1.0, MPFR_RNDU), std::max(xlogx_at(lo, MPFR_RNDU), xlogx_at(a.hi, MPFR_RNDU))};
}

// Decreasing; MPFI's at 80 bits, whose error is below the last place of a double but for rare ties.
DoubleInterval DoubleKernel::chi_square_tail(std::uint32_t degrees, Value a) const {
    if (!(a.hi >= 0)) return Value::empty();
    MpfiInterval wide(53);
    mpfi_interv_d(wide.data(), std::max(a.lo, 0.0), a.hi);
    const MpfiInterval value = MpfiKernel(80).chi_square_tail(degrees, wide);
    return {mpfr_get_d(value.low(), MPFR_RNDD), mpfr_get_d(value.high(), MPFR_RNDU)};
}

namespace {

double whole_power_at(double x, std::int64_t n, mpfr_rnd_t direction) {
    return rounded(direction, [=](mpfr_ptr out, mpfr_rnd_t rounding) {
        mpfr_set_d(out, x, MPFR_RNDN);
        mpfr_pow_si(out, out, n, rounding);
    });
}

double power_at(double x, double y, mpfr_rnd_t direction) {
    return rounded(direction, [=](mpfr_ptr out, mpfr_rnd_t rounding) {
        MPFR_DECL_INIT(exponent, 53);
        mpfr_set_d(out, x, MPFR_RNDN);
        mpfr_set_d(exponent, y, MPFR_RNDN);
        mpfr_pow(out, out, exponent, rounding);
    });
}

// A zero without its sign: powers of -0 have other limits.
double unsigned_zero(double x) { return x == 0 ? 0.0 : x; }

// x^n over x >= 0: increasing for n > 0, decreasing for n < 0, with +infinity at 0.
DoubleInterval power_nonnegative(DoubleInterval x, std::int64_t n) {
    if (n < 0) std::swap(x.lo, x.hi);
    return {whole_power_at(unsigned_zero(x.lo), n, MPFR_RNDD),
            whole_power_at(unsigned_zero(x.hi), n, MPFR_RNDU)};
}

}  // namespace

// IEEE 1788's pown: the base may be negative; 0 has no negative power; x^0 is 1 for every x.
DoubleInterval DoubleKernel::power(Value base, std::int64_t exponent) const {
    if (base.is_empty()) return base;
    if (exponent == 0) return point(1);
    if (exponent == 1) return base;
    if (exponent < 0 && is_zero(base)) return Value::empty();
    if (exponent % 2 == 0) return power_nonnegative(abs(base), exponent);
    if (base.lo >= 0) return power_nonnegative(base, exponent);
    if (base.hi <= 0) return neg(power_nonnegative(neg(base), exponent));
    if (exponent < 0) return Value::whole_line();
    return {whole_power_at(base.lo, exponent, MPFR_RNDD), whole_power_at(base.hi, exponent, MPFR_RNDU)};
}

// log(x^y) = y*log(x) is linear in each of y and log(x), so over a box the extremes are at corners; mpfr_pow
// has the right limits there.
DoubleInterval DoubleKernel::power(Value base, Value exponent) const {
    if (exponent.is_empty() || !(base.hi >= 0)) return Value::empty();
    if (base.hi == 0) {
        // 0^y: 1 at y = 0, 0 for y > 0, undefined for y < 0.
        if (exponent.hi < 0) return Value::empty();
        return {exponent.hi == 0 ? 1.0 : 0.0, exponent.lo > 0 ? 0.0 : 1.0};
    }
    const double lo = base.lo > 0 ? base.lo : 0.0;
    Value result{directed::infinity, -directed::infinity};
    for (const double x : {lo, base.hi}) {
        for (const double y : {exponent.lo, exponent.hi}) {
            result.lo = std::min(result.lo, power_at(x, y, MPFR_RNDD));
            result.hi = std::max(result.hi, power_at(x, y, MPFR_RNDU));
        }
    }
    return result;
}

}  // namespace groundcheck
