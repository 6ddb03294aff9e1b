#include "interval/mpfi_kernel.hpp"

#include "interval/printing.hpp"

namespace groundcheck {

static_assert(NumberKernel<MpfiKernel>);

namespace {

MpfiInterval whole_line(Precision bits) {
    MpfiInterval result(bits);
    mpfr_set_inf(result.low(), -1);
    mpfr_set_inf(result.high(), 1);
    return result;
}

bool any_empty(const MpfiInterval& a, const MpfiInterval& b) { return a.is_empty() || b.is_empty(); }

bool is_infinity(const MpfiInterval& a) { return a.is_point() && mpfr_inf_p(a.low()) != 0; }

}  // namespace

MpfiInterval MpfiKernel::rational(const Rational& value) const {
    MpfiInterval result(bits_);
    mpfi_set_q(result.data(), value.backend().data());
    return result;
}

MpfiInterval MpfiKernel::interval(const Rational& low, const Rational& high) const {
    MpfiInterval result(bits_);
    mpfi_interv_q(result.data(), low.backend().data(), high.backend().data());
    return result;
}

MpfiInterval MpfiKernel::infinity() const {
    MpfiInterval result(bits_);
    mpfr_set_inf(result.low(), 1);
    mpfr_set_inf(result.high(), 1);
    return result;
}

MpfiInterval MpfiKernel::pi() const {
    MpfiInterval result(bits_);
    mpfi_const_pi(result.data());
    return result;
}

// MPFI leaves NaN where an end is infinity - infinity; such an end says nothing and becomes the enclosing
// infinity.
MpfiInterval MpfiKernel::add(const MpfiInterval& a, const MpfiInterval& b) const {
    if (any_empty(a, b)) return MpfiInterval::empty(bits_);
    MpfiInterval result(bits_);
    if (mpfi_bounded_p(a.data()) != 0 && mpfi_bounded_p(b.data()) != 0) {
        mpfi_add(result.data(), a.data(), b.data());
        return result;
    }
    mpfr_add(result.low(), a.low(), b.low(), MPFR_RNDD);
    mpfr_add(result.high(), a.high(), b.high(), MPFR_RNDU);
    const bool low_undefined = mpfr_nan_p(result.low()) != 0;
    const bool high_undefined = mpfr_nan_p(result.high()) != 0;
    if (low_undefined && high_undefined && is_infinity(a) && is_infinity(b))
        return MpfiInterval::empty(bits_);
    if (low_undefined) mpfr_set_inf(result.low(), -1);
    if (high_undefined) mpfr_set_inf(result.high(), 1);
    return result;
}

MpfiInterval MpfiKernel::neg(const MpfiInterval& a) const {
    if (a.is_empty()) return MpfiInterval::empty(bits_);
    MpfiInterval result(bits_);
    mpfi_neg(result.data(), a.data());
    return result;
}

MpfiInterval MpfiKernel::sub(const MpfiInterval& a, const MpfiInterval& b) const {
    if (any_empty(a, b)) return MpfiInterval::empty(bits_);
    if (mpfi_bounded_p(a.data()) == 0 || mpfi_bounded_p(b.data()) == 0) return add(a, exact_negative(b));
    MpfiInterval result(bits_);
    mpfi_sub(result.data(), a.data(), b.data());
    return result;
}

// -a at a's own precision: nothing is rounded.
MpfiInterval MpfiKernel::exact_negative(const MpfiInterval& a) {
    MpfiInterval result(static_cast<Precision>(mpfi_get_prec(a.data())));
    mpfi_neg(result.data(), a.data());
    return result;
}

namespace {

// All four products of ends, 0*infinity = 0; the least rounded down, the greatest rounded up.
MpfiInterval corner_products(const MpfiInterval& a, const MpfiInterval& b, Precision bits) {
    MpfiInterval result(bits);
    MpfiInterval corner(bits);
    bool first = true;
    for (mpfr_srcptr x : {a.low(), a.high()}) {
        for (mpfr_srcptr y : {b.low(), b.high()}) {
            if (mpfr_zero_p(x) != 0 || mpfr_zero_p(y) != 0) {
                mpfi_set_si(corner.data(), 0);
            } else {
                mpfr_mul(corner.low(), x, y, MPFR_RNDD);
                mpfr_mul(corner.high(), x, y, MPFR_RNDU);
            }
            if (first) {
                mpfi_set(result.data(), corner.data());
            } else {
                mpfi_union(result.data(), result.data(), corner.data());
            }
            first = false;
        }
    }
    return result;
}

}  // namespace

MpfiInterval MpfiKernel::mul(const MpfiInterval& a, const MpfiInterval& b) const {
    if (any_empty(a, b)) return MpfiInterval::empty(bits_);
    if (mpfi_bounded_p(a.data()) == 0 || mpfi_bounded_p(b.data()) == 0) return corner_products(a, b, bits_);
    MpfiInterval result(bits_);
    mpfi_mul(result.data(), a.data(), b.data());
    return result;
}

// 1/b first would round twice; the ends of a/b are quotients of ends. MPFI divides where 0 is not in b and
// all is bounded; the limits that remain are set here.
MpfiInterval MpfiKernel::div(const MpfiInterval& a, const MpfiInterval& b) const {
    if (any_empty(a, b) || is_zero(b)) return MpfiInterval::empty(bits_);
    if (is_infinity(a) && is_infinity(b)) return MpfiInterval::empty(bits_);
    MpfiInterval result(bits_);
    if (is_zero(a)) return result;
    if (mpfr_sgn(b.low()) < 0 && mpfr_sgn(b.high()) > 0) return whole_line(bits_);
    if (mpfr_sgn(b.low()) < 0) return div(exact_negative(a), exact_negative(b));
    if (mpfi_bounded_p(a.data()) != 0 && mpfi_bounded_p(b.data()) != 0 && mpfr_sgn(b.low()) > 0) {
        mpfi_div(result.data(), a.data(), b.data());
        return result;
    }
    // b > 0 from here on, reaching 0 or infinity, or a is unbounded. The lower end is sought with the divisor
    // that brings it down: the larger one for a.low >= 0, the smaller one otherwise; dually for the upper
    // end.
    const bool touches_zero = mpfr_zero_p(b.low()) != 0;
    const auto end = [&](mpfr_ptr out, mpfr_srcptr x, int outward, mpfr_rnd_t rounding) {
        const bool towards_zero = mpfr_sgn(x) * outward <= 0;
        mpfr_srcptr y = towards_zero ? b.high() : b.low();
        if (!towards_zero && touches_zero) {
            mpfr_set_inf(out, outward);
        } else if (mpfr_inf_p(x) != 0 && mpfr_inf_p(y) != 0) {
            towards_zero ? mpfr_set_zero(out, 1) : mpfr_set_inf(out, outward);
        } else {
            mpfr_div(out, x, y, rounding);
        }
    };
    end(result.low(), a.low(), -1, MPFR_RNDD);
    end(result.high(), a.high(), 1, MPFR_RNDU);
    return result;
}

MpfiInterval MpfiKernel::abs(const MpfiInterval& a) const {
    if (a.is_empty()) return MpfiInterval::empty(bits_);
    MpfiInterval result(bits_);
    mpfi_abs(result.data(), a.data());
    return result;
}

MpfiInterval MpfiKernel::min(const MpfiInterval& a, const MpfiInterval& b) const {
    if (any_empty(a, b)) return MpfiInterval::empty(bits_);
    MpfiInterval result(bits_);
    mpfr_min(result.low(), a.low(), b.low(), MPFR_RNDD);
    mpfr_min(result.high(), a.high(), b.high(), MPFR_RNDU);
    return result;
}

MpfiInterval MpfiKernel::max(const MpfiInterval& a, const MpfiInterval& b) const {
    if (any_empty(a, b)) return MpfiInterval::empty(bits_);
    MpfiInterval result(bits_);
    mpfr_max(result.low(), a.low(), b.low(), MPFR_RNDD);
    mpfr_max(result.high(), a.high(), b.high(), MPFR_RNDU);
    return result;
}

MpfiInterval MpfiKernel::hull(const MpfiInterval& a, const MpfiInterval& b) const {
    if (a.is_empty()) return b;
    if (b.is_empty()) return a;
    MpfiInterval result(bits_);
    mpfi_union(result.data(), a.data(), b.data());
    return result;
}

Truth MpfiKernel::less(const MpfiInterval& a, const MpfiInterval& b) const {
    if (any_empty(a, b)) return Truth::unknown;
    if (mpfr_less_p(a.high(), b.low()) != 0) return Truth::yes;
    return mpfr_greaterequal_p(a.low(), b.high()) != 0 ? Truth::no : Truth::unknown;
}

Truth MpfiKernel::less_equal(const MpfiInterval& a, const MpfiInterval& b) const {
    if (any_empty(a, b)) return Truth::unknown;
    if (mpfr_lessequal_p(a.high(), b.low()) != 0) return Truth::yes;
    return mpfr_greater_p(a.low(), b.high()) != 0 ? Truth::no : Truth::unknown;
}

Truth MpfiKernel::equal(const MpfiInterval& a, const MpfiInterval& b) const {
    if (any_empty(a, b)) return Truth::unknown;
    if (mpfr_less_p(a.high(), b.low()) != 0 || mpfr_less_p(b.high(), a.low()) != 0) return Truth::no;
    return a.is_point() && b.is_point() ? Truth::yes : Truth::unknown;
}

bool MpfiKernel::is_zero(const MpfiInterval& a) const {
    return mpfr_zero_p(a.low()) != 0 && mpfr_zero_p(a.high()) != 0;
}

namespace {

// x itself, or the bound beyond it in the direction `outward` (-1 down, +1 up).
Endpoint exact_endpoint(mpfr_srcptr x, int outward) {
    const int sign = mpfr_sgn(x);
    if (sign == 0) return finite_endpoint(0);
    if (mpfr_inf_p(x) != 0) return sign > 0 ? plus_infinity() : minus_infinity();
    const mpfr_exp_t exponent = mpfr_get_exp(x);
    if (exponent > largest_exact_exponent) {
        if (sign == outward) return sign > 0 ? plus_infinity() : minus_infinity();
        return finite_endpoint(sign * power(Rational(2), largest_exact_exponent));
    }
    if (exponent < -largest_exact_exponent) {
        return finite_endpoint(sign == outward ? sign * power(Rational(2), -largest_exact_exponent)
                                               : Rational(0));
    }
    Rational value;
    mpfr_get_q(value.backend().data(), x);
    return finite_endpoint(value);
}

}  // namespace

Endpoint MpfiKernel::lower(const MpfiInterval& a) const { return exact_endpoint(a.low(), -1); }
Endpoint MpfiKernel::upper(const MpfiInterval& a) const { return exact_endpoint(a.high(), 1); }

std::string MpfiKernel::to_string(const MpfiInterval& a, int digits) const {
    if (a.is_empty()) return empty_text;
    return interval_text(decimal(a.low(), digits, MPFR_RNDD), decimal(a.high(), digits, MPFR_RNDU));
}

std::string MpfiKernel::to_hex(const MpfiInterval& a) const {
    if (a.is_empty()) return empty_text;
    return interval_text(hexadecimal(mpfr_get_d(a.low(), MPFR_RNDD)),
                         hexadecimal(mpfr_get_d(a.high(), MPFR_RNDU)));
}

}  // namespace groundcheck
