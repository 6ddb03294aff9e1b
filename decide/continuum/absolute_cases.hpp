// Absolute values whose sign is not seen: a relation is then proved once for each case of their signs.
//
// |a| is a where a >= 0 and -a where a <= 0, and every point lies in one case at least. In the case of the
// signs s_j the margin F has s_j*a_j in place of |a_j|; if F - sum of m_j*s_j*a_j >= 0 everywhere, with
// numbers m_j >= 0, then F >= 0 where all s_j*a_j >= 0, which is where it is the margin.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "interval/continuum/form.hpp"
#include "theorems/language/expression.hpp"

namespace groundcheck {

class AbsoluteCases {
  public:
    // Which abs or TV of the relation's text, and the symbol (0 by symbols, or outside sums).
    using Place = std::pair<std::size_t, std::uint32_t>;

    // Numbers the relation's abs and TV as they stand in its text, and notes what is met until a case is set.
    // The relation must outlive it.
    explicit AbsoluteCases(const Expression& relation);

    // |a| for the argument `a` of an abs or TV. Throws continuum::OutsideForms where its sign is not seen and
    // the node is none of the relation's.
    continuum::Form absolute(const Expression& node, std::uint32_t symbol, const continuum::Form& a);
    // The same where there are no cases: throws wherever the sign is not seen.
    static continuum::Form seen_absolute(const continuum::Form& a);

    // How many arguments have signs that are not seen. Precondition: the relation has been built inside.
    [[nodiscard]] std::size_t size() const { return places_.size(); }
    // Chooses a case: signs ('+' or '-') and multiples m_j >= 0, size() of each.
    void set(const std::string& signs, const std::vector<Rational>& multiples);
    // Before the relation is built anew: forgets what was met.
    void start() { met_.clear(); }
    // What is to be taken off the margin, for the arguments met since start().
    [[nodiscard]] continuum::Form slack() const;
    // Whether that is anything.
    [[nodiscard]] bool takes() const;
    // Whether the place where the relation was built is certainly no part of the case.
    [[nodiscard]] bool outside() const;

    // As a certificate has them: "+-" and "0,2". Empty before a case is set.
    [[nodiscard]] const std::string& signs() const { return signs_; }
    [[nodiscard]] std::string multiples() const;

  private:
    std::map<const Expression*, std::size_t> order_;
    std::map<Place, continuum::Form> places_;  // whose sign is not seen inside, with the argument
    std::map<Place, continuum::Form> met_;
    std::map<Place, int> sign_of_;
    std::map<Place, Rational> multiple_of_;
    std::string signs_;
};

}  // namespace groundcheck
