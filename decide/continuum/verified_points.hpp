// The coefficients of a margin's expectation, in Bernstein form: what the verified checker computes from a
// claim of one generation or several (checker/FORMAT-3.md), exactly or from below as it does.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "decide/continuum/verified_margin.hpp"

namespace groundcheck {

// r + the sum of c*log(m) + the sum of c*sqrt(m).
struct KnownSum {
    Rational r = 0;
    std::map<Integer, Rational> logs, roots;
};

// lower <= scale*f(m) <= upper, f the logarithm or the root.
using Bounds = std::map<Integer, std::pair<Integer, Integer>>;

struct BoundTables {
    Bounds logs, roots;
};

// The generations before the first of which the margin's expectation speaks.
std::size_t empty_generations(const MassMargin& margin);

// Whether the values of its later generations are rational, without logarithms and roots.
bool has_plain_numbers(const MassMargin& margin);

// Whether the checker takes the exact part of the work upon itself when the first `rounded` generations are
// rounded. `brackets` are the expectations of the relation.
bool within_work(const MassMargin& margin, std::size_t rounded, std::size_t brackets);

// At the points (j+1)/N, exactly, of what follows the first `rounded` generations. Precondition: nothing is
// in these.
std::vector<KnownSum> exact_points(const MassMargin& margin, std::size_t rounded);

// A lower bound of scale times the sum, as the checker finds it. Precondition: the tables have all of its
// logarithms and roots.
Integer lower_bound(const KnownSum& sum, const Integer& scale, const BoundTables& tables);

// The lower bounds after that many generations more, rounded down in each, as multiples of 1/scale.
std::vector<KnownSum> rounded_points(std::vector<Integer> bounds, std::size_t rounded, const Integer& scale);

// With the margin's lines. Precondition: N >= 2, or there are none.
void add_lines(std::vector<KnownSum>& points, const std::vector<LogLine>& lines);

// Of two symbols together: the coefficients of p*g(p) + (1-p)*g(1-p), those of g being the points.
std::vector<KnownSum> points_of_both(const std::vector<KnownSum>& points);

}  // namespace groundcheck
