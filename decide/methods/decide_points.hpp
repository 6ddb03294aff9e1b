// Deciding a statement point by point: the method for everything that is not a sum over symbols.
//
// At every point of a finite set the whole statement is evaluated, expectations by enumerating all outcomes.
// Doubles come first; what they leave open goes to Arb and MPFI with rising precision, with exact log-linear
// arithmetic in between, which alone can decide equalities. Both kernels evaluate every point, or an evenly
// spaced selection where an instance is large.
#pragma once

#include "decide/methods/decide_options.hpp"
#include "decide/question/instance.hpp"
#include "decide/question/verdict.hpp"
#include "interval/truth.hpp"

namespace groundcheck {

// How a formula was decided at a point.
struct PointVerdict {
    Truth truth = Truth::unknown;
    const char* method = "open";  // "filter", "ball", "exact"
    Precision precision = 0;
};

// Decides one formula at one point. `cross_check` asks for both kernels' enclosures at 64 bits in any case,
// and throws KernelDisagreement where they do not meet. Throws DomainError where the formula has no value.
PointVerdict decide_point(const Expression& formula, const Point& point, Precision ceiling, bool cross_check);

// Whether a domain's condition (or none, null) lets the point in: exactly, or by enclosures where it is not
// decided exactly; unknown where they do not tell either. Throws DomainError where the condition has no
// value.
Truth where_truth(const ExpressionPtr& where, const Point& point);

// A condition of which it is not known whether it lets a point in. Deciding turns it into "undecided", with
// the reason.
struct ConditionOpen : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// The same; throws ConditionOpen in place of unknown.
bool where_holds(const ExpressionPtr& where, const Point& point);

// About how many products of probabilities one evaluation of the statement takes at a point like this one: 1
// for a statement without samples. Throws DomainError as evaluation does.
Integer evaluation_work(const Expression& statement, const Point& point);

// Decides the instance over all its points. `statement` has its equality condition merged in (with_equality).
// Precondition: instance.K is set and the domain has no continuum.
InstanceResult decide_points(const Question& question, const ExpressionPtr& statement,
                             const Instance& instance, const DecideOptions& options);

}  // namespace groundcheck
