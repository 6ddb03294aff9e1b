// A number that depends on the generation: an expression in t, evaluated exactly.
//
// "1/(t+1)", "(t+2)^2", "max(1/10, 1/(t+1))". The syntax is the claim language's; what is allowed here are
// numbers, t, + - * / ^ with integer exponents, min, max and abs, so that every value is a rational number.
#pragma once

#include <cstdint>
#include <string>

#include "interval/rational.hpp"
#include "theorems/language/expression.hpp"
#include "theorems/language/source.hpp"

namespace groundcheck {

class Schedule {
  public:
    // Throws InputError for what is not such an expression. Errors, here and below, say that they are about
    // `name`, such as "--alpha".
    explicit Schedule(const std::string& text, const std::string& name = "");

    // The value at generation t. Throws InputError where there is none (a division by zero, a huge power).
    [[nodiscard]] Rational at(std::uint64_t t) const;

    // The error to throw about the whole expression.
    [[nodiscard]] InputError wrong(const std::string& message, const std::string& hint) const;

    [[nodiscard]] const std::string& text() const { return source_.text(); }

  private:
    Source source_;
    ExpressionPtr expression_;
};

// alpha(t), a share. Throws InputError, naming t and the value, unless it lies in [0, 1].
Rational share_at(const Schedule& alpha, std::uint64_t t);

// N(t), a number of samples. Throws InputError, naming t and the value, unless it is an integer from 1 to
// 10^12.
std::uint64_t samples_at(const Schedule& samples, std::uint64_t t);

}  // namespace groundcheck
