// Endpoints as text: decimal with a chosen number of digits, or C hexadecimal floats; always rounded outward.
#pragma once

#include <mpfr.h>

#include <string>

namespace groundcheck {

// x with at most `digits` significant decimal digits (at least 1), rounded in the given direction (MPFR_RNDD
// or MPFR_RNDU); exact if the digits suffice. Trailing zeros are left out: "0.25", "-12", "1.5e-30", "inf",
// "-inf". Numbers beyond 2^(+-2^24) print as the power of ten beyond them. Precondition: x is not NaN.
std::string decimal(mpfr_srcptr x, int digits, mpfr_rnd_t direction);

// A C hexadecimal float: "0x1.8p+1", "-0x0p+0" never (zero has no sign), "inf", "-inf". Precondition: not
// NaN.
std::string hexadecimal(double x);

// "[low, high]".
std::string interval_text(const std::string& low, const std::string& high);

// What every kernel prints for the empty set.
inline constexpr const char* empty_text = "[empty]";

}  // namespace groundcheck
