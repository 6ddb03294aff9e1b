#include "decide/continuum/absolute_cases.hpp"

#include <algorithm>

#include "theorems/language/vocabulary.hpp"

namespace groundcheck {

using continuum::AtomKind;
using continuum::Form;
using continuum::OutsideForms;
using continuum::Polynomial;

namespace {

bool is_absolute(const Expression& e) {
    if (e.node == Node::function) return e.name == "abs";
    const SymbolTerm* term = symbol_term(e);
    return term != nullptr && has_absolute(*term);
}

void number(const Expression& e, std::map<const Expression*, std::size_t>& order) {
    if (is_absolute(e)) order.emplace(&e, order.size() + 1);
    for (const ExpressionPtr& arg : e.args)
        number(*arg, order);
}

bool varies(const Form& form) {
    for (std::size_t v = 0; v < continuum::variable_count; ++v)
        if (form.mentions(v)) return true;
    return false;
}

// Certainly >= 0 (side 1) or <= 0 (-1) inside: a form that is seen to be, a number, or a multiple of the
// logarithm of a polynomial that is seen to be on one side of 1.
bool seen_on_side(const Form& a, int side) {
    if (has_sign(a, side)) return true;
    if (!varies(a)) return continuum::sign(a) == side;
    if (a.terms().size() != 1) return false;
    const auto& [factors, coefficient] = *a.terms().begin();
    if (factors.size() != 1 || factors.begin()->second != 1) return false;
    const continuum::Atom& atom = *factors.begin()->first;
    if (atom.kind != AtomKind::log) return false;
    const Polynomial above = atom.polynomial - Polynomial(Rational(1));
    for (const int s : {1, -1}) {
        if (seen_nonnegative(Polynomial(Rational(s)) * above) &&
            seen_nonnegative(Polynomial(Rational(s * side)) * coefficient))
            return true;
    }
    return false;
}

std::optional<Form> seen(const Form& a) {
    if (a.is_singular()) return Form::singular(a.infinity() != 0 ? 1 : 0);
    for (const int side : {1, -1})
        if (seen_on_side(a, side)) return Form(Rational(side)) * a;
    return std::nullopt;
}

const char* const not_seen = "it cannot be seen which sign the argument of an absolute value has";

}  // namespace

AbsoluteCases::AbsoluteCases(const Expression& relation) { number(relation, order_); }

Form AbsoluteCases::seen_absolute(const Form& a) {
    const auto value = seen(a);
    if (!value) throw OutsideForms(not_seen);
    return *value;
}

Form AbsoluteCases::absolute(const Expression& node, std::uint32_t symbol, const Form& a) {
    const auto known = order_.find(&node);
    if (known == order_.end()) return seen_absolute(a);
    const Place place(known->second, symbol);
    if (const auto sign = sign_of_.find(place); sign != sign_of_.end()) {
        met_[place] = a;
        return Form(Rational(sign->second)) * a;
    }
    if (const auto value = seen(a)) return *value;
    if (!signs_.empty()) throw OutsideForms(not_seen);
    places_[place] = a;
    return a;
}

void AbsoluteCases::set(const std::string& signs, const std::vector<Rational>& multiples) {
    signs_ = signs;
    std::size_t i = 0;
    for (const auto& [place, argument] : places_) {
        sign_of_[place] = signs.at(i) == '+' ? 1 : -1;
        multiple_of_[place] = multiples.at(i);
        ++i;
    }
}

Form AbsoluteCases::slack() const {
    Form sum;
    for (const auto& [place, multiple] : multiple_of_) {
        if (multiple == 0) continue;
        const auto a = met_.find(place);
        if (a == met_.end()) throw OutsideForms("an absolute value of the claim vanishes on the boundary");
        sum = sum + Form(Rational(multiple * sign_of_.at(place))) * a->second;
    }
    return sum;
}

bool AbsoluteCases::takes() const {
    return std::any_of(multiple_of_.begin(), multiple_of_.end(), [](const auto& m) { return m.second != 0; });
}

bool AbsoluteCases::outside() const {
    for (const auto& [place, a] : met_) {
        const int sign = sign_of_.at(place);
        const auto number = a.constant();
        if (a.is_singular() ? a.infinity() * sign < 0 : number && *number * sign < 0) return true;
    }
    return false;
}

std::string AbsoluteCases::multiples() const {
    std::string text;
    for (const auto& [place, multiple] : multiple_of_)
        text += (text.empty() ? "" : ",") + to_string(multiple);
    return text;
}

}  // namespace groundcheck
