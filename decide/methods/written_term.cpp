#include "decide/methods/written_term.hpp"

#include <utility>

#include "interval/rational.hpp"

namespace groundcheck {

namespace {

constexpr std::size_t longest_text = 1500;  // characters

}  // namespace

WrittenTerm exact_term(const Rational& value) {
    std::string text = to_string(value);
    if (value < 0 || denominator(value) != 1) text = "(" + text + ")";
    return {std::move(text), value};
}

WrittenTerm text_term(std::string text) {
    if (text.size() > longest_text) throw NoWrittenForm{};
    return {std::move(text), std::nullopt};
}

WrittenTerm term_sum(const WrittenTerm& a, const WrittenTerm& b) {
    if (a.value && b.value) return exact_term(*a.value + *b.value);
    if (a.is(0)) return b;
    if (b.is(0)) return a;
    return text_term("(" + a.text + " + " + b.text + ")");
}

WrittenTerm term_negated(const WrittenTerm& a) {
    return a.value ? exact_term(-*a.value) : text_term("(-" + a.text + ")");
}

WrittenTerm term_product(const WrittenTerm& a, const WrittenTerm& b) {
    if (a.is(0) || b.is(0)) return exact_term(0);
    if (a.value && b.value) return exact_term(*a.value * *b.value);
    if (a.is(1)) return b;
    if (b.is(1)) return a;
    return text_term(a.text + "*" + b.text);
}

WrittenTerm term_quotient(const WrittenTerm& a, const WrittenTerm& b) {
    if (b.is(0)) throw NoWrittenForm{};
    if (a.value && b.value) return exact_term(*a.value / *b.value);
    if (b.is(1)) return a;
    return text_term(a.text + "/" + (b.value ? b.text : "(" + b.text + ")"));
}

WrittenTerm term_logarithm(const WrittenTerm& a) {
    if (a.is(1)) return exact_term(0);
    if (a.value && *a.value <= 0) throw NoWrittenForm{};
    return text_term("log(" + (a.value ? to_string(*a.value) : a.text) + ")");
}

WrittenTerm term_power(const WrittenTerm& base, const WrittenTerm& power) {
    if (base.value && power.value && denominator(*power.value) == 1 && abs(*power.value) <= 64 &&
        (*base.value != 0 || *power.value >= 0))
        return exact_term(
            groundcheck::power(*base.value, numerator(*power.value).convert_to<std::int64_t>()));
    if (base.is(0) && power.value && *power.value > 0) return exact_term(0);
    if (base.is(1)) return exact_term(1);
    return text_term(base.text + "^" + (power.value ? power.text : "(" + power.text + ")"));
}

WrittenTerm WrittenTerms::absolute(const WrittenTerm& a) {
    return a.value ? exact_term(abs(*a.value)) : text_term("abs(" + a.text + ")");
}

WrittenTerm WrittenTerms::xlogx(const WrittenTerm& a) {
    return a.is(0) ? exact_term(0) : term_product(a, term_logarithm(a));
}

WrittenTerm WrittenTerms::divergence(const WrittenTerm& p, const WrittenTerm& r) {
    return p.is(0) ? exact_term(0) : term_product(p, term_logarithm(term_quotient(p, r)));
}

WrittenTerm WrittenTerms::ratio(const WrittenTerm& a, const WrittenTerm& b) {
    return a.is(0) ? exact_term(0) : term_quotient(a, b);
}

WrittenTerm WrittenTerms::positive(const WrittenTerm& a) {
    if (!a.value) throw NoWrittenForm{};
    return exact_term(*a.value > 0 ? 1 : 0);
}

}  // namespace groundcheck
