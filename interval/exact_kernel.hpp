// The exact kernel: expressions over log-linear numbers, without any rounding.
//
// A value is a log-linear number, one of the two infinities, `inexact`, or empty. `inexact` says that the
// operation left the log-linear numbers (the square root of 2, say) or would need a number too large to write
// down; it is absorbing and nothing can be concluded from it, so an evaluator that meets it turns to an
// enclosing kernel. Empty says that the operation is undefined (log of 0, 1/0, infinity - infinity); it
// absorbs everything, `inexact` too.
//
// Digamma at whole numbers and halves is -gamma and a log-linear number, gamma being Euler's constant; of
// such multiples of gamma the log-linear numbers have none. An inexact value remembers that it is one as long
// as it is added up and multiplied by rationals: where gamma goes out, the sum is log-linear again. No one
// knows whether gamma is rational, so what is left with one is compared by enclosures, and may stay unknown.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "interval/kernel.hpp"
#include "interval/log_linear.hpp"

namespace groundcheck {

class Exact {
  public:
    enum class Kind { finite, plus_infinity, minus_infinity, inexact, empty };

    Exact() = default;  // 0
    explicit Exact(LogLinear value) : kind_(Kind::finite), value_(std::move(value)) {}
    static Exact plus_infinity() { return Exact(Kind::plus_infinity); }
    static Exact minus_infinity() { return Exact(Kind::minus_infinity); }
    static Exact inexact() { return Exact(Kind::inexact); }
    static Exact empty() { return Exact(Kind::empty); }

    [[nodiscard]] Kind kind() const { return kind_; }
    [[nodiscard]] bool is_finite() const { return kind_ == Kind::finite; }
    [[nodiscard]] bool is_infinite() const {
        return kind_ == Kind::plus_infinity || kind_ == Kind::minus_infinity;
    }
    [[nodiscard]] bool is_inexact() const { return kind_ == Kind::inexact; }
    [[nodiscard]] bool is_empty() const { return kind_ == Kind::empty; }
    // rest + multiple*gamma: finite if the multiple is 0, else inexact.
    static Exact with_gamma(const Rational& multiple, LogLinear rest);
    // What is known of a finite value, or of an inexact one made so: its multiple of gamma, and the rest.
    struct GammaForm {
        Rational multiple;
        LogLinear rest;
    };
    [[nodiscard]] std::optional<GammaForm> gamma_form() const;
    // The number. Precondition: is_finite(), otherwise std::logic_error.
    [[nodiscard]] const LogLinear& number() const;

  private:
    explicit Exact(Kind kind) : kind_(kind) {}

    Kind kind_ = Kind::finite;
    LogLinear value_;     // of a finite value; of an inexact one, the rest beside gamma_
    Rational gamma_ = 0;  // not 0 only where an inexact value has a form
};

// Meets NumberKernel (kernel.hpp), where each operation is documented; what is particular to exactness stands
// here.
class ExactKernel {
  public:
    using Value = Exact;
    static constexpr const char* name = "exact";

    [[nodiscard]] Exact rational(const Rational& value) const { return Exact(LogLinear(value)); }
    [[nodiscard]] Exact number(LogLinear value) const { return Exact(std::move(value)); }
    [[nodiscard]] Exact interval(const Rational& low, const Rational& high) const;  // inexact unless a point
    [[nodiscard]] Exact infinity() const { return Exact::plus_infinity(); }
    [[nodiscard]] Exact pi() const { return Exact::inexact(); }

    [[nodiscard]] Exact add(const Exact& a, const Exact& b) const;
    [[nodiscard]] Exact sub(const Exact& a, const Exact& b) const;
    [[nodiscard]] Exact mul(const Exact& a, const Exact& b) const;  // 0 times inexact or infinity is 0
    [[nodiscard]] Exact div(const Exact& a, const Exact& b) const;  // also log(4)/log(2) == 2
    [[nodiscard]] Exact neg(const Exact& a) const;
    [[nodiscard]] Exact power(const Exact& base, std::int64_t exponent) const;
    [[nodiscard]] Exact power(const Exact& base, const Exact& exponent) const;  // exact where the root is
    [[nodiscard]] Exact abs(const Exact& a) const;
    [[nodiscard]] Exact min(const Exact& a, const Exact& b) const;
    [[nodiscard]] Exact max(const Exact& a, const Exact& b) const;
    [[nodiscard]] Exact hull(const Exact& a, const Exact& b) const;  // inexact unless a == b

    [[nodiscard]] Exact sqrt(const Exact& a) const;
    [[nodiscard]] Exact log(const Exact& a) const;
    [[nodiscard]] Exact log1p(const Exact& a) const;
    [[nodiscard]] Exact exp(const Exact& a) const;  // exact at sums of logarithms
    [[nodiscard]] Exact expm1(const Exact& a) const;
    [[nodiscard]] Exact digamma(const Exact& a) const;  // with gamma at wholes and halves
    [[nodiscard]] Exact xlogx(const Exact& a) const;
    [[nodiscard]] Exact chi_square_tail(std::uint32_t degrees,
                                        const Exact& a) const;  // exact at 0 and infinity

    // Decided whenever neither side is inexact or empty.
    [[nodiscard]] Truth less(const Exact& a, const Exact& b) const;
    [[nodiscard]] Truth less_equal(const Exact& a, const Exact& b) const;
    [[nodiscard]] Truth equal(const Exact& a, const Exact& b) const;
    [[nodiscard]] bool is_zero(const Exact& a) const { return a.is_finite() && a.number().is_zero(); }
    [[nodiscard]] bool is_empty(const Exact& a) const { return a.is_empty(); }

    // The number in the claim language, "inf", "-inf", "[inexact]" or "[empty]"; `digits` plays no part.
    [[nodiscard]] std::string to_string(const Exact& a, int digits = 0) const;
};

}  // namespace groundcheck
