// Training distributions and fits that are affine: a symbol's mass is a number times each of its masses in Q,
// X, M, P, ..., and something more.
//
// "(1-e)*X_i + e/K" is (1-e) times X_i, and e/K. Where the train and the fit of a process are of this form,
// its first two moments obey closed recursions (affine_moments.hpp), and where nothing in it speaks of other
// symbols, one symbol can be looked at alone: its count is a binomial one, whatever the others are.
#pragma once

#include <map>
#include <string>

#include "sim/offer.hpp"
#include "theorems/language/expression.hpp"

namespace groundcheck {

struct AffineForm {
    std::map<std::string, ExpressionPtr>
        slopes;                 // by distribution; numbers that are the same for all symbols
    ExpressionPtr rest;         // the same for all symbols unless `rest_differs`; null: 0
    bool rest_differs = false;  // the rest speaks of the symbol, `rest_symbol`
    std::string symbol;

    // NAME_i itself.
    static AffineForm of(const std::string& name);
};

// The form of a number that speaks of a symbol, "(1-e)*X_i + e/K" with symbol "i". It declines where the
// masses in Q, X or M come in any other way, as in Q_i^2, max(Q) or Q_1.
Offer<AffineForm> affine_form(const ExpressionPtr& number, const std::string& symbol);

// The same of a distribution, alpha*P + (1-alpha)*Q.
Offer<AffineForm> affine_form_of_distribution(const ExpressionPtr& distribution);

// Where a form's numbers speak of more than one symbol's masses: "f_i", "P_1", "max(P)"; empty if nowhere.
std::string speaks_of_others(const AffineForm& form);

// Whether the form depends on the number of symbols.
bool depends_on_alphabet(const AffineForm& form);

}  // namespace groundcheck
