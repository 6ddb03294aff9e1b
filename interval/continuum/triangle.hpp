// Expectations over three symbols against a logarithm, by Bernstein nets on triangles.
//
// E[g(Q')] for three symbols is a polynomial of degree N on the triangle of all Q, in Bernstein form with the
// coefficients g(c/N). Cutting a triangle in two cuts its net by de Casteljau's averages, and on each part
// the polynomial lies between its least and its largest coefficient. A logarithm lies below its tangents,
// log(s) <= s/c - 1 + log(c), so E[log S(Q')] >= log S(Q) for a polynomial S > 0 follows, triangle by
// triangle, from a net that is nowhere negative. With c = 1 at the vertices, where both sides vanish, nothing
// is lost there.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "interval/ball_kernel.hpp"
#include "interval/rational.hpp"

namespace groundcheck::continuum {

struct TriangleProof {
    bool proved = false;              // E[log S(Q')] >= log S(Q), and > but for the vertices
    std::vector<std::string> tokens;  // the tree in preorder, as in checker/FORMAT.md
    std::uint64_t leaves = 0;
    std::string reason;  // where the search ended, if not proved
};

// For S = sum p_i^q and Q' of `samples` samples. Preconditions: q >= 2, samples >= 1.
TriangleProof expected_log_power_sum(std::uint32_t q, std::uint32_t samples, Precision bits);

// Whether the Renyi entropy of order q is seen to be strictly concave on the distributions of K symbols (0:
// of any number): always for q <= 1; for 1 < q < 2 it is where sum(p_i^q)*sum(p_i^(2-q)) < q, a polynomial
// condition for the roots of p, decided by Bernstein coefficients for few symbols and small denominators.
bool renyi_seen_concave(const Rational& q, std::uint32_t K);

}  // namespace groundcheck::continuum
