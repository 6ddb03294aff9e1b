#include "interval/continuum/function.hpp"

#include <algorithm>

namespace groundcheck::continuum {

namespace {

// E[h] at a chance that is a number; nothing for a derivative or after several generations.
Ball mean_at(const BallKernel& kernel, const Atom& atom, const Rational& chance) {
    if (atom.generations > 1 || atom.exponent != 0 || chance < 0 || chance > 1) return Ball::empty();
    Ball sum = kernel.rational(0);
    for (std::uint32_t k = 0; k <= atom.samples; ++k) {
        const Rational weight = Rational(binomial(atom.samples, k)) * groundcheck::power(chance, k) *
                                groundcheck::power(1 - chance, atom.samples - k);
        const Ball here = value_at(kernel, atom.form, sample_variable, Rational(k) / atom.samples);
        sum = kernel.add(sum, kernel.mul(kernel.rational(weight), here));
    }
    return sum;
}

}  // namespace

Ball value_at(const BallKernel& kernel, const Form& form, std::size_t variable, const Rational& value) {
    const TaylorArithmetic<BallKernel> arithmetic(kernel, 0);
    Ball sum = kernel.rational(0);
    for (const auto& [factors, polynomial] : form.terms()) {
        const auto coefficient = polynomial.substitute(variable, Polynomial(value)).constant();
        if (!coefficient) return Ball::empty();
        if (*coefficient == 0) continue;
        Ball product = kernel.rational(*coefficient);
        for (const auto& [atom, exponent] : factors) {
            const auto argument = atom->polynomial.substitute(variable, Polynomial(value)).constant();
            if (!argument) return Ball::empty();
            Ball inner = kernel.rational(*argument);
            switch (atom->kind) {
                case AtomKind::base:
                    break;
                case AtomKind::log:
                    inner = kernel.log(inner);
                    break;
                case AtomKind::log_form:
                    inner = kernel.log(value_at(kernel, atom->form, variable, value));
                    break;
                case AtomKind::exp:
                    inner = kernel.exp(value_at(kernel, atom->form, variable, value));
                    break;
                case AtomKind::expectation:
                    inner = mean_at(kernel, *atom, *argument);
                    break;
                default:
                    inner =
                        arithmetic.real_power(value_at(kernel, atom->form, variable, value), atom->exponent);
            }
            product = kernel.mul(product, arithmetic.real_power(inner, exponent));
        }
        sum = kernel.add(sum, product);
    }
    return sum;
}

template <NumberKernel Kernel>
Function<Kernel>::Function(Kernel kernel, const Form& form, std::size_t variable, std::size_t order)
    : kernel_(std::move(kernel)), variable_(variable), order_(order) {
    // an expectation of each law -> the sum of all bodies, by generation
    std::map<AtomPtr, std::vector<Form>, ByKey> merged;
    for (const auto& [factors, coefficient] : form.terms()) {
        const auto c = coefficient.constant();
        const bool alone = c && factors.size() == 1 && factors.begin()->second == 1 &&
                           factors.begin()->first->kind == AtomKind::expectation;
        if (!alone) {
            rest_.add_term(coefficient, factors);
            continue;
        }
        const AtomPtr& atom = factors.begin()->first;
        const auto same_law = [&atom](const auto& entry) {
            return entry.first->samples == atom->samples && entry.first->polynomial == atom->polynomial;
        };
        const auto place = std::find_if(merged.begin(), merged.end(), same_law);
        std::vector<Form>& sums = place == merged.end() ? merged[atom] : place->second;
        sums.resize(std::max<std::size_t>(sums.size(), atom->generations));
        Form& sum = sums[atom->generations - 1];
        sum = sum + Form(*c) * atom->form;
    }
    for (const auto& [atom, sums] : merged)
        merged_.push_back(make_table(sums, atom->polynomial, atom->samples));
}

namespace {

// The chain's matrix: row k has the weights of Binomial(N, k/N).
std::vector<std::vector<Ball>> chain_matrix(const BallKernel& kernel, std::uint32_t samples) {
    std::vector<std::vector<Ball>> rows;
    for (std::uint32_t k = 0; k <= samples; ++k) {
        const Rational p = Rational(k) / samples;
        std::vector<Ball> row;
        for (std::uint32_t j = 0; j <= samples; ++j)
            row.push_back(kernel.rational(Rational(binomial(samples, j)) * groundcheck::power(p, j) *
                                          groundcheck::power(1 - p, samples - j)));
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

// E[h(x)] after g generations is the expectation, after one, of A^(g-1)*h with the chain's matrix A; for a
// sum over g Horner's scheme applies A once for every generation.
template <NumberKernel Kernel>
typename Function<Kernel>::Table Function<Kernel>::make_table(const std::vector<Form>& forms,
                                                              const Polynomial& probability,
                                                              std::uint32_t samples) const {
    Precision bits = 64;
    if constexpr (std::same_as<Kernel, BallKernel>) bits = kernel_.precision();
    const Precision precision = BernsteinTable::precision_for(samples, order_, bits);
    const BallKernel fine(precision);
    const auto matrix = forms.size() > 1 ? chain_matrix(fine, samples) : std::vector<std::vector<Ball>>();
    std::vector<Ball> values(samples + 1, fine.rational(0));
    for (std::size_t g = forms.size(); g-- > 0;) {
        for (std::uint32_t k = 0; k <= samples && !forms[g].is_zero(); ++k) {
            values[k] = fine.add(values[k], value_at(fine, forms[g], sample_variable, Rational(k) / samples));
        }
        if (g == 0) break;
        const std::vector<Ball> before = values;
        for (std::uint32_t k = 0; k <= samples; ++k) {
            values[k] = fine.rational(0);
            for (std::uint32_t j = 0; j <= samples; ++j)
                values[k] = fine.add(values[k], fine.mul(matrix[k][j], before[j]));
        }
    }
    return {BernsteinTable(std::move(values), precision), probability};
}

template <NumberKernel Kernel>
typename Function<Kernel>::Series Function<Kernel>::series(const Rational& low, const Rational& high,
                                                           std::size_t order) {
    const Where at{low, high, order};
    const TaylorArithmetic<Kernel> arithmetic(kernel_, order);
    Series sum = form_series(rest_, at);
    for (Table& table : merged_)
        sum = arithmetic.add(sum, table_series(table, at, false));
    return sum;
}

template <NumberKernel Kernel>
typename Kernel::Value Function<Kernel>::coefficient(const Rational& low, const Rational& high,
                                                     std::size_t order) {
    const Where at{low, high, order};
    Value sum = form_series(rest_, at)[order];
    for (Table& table : merged_)
        sum = kernel_.add(sum, table_series(table, at, true)[order]);
    return sum;
}

// B(m(x)) for linear m: the coefficients of B over m's range, times m'^j.
template <NumberKernel Kernel>
typename Function<Kernel>::Series Function<Kernel>::table_series(Table& table, const Where& at,
                                                                 bool last_only) {
    if (table.probability.degree(variable_) > 1)
        throw OutsideForms("an expectation's probability is not linear in the variable");
    const auto probability = [&](const Rational& x) {
        const auto c = table.probability.substitute(variable_, Polynomial(x)).constant();
        if (!c) throw OutsideForms("an expectation's probability depends on more than one variable");
        return *c;
    };
    const Rational a = probability(at.low);
    const Rational b = probability(at.high);
    const Rational slope = probability(1) - probability(0);
    Series result(at.order + 1, kernel_.rational(0));
    for (std::size_t j = last_only ? at.order : 0; j <= at.order; ++j) {
        const Value value = table.values.coefficient(kernel_, j, std::min(a, b), std::max(a, b));
        const Rational scale = groundcheck::power(slope, static_cast<std::int64_t>(j));
        result[j] = scale == 1 ? value : kernel_.mul(kernel_.rational(scale), value);
    }
    return result;
}

// From the exact expansion around the middle: f_j(x) = sum_{i>=j} C(i,j)*c_i*t^(i-j) for x = middle + t.
template <NumberKernel Kernel>
typename Function<Kernel>::Series Function<Kernel>::polynomial_series(const Polynomial& polynomial,
                                                                      const Where& at) {
    const Rational middle = (at.low + at.high) / 2;
    std::vector<Rational> c = polynomial.coefficients(variable_);
    for (std::size_t j = 0; j < c.size();
         ++j) {  // Horner's scheme, again and again: the coefficients around the middle
        for (std::size_t i = c.size() - 1; i-- > j;)
            c[i] += middle * c[i + 1];
    }
    const Value t = kernel_.interval(at.low - middle, at.high - middle);
    Series result(at.order + 1, kernel_.rational(0));
    for (std::size_t j = 0; j <= at.order && j < c.size(); ++j) {
        for (std::size_t i = c.size(); i-- > j;) {
            const Rational factor =
                Rational(binomial(static_cast<unsigned>(i), static_cast<unsigned>(j))) * c[i];
            result[j] = kernel_.add(kernel_.mul(result[j], t), kernel_.rational(factor));
        }
    }
    return result;
}

template <NumberKernel Kernel>
typename Function<Kernel>::Series Function<Kernel>::atom_series(const AtomPtr& atom, const Where& at) {
    const TaylorArithmetic<Kernel> arithmetic(kernel_, at.order);
    switch (atom->kind) {
        case AtomKind::base:
            return polynomial_series(atom->polynomial, at);
        case AtomKind::log:
            return arithmetic.log(polynomial_series(atom->polynomial, at));
        case AtomKind::log_form:
            return arithmetic.log(form_series(atom->form, at));
        case AtomKind::power_form:
            return arithmetic.power(form_series(atom->form, at), atom->exponent);
        case AtomKind::exp:
            return arithmetic.exp(form_series(atom->form, at));
        case AtomKind::expectation:
            break;
    }
    auto place = tables_.find(atom);
    if (place == tables_.end()) {
        std::vector<Form> forms(atom->generations);
        forms.back() = atom->form;
        place = tables_.emplace(atom, make_table(forms, atom->polynomial, atom->samples)).first;
    }
    return table_series(place->second, at, false);
}

template <NumberKernel Kernel>
std::optional<typename Function<Kernel>::Series> Function<Kernel>::endpoint_series(
    const Polynomial& base, bool mirrored, Polynomial& coefficient, Factors& factors, const Where& at) {
    Rational exponent = 0;
    bool with_log = false;
    for (auto place = factors.begin(); place != factors.end();) {
        const Atom& atom = *place->first;
        const bool here = atom.polynomial == base &&
                          (atom.kind == AtomKind::base || (atom.kind == AtomKind::log && place->second == 1));
        if (!here) {
            ++place;
            continue;
        }
        if (atom.kind == AtomKind::base) exponent += place->second;
        with_log = with_log || atom.kind == AtomKind::log;
        place = factors.erase(place);
    }
    if (exponent == 0 && !with_log) return std::nullopt;
    while (const auto quotient = coefficient.divided_by(base)) {
        coefficient = *quotient;
        exponent += 1;
    }
    const TaylorArithmetic<Kernel> arithmetic(kernel_, at.order);
    const Value x = mirrored ? kernel_.interval(1 - at.high, 1 - at.low) : kernel_.interval(at.low, at.high);
    Series result = arithmetic.power_log(x, exponent, with_log);
    for (std::size_t j = 1; mirrored && j <= at.order; j += 2)
        result[j] = kernel_.neg(result[j]);
    return result;
}

template <NumberKernel Kernel>
typename Function<Kernel>::Series Function<Kernel>::term_series(Polynomial coefficient, Factors factors,
                                                                const Where& at) {
    const TaylorArithmetic<Kernel> arithmetic(kernel_, at.order);
    const Polynomial x = Polynomial::variable(variable_);
    Series product = arithmetic.constant(kernel_.rational(1));
    for (const bool mirrored : {false, true}) {
        const Polynomial base = mirrored ? Polynomial(Rational(1)) - x : x;
        const auto part = endpoint_series(base, mirrored, coefficient, factors, at);
        if (part) product = arithmetic.mul(product, *part);
    }
    if (coefficient.constant() != Rational(1))
        product = arithmetic.mul(polynomial_series(coefficient, at), product);
    for (const auto& [atom, exponent] : factors) {
        const Series part = atom_series(atom, at);
        product = arithmetic.mul(product, exponent == 1 ? part : arithmetic.power(part, exponent));
    }
    return product;
}

template <NumberKernel Kernel>
typename Function<Kernel>::Series Function<Kernel>::form_series(const Form& form, const Where& at) {
    const TaylorArithmetic<Kernel> arithmetic(kernel_, at.order);
    Series sum(at.order + 1, kernel_.rational(0));
    for (const auto& [factors, coefficient] : form.terms())
        sum = arithmetic.add(sum, term_series(coefficient, factors, at));
    return sum;
}

template class Function<DoubleKernel>;
template class Function<BallKernel>;

}  // namespace groundcheck::continuum
