// exp(y) of numbers y that may be huge, by Arb: exponentials and powers share it.
//
// Arb gives exp(y) up once y has many more bits before the point than the working precision, and answers
// [0, infinity]. The exponent of the result is about y/log(2), so it takes as many bits more as y has before
// the point. Up to 2^17 of them are granted; beyond that exp(y) has more digits in its exponent than anyone
// reads, and the answer is an outward bound with a finite end towards 1.
#pragma once

#include <algorithm>

#include "interval/arb_evaluate.hpp"

namespace groundcheck {

// How many bits the integer part of an exponential's argument, or an integer exponent, may have.
constexpr slong most_exponent_bits = slong{1} << 17;

// Sets low <= exp(y) <= high for |y| >= 2^(most_exponent_bits - 1), y of the given sign: since exp(y) >= 2^y
// for y >= 0, one end is 2^(+-2^(most_exponent_bits - 1)), the other infinity or 0.
inline void exponential_out_of_reach(int sign, arf_ptr low, arf_ptr high) {
    fmpz_t exponent;
    fmpz_init(exponent);
    fmpz_one(exponent);
    fmpz_mul_2exp(exponent, exponent, static_cast<ulong>(most_exponent_bits - 1));
    if (sign > 0) {
        arf_one(low);
        arf_mul_2exp_fmpz(low, low, exponent);
        arf_pos_inf(high);
    } else {
        fmpz_neg(exponent, exponent);
        arf_zero(low);
        arf_one(high);
        arf_mul_2exp_fmpz(high, high, exponent);
    }
    fmpz_clear(exponent);
}

// Sets low <= exp(y) <= high, to `bits` bits, for the finite y that set(out, working) encloses at a working
// precision.
template <class Set>
void exponential(Set set, Precision bits, arf_ptr low, arf_ptr high) {
    ArbValue y;
    set(y.get(), 64);
    const slong size = arf_abs_bound_lt_2exp_si(arb_midref(y.get()));
    const int sign = arf_sgn(arb_midref(y.get()));
    if (size > most_exponent_bits) {
        // The midpoint is at least 2^(size - 1), its error at most a fraction of it.
        if (arb_rel_accuracy_bits(y.get()) >= 8) return exponential_out_of_reach(sign, low, high);
        arf_zero(low);
        return arf_pos_inf(high);
    }
    evaluate(
        [&](arb_ptr out, Precision working) {
            set(out, working);
            arb_exp(out, out, working);
        },
        bits, low, high, std::max<slong>(size, 0) + 32);
    if (arf_sgn(low) < 0) arf_zero(low);  // exp(y) > 0
}

}  // namespace groundcheck
