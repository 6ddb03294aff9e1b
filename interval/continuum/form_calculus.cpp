// Limits, derivatives, expectations and signs of forms. See form.hpp.
#include <algorithm>

#include "interval/continuum/form.hpp"
#include "interval/continuum/function.hpp"
#include "interval/log_linear.hpp"

namespace groundcheck::continuum {

namespace {

Rational binomial_weight(std::uint32_t n, std::uint32_t k, const Rational& p) {
    return Rational(binomial(n, k)) * groundcheck::power(p, k) * groundcheck::power(Rational(1) - p, n - k);
}

// E[h], or its r-th derivative with respect to the chance m, at a number m. The derivative is
// N*(N-1)*...*(N-r+1) times the expectation of the r-th forward difference of h, under one sample fewer for
// each derivative; at 0 and 1 one difference is all of it.
std::optional<Form> expectation_at(const Atom& atom, const Rational& m) {
    const auto order = static_cast<std::uint32_t>(atom.exponent);
    if (order > atom.samples) return Form();
    const bool end = m == 0 || m == 1;
    if (atom.generations > 1) {  // 0 and 1 are never left
        if (end && order == 0) return limit(atom.form, sample_variable, m);
        return std::nullopt;
    }
    if (!end && atom.samples > 64) return std::nullopt;
    const std::uint32_t rest = atom.samples - order;
    Rational falling = 1;
    for (std::uint32_t i = 0; i < order; ++i)
        falling *= Rational(atom.samples - i);
    Form sum;
    for (std::uint32_t k = 0; k <= rest; ++k) {
        if (end && k != (m == 0 ? 0 : rest)) continue;
        const Rational weight = falling * (end ? Rational(1) : binomial_weight(rest, k, m));
        for (std::uint32_t i = 0; i <= order; ++i) {
            const Rational part = weight * Rational(binomial(order, i)) * ((order - i) % 2 == 0 ? 1 : -1);
            sum = sum + Form(part) * limit(atom.form, sample_variable, Rational(k + i) / atom.samples);
        }
    }
    return sum;
}

// One factor of a term at variable = value. `order` collects the power with which it vanishes there.
Form factor_limit(const Atom& atom, const Rational& exponent, std::size_t variable, const Rational& value,
                  Rational& order, bool& logarithmic) {
    const Polynomial argument = atom.polynomial.substitute(variable, Polynomial(value));
    switch (atom.kind) {
        case AtomKind::base:
        case AtomKind::log:
            if (argument.is_zero()) {
                if (exponent < 0) return Form::singular();
                if (atom.kind == AtomKind::base) order += exponent;
                if (atom.kind == AtomKind::log) logarithmic = true;
                return Rational(1);
            }
            return power(atom.kind == AtomKind::log ? log(Form(argument)) : Form(argument), exponent);
        case AtomKind::log_form:
            return power(log(limit(atom.form, variable, value)), exponent);
        case AtomKind::power_form:
            return power(power(limit(atom.form, variable, value), atom.exponent), exponent);
        case AtomKind::exp:
            return power(exp(limit(atom.form, variable, value)), exponent);
        case AtomKind::expectation: {
            if (const auto m = argument.constant()) {
                if (const auto here = expectation_at(atom, *m)) return power(*here, exponent);
            }
            Atom moved = atom;
            moved.polynomial = argument;
            return Form::of(moved, exponent);
        }
    }
    return Form::singular();
}

Form atom_derivative(const Atom& atom, std::size_t variable) {
    switch (atom.kind) {
        case AtomKind::base:
            return atom.polynomial.derivative(variable);
        case AtomKind::log:
            return Form(atom.polynomial.derivative(variable)) * power(Form(atom.polynomial), -1);
        case AtomKind::log_form:
            return derivative(atom.form, variable) * power(atom.form, -1);
        case AtomKind::power_form:
            return Form(atom.exponent) * derivative(atom.form, variable) *
                   power(atom.form, atom.exponent - 1);
        case AtomKind::exp:
            return derivative(atom.form, variable) * exp(atom.form);
        case AtomKind::expectation:
            break;
    }
    Atom next = atom;
    next.exponent += 1;
    return Form(atom.polynomial.derivative(variable)) * Form::of(next);
}

// E[x^a] = sum_j S(a,j) * N*(N-1)*...*(N-j+1) * m^j / N^a, with the Stirling numbers S of the second kind.
Polynomial moment(std::uint32_t a, const Polynomial& m, std::uint32_t samples) {
    std::vector<Integer> stirling(a + 1, 0);
    stirling[0] = 1;
    for (std::uint32_t i = 1; i <= a; ++i) {
        for (std::uint32_t j = i; j > 0; --j)
            stirling[j] = Integer(j) * stirling[j] + stirling[j - 1];
        stirling[0] = 0;
    }
    Polynomial result;
    Rational falling = 1;
    for (std::uint32_t j = 0; j <= a; ++j) {
        result += Polynomial(Rational(stirling[j]) * falling) * m.power(j);
        falling *= Rational(samples) - Rational(j);
    }
    return result * Polynomial(groundcheck::power(Rational(samples), -static_cast<std::int64_t>(a)));
}

// The same after several generations: the moments of the one before, put in.
Polynomial moment(std::uint32_t a, const Polynomial& m, std::uint32_t samples, std::uint32_t generations) {
    const Polynomial x = Polynomial::variable(sample_variable);
    Polynomial result = moment(a, generations > 1 ? x : m, samples);
    for (std::uint32_t left = generations - 1; left > 0; --left) {
        Polynomial next;
        for (const auto& [monomial, c] : result.terms())
            next += Polynomial(c) * moment(monomial[sample_variable], left > 1 ? x : m, samples);
        result = std::move(next);
    }
    return result;
}

// Few samples are written out, exactly, and more where the chance is a number; otherwise an atom.
constexpr std::uint32_t written_out = 4, written_out_at_number = 64;

// h(k/N), k = 0..N, and the chain's values after some steps from these.
std::vector<Form> chain_values(const Form& h, std::uint32_t samples, std::uint32_t steps) {
    std::vector<std::vector<Rational>> weights(samples + 1);  // of h(j/N) in the value of state k
    for (std::uint32_t k = 0; k <= samples; ++k) {
        weights[k].resize(samples + 1);
        weights[k][k] = 1;
    }
    for (std::uint32_t step = 0; step < steps; ++step) {
        const auto before = weights;
        for (std::uint32_t k = 0; k <= samples; ++k) {
            for (std::uint32_t j = 0; j <= samples; ++j) {
                weights[k][j] = 0;
                for (std::uint32_t i = 0; i <= samples; ++i)
                    weights[k][j] += binomial_weight(samples, i, Rational(k) / samples) * before[i][j];
            }
        }
    }
    std::vector<Form> values(samples + 1);
    for (std::uint32_t j = 0; j <= samples; ++j) {
        const Form here = limit(h, sample_variable, Rational(j) / samples);
        for (std::uint32_t k = 0; k <= samples; ++k)
            if (weights[k][j] != 0) values[k] = values[k] + Form(weights[k][j]) * here;
    }
    return values;
}

Form sample_expectation(const Form& h, const Polynomial& m, std::uint32_t samples,
                        std::uint32_t generations) {
    if (limit(h, sample_variable, 0).is_singular() || limit(h, sample_variable, 1).is_singular())
        return Form::singular();
    const bool at_number = generations == 1 && samples <= written_out_at_number && m.constant();
    if (samples > written_out && !at_number)
        return Form::of({AtomKind::expectation, m, h, 0, samples, {}, generations});
    const std::vector<Form> values = chain_values(h, samples, generations - 1);
    Form sum;
    for (std::uint32_t k = 0; k <= samples; ++k) {
        const Polynomial weight = Polynomial(Rational(binomial(samples, k))) * m.power(k) *
                                  (Polynomial(Rational(1)) - m).power(samples - k);
        sum = sum + values[k] * Form(weight);
    }
    return sum;
}

bool mentions_others(const Form& form) {
    for (std::size_t v = 1; v < variable_count; ++v) {
        if (form.mentions(v)) return true;
    }
    return false;
}

// A form's terms, sorted by what does not depend on x: (monomial, factors) of the others and factors in x ->
// polynomial in x.
using SplitTerms =
    std::map<Factors, std::map<Exponents, std::map<Factors, Polynomial, ByFactors>>, ByFactors>;

SplitTerms split_by_sample(const Form& h) {
    SplitTerms parts;
    for (const auto& [factors, coefficient] : h.terms()) {
        Factors sample;
        Factors others;
        for (const auto& [atom, exponent] : factors) {
            Form alone;
            alone.add_term(Polynomial(Rational(1)), {{atom, Rational(1, 2)}});
            const bool of_sample = alone.mentions(sample_variable);
            if (of_sample && mentions_others(alone)) {
                throw OutsideForms("an expectation's body mixes Q' with other variables inside one function");
            }
            (of_sample ? sample : others)[atom] = exponent;
        }
        for (const auto& [monomial, c] : coefficient.terms()) {
            Exponents rest = monomial;
            Exponents in_x{};
            in_x[sample_variable] = rest[sample_variable];
            rest[sample_variable] = 0;
            parts[others][rest][sample].add(in_x, c);
        }
    }
    return parts;
}

Form product_form(const Polynomial& coefficient, const Factors& factors) {
    Form form;
    form.add_term(coefficient, factors);
    return form;
}

// E of polynomial(x) * factors(x): power by power where each power has a value at both ends, so that equal
// ones cancel.
Form sample_part(const Polynomial& polynomial, const Factors& factors, const Polynomial& m,
                 std::uint32_t samples, std::uint32_t generations) {
    Form whole_sum;
    bool apart = true;
    for (const auto& [monomial, c] : polynomial.terms()) {
        if (factors.empty()) {
            whole_sum =
                whole_sum + Form(Polynomial(c) * moment(monomial[sample_variable], m, samples, generations));
            continue;
        }
        Polynomial unit;
        unit.add(monomial, 1);
        const Form part = sample_expectation(product_form(unit, factors), m, samples, generations);
        apart = apart && !part.is_singular();
        whole_sum = whole_sum + Form(c) * part;
    }
    return apart ? whole_sum : sample_expectation(product_form(polynomial, factors), m, samples, generations);
}

}  // namespace

Form limit(const Form& form, std::size_t variable, const Rational& value) {
    if (form.is_singular()) return Form::singular();
    const Polynomial distance = Polynomial::variable(variable) - Polynomial(value);
    Form sum;
    for (const auto& [factors, polynomial] : form.terms()) {
        Polynomial coefficient = polynomial;
        Rational order = 0;
        bool logarithmic = false;
        Form product = Rational(1);
        for (const auto& [atom, exponent] : factors) {
            product = product * factor_limit(*atom, exponent, variable, value, order, logarithmic);
        }
        while (const auto quotient = coefficient.divided_by(distance)) {
            coefficient = *quotient;
            order += 1;
        }
        if (product.is_singular()) return Form::singular();
        if (order > 0) continue;  // distance^order * log(distance)^n -> 0
        if (logarithmic) return Form::singular();
        sum = sum + product * Form(coefficient.substitute(variable, Polynomial(value)));
    }
    return sum;
}

Form derivative(const Form& form, std::size_t variable) {
    if (form.is_singular()) return Form::singular();
    Form sum;
    for (const auto& [factors, coefficient] : form.terms()) {
        sum.add_term(coefficient.derivative(variable), factors);
        for (const auto& [atom, exponent] : factors) {
            Factors rest = factors;
            rest[atom] -= 1;
            sum = sum +
                  product_form(Polynomial(exponent) * coefficient, rest) * atom_derivative(*atom, variable);
        }
    }
    return sum;
}

Form replace(const Form& form, std::size_t variable, const Polynomial& value) {
    if (form.is_singular()) return Form::singular();
    Form sum;
    for (const auto& [factors, coefficient] : form.terms()) {
        Form product = coefficient.substitute(variable, value);
        for (const auto& [atom, exponent] : factors) {
            const Polynomial argument = atom->polynomial.substitute(variable, value);
            const auto inner = [&] { return replace(atom->form, variable, value); };
            Form factor;
            switch (atom->kind) {
                case AtomKind::base:
                    factor = argument;
                    break;
                case AtomKind::log:
                    factor = log(Form(argument));
                    break;
                case AtomKind::log_form:
                    factor = log(inner());
                    break;
                case AtomKind::power_form:
                    factor = power(inner(), atom->exponent);
                    break;
                case AtomKind::exp:
                    factor = exp(inner());
                    break;
                case AtomKind::expectation: {
                    Atom moved = *atom;
                    moved.polynomial = argument;
                    factor = Form::of(moved);
                }
            }
            product = product * power(factor, exponent);
        }
        sum = sum + product;
    }
    return sum;
}

Form expectation(const Form& h, const Polynomial& m, std::uint32_t samples, std::uint32_t generations) {
    if (h.is_singular()) return Form::singular();
    Form sum;
    for (const auto& [others, by_monomial] : split_by_sample(h)) {
        for (const auto& [monomial, by_factors] : by_monomial) {
            Polynomial outer;
            outer.add(monomial, 1);
            for (const auto& [factors, polynomial] : by_factors) {
                sum = sum +
                      product_form(outer, others) * sample_part(polynomial, factors, m, samples, generations);
            }
        }
    }
    return sum;
}

namespace {

// The form as a log-linear number, if it is one.
std::optional<LogLinear> log_linear(const Form& form) {
    LogLinear value;
    for (const auto& [factors, coefficient] : form.terms()) {
        const auto c = coefficient.constant();
        if (!c || factors.size() > 1) return std::nullopt;
        if (factors.empty()) {
            value += LogLinear(*c);
            continue;
        }
        const auto& [atom, exponent] = *factors.begin();
        const auto argument = atom->polynomial.constant();
        if (atom->kind != AtomKind::log || exponent != 1 || !argument || *argument <= 0) return std::nullopt;
        value += LogLinear::log(*argument) * *c;
    }
    return value;
}

}  // namespace

int sign(const Form& form) {
    if (form.is_singular()) return form.infinity() == 0 ? 2 : form.infinity();
    if (const auto value = log_linear(form)) return value->sign();
    for (const Precision bits : PrecisionLadder(1024)) {
        const BallKernel kernel(bits);
        const Ball value = value_at(kernel, form, sample_variable, 0);
        if (value.is_empty()) return 2;
        const Ball zero = kernel.rational(0);
        if (kernel.less(zero, value) == Truth::yes) return 1;
        if (kernel.less(value, zero) == Truth::yes) return -1;
    }
    return 2;
}

}  // namespace groundcheck::continuum
