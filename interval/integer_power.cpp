// Integer powers of any size by MPFR, in doubles and exactly; those by Arb stand in ball_power.cpp.
#include "interval/integer_power.hpp"

#include <limits>
#include <optional>

namespace groundcheck {

namespace {

// The exponent as the machine integer that the kernels' own powers take, if it is one.
std::optional<std::int64_t> machine_integer(const Integer& value) {
    if (value < std::numeric_limits<std::int64_t>::min() || value > std::numeric_limits<std::int64_t>::max())
        return std::nullopt;
    return value.convert_to<std::int64_t>();
}

int parity(const Integer& value) { return boost::multiprecision::bit_test(abs(value), 0) ? 1 : 0; }

// x^n for finite or infinite x >= 0, rounded down or up, |n| >= 2^63. With m of the sign of n and
// 2^63 <= |m| <= |n|, x^n lies beyond x^m as seen from 1: so where n has too many bits to be multiplied out,
// x^m and the limit are bounds.
void huge_power_at(mpfr_ptr out, mpfr_srcptr x, const Integer& n, mpfr_rnd_t direction) {
    constexpr unsigned most_exponent_bits = 1U << 17;
    const int side = mpfr_cmp_ui(x, 1);
    if (side == 0) return static_cast<void>(mpfr_set_ui(out, 1, MPFR_RNDN));
    const bool grows = (side > 0) == (n > 0);
    if (mpfr_zero_p(x) != 0 || mpfr_inf_p(x) != 0)
        return grows ? mpfr_set_inf(out, 1) : mpfr_set_zero(out, 1);
    if (msb(abs(n)) < most_exponent_bits) {
        mpfr_pow_z(out, x, n.backend().data(), direction);
        return;
    }
    if (grows && direction == MPFR_RNDU) return mpfr_set_inf(out, 1);
    if (!grows && direction == MPFR_RNDD) return mpfr_set_zero(out, 1);
    Integer nearer = Integer(1) << 127;
    if (n < 0) nearer = -nearer;
    mpfr_pow_z(out, x, nearer.backend().data(), direction);
}

MpfiInterval huge_power_nonnegative(const MpfiInterval& x, const Integer& n, Precision bits) {
    MpfiInterval result(bits);
    const bool grows = n > 0;
    huge_power_at(result.low(), grows ? x.low() : x.high(), n, MPFR_RNDD);
    huge_power_at(result.high(), grows ? x.high() : x.low(), n, MPFR_RNDU);
    return result;
}

double huge_power_at(double x, const Integer& n, mpfr_rnd_t direction) {
    MPFR_DECL_INIT(base, 53);
    MPFR_DECL_INIT(out, 53);
    mpfr_set_d(base, x == 0 ? 0.0 : x, MPFR_RNDN);  // exact; a zero loses its sign
    huge_power_at(out, base, n, direction);
    return mpfr_get_d(out, direction);
}

DoubleInterval huge_power_nonnegative(DoubleInterval x, const Integer& n) {
    if (n < 0) std::swap(x.lo, x.hi);
    return {huge_power_at(x.lo, n, MPFR_RNDD), huge_power_at(x.hi, n, MPFR_RNDU)};
}

// The cases of a huge exponent n by the signs of the base, for both interval kernels; power(x) is x^n for
// x >= 0, and the hull of two values is the least interval with both.
template <class Kernel, class Power>
typename Kernel::Value by_sign(const Kernel& kernel, const typename Kernel::Value& base, const Integer& n,
                               Power power) {
    using Value = typename Kernel::Value;
    const Value nought = kernel.rational(0);
    if (kernel.is_empty(base)) return base;
    // 1/0 and 1/[-1, 1]: nothing, and the whole line.
    if (n < 0 && kernel.is_zero(base)) return kernel.div(kernel.rational(1), nought);
    if (parity(n) == 0) return power(kernel.abs(base));
    if (kernel.less_equal(nought, base) == Truth::yes) return power(base);
    if (kernel.less_equal(base, nought) == Truth::yes) return kernel.neg(power(kernel.neg(base)));
    if (n < 0) return kernel.div(kernel.rational(1), kernel.interval(-1, 1));
    const Value above = kernel.max(base, nought), below = kernel.max(kernel.neg(base), nought);
    return kernel.hull(power(above), kernel.neg(power(below)));
}

}  // namespace

MpfiInterval integer_power(const MpfiKernel& kernel, const MpfiInterval& base, const Integer& exponent) {
    if (const auto small = machine_integer(exponent)) return kernel.power(base, *small);
    return by_sign(kernel, base, exponent, [&](const MpfiInterval& x) {
        return huge_power_nonnegative(x, exponent, kernel.precision());
    });
}

DoubleInterval integer_power(const DoubleKernel& kernel, DoubleInterval base, const Integer& exponent) {
    if (const auto small = machine_integer(exponent)) return kernel.power(base, *small);
    return by_sign(kernel, base, exponent,
                   [&](DoubleInterval x) { return huge_power_nonnegative(x, exponent); });
}

// Beyond the machine integers only 0, 1, -1 and the infinities have a power that can be written down, and it
// depends on the exponent's sign and parity alone.
Exact integer_power(const ExactKernel& kernel, const Exact& base, const Integer& exponent) {
    if (const auto small = machine_integer(exponent)) return kernel.power(base, *small);
    const std::int64_t stand_in = (2 - parity(exponent)) * (exponent < 0 ? -1 : 1);
    if (base.is_infinite() || base.is_empty() || base.is_inexact()) return kernel.power(base, stand_in);
    const auto value = base.number().as_rational();
    if (value && (*value == 0 || *value == 1 || *value == -1)) return kernel.power(base, stand_in);
    return Exact::inexact();
}

}  // namespace groundcheck
