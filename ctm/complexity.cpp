#include "ctm/complexity.hpp"

#include <fmt/format.h>

#include <boost/multiprecision/mpfr.hpp>

namespace groundcheck::ctm {

namespace {

// 192 bits: log2 of a 64-bit integer is below 2^6, so that an ulp is below 2^-185, far below 10^-15.
using Real = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<58>,
                                           boost::multiprecision::et_off>;

Integer scale() { return boost::multiprecision::pow(Integer(10), kBitsDigits); }

// log2(value) rounded in the given direction.
Real log2_towards(std::uint64_t value, mpfr_rnd_t direction) {
    Real result;
    mpfr_set_uj(result.backend().data(), value, direction);  // exact: 64 bits fit
    mpfr_log2(result.backend().data(), result.backend().data(), direction);
    return result;
}

// The multiple of 10^-kBitsDigits next to a - b in the given direction, given a and b rounded so that a - b
// errs that way.
Rational difference_towards(const Real& a, const Real& b, mpfr_rnd_t direction) {
    Real scaled;
    mpfr_sub(scaled.backend().data(), a.backend().data(), b.backend().data(), direction);
    // 10^15 = 2^15 * 5^15 and 5^15 < 2^35: the product is rounded, again in the right direction.
    mpfr_mul_ui(scaled.backend().data(), scaled.backend().data(), scale().convert_to<unsigned long>(),
                direction);
    Integer whole;
    mpfr_get_z(whole.backend().data(), scaled.backend().data(), direction);
    return Rational(whole, scale());
}

}  // namespace

BitsEnclosure complexity_in_bits(std::uint64_t count, std::uint64_t total) {
    // -log2(count/total) = log2(total) - log2(count)
    //   >= RD(RD(log2 total) - RU(log2 count)), and with RD and RU exchanged <=.
    return {
        .low = difference_towards(log2_towards(total, MPFR_RNDD), log2_towards(count, MPFR_RNDU), MPFR_RNDD),
        .high =
            difference_towards(log2_towards(total, MPFR_RNDU), log2_towards(count, MPFR_RNDD), MPFR_RNDU)};
}

std::string decimal(const Rational& value) {
    const Integer digits = boost::multiprecision::numerator(value * Rational(scale()));
    return fmt::format("{}.{:0>{}}", Integer(digits / scale()).str(), Integer(digits % scale()).str(),
                       kBitsDigits);
}

}  // namespace groundcheck::ctm
