// The MPFI kernel: intervals of MPFR numbers, the second opinion beside Arb.
//
// The value is Boost.Multiprecision's mpfi_float, but every operation is MPFI's or MPFR's own, called on the
// backend's data: Boost's generic fallbacks are not all interval evaluations. What MPFI lacks (digamma,
// x*log(x), real powers) is computed by MPFR with directed rounding at the ends of monotone pieces. Nothing
// here calls Arb or FLINT.
#pragma once

#include <boost/multiprecision/mpfi.hpp>
#include <cstdint>
#include <string>

#include "interval/endpoint.hpp"
#include "interval/kernel.hpp"
#include "interval/precision.hpp"

namespace groundcheck {

// A closed interval of extended reals with MPFR endpoints at a precision of its own; empty when they are NaN.
// A value type: unlike mpfi_float itself, a moved-from one can be assigned to.
class MpfiInterval {
  public:
    using Number = boost::multiprecision::number<boost::multiprecision::mpfi_float_backend<0>,
                                                 boost::multiprecision::et_off>;

    explicit MpfiInterval(Precision bits = 53) {
        mpfi_set_prec(data(), static_cast<mpfr_prec_t>(bits));
        zero();
    }
    static MpfiInterval empty(Precision bits) {
        MpfiInterval result(bits);
        mpfr_set_nan(result.low());
        mpfr_set_nan(result.high());
        return result;
    }
    MpfiInterval(const MpfiInterval& other) = default;
    MpfiInterval(MpfiInterval&& other) noexcept { mpfi_swap(data(), other.data()); }
    MpfiInterval& operator=(const MpfiInterval& other) {
        // Boost's own assignment resets the precision first, which would wipe out a self-assigned value.
        if (this != &other) number_ = other.number_;
        return *this;
    }
    MpfiInterval& operator=(MpfiInterval&& other) noexcept {
        mpfi_swap(data(), other.data());
        return *this;
    }
    ~MpfiInterval() = default;

    [[nodiscard]] const Number& number() const { return number_; }
    [[nodiscard]] mpfi_srcptr data() const { return number_.backend().data(); }
    mpfi_ptr data() { return number_.backend().data(); }
    [[nodiscard]] mpfr_srcptr low() const { return number_.backend().left_data(); }
    [[nodiscard]] mpfr_srcptr high() const { return number_.backend().right_data(); }
    mpfr_ptr low() { return number_.backend().left_data(); }
    mpfr_ptr high() { return number_.backend().right_data(); }

    [[nodiscard]] bool is_empty() const { return mpfr_nan_p(low()) != 0; }
    [[nodiscard]] bool is_point() const { return mpfr_equal_p(low(), high()) != 0; }

  private:
    void zero() {
        mpfr_set_zero(low(), 1);
        mpfr_set_zero(high(), 1);
    }

    Number number_;
};

// Meets NumberKernel (kernel.hpp), where each operation is documented.
class MpfiKernel {
  public:
    using Value = MpfiInterval;
    static constexpr const char* name = "mpfi";

    // Precondition: bits >= 2.
    explicit MpfiKernel(Precision bits = 128) : bits_(bits) {}
    [[nodiscard]] Precision precision() const { return bits_; }

    [[nodiscard]] MpfiInterval rational(const Rational& value) const;
    [[nodiscard]] MpfiInterval interval(const Rational& low, const Rational& high) const;
    [[nodiscard]] MpfiInterval infinity() const;
    [[nodiscard]] MpfiInterval pi() const;

    [[nodiscard]] MpfiInterval add(const MpfiInterval& a, const MpfiInterval& b) const;
    [[nodiscard]] MpfiInterval sub(const MpfiInterval& a, const MpfiInterval& b) const;
    [[nodiscard]] MpfiInterval mul(const MpfiInterval& a, const MpfiInterval& b) const;
    [[nodiscard]] MpfiInterval div(const MpfiInterval& a, const MpfiInterval& b) const;
    [[nodiscard]] MpfiInterval neg(const MpfiInterval& a) const;
    [[nodiscard]] MpfiInterval power(const MpfiInterval& base, std::int64_t exponent) const;
    [[nodiscard]] MpfiInterval power(const MpfiInterval& base, const MpfiInterval& exponent) const;
    [[nodiscard]] MpfiInterval abs(const MpfiInterval& a) const;
    [[nodiscard]] MpfiInterval min(const MpfiInterval& a, const MpfiInterval& b) const;
    [[nodiscard]] MpfiInterval max(const MpfiInterval& a, const MpfiInterval& b) const;
    [[nodiscard]] MpfiInterval hull(const MpfiInterval& a, const MpfiInterval& b) const;

    [[nodiscard]] MpfiInterval sqrt(const MpfiInterval& a) const;
    [[nodiscard]] MpfiInterval log(const MpfiInterval& a) const;
    [[nodiscard]] MpfiInterval log1p(const MpfiInterval& a) const;
    [[nodiscard]] MpfiInterval exp(const MpfiInterval& a) const;
    [[nodiscard]] MpfiInterval expm1(const MpfiInterval& a) const;
    [[nodiscard]] MpfiInterval digamma(const MpfiInterval& a) const;
    [[nodiscard]] MpfiInterval xlogx(const MpfiInterval& a) const;
    [[nodiscard]] MpfiInterval chi_square_tail(std::uint32_t degrees, const MpfiInterval& a) const;

    [[nodiscard]] Truth less(const MpfiInterval& a, const MpfiInterval& b) const;
    [[nodiscard]] Truth less_equal(const MpfiInterval& a, const MpfiInterval& b) const;
    [[nodiscard]] Truth equal(const MpfiInterval& a, const MpfiInterval& b) const;
    [[nodiscard]] bool is_zero(const MpfiInterval& a) const;
    [[nodiscard]] bool is_empty(const MpfiInterval& a) const { return a.is_empty(); }

    // Precondition of both: not empty. Exact, unless the endpoint's exponent exceeds 2^24 in absolute value:
    // then an outward bound, so that no caller asks for gigabytes.
    [[nodiscard]] Endpoint lower(const MpfiInterval& a) const;
    [[nodiscard]] Endpoint upper(const MpfiInterval& a) const;

    [[nodiscard]] std::string to_string(const MpfiInterval& a, int digits) const;
    // Endpoints as C hexadecimal floats, rounded outward to double: "[0x1p+0, 0x1.8p+1]".
    [[nodiscard]] std::string to_hex(const MpfiInterval& a) const;

  private:
    static MpfiInterval exact_negative(const MpfiInterval& a);

    Precision bits_;
};

}  // namespace groundcheck
