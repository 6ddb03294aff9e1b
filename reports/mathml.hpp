// Formulas for people: a typed expression as MathML.
//
// What browsers draw without help is MathML Core, so nothing else is used. A statement becomes one or more
// displayed formulas; the claim's own spelling goes along as an annotation, from which the expression can be
// read back.
#pragma once

#include <string>

#include "theorems/language/claim.hpp"
#include "theorems/language/expression.hpp"

namespace groundcheck {

// The expression as MathML elements, to stand inside <math>: one <mrow> or a single element.
std::string mathml(const Expression& expression);

// The expression as a whole <math> element, displayed or in a line of text, annotated with
// to_text(expression).
std::string math_element(const Expression& expression, bool display);

// A statement, one displayed <math> for each part of a conjunction, with the words between them; chains
// a <= b < c are set relation by relation under one another.
std::string math_display(const Expression& statement);

// A claim's statement (or its mutant's) or its equality condition, typeset; as plain code where the text
// cannot be read, which is the case for the text of another version of the language only.
std::string statement_html(const Claim& claim, bool is_mutant);
std::string condition_html(const Claim& claim, const std::string& text);

}  // namespace groundcheck
