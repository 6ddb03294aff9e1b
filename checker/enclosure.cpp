// Bernstein polynomials and forms, enclosed. See enclosure.hpp.
#include "enclosure.hpp"

#include <algorithm>

namespace checker {

namespace {

constexpr double unit = 0x1p-53;

// The weights C(d,k) p^k (1-p)^(d-k), k = 0..d, for doubles p and 1-p that are exact. Started at 1 near the
// largest and normalised by their sum. A weight is a product of at most d ratios of four roundings each, over
// a sum of d+1 such (d more roundings) that is at least 1, so it is off by a relative error of at most
// (9d+40)*unit and by an absolute one, from underflow, far below 1e-300.
std::vector<double> weights(std::size_t d, double p) {
    std::vector<double> w(d + 1, 0.0);
    const double n = static_cast<double>(d), q = 1 - p;
    if (p == 0 || q == 0) {
        w[p == 0 ? 0 : d] = 1;
        return w;
    }
    const std::size_t start = std::min(d, static_cast<std::size_t>((n + 1) * p));
    w[start] = 1;
    double sum = 1;
    for (std::size_t k = start; k < d; ++k) {
        const double i = static_cast<double>(k);
        w[k + 1] = w[k] * (((n - i) * p) / ((i + 1) * q));
        sum += w[k + 1];
    }
    for (std::size_t k = start; k > 0; --k) {
        const double i = static_cast<double>(k);
        w[k - 1] = w[k] * ((i * q) / ((n - i + 1) * p));
        sum += w[k - 1];
    }
    for (double& x : w)
        x /= sum;
    return w;
}
std::vector<Interval> weights(std::size_t d, const mpq_class& p) {
    std::vector<Interval> w(d + 1);
    if (p == 0 || p == 1) {
        w[p == 0 ? 0 : d] = 1;
        return w;
    }
    const Interval odds(mpq_class(p / (1 - p)));
    w[0] = power(Interval(mpq_class(1 - p)), static_cast<unsigned long>(d));
    for (std::size_t k = 0; k < d; ++k)
        w[k + 1] = w[k] * odds * Interval(mpq_class(static_cast<long>(d - k), static_cast<long>(k) + 1));
    return w;
}

// (1+1/k)^k, which is 1 for k = 0. The weight k of degree d is largest at p = k/d, and the largest value of
// weight k+1 is that of weight k times growth(k)/growth(d-1-k).
const Interval& growth(std::size_t k) {
    static std::map<mpfr_prec_t, std::vector<Interval>> tables;
    std::vector<Interval>& table = tables[Interval::precision];
    for (std::size_t i = table.size(); i <= k; ++i) {
        const long n = static_cast<long>(i);
        table.push_back(i == 0 ? Interval(1)
                               : power(Interval(mpq_class(n + 1) / n), static_cast<unsigned long>(i)));
    }
    return table[k];
}
std::vector<double> peaks(std::size_t d) {
    static std::map<std::size_t, std::vector<double>> cache;
    std::vector<double>& peak = cache[d];
    if (peak.empty()) {
        peak.assign(d + 1, 1.0);
        for (std::size_t k = 0; k < d; ++k)
            peak[k + 1] = peak[k] * (growth(k).high() / growth(d - 1 - k).low());
    }
    return peak;
}

// The least and the largest weight over [low, high]: each weight rises up to p = k/d and falls after it.
template <class Real, class Least, class Largest>
void spread(std::vector<Real>& least, std::vector<Real>& largest, const std::vector<Real>& peak,
            const mpq_class& low, const mpq_class& high, Least smaller, Largest larger) {
    const std::size_t d = least.size() - 1;
    for (std::size_t k = 0; k <= d; ++k) {
        const Real a = least[k], b = largest[k];
        least[k] = smaller(a, b);
        largest[k] = larger(a, b);
        const mpq_class mode(static_cast<long>(k), static_cast<long>(std::max<std::size_t>(d, 1)));
        if (low < mode && mode < high) largest[k] = peak[k];
    }
}

}  // namespace

void Expectation::prepare(std::size_t j) {
    while (differences_.size() <= j) {
        const std::vector<Interval>& last = differences_.back();
        std::vector<Interval> next;
        const mpfr_prec_t saved = Interval::precision;
        Interval::precision = std::max(saved, mpfi_get_prec(last[0].get()));
        for (std::size_t k = 0; k + 1 < last.size(); ++k)
            next.push_back(last[k + 1] - last[k]);
        Interval::precision = saved;
        differences_.push_back(std::move(next));
    }
    while (doubles_.size() <= j) {
        const std::size_t order = doubles_.size();
        mpz_class choose;
        mpz_bin_uiui(choose.get_mpz_t(), degree(), order);
        Doubles d;
        for (const Interval& x : differences_[order]) {
            const Interval scaled = Interval(mpq_class(choose)) * x;
            const double low = scaled.low(), high = scaled.high(), middle = low + (high - low) / 2;
            d.middle.push_back(middle);
            d.radius.push_back(std::max(high - middle, middle - low) * (1 + 4 * unit) + 0x1p-1070);
        }
        doubles_.push_back(std::move(d));
    }
}

Interval Expectation::coefficient(std::size_t j, const mpq_class& low, const mpq_class& high) {
    if (j > degree()) return 0;
    if (low < 0 || high > 1) throw Rejected("an expectation's probability leaves [0,1]");
    prepare(j);
    const auto exact = [](const mpq_class& q) { return mpq_class(q.get_d()) == q; };
    if (Interval::precision <= 64 && exact(low) && exact(high) && exact(1 - low) && exact(1 - high))
        return in_doubles(j, low.get_d(), high.get_d());
    return in_intervals(j, low, high);
}

// Each true coefficient lies within middle +- radius, each true weight within [least*(1-g), largest*(1+g)]
// with g = (9d+40)*unit, give or take 1e-300. So the sum of the smaller products, less
//   (g + (2d+20)*unit) * sum (|middle|+radius)*largest  +  sum radius*largest  +  1e-300*(1 + sum
//   (|middle|+radius)),
// is a lower bound: the second summand of the first bracket covers the rounding of d+1 products and their
// sum.
Interval Expectation::in_doubles(std::size_t j, double low, double high) const {
    const std::size_t d = degree() - j;
    Work::calculate(1 + d / 8);
    std::vector<double> least = weights(d, low), largest = least;
    if (low < high) {
        largest = weights(d, high);
        spread(
            least, largest, peaks(d), mpq_class(low), mpq_class(high),
            [](double a, double b) { return std::min(a, b); },
            [](double a, double b) { return std::max(a, b); });
    }
    const Doubles& b = doubles_[j];
    double lower = 0, upper = 0, size = 0, blur = 0, mass = 0;
    for (std::size_t k = 0; k <= d; ++k) {
        const double m = b.middle[k];
        lower += m * (m > 0 ? least[k] : largest[k]);
        upper += m * (m > 0 ? largest[k] : least[k]);
        size += (std::fabs(m) + b.radius[k]) * largest[k];
        blur += b.radius[k] * largest[k];
        mass += std::fabs(m) + b.radius[k];
    }
    const double n = static_cast<double>(d);
    const double error = 1.01 * ((11 * n + 60) * unit * size + blur) + 1e-300 * (1 + mass);
    if (!std::isfinite(lower) || !std::isfinite(upper) || !std::isfinite(error)) return Interval::all();
    return Interval::of_doubles(lower, upper) + Interval::of_doubles(-error, error);
}

Interval Expectation::in_intervals(std::size_t j, const mpq_class& low, const mpq_class& high) const {
    const std::size_t d = degree() - j;
    std::vector<Interval> least = weights(d, low), largest = least;
    if (low < high) {
        largest = weights(d, high);
        std::vector<Interval> peak(1, Interval(1));
        for (std::size_t k = 0; k < d; ++k)
            peak.push_back(peak[k] * growth(k) / growth(d - 1 - k));
        const auto whole = [](const Interval& a, const Interval& b) { return a.hull(b); };
        spread(least, largest, peak, low, high, whole, whole);
    }
    mpz_class choose;
    mpz_bin_uiui(choose.get_mpz_t(), degree(), j);
    Interval sum = 0;
    for (std::size_t k = 0; k <= d; ++k)
        sum = sum + differences_[j][k] * least[k].hull(largest[k]);
    return Interval(mpq_class(choose)) * sum;
}

// E[h] at a chance that is a number.
static Interval mean_at(const Atom& atom, const mpq_class& chance) {
    if (atom.steps > 0 || atom.exponent != 0 || chance < 0 || chance > 1) return Interval::all();
    const auto N = static_cast<std::size_t>(atom.N);
    const std::vector<Interval> w = weights(N, chance);
    Interval sum = 0;
    for (std::size_t k = 0; k <= N; ++k)
        sum = sum + w[k] * value(atom.form, 0, mpq_class(static_cast<long>(k)) / atom.N);
    return sum;
}

Interval value(const Form& form, std::size_t v, const mpq_class& x) {
    if (form.singular) return Interval::all();
    Interval sum = 0;
    for (const auto& [factors, p] : form.terms) {
        const Polynomial at_x = substitute(p, v, Polynomial(x));
        const auto c = at_x.constant();
        if (!c) return Interval::all();
        if (*c == 0) continue;
        Interval product(*c);
        for (const auto& [number, exponent] : factors) {
            const Atom atom = atoms()[number];
            const auto argument = substitute(atom.poly, v, Polynomial(x)).constant();
            if (!argument || atom.kind == AtomKind::digamma) return Interval::all();
            if (atom.kind == AtomKind::expectation) {
                product = product * power(mean_at(atom, *argument), exponent);
                continue;
            }
            if (atom.kind == AtomKind::base) {
                product = product * power(Interval(*argument), exponent);
                continue;
            }
            Interval inner = atom.kind == AtomKind::log ? log(Interval(*argument)) : value(atom.form, v, x);
            if (atom.kind == AtomKind::log_form) inner = log(inner);
            if (atom.kind == AtomKind::exp) inner = exp(inner);
            if (atom.kind == AtomKind::power_form) inner = power(inner, atom.exponent);
            product = product * power(inner, exponent);
        }
        sum = sum + product;
    }
    return sum;
}

Function::Function(const Form& form, std::size_t order) {
    Form rest;
    std::map<std::pair<std::string, long>, std::vector<Form>>
        tables;  // merged: one for each binomial, by steps
    std::map<std::pair<std::string, long>, Polynomial> probability;
    for (const auto& [factors, p] : form.terms) {
        const bool alone = factors.size() == 1 && p.constant() && factors.begin()->second == 1;
        const Atom* atom = alone ? &atoms()[factors.begin()->first] : nullptr;
        if (atom == nullptr || atom->kind != AtomKind::expectation) {
            add_term(rest, p, factors);
            continue;
        }
        const std::pair<std::string, long> key(atom->poly.text(), atom->N);
        std::vector<Form>& bodies = tables[key];
        const auto steps = static_cast<std::size_t>(atom->steps);
        bodies.resize(std::max(bodies.size(), steps + 1));
        bodies[steps] = bodies[steps] + Form(*p.constant()) * atom->form;
        probability[key] = atom->poly;
    }
    order_ = order;
    rest_ = rest;
    for (const auto& [key, table] : tables)
        add_table(table, probability[key], key.second);
    merged_tables_ = tables_.size();
}

// The Bernstein coefficients of a sum of expectations of by_steps[s] with s draws more: h(k/N), then the
// means of what one draw from k/N leads to, once for each further draw, the forms with most draws first.
std::size_t Function::add_table(const std::vector<Form>& by_steps, const Polynomial& probability, long N) {
    const mpfr_prec_t saved = Interval::precision;
    Interval::precision = Expectation::table_precision(static_cast<std::size_t>(N), order_);
    const auto states = static_cast<std::size_t>(N) + 1;
    Work::calculate((by_steps.size() - 1) * states * states);  // before the memory is asked for
    std::vector<std::vector<Interval>> draw;
    for (std::size_t k = 0; by_steps.size() > 1 && k < states; ++k)
        draw.push_back(weights(states - 1, mpq_class(static_cast<long>(k)) / N));
    std::vector<Interval> b(states);
    for (std::size_t s = by_steps.size(); s-- > 0;) {
        for (std::size_t k = 0; !by_steps[s].zero() && k < states; ++k)
            b[k] = b[k] + value(by_steps[s], 0, mpq_class(static_cast<long>(k)) / N);
        if (s == 0) break;
        std::vector<Interval> before(states);
        for (std::size_t k = 0; k < states; ++k)
            for (std::size_t j = 0; j < states; ++j)
                before[k] = before[k] + draw[k][j] * b[j];
        b = before;
    }
    Interval::precision = saved;
    tables_.emplace_back(Expectation(std::move(b)), probability);
    return tables_.size() - 1;
}

// B(m(x)) with m linear, m' = slope: the coefficients are those of B over m's range, times slope^j.
Series Function::expectation_series(std::size_t table, const Place& at, bool last_only) {
    auto& [expectation, m] = tables_[table];
    if (m.degree(at.variable) > 1)
        throw Rejected("an expectation's probability is not linear in the variable");
    const auto end = [&](const mpq_class& x) {
        const auto c = substitute(m, at.variable, Polynomial(x)).constant();
        if (!c) throw Rejected("the margin depends on more than one variable");
        return *c;
    };
    const mpq_class a = end(at.low), b = end(at.high), slope = end(1) - end(0);
    Series r(at.order + 1);
    mpq_class scale = 1;
    for (std::size_t j = 0; j <= at.order; ++j, scale *= slope)
        if (!last_only || j == at.order)
            r[j] = Interval(scale) * expectation.coefficient(j, std::min(a, b), std::max(a, b));
    return r;
}

Series Function::atom_series(std::size_t number, const Place& at) {
    const Atom atom = atoms()[number];
    switch (atom.kind) {
        case AtomKind::base:
            return polynomial_series(atom.poly, at);
        case AtomKind::log:
            return log(polynomial_series(atom.poly, at));
        case AtomKind::log_form:
            return log(form_series(atom.form, at));
        case AtomKind::power_form:
            return power(form_series(atom.form, at), atom.exponent);
        case AtomKind::exp:
            return exp(form_series(atom.form, at));
        case AtomKind::expectation: {
            const auto [place, is_new] = table_of_.emplace(number, 0);
            if (is_new) {
                std::vector<Form> by_steps(static_cast<std::size_t>(atom.steps) + 1);
                by_steps.back() = atom.form;
                place->second = add_table(by_steps, atom.poly, atom.N);
            }
            return expectation_series(place->second, at, false);
        }
        case AtomKind::digamma:
            break;
    }
    throw Rejected("the margin has a function without Taylor coefficients here");
}

// A term: what belongs to x and to 1-x (powers and a logarithm) is kept together, because x*log(x) is tame at
// 0 although log(x) is not.
Series Function::term_series(Polynomial p, Factors factors, const Place& at) {
    const Polynomial x = Polynomial::variable(at.variable);
    const Place wide = {at.variable, at.low, at.high, at.order};
    Series product(at.order + 1);
    product[0] = 1;
    for (const bool mirrored : {false, true}) {
        const Polynomial base = mirrored ? Polynomial(mpq_class(1)) - x : x;
        mpq_class exponent = 0;
        bool with_log = false;
        const auto take = [&](AtomKind kind) -> mpq_class {
            const auto place = factors.find(intern({kind, base, {}, 0}));
            if (place == factors.end() || (kind == AtomKind::log && place->second != 1)) return 0;
            const mpq_class e = place->second;
            factors.erase(place);
            return e;
        };
        exponent = take(AtomKind::base);
        with_log = take(AtomKind::log) == 1;
        if (exponent == 0 && !with_log) continue;
        for (auto quotient = divide(p, base); quotient; quotient = divide(p, base)) {
            p = *quotient;
            exponent += 1;
        }
        const Interval box =
            mirrored ? Interval(mpq_class(1 - at.high), mpq_class(1 - at.low)) : Interval(at.low, at.high);
        product = product * power_log(box, exponent, with_log, at.order, mirrored);
    }
    if (p.constant() != mpq_class(1)) product = polynomial_series(p, wide) * product;
    for (const auto& [number, exponent] : factors) {
        const Series s = atom_series(number, wide);
        product = product * (exponent == 1 ? s : power(s, exponent));
    }
    return product;
}

Series Function::form_series(const Form& form, const Place& at) {
    Series sum(at.order + 1);
    for (const auto& [factors, p] : form.terms)
        sum = sum + term_series(p, factors, at);
    return sum;
}

Series Function::series(const Place& at) {
    Series sum = form_series(rest_, at);
    for (std::size_t i = 0; i < merged_tables_; ++i)
        sum = sum + expectation_series(i, at, at.last_only);
    return sum;
}

}  // namespace checker
