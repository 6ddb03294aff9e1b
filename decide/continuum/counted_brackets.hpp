// Brackets about one symbol's count in the plain process, said again as polynomials; a part of
// closed_brackets.cpp.
//
// C ~ Binomial(N, m) with m the symbol's mass in the mixture, so Pr[C ...] is the sum of
// C(N,c)*m^c*(1-m)^(N-c) over the counts c that make the condition true, and E[g(C)] the same sum with
// weights g(c). In the closed loop the count goes on as a chain of its own, so that the same is true after
// several generations with other weights (count_laws.hpp). Of two symbols one count says all, so the body may
// then be anything about the model; of more, Pr[vertex(Q[t])] is the sum over the symbols of Pr[Q[t]_i == 1].
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "decide/continuum/mass_algebra.hpp"
#include "decide/evaluate/evaluate.hpp"
#include "decide/question/instance.hpp"
#include "interval/exact_kernel.hpp"
#include "theorems/language/claim.hpp"

namespace groundcheck {

class CountedBrackets : protected MassAlgebra {
  protected:
    CountedBrackets(const Domain& domain, const Instance& instance);

    // Pr[condition] and E[body] of the generation; they throw NotClosed where there is no such polynomial.
    // Precondition: the condition or body mentions no other generation.
    [[nodiscard]] ExpressionPtr probability(const ExpressionPtr& condition, std::uint32_t generation);
    [[nodiscard]] ExpressionPtr mean_by_counts(const ExpressionPtr& body, std::uint32_t generation);

    // The value of an expression that speaks of known numbers alone, sums and products over ranges among
    // them; nothing where it speaks of something else, or is not rational.
    [[nodiscard]] std::optional<Rational> known_number(const Expression& e) const;
    // The mass of a symbol in what the plain process's samples are drawn from.
    [[nodiscard]] ExpressionPtr training_mass(const ExpressionPtr& index) const;
    [[nodiscard]] Evaluator<ExactKernel> numbers() const { return {ExactKernel(), point_}; }

    const Domain& domain_;
    const Instance& instance_;
    Point point_;  // of numbers alone

  private:
    // Precondition: the expression speaks of known numbers alone.
    [[nodiscard]] std::optional<Rational> rational_of(const Expression& e) const;
    [[nodiscard]] bool closed_loop() const;
    // N. Throws NotClosed where the process's counts are not known so.
    [[nodiscard]] std::uint32_t counted_samples(std::uint32_t generation) const;
    // The sum of C(N,c)*m^c*(1-m)^(N-c)*weight(c).
    [[nodiscard]] ExpressionPtr weighed(const std::vector<Rational>& weights,
                                        const ExpressionPtr& index) const;
    [[nodiscard]] ExpressionPtr binomial_term(const ExpressionPtr& index, std::uint32_t c,
                                              std::uint32_t N) const;
    // The expression where the count is c, and the symbol whose count that is.
    [[nodiscard]] ExpressionPtr at_count(const ExpressionPtr& e, const Rational& share,
                                         ExpressionPtr& index) const;
    [[nodiscard]] ExpressionPtr with_count(const ExpressionPtr& e, const Rational& share,
                                           ExpressionPtr& index) const;
    [[nodiscard]] ExpressionPtr with_model(const ExpressionPtr& e, const Rational& share) const;
    [[nodiscard]] bool has_number(const std::string& name) const;
};

}  // namespace groundcheck
