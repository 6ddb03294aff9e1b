// Forms: functions of a box's variables, brought into sums of products so that what cancels does cancel.
//
// A form is a sum of terms, each an exact polynomial times powers of atoms: logarithms of polynomials, roots,
// exponentials, and binomial expectations E[h(x)] with N*x ~ Binomial(N, m) for a polynomial m. log(1 +
// (1-p)/(N*p)) becomes log(1 + (N-1)*p) - log(N) - log(p), so the log(p) of an entropy can meet it. The
// rewriting is valid where arguments are positive; forms are therefore statements about the open unit cube,
// and building one fails (OutsideForms) unless the arguments are seen to be positive there. A value that is
// no real number (log(0), 1/0) is `singular`, with the sign of its infinity where that is known; zero times
// it is zero, by the convention of the claims.
#pragma once

#include <compare>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "interval/continuum/polynomial.hpp"

namespace groundcheck::continuum {

// The expression is not of a kind that forms can express; the message says why.
struct OutsideForms : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Atom;
using AtomPtr = std::shared_ptr<const Atom>;
struct ByKey {
    bool operator()(const AtomPtr& a, const AtomPtr& b) const;
};
// Atom -> exponent, never 0. Exponents of bases may be any rational below 1 (whole powers are polynomials).
using Factors = std::map<AtomPtr, Rational, ByKey>;
struct ByFactors {
    bool operator()(const Factors& a, const Factors& b) const;
};

class Form {
  public:
    Form() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): numbers and polynomials are forms.
    Form(const Polynomial& polynomial);
    // NOLINTNEXTLINE(google-explicit-constructor)
    Form(const Rational& constant) : Form(Polynomial(constant)) {}
    static Form singular(int infinity = 0);  // 1, -1, or 0: which infinity it is, or none that is known
    static Form of(const Atom& atom, const Rational& exponent = 1);

    [[nodiscard]] const std::map<Factors, Polynomial, ByFactors>& terms() const { return terms_; }
    [[nodiscard]] bool is_singular() const { return singular_; }
    [[nodiscard]] int infinity() const { return infinity_; }  // see singular(); 0 for real numbers
    [[nodiscard]] bool is_zero() const { return !singular_ && terms_.empty(); }
    [[nodiscard]] std::optional<Polynomial> polynomial() const;  // if it has no atoms
    [[nodiscard]] std::optional<Rational> constant() const;
    [[nodiscard]] bool mentions(std::size_t variable) const;
    [[nodiscard]] std::string key() const;  // equal for equal forms

    // Adds coefficient * prod atom^exponent, in normal form.
    void add_term(Polynomial coefficient, Factors factors);
    friend Form operator+(const Form& a, const Form& b);
    friend Form operator-(const Form& a, const Form& b);
    friend Form operator*(const Form& a, const Form& b);

  private:
    std::map<Factors, Polynomial, ByFactors> terms_;
    bool singular_ = false;
    int infinity_ = 0;
};

enum class AtomKind {
    base,         // polynomial
    log,          // log(polynomial)
    log_form,     // log(form)
    power_form,   // form^exponent
    exp,          // exp(form)
    expectation,  // E[form(x)], samples*x ~ Binomial(samples, polynomial), perhaps after several generations;
                  // its exponent-th derivative with respect to the chance
};
struct Atom {
    AtomKind kind = AtomKind::base;
    Polynomial polynomial;
    Form form;
    Rational exponent;
    std::uint32_t samples = 0;
    std::string key;  // filled in by Form::of
    std::uint32_t generations =
        1;  // expectation: of x after so many, each drawn with the last x as its chance
};

inline constexpr std::int64_t largest_exponent = 4096;  // whole powers beyond are refused

Form log(const Form& argument);
Form exp(const Form& argument);
// Precondition: none; 0^0 is 1, a negative power of 0 is singular.
Form power(const Form& base, const Rational& exponent);

// The form with the variable put to a value: exact; where factors vanish there, the limit (x^a*log(x) -> 0),
// or singular.
Form limit(const Form& form, std::size_t variable, const Rational& value);
// The derivative with respect to the variable.
Form derivative(const Form& form, std::size_t variable);
// The form with the variable replaced by a polynomial. Throws OutsideForms if what comes out is no form.
Form replace(const Form& form, std::size_t variable, const Polynomial& value);
// Certainly <= 0 (sign = -1) or >= 0 (sign = 1) in the open unit cube: term by term, or over a common
// denominator, from the signs of polynomials.
bool has_sign(const Form& form, int sign);
// E[h(x)], samples*x ~ Binomial(samples, m), for a form h in x and other variables, each term of which is a
// product of a function of x and one of the others. Singular if h is at 0 or 1. Powers of x become
// polynomials in m. With several generations, samples*x' ~ Binomial(samples, x) for each further one: E[h] is
// then the expectation of the chain's values, h after one generation less.
Form expectation(const Form& h, const Polynomial& m, std::uint32_t samples, std::uint32_t generations = 1);
// -1, 0 or 1 for a form without variables (infinities have signs too), 2 if it cannot be told. Zero is
// decided exactly for log-linear numbers.
int sign(const Form& form);

}  // namespace groundcheck::continuum
