// The types of what a certificate's formulas say: every name is declared, and stands where its type belongs.
//
// The forms of language.hpp would do without most of this, but a certificate is also read by people: a
// statement about a name that nothing declares, or an equality condition that varies with the point, claims
// something that no form shows.
#pragma once

#include "context.hpp"

namespace checker {

// The statement: relations between numbers. Throws Unreadable and says which name or part is wrong.
void check_statement(const Tree& statement, const Context& context);
// The equality condition: vertex(Q), max(Q) == 1/K, relations between declared constants, and/or of these.
void check_equality(const Tree& condition, const Context& context);
// A tilt or shift: a number made of constants and of numbers that range.
void check_shared(const Tree& expression, const Context& context);
// A square: a number.
void check_number(const Tree& expression, const Context& context);

// Whether the condition is max(Q) == 1/K.
bool is_uniform_condition(const Tree& condition);

}  // namespace checker
