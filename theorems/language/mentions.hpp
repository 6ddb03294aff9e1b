// Looking through an expression: the one walk over all its parts, and the questions that many ask with it.
//
// Parts are met in the order of the text: a node before its arguments, and these from left to right. Bound
// variables and brackets are walked into like anything else; who treats them otherwise has a walk of its own.
#pragma once

#include <string>

#include "theorems/language/expression.hpp"

namespace groundcheck {

// The first part, the expression itself among them, of which is(part) holds; null if there is none. It lives
// as long as the expression.
template <class Is>
const Expression* first_part(const Expression& e, const Is& is) {
    if (is(e)) return &e;
    for (const ExpressionPtr& arg : e.args)
        if (const Expression* found = first_part(*arg, is)) return found;
    return nullptr;
}

// Whether there is such a part.
template <class Is>
bool mentions(const Expression& e, const Is& is) {
    return first_part(e, is) != nullptr;
}

// Calls visit(part) for every part.
template <class Visit>
void for_each_part(const Expression& e, const Visit& visit) {
    visit(e);
    for (const ExpressionPtr& arg : e.args)
        for_each_part(*arg, visit);
}

// Whether the part itself is the number of that name: K, N, t, alpha, or one that the domain declares.
bool is_number_named(const Expression& part, const std::string& name);
// Q', the model after one generation.
bool is_next_model(const Expression& part);
// A model or another state that is drawn or iterated: Q', Q[t], h[t], m[t].
bool is_drawn_model(const Expression& part);
// The distribution of that name; with Q' and M in it as their names say.
bool is_distribution_named(const Expression& part, const std::string& name);

// Whether some part is.
bool mentions_number(const Expression& e, const std::string& name);
bool mentions_next_model(const Expression& e);
bool mentions_drawn_model(const Expression& e);
// Whether it speaks of the generation t.
bool mentions_time(const Expression& e);

}  // namespace groundcheck
