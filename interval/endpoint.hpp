// An endpoint of an enclosure as an exact number: a rational, or an infinity.
#pragma once

#include <string>

#include "interval/rational.hpp"

namespace groundcheck {

struct Endpoint {
    enum class Kind { minus_infinity, finite, plus_infinity };

    Kind kind = Kind::finite;
    Rational value;  // 0 unless finite

    [[nodiscard]] bool is_finite() const { return kind == Kind::finite; }

    friend bool operator==(const Endpoint& a, const Endpoint& b) {
        return a.kind == b.kind && a.value == b.value;
    }
    friend bool operator<(const Endpoint& a, const Endpoint& b) {
        return a.kind != b.kind ? a.kind < b.kind : a.value < b.value;
    }
    friend bool operator<=(const Endpoint& a, const Endpoint& b) { return !(b < a); }
};

// Numbers beyond 2^this, and those closer to 0 than its inverse, are not written out as fractions: their
// endpoint is a bound. Both kernels know numbers with exponents of many digits.
inline constexpr long largest_exact_exponent = 1L << 24;

inline Endpoint finite_endpoint(Rational value) { return {Endpoint::Kind::finite, std::move(value)}; }
inline Endpoint plus_infinity() { return {Endpoint::Kind::plus_infinity, 0}; }
inline Endpoint minus_infinity() { return {Endpoint::Kind::minus_infinity, 0}; }

// "3/4", "inf" or "-inf".
std::string to_string(const Endpoint& endpoint);

// How far apart two endpoints are; +infinity if an infinite one is involved. Precondition: low <= high.
Endpoint distance(const Endpoint& low, const Endpoint& high);

}  // namespace groundcheck
