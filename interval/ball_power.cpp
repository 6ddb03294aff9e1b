// Powers in BallKernel.
#include <cstdint>
#include <utility>

#include "interval/arb_evaluate.hpp"
#include "interval/arb_exponential.hpp"
#include "interval/ball_kernel.hpp"
#include "interval/integer_power.hpp"

namespace groundcheck {

namespace {

// An integer of FLINT's with a destructor.
class Whole {
  public:
    explicit Whole(std::int64_t value) { fmpz_init_set_si(value_, value); }
    explicit Whole(const Integer& value) {
        fmpz_init(value_);
        fmpz_set_mpz(value_, value.backend().data());
    }
    Whole(const Whole&) = delete;
    Whole& operator=(const Whole&) = delete;
    ~Whole() { fmpz_clear(value_); }

    [[nodiscard]] const fmpz* get() const { return value_; }
    fmpz* get() { return value_; }
    [[nodiscard]] int sign() const { return fmpz_sgn(value_); }
    [[nodiscard]] bool is_even() const { return fmpz_is_even(value_) != 0; }
    [[nodiscard]] Precision bits() const { return static_cast<Precision>(fmpz_bits(value_)); }

  private:
    fmpz_t value_;
};

// x = 2^k: x^n is 2^(k*n) exactly. False, and nothing set, for any other x or if k*n is out of reach.
bool power_of_two(const arf_struct* x, const Whole& n, arf_ptr low, arf_ptr high) {
    Whole odd(0);
    Whole exponent(0);
    arf_get_fmpz_2exp(odd.get(), exponent.get(), x);
    if (fmpz_is_one(odd.get()) == 0) return false;
    fmpz_mul(exponent.get(), exponent.get(), n.get());
    if (exponent.bits() > most_exponent_bits) return false;
    arf_one(low);
    arf_mul_2exp_fmpz(low, low, exponent.get());
    arf_set(high, low);
    return true;
}

// x^n at one x >= 0, infinity included; n != 0. At 0 a negative power is +infinity (its limit from the
// right).
void whole_power_at(const arf_struct* x, const Whole& n, Precision bits, arf_ptr low, arf_ptr high) {
    const bool to_infinity = arf_is_inf(x) ? n.sign() > 0 : n.sign() < 0;
    if (arf_is_special(x)) {
        to_infinity ? arf_pos_inf(low) : arf_zero(low);
        arf_set(high, low);
        return;
    }
    if (power_of_two(x, n, low, high)) return;
    if (n.bits() > 64) {
        // More multiplications than exp(n*log(x)) is worth.
        exponential(
            [x, &n](arb_ptr out, Precision working) {
                arb_set_arf(out, x);
                arb_log(out, out, working);
                arb_mul_fmpz(out, out, n.get(), working);
            },
            bits, low, high);
        return;
    }
    evaluate(
        [x, &n](arb_ptr out, Precision working) {
            arb_set_arf(out, x);
            arb_pow_fmpz(out, out, n.get(), working);
        },
        bits, low, high, n.bits());
    if (arf_sgn(low) < 0) arf_zero(low);  // x^n > 0
}

// a^n for a >= 0, n != 0: increasing for n > 0, decreasing for n < 0.
Ball whole_power_nonnegative(const Ball& a, const Whole& n, Precision bits) {
    Ball result;
    Ball other;
    whole_power_at(a.low(), n, bits, result.low(), result.high());
    if (a.is_point()) return result;
    whole_power_at(a.high(), n, bits, other.low(), other.high());
    if (n.sign() > 0) {
        arf_swap(result.high(), other.high());
    } else {
        arf_swap(result.low(), other.low());
    }
    return result;
}

// IEEE 1788's pown: the base may be negative; 0 has no negative power; x^0 is 1 for every x.
Ball whole_power_of(const BallKernel& kernel, const Ball& base, const Whole& exponent) {
    const Precision bits = kernel.precision();
    if (base.is_empty()) return base;
    if (exponent.sign() == 0) return kernel.rational(1);
    if (exponent.sign() < 0 && kernel.is_zero(base)) return Ball::empty();
    if (exponent.is_even()) return whole_power_nonnegative(kernel.abs(base), exponent, bits);
    if (arf_sgn(base.low()) >= 0) return whole_power_nonnegative(base, exponent, bits);
    if (arf_sgn(base.high()) <= 0)
        return kernel.neg(whole_power_nonnegative(kernel.neg(base), exponent, bits));
    Ball result;
    arf_neg_inf(result.low());
    arf_pos_inf(result.high());
    if (exponent.sign() < 0) return result;  // a pole inside
    Ball ignored;
    Ball minus_low;
    arf_neg(minus_low.low(), base.low());
    whole_power_at(minus_low.low(), exponent, bits, ignored.low(), result.low());
    arf_neg(result.low(), result.low());
    whole_power_at(base.high(), exponent, bits, ignored.low(), result.high());
    return result;
}

}  // namespace

Ball BallKernel::power(const Ball& base, std::int64_t exponent) const {
    return whole_power_of(*this, base, Whole(exponent));
}

Ball integer_power(const BallKernel& kernel, const Ball& base, const Integer& exponent) {
    return whole_power_of(kernel, base, Whole(exponent));
}

namespace {

enum class Limit { zero, one, infinity, none };

// x^y where x or y is 0, 1 or infinite, as a limit from within x > 0; `none` where Arb computes.
Limit limit_of_power(const arf_struct* x, const arf_struct* y) {
    if (arf_is_zero(y) || arf_is_one(x)) return Limit::one;
    const bool grows = arf_sgn(y) > 0;
    if (arf_is_zero(x)) return grows ? Limit::zero : Limit::infinity;
    if (arf_is_inf(x)) return grows ? Limit::infinity : Limit::zero;
    if (arf_is_inf(y)) return (arf_cmp_si(x, 1) > 0) == grows ? Limit::infinity : Limit::zero;
    return Limit::none;
}

// x^(odd/2^halvings) by repeated square roots, which keeps exact roots exact (16^(1/4) is 2), for x > 0.
// False, and out untouched, if y is not of that shape with a few halvings.
bool dyadic_power(arb_ptr out, const arf_struct* x, const arf_struct* y, Precision working) {
    constexpr slong most_halvings = 8;
    fmpz_t odd;
    fmpz_t exponent;
    fmpz_init(odd);
    fmpz_init(exponent);
    arf_get_fmpz_2exp(odd, exponent, y);
    const bool suits = fmpz_sgn(exponent) < 0 && fmpz_cmp_si(exponent, -most_halvings) >= 0;
    if (suits) {
        arb_set_arf(out, x);
        for (slong halvings = -fmpz_get_si(exponent); halvings > 0; --halvings)
            arb_sqrt(out, out, working);
        arb_pow_fmpz(out, out, odd, working);
    }
    fmpz_clear(odd);
    fmpz_clear(exponent);
    return suits;
}

// Whether y*log(x) may have more than 100 bits before the point, so that Arb's power needs more precision.
// |log(x)| < |e| + 1 for 2^(e-1) <= x < 2^e.
bool is_huge_power(const arf_struct* x, const arf_struct* y) {
    const slong e = arf_abs_bound_lt_2exp_si(x);
    const slong log_bits = FLINT_BIT_COUNT(e < 0 ? -e : e) + 1;
    return arf_cmpabs_2exp_si(y, 100 - log_bits) > 0;
}

void power_at(const arf_struct* x, const arf_struct* y, Precision bits, Ball& result) {
    switch (limit_of_power(x, y)) {
        case Limit::zero:
            arf_zero(result.low());
            break;
        case Limit::one:
            arf_one(result.low());
            break;
        case Limit::infinity:
            arf_pos_inf(result.low());
            break;
        case Limit::none: {
            if (is_huge_power(x, y)) {
                exponential(
                    [x, y](arb_ptr out, Precision working) {
                        arb_set_arf(out, x);
                        arb_log(out, out, working);
                        arb_mul_arf(out, out, y, working);
                    },
                    bits, result.low(), result.high());
                return;
            }
            ArbValue base;
            ArbValue exponent;
            arb_set_arf(base.get(), x);
            arb_set_arf(exponent.get(), y);
            evaluate(
                [&](arb_ptr out, Precision working) {
                    if (!dyadic_power(out, x, y, working)) arb_pow(out, base.get(), exponent.get(), working);
                },
                bits, result.low(), result.high());
            if (arf_sgn(result.low()) < 0) arf_zero(result.low());  // x^y > 0
            return;
        }
    }
    arf_set(result.high(), result.low());
}

// 0^y: 1 at y = 0, 0 for y > 0, undefined for y < 0.
Ball power_of_zero(const Ball& y) {
    Ball result;
    if (arf_sgn(y.high()) < 0) return Ball::empty();
    if (arf_sgn(y.low()) > 0) return result;
    arf_one(result.high());
    if (arf_is_zero(y.high())) arf_one(result.low());
    return result;
}

}  // namespace

// log(x^y) = y*log(x) is linear in y for fixed log(x) and linear in log(x) for fixed y, so over a box it
// takes its extremes at corners. The convention 0^0 = 1 is the value of the corner (0, 0).
Ball BallKernel::power(const Ball& base, const Ball& exponent) const {
    if (base.is_empty() || exponent.is_empty() || arf_sgn(base.high()) < 0) return Ball::empty();
    if (arf_is_zero(base.high())) return power_of_zero(exponent);
    Ball x = base;
    if (arf_sgn(x.low()) < 0) arf_zero(x.low());
    Ball result;
    power_at(x.low(), exponent.low(), bits_, result);
    const auto include = [&](const arf_struct* at, const arf_struct* to) {
        Ball corner;
        power_at(at, to, bits_, corner);
        result = hull(result, corner);
    };
    if (!exponent.is_point()) include(x.low(), exponent.high());
    if (!x.is_point()) include(x.high(), exponent.low());
    if (!exponent.is_point() && !x.is_point()) include(x.high(), exponent.high());
    return result;
}

}  // namespace groundcheck
