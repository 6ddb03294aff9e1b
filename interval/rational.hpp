// Exact rational numbers, the ground everything else stands on.
//
// Every constant of a claim, every lattice point and every witness is a rational; decimals such as 0.1 are
// read as the fraction they spell, never through a floating-point number. The arithmetic is GMP's, through
// Boost.Multiprecision, without expression templates (so that `auto` means what it says).
#pragma once

#include <boost/multiprecision/gmp.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace groundcheck {

using Integer = boost::multiprecision::number<boost::multiprecision::gmp_int, boost::multiprecision::et_off>;
using Rational =
    boost::multiprecision::number<boost::multiprecision::gmp_rational, boost::multiprecision::et_off>;

// The rational that `text` spells: "12", "-3/4", "0.25", "1e-3", "2.5E2", or a hexadecimal float "0x1.8p-3".
// Nothing if the text is not a number in full, if a denominator is zero, or if an exponent's absolute value
// exceeds 20,000 (a few characters must not ask for gigabytes).
std::optional<Rational> parse_rational(std::string_view text);

// The canonical spelling: "3/4", "-2", "0".
std::string to_string(const Rational& value);

// value^exponent. Precondition: value != 0 or exponent >= 0 (0^0 is 1).
Rational power(const Rational& value, std::int64_t exponent);

Integer floor(const Rational& value);
// floor(a/b) without bringing a/b to lowest terms. Precondition: b > 0.
Integer floor_quotient(const Integer& a, const Integer& b);
Integer ceil(const Rational& value);

// The r with r*r == value, if it is rational. Precondition: value >= 0.
std::optional<Rational> exact_sqrt(const Rational& value);

// The r with r^n == value and r >= 0, if it is rational. Preconditions: value >= 0, n >= 1.
std::optional<Rational> exact_root(const Rational& value, unsigned n);

// n over k; 0 for k > n.
Integer binomial(unsigned n, unsigned k);

// The simplest rational (least denominator, then least absolute numerator) in the closed interval [low,
// high]. Precondition: low <= high. Method: the Stern-Brocot descent (continued fractions).
Rational simplest_between(const Rational& low, const Rational& high);

}  // namespace groundcheck
