// The reference's numbers: exact where they can be, otherwise two MPFR bounds rounded outward.
//
// A number is exact and log-linear (a rational plus rational multiples of logarithms), or infinite, or it
// lies between two bounds. Arithmetic stays exact as long as the result is log-linear for certain. There is
// one operation a function and no cleverness: what this file says has to be checked by reading it.
#pragma once

#include <mpfr.h>

#include <optional>
#include <stdexcept>
#include <string>

#include "interval/log_linear.hpp"
#include "interval/truth.hpp"

namespace groundcheck::reference {

// There is no such number: a division by zero, the logarithm of a negative number.
struct Undefined : std::runtime_error {
    using std::runtime_error::runtime_error;
};
// The reference does not know: infinity - infinity, or more work than allowed.
struct NoOpinion : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// One MPFR number with value semantics.
class Float {
  public:
    explicit Float(unsigned bits) { mpfr_init2(value_, static_cast<mpfr_prec_t>(bits)); }
    Float(const Float& other) {
        mpfr_init2(value_, mpfr_get_prec(other.value_));
        mpfr_set(value_, other.value_, MPFR_RNDN);  // exact: the same precision
    }
    Float& operator=(const Float& other) {
        mpfr_set_prec(value_, mpfr_get_prec(other.value_));
        mpfr_set(value_, other.value_, MPFR_RNDN);
        return *this;
    }
    ~Float() { mpfr_clear(value_); }
    mpfr_ptr get() { return value_; }
    [[nodiscard]] mpfr_srcptr get() const { return value_; }

  private:
    mpfr_t value_;
};

// low <= x <= high; the bounds may be infinite, and are never NaN.
struct Bounds {
    Float low, high;
};

class Number {
  public:
    Number() : exact_(LogLinear()) {}
    // NOLINTNEXTLINE(google-explicit-constructor): a rational is a number.
    Number(Rational value) : exact_(LogLinear(std::move(value))) {}
    // NOLINTNEXTLINE(google-explicit-constructor)
    Number(LogLinear value) : exact_(std::move(value)) {}
    // NOLINTNEXTLINE(google-explicit-constructor)
    Number(Bounds bounds) : bounds_(std::move(bounds)) {}
    static Number infinite(int sign) {
        Number result;
        result.exact_.reset();
        result.infinity_ = sign;
        return result;
    }

    [[nodiscard]] const std::optional<LogLinear>& exact() const { return exact_; }
    [[nodiscard]] int infinity() const { return infinity_; }  // -1, 0 (finite, or between bounds) or 1
    [[nodiscard]] bool is_zero() const { return exact_ && exact_->is_zero(); }
    [[nodiscard]] std::optional<Rational> rational() const {
        return exact_ ? exact_->as_rational() : std::nullopt;
    }
    [[nodiscard]] Bounds bounds(unsigned bits) const;
    [[nodiscard]] std::string text() const;

  private:
    std::optional<LogLinear> exact_;
    int infinity_ = 0;
    std::optional<Bounds> bounds_;
};

// Arithmetic at one precision, for what is not exact.
class Arithmetic {
  public:
    explicit Arithmetic(unsigned bits) : bits_(bits) {}
    [[nodiscard]] unsigned bits() const { return bits_; }

    [[nodiscard]] Number add(const Number& a, const Number& b) const;
    [[nodiscard]] Number neg(const Number& a) const;
    [[nodiscard]] Number mul(const Number& a, const Number& b) const;  // 0 times anything is 0
    [[nodiscard]] Number div(const Number& a, const Number& b) const;
    [[nodiscard]] Number power(const Number& base, const Number& exponent) const;
    [[nodiscard]] Number log(const Number& a) const;  // log(0) is -infinity
    [[nodiscard]] Number exp(const Number& a) const;
    [[nodiscard]] Number sqrt(const Number& a) const;
    [[nodiscard]] Number abs(const Number& a) const;
    [[nodiscard]] Number digamma(const Number& a) const;
    [[nodiscard]] Number lesser(const Number& a, const Number& b, bool greater = false) const;
    [[nodiscard]] Number hull(const Number& a, const Number& b) const;  // all between

    [[nodiscard]] Truth less(const Number& a, const Number& b) const;
    [[nodiscard]] Truth equal(const Number& a, const Number& b) const;

  private:
    [[nodiscard]] Number whole_line() const;
    // A function that rises on the interval it is applied to.
    template <class Function>
    [[nodiscard]] Number rising(const Number& a, Function function) const;

    unsigned bits_;
};

}  // namespace groundcheck::reference
