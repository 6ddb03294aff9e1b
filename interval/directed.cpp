#include "interval/directed.hpp"

namespace groundcheck::directed {

namespace {

// The sign of (nearest + rest) - rounded, where nearest + rest is exact, |rest| <= ulp(nearest)/2, and
// `rounded` is a multiple of ulp(nearest) up to the binade. The difference nearest - rounded is then 0 or at
// least one ulp of nearest, and rounding it to a double keeps its sign; so it decides, and `rest` decides a
// tie.
double difference_sign(double nearest, double rest, double rounded) {
    const double difference = nearest - rounded;
    return difference != 0 ? difference : rest;
}

}  // namespace

// a*b = (significand product) * 2^exponent with the product in [1/4, 1): nothing underflows there, and p
// scaled by the same power of two is exact, since p is small and has at most 53 significant bits.
double product_error_scaled(double a, double b, double p) {
    int a_exponent = 0;
    int b_exponent = 0;
    const double a_significand = std::frexp(a, &a_exponent);
    const double b_significand = std::frexp(b, &b_exponent);
    const double product = a_significand * b_significand;
    const double rest = std::fma(a_significand, b_significand, -product);
    return difference_sign(product, rest, std::ldexp(p, -(a_exponent + b_exponent)));
}

double quotient_error_scaled(double a, double b, double q) {
    int a_exponent = 0;
    int b_exponent = 0;
    const double a_significand = std::frexp(a, &a_exponent);
    const double b_significand = std::frexp(b, &b_exponent);
    const double quotient = a_significand / b_significand;  // in (1/2, 2)
    const double residual = std::fma(-quotient, b_significand, a_significand);
    return difference_sign(quotient, b_significand > 0 ? residual : -residual,
                           std::ldexp(q, b_exponent - a_exponent));
}

}  // namespace groundcheck::directed
