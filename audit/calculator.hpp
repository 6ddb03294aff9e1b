// The rigorous calculator: an expression of numbers and interval literals, enclosed in one kernel.
//
// Unlike a claim, a calculation may hold wide intervals, and a function's argument may lie partly outside its
// domain. The calculator then does what IEEE 1788 asks for: it encloses the values over the part inside, says
// that something was left out, and gives the empty interval when nothing is inside.
#pragma once

#include <string>
#include <vector>

#include "interval/kernel.hpp"
#include "theorems/language/expression.hpp"

namespace groundcheck {

// Something about the domain that the user should know.
struct DomainNote {
    SourceRange where;
    std::string message;
    bool nothing_left = false;  // the whole argument lies outside: the result is empty
};

template <NumberKernel Kernel>
class Calculator {
  public:
    using Value = typename Kernel::Value;
    explicit Calculator(Kernel kernel) : kernel_(std::move(kernel)) {}

    // The enclosure of an expression as parse_calculator returns it.
    Value value(const Expression& expression);

    // What value() met on its way, in the order of evaluation.
    const std::vector<DomainNote>& notes() const { return notes_; }

  private:
    Value function(const Expression& expression);
    Value raised(const Expression& expression);
    void note_outside(Truth inside, Truth outside, const Expression& argument, const std::string& what);

    Kernel kernel_;
    std::vector<DomainNote> notes_;
};

}  // namespace groundcheck
