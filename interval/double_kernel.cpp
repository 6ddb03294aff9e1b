#include "interval/double_kernel.hpp"

#include <optional>

#include "interval/mpfr_value.hpp"
#include "interval/printing.hpp"

namespace groundcheck {

static_assert(NumberKernel<DoubleKernel>);

constexpr double inf = directed::infinity;

namespace {

constexpr Precision double_bits = 53;

bool any_empty(DoubleInterval a, DoubleInterval b) { return a.is_empty() || b.is_empty(); }
bool is_infinity(DoubleInterval a) { return a.is_point() && std::abs(a.lo) == inf; }

// Rounding at 53 bits and then to the double grid, both in the same direction, is rounding to the double grid
// in that direction, since the double numbers (subnormal ones too) are among the 53-bit ones.
double round_rational(const Rational& value, mpfr_rnd_t direction) {
    MpfrValue rounded(double_bits);
    mpfr_set_q(rounded.get(), value.backend().data(), direction);
    return mpfr_get_d(rounded.get(), direction);
}

// The whole number, if it has at most 53 bits, so that a double holds it.
std::optional<double> small_integer(mpz_srcptr value) {
    if (mpz_sizeinbase(value, 2) > double_bits) return std::nullopt;
    return mpz_get_d(value);
}

double round_arf(const arf_struct* x, mpfr_rnd_t direction) {
    MpfrValue rounded(double_bits);
    arf_get_mpfr(rounded.get(), x, direction);
    return mpfr_get_d(rounded.get(), direction);
}

}  // namespace

// Most rationals of a claim are quotients of small whole numbers, which are doubles: then the two quotients
// are rounded in the processor, and MPFR's are the same (both are the tightest bounds).
DoubleInterval DoubleKernel::rational(const Rational& value) const {
    const auto top = small_integer(mpq_numref(value.backend().data()));
    const auto bottom = small_integer(mpq_denref(value.backend().data()));
    if (!top || !bottom) return interval(value, value);
    if (*bottom == 1) return {*top, *top};
    return {directed::div_down(*top, *bottom), directed::div_up(*top, *bottom)};
}

DoubleInterval DoubleKernel::interval(const Rational& low, const Rational& high) const {
    return {round_rational(low, MPFR_RNDD), round_rational(high, MPFR_RNDU)};
}

DoubleInterval DoubleKernel::pi() const {
    // 0x1.921fb54442d18p+1 < pi < 0x1.921fb54442d19p+1: the doubles around 3.14159265358979323846...
    return {0x1.921fb54442d18p+1, 0x1.921fb54442d19p+1};
}

DoubleInterval DoubleKernel::from_ball(const Ball& ball) const {
    if (ball.is_empty()) return Value::empty();
    return {round_arf(ball.low(), MPFR_RNDD), round_arf(ball.high(), MPFR_RNDU)};
}

// An undefined end (infinity - infinity) says nothing and becomes the enclosing infinity; only the sum of two
// opposite infinite points is undefined as a whole.
DoubleInterval DoubleKernel::add_unbounded(Value a, Value b) {
    if (any_empty(a, b)) return Value::empty();
    if (is_infinity(a) && is_infinity(b)) return a.lo == b.lo ? a : Value::empty();
    const auto end = [](double x, double y, double outward) {
        if (x - x == 0 && y - y == 0) return outward < 0 ? directed::add_down(x, y) : directed::add_up(x, y);
        const double sum = x + y;
        return sum == sum ? sum : outward;
    };
    return {end(a.lo, b.lo, -inf), end(a.hi, b.hi, inf)};
}

// All four products of ends, with 0*infinity = 0.
DoubleInterval DoubleKernel::mul_unbounded(Value a, Value b) {
    if (any_empty(a, b)) return Value::empty();
    Value result{inf, -inf};
    for (const double x : {a.lo, a.hi}) {
        for (const double y : {b.lo, b.hi}) {
            const bool bounded = x - x == 0 && y - y == 0;
            const double limit = x == 0 || y == 0 ? 0.0 : x * y;
            result.lo = std::min(result.lo, bounded ? directed::mul_down(x, y) : limit);
            result.hi = std::max(result.hi, bounded ? directed::mul_up(x, y) : limit);
        }
    }
    return result;
}

namespace {

// One end of a/b, for b >= 0 with b.hi > 0: `outward` is the infinity on that end's side. Quotients that move
// the end outward have the smaller divisor, those that move it towards zero the larger one.
double quotient_end(double x, DoubleInterval b, double outward) {
    const bool towards_zero = outward > 0 ? x <= 0 : x >= 0;
    const double y = towards_zero ? b.hi : b.lo;
    if (!towards_zero && y == 0) return outward;
    const bool x_infinite = std::abs(x) == inf;
    if (x_infinite && y == inf) return towards_zero ? 0.0 : outward;
    if (x_infinite) return x;
    if (y == inf) return 0.0;
    return outward < 0 ? directed::div_down(x, y) : directed::div_up(x, y);
}

}  // namespace

DoubleInterval DoubleKernel::div_unbounded(Value a, Value b) {
    const DoubleKernel kernel;
    if (any_empty(a, b) || kernel.is_zero(b) || (is_infinity(a) && is_infinity(b))) return Value::empty();
    if (kernel.is_zero(a)) return a;
    if (b.lo < 0 && b.hi > 0) return Value::whole_line();
    if (b.lo < 0) return div_unbounded(kernel.neg(a), kernel.neg(b));
    return {quotient_end(a.lo, b, -inf), quotient_end(a.hi, b, inf)};
}

Endpoint DoubleKernel::lower(Value a) const {
    if (a.lo == -inf) return minus_infinity();
    return a.lo == inf ? plus_infinity() : finite_endpoint(Rational(a.lo));
}

Endpoint DoubleKernel::upper(Value a) const { return lower({a.hi, a.hi}); }

std::string DoubleKernel::to_string(Value a, int digits) const {
    if (a.is_empty()) return empty_text;
    MPFR_DECL_INIT(low, 53);
    MPFR_DECL_INIT(high, 53);
    mpfr_set_d(low, a.lo, MPFR_RNDD);
    mpfr_set_d(high, a.hi, MPFR_RNDU);
    return interval_text(decimal(low, digits, MPFR_RNDD), decimal(high, digits, MPFR_RNDU));
}

std::string DoubleKernel::to_hex(Value a) const {
    if (a.is_empty()) return empty_text;
    return interval_text(hexadecimal(a.lo), hexadecimal(a.hi));
}

}  // namespace groundcheck
