#include "interval/double_log.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace groundcheck {

namespace {

using directed::next_down;
using directed::next_up;

// x = m * 2^exponent with m in [0.707, 1.4145).
struct Split {
    double m;
    int exponent;
};

// Precondition: 0 < x < infinity.
Split split(double x) {
    int exponent = 0;
    if (x < 0x1p-1022) {  // subnormal: scaling up is exact
        x *= 0x1p54;
        exponent = -54;
    }
    constexpr std::uint64_t significand_mask = 0xFFFFFFFFFFFFFU;
    constexpr std::uint64_t root_two = 0x6A09EU;  // the leading 20 bits of sqrt(2) = 0x1.6a09e66...
    const auto bits = std::bit_cast<std::uint64_t>(x);
    const std::uint64_t significand = bits & significand_mask;
    const std::uint64_t halve = (significand >> 32U) > root_two ? 1 : 0;
    exponent += static_cast<int>(bits >> 52U) - 1023 + static_cast<int>(halve);
    return {std::bit_cast<double>(significand | ((1023U - halve) << 52U)), exponent};
}

// The terms z^(j-1)/(2j+1), j = 1..11, of (atanh(s)/s - 1)/z with z = s^2.
double atanh_tail(double z) {
    constexpr std::array<double, 11> coefficients = {1.0 / 3,  1.0 / 5,  1.0 / 7,  1.0 / 9,
                                                     1.0 / 11, 1.0 / 13, 1.0 / 15, 1.0 / 17,
                                                     1.0 / 19, 1.0 / 21, 1.0 / 23};
    double sum = 0;
    for (std::size_t j = coefficients.size(); j-- > 0;)
        sum = sum * z + coefficients[j];
    return sum;
}

// log(2) = log2_high + log2_low within 2^-53*2^-32: log2_high has 32 bits, so its products with exponents are
// exact.
constexpr double log2_high = 0x1.62e42feep-1;
constexpr double log2_low = 0x1.a39ef35793c76p-33;

// log(x) to within 8u of itself, u = 2^-53. With m as above and k the exponent, log(x) = k*log(2) +
// 2*atanh(s), s = (m-1)/(m+1), |s| <= 0.1717, z = s^2 <= 0.0295. Rounding errors, relative unless said
// otherwise:
//   s:     m-1 is exact (Sterbenz), m+1 and the quotient round:                                  2.01u
//   z:     twice that, and a rounding:                                                           5.1u
//   tail:  11 terms, all positive, each with at most 22 roundings and 10 factors z:              75u
//   c:     z*tail <= 0.0103, so its error, one more rounding with it, weighs at most             0.85u
//   left-out terms: sum_{j>=12} z^j/(2j+1) <= z^12/(25*(1-z)) < 2^-65:                           0.001u
//   L = 2s + 2s*c = log(m): 2.01u + 0.85u + 0.001u + roundings of product (0.0103u) and sum (u): 4u
// If k = 0 that is all. Otherwise |log(x)| >= 0.346, and absolutely:
//   k*log2_low <= 2.1e-7 with error 3*2.1e-7*u; L: 4u*0.3468; their sum rounds by 0.347u:       1.74u in all,
//   which is 5.03u of log(x); k*log2_high is exact and the last sum rounds:                      6.1u
double approximate_log(double x) {
    const auto [m, exponent] = split(x);
    const double s = (m - 1) / (m + 1);
    const double z = s * s;
    const double log_m = 2 * s + 2 * s * (z * atanh_tail(z));
    const auto k = static_cast<double>(exponent);
    return k * log2_high + (k * log2_low + log_m);
}

// 8u*|r|, exactly: r is 0 or at least 2^-54.
double margin(double r) { return std::abs(r) * 0x1p-50; }

// |r - log(x)| <= 6.1u*|log(x)| <= 6.2u*|r|, and r -+ 8u*|r| rounds by at most 1.01u*|r|; 6.2 + 1.01 < 8.
double log_down(double x) {
    const double r = approximate_log(x);
    return r - margin(r);
}
double log_up(double x) {
    const double r = approximate_log(x);
    return r + margin(r);
}

// A product rounded to nearest, one double further out: below (above) the exact product, underflow included.
double xlogx_down(double x) { return x == 0 || x == 1 ? 0.0 : next_down(x * log_down(x)); }
double xlogx_up(double x) { return x == 0 || x == 1 ? 0.0 : next_up(x * log_up(x)); }

}  // namespace

DoubleInterval fast_log(double x) {
    const double r = approximate_log(x);
    return {r - margin(r), r + margin(r)};
}

DoubleInterval fast_log(DoubleInterval x) { return {log_down(x.lo), log_up(x.hi)}; }

DoubleInterval fast_xlogx(double x) {
    if (x == 0 || x == 1) return {0, 0};
    const DoubleInterval logarithm = fast_log(x);
    return {next_down(x * logarithm.lo), next_up(x * logarithm.hi)};
}

// Decreasing up to 1/e, where the least value -1/e lies above -above_inverse_e; increasing from there.
DoubleInterval fast_xlogx(DoubleInterval x) {
    if (x.lo >= above_inverse_e) return {xlogx_down(x.lo), xlogx_up(x.hi)};
    if (x.hi <= below_inverse_e) return {xlogx_down(x.hi), xlogx_up(x.lo)};
    return {-above_inverse_e, std::max(xlogx_up(x.lo), xlogx_up(x.hi))};
}

}  // namespace groundcheck
