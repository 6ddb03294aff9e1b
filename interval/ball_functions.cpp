// The elementary functions of BallKernel: Arb at the ends of monotone pieces.
#include <cstdint>

#include "interval/arb_evaluate.hpp"
#include "interval/arb_exponential.hpp"
#include "interval/ball_kernel.hpp"

namespace groundcheck {

namespace {

using ArbFunction = void (*)(arb_t, const arb_t, slong);

void evaluate_at(const arf_struct* x, ArbFunction f, Precision bits, arf_ptr low, arf_ptr high) {
    ArbValue argument;
    arb_set_arf(argument.get(), x);
    evaluate([&](arb_ptr out, Precision working) { f(out, argument.get(), working); }, bits, low, high);
}

void set_both(arf_ptr low, arf_ptr high, const arf_struct* value) {
    arf_set(low, value);
    arf_set(high, value);
}

// point(x, low, high) bounds the function at one x, infinities included. The image of a piece on which the
// function increases lies between the lower bound at its left end and the upper bound at its right end.
template <class Point>
Ball increasing(const Ball& a, Point point) {
    Ball result;
    point(a.low(), result.low(), result.high());
    if (a.is_point()) return result;
    Ball right;
    point(a.high(), right.low(), right.high());
    arf_swap(result.high(), right.high());
    return result;
}

template <class Point>
Ball decreasing(const Ball& a, Point point) {
    Ball result;
    point(a.low(), result.low(), result.high());
    if (a.is_point()) return result;
    Ball right;
    point(a.high(), right.low(), right.high());
    arf_swap(result.low(), right.low());
    return result;
}

// The part of a at or above a bound; a must reach it.
Ball from(const Ball& a, const arf_struct* bound) {
    Ball result = a;
    if (arf_cmp(a.low(), bound) < 0) arf_set(result.low(), bound);
    return result;
}

// The part of a that is >= 0. Precondition: a.high() >= 0.
Ball nonnegative_part(const Ball& a) {
    const Ball zero;
    return from(a, zero.low());
}

// Where Arb's exponential is good as it stands; larger arguments take more bits (arb_exponential.hpp).
bool is_huge(const arf_struct* x) { return arf_cmpabs_2exp_si(x, 30) > 0; }

void huge_exponential(const arf_struct* x, Precision bits, arf_ptr low, arf_ptr high) {
    exponential([x](arb_ptr out, Precision) { arb_set_arf(out, x); }, bits, low, high);
}

// low = max(low, bound): what mathematics knows better than the ball.
void raise_to(arf_ptr low, slong bound) {
    if (arf_cmp_si(low, bound) < 0) arf_set_si(low, bound);
}

}  // namespace

Ball BallKernel::pi() const {
    Ball result;
    evaluate([](arb_ptr out, Precision working) { arb_const_pi(out, working); }, bits_, result.low(),
             result.high());
    return result;
}

Ball BallKernel::sqrt(const Ball& a) const {
    if (a.is_empty() || arf_sgn(a.high()) < 0) return Ball::empty();
    return increasing(nonnegative_part(a), [this](const arf_struct* x, arf_ptr low, arf_ptr high) {
        if (arf_is_special(x)) return set_both(low, high, x);
        evaluate_at(x, arb_sqrt, bits_, low, high);
    });
}

Ball BallKernel::log(const Ball& a) const {
    if (a.is_empty() || arf_sgn(a.high()) <= 0) return Ball::empty();
    return increasing(nonnegative_part(a), [this](const arf_struct* x, arf_ptr low, arf_ptr high) {
        if (arf_is_inf(x)) return set_both(low, high, x);
        if (!arf_is_zero(x)) return evaluate_at(x, arb_log, bits_, low, high);
        arf_neg_inf(low);
        arf_neg_inf(high);
    });
}

Ball BallKernel::log1p(const Ball& a) const {
    Ball minus_one;
    arf_set_si(minus_one.low(), -1);
    if (a.is_empty() || arf_cmp(a.high(), minus_one.low()) <= 0) return Ball::empty();
    return increasing(from(a, minus_one.low()), [this](const arf_struct* x, arf_ptr low, arf_ptr high) {
        if (arf_is_special(x)) return set_both(low, high, x);
        if (arf_cmp_si(x, -1) != 0) return evaluate_at(x, arb_log1p, bits_, low, high);
        arf_neg_inf(low);
        arf_neg_inf(high);
    });
}

Ball BallKernel::exp(const Ball& a) const {
    if (a.is_empty()) return a;
    return increasing(a, [this](const arf_struct* x, arf_ptr low, arf_ptr high) {
        if (arf_is_pos_inf(x)) return set_both(low, high, x);
        if (arf_is_neg_inf(x)) {
            arf_zero(low);
            return arf_zero(high);
        }
        if (is_huge(x)) return huge_exponential(x, bits_, low, high);
        evaluate_at(x, arb_exp, bits_, low, high);
        raise_to(low, 0);  // exp(x) > 0
    });
}

Ball BallKernel::expm1(const Ball& a) const {
    if (a.is_empty()) return a;
    return increasing(a, [this](const arf_struct* x, arf_ptr low, arf_ptr high) {
        if (arf_is_pos_inf(x)) return set_both(low, high, x);
        if (arf_is_neg_inf(x)) {
            arf_set_si(low, -1);
            return arf_set_si(high, -1);
        }
        if (is_huge(x)) {
            huge_exponential(x, bits_, low, high);
            arf_sub_ui(low, low, 1, bits_, ARF_RND_FLOOR);
            arf_sub_ui(high, high, 1, bits_, ARF_RND_CEIL);
            return;
        }
        evaluate_at(x, arb_expm1, bits_, low, high);
        raise_to(low, -1);  // exp(x) - 1 > -1
    });
}

// Increasing on (0, infinity), from -infinity to infinity.
Ball BallKernel::digamma(const Ball& a) const {
    if (a.is_empty() || arf_sgn(a.high()) <= 0) return Ball::empty();
    return increasing(nonnegative_part(a), [this](const arf_struct* x, arf_ptr low, arf_ptr high) {
        if (arf_is_inf(x)) return set_both(low, high, x);
        if (!arf_is_zero(x)) return evaluate_at(x, arb_digamma, bits_, low, high);
        arf_neg_inf(low);
        arf_neg_inf(high);
    });
}

namespace {

void xlogx_at(const arf_struct* x, Precision bits, arf_ptr low, arf_ptr high) {
    if (arf_is_special(x)) return set_both(low, high, x);  // 0 and infinity
    evaluate(
        [x](arb_ptr out, Precision working) {
            arb_set_arf(out, x);
            arb_log(out, out, working);
            arb_mul_arf(out, out, x, working);
        },
        bits, low, high);
}

// Arb's 1/e at some bits more than the kernel's.
void set_inverse_e(arb_ptr out, Precision working) {
    arb_set_si(out, -1);
    arb_exp(out, out, working);
}

// -1 or 1 as x < 1/e or x > 1/e; 0 if this is not clear at the precision.
int side_of_inverse_e(const arf_struct* x, Precision bits) {
    if (arf_cmp_d(x, 0.3678) < 0) return -1;  // 1/e = 0.36787944...
    if (arf_cmp_d(x, 0.3679) > 0) return 1;
    ArbValue difference;
    set_inverse_e(difference.get(), bits + 32);
    arb_sub_arf(difference.get(), difference.get(), x, bits + 32);
    return arb_is_positive(difference.get()) ? -1 : arb_is_negative(difference.get()) ? 1 : 0;
}

}  // namespace

// x*log(x) decreases on [0, 1/e], to its least value -1/e, and increases from there.
Ball BallKernel::xlogx(const Ball& a) const {
    if (a.is_empty() || arf_sgn(a.high()) < 0) return Ball::empty();
    const Ball x = nonnegative_part(a);
    const auto point = [this](const arf_struct* at, arf_ptr low, arf_ptr high) {
        xlogx_at(at, bits_, low, high);
    };
    if (x.is_point() || side_of_inverse_e(x.low(), bits_) > 0) return increasing(x, point);
    if (side_of_inverse_e(x.high(), bits_) < 0) return decreasing(x, point);
    Ball left;
    Ball right;
    point(x.low(), left.low(), left.high());
    point(x.high(), right.low(), right.high());
    Ball least;
    evaluate([](arb_ptr out, Precision working) { set_inverse_e(out, working); }, bits_, least.low(),
             least.high());
    arf_neg(left.low(), least.high());
    arf_max(left.high(), left.high(), right.high());
    return left;
}

}  // namespace groundcheck
