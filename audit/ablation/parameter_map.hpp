// Mapping a parameter: for which of its values a claim holds, for which it fails, and where the boundary
// lies.
//
// The range is halved again and again (at simple rationals). A single value is decided like any claim. For a
// whole piece [a,b] there are two ways:
//
//   as a variable   the claim is proved with the parameter ranging over [a,b] beside Q, by the continuum
//   method; by monotonicity the Renyi and Tsallis entropies do not increase with their order (classical), so
//   where the parameter
//                   is only ever such an order, E[R(b,Q')] <= E[R(q,Q')] <= E[R(a,Q')] and the like for all q
//                   in [a,b]. Hence "left <= right" holds for all of them if it holds with the orders that
//                   make the left side greatest and the right side least, and fails at a point for all of
//                   them if it fails there with the opposite orders. Both are claims without the parameter,
//                   decided as such.
//
// Where its values are listed, those are decided and nothing is halved. What is not settled is a gap.
// Nothing is inferred from one value to another in any other way.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "decide/decide.hpp"
#include "decide/second_meaning.hpp"
#include "ledger/ablation_result.hpp"

namespace groundcheck {

struct MapOptions {
    unsigned steps = 7;           // halvings of the range
    unsigned boundary_steps = 6;  // further halvings of the boundary, by single values
    DecideOptions decide;
    SecondMeaningOptions second = {};
    std::function<bool()> stop = {};  // true ends the work: what is left becomes a gap
};

// One map for each instance of the sweep's domain. Precondition: the assumption has a sweep. Throws
// InputError, KernelDisagreement, MeaningDisagreement.
std::vector<ParameterMap> map_parameter(const Claim& claim, const Assumption& assumption,
                                        const MapOptions& options);

// `statement` with the parameter replaced by `low` or `high` wherever it stands as the order of R or T, so
// that the result implies the statement for every value in [low,high] (`weakest` false), or is implied by it
// for any one of them (`weakest` true). Nothing if the statement is no single inequality, or the parameter
// stands anywhere else or under an operation whose direction is not known.
ExpressionPtr for_every_order(const ExpressionPtr& statement, const std::string& parameter,
                              const Rational& low, const Rational& high, bool weakest);

// The statement with the parameter replaced by a number.
ExpressionPtr substituted(const ExpressionPtr& expression, const std::string& parameter,
                          const Rational& value);

}  // namespace groundcheck
