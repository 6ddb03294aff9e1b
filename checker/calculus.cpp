// Limits, derivatives and signs of forms. See language.hpp.
#include <algorithm>

#include "enclosure.hpp"
#include "language.hpp"

namespace checker {

// E[h] or its derivative of order r at a chance m: N*(N-1)*...*(N-r+1) times the expectation of the r-th
// forward difference of h under N-r samples. At m = 0 and m = 1 only one of these samples is possible.
static Form expectation_at(const Atom& atom, const mpq_class& m) {
    const long r = atom.exponent.get_num().get_si(), n = atom.N - r;
    if (n < 0) return {};
    mpq_class falling = 1;
    for (long i = 0; i < r; ++i)
        falling *= mpq_class(atom.N - i);
    const auto choose = [](long a, long b) {
        mpz_class c;
        mpz_bin_uiui(c.get_mpz_t(), static_cast<unsigned long>(a), static_cast<unsigned long>(b));
        return c;
    };
    Form sum;
    for (long k = m == 1 ? n : 0; k <= (m == 0 ? 0 : n); ++k) {
        const auto weight = (Polynomial(choose(n, k) * falling) * power(Polynomial(m), k) *
                             power(Polynomial(mpq_class(1 - m)), n - k))
                                .constant();
        for (long i = 0; i <= r; ++i)
            sum = sum + Form(mpq_class(*weight * choose(r, i) * ((r - i) % 2 == 0 ? 1 : -1))) *
                            limit(atom.form, 0, mpq_class(k + i) / atom.N);
    }
    return sum;
}

Form limit(const Form& form, std::size_t v, const mpq_class& x) {
    if (form.singular) return singular_form();
    const Polynomial at_x{x}, root = Polynomial::variable(v) - at_x;
    Form sum;
    for (const auto& [factors, p] : form.terms) {
        Polynomial coefficient = p;
        mpq_class order = 0;  // of vanishing, as a power of the distance to x
        bool with_log = false;
        Form product = mpq_class(1);
        for (const auto& [number, exponent] : factors) {
            const Atom atom = atoms()[number];
            const Polynomial argument = substitute(atom.poly, v, at_x);
            Form here;
            if (atom.kind == AtomKind::base || atom.kind == AtomKind::log) {
                if (argument.zero()) {
                    if (atom.kind == AtomKind::base) {
                        if (exponent < 0) return singular_form();
                        order += exponent;
                    }
                    with_log |= atom.kind == AtomKind::log;
                    if (exponent < 0) return singular_form();
                    continue;
                }
                product = product * (atom.kind == AtomKind::log ? power(log(Form(argument)), exponent)
                                                                : power(Form(argument), exponent));
                continue;
            }
            if (atom.kind == AtomKind::expectation) {
                const auto m = argument.constant();
                if (m && (*m == 0 || *m == 1) && atom.steps > 0 && atom.exponent == 0) {
                    here = limit(atom.form, 0, *m);  // 0 and 1 are never left
                } else if (m && atom.steps == 0 && (*m == 0 || *m == 1 || atom.N <= 64)) {
                    here = expectation_at(atom, *m);
                } else {
                    Atom moved = atom;
                    moved.poly = argument;
                    here = atom_form(moved);
                }
            } else {
                here = limit(atom.form, v, x);
                if (atom.kind == AtomKind::log_form) here = log(here);
                if (atom.kind == AtomKind::power_form) here = power(here, atom.exponent);
                if (atom.kind == AtomKind::exp) here = exp(here);
            }
            product = product * power(here, exponent);
        }
        for (auto q = divide(coefficient, root); q && !coefficient.zero(); q = divide(coefficient, root)) {
            coefficient = *q;
            order += 1;
        }
        if (order > 0 && !product.singular) continue;
        if (with_log || product.singular) return singular_form();
        sum = sum + product * Form(substitute(coefficient, v, at_x));
    }
    return sum;
}

Form derivative(const Form& form, std::size_t v) {
    if (form.singular) return singular_form();
    Form sum;
    for (const auto& [factors, p] : form.terms) {
        add_term(sum, derivative(p, v), factors);
        for (const auto& [number, exponent] : factors) {
            const Atom atom = atoms()[number];
            Form inner;  // the derivative of the atom itself
            if (atom.kind == AtomKind::base) inner = Form(derivative(atom.poly, v));
            if (atom.kind == AtomKind::log)
                inner = Form(derivative(atom.poly, v)) * power(Form(atom.poly), -1);
            if (atom.kind == AtomKind::log_form) inner = derivative(atom.form, v) * power(atom.form, -1);
            if (atom.kind == AtomKind::power_form)
                inner = Form(atom.exponent) * derivative(atom.form, v) * power(atom.form, atom.exponent - 1);
            if (atom.kind == AtomKind::exp) inner = derivative(atom.form, v) * exp(atom.form);
            if (atom.kind == AtomKind::expectation) {
                Atom next = atom;
                next.exponent += 1;
                inner = Form(derivative(atom.poly, v)) * atom_form(next);
            }
            Factors rest = factors;
            rest[number] -= 1;
            Form outer;
            add_term(outer, Polynomial(exponent) * p, rest);
            sum = sum + outer * inner;
        }
    }
    return sum;
}

Form replace(const Form& form, std::size_t v, const Polynomial& value) {
    if (form.singular) return singular_form();
    Form sum;
    for (const auto& [factors, p] : form.terms) {
        Form product = substitute(p, v, value);
        for (const auto& [number, exponent] : factors) {
            Atom atom = atoms()[number];
            atom.poly = substitute(atom.poly, v, value);
            Form factor = atom.kind == AtomKind::base ? Form(atom.poly) : log(Form(atom.poly));
            if (atom.kind == AtomKind::log_form) factor = log(replace(atom.form, v, value));
            if (atom.kind == AtomKind::power_form)
                factor = power(replace(atom.form, v, value), atom.exponent);
            if (atom.kind == AtomKind::exp) factor = exp(replace(atom.form, v, value));
            if (atom.kind == AtomKind::expectation) factor = atom_form(atom);
            product = product * power(factor, exponent);
        }
        sum = sum + product;
    }
    return sum;
}

bool mentions(const Form& form, std::size_t v) {
    for (const auto& [factors, p] : form.terms) {
        if (p.mentions(v)) return true;
        for (const auto& [number, e] : factors) {
            const Atom& a = atoms()[number];
            if (a.poly.mentions(v) || mentions(a.form, v)) return true;
        }
    }
    return false;
}

static bool terms_have_sign(const Form& form, int sign) {
    for (const auto& [factors, p] : form.terms) {
        if (!seen_nonnegative(Polynomial(mpq_class(sign)) * p)) return false;
        for (const auto& [number, e] : factors) {
            const Atom& a = atoms()[number];
            if (a.kind != AtomKind::exp && (a.kind != AtomKind::base || !seen_positive(a.poly))) return false;
        }
    }
    return true;
}

bool has_sign(const Form& form, int sign) {
    if (form.singular) return false;
    if (terms_have_sign(form, sign)) return true;
    const auto fraction = as_fraction(Form(mpq_class(sign)) * form);  // over a common denominator
    return fraction && std::all_of(fraction->bases.begin(), fraction->bases.end(),
                                   [](const auto& base) { return seen_nonnegative(base.first); });
}

int sign(const Form& form) {
    if (form.singular) return form.infinity == 0 ? 2 : form.infinity;
    if (form.zero()) return 0;
    const mpfr_prec_t saved = Interval::precision;
    int result = 2;
    for (Interval::precision = 64; result == 2 && Interval::precision <= 8192; Interval::precision *= 2) {
        const Interval x = value(form, 0, 0);
        result = x.positive() ? 1 : x.negative() ? -1 : 2;
    }
    Interval::precision = saved;
    return result;
}

}  // namespace checker
