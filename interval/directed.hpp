// Directed rounding of doubles without touching the rounding mode.
//
// The processor rounds to nearest; the exact error of an operation is then computed by an error-free
// transformation (TwoSum, fused multiply-add residuals), and only if it points outward does the result move
// to the neighbouring double. So every function here returns the tightest bound: the largest double <= the
// exact result (`_down`) or the least double >= it (`_up`), for finite arguments; beyond the largest double
// that is infinity.
//
// Preconditions: arguments finite (infinite ones are the interval's business), divisors non-zero,
// round-to-nearest mode, no fused contraction (the build passes -ffp-contract=off). Source: Ogita, Rump,
// Oishi, "Accurate sum and dot product" (2005), for the transformations.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace groundcheck::directed {

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double largest = std::numeric_limits<double>::max();
inline constexpr double least_positive = std::numeric_limits<double>::denorm_min();

// The neighbouring doubles. Precondition: not NaN. next_up(infinity) is infinity, next_up(-infinity) is
// -largest.
inline double next_up(double x) {
    if (x == infinity) return x;
    if (x == 0) return least_positive;
    const auto bits = std::bit_cast<std::int64_t>(x);
    return std::bit_cast<double>(x > 0 ? bits + 1 : bits - 1);
}
inline double next_down(double x) { return -next_up(-x); }

// Moves `nearest`, the rounded result, outward if the exact result lies beyond it; `error` has the sign of
// exact - nearest. A NaN error (some intermediate overflowed) counts as lying beyond.
inline double lower_bound(double nearest, double error) { return error >= 0 ? nearest : next_down(nearest); }
inline double upper_bound(double nearest, double error) { return error <= 0 ? nearest : next_up(nearest); }

// The sign of a + b - s for s = fl(a + b): the error itself, exact by TwoSum (Knuth): s + error == a + b.
inline double sum_error(double a, double b, double s) {
    if (std::abs(s) == infinity) return s > 0 ? -1.0 : 1.0;  // the exact sum is finite
    const double b_part = s - a;
    const double a_part = s - b_part;
    return (a - a_part) + (b - b_part);
}

// The signs of a*b - p and of a/b - q where a residual may underflow: decided on the significands
// (directed.cpp).
double product_error_scaled(double a, double b, double p);
double quotient_error_scaled(double a, double b, double q);

// The last bit of a product of two doubles is worth more than 2^-106 of the product; so above 2^-960 every
// residual is a multiple of 2^-1074 below 2^-52 of the result, that is, a double, and fma gives it exactly.
inline constexpr double residual_limit = 0x1p-960;

// A number with the sign of a*b - p for p = fl(a*b).
// For |p| >= 2^-969 the residual a*b - p is a multiple of 2^-1074 below 2^-52*|p|, hence a double, and fma is
// exact.
inline double product_error(double a, double b, double p) {
    const double size = std::abs(p);
    if (size == infinity) return p > 0 ? -1.0 : 1.0;  // the exact product is finite
    if (size < residual_limit) return a == 0 || b == 0 ? 0.0 : product_error_scaled(a, b, p);
    return std::fma(a, b, -p);
}

// A number with the sign of a/b - q for q = fl(a/b): that of (a - q*b)/b.
// For |a| >= 2^-969 and q normal the residual a - q*b is a double (its last bit is at least that of a times
// 2^-53).
inline double quotient_error(double a, double b, double q) {
    const double size = std::abs(q);
    if (size == infinity) return q > 0 ? -1.0 : 1.0;
    if (a == 0) return 0.0;
    if (std::abs(a) < residual_limit || size < std::numeric_limits<double>::min()) {
        return quotient_error_scaled(a, b, q);
    }
    const double residual = std::fma(-q, b, a);
    return b > 0 ? residual : -residual;
}

inline double add_down(double a, double b) {
    const double s = a + b;
    return lower_bound(s, sum_error(a, b, s));
}
inline double add_up(double a, double b) {
    const double s = a + b;
    return upper_bound(s, sum_error(a, b, s));
}
inline double mul_down(double a, double b) {
    const double p = a * b;
    return lower_bound(p, product_error(a, b, p));
}
inline double mul_up(double a, double b) {
    const double p = a * b;
    return upper_bound(p, product_error(a, b, p));
}
inline double div_down(double a, double b) {
    const double q = a / b;
    return lower_bound(q, quotient_error(a, b, q));
}
inline double div_up(double a, double b) {
    const double q = a / b;
    return upper_bound(q, quotient_error(a, b, q));
}

// Square roots. Precondition: x >= 0 and finite.
// A number with the sign of sqrt(x) - s for s = fl(sqrt(x)): that of x - s*s, exact after scaling away from
// 0.
inline double sqrt_error(double x, double s) {
    if (x == 0) return 0.0;
    return x < residual_limit ? std::fma(-(s * 0x1p200), s * 0x1p200, x * 0x1p400) : std::fma(-s, s, x);
}
inline double sqrt_down(double x) {
    const double s = std::sqrt(x);
    return lower_bound(s, sqrt_error(x, s));
}
inline double sqrt_up(double x) {
    const double s = std::sqrt(x);
    return upper_bound(s, sqrt_error(x, s));
}

}  // namespace groundcheck::directed
