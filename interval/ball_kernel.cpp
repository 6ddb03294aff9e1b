#include "interval/ball_kernel.hpp"

#include <algorithm>

namespace groundcheck {

static_assert(NumberKernel<BallKernel>);

Ball BallKernel::rational(const Rational& value) const { return interval(value, value); }

Ball BallKernel::interval(const Rational& low, const Rational& high) const {
    Ball result;
    const auto set = [this](arf_ptr target, const Rational& value, arf_rnd_t rounding) {
        fmpq_t exact;
        fmpq_init(exact);
        fmpq_set_mpq(exact, value.backend().data());
        arf_fmpz_div_fmpz(target, fmpq_numref(exact), fmpq_denref(exact), bits_, rounding);
        fmpq_clear(exact);
    };
    set(result.low(), low, ARF_RND_FLOOR);
    set(result.high(), high, ARF_RND_CEIL);
    return result;
}

Ball BallKernel::infinity() const {
    Ball result;
    arf_pos_inf(result.low());
    arf_pos_inf(result.high());
    return result;
}

namespace {

void set_whole_line(Ball& target) {
    arf_neg_inf(target.low());
    arf_pos_inf(target.high());
}

bool any_empty(const Ball& a, const Ball& b) { return a.is_empty() || b.is_empty(); }

// A single point that is an infinity.
bool is_infinity(const Ball& a) { return arf_is_inf(a.low()) != 0 && a.is_point(); }

int sign(const arf_struct* x) { return arf_sgn(x); }

}  // namespace

// An undefined end (infinity - infinity) says nothing, so it becomes the infinity that encloses; only the sum
// of two opposite infinite points is undefined as a whole.
Ball BallKernel::add(const Ball& a, const Ball& b) const {
    if (any_empty(a, b)) return Ball::empty();
    Ball result;
    arf_add(result.low(), a.low(), b.low(), bits_, ARF_RND_FLOOR);
    arf_add(result.high(), a.high(), b.high(), bits_, ARF_RND_CEIL);
    const bool low_undefined = arf_is_nan(result.low()) != 0;
    const bool high_undefined = arf_is_nan(result.high()) != 0;
    if (low_undefined && high_undefined && is_infinity(a) && is_infinity(b)) return Ball::empty();
    if (low_undefined) arf_neg_inf(result.low());
    if (high_undefined) arf_pos_inf(result.high());
    return result;
}

Ball BallKernel::neg(const Ball& a) const {
    Ball result;
    arf_neg(result.low(), a.high());
    arf_neg(result.high(), a.low());
    return result;
}

Ball BallKernel::sub(const Ball& a, const Ball& b) const { return add(a, neg(b)); }

namespace {

// x*y with 0*infinity = 0.
void multiply(arf_ptr z, const arf_struct* x, const arf_struct* y, Precision bits, arf_rnd_t rounding) {
    if (arf_is_zero(x) || arf_is_zero(y)) {
        arf_zero(z);
    } else {
        arf_mul(z, x, y, bits, rounding);
    }
}

// Both factors have 0 strictly inside: two candidates for each end.
Ball multiply_mixed(const Ball& a, const Ball& b, Precision bits) {
    Ball result;
    Ball other;
    multiply(result.low(), a.low(), b.high(), bits, ARF_RND_FLOOR);
    multiply(other.low(), a.high(), b.low(), bits, ARF_RND_FLOOR);
    multiply(result.high(), a.low(), b.low(), bits, ARF_RND_CEIL);
    multiply(other.high(), a.high(), b.high(), bits, ARF_RND_CEIL);
    arf_min(result.low(), result.low(), other.low());
    arf_max(result.high(), result.high(), other.high());
    return result;
}

// Precondition: a >= 0. The product's ends are reached at the end of a that stretches b's end outward.
Ball multiply_nonnegative(const Ball& a, const Ball& b, Precision bits) {
    Ball result;
    multiply(result.low(), sign(b.low()) >= 0 ? a.low() : a.high(), b.low(), bits, ARF_RND_FLOOR);
    multiply(result.high(), sign(b.high()) >= 0 ? a.high() : a.low(), b.high(), bits, ARF_RND_CEIL);
    return result;
}

}  // namespace

Ball BallKernel::mul(const Ball& a, const Ball& b) const {
    if (any_empty(a, b)) return Ball::empty();
    if (sign(a.low()) >= 0) return multiply_nonnegative(a, b, bits_);
    if (sign(b.low()) >= 0) return multiply_nonnegative(b, a, bits_);
    if (sign(a.high()) <= 0) return multiply_nonnegative(neg(a), neg(b), bits_);
    if (sign(b.high()) <= 0) return multiply_nonnegative(neg(b), neg(a), bits_);
    return multiply_mixed(a, b, bits_);
}

namespace {

// x/y for y > 0, where infinity/infinity, which says nothing, becomes the end that encloses every quotient of
// the same sign.
void divide(arf_ptr z, const arf_struct* x, const arf_struct* y, Precision bits, arf_rnd_t rounding) {
    if (arf_is_inf(x) && arf_is_inf(y)) {
        const bool outward = (sign(x) > 0) == (rounding == ARF_RND_CEIL);
        if (outward) {
            arf_set(z, x);
        } else {
            arf_zero(z);
        }
    } else {
        arf_div(z, x, y, bits, rounding);
    }
}

// Precondition: b > 0, except that its lower end may be 0.
Ball divide_by_positive(const Ball& a, const Ball& b, Precision bits) {
    Ball result;
    if (!arf_is_zero(b.low())) {
        divide(result.low(), a.low(), sign(a.low()) >= 0 ? b.high() : b.low(), bits, ARF_RND_FLOOR);
        divide(result.high(), a.high(), sign(a.high()) >= 0 ? b.low() : b.high(), bits, ARF_RND_CEIL);
        return result;
    }
    set_whole_line(result);
    if (sign(a.low()) >= 0) divide(result.low(), a.low(), b.high(), bits, ARF_RND_FLOOR);
    if (sign(a.high()) <= 0) divide(result.high(), a.high(), b.high(), bits, ARF_RND_CEIL);
    return result;
}

}  // namespace

Ball BallKernel::div(const Ball& a, const Ball& b) const {
    if (any_empty(a, b) || is_zero(b)) return Ball::empty();
    if (is_infinity(a) && is_infinity(b)) return Ball::empty();
    if (is_zero(a)) return a;
    if (sign(b.low()) >= 0) return divide_by_positive(a, b, bits_);
    if (sign(b.high()) <= 0) return divide_by_positive(neg(a), neg(b), bits_);
    Ball result;
    set_whole_line(result);
    return result;
}

Ball BallKernel::abs(const Ball& a) const {
    if (a.is_empty() || sign(a.low()) >= 0) return a;
    if (sign(a.high()) <= 0) return neg(a);
    Ball result;
    arf_neg(result.high(), a.low());
    arf_max(result.high(), result.high(), a.high());
    return result;
}

Ball BallKernel::min(const Ball& a, const Ball& b) const {
    if (any_empty(a, b)) return Ball::empty();
    Ball result;
    arf_min(result.low(), a.low(), b.low());
    arf_min(result.high(), a.high(), b.high());
    return result;
}

Ball BallKernel::max(const Ball& a, const Ball& b) const {
    if (any_empty(a, b)) return Ball::empty();
    Ball result;
    arf_max(result.low(), a.low(), b.low());
    arf_max(result.high(), a.high(), b.high());
    return result;
}

Ball BallKernel::hull(const Ball& a, const Ball& b) const {
    if (a.is_empty()) return b;
    if (b.is_empty()) return a;
    Ball result;
    arf_min(result.low(), a.low(), b.low());
    arf_max(result.high(), a.high(), b.high());
    return result;
}

Truth BallKernel::less(const Ball& a, const Ball& b) const {
    if (any_empty(a, b)) return Truth::unknown;
    if (arf_cmp(a.high(), b.low()) < 0) return Truth::yes;
    return arf_cmp(a.low(), b.high()) >= 0 ? Truth::no : Truth::unknown;
}

Truth BallKernel::less_equal(const Ball& a, const Ball& b) const {
    if (any_empty(a, b)) return Truth::unknown;
    if (arf_cmp(a.high(), b.low()) <= 0) return Truth::yes;
    return arf_cmp(a.low(), b.high()) > 0 ? Truth::no : Truth::unknown;
}

Truth BallKernel::equal(const Ball& a, const Ball& b) const {
    if (any_empty(a, b)) return Truth::unknown;
    if (arf_cmp(a.high(), b.low()) < 0 || arf_cmp(b.high(), a.low()) < 0) return Truth::no;
    return a.is_point() && b.is_point() ? Truth::yes : Truth::unknown;
}

bool BallKernel::is_zero(const Ball& a) const { return arf_is_zero(a.low()) && arf_is_zero(a.high()); }

}  // namespace groundcheck
