// Numbers written out: a text that `groundcheck eval` and computer algebra systems read alike, and beside it
// the value wherever that is rational, so that what can be worked out is. What expand.hpp puts its forms
// together of.
//
// A negative number or a fraction stands in parentheses, so that texts can be joined without looking into
// them.
#pragma once

#include <optional>
#include <string>

#include "interval/rational.hpp"

namespace groundcheck {

// There is no such form: the text would be long, or the value infinite or none.
struct NoWrittenForm {};

struct WrittenTerm {
    std::string text;
    std::optional<Rational> value;

    bool is(int number) const { return value && *value == number; }
};

WrittenTerm exact_term(const Rational& value);
// A text as it is, of no known value. Throws NoWrittenForm where it is long, as all of these do.
WrittenTerm text_term(std::string text);

WrittenTerm term_sum(const WrittenTerm& a, const WrittenTerm& b);
WrittenTerm term_negated(const WrittenTerm& a);
WrittenTerm term_product(const WrittenTerm& a, const WrittenTerm& b);
WrittenTerm term_quotient(const WrittenTerm& a, const WrittenTerm& b);
WrittenTerm term_logarithm(const WrittenTerm& a);
WrittenTerm term_power(const WrittenTerm& base, const WrittenTerm& power);

// The terms of sums over the symbols (theorems/language/symbol_term.hpp), written out; an infinite one has no
// form.
struct WrittenTerms {
    using Value = WrittenTerm;

    static WrittenTerm number(const Rational& value) { return exact_term(value); }
    static WrittenTerm add(const WrittenTerm& a, const WrittenTerm& b) { return term_sum(a, b); }
    static WrittenTerm sub(const WrittenTerm& a, const WrittenTerm& b) {
        return term_sum(a, term_negated(b));
    }
    static WrittenTerm mul(const WrittenTerm& a, const WrittenTerm& b) { return term_product(a, b); }
    static WrittenTerm square(const WrittenTerm& a) { return term_power(a, exact_term(2)); }
    static WrittenTerm absolute(const WrittenTerm& a);
    static WrittenTerm xlogx(const WrittenTerm& a);
    static WrittenTerm divergence(const WrittenTerm& p, const WrittenTerm& r);
    static WrittenTerm ratio(const WrittenTerm& a, const WrittenTerm& b);
    static WrittenTerm positive(const WrittenTerm& a);
};

}  // namespace groundcheck
