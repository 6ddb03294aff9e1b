#include "interval/rounded_log.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

namespace groundcheck {

namespace {

// What the bounds below need: a significand of 64 bits or more, rounded to nearest.
constexpr bool has_wide =
    std::numeric_limits<long double>::is_iec559 && std::numeric_limits<long double>::digits >= 64;

// The terms z^(j-1)/(2j+1), j = 1..14, of (atanh(s)/s - 1)/z with z = s^2.
long double atanh_tail(long double z) {
    constexpr std::array<long double, 14> coefficients = {
        1.0L / 3,  1.0L / 5,  1.0L / 7,  1.0L / 9,  1.0L / 11, 1.0L / 13, 1.0L / 15,
        1.0L / 17, 1.0L / 19, 1.0L / 21, 1.0L / 23, 1.0L / 25, 1.0L / 27, 1.0L / 29};
    long double sum = 0;
    for (std::size_t j = coefficients.size(); j-- > 0;)
        sum = sum * z + coefficients[j];
    return sum;
}

// log(2) = wide_log2_high + wide_log2_low to within 2^-114: wide_log2_high has 49 bits, so its products with
// exponents are exact.
constexpr long double wide_log2_high = 0x1.62e42fefa39ep-1L;
constexpr long double wide_log2_low = 0xf.35793c7673007e6p-53L;

// log(x) to within 6.3u of itself, u = 2^-64. With x = m*2^k, m in [0.707, 1.4145), log(x) = k*log(2) +
// 2*atanh(s), s = (m-1)/(m+1), |s| <= 0.1717, z = s^2 <= 0.0295. Rounding errors, relative unless said
// otherwise:
//   s:     m-1 and m+1 are exact (m has 53 bits), the quotient rounds:                             1u
//   z:     twice that, and a rounding:                                                             3.1u
//   tail:  14 terms, all positive, each with at most 28 roundings, 13 factors z and a coefficient: 70u
//   c:     z*tail <= 0.0103, so its error, one more rounding with it, weighs at most               0.8u
//   left-out terms: sum_{j>=15} z^j/(2j+1) <= z^15/(31*(1-z)) < 2^-81:                             0.001u
//   L = 2s + 2s*c = log(m): 1u + 0.8u + 0.001u + roundings of product (0.0103u) and sum (u):       3u
// If k = 0 that is all. Otherwise |log(x)| >= 0.346, and absolutely:
//   k*wide_log2_low <= 2^-38 with a rounding and 2^-104 for wide_log2_low itself; L: 3u*0.3468; their sum
//   rounds by 0.347u: 1.4u in all, which is 4.1u of log(x); k*wide_log2_high is exact, the last sum
//   rounds: 5.2u
long double wide_log(double x) {
    int exponent = 0;
    double m = std::frexp(x, &exponent);  // exact, in [1/2, 1)
    if (m < 0x1.6a09ep-1) {
        m *= 2;
        --exponent;
    }
    const long double s = (static_cast<long double>(m) - 1) / (static_cast<long double>(m) + 1);
    const long double z = s * s;
    const long double log_m = 2 * s + 2 * s * (z * atanh_tail(z));
    const auto k = static_cast<long double>(exponent);
    return k * wide_log2_high + (k * wide_log2_low + log_m);
}

double rounded_down(long double x) {
    const auto nearest = static_cast<double>(x);
    return static_cast<long double>(nearest) > x ? directed::next_down(nearest) : nearest;
}

// The doubles around an irrational number y with |y - r| <= 14u*|y|: with the margin 16u*|r|, exact but for
// the roundings of r -+ it by u, y lies between these bounds. If both lie in one gap between doubles, so does
// y, and as it is no double itself, the gap's ends are the answer.
std::optional<DoubleInterval> gap_around(long double r) {
    const long double margin = std::fabs(r) * 0x1p-60L;
    const double low = rounded_down(r - margin);
    if (low != rounded_down(r + margin)) return std::nullopt;
    return DoubleInterval{low, directed::next_up(low)};
}

}  // namespace

// Of a rational number other than 1 the logarithm is transcendental (Lindemann 1882), and so is its product
// with one.
std::optional<DoubleInterval> rounded_log(double x) {
    if (x == 1) return DoubleInterval{0, 0};
    if constexpr (!has_wide) return std::nullopt;
    return gap_around(wide_log(x));
}

// The product rounds once more: 7.3u.
std::optional<DoubleInterval> rounded_xlogx(double x) {
    if (x == 0 || x == 1) return DoubleInterval{0, 0};
    if constexpr (!has_wide) return std::nullopt;
    return gap_around(static_cast<long double>(x) * wide_log(x));
}

}  // namespace groundcheck
