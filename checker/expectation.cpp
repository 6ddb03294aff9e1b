// Expectations over a sample: by moments for powers, written out for few samples, else as an atom. See
// language.hpp.
#include <algorithm>

#include "language.hpp"

namespace checker {

namespace {

// The generations t >= 1 whose models an expression mentions.
void times_in(const Tree& t, const Scope& scope, std::vector<long>& times) {
    long time = 0;
    if (t.op == "generation") time = time_of(t, scope);
    if ((t.op == "name" && t.name == "Q'") || (t.op == "index" && t.name.rfind("Q' ", 0) == 0)) time = 1;
    if (time > 0 && std::find(times.begin(), times.end(), time) == times.end()) times.push_back(time);
    for (const TreePtr& arg : t.args)
        times_in(*arg, scope, times);
}

// E[h(x)], N*x ~ Binomial(N, m), for one product h of powers of x and atoms in x alone. Powers of x have
// polynomial moments: E[x^a] = sum_j S(a,j) * N*(N-1)*...*(N-j+1) * m^j / N^a with the Stirling numbers of
// the second kind.
Polynomial moment(unsigned a, const Polynomial& m, long N) {
    Work::spend((1 + std::uint64_t{a} * a) * (1 + a / 64));
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
        for (std::size_t j = 0; steps > 0 && j < n; ++j) {
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
    const bool at_number = steps == 0 && N <= 64 && m.constant();
    if (N > 4 && !at_number) {
        const Form at0 = limit(h, 0, 0), at1 = limit(h, 0, 1);
        if (at0.singular || at1.singular) return singular_form();
        Atom atom{AtomKind::expectation, m, h, 0, N, steps};
        return atom_form(atom);
    }
    const auto weight = reached(N, steps);
    Form sum;  // few samples, or a chance that is a number: written out, exactly
    for (long k = 0; k <= N; ++k) {
        mpz_class choose;
        mpz_bin_uiui(choose.get_mpz_t(), static_cast<unsigned long>(N), static_cast<unsigned long>(k));
        const Polynomial w =
            Polynomial(mpq_class(choose)) * power(m, k) * power(Polynomial(mpq_class(1)) - m, N - k);
        for (long j = 0; j <= N; ++j) {
            const mpq_class& reaches = weight[static_cast<std::size_t>(k)][static_cast<std::size_t>(j)];
            if (reaches != 0) sum = sum + limit(h, 0, mpq_class(j) / N) * Form(Polynomial(reaches) * w);
        }
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
                throw Unreadable("an expectation's body mixes Q' with other variables inside one function");
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

// The part c or g of E[body]: inside the sample's share lies strictly between 0 and 1; at 0 and at 1 the body
// is built anew, and where the form does not continue to that value the difference is added with the end's
// probability.
Form part_of_mean(const Tree& body, const Scope& scope, long time, bool constant_part) {
    const auto part = [constant_part](const Side& side) { return constant_part ? side.c : side.g; };
    const long steps = time - 1;
    const Polynomial m = scope.distributions.at("M").at(0);
    const auto N = scope.numbers.count("N") > 0 ? scope.numbers.at("N").constant() : std::nullopt;
    if (!N || N->get_den() != 1 || *N < 1 || *N > limits::samples)
        throw Unreadable("an expectation needs a whole N from 1 to " + std::to_string(limits::samples));
    const long n = N->get_num().get_si();
    const auto at = [&](const Polynomial& x) {
        Scope inner = scope;
        inner.sample = Shares{x, Polynomial(mpq_class(1)) - x};  // by symbols the second is not looked at
        inner.time = time;
        inner.cases = nullptr;  // what is random has no one sign
        return part(build(body, inner));
    };
    const auto Q = scope.distributions.find("Q");
    if (steps > 0 && (Q == scope.distributions.end() || !(Q->second.at(0) - m).zero()))
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

// The same scope, read by symbols with this one at hand.
Scope at_symbol(const Scope& scope, long symbol) {
    Scope one = scope;
    one.reading = Reading::symbols;
    one.cases = nullptr;
    for (auto& [name, shares] : one.distributions)
        shares = {shares.at(static_cast<std::size_t>(symbol - 1))};
    for (auto& [index, bound] : one.symbols)
        bound = 0;
    return one;
}
// More than two symbols by coordinates: their counts are tied to each other, and only a sum of functions of
// one count each has a mean that the binomial laws give.
Side mean_by_coordinates(const Tree& body, const Scope& scope, long time) {
    if (!scope.symbols.empty()) {  // within a sum: about the symbol that it has bound
        const Scope one = at_symbol(scope, scope.symbols.begin()->second);
        if (!part_of_mean(body, one, time, false).zero())
            throw Unreadable("a sum over the symbols of a sum over the symbols");
        return {part_of_mean(body, one, time, true), {}};
    }
    Form sum = part_of_mean(body, at_symbol(scope, 1), time, true);
    for (long symbol = 1; symbol <= scope.count; ++symbol)
        sum = sum + part_of_mean(body, at_symbol(scope, symbol), time, false);
    return {sum, {}};
}

}  // namespace

Side expectation(const Tree& body, const Scope& scope) {
    std::vector<long> times;
    times_in(body, scope, times);
    if (times.empty()) return build(body, scope);
    if (times.size() > 1) throw Unreadable("an expectation with the models of several generations");
    if (scope.reading == Reading::coordinates && scope.count != 2)
        return mean_by_coordinates(body, scope, times[0]);
    Side mean = {part_of_mean(body, scope, times[0], true), {}};
    if (scope.reading == Reading::symbols) mean.g = part_of_mean(body, scope, times[0], false);
    return mean;
}

}  // namespace checker
