#include "reference/number.hpp"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <utility>

namespace groundcheck::reference {

namespace {

// a*b with 0*infinity = 0: a bound of 0 bounds a factor that is 0 there.
void times(Float& result, const Float& a, const Float& b, mpfr_rnd_t round) {
    if (mpfr_zero_p(a.get()) != 0 || mpfr_zero_p(b.get()) != 0)
        mpfr_set_zero(result.get(), 1);
    else
        mpfr_mul(result.get(), a.get(), b.get(), round);
}

bool is_integer(const Rational& value) { return denominator(value) == 1; }

Truth of_sign(int sign, bool strictly_below) { return certainly(strictly_below ? sign < 0 : sign == 0); }

constexpr unsigned most_exact_exponent = 512;

}  // namespace

Bounds Number::bounds(unsigned bits) const {
    if (bounds_) return *bounds_;
    Bounds result{Float(bits), Float(bits)};
    if (infinity_ != 0) {
        mpfr_set_inf(result.low.get(), infinity_);
        mpfr_set_inf(result.high.get(), infinity_);
        return result;
    }
    const auto put = [](Float& to, const Rational& value, mpfr_rnd_t round) {
        mpfr_set_q(to.get(), value.backend().data(), round);
    };
    put(result.low, exact_->rational_part(), MPFR_RNDD);
    put(result.high, exact_->rational_part(), MPFR_RNDU);
    for (const auto& [base, coefficient] : exact_->terms()) {
        const bool up = coefficient > 0;
        for (const bool high : {false, true}) {
            // The logarithm and the coefficient are rounded towards the side that the product needs.
            const mpfr_rnd_t round = high ? MPFR_RNDU : MPFR_RNDD;
            Float number(bits), logarithm(bits), product(bits);
            const mpfr_rnd_t log_round = high == up ? MPFR_RNDU : MPFR_RNDD;
            mpfr_set_z(number.get(), base.backend().data(), log_round);
            mpfr_log(logarithm.get(), number.get(), log_round);
            mpfr_mul_q(product.get(), logarithm.get(), coefficient.backend().data(), round);
            Float& sum = high ? result.high : result.low;
            mpfr_add(sum.get(), sum.get(), product.get(), round);
        }
    }
    return result;
}

std::string Number::text() const {
    if (infinity_ != 0) return infinity_ > 0 ? "infinity" : "-infinity";
    if (exact_) return to_string(*exact_);
    const auto print = [](const Float& value, const char* format) {
        char* buffer = nullptr;
        mpfr_asprintf(&buffer, format, value.get());
        std::string text = buffer;
        mpfr_free_str(buffer);
        return text;
    };
    return "[" + print(bounds_->low, "%.20RDg") + ", " + print(bounds_->high, "%.20RUg") + "]";
}

Number Arithmetic::whole_line() const {
    Bounds result{Float(bits_), Float(bits_)};
    mpfr_set_inf(result.low.get(), -1);
    mpfr_set_inf(result.high.get(), 1);
    return result;
}

Number Arithmetic::add(const Number& a, const Number& b) const {
    if (a.infinity() * b.infinity() < 0) throw NoOpinion("infinity - infinity");
    if (a.exact() && b.exact()) return *a.exact() + *b.exact();
    if (a.infinity() != 0 && b.exact()) return a;
    if (b.infinity() != 0 && a.exact()) return b;
    if (a.infinity() != 0 && a.infinity() == b.infinity()) return a;
    const Bounds x = a.bounds(bits_), y = b.bounds(bits_);
    Bounds result{Float(bits_), Float(bits_)};
    mpfr_add(result.low.get(), x.low.get(), y.low.get(), MPFR_RNDD);
    mpfr_add(result.high.get(), x.high.get(), y.high.get(), MPFR_RNDU);
    if (mpfr_nan_p(result.low.get()) != 0 || mpfr_nan_p(result.high.get()) != 0) return whole_line();
    return result;
}

Number Arithmetic::neg(const Number& a) const {
    if (a.infinity() != 0) return Number::infinite(-a.infinity());
    if (a.exact()) return -*a.exact();
    const Bounds x = a.bounds(bits_);
    Bounds result{Float(bits_), Float(bits_)};
    mpfr_neg(result.low.get(), x.high.get(), MPFR_RNDD);
    mpfr_neg(result.high.get(), x.low.get(), MPFR_RNDU);
    return result;
}

Number Arithmetic::mul(const Number& a, const Number& b) const {
    if (a.is_zero() || b.is_zero()) return Rational(0);
    if (a.exact() && b.exact())
        if (const auto exact = product(*a.exact(), *b.exact())) return *exact;
    const Bounds x = a.bounds(bits_), y = b.bounds(bits_);
    std::optional<Bounds> result;
    for (const Float* left : {&x.low, &x.high})
        for (const Float* right : {&y.low, &y.high}) {
            Float down(bits_), up(bits_);
            times(down, *left, *right, MPFR_RNDD);
            times(up, *left, *right, MPFR_RNDU);
            if (!result) result = Bounds{down, up};
            mpfr_min(result->low.get(), result->low.get(), down.get(), MPFR_RNDD);
            mpfr_max(result->high.get(), result->high.get(), up.get(), MPFR_RNDU);
        }
    // Infinite by itself, not for want of bounds: both factors are known to be away from 0.
    const bool infinite = a.infinity() != 0 || b.infinity() != 0;
    if (infinite && mpfr_inf_p(result->low.get()) != 0 &&
        mpfr_equal_p(result->low.get(), result->high.get()) != 0)
        return Number::infinite(mpfr_sgn(result->low.get()));
    return *result;
}

Number Arithmetic::div(const Number& a, const Number& b) const {
    if (b.is_zero()) throw Undefined("division by zero");
    if (b.infinity() != 0) {
        if (a.exact()) return Rational(0);
        throw NoOpinion("a quotient of infinite numbers");
    }
    if (a.exact() && b.exact())
        if (const auto exact = quotient(*a.exact(), *b.exact())) return *exact;
    const Bounds y = b.bounds(bits_);
    if (mpfr_sgn(y.low.get()) <= 0 && mpfr_sgn(y.high.get()) >= 0) return whole_line();
    if (a.is_zero()) return Rational(0);  // only now: 0/b has no value where b may be 0
    Bounds inverse{Float(bits_), Float(bits_)};
    mpfr_ui_div(inverse.low.get(), 1, y.high.get(), MPFR_RNDD);
    mpfr_ui_div(inverse.high.get(), 1, y.low.get(), MPFR_RNDU);
    return mul(a, inverse);
}

template <class Function>
Number Arithmetic::rising(const Number& a, Function function) const {
    const Bounds x = a.bounds(bits_);
    Bounds result{Float(bits_), Float(bits_)};
    function(result.low.get(), x.low.get(), MPFR_RNDD);
    function(result.high.get(), x.high.get(), MPFR_RNDU);
    if (mpfr_nan_p(result.low.get()) != 0) mpfr_set_inf(result.low.get(), -1);
    if (mpfr_nan_p(result.high.get()) != 0) mpfr_set_inf(result.high.get(), 1);
    return result;
}

Number Arithmetic::log(const Number& a) const {
    if (a.is_zero()) return Number::infinite(-1);
    if (a.infinity() > 0) return a;
    if (less(a, Rational(0)) == Truth::yes) throw Undefined("the logarithm of a negative number");
    if (const auto value = a.rational()) return LogLinear::log(*value);
    if (less(a, Rational(0)) == Truth::unknown) return whole_line();
    return rising(a, mpfr_log);
}

Number Arithmetic::exp(const Number& a) const {
    if (a.infinity() != 0) return a.infinity() > 0 ? a : Number(Rational(0));
    if (a.exact())
        if (const auto exact = exact_exp(*a.exact())) return *exact;
    return rising(a, mpfr_exp);
}

Number Arithmetic::sqrt(const Number& a) const {
    if (a.infinity() > 0) return a;
    const Truth negative = less(a, Rational(0));
    if (negative == Truth::yes) throw Undefined("the square root of a negative number");
    if (const auto value = a.rational())
        if (const auto root = exact_sqrt(*value)) return *root;
    if (negative == Truth::unknown) return whole_line();
    return rising(a, mpfr_sqrt);
}

Number Arithmetic::digamma(const Number& a) const {
    if (a.infinity() > 0) return a;
    const Truth positive = less(Rational(0), a);
    if (positive == Truth::no) throw Undefined("digamma of a number that is not positive");
    if (positive == Truth::unknown) return whole_line();
    const auto value = a.rational();
    if (!value) return rising(a, mpfr_digamma);
    // Chains of generations ask for the same few numbers again and again, and MPFR takes a millisecond for
    // one.
    constexpr std::size_t most = 4096;
    thread_local std::map<std::pair<unsigned, Rational>, Number> known;
    if (known.size() >= most) known.clear();
    const auto [place, is_new] = known.try_emplace({bits_, *value});
    if (is_new) place->second = rising(a, mpfr_digamma);
    return place->second;
}

Number Arithmetic::abs(const Number& a) const { return lesser(a, neg(a), true); }

Number Arithmetic::lesser(const Number& a, const Number& b, bool greater) const {
    const Truth first = greater ? less(b, a) : less(a, b);
    if (first == Truth::yes) return a;
    if (first == Truth::no) return b;
    const Bounds x = a.bounds(bits_), y = b.bounds(bits_);
    Bounds result{Float(bits_), Float(bits_)};
    const auto choose = greater ? mpfr_max : mpfr_min;
    choose(result.low.get(), x.low.get(), y.low.get(), MPFR_RNDD);
    choose(result.high.get(), x.high.get(), y.high.get(), MPFR_RNDU);
    return result;
}

Number Arithmetic::hull(const Number& a, const Number& b) const {
    const Bounds x = a.bounds(bits_), y = b.bounds(bits_);
    Bounds result{Float(bits_), Float(bits_)};
    mpfr_min(result.low.get(), x.low.get(), y.low.get(), MPFR_RNDD);
    mpfr_max(result.high.get(), x.high.get(), y.high.get(), MPFR_RNDU);
    return result;
}

Number Arithmetic::power(const Number& base, const Number& exponent) const {
    const auto b = base.rational(), e = exponent.rational();
    const Truth negative = less(base, Rational(0));
    if (e && is_integer(*e)) {
        if (*e == 0) return Rational(1);
        if (base.is_zero() && *e < 0) throw Undefined("0 to a negative power");
        if (b && boost::multiprecision::abs(*e) <= most_exact_exponent)
            return groundcheck::power(*b, numerator(*e).convert_to<std::int64_t>());
        if (*e < 0) return div(Rational(1), power(base, Rational(-*e)));
        if (*e > most_exact_exponent) throw NoOpinion("a power of more than the reference multiplies out");
        const Number size = mul(base, base);  // even powers are not negative
        if (*e == 2) return negative == Truth::unknown ? lesser(size, Rational(0), true) : size;
        const Number rest = power(size, Rational(numerator(*e) / 2));
        return numerator(*e) % 2 == 0 ? rest : mul(base, rest);
    }
    if (negative == Truth::yes) throw Undefined("a negative number to a power that is not an integer");
    if (negative == Truth::unknown) return whole_line();
    if (base.is_zero()) {
        if (less(exponent, Rational(0)) == Truth::yes) throw Undefined("0 to a negative power");
        if (less(Rational(0), exponent) == Truth::yes) return Rational(0);
        return whole_line();
    }
    if (b && e && denominator(*e) <= 64)
        if (const auto root = exact_root(*b, denominator(*e).convert_to<unsigned>()))
            return power(*root, Rational(numerator(*e)));
    return exp(mul(exponent, log(base)));
}

Truth Arithmetic::less(const Number& a, const Number& b) const {
    if (a.exact() && b.exact()) return of_sign(compare(*a.exact(), *b.exact()), true);
    const bool certain_a = a.exact() || a.infinity() != 0, certain_b = b.exact() || b.infinity() != 0;
    if (certain_a && certain_b) return certainly(a.infinity() < b.infinity());
    const Bounds x = a.bounds(bits_), y = b.bounds(bits_);
    if (mpfr_less_p(x.high.get(), y.low.get()) != 0) return Truth::yes;
    if (mpfr_greaterequal_p(x.low.get(), y.high.get()) != 0) return Truth::no;
    return Truth::unknown;
}

Truth Arithmetic::equal(const Number& a, const Number& b) const {
    if (a.exact() && b.exact()) return of_sign(compare(*a.exact(), *b.exact()), false);
    const bool certain_a = a.exact() || a.infinity() != 0, certain_b = b.exact() || b.infinity() != 0;
    if (certain_a && certain_b) return certainly(a.infinity() == b.infinity());
    const Bounds x = a.bounds(bits_), y = b.bounds(bits_);
    const bool apart =
        mpfr_less_p(x.high.get(), y.low.get()) != 0 || mpfr_less_p(y.high.get(), x.low.get()) != 0;
    return apart ? Truth::no : Truth::unknown;
}

}  // namespace groundcheck::reference
