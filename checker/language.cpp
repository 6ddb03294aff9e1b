// Building the forms of claims. See language.hpp.
#include "language.hpp"

#include <algorithm>

#include "enclosure.hpp"

namespace checker {

namespace {

// The share of a symbol in the distribution `name`, or in P after some generations.
Form share(const std::string& name, long symbol, const Scope& scope, long time = 0) {
    Polynomial p;
    if (name == "P'") time = 1;
    if (time > 0) {
        if (!scope.sample || scope.time != time) throw Unreadable("a random model outside its E[...]");
        p = *scope.sample;
    } else if (const auto place = scope.distributions.find(name); place != scope.distributions.end()) {
        p = place->second;
    } else {
        throw Unreadable("the checker knows no distribution '" + name + "' here");
    }
    return symbol == 2 ? Form(Polynomial(mpq_class(1)) - p) : Form(p);
}
// The sum over the symbols of f(symbol).
template <class F>
Side over_symbols(const Scope& scope, F&& f) {
    if (scope.reading == Reading::symbols) return {{}, f(0)};
    return {f(1) + f(2), {}};
}
Side scaled(const Side& a, const Form& s) { return {a.c * s, a.g * s}; }
Side plus(const Side& a, const Side& b) { return {a.c + b.c, a.g + b.g}; }
const Form& plain(const Side& s, const char* what) {
    if (!s.g.zero()) throw Unreadable(std::string(what) + " of a sum over the symbols is not such a sum");
    return s.c;
}

// The t of P[t].
long time_of(const Tree& t, const Scope& scope) {
    const auto time = plain(build(*t.args[0], scope), "the generation").constant();
    if (!time || time->get_den() != 1 || *time < 0 || *time > 1000)
        throw Unreadable("a generation must be a whole number from 0 to 1000");
    return time->get_num().get_si();
}
// The share of a symbol in what an argument of a functional says: P, P[t] or, for two symbols, (a, b).
Form share_in(const Tree& t, long symbol, const Scope& scope) {
    if (t.op == "name") return share(t.name, symbol, scope);
    if (t.op == "generation") return share("P", symbol, scope, time_of(t, scope));
    if (t.op != "vector" || symbol == 0 || t.args.size() != 2) throw Unreadable("a distribution expected");
    const auto first = plain(build(*t.args[0], scope), "a share").constant(),
               second = plain(build(*t.args[1], scope), "a share").constant();
    if (!first || !second || *first < 0 || *second < 0 || *first + *second != 1)
        throw Unreadable("the vector is no distribution");
    return symbol == 1 ? *first : *second;
}
// The generations t >= 1 whose models an expression mentions.
void times_in(const Tree& t, const Scope& scope, std::vector<long>& times) {
    long time = 0;
    if (t.op == "generation") time = time_of(t, scope);
    if ((t.op == "name" && t.name == "P'") || (t.op == "index" && t.name.rfind("P' ", 0) == 0)) time = 1;
    if (time > 0 && std::find(times.begin(), times.end(), time) == times.end()) times.push_back(time);
    for (const TreePtr& arg : t.args)
        times_in(*arg, scope, times);
}
mpq_class order_of(const Tree& t, const Scope& scope) {
    const auto q = plain(build(t, scope), "the order").constant();
    if (!q) throw Unreadable("the order of a functional must be a number");
    return *q;
}

Side shannon(const Tree& p, const Scope& scope) {
    return over_symbols(scope, [&](long i) {
        const Form x = share_in(p, i, scope);
        return Form(mpq_class(-1)) * (x * log(x));
    });
}
Side power_sum(const Tree& p, const mpq_class& q, const Scope& scope) {
    return over_symbols(scope, [&](long i) { return power(share_in(p, i, scope), q); });
}

Side functional(const Tree& t, const Scope& scope) {
    const auto dist = [&](std::size_t i) -> const Tree& { return *t.args.at(i); };
    const auto part = [&](std::size_t i, long symbol) { return share_in(dist(i), symbol, scope); };
    const auto minus = [](const Side& s) { return scaled(s, mpq_class(-1)); };
    const Side one = {mpq_class(1), {}};
    const std::string& f = t.name;
    if (f == "H" && t.args.size() == 1) return shannon(dist(0), scope);
    if (f == "D" && t.args.size() == 1) return plus(one, minus(power_sum(dist(0), 2, scope)));
    if ((f == "T" || f == "R") && t.args.size() == 2) {
        const mpq_class q = order_of(*t.args[0], scope);
        if (q <= 0) throw Unreadable("the order of a functional must be positive");
        if (q == 1) return shannon(dist(1), scope);
        const Side sum = power_sum(dist(1), q, scope);
        if (f == "T") return scaled(plus(one, minus(sum)), mpq_class(1 / (q - 1)));
        return {log(plain(sum, "the logarithm")) * Form(mpq_class(1 / (1 - q))), {}};
    }
    if (f == "KL" && t.args.size() == 2)
        return over_symbols(scope, [&](long i) {
            const Form p = part(0, i), r = part(1, i);
            return r.zero() ? p * singular_form(1) : p * log(p * power(r, -1));
        });
    if (f == "supp" && t.args.size() == 1)  // inside the cube every share is positive
        return over_symbols(scope, [&](long i) { return part(0, i).zero() ? Form() : Form(mpq_class(1)); });
    if (f == "L2" && t.args.size() == 2)
        return over_symbols(scope, [&](long i) { return power(part(0, i) - part(1, i), 2); });
    if (t.args.size() != 1)
        throw Unreadable("the checker knows no function '" + f + "' of " + std::to_string(t.args.size()) +
                         " arguments");
    const Form a = plain(build(*t.args[0], scope), f.c_str());
    const Form one_form = mpq_class(1);
    if (f == "log") return {log(a), {}};
    if (f == "log1p") return {log(one_form + a), {}};
    if (f == "exp") return {exp(a), {}};
    if (f == "expm1") return {exp(a) - one_form, {}};
    if (f == "sqrt") return {power(a, mpq_class(1, 2)), {}};
    throw Unreadable("the checker knows no function '" + f + "'");
}

// E[h(x)], N*x ~ Binomial(N, m), for one product h of powers of x and atoms in x alone. Powers of x have
// polynomial moments: E[x^a] = sum_j S(a,j) * N*(N-1)*...*(N-j+1) * m^j / N^a with the Stirling numbers of
// the second kind.
Polynomial moment(unsigned a, const Polynomial& m, long N) {
    std::vector<mpz_class> stirling(a + 1);
    stirling[0] = 1;
    for (unsigned i = 1; i <= a; ++i)
        for (unsigned j = i + 1; j-- > 0;)
            stirling[j] = (j < i ? mpz_class(j * stirling[j]) : mpz_class(0)) +
                          (j > 0 ? stirling[j - 1] : mpz_class(0));
    Polynomial r;
    mpq_class falling = 1;
    for (unsigned j = 0; j <= a; ++j) {
        r = r + Polynomial(falling * stirling[j]) * power(m, j);
        falling *= mpq_class(N - static_cast<long>(j));
    }
    mpz_class scale;
    mpz_ui_pow_ui(scale.get_mpz_t(), static_cast<unsigned long>(N), a);
    return Polynomial(mpq_class(1) / scale) * r;
}
// E[x^a] when `steps` more draws follow: E[x^a | the x before] is a polynomial in that x, and so on back to
// m.
Polynomial moment(unsigned a, const Polynomial& m, long N, long steps) {
    if (steps == 0) return moment(a, m, N);
    const Polynomial last = moment(a, Polynomial::variable(0), N);
    Polynomial r;
    for (const auto& [monomial, c] : last.terms)
        r = r + Polynomial(c) * moment(monomial[0], m, N, steps - 1);
    return r;
}
// For the states k/N, the weights of the states j/N after some draws.
std::vector<std::vector<mpq_class>> reached(long N, long steps) {
    const auto n = static_cast<std::size_t>(N) + 1;
    std::vector<std::vector<mpq_class>> one(n, std::vector<mpq_class>(n)), all = one;
    for (std::size_t k = 0; k < n; ++k) {
        all[k][k] = 1;
        for (std::size_t j = 0; j < n; ++j) {
            mpz_class choose, hit, miss, paths;
            mpz_bin_uiui(choose.get_mpz_t(), n - 1, j);
            mpz_ui_pow_ui(hit.get_mpz_t(), k, j);
            mpz_ui_pow_ui(miss.get_mpz_t(), n - 1 - k, n - 1 - j);
            mpz_ui_pow_ui(paths.get_mpz_t(), n - 1, n - 1);
            one[k][j] = mpq_class(mpz_class(choose * hit * miss)) / paths;
        }
    }
    for (; steps > 0; --steps) {
        std::vector<std::vector<mpq_class>> next(n, std::vector<mpq_class>(n));
        for (std::size_t k = 0; k < n; ++k)
            for (std::size_t i = 0; i < n; ++i)
                for (std::size_t j = 0; j < n; ++j)
                    next[k][j] += all[k][i] * one[i][j];
        all = next;
    }
    return all;
}
Form expectation_of(const Form& h, const Polynomial& m, long N, long steps) {
    if (N > 4) {
        const Form at0 = limit(h, 0, 0), at1 = limit(h, 0, 1);
        if (at0.singular || at1.singular) return singular_form();
        Atom atom{AtomKind::expectation, m, h, 0, N, steps};
        return atom_form(atom);
    }
    const auto weight = reached(N, steps);
    Form sum;  // few samples: written out, exactly
    for (long k = 0; k <= N; ++k) {
        mpz_class choose;
        mpz_bin_uiui(choose.get_mpz_t(), static_cast<unsigned long>(N), static_cast<unsigned long>(k));
        const Polynomial w =
            Polynomial(mpq_class(choose)) * power(m, k) * power(Polynomial(mpq_class(1)) - m, N - k);
        for (long j = 0; j <= N; ++j)
            sum = sum +
                  limit(h, 0, mpq_class(j) / N) *
                      Form(Polynomial(weight[static_cast<std::size_t>(k)][static_cast<std::size_t>(j)]) * w);
    }
    return sum;
}
bool mentions_sample(const Form& f) {
    return std::any_of(f.terms.begin(), f.terms.end(), [](const auto& term) {
        return term.second.mentions(0) ||
               std::any_of(term.first.begin(), term.first.end(), [](const auto& factor) {
                   const Atom& a = atoms()[factor.first];
                   return a.kind != AtomKind::expectation && (a.poly.mentions(0) || mentions_sample(a.form));
               });
    });
}
bool mentions_others(const Form& f) {
    for (std::size_t v = 1; v < variables; ++v)
        for (const auto& [factors, p] : f.terms) {
            if (p.mentions(v)) return true;
            for (const auto& [number, e] : factors)
                if (atoms()[number].poly.mentions(v) || mentions_others(atoms()[number].form)) return true;
        }
    return false;
}
// The expectation of a form in x and other variables: linear in products (function of x) * (function of the
// others).
Form expectation_inside(const Form& body, const Polynomial& m, long N, long steps) {
    if (body.singular) return singular_form();
    std::map<std::pair<Factors, std::pair<Monomial, Factors>>, Polynomial>
        parts;  // others, atoms of x -> in x
    for (const auto& [factors, p] : body.terms) {
        Factors of_x, of_others;
        for (const auto& [number, e] : factors) {
            Form alone;
            alone.terms[{{number, 1}}] = mpq_class(1);
            const bool with_x = mentions_sample(alone);
            if (with_x && mentions_others(alone))
                throw Unreadable("an expectation's body mixes P' with other variables inside one function");
            (with_x ? of_x : of_others)[number] = e;
        }
        for (const auto& [monomial, c] : p.terms) {
            Monomial rest = monomial, power_of_x{};
            power_of_x[0] = rest[0];
            rest[0] = 0;
            parts[{of_others, {rest, of_x}}].add(power_of_x, c);
        }
    }
    Form sum;
    for (const auto& [key, p] : parts) {
        const auto& [others, inner] = key;
        Form expected;
        const bool apart =
            inner.second.empty() || [&] {  // each power of x by itself, if that is well defined
                for (const auto& [monomial, c] : p.terms) {
                    Form h;
                    h.terms[inner.second].terms[monomial] = c;
                    if (limit(h, 0, 0).singular || limit(h, 0, 1).singular) return false;
                }
                return true;
            }();
        if (inner.second.empty()) {
            for (const auto& [monomial, c] : p.terms)
                expected = expected + Form(Polynomial(c) * moment(monomial[0], m, N, steps));
        } else if (apart) {
            for (const auto& [monomial, c] : p.terms) {
                Form h;
                h.terms[inner.second].terms[monomial] = 1;
                expected = expected + Form(c) * expectation_of(h, m, N, steps);
            }
        } else {
            Form h;
            h.terms[inner.second] = p;
            expected = expectation_of(h, m, N, steps);
        }
        Form outer;
        Polynomial monomial;
        monomial.add(inner.first, 1);
        add_term(outer, monomial, others);
        sum = sum + outer * expected;
    }
    return sum;
}
// E[body]: inside the sample's share lies strictly between 0 and 1; at 0 and at 1 the body is built anew, and
// where the form does not continue to that value the difference is added with the end's probability.
Form expectation(const Tree& body, const Scope& scope, bool constant_part) {
    const auto part = [constant_part](const Side& side) { return constant_part ? side.c : side.g; };
    std::vector<long> times;
    times_in(body, scope, times);
    if (times.empty()) return part(build(body, scope));
    if (times.size() > 1) throw Unreadable("an expectation with the models of several generations");
    const long steps = times[0] - 1;
    const auto m = scope.distributions.at("M");
    const auto N = scope.numbers.count("N") > 0 ? scope.numbers.at("N").constant() : std::nullopt;
    if (!N || N->get_den() != 1 || *N < 1 || *N > 100000)
        throw Unreadable("an expectation needs a whole N >= 1");
    const long n = N->get_num().get_si();
    const auto at = [&](const Polynomial& x) {
        Scope inner = scope;
        inner.sample = x;
        inner.time = times[0];
        return part(build(body, inner));
    };
    const auto P = scope.distributions.find("P");
    if (steps > 0 && (P == scope.distributions.end() || !(P->second - m).zero()))
        throw Unreadable("several generations with exogenous data");
    if (const auto fixed = m.constant(); fixed && (*fixed == 0 || *fixed == 1)) return at(Polynomial(*fixed));
    const Form inside = at(Polynomial::variable(0));
    Form sum = expectation_inside(inside, m, n, steps);
    for (const long end : {0L, 1L}) {
        const Form gap = at(Polynomial(mpq_class(end))) - limit(inside, 0, end);
        const Polynomial chance = end == 0 ? Polynomial(mpq_class(1)) - m : m;
        if (steps > 0 && !gap.zero())
            throw Unreadable("a jump where a symbol is lost, after several generations");
        sum = sum + gap * Form(power(chance, gap.zero() ? 1 : n));
    }
    return sum;
}

}  // namespace

Side build(const Tree& t, const Scope& scope) {
    const auto arg = [&](std::size_t i) { return build(*t.args[i], scope); };
    if (t.op == "number") return {t.value, {}};
    if (t.op == "name") {
        if (const auto place = scope.numbers.find(t.name); place != scope.numbers.end())
            return {place->second, {}};
        throw Unreadable("the certificate gives no value for '" + t.name + "'");
    }
    if (t.op == "index") {
        const std::size_t space = t.name.find(' ');
        const std::string index = t.name.substr(space + 1);
        const auto part = [&](long symbol) {
            return t.args.empty() ? share(t.name.substr(0, space), symbol, scope)
                                  : share_in(*t.args[0], symbol, scope);
        };
        if (const auto place = scope.symbols.find(index); place != scope.symbols.end())
            return {part(place->second), {}};
        if (scope.reading == Reading::coordinates && (index == "1" || index == "2"))
            return {part(index == "1" ? 1 : 2), {}};
        throw Unreadable("the index '" + index + "' is outside the checker's language here");
    }
    if (t.op == "+") return plus(arg(0), arg(1));
    if (t.op == "-") return plus(arg(0), scaled(arg(1), mpq_class(-1)));
    if (t.op == "neg") return scaled(arg(0), mpq_class(-1));
    if (t.op == "*") {
        const Side a = arg(0), b = arg(1);
        return b.g.zero() ? scaled(a, b.c) : scaled(b, plain(a, "the product"));
    }
    if (t.op == "/") return scaled(arg(0), power(plain(arg(1), "the inverse"), -1));
    if (t.op == "^") {
        const auto e = plain(arg(1), "the power").constant();
        if (!e) throw Unreadable("an exponent must be a number");
        return {power(plain(arg(0), "the power"), *e), {}};
    }
    if (t.op == "sum") {
        if (!scope.symbols.empty()) throw Unreadable("a sum over the symbols within another");
        const auto body = [&](long symbol) {
            Scope inner = scope;
            inner.symbols[t.name] = symbol;
            return plain(build(*t.args[0], inner), "the sum");
        };
        return over_symbols(scope, body);
    }
    if (t.op == "E") {
        if (scope.sample) throw Unreadable("an expectation within another");
        if (!scope.symbols.empty()) return {expectation(*t.args[0], scope, true), {}};
        if (scope.reading == Reading::coordinates) return {expectation(*t.args[0], scope, true), {}};
        return {expectation(*t.args[0], scope, true), expectation(*t.args[0], scope, false)};
    }
    if (t.op == "call") return functional(t, scope);
    throw Unreadable("'" + t.op + "' is outside the checker's language");
}

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
