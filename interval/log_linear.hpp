// Log-linear numbers: r0 + r1*log(b1) + ... + rk*log(bk) with rational r's and integers b > 1.
//
// With rational probabilities every Shannon or Kullback-Leibler quantity is such a number, and so is every
// expectation of one over finitely many outcomes. Equality between them is decidable exactly, because
// logarithms of pairwise coprime integers are linearly independent over the rationals even together with 1
// (the proof stands above LogLinear::is_zero in log_linear.cpp). A non-zero one has its sign found by raising
// the precision until the enclosure excludes zero, which must happen; so no comparison of log-linear numbers
// stays open.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "interval/kernel.hpp"
#include "interval/rational.hpp"

namespace groundcheck {

class LogLinear {
  public:
    // Base to coefficient; bases are > 1, coefficients non-zero. Bases below 2^64 are primes; larger ones
    // have no prime factor below 1024 but may be composite and share factors with each other.
    using Terms = std::map<Integer, Rational>;

    LogLinear() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): a rational number is a log-linear number.
    LogLinear(Rational value) : rational_part_(std::move(value)) {}

    // log(argument), in nats. Precondition: argument > 0, otherwise std::domain_error.
    static LogLinear log(const Rational& argument);

    [[nodiscard]] const Rational& rational_part() const { return rational_part_; }
    [[nodiscard]] const Terms& terms() const { return terms_; }

    // True exactly if the number is 0: decided, never guessed.
    [[nodiscard]] bool is_zero() const;
    // -1, 0 or +1, exactly.
    [[nodiscard]] int sign() const;
    // The value, if it is rational (decided exactly).
    [[nodiscard]] std::optional<Rational> as_rational() const;

    LogLinear& operator+=(const LogLinear& other);
    LogLinear& operator-=(const LogLinear& other);
    LogLinear& operator*=(const Rational& factor);
    // Precondition: divisor != 0, otherwise std::domain_error.
    LogLinear& operator/=(const Rational& divisor);
    // *this += factor*other, without a temporary: the step of an expectation.
    LogLinear& add_scaled(const LogLinear& other, const Rational& factor);

    friend LogLinear operator+(LogLinear a, const LogLinear& b) { return a += b; }
    friend LogLinear operator-(LogLinear a, const LogLinear& b) { return a -= b; }
    friend LogLinear operator-(LogLinear a) { return a *= Rational(-1); }
    friend LogLinear operator*(LogLinear a, const Rational& b) { return a *= b; }
    friend LogLinear operator*(const Rational& a, LogLinear b) { return b *= a; }
    friend LogLinear operator/(LogLinear a, const Rational& b) { return a /= b; }
    friend bool operator==(const LogLinear& a, const LogLinear& b) { return (a - b).is_zero(); }

    // The same number over pairwise coprime bases: then it is 0 exactly if nothing is left.
    [[nodiscard]] LogLinear over_coprime_bases() const;

  private:
    void add_term(const Integer& base, const Rational& coefficient);

    Rational rational_part_ = 0;
    Terms terms_;
};

// -1, 0 or +1 as a < b, a == b, a > b: exact.
int compare(const LogLinear& a, const LogLinear& b);

// a*b if it is log-linear for certain: one of the two is rational. Nothing otherwise.
std::optional<LogLinear> product(const LogLinear& a, const LogLinear& b);

// a/b if it is log-linear for certain: b is rational, or a is a rational multiple of b. Precondition: b is
// not 0.
std::optional<LogLinear> quotient(const LogLinear& a, const LogLinear& b);

// exp(a) if it is rational and of reasonable size (at most some 2^20 bits): a is a sum of logarithms.
std::optional<Rational> exact_exp(const LogLinear& a);

// In the claim language: "1/3 + 2*log(2) - log(3)"; parsing it gives the number back. "0" for zero.
std::string to_string(const LogLinear& value);

// The value enclosed by a kernel, term by term.
template <NumberKernel Kernel>
typename Kernel::Value enclose(const Kernel& kernel, const LogLinear& value) {
    typename Kernel::Value sum = kernel.rational(value.rational_part());
    for (const auto& [base, coefficient] : value.terms()) {
        const auto logarithm = kernel.log(kernel.rational(Rational(base)));
        sum = kernel.add(sum, kernel.mul(kernel.rational(coefficient), logarithm));
    }
    return sum;
}

}  // namespace groundcheck
