// Exact polynomials in a few variables, with their Bernstein form.
//
// A proof over a box of real points needs its polynomials exactly: coefficients are rationals, and nothing is
// rounded. Over the unit cube a polynomial lies between the least and the largest of its Bernstein
// coefficients, which makes a certain test for its sign.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "interval/rational.hpp"

namespace groundcheck::continuum {

// Variables are numbered; number 0 is the share of a symbol in a sample (see form.hpp), 1.. those of a box.
inline constexpr std::size_t variable_count = 6;
inline constexpr std::size_t sample_variable = 0;

using Exponents = std::array<std::uint32_t, variable_count>;

class Polynomial {
  public:
    Polynomial() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): a rational number is a polynomial.
    Polynomial(const Rational& constant);
    // Precondition: number < variable_count.
    static Polynomial variable(std::size_t number);

    [[nodiscard]] const std::map<Exponents, Rational>& terms() const { return terms_; }
    [[nodiscard]] bool is_zero() const { return terms_.empty(); }
    [[nodiscard]] std::optional<Rational> constant() const;  // the value, if it has no variables
    [[nodiscard]] std::uint32_t degree(std::size_t variable) const;
    [[nodiscard]] Rational leading_coefficient() const;  // of the last monomial; precondition: not zero

    void add(const Exponents& monomial, const Rational& coefficient);
    Polynomial& operator+=(const Polynomial& other);
    friend Polynomial operator+(Polynomial a, const Polynomial& b) { return a += b; }
    friend Polynomial operator-(const Polynomial& a, const Polynomial& b);
    friend Polynomial operator*(const Polynomial& a, const Polynomial& b);
    friend bool operator==(const Polynomial& a, const Polynomial& b) { return a.terms_ == b.terms_; }
    friend bool operator<(const Polynomial& a, const Polynomial& b) { return a.terms_ < b.terms_; }

    [[nodiscard]] Polynomial power(std::uint32_t exponent) const;
    [[nodiscard]] Polynomial derivative(std::size_t variable) const;
    // With the variable replaced by a polynomial.
    [[nodiscard]] Polynomial substitute(std::size_t variable, const Polynomial& value) const;
    // The quotient, if the divisor divides it exactly. Precondition: the divisor is not zero.
    [[nodiscard]] std::optional<Polynomial> divided_by(const Polynomial& divisor) const;

    // The coefficients by power of one variable. Precondition: no other variable occurs.
    [[nodiscard]] std::vector<Rational> coefficients(std::size_t variable) const;

  private:
    std::map<Exponents, Rational> terms_;  // no zero coefficients
};

// A box: low and high end of every variable (those that do not matter may be anything).
struct Box {
    std::array<Rational, variable_count> low, high;
    static Box unit();
};

// What the Bernstein coefficients over a box say.
struct BernsteinSigns {
    bool nonnegative = false;   // all are >= 0: then so is the polynomial on the closed box
    bool all_positive = false;  // every one of them is > 0
    bool positive = false;  // and the polynomial is > 0 on the closed box, except perhaps on the boundary of
                            // the unit cube
};
BernsteinSigns bernstein_signs(const Polynomial& polynomial, const Box& box);

// Whether the polynomial is seen to be >= 0 on the unit cube: once squares (u-v)^2 of differences of
// variables are divided out, by its Bernstein coefficients on the cube or on parts of it (at most
// `sign_halvings` halvings deep, the variables in turn).
bool seen_nonnegative(Polynomial polynomial);
// Whether it is seen to be > 0 in the open unit cube: its Bernstein coefficients there are >= 0, not all of
// them 0; or they are all > 0 on parts like those.
bool seen_positive(const Polynomial& polynomial);
// Whether it is seen to be > 0 on the closed unit cube.
bool positive_on_closed_cube(const Polynomial& polynomial);
inline constexpr unsigned sign_halvings = 8;

}  // namespace groundcheck::continuum
