// What one side of a relation is to the verified checker, and how sides are put together: numbers, logarithms
// of numbers, and sums over the symbols. A part of verified_margin.
#pragma once

#include <string>
#include <vector>

#include "decide/continuum/verified_margin.hpp"

namespace groundcheck {

// Thrown where a claim goes beyond what that checker knows.
struct BeyondVerified {
    std::string reason;
};

[[noreturn]] void beyond(const Expression& e, const std::string& why);

// c*log(x).
struct LogOfNumber {
    Rational c, x;
};

// A number, a sum of logarithms of numbers, a number times Q_1 or Q_2, or else sums over the symbols.
struct Side {
    enum class Kind { number, logarithms, mass, sums };
    Kind kind = Kind::sums;
    Rational number;                // or of a mass its factor
    std::vector<LogOfNumber> logs;  // their arguments are positive
    int symbol = 0;                 // whose mass it is
    MassMargin sums;
    bool pair = false;  // whether it is about two symbols, and Q_1*Q_2 in it
};

Side of_number(const Rational& number);
Side of_logarithm(const Rational& c, const Rational& x);
Side of_mass(int symbol);
Side of_model(MassForm model);
// In expectation, after so many generations.
Side of_later(std::size_t time, MassForm form);

// As sums over the symbols.
Side as_sum(const Side& side);
// a + weight*b.
Side combined(const Side& a, const Rational& weight, const Side& b);
Side negated(const Side& a);
// `e` is the product, for the reason where there is none.
Side product(const Expression& e, Side a, Side b);

void add_term(MassForm& form, const Rational& c, const Integer& e, const Integer& f);
// a += weight * b, of the same N.
void add_weighted(MassMargin& a, const Rational& weight, const MassMargin& b);

}  // namespace groundcheck
