// Complexity by the coding theorem method: -log2 of an output's probability, in bits, between two exact
// decimals.
#pragma once

#include <cstdint>
#include <string>

#include "interval/rational.hpp"

namespace groundcheck::ctm {

// Digits after the point of an enclosure's ends.
inline constexpr unsigned kBitsDigits = 15;

// low <= -log2(count/total) <= high; both ends are multiples of 10^-kBitsDigits, and at most two of those
// apart.
struct BitsEnclosure {
    Rational low;
    Rational high;
};

// Preconditions: 1 <= count <= total. Both ends are exact when count divides total and the quotient is a
// power of two.
BitsEnclosure complexity_in_bits(std::uint64_t count, std::uint64_t total);

// A multiple of 10^-kBitsDigits, written out with all its digits: "3.327397128049310". Precondition: value >=
// 0.
std::string decimal(const Rational& value);

}  // namespace groundcheck::ctm
