// What leaves BallKernel: exact endpoints and text.
#include <algorithm>
#include <cstdint>

#include "interval/ball_kernel.hpp"
#include "interval/mpfr_value.hpp"
#include "interval/printing.hpp"

namespace groundcheck {

namespace {

constexpr slong largest_exact_exponent = slong{1} << 24;

// x itself, or the bound beyond it in the direction `outward` (-1 down, +1 up).
Endpoint exact_endpoint(const arf_struct* x, int outward) {
    const int sign = arf_sgn(x);
    if (arf_is_inf(x)) return sign > 0 ? plus_infinity() : minus_infinity();
    if (arf_cmpabs_2exp_si(x, largest_exact_exponent) > 0) {
        if (sign == outward) return sign > 0 ? plus_infinity() : minus_infinity();
        return finite_endpoint(sign * power(Rational(2), largest_exact_exponent));
    }
    if (sign != 0 && arf_cmpabs_2exp_si(x, -largest_exact_exponent) < 0) {
        return finite_endpoint(sign == outward ? sign * power(Rational(2), -largest_exact_exponent)
                                               : Rational(0));
    }
    fmpq_t exact;
    fmpq_init(exact);
    arf_get_fmpq(exact, x);
    Rational value;
    fmpq_get_mpq(value.backend().data(), exact);
    fmpq_clear(exact);
    return finite_endpoint(value);
}

// x as an MPFR number: exact, unless its exponent leaves MPFR's range; then rounded in the given direction.
MpfrValue to_mpfr(const arf_struct* x, mpfr_rnd_t rounding) {
    MpfrValue result(std::max<Precision>(arf_bits(x), 2));
    arf_get_mpfr(result.get(), x, rounding);
    return result;
}

}  // namespace

Endpoint BallKernel::lower(const Ball& a) const { return exact_endpoint(a.low(), -1); }
Endpoint BallKernel::upper(const Ball& a) const { return exact_endpoint(a.high(), 1); }

std::string BallKernel::to_string(const Ball& a, int digits) const {
    if (a.is_empty()) return empty_text;
    return interval_text(decimal(to_mpfr(a.low(), MPFR_RNDD).get(), digits, MPFR_RNDD),
                         decimal(to_mpfr(a.high(), MPFR_RNDU).get(), digits, MPFR_RNDU));
}

std::string BallKernel::to_hex(const Ball& a) const {
    if (a.is_empty()) return empty_text;
    return interval_text(hexadecimal(mpfr_get_d(to_mpfr(a.low(), MPFR_RNDD).get(), MPFR_RNDD)),
                         hexadecimal(mpfr_get_d(to_mpfr(a.high(), MPFR_RNDU).get(), MPFR_RNDU)));
}

}  // namespace groundcheck
