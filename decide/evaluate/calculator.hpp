// The rigorous calculator: an expression of numbers and interval literals, enclosed in one kernel.
//
// Unlike a claim, a calculation may hold wide intervals, and a function's argument may lie partly outside its
// domain. The calculator then does what IEEE 1788 asks for: it encloses the values over the part inside, says
// that something was left out, and gives the empty interval when nothing is inside.
//
// It knows all of the claim language that needs neither a process nor a variable: sums and products over
// ranges and strings, functionals of distributions written out, and what is counted over Turing machines.
// Whatever has to be a whole number or a fraction there (the ends of a range, a probability, the order of an
// entropy) is worked out exactly beside the enclosure. Anything else is an error; nothing is guessed.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "decide/evaluate/point.hpp"
#include "interval/kernel.hpp"
#include "theorems/language/expression.hpp"
#include "theorems/language/vocabulary.hpp"

namespace groundcheck {

// Something about the domain that the user should know.
struct DomainNote {
    SourceRange where;
    std::string message;
    bool nothing_left = false;  // the whole argument lies outside: the result is empty
};

// A calculation that has no meaning: where in the text, what is wrong, what would be right (or empty).
struct CalculationError : std::runtime_error {
    CalculationError(SourceRange range, const std::string& message, std::string what_is_right = {})
        : std::runtime_error(message), where(range), hint(std::move(what_is_right)) {}
    SourceRange where;
    std::string hint;
};

template <NumberKernel Kernel>
class Calculator {
  public:
    using Value = typename Kernel::Value;

    // A calculation goes through at most this many terms of sums and products, all of them counted.
    static constexpr std::int64_t most_terms = 10'000'000;

    explicit Calculator(Kernel kernel) : kernel_(std::move(kernel)) {}

    // The enclosure of an expression as parse_calculator returns it. Throws CalculationError.
    Value value(const Expression& expression);

    // What value() met on its way, in the order of evaluation; each place in the text once.
    const std::vector<DomainNote>& notes() const { return notes_; }

  private:
    template <NumberKernel Other>
    friend class Calculator;
    // The variables that sums have bound, innermost last.
    struct Bound {
        std::vector<std::pair<std::string, std::int64_t>> numbers;
        std::vector<std::pair<std::string, std::string>> words;
        std::int64_t terms = 0;  // gone through so far
    };

    Value quotient(const Expression& expression);
    Value raised(const Expression& expression);
    Value real_power(const Expression& expression, const Value& base, const Value& exponent);
    Value function(const Expression& expression);
    Value half_line_function(FunctionRule rule, const Expression& expression);
    Value extreme(const Expression& expression, bool greatest);
    Value aggregate(const Expression& expression);
    Value over_range(const Expression& expression);
    Value over_strings(const Expression& expression);
    Value functional(const Expression& expression);
    Value machine_count(const Expression& expression);
    Value block_decomposition(const Expression& expression);
    Value of_claim_language(const Expression& expression, const Point& point, SourceRange where);

    // The exact value: an integer, a fraction, a distribution, a string. Where there is none,
    // CalculationError.
    std::optional<Rational> fraction(const Expression& expression);
    std::int64_t integer(const Expression& expression, const std::string& what);
    std::uint32_t states(const Expression& expression);
    std::vector<Rational> distribution(const Expression& expression);
    std::string word(const Expression& expression);
    Expression order(const Expression& expression, bool infinite);

    // The exact calculator at the same bound variables.
    template <class Use>
    auto exactly(Use use);
    void count_term(SourceRange where);
    void note(DomainNote note);
    void note_outside(Truth inside, Truth outside, const Expression& argument, const std::string& what);
    void note_overflow(const Value& argument, const Value& result, const Expression& expression);
    bool is_finite(const Value& value) const;

    Kernel kernel_;
    Bound bound_;
    std::vector<DomainNote> notes_;
};

}  // namespace groundcheck
