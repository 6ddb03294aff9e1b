#include "interval/continuum/form.hpp"

#include <algorithm>

#include "interval/factor.hpp"
#include "interval/log_linear.hpp"

namespace groundcheck::continuum {

namespace {

std::string key_of(const Polynomial& polynomial) {
    std::string text;
    for (const auto& [monomial, coefficient] : polynomial.terms()) {
        text += to_string(coefficient);
        for (const std::uint32_t e : monomial)
            text += ',' + std::to_string(e);
        text += ';';
    }
    return text;
}

bool is_whole(const Rational& value) { return denominator(value) == 1; }

std::int64_t whole(const Rational& value) {
    if (abs(value) > largest_exponent) throw OutsideForms("the power " + to_string(value) + " is too large");
    return static_cast<std::int64_t>(numerator(value));
}

// A product of powers of polynomials, and a positive number.
struct Fraction {
    Rational content = 1;
    std::vector<std::pair<Polynomial, Rational>> bases;
};

// A polynomial as content * (powers of v and 1-v) * rest, the rest with a leading coefficient of 1 or -1.
void split(Fraction& fraction, Polynomial polynomial) {
    for (std::size_t v = 0; v < variable_count; ++v) {
        const Polynomial x = Polynomial::variable(v);
        for (const Polynomial& base : {x, Polynomial(Rational(1)) - x}) {
            std::int64_t times = 0;
            while (polynomial.degree(v) > 0) {
                const auto quotient = polynomial.divided_by(base);
                if (!quotient) break;
                polynomial = *quotient;
                ++times;
            }
            if (times > 0) fraction.bases.emplace_back(base, Rational(times));
        }
    }
    const Rational scale = abs(polynomial.leading_coefficient());
    fraction.content *= scale;
    polynomial = polynomial * Polynomial(Rational(1 / scale));
    if (polynomial.constant() != Rational(1)) fraction.bases.emplace_back(polynomial, Rational(1));
}

// The form over a common denominator, if all its atoms are bases.
std::optional<Fraction> as_fraction(const Form& form) {
    if (form.is_singular() || form.terms().empty()) return std::nullopt;
    Factors common;
    const bool single = form.terms().size() == 1;
    for (const auto& [factors, coefficient] : form.terms()) {
        for (const auto& [atom, exponent] : factors) {
            if (atom->kind != AtomKind::base || (!single && !is_whole(exponent))) return std::nullopt;
            const auto [place, is_new] =
                common.emplace(atom, single ? exponent : std::min(Rational(0), exponent));
            if (!is_new) place->second = std::min(place->second, exponent);
        }
    }
    Polynomial numerator;
    for (const auto& [factors, coefficient] : form.terms()) {
        Polynomial part = coefficient;
        for (const auto& [atom, least] : common) {
            const auto own = factors.find(atom);
            const Rational rest = (own == factors.end() ? Rational(0) : own->second) - least;
            part = part * atom->polynomial.power(static_cast<std::uint32_t>(whole(rest)));
        }
        numerator += part;
    }
    if (numerator.is_zero()) return std::nullopt;
    Fraction fraction;
    split(fraction, numerator);
    for (const auto& [atom, exponent] : common)
        fraction.bases.emplace_back(atom->polynomial, exponent);
    return fraction;
}

// Whether every factor is seen to be positive in the open unit cube.
bool seen_positive(const Form& form, const std::optional<Fraction>& fraction) {
    if (fraction) {
        return std::all_of(fraction->bases.begin(), fraction->bases.end(),
                           [](const auto& base) { return seen_positive(base.first); });
    }
    return std::all_of(form.terms().begin(), form.terms().end(), [](const auto& term) {
        const auto positive = [](const auto& factor) {
            const Atom& atom = *factor.first;
            return atom.kind == AtomKind::exp ||
                   (atom.kind == AtomKind::base && seen_positive(atom.polynomial));
        };
        return seen_positive(term.second) && std::all_of(term.first.begin(), term.first.end(), positive);
    });
}

void require_positive(const Form& form, const std::optional<Fraction>& fraction) {
    if (!seen_positive(form, fraction)) {
        throw OutsideForms(
            "it cannot be seen that the argument of a logarithm, root or quotient is positive");
    }
}

Form log_of(const Rational& positive) {
    const LogLinear value = LogLinear::log(positive);
    Form result = Form(value.rational_part());
    for (const auto& [base, coefficient] : value.terms()) {
        result =
            result + Form(coefficient) * Form::of({AtomKind::log, Polynomial(Rational(base)), {}, 0, 0, {}});
    }
    return result;
}

// 1 or -1 for a form that has that sign in all of the open cube (an infinity's own), 0 if that is not seen.
int sign_inside(const Form& form) {
    if (form.is_singular()) return form.infinity();
    const auto positive = [](const Form& f) { return seen_positive(f, std::nullopt); };
    return positive(form) ? 1 : positive(Form(Rational(-1)) * form) ? -1 : 0;
}

// c^e for c > 0: a number where the root is rational, otherwise an atom.
Form power_of(const Rational& c, const Rational& e) {
    const Integer down = floor(e);
    const Rational rest = e - Rational(down);
    Form whole_part = Form(groundcheck::power(c, whole(Rational(down))));
    if (rest == 0) return whole_part;
    const auto root =
        denominator(rest) < 64 ? exact_root(c, static_cast<unsigned>(denominator(rest))) : std::nullopt;
    if (root) return whole_part * Form(groundcheck::power(*root, whole(Rational(numerator(rest)))));
    return whole_part * Form::of({AtomKind::base, Polynomial(c), {}, 0, 0, {}}, rest);
}

// Every term has the sign, factor by factor.
bool terms_have_sign(const Form& form, int sign) {
    return std::all_of(form.terms().begin(), form.terms().end(), [sign](const auto& term) {
        const bool factors = std::all_of(term.first.begin(), term.first.end(), [](const auto& factor) {
            const Atom& atom = *factor.first;
            return atom.kind == AtomKind::exp ||
                   (atom.kind == AtomKind::base && seen_positive(atom.polynomial));
        });
        return factors && seen_nonnegative(Polynomial(Rational(sign)) * term.second);
    });
}

}  // namespace

bool has_sign(const Form& form, int sign) {
    if (form.is_singular()) return false;
    if (terms_have_sign(form, sign)) return true;
    const auto fraction = as_fraction(Form(Rational(sign)) * form);  // over a common denominator
    return fraction && std::all_of(fraction->bases.begin(), fraction->bases.end(),
                                   [](const auto& base) { return seen_nonnegative(base.first); });
}

bool ByKey::operator()(const AtomPtr& a, const AtomPtr& b) const { return a->key < b->key; }

bool ByFactors::operator()(const Factors& a, const Factors& b) const {
    return std::lexicographical_compare(
        a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
            return x.first->key != y.first->key ? x.first->key < y.first->key : x.second < y.second;
        });
}

Form::Form(const Polynomial& polynomial) {
    if (!polynomial.is_zero()) terms_[{}] = polynomial;
}

Form Form::singular(int infinity) {
    Form form;
    form.singular_ = true;
    form.infinity_ = infinity;
    return form;
}

Form Form::of(const Atom& atom, const Rational& exponent) {
    Atom named = atom;
    named.key = std::to_string(static_cast<int>(atom.kind)) + '|' + key_of(atom.polynomial) + '|' +
                atom.form.key() + '|' + to_string(atom.exponent) + '|' + std::to_string(atom.samples) + '|' +
                std::to_string(atom.generations);
    Form form;
    form.add_term(Polynomial(Rational(1)), {{std::make_shared<const Atom>(std::move(named)), exponent}});
    return form;
}

std::optional<Polynomial> Form::polynomial() const {
    if (singular_) return std::nullopt;
    if (terms_.empty()) return Polynomial();
    if (terms_.size() == 1 && terms_.begin()->first.empty()) return terms_.begin()->second;
    return std::nullopt;
}

std::optional<Rational> Form::constant() const {
    const auto p = polynomial();
    return p ? p->constant() : std::nullopt;
}

bool Form::mentions(std::size_t variable) const {
    return std::any_of(terms_.begin(), terms_.end(), [variable](const auto& term) {
        return term.second.degree(variable) > 0 ||
               std::any_of(term.first.begin(), term.first.end(), [variable](const auto& factor) {
                   const Atom& atom = *factor.first;
                   const bool bound = atom.kind == AtomKind::expectation;  // its form's x is its own
                   return atom.polynomial.degree(variable) > 0 || (!bound && atom.form.mentions(variable));
               });
    });
}

std::string Form::key() const {
    std::string text = singular_ ? "!" + std::to_string(infinity_) : "";
    for (const auto& [factors, coefficient] : terms_) {
        text += '{' + key_of(coefficient);
        for (const auto& [atom, exponent] : factors)
            text += '(' + atom->key + ")^" + to_string(exponent);
        text += '}';
    }
    return text;
}

void Form::add_term(Polynomial coefficient, Factors factors) {
    for (auto place = factors.begin(); place != factors.end();) {
        Rational& exponent = place->second;
        if (place->first->kind == AtomKind::base) {
            const Polynomial& base = place->first->polynomial;
            if (exponent >= 1) {
                const Rational up(floor(exponent));
                coefficient = coefficient * base.power(static_cast<std::uint32_t>(whole(up)));
                exponent -= up;
            }
            while (exponent < 0 && !coefficient.is_zero()) {
                const auto quotient = coefficient.divided_by(base);
                if (!quotient) break;
                coefficient = *quotient;
                exponent += 1;
            }
        }
        place = exponent == 0 ? factors.erase(place) : std::next(place);
    }
    if (coefficient.is_zero()) return;
    const auto [place, is_new] = terms_.emplace(std::move(factors), coefficient);
    if (is_new) return;
    place->second += coefficient;
    if (place->second.is_zero()) terms_.erase(place);
}

Form operator+(const Form& a, const Form& b) {
    if (a.singular_ && b.singular_) return Form::singular(a.infinity_ == b.infinity_ ? a.infinity_ : 0);
    if (a.singular_) return a;
    if (b.singular_) return b;
    Form result = a;
    for (const auto& [factors, coefficient] : b.terms_)
        result.add_term(coefficient, factors);
    return result;
}

Form operator-(const Form& a, const Form& b) { return a + Form(Rational(-1)) * b; }

Form operator*(const Form& a, const Form& b) {
    if (a.is_zero() || b.is_zero()) return {};  // even 0 times singular: the convention of the claims
    if (a.singular_) return Form::singular(a.infinity_ * sign_inside(b));
    if (b.singular_) return Form::singular(b.infinity_ * sign_inside(a));
    Form result;
    for (const auto& [left, p] : a.terms_) {
        for (const auto& [right, q] : b.terms_) {
            Factors factors = left;
            for (const auto& [atom, exponent] : right)
                factors[atom] += exponent;
            result.add_term(p * q, std::move(factors));
        }
    }
    return result;
}

Form log(const Form& argument) {
    if (argument.is_zero()) return Form::singular(-1);
    if (argument.is_singular()) return Form::singular();
    if (const auto c = argument.constant()) return *c > 0 ? log_of(*c) : Form::singular();
    const auto fraction = as_fraction(argument);
    require_positive(argument, fraction);
    if (!fraction) return Form::of({AtomKind::log_form, {}, argument, 0, 0, {}});
    Form result = log_of(fraction->content);
    for (const auto& [base, exponent] : fraction->bases) {
        const auto c = base.constant();
        result = result + Form(exponent) * (c ? log_of(*c) : Form::of({AtomKind::log, base, {}, 0, 0, {}}));
    }
    return result;
}

Form exp(const Form& argument) {
    if (argument.is_singular()) return Form::singular();
    return argument.is_zero() ? Form(Rational(1)) : Form::of({AtomKind::exp, {}, argument, 0, 0, {}});
}

Form power(const Form& base, const Rational& exponent) {
    if (exponent == 0) return Rational(1);
    if (base.is_singular()) return Form::singular();
    if (base.is_zero()) return exponent > 0 ? Form() : Form::singular();
    if (const auto c = base.constant()) {
        if (is_whole(exponent)) return Form(groundcheck::power(*c, whole(exponent)));
        return *c > 0 ? power_of(*c, exponent) : Form::singular();
    }
    if (is_whole(exponent) && exponent > 0) {
        if (const auto p = base.polynomial())
            return Form(p->power(static_cast<std::uint32_t>(whole(exponent))));
        Form result = Rational(1);
        for (std::int64_t i = 0; i < whole(exponent); ++i)
            result = result * base;
        return result;
    }
    const auto fraction = as_fraction(base);
    require_positive(base, fraction);
    if (!fraction) return Form::of({AtomKind::power_form, {}, base, exponent, 0, {}});
    Form result = power_of(fraction->content, exponent);
    for (const auto& [factor, e] : fraction->bases) {
        result = result * Form::of({AtomKind::base, factor, {}, 0, 0, {}}, e * exponent);
    }
    return result;
}

}  // namespace groundcheck::continuum
