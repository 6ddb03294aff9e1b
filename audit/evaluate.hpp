// Evaluating an expression at a point, in any number kernel.
//
// One evaluator serves exact numbers, Arb, MPFI and doubles: the tree is walked, the kernel does the arithmetic, and
// truths come out three-valued. Expectations are finite sums. For whole distributions they run over all multinomial outcomes;
// in `marginal` mode the evaluator sees a single symbol (p_i, q_i, ...) and expectations run over the binomial law of
// its count, which is all that a sum over symbols needs.
//
// Where the text of a claim asks for something that has no value at the point (the logarithm of a negative number, a division
// by zero) evaluation throws DomainError with the place in the text. The one exception is the convention of the claims
// that 0 times anything is 0, as in 0*log(0).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "audit/point.hpp"
#include "interval/kernel.hpp"
#include "theorems/language/expression.hpp"

namespace groundcheck {

// An expression without a value at this point.
struct DomainError : std::runtime_error {
    DomainError(SourceRange range, const std::string& message) : std::runtime_error(message), where(range) {}
    SourceRange where;
};

// The two sides of a relation, as they were enclosed.
template <class Value>
struct Sides {
    const Expression* relation = nullptr;
    Value left, right;
};

template <NumberKernel Kernel>
class Evaluator {
  public:
    using Value = typename Kernel::Value;

    // Evaluates at `point`, which must outlive the evaluator. The expressions are type-checked ones.
    Evaluator(Kernel kernel, const Point& point);

    // The enclosure of a scalar expression. Throws DomainError.
    Value scalar(const Expression& expression);

    // The truth of a formula. Throws DomainError. Relations outside E, Var and Pr are recorded in sides().
    Truth truth(const Expression& formula);

    // The sides of the relations met by the last call of truth, in the order they were met.
    const std::vector<Sides<Value>>& sides() const { return sides_; }

    // For a formula under "for every outcome": the first outcome (counts in lexicographic order, the largest first count
    // first) that certainly violates it, after truth() said no.
    const std::optional<std::vector<std::uint32_t>>& failing_outcome() const { return failing_outcome_; }

    const Kernel& kernel() const { return kernel_; }

  protected:
    // One symbol instead of all: distributions in `point` have one entry each, `variable` is bound to that symbol.
    Evaluator(Kernel kernel, const Point& point, std::string_view variable);

    // Moves on to another symbol; tables that depend on the sample size alone are kept.
    void set_symbol();

  private:
    struct Binding {
        std::string name;
        std::int64_t number = 0;  // 1-based for symbols
    };
    using Values = std::vector<Value>;
    using Visit = std::function<void(const Value& weight, const std::vector<std::uint32_t>& counts)>;

    Value arithmetic(const Expression& expression);
    Value product(const Expression& left, const Expression& right);
    Value quotient(const Expression& expression);
    Value raised(const Expression& expression);
    Value function(const Expression& expression);
    Value functional(const Expression& expression);
    Value aggregate(const Expression& expression);  // sum and prod
    Value component(const Expression& expression);
    Value named(const Expression& expression);
    Value expectation(const Expression& body, const Expression* start);
    Value variance(const Expression& body, const Expression* start);
    Value probability(const Expression& formula, const Expression* start);
    Value probability_of(const Expression& formula);

    Truth relation(const Expression& expression);
    Truth distributions_equal(const Expression& left, const Expression& right);
    Truth predicate(const Expression& expression);
    Truth every_outcome(const Expression& formula);

    const Values& distribution(const Expression& expression);
    const std::vector<Rational>& exact_distribution(const Expression& expression);
    std::int64_t integer(const Expression& expression);
    std::size_t index_of(const Expression& expression);
    Value entropy_sum(const Values& p);
    Value divergence_term(const Value& p, const Value& r);
    Value real_line() const;

    // Calls visit for every outcome that has positive probability when the generation starts from `start` (null: P). While it
    // runs, P' is the outcome's model. The weights are scaled by total_weight() (exact kernels leave the common denominator
    // aside until the sum is complete).
    void each_outcome(const Expression* start, const Visit& visit);
    void each_multinomial(const std::vector<Rational>& mixture, const Visit& visit);
    void each_binomial(const Rational& mass, const Visit& visit);
    Value unscaled(const Value& sum, const Value& total) const;
    std::vector<Rational> mixture(const Expression* start);
    const Values& sample_table(const Expression& body);

    Kernel kernel_;
    const Point* point_;
    bool marginal_ = false;
    std::vector<Binding> bindings_;
    std::map<std::string, Values, std::less<>> distributions_;
    std::map<std::string, std::vector<Rational>, std::less<>> exact_;  // M and literals, computed
    std::map<const Expression*, Values> literals_;
    std::map<const Expression*, Values> tables_;  // marginal mode: body(k/N) for bodies that depend on the sample alone
    Values sample_;                               // P' while an outcome is visited
    Value total_weight_;
    bool in_expectation_ = false;
    std::vector<Sides<Value>> sides_;
    std::optional<std::vector<std::uint32_t>> failing_outcome_;
};

}  // namespace groundcheck
