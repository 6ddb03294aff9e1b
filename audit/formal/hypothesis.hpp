// Hypotheses: what a general theorem asks of the points it speaks of, and whether a claim's domain grants it.
//
// A theorem of proofs/ holds for N >= 1, or for t >= 1, or at the vertices. Its reading says so, in the claim
// language ("N >= 1", "0 < alpha <= 1", "interior(Q)", "not vertex(Q)", "w_1 > w_2"), or as "Q in
// lattice(N)". A claim may be called formal only where every point of an instance has these properties. That
// must follow from the domain: from the instance's numbers or the ends of an interval, from the kind of set
// that a distribution ranges over, from the domain's `where`, or from looking at every listed point. What
// does not follow is not granted; nothing is guessed.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "decide/question/instance.hpp"
#include "theorems/language/claim.hpp"
#include "theorems/language/expression.hpp"

namespace groundcheck {

// "t >= 1": a number of the domain, a relation, an exact bound.
struct NumberHypothesis {
    std::string name;
    Relation relation = Relation::equal;
    Rational bound;
};

// "interior(Q)", "not vertex(m)": a predicate of one distribution of the domain.
struct PredicateHypothesis {
    std::string name;  // of the distribution
    bool vertex = false;
    bool negated = false;
    ExpressionPtr formula;  // as parsed, to be found in a domain's `where`
};

// "Q in lattice(N)": a distribution that N samples can give.
struct LatticeHypothesis {
    std::string name;
};

// "w_1 > w_2", "min(w) > 0": a relation between values of one observable of the domain, or their least or
// greatest, and numbers.
struct ObservableHypothesis {
    std::string name;       // of the observable
    ExpressionPtr formula;  // as parsed
};

struct Hypothesis {
    std::string text;  // as written
    std::variant<NumberHypothesis, PredicateHypothesis, LatticeHypothesis, ObservableHypothesis> says;
};

// The hypotheses in a list such as "N >= 1, 0 <= alpha <= 1, interior(Q)", each relation of a chain by
// itself. Throws InputError for text that is not in the language, for names that no hypothesis may use
// (numbers: K N t a alpha c d e j p q r s2 v x; distributions: Q P R m; observables: f w), and for formulas
// of another form.
std::vector<Hypothesis> parse_hypotheses(const std::string& list);

// Whether every point of the instance has the property. No if that cannot be told. The domain is the one the
// instance belongs to, as it was read from a file (typed).
bool follows(const Hypothesis& hypothesis, const Domain& domain, const Instance& instance);

// Whether alpha is certainly 0 at every point of the instance, in every generation: the closed loop.
bool is_closed(const Domain& domain, const Instance& instance);

}  // namespace groundcheck
