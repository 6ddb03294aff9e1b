#include "interval/printing.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <memory>

namespace groundcheck {

namespace {

// 0.d1d2d3... * 10^exponent as people write it; `digits` without trailing zeros.
std::string positional(const std::string& digits, long exponent) {
    const auto count = static_cast<long>(digits.size());
    if (exponent > 21 || exponent < -5) {
        std::string text = digits.substr(0, 1);
        if (count > 1) text += "." + digits.substr(1);
        return text + "e" + std::to_string(exponent - 1);
    }
    if (exponent <= 0) return "0." + std::string(static_cast<std::size_t>(-exponent), '0') + digits;
    if (exponent >= count) return digits + std::string(static_cast<std::size_t>(exponent - count), '0');
    return digits.substr(0, static_cast<std::size_t>(exponent)) + "." +
           digits.substr(static_cast<std::size_t>(exponent));
}

// The power of ten beyond |x|, away from zero or towards it, for exponents that mpfr_get_str would take hours
// on. With 2^(e-1) <= |x| < 2^e: floor((e-1)*log10(2)) resp. ceil(e*log10(2)) are such powers. The exponent
// and log10(2) are rounded in the same direction, at 128 bits, so the product is a bound.
std::string power_of_ten_beyond(mpfr_srcptr x, bool away_from_zero) {
    const mpfr_rnd_t outward = away_from_zero ? MPFR_RNDU : MPFR_RNDD;
    // log10(2) is positive, the exponent may not be: the factor is rounded so that the product moves outward.
    const mpfr_exp_t exponent = mpfr_get_exp(x) - (away_from_zero ? 0 : 1);
    const bool factor_up = away_from_zero == (exponent > 0);
    MPFR_DECL_INIT(log_2, 128);
    MPFR_DECL_INIT(product, 128);
    mpfr_set_ui(product, 2, MPFR_RNDN);
    mpfr_log10(log_2, product, factor_up ? MPFR_RNDU : MPFR_RNDD);
    mpfr_mul_si(product, log_2, exponent, outward);
    return "1e" + std::to_string(mpfr_get_si(product, outward));
}

}  // namespace

std::string decimal(mpfr_srcptr x, int digits, mpfr_rnd_t direction) {
    if (mpfr_inf_p(x) != 0) return mpfr_sgn(x) > 0 ? "inf" : "-inf";
    if (mpfr_zero_p(x) != 0) return "0";
    const bool negative = mpfr_sgn(x) < 0;
    const std::string sign = negative ? "-" : "";
    constexpr mpfr_exp_t printable = mpfr_exp_t{1} << 24;
    if (std::abs(mpfr_get_exp(x)) > printable) {
        return sign + power_of_ten_beyond(x, negative == (direction == MPFR_RNDD));
    }
    mpfr_exp_t exponent = 0;
    const auto count = static_cast<std::size_t>(std::max(digits, 1));
    const std::unique_ptr<char, void (*)(char*)> raw(
        mpfr_get_str(nullptr, &exponent, 10, count, x, direction), mpfr_free_str);
    std::string significand(raw.get() + (negative ? 1 : 0));
    significand.erase(significand.find_last_not_of('0') + 1);
    return sign + positional(significand, static_cast<long>(exponent));
}

std::string hexadecimal(double x) {
    if (std::isinf(x)) return x > 0 ? "inf" : "-inf";
    std::array<char, 64> buffer{};
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(x), std::chars_format::hex);
    return (x < 0 ? "-0x" : "0x") + std::string(buffer.data(), end.ptr);
}

std::string interval_text(const std::string& low, const std::string& high) {
    return "[" + low + ", " + high + "]";
}

}  // namespace groundcheck
