#include "interval/continuum/shape.hpp"

namespace groundcheck::continuum {

namespace {

constexpr std::uint32_t largest_multiplicity = 64;

// One logarithm's coefficient as a multiple of the first one's: n_i, or nothing.
std::optional<Rational> ratio(const Polynomial& coefficient, const Polynomial& unit) {
    const Rational factor = coefficient.leading_coefficient() / unit.leading_coefficient();
    if (coefficient == unit * Polynomial(factor)) return factor;
    return std::nullopt;
}

}  // namespace

bool by_logarithms(const Form& form) {
    if (form.is_singular() || form.terms().empty()) return false;
    Polynomial unit = form.terms().begin()->second;
    std::vector<std::pair<Polynomial, Rational>> multiples;
    Integer common = 1;
    for (const auto& [factors, coefficient] : form.terms()) {
        if (factors.size() != 1 || factors.begin()->second != 1 ||
            factors.begin()->first->kind != AtomKind::log)
            return false;
        const auto factor = ratio(coefficient, unit);
        if (!factor) return false;
        multiples.emplace_back(factors.begin()->first->polynomial, *factor);
        common = lcm(common, denominator(*factor));
    }
    const bool positive = seen_nonnegative(unit);
    if (!positive && !seen_nonnegative(Polynomial(Rational(-1)) * unit)) return false;
    Polynomial above(Rational(1));
    Polynomial below(Rational(1));
    for (const auto& [argument, factor] : multiples) {
        const Rational times = factor * Rational(common) * (positive ? 1 : -1);
        if (abs(times) > largest_multiplicity) return false;
        Polynomial& side = times > 0 ? above : below;
        side = side * argument.power(static_cast<std::uint32_t>(numerator(Rational(abs(times)))));
    }
    return seen_nonnegative(above - below);
}

bool by_concavity(const Form& form, std::size_t variable) {
    if (!limit(form, variable, 0).is_zero() || !limit(form, variable, 1).is_zero()) return false;
    return has_sign(derivative(derivative(form, variable), variable), -1);
}

bool by_convexity(const Form& form, std::size_t variable, std::size_t other) {
    const Polynomial value = Polynomial::variable(other);
    const Form slope = derivative(form, variable);
    if (!replace(form, variable, value).is_zero() || !replace(slope, variable, value).is_zero()) return false;
    return has_sign(derivative(slope, variable), 1);
}

}  // namespace groundcheck::continuum
