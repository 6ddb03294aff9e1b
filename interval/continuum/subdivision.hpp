// Branch and bound over [0,1]: a proof that a function is nowhere negative, as a tree of boxes each with a
// rule that holds on it.
//
// A box [a,b] is settled by a Taylor expansion about a point c of it: f = t^z*(c_z + ... + r*t^(m-z)) with t
// = p - c, where the first z coefficients are exactly zero (that is how a zero at an end or inside is divided
// out) and r encloses the last over the box. What no rule settles is halved. Nothing is cut away: the ends 0
// and 1 are covered by boxes that touch them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "interval/continuum/form.hpp"
#include "interval/precision.hpp"

namespace groundcheck::continuum {

struct SubdivisionOptions {
    std::vector<Rational>
        zeros;  // points inside (0,1) where the function may vanish together with its derivative
    bool zeros_allowed = false;  // whether these count as positive (the claim says that equality holds there)
    bool strict = false;    // accept only rules that show the function to be positive, allowed zeros aside
    std::size_t order = 6;  // of the expansions
    std::uint64_t leaf_budget = 200'000;  // boxes tried before giving up
    unsigned depth = 60;                  // halvings before giving up
    Precision ceiling = 512;
};

struct Subdivision {
    enum class Result { nonnegative, negative, stuck };
    Result result = Result::stuck;
    std::vector<std::string> tokens;  // the tree in preorder, as in checker/FORMAT.md
    std::size_t leaves = 0;
    bool strict = false;       // positive in all of (0,1), allowed zeros aside
    Precision precision = 53;  // 53: doubles
    bool hairline =
        false;  // some box became tiny without a zero in it: others may need more bits to confirm it
    std::map<std::string, std::uint64_t> rules;  // rule -> leaves
    std::optional<Rational> negative_at;         // a point where the function is certainly negative
    Rational stuck_low, stuck_high;              // the box where the search ended, and why
    std::string reason;
};

// Decides whether the form, of the one variable `variable`, is >= 0 in (0,1). Throws OutsideForms if it
// cannot be evaluated.
Subdivision subdivide(const Form& form, std::size_t variable, const SubdivisionOptions& options = {});

// The same for a polynomial of several variables over the open unit cube, by Bernstein coefficients.
Subdivision subdivide_polynomial(const Polynomial& polynomial, const SubdivisionOptions& options = {});

}  // namespace groundcheck::continuum
