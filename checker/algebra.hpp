// The algebra of the checker: exact polynomials, and "forms", in which a claim's two sides are brought
// together.
//
// A form is a finite sum of terms, each an exact polynomial in the variables times a product of powers of
// atoms (logarithms of polynomials, roots, exponentials, binomial expectations). Building one from the text
// of a claim cancels what cancels exactly, so that an identity becomes the empty sum. Manipulations such as
// log(a/b) = log(a) - log(b) hold where a and b are positive; the checker therefore uses a form only where
// all variables lie strictly between 0 and 1, and evaluates the ends apart, by building the claim again with
// the variable put to 0 or 1 under the conventions of the claims (0 times anything is 0).
#pragma once

#include <memory>

#include "polynomial.hpp"

namespace checker {

using Factors = std::map<std::size_t, mpq_class>;  // atom -> exponent; no zero exponents

// `singular` marks a value that is no real number (log(0), 1/0): it survives everything but a factor of zero.
// `infinity` is 1 or -1 where it is known to be that infinity.
struct Form {
    std::map<Factors, Polynomial> terms;
    bool singular = false;
    int infinity = 0;

    Form() = default;
    Form(const Polynomial& p) {
        if (!p.zero()) terms[{}] = p;
    }
    Form(const mpq_class& c) : Form(Polynomial(c)) {}
    bool zero() const { return !singular && terms.empty(); }
    std::optional<Polynomial> polynomial() const {
        if (singular) return std::nullopt;
        if (terms.empty()) return Polynomial();
        if (terms.size() == 1 && terms.begin()->first.empty()) return terms.begin()->second;
        return std::nullopt;
    }
    std::optional<mpq_class> constant() const {
        const auto p = polynomial();
        return p ? p->constant() : std::nullopt;
    }
    std::string text() const {
        std::string s = singular ? "singular" + std::to_string(infinity) : "";
        for (const auto& [f, p] : terms) {
            s += "{" + p.text() + "}";
            for (const auto& [a, e] : f)
                s += "a" + std::to_string(a) + "^" + e.get_str();
        }
        return s;
    }
};
inline Form singular_form(int infinity = 0) {
    Form f;
    f.singular = true;
    f.infinity = infinity;
    return f;
}

enum class AtomKind { base, log, log_form, power_form, exp, digamma, expectation };
// base: poly; log: log(poly); log_form, power_form, exp, digamma: of `form` (to the power `exponent`);
// expectation: E[form(x)] with N*x ~ Binomial(N, poly), or its derivative of order `exponent` with respect to
// that chance; with `steps`, E[form(x')] for the x' that is reached from x by so many further draws of N.
struct Atom {
    AtomKind kind;
    Polynomial poly;
    Form form;
    mpq_class exponent;
    long N = 0, steps = 0;
};
inline std::vector<Atom>& atoms() {
    static std::vector<Atom> table;
    return table;
}
// The number of the atom; the same atom always has the same number.
inline std::size_t intern(const Atom& a) {
    static std::map<std::string, std::size_t> numbers;
    const std::string key = std::to_string(static_cast<int>(a.kind)) + "|" + a.poly.text() + "|" +
                            a.form.text() + "|" + a.exponent.get_str() + "|" + std::to_string(a.N) + "|" +
                            std::to_string(a.steps);
    Work::spend(1 + key.size() / 256);
    const auto [place, is_new] = numbers.emplace(key, atoms().size());
    if (is_new) atoms().push_back(a);
    return place->second;
}
// A whole number that counts repetitions, as a machine's number. Throws where it is over the limit of powers:
// a larger one would be cut off.
inline void require_exponent(const mpq_class& e) {
    if (guarded("degree") && (abs(e) > limits::degree || bits(e) > limits::exponent_bits))
        throw over("an exponent", limits::degree);
}
inline long small(const mpz_class& n) {
    if (abs(n) > limits::degree && guarded("degree")) throw over("an exponent", limits::degree);
    return n.get_si();
}
inline mpz_class floor_of(const mpq_class& q) {
    mpz_class r;
    mpz_fdiv_q(r.get_mpz_t(), q.get_num_mpz_t(), q.get_den_mpz_t());
    return r;
}

// Adds coefficient * prod atom^exponent. Powers of a base of 1 and more go into the coefficient, and negative
// ones are cancelled where they divide it.
inline void add_term(Form& form, Polynomial coefficient, Factors factors) {
    for (auto place = factors.begin(); place != factors.end();) {
        auto& [number, exponent] = *place;
        require_exponent(exponent);
        if (atoms()[number].kind == AtomKind::base) {
            const Polynomial base = atoms()[number].poly;
            if (exponent >= 1) {
                const mpz_class whole = floor_of(exponent);
                coefficient = coefficient * power(base, small(whole));
                exponent -= whole;
            }
            while (exponent < 0 && !coefficient.zero()) {
                const auto quotient = divide(coefficient, base);
                if (!quotient) break;
                coefficient = *quotient;
                exponent += 1;
            }
        }
        place = exponent == 0 ? factors.erase(place) : std::next(place);
    }
    Polynomial& sum = form.terms[factors];
    sum = sum + coefficient;
    if (sum.zero()) form.terms.erase(factors);
}
bool seen_positive(const Form& form);
inline Form operator+(Form a, const Form& b) {
    if (a.singular && b.singular) return singular_form(a.infinity == b.infinity ? a.infinity : 0);
    if (a.singular || b.singular) return a.singular ? a : b;
    for (const auto& [f, p] : b.terms)
        add_term(a, p, f);
    return a;
}
int sign_inside(const Form& form);
inline Form operator*(const Form& a, const Form& b) {
    if (a.zero() || b.zero()) return {};  // the convention of the claims: 0 times anything is 0
    if (b.singular && !a.singular) return b * a;
    if (a.singular) return singular_form(a.infinity * sign_inside(b));
    Form r;
    for (const auto& [f, p] : a.terms)
        for (const auto& [g, q] : b.terms) {
            Factors product = f;
            for (const auto& [atom, exponent] : g)
                product[atom] += exponent;
            add_term(r, p * q, product);
        }
    return r;
}
inline Form operator-(const Form& a, const Form& b) { return a + Form(mpq_class(-1)) * b; }
inline Form atom_form(const Atom& a, const mpq_class& exponent = 1) {
    Form r;
    add_term(r, mpq_class(1), {{intern(a), exponent}});
    return r;
}

// content * prod base^exponent with content > 0: a polynomial split into its obvious factors v and 1-v.
struct Fraction {
    mpq_class content = 1;
    std::vector<std::pair<Polynomial, mpq_class>> bases;
};
inline void split_into(Fraction& fraction, Polynomial p) {
    for (std::size_t v = 0; v < variables; ++v) {
        const Polynomial x = Polynomial::variable(v);
        for (const Polynomial& base : {x, Polynomial(mpq_class(1)) - x}) {
            long times = 0;
            for (auto q = divide(p, base); p.mentions(v) && q; q = divide(p, base), ++times)
                p = *q;
            if (times > 0) fraction.bases.emplace_back(base, times);
        }
    }
    const mpq_class scale = abs(p.terms.rbegin()->second);
    fraction.content *= scale;
    p = Polynomial(1 / scale) * p;
    if (p.constant() != mpq_class(1)) fraction.bases.emplace_back(p, 1);
}
// The form as one fraction of polynomials (and roots), if it is one and not zero.
inline std::optional<Fraction> as_fraction(const Form& form) {
    if (form.singular || form.terms.empty()) return std::nullopt;
    std::map<std::size_t, mpq_class> common;  // the least exponent of each base
    for (const auto& [factors, p] : form.terms)
        for (const auto& [atom, e] : factors) {
            if (atoms()[atom].kind != AtomKind::base) return std::nullopt;
            if (e.get_den() != 1 && form.terms.size() > 1) return std::nullopt;
            common[atom] = std::min(common[atom], e);
        }
    if (form.terms.size() == 1) common = form.terms.begin()->first;
    Polynomial numerator;
    for (const auto& [factors, p] : form.terms) {
        Polynomial part = p;
        for (const auto& [atom, least] : common) {
            const auto own = factors.find(atom);
            const mpq_class rest = (own == factors.end() ? mpq_class(0) : own->second) - least;
            part = part * power(atoms()[atom].poly, small(rest.get_num()));
        }
        numerator = numerator + part;
    }
    if (numerator.zero()) return std::nullopt;
    Fraction fraction;
    split_into(fraction, numerator);
    for (const auto& [atom, e] : common)
        fraction.bases.emplace_back(atoms()[atom].poly, e);
    return fraction;
}

// Logarithms, roots and quotients are rewritten as if their arguments were positive. This holds the claim to
// it: the argument must be seen to be positive wherever all variables lie strictly between 0 and 1.
inline bool seen_positive(const Form& form) {
    if (form.terms.empty() || form.singular) return false;
    for (const auto& [factors, p] : form.terms) {
        if (!seen_positive(p)) return false;
        for (const auto& [atom, e] : factors) {
            const Atom& a = atoms()[atom];
            if (a.kind != AtomKind::exp && (a.kind != AtomKind::base || !seen_positive(a.poly))) return false;
        }
    }
    return true;
}
// 1 or -1 if the form has that sign wherever all variables lie strictly between 0 and 1, or is that infinity.
inline int sign_inside(const Form& form) {
    if (form.singular) return form.infinity;
    return seen_positive(form) ? 1 : seen_positive(Form(mpq_class(-1)) * form) ? -1 : 0;
}
inline void require_positive(const Form& form, const std::optional<Fraction>& fraction) {
    bool seen = fraction.has_value();
    if (fraction)
        for (const auto& [base, e] : fraction->bases)
            seen = seen && seen_positive(base);
    if (!seen && !seen_positive(form))
        throw Unreadable("it cannot be seen that the argument of a logarithm, root or quotient is positive");
}

// log(n) by the primes of n; a factor without small primes stays whole.
inline Form log_of_integer(mpz_class n) {
    Form r;
    const auto add = [&r](const mpz_class& prime, long times) {
        r = r + Form(mpq_class(times)) * atom_form({AtomKind::log, Polynomial(mpq_class(prime)), {}, 0});
    };
    for (unsigned long prime = 2; prime < 20000 && n > 1; ++prime) {
        Work::spend(1 + bits(n) / 1024);
        const mpz_class divisor(prime);
        const long times = static_cast<long>(mpz_remove(n.get_mpz_t(), n.get_mpz_t(), divisor.get_mpz_t()));
        if (times > 0) add(mpz_class(prime), times);
        if (mpz_class(prime) * prime > n && n > 1) {
            add(n, 1);
            return r;
        }
    }
    if (n > 1) add(n, 1);
    return r;
}
inline Form log_of_rational(const mpq_class& q) {
    return log_of_integer(q.get_num()) - log_of_integer(q.get_den());
}

// log(a), where a is positive; singular for a = 0 and for a negative constant.
inline Form log(const Form& a) {
    if (a.singular || a.zero()) return singular_form(a.zero() ? -1 : 0);
    if (const auto c = a.constant()) return *c > 0 ? log_of_rational(*c) : singular_form();
    const auto fraction = as_fraction(a);
    require_positive(a, fraction);
    if (!fraction) return atom_form({AtomKind::log_form, {}, a, 0});
    Form r = log_of_rational(fraction->content);
    for (const auto& [base, e] : fraction->bases)
        r = r + Form(e) * (base.constant() && *base.constant() > 0 ? log_of_rational(*base.constant())
                                                                   : atom_form({AtomKind::log, base, {}, 0}));
    return r;
}
// c^e for c > 0: exact where the root is rational, otherwise an atom.
inline Form power_of_rational(const mpq_class& c, const mpq_class& e) {
    const mpz_class whole = floor_of(e);
    if (abs(whole) > limits::power) throw over("a power", limits::power);
    const mpq_class factor = whole > 0 ? c : mpq_class(1 / c);
    mpq_class r = 1;
    for (mpz_class i = 0; i < abs(whole); ++i) {
        Work::spend(1 + bits(r) * bits(factor) / 2097152);
        r *= factor;
        require_size(r);
    }
    const mpq_class rest = e - whole;
    if (rest == 0 || c == 1) return Form(r);
    mpz_class top, bottom;
    if (rest.get_den() < 64 && mpz_root(top.get_mpz_t(), c.get_num_mpz_t(), rest.get_den().get_ui()) != 0 &&
        mpz_root(bottom.get_mpz_t(), c.get_den_mpz_t(), rest.get_den().get_ui()) != 0) {
        const mpq_class root(top, bottom);
        for (mpz_class i = 0; i < rest.get_num(); ++i)
            r *= root;
        return Form(r);
    }
    return Form(r) * atom_form({AtomKind::base, Polynomial(c), {}, 0}, rest);
}
// a^e; a is positive, or e a whole number.
inline Form power(const Form& a, const mpq_class& e) {
    if (a.singular) return singular_form();  // also to the power 0: there is no value to take it of
    if (e == 0) return mpq_class(1);
    if (a.zero()) return e > 0 ? Form() : singular_form();
    if (e.get_den() == 1 && e > 0) {
        if (e > limits::power) throw over("a power", limits::power);
        if (const auto p = a.polynomial()) return Form(power(*p, e.get_num().get_si()));
        Form r = mpq_class(1);
        for (long i = 0; i < e.get_num().get_si(); ++i)
            r = r * a;
        return r;
    }
    if (const auto c = a.constant(); c && *c < 0) {
        return e.get_den() == 1 ? Form(mpq_class(1)) * power(Form(mpq_class(1 / *c)), -e) : singular_form();
    }
    const auto fraction = as_fraction(a);
    require_positive(a, fraction);
    if (!fraction) return atom_form({AtomKind::power_form, {}, a, e});
    Form r = power_of_rational(fraction->content, e);
    for (const auto& [base, b] : fraction->bases)
        r = r * atom_form({AtomKind::base, base, {}, 0}, b * e);
    return r;
}
inline Form exp(const Form& a) {
    if (a.singular) return singular_form();
    return a.zero() ? Form(mpq_class(1)) : atom_form({AtomKind::exp, {}, a, 0});
}

}  // namespace checker
