#include "interval/exact_kernel.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "interval/ball_kernel.hpp"
#include "interval/precision.hpp"

namespace groundcheck {

static_assert(NumberKernel<ExactKernel>);

namespace {

// A power with more bits than this is not worth writing out.
constexpr double most_bits = 1 << 22;

Exact infinite(int sign) { return sign > 0 ? Exact::plus_infinity() : Exact::minus_infinity(); }

// The sign of a finite or infinite value.
int sign_of(const Exact& a) {
    if (a.is_finite()) return a.number().sign();
    return a.kind() == Exact::Kind::plus_infinity ? 1 : -1;
}

// The rational that a value is, if it is one.
std::optional<Rational> as_rational(const Exact& a) {
    return a.is_finite() ? a.number().as_rational() : std::nullopt;
}

double bits_of(const Rational& value) {
    const auto bits = [](const Integer& part) {
        return part == 0 ? 1.0 : static_cast<double>(msb(abs(part)) + 1);
    };
    return bits(numerator(value)) + bits(denominator(value));
}

// Precondition: neither is inexact or empty. -1, 0, +1; equal infinities compare equal.
int order(const Exact& a, const Exact& b) {
    if (a.is_finite() && b.is_finite()) return compare(a.number(), b.number());
    if (a.kind() == b.kind()) return 0;
    return a.kind() == Exact::Kind::minus_infinity || b.kind() == Exact::Kind::plus_infinity ? -1 : 1;
}

bool any_empty(const Exact& a, const Exact& b) { return a.is_empty() || b.is_empty(); }
bool any_inexact(const Exact& a, const Exact& b) { return a.is_inexact() || b.is_inexact(); }

// a + factor*b where both have a form.
Exact combined(const Exact& a, const Exact& b, int factor) {
    const auto x = a.gamma_form(), y = b.gamma_form();
    if (!x || !y) return Exact::inexact();
    return Exact::with_gamma(x->multiple + factor * y->multiple, x->rest + y->rest * Rational(factor));
}

Exact scaled(const Exact& a, const Rational& factor) {
    const auto x = a.gamma_form();
    return x ? Exact::with_gamma(x->multiple * factor, x->rest * factor) : Exact::inexact();
}

// The sign of a - b where both have a form, if some enclosure tells.
std::optional<int> order_with_gamma(const Exact& a, const Exact& b) {
    const auto difference = combined(a, b, -1);
    if (difference.is_finite()) return difference.number().sign();
    const auto form = difference.gamma_form();
    if (!form) return std::nullopt;
    constexpr Precision last = 4096;
    for (Precision bits = PrecisionLadder::first_rung; bits <= last; bits *= 2) {
        const BallKernel kernel(bits);
        const Ball gamma = kernel.neg(kernel.digamma(kernel.rational(1)));
        const Ball value =
            kernel.add(enclose(kernel, form->rest), kernel.mul(kernel.rational(form->multiple), gamma));
        if (kernel.less(kernel.rational(0), value) == Truth::yes) return 1;
        if (kernel.less(value, kernel.rational(0)) == Truth::yes) return -1;
    }
    return std::nullopt;
}

}  // namespace

Exact Exact::with_gamma(const Rational& multiple, LogLinear rest) {
    Exact result(std::move(rest));
    if (multiple == 0) return result;
    result.kind_ = Kind::inexact;
    result.gamma_ = multiple;
    return result;
}

std::optional<Exact::GammaForm> Exact::gamma_form() const {
    if (is_finite() || (is_inexact() && gamma_ != 0)) return GammaForm{gamma_, value_};
    return std::nullopt;
}

const LogLinear& Exact::number() const {
    if (!is_finite()) throw std::logic_error("an exact value that is not a finite number was used as one");
    return value_;
}

Exact ExactKernel::interval(const Rational& low, const Rational& high) const {
    return low == high ? rational(low) : Exact::inexact();
}

Exact ExactKernel::add(const Exact& a, const Exact& b) const {
    if (any_empty(a, b)) return Exact::empty();
    if (any_inexact(a, b)) return combined(a, b, 1);
    if (a.is_finite() && b.is_finite()) return Exact(a.number() + b.number());
    if (a.is_infinite() && b.is_infinite() && a.kind() != b.kind()) return Exact::empty();
    return a.is_infinite() ? a : b;
}

Exact ExactKernel::sub(const Exact& a, const Exact& b) const {
    if (a.is_finite() && b.is_finite()) return Exact(a.number() - b.number());
    return add(a, neg(b));
}

Exact ExactKernel::mul(const Exact& a, const Exact& b) const {
    if (any_empty(a, b)) return Exact::empty();
    if (is_zero(a) || is_zero(b)) return rational(0);
    if (any_inexact(a, b)) {
        if (const auto factor = as_rational(a)) return scaled(b, *factor);
        if (const auto factor = as_rational(b)) return scaled(a, *factor);
        return Exact::inexact();
    }
    if (a.is_infinite() || b.is_infinite()) return infinite(sign_of(a) * sign_of(b));
    auto result = product(a.number(), b.number());
    return result ? Exact(std::move(*result)) : Exact::inexact();
}

Exact ExactKernel::div(const Exact& a, const Exact& b) const {
    if (any_empty(a, b) || is_zero(b)) return Exact::empty();
    if (a.is_infinite() && b.is_infinite()) return Exact::empty();
    // 0 divided by something inexact is 0 only if that is not 0, which is not known.
    if (any_inexact(a, b)) {
        const auto divisor = as_rational(b);
        return divisor ? scaled(a, Rational(1 / *divisor)) : Exact::inexact();
    }
    if (b.is_infinite()) return rational(0);
    if (a.is_infinite()) return infinite(sign_of(a) * sign_of(b));
    auto result = quotient(a.number(), b.number());
    return result ? Exact(std::move(*result)) : Exact::inexact();
}

Exact ExactKernel::neg(const Exact& a) const {
    if (a.is_finite()) return Exact(-a.number());
    if (a.is_inexact()) return scaled(a, -1);
    return a.is_infinite() ? infinite(-sign_of(a)) : a;
}

Exact ExactKernel::power(const Exact& base, std::int64_t exponent) const {
    if (base.is_empty()) return base;
    if (exponent == 0) return rational(1);
    if (base.is_inexact()) return exponent == 1 ? base : Exact::inexact();
    if (base.is_infinite()) {
        if (exponent < 0) return rational(0);
        return infinite(exponent % 2 == 0 ? 1 : sign_of(base));
    }
    if (exponent < 0 && is_zero(base)) return Exact::empty();
    if (exponent == 1) return base;
    const auto value = base.number().as_rational();
    if (!value) return Exact::inexact();
    const bool trivial = denominator(*value) == 1 && *value >= -1 && *value <= 1;
    if (!trivial && bits_of(*value) * std::abs(static_cast<double>(exponent)) > most_bits)
        return Exact::inexact();
    // (+-1)^n depends on n's parity only.
    return rational(groundcheck::power(*value, trivial ? 2 - exponent % 2 : exponent));
}

// 0 if base is 0 and the exponent is positive; 1 if the exponent is 0; roots where they are exact.
Exact ExactKernel::power(const Exact& base, const Exact& exponent) const {
    if (any_empty(base, exponent)) return Exact::empty();
    if (any_inexact(base, exponent)) return Exact::inexact();
    if (sign_of(base) < 0) return Exact::empty();
    if (is_zero(exponent)) return rational(1);
    if (is_zero(base)) return sign_of(exponent) > 0 ? rational(0) : Exact::empty();
    if (base.is_infinite()) return sign_of(exponent) > 0 ? base : rational(0);
    if (exponent.is_infinite()) {
        const int growth = order(base, rational(1)) * sign_of(exponent);
        return growth == 0 ? rational(1) : growth > 0 ? Exact::plus_infinity() : rational(0);
    }
    const auto degree = as_rational(exponent);
    if (!degree || boost::multiprecision::abs(numerator(*degree)) > 1'000'000'000 ||
        denominator(*degree) > 4096) {
        return as_rational(base) == Rational(1) ? rational(1) : Exact::inexact();
    }
    const auto whole = numerator(*degree).convert_to<std::int64_t>();
    if (denominator(*degree) == 1) return power(base, whole);
    const auto value = as_rational(base);
    if (!value) return Exact::inexact();
    const auto root = exact_root(*value, denominator(*degree).convert_to<unsigned>());
    return root ? power(rational(*root), whole) : Exact::inexact();
}

Exact ExactKernel::abs(const Exact& a) const {
    if (a.is_empty()) return a;
    if (a.is_inexact()) {
        const auto sign = order_with_gamma(a, rational(0));
        return sign ? scaled(a, *sign) : Exact::inexact();
    }
    return sign_of(a) < 0 ? neg(a) : a;
}

Exact ExactKernel::min(const Exact& a, const Exact& b) const {
    if (any_empty(a, b)) return Exact::empty();
    if (any_inexact(a, b)) return Exact::inexact();
    return order(a, b) <= 0 ? a : b;
}

Exact ExactKernel::max(const Exact& a, const Exact& b) const {
    if (any_empty(a, b)) return Exact::empty();
    if (any_inexact(a, b)) return Exact::inexact();
    return order(a, b) >= 0 ? a : b;
}

Exact ExactKernel::hull(const Exact& a, const Exact& b) const {
    if (a.is_empty()) return b;
    if (b.is_empty()) return a;
    return equal(a, b) == Truth::yes ? a : Exact::inexact();
}

Exact ExactKernel::sqrt(const Exact& a) const {
    if (a.is_empty()) return a;
    if (a.is_inexact()) return Exact::inexact();
    if (sign_of(a) < 0) return Exact::empty();
    if (a.is_infinite()) return a;
    const auto value = as_rational(a);
    const auto root = value ? exact_sqrt(*value) : std::nullopt;
    return root ? rational(*root) : Exact::inexact();
}

Exact ExactKernel::log(const Exact& a) const {
    if (a.is_empty()) return a;
    if (a.is_inexact()) return Exact::inexact();
    if (sign_of(a) <= 0) return Exact::empty();
    if (a.is_infinite()) return a;
    const auto value = as_rational(a);
    return value ? Exact(LogLinear::log(*value)) : Exact::inexact();
}

Exact ExactKernel::log1p(const Exact& a) const { return log(add(rational(1), a)); }

Exact ExactKernel::exp(const Exact& a) const {
    if (a.is_empty()) return a;
    if (a.is_inexact()) return Exact::inexact();
    if (a.is_infinite()) return sign_of(a) > 0 ? a : rational(0);
    if (is_zero(a)) return rational(1);
    const auto value = exact_exp(a.number());
    return value ? rational(*value) : Exact::inexact();
}

Exact ExactKernel::expm1(const Exact& a) const { return sub(exp(a), rational(1)); }

// digamma(n) = -gamma + sum_{k<n} 1/k, digamma(n + 1/2) = -gamma - 2*log(2) + sum_{k<=n} 2/(2k-1)
// (Abramowitz and Stegun 6.3.2 and 6.3.4).
Exact ExactKernel::digamma(const Exact& a) const {
    if (a.is_empty()) return a;
    if (a.is_inexact()) return Exact::inexact();
    if (sign_of(a) <= 0) return Exact::empty();
    if (a.is_infinite()) return a;
    constexpr int largest = 10'000;
    const auto x = as_rational(a);
    if (!x || denominator(*x) > 2 || *x > largest) return Exact::inexact();
    const bool whole = denominator(*x) == 1;
    const auto n = static_cast<std::int64_t>(whole ? numerator(*x) : Integer((numerator(*x) - 1) / 2));
    Rational sum = 0;
    for (std::int64_t k = 1; k <= (whole ? n - 1 : n); ++k)
        sum += whole ? Rational(1, k) : Rational(2, 2 * k - 1);
    LogLinear rest(sum);
    if (!whole) rest -= LogLinear::log(2) * Rational(2);
    return Exact::with_gamma(-1, std::move(rest));
}

Exact ExactKernel::xlogx(const Exact& a) const {
    return !a.is_empty() && !a.is_inexact() && is_zero(a) ? a : mul(a, log(a));
}

Exact ExactKernel::chi_square_tail(std::uint32_t /*degrees*/, const Exact& a) const {
    if (a.is_empty() || a.is_inexact()) return a.is_empty() ? a : Exact::inexact();
    if (sign_of(a) < 0) return Exact::empty();
    if (is_zero(a)) return rational(1);
    return a.is_infinite() ? rational(0) : Exact::inexact();
}

Truth ExactKernel::less(const Exact& a, const Exact& b) const {
    if (any_empty(a, b)) return Truth::unknown;
    if (any_inexact(a, b)) {
        const auto sign = order_with_gamma(a, b);
        return sign ? certainly(*sign < 0) : Truth::unknown;
    }
    return certainly(order(a, b) < 0);
}

Truth ExactKernel::less_equal(const Exact& a, const Exact& b) const {
    if (any_empty(a, b)) return Truth::unknown;
    if (any_inexact(a, b)) {
        const auto sign = order_with_gamma(a, b);
        return sign ? certainly(*sign <= 0) : Truth::unknown;
    }
    return certainly(order(a, b) <= 0);
}

Truth ExactKernel::equal(const Exact& a, const Exact& b) const {
    if (any_empty(a, b)) return Truth::unknown;
    if (any_inexact(a, b)) {
        const auto sign = order_with_gamma(a, b);
        return sign ? certainly(*sign == 0) : Truth::unknown;
    }
    return certainly(order(a, b) == 0);
}

std::string ExactKernel::to_string(const Exact& a, int /*digits*/) const {
    switch (a.kind()) {
        case Exact::Kind::finite:
            return groundcheck::to_string(a.number());
        case Exact::Kind::plus_infinity:
            return "inf";
        case Exact::Kind::minus_infinity:
            return "-inf";
        case Exact::Kind::inexact:
            return "[inexact]";
        case Exact::Kind::empty:
            break;
    }
    return "[empty]";
}

}  // namespace groundcheck
