// Brackets over the Gaussian family: polynomials in the means and variances of any generations, and with one
// generation sqrt(s2[t]) times such a polynomial and multiples of log(s2[t]); laws in sim/gaussian.hpp. Roots
// and logarithms are the closed loop's alone. Included by evaluate_*.cpp alone.
#pragma once

#include <set>

#include "decide/evaluate/evaluate.hpp"
#include "decide/evaluate/point_process.hpp"
#include "sim/process_error.hpp"

namespace groundcheck {

namespace detail {

constexpr const char* gaussian_moments_only =
    ": of the Gaussian family only moments are known: polynomials in mu[t] and s2[t], with sqrt(s2[t]) or "
    "log(s2[t])";

inline GaussianPath gaussian_constant(const Rational& value) {
    return value == 0 ? GaussianPath{} : GaussianPath{{{}, value}};
}

}  // namespace detail

template <NumberKernel Kernel>
auto Evaluator<Kernel>::gaussian_scaled(GaussianBody body, const Rational& factor) -> GaussianBody {
    body.polynomial = sum(GaussianPath{}, body.polynomial, factor);
    body.beside_root = sum(GaussianPolynomial{}, body.beside_root, factor);
    for (auto& [time, coefficient] : body.logarithms)
        coefficient *= factor;
    for (auto& [argument, coefficient] : body.constants)
        coefficient *= factor;
    return body;
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::gaussian_sum(GaussianBody a, const GaussianBody& b, const Expression& e)
    -> GaussianBody {
    if (!a.beside_root.empty() && !b.beside_root.empty() && a.root_time != b.root_time)
        throw ProcessError(to_text(e) + ": square roots of one generation's variance can stand in a bracket");
    a.polynomial = sum(a.polynomial, b.polynomial);
    if (a.beside_root.empty()) a.root_time = b.root_time;
    a.beside_root = sum(a.beside_root, b.beside_root);
    for (const auto& [time, coefficient] : b.logarithms)
        a.logarithms[time] += coefficient;
    for (const auto& [argument, coefficient] : b.constants)
        a.constants[argument] += coefficient;
    return a;
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::gaussian_product(const GaussianBody& a, const GaussianBody& b, const Expression& e)
    -> GaussianBody {
    for (const GaussianBody* one : {&a, &b}) {
        const GaussianBody& other = one == &a ? b : a;
        if (const auto factor = one->constant()) return gaussian_scaled(other, *factor);
    }
    if (a.has_logarithms() || b.has_logarithms())
        throw ProcessError(to_text(e) + detail::gaussian_moments_only);
    // A root stands beside polynomials in its own generation alone.
    const auto beside = [&](const GaussianBody& root, const GaussianBody& other) {
        GaussianPolynomial result;
        for (const auto& [powers, value] : other.polynomial) {
            const bool same = powers.empty() || (powers.size() == 1 && powers.contains(root.root_time));
            if (!same)
                throw ProcessError(to_text(e) + ": a square root stands beside its own generation only");
            const auto power = powers.empty() ? std::pair{0U, 0U} : powers.begin()->second;
            result = sum(result, groundcheck::product(root.beside_root, {{power, value}}));
        }
        return result;
    };
    GaussianBody result;
    result.polynomial = groundcheck::product(a.polynomial, b.polynomial);
    if (!a.beside_root.empty()) result.beside_root = beside(a, b), result.root_time = a.root_time;
    if (!b.beside_root.empty()) {
        if (!a.beside_root.empty() && a.root_time != b.root_time)
            throw ProcessError(to_text(e) +
                               ": square roots of one generation's variance can stand in a bracket");
        result.beside_root = sum(result.beside_root, beside(b, a));
        result.root_time = b.root_time;
    }
    const GaussianPolynomial squared =
        groundcheck::product(groundcheck::product(a.beside_root, b.beside_root), {{{0, 1}, Rational(1)}});
    for (const auto& [powers, value] : squared)
        result.polynomial = sum(result.polynomial, {{{{a.root_time, powers}}, value}});
    return result;
}

// sqrt and log of a multiple of one generation's variance.
template <NumberKernel Kernel>
auto Evaluator<Kernel>::gaussian_function(const Expression& e) -> GaussianBody {
    const GaussianBody inside = gaussian_body(*e.args[0]);
    const bool single = inside.polynomial.size() == 1 && inside.beside_root.empty() &&
                        !inside.has_logarithms() && inside.polynomial.begin()->first.size() == 1;
    if (!single || (e.name != "sqrt" && e.name != "log"))
        throw ProcessError(to_text(e) + detail::gaussian_moments_only);
    const auto& [powers, factor] = *inside.polynomial.begin();
    const auto& [time, power] = *powers.begin();
    if (power.first != 0 || power.second != 1 || factor <= 0)
        throw ProcessError(to_text(e) + detail::gaussian_moments_only);
    GaussianBody result;
    if (e.name == "log") {
        result.logarithms[time] = 1;
        result.constants[factor] = 1;
        return result;
    }
    const auto root = exact_sqrt(factor);
    if (!root)
        throw ProcessError(to_text(e) + ": write the square root of a number outside: sqrt(2)*sqrt(s2[t])");
    result.beside_root = {{{0, 0}, *root}};
    result.root_time = time;
    return result;
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::gaussian_body(const Expression& e) -> GaussianBody {
    GaussianBody result;
    if (e.node == Node::generation) {
        const std::uint32_t t = time_of(e);
        if (t == for_ever) throw ProcessError(to_text(e) + ": the Gaussian family has no limit law");
        result.polynomial = {{{{t, e.name == "mu" ? std::pair{1U, 0U} : std::pair{0U, 1U}}}, Rational(1)}};
        return result;
    }
    if (const auto number = rational(e)) {
        result.polynomial = detail::gaussian_constant(*number);
        return result;
    }
    const auto part = [&](std::size_t i) { return gaussian_body(*e.args[i]); };
    switch (e.node) {
        case Node::add:
            return gaussian_sum(part(0), part(1), e);
        case Node::sub:
            return gaussian_sum(part(0), gaussian_scaled(part(1), -1), e);
        case Node::neg:
            return gaussian_scaled(part(0), -1);
        case Node::mul:
            return gaussian_product(part(0), part(1), e);
        case Node::pow: {
            const auto exponent = rational(*e.args[1]);
            constexpr int most = 64;
            if (!exponent || denominator(*exponent) != 1 || *exponent < 0 || *exponent > most) break;
            const GaussianBody base = part(0);
            result.polynomial = detail::gaussian_constant(1);
            for (int i = 0; i < *exponent; ++i)
                result = gaussian_product(result, base, e);
            return result;
        }
        case Node::div:
            if (const auto divisor = rational(*e.args[1])) {
                if (*divisor == 0) throw DomainError(e.where, "division by zero");
                return gaussian_scaled(part(0), 1 / *divisor);
            }
            break;
        case Node::function:
            return gaussian_function(e);
        default:
            break;
    }
    throw ProcessError(to_text(e) + detail::gaussian_moments_only);
}

// The numbers of samples of the first `steps` generations in the closed loop. Throws ProcessError where one
// of them is not the closed loop's, with what is asked for.
template <NumberKernel Kernel>
std::vector<std::uint32_t> Evaluator<Kernel>::closed_gaussian_samples(std::uint32_t steps,
                                                                      const std::string& asked) {
    std::vector<std::uint32_t> samples;
    for (const GaussianDraw& draw : gaussian_draws(*point_, steps)) {
        if (!draw.plain())
            throw ProcessError(asked +
                               ": with a world of their own or accumulating data only moments of Gaussians "
                               "are known, E and Var of polynomials in mu[t] and s2[t]");
        samples.push_back(draw.samples);
    }
    return samples;
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::gaussian_expected(const GaussianBody& body, const Expression& bracket) -> Value {
    const Rational& mean = point_->scalars.at("mu");
    const Rational& variance = point_->scalars.at("s2");
    std::uint32_t last = 0;
    for (const auto& [powers, value] : body.polynomial)
        if (!powers.empty()) last = std::max(last, powers.rbegin()->first);
    Value total =
        kernel_.rational(gaussian_moment(body.polynomial, gaussian_draws(*point_, last), mean, variance));
    if (!body.beside_root.empty()) total = kernel_.add(total, gaussian_root(body, bracket));
    for (const auto& [argument, coefficient] : body.constants)
        total = kernel_.add(
            total, kernel_.mul(kernel_.rational(coefficient), kernel_.log(kernel_.rational(argument))));
    for (const auto& [time, coefficient] : body.logarithms) {
        if (coefficient == 0) continue;
        if (variance == 0) throw DomainError(bracket.where, "s2 = 0 has no logarithm");
        Value value = kernel_.log(kernel_.rational(variance));
        for (const std::uint32_t n : closed_gaussian_samples(time, to_text(bracket))) {
            const Value x = kernel_.rational(Rational(n - 1, 2));
            value = kernel_.add(value, kernel_.sub(kernel_.digamma(x), kernel_.log(x)));
        }
        total = kernel_.add(total, kernel_.mul(kernel_.rational(coefficient), value));
    }
    return total;
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::gaussian_root(const GaussianBody& body, const Expression& bracket) -> Value {
    const std::vector<std::uint32_t> samples = closed_gaussian_samples(body.root_time, to_text(bracket));
    constexpr std::uint32_t most = 100'000;  // the factors are fractions of as many digits
    for (const std::uint32_t n : samples)
        if (n > most)
            throw ProcessError(to_text(bracket) + ": square roots are known for at most " +
                               std::to_string(most) + " samples in a generation");
    const RootMoment root =
        gaussian_root_moment(body.beside_root, samples, point_->scalars.at("mu"), point_->scalars.at("s2"));
    Value radicand = kernel_.rational(root.radicand);
    if (root.pi_power != 0)
        radicand = kernel_.mul(radicand, kernel_.power(kernel_.pi(), std::int64_t{root.pi_power}));
    return kernel_.mul(kernel_.rational(root.factor), kernel_.sqrt(radicand));
}

template <NumberKernel Kernel>
auto Evaluator<Kernel>::gaussian_bracket(const Expression& bracket) -> Value {
    const GaussianBody once = gaussian_body(*bracket.args[0]);
    const Value mean = gaussian_expected(once, bracket);
    if (bracket.node == Node::expectation) return mean;
    GaussianBody varying = once;  // constants have no variance
    varying.constants.clear();
    if (varying.has_logarithms())
        throw ProcessError(to_text(bracket) + ": the variance of a logarithm is not known: E[log(s2[t])] is");
    const Value centre = once.constants.empty() ? mean : gaussian_expected(varying, bracket);
    return kernel_.sub(gaussian_expected(gaussian_product(varying, varying, bracket), bracket),
                       kernel_.power(centre, std::int64_t{2}));
}

}  // namespace groundcheck
