// The double kernel: the filter that decides most comparisons before any multi-precision number is made.
//
// Intervals of doubles. Arithmetic is rounded outward to the tightest double (directed.hpp) and is inline,
// for hot loops; elementary functions are MPFR's, correctly rounded in each direction, so that `eval --kernel
// double` shows the tightest enclosure there is. Where speed matters more than the last bit, double_log.hpp
// encloses logarithms without MPFR. The filter may only save work: whatever it decides, it decides with
// outward rounding.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>

#include "interval/ball_kernel.hpp"
#include "interval/directed.hpp"
#include "interval/endpoint.hpp"
#include "interval/kernel.hpp"

namespace groundcheck {

// A closed interval of extended reals; empty when the endpoints are NaN.
struct DoubleInterval {
    double lo = 0;
    double hi = 0;

    [[nodiscard]] bool is_empty() const { return lo != lo; }
    [[nodiscard]] bool is_point() const { return lo == hi; }
    static DoubleInterval empty() {
        return {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
    }
    static DoubleInterval whole_line() { return {-directed::infinity, directed::infinity}; }
};

// The doubles next to 1/e, where x*log(x) turns: below_inverse_e < 1/e < above_inverse_e.
inline constexpr double below_inverse_e = 0x1.78b56362cef37p-2;
inline constexpr double above_inverse_e = 0x1.78b56362cef38p-2;

// Meets NumberKernel (kernel.hpp), where each operation is documented.
class DoubleKernel {
  public:
    using Value = DoubleInterval;
    static constexpr const char* name = "double";

    // Tightest: the doubles next to the rational.
    [[nodiscard]] Value rational(const Rational& value) const;
    [[nodiscard]] Value interval(const Rational& low, const Rational& high) const;
    [[nodiscard]] Value infinity() const { return {directed::infinity, directed::infinity}; }
    [[nodiscard]] Value pi() const;
    // The point x. Precondition: not NaN.
    [[nodiscard]] Value point(double x) const { return {x, x}; }
    // The doubles around an enclosure of Arb's.
    [[nodiscard]] Value from_ball(const Ball& ball) const;

    [[nodiscard]] Value add(Value a, Value b) const;
    [[nodiscard]] Value sub(Value a, Value b) const { return add(a, neg(b)); }
    [[nodiscard]] Value mul(Value a, Value b) const;
    [[nodiscard]] Value div(Value a, Value b) const;
    [[nodiscard]] Value neg(Value a) const { return {-a.hi, -a.lo}; }
    [[nodiscard]] Value power(Value base, std::int64_t exponent) const;
    [[nodiscard]] Value power(Value base, Value exponent) const;
    [[nodiscard]] Value abs(Value a) const;
    [[nodiscard]] Value min(Value a, Value b) const;
    [[nodiscard]] Value max(Value a, Value b) const;
    [[nodiscard]] Value hull(Value a, Value b) const;

    [[nodiscard]] Value sqrt(Value a) const;
    [[nodiscard]] Value log(Value a) const;
    [[nodiscard]] Value log1p(Value a) const;
    [[nodiscard]] Value exp(Value a) const;
    [[nodiscard]] Value expm1(Value a) const;
    [[nodiscard]] Value digamma(Value a) const;
    [[nodiscard]] Value xlogx(Value a) const;
    [[nodiscard]] Value chi_square_tail(std::uint32_t degrees, Value a) const;

    // NaN compares false with everything, so an empty side answers `unknown`.
    [[nodiscard]] Truth less(Value a, Value b) const {
        return a.hi < b.lo ? Truth::yes : a.lo >= b.hi ? Truth::no : Truth::unknown;
    }
    [[nodiscard]] Truth less_equal(Value a, Value b) const {
        return a.hi <= b.lo ? Truth::yes : a.lo > b.hi ? Truth::no : Truth::unknown;
    }
    [[nodiscard]] Truth equal(Value a, Value b) const {
        if (a.hi < b.lo || b.hi < a.lo) return Truth::no;
        return a.lo == b.hi && a.hi == b.lo ? Truth::yes : Truth::unknown;
    }
    [[nodiscard]] bool is_zero(Value a) const { return a.lo == 0 && a.hi == 0; }
    [[nodiscard]] bool is_empty(Value a) const { return a.is_empty(); }

    // Precondition of both: not empty.
    [[nodiscard]] Endpoint lower(Value a) const;
    [[nodiscard]] Endpoint upper(Value a) const;

    [[nodiscard]] std::string to_string(Value a, int digits) const;
    [[nodiscard]] std::string to_hex(Value a) const;  // "[0x1p+0, 0x1.8p+1]"

  private:
    static Value add_unbounded(Value a, Value b);
    static Value mul_unbounded(Value a, Value b);
    static Value div_unbounded(Value a, Value b);
};

// Whether both endpoints are finite numbers (so neither empty nor unbounded).
inline bool is_bounded(DoubleInterval a) { return a.lo - a.lo == 0 && a.hi - a.hi == 0; }

inline DoubleInterval DoubleKernel::add(Value a, Value b) const {
    if (!is_bounded(a) || !is_bounded(b)) return add_unbounded(a, b);
    return {directed::add_down(a.lo, b.lo), directed::add_up(a.hi, b.hi)};
}

inline DoubleInterval DoubleKernel::mul(Value a, Value b) const {
    using directed::mul_down;
    using directed::mul_up;
    if (!is_bounded(a) || !is_bounded(b)) return mul_unbounded(a, b);
    if (a.lo >= 0) {
        if (b.lo >= 0) return {mul_down(a.lo, b.lo), mul_up(a.hi, b.hi)};
        if (b.hi <= 0) return {mul_down(a.hi, b.lo), mul_up(a.lo, b.hi)};
        return {mul_down(a.hi, b.lo), mul_up(a.hi, b.hi)};
    }
    if (a.hi <= 0) {
        if (b.lo >= 0) return {mul_down(a.lo, b.hi), mul_up(a.hi, b.lo)};
        if (b.hi <= 0) return {mul_down(a.hi, b.hi), mul_up(a.lo, b.lo)};
        return {mul_down(a.lo, b.hi), mul_up(a.lo, b.lo)};
    }
    if (b.lo >= 0) return {mul_down(a.lo, b.hi), mul_up(a.hi, b.hi)};
    if (b.hi <= 0) return {mul_down(a.hi, b.lo), mul_up(a.lo, b.lo)};
    return {std::min(mul_down(a.lo, b.hi), mul_down(a.hi, b.lo)),
            std::max(mul_up(a.lo, b.lo), mul_up(a.hi, b.hi))};
}

inline DoubleInterval DoubleKernel::div(Value a, Value b) const {
    using directed::div_down;
    using directed::div_up;
    if (!is_bounded(a) || !is_bounded(b) || (b.lo <= 0 && b.hi >= 0)) return div_unbounded(a, b);
    if (b.hi < 0) {
        a = neg(a);
        b = neg(b);
    }
    return {div_down(a.lo, a.lo >= 0 ? b.hi : b.lo), div_up(a.hi, a.hi >= 0 ? b.lo : b.hi)};
}

inline DoubleInterval DoubleKernel::abs(Value a) const {
    if (a.lo >= 0) return a;
    if (a.hi <= 0) return neg(a);
    return a.is_empty() ? a : Value{0, std::max(-a.lo, a.hi)};
}

inline DoubleInterval DoubleKernel::min(Value a, Value b) const {
    if (a.is_empty() || b.is_empty()) return Value::empty();
    return {std::min(a.lo, b.lo), std::min(a.hi, b.hi)};
}

inline DoubleInterval DoubleKernel::max(Value a, Value b) const {
    if (a.is_empty() || b.is_empty()) return Value::empty();
    return {std::max(a.lo, b.lo), std::max(a.hi, b.hi)};
}

inline DoubleInterval DoubleKernel::hull(Value a, Value b) const {
    if (a.is_empty()) return b;
    if (b.is_empty()) return a;
    return {std::min(a.lo, b.lo), std::max(a.hi, b.hi)};
}

}  // namespace groundcheck
