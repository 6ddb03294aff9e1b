// What leaves BallKernel: exact endpoints and text.
#include <algorithm>
#include <cstdint>
#include <memory>

#include "interval/arb_value.hpp"
#include "interval/ball_kernel.hpp"
#include "interval/mpfr_value.hpp"
#include "interval/printing.hpp"

namespace groundcheck {

namespace {

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

// 10^floor(log10(x)) or 10^ceil(log10(x)) for a finite x > 0, whose exponent may be of any size.
std::string power_of_ten(const arf_struct* x, bool up) {
    const slong bits = static_cast<slong>(fmpz_bits(ARF_EXPREF(x))) + 64;
    ArbValue logarithm;
    ArbValue ten;
    arb_set_arf(logarithm.get(), x);
    arb_log(logarithm.get(), logarithm.get(), bits);
    arb_const_log10(ten.get(), bits);
    arb_div(logarithm.get(), logarithm.get(), ten.get(), bits);
    Ball ends;
    arb_get_lbound_arf(ends.low(), logarithm.get(), bits);
    arb_get_ubound_arf(ends.high(), logarithm.get(), bits);
    fmpz_t exponent;
    fmpz_init(exponent);
    arf_get_fmpz(exponent, up ? ends.high() : ends.low(), up ? ARF_RND_CEIL : ARF_RND_FLOOR);
    const std::unique_ptr<char, void (*)(void*)> digits(fmpz_get_str(nullptr, 10, exponent), flint_free);
    fmpz_clear(exponent);
    return std::string("1e") + digits.get();
}

// x to a number of digits, rounded down or up; numbers that MPFR cannot print quickly, or not at all, as a
// power of ten.
std::string text_of(const arf_struct* x, int digits, bool up) {
    const bool printable = arf_is_special(x) || (arf_cmpabs_2exp_si(x, largest_exact_exponent) <= 0 &&
                                                 arf_cmpabs_2exp_si(x, -largest_exact_exponent) >= 0);
    const mpfr_rnd_t direction = up ? MPFR_RNDU : MPFR_RNDD;
    if (printable) return decimal(to_mpfr(x, direction).get(), digits, direction);
    if (arf_sgn(x) > 0) return power_of_ten(x, up);
    Ball size;
    arf_neg(size.low(), x);
    return "-" + power_of_ten(size.low(), !up);
}

}  // namespace

Endpoint BallKernel::lower(const Ball& a) const { return exact_endpoint(a.low(), -1); }
Endpoint BallKernel::upper(const Ball& a) const { return exact_endpoint(a.high(), 1); }

std::string BallKernel::to_string(const Ball& a, int digits) const {
    if (a.is_empty()) return empty_text;
    return interval_text(text_of(a.low(), digits, false), text_of(a.high(), digits, true));
}

std::string BallKernel::to_hex(const Ball& a) const {
    if (a.is_empty()) return empty_text;
    return interval_text(hexadecimal(mpfr_get_d(to_mpfr(a.low(), MPFR_RNDD).get(), MPFR_RNDD)),
                         hexadecimal(mpfr_get_d(to_mpfr(a.high(), MPFR_RNDU).get(), MPFR_RNDU)));
}

}  // namespace groundcheck
