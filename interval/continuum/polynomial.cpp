#include "interval/continuum/polynomial.hpp"

#include <algorithm>

#include "interval/continuum/form.hpp"

namespace groundcheck::continuum {

namespace {
// Far above what can be expanded term by term, and far below what the counters of exponents hold.
constexpr std::uint32_t largest_degree = 65536;
}  // namespace

Polynomial::Polynomial(const Rational& constant) {
    if (constant != 0) terms_[Exponents{}] = constant;
}

Polynomial Polynomial::variable(std::size_t number) {
    Polynomial result;
    Exponents monomial{};
    monomial.at(number) = 1;
    result.terms_[monomial] = 1;
    return result;
}

std::optional<Rational> Polynomial::constant() const {
    if (terms_.empty()) return Rational(0);
    if (terms_.size() == 1 && terms_.begin()->first == Exponents{}) return terms_.begin()->second;
    return std::nullopt;
}

std::uint32_t Polynomial::degree(std::size_t variable) const {
    std::uint32_t result = 0;
    for (const auto& [monomial, coefficient] : terms_)
        result = std::max(result, monomial.at(variable));
    return result;
}

Rational Polynomial::leading_coefficient() const { return terms_.rbegin()->second; }

void Polynomial::add(const Exponents& monomial, const Rational& coefficient) {
    if (coefficient == 0) return;
    const auto [place, is_new] = terms_.emplace(monomial, coefficient);
    if (is_new) return;
    place->second += coefficient;
    if (place->second == 0) terms_.erase(place);
}

Polynomial& Polynomial::operator+=(const Polynomial& other) {
    for (const auto& [monomial, coefficient] : other.terms_)
        add(monomial, coefficient);
    return *this;
}

Polynomial operator-(const Polynomial& a, const Polynomial& b) {
    Polynomial result = a;
    for (const auto& [monomial, coefficient] : b.terms_)
        result.add(monomial, -coefficient);
    return result;
}

Polynomial operator*(const Polynomial& a, const Polynomial& b) {
    Polynomial result;
    for (const auto& [left, c] : a.terms_) {
        for (const auto& [right, d] : b.terms_) {
            Exponents product{};
            for (std::size_t v = 0; v < variable_count; ++v) {
                product[v] = left[v] + right[v];
                if (product[v] > largest_degree)
                    throw OutsideForms("a polynomial's degree is over " + std::to_string(largest_degree));
            }
            result.add(product, c * d);
        }
    }
    return result;
}

Polynomial Polynomial::power(std::uint32_t exponent) const {
    Polynomial result(Rational(1));
    Polynomial square = *this;
    for (std::uint32_t rest = exponent; rest > 0; rest /= 2) {
        if (rest % 2 == 1) result = result * square;
        if (rest > 1) square = square * square;
    }
    return result;
}

Polynomial Polynomial::derivative(std::size_t variable) const {
    Polynomial result;
    for (const auto& [monomial, coefficient] : terms_) {
        if (monomial.at(variable) == 0) continue;
        Exponents lowered = monomial;
        --lowered.at(variable);
        result.add(lowered, coefficient * Rational(monomial.at(variable)));
    }
    return result;
}

// Horner's scheme in the variable, over its coefficients, which are polynomials in the others.
Polynomial Polynomial::substitute(std::size_t variable, const Polynomial& value) const {
    std::vector<Polynomial> by_power(degree(variable) + 1);
    for (const auto& [monomial, coefficient] : terms_) {
        Exponents rest = monomial;
        rest.at(variable) = 0;
        by_power[monomial.at(variable)].add(rest, coefficient);
    }
    Polynomial result;
    for (auto place = by_power.rbegin(); place != by_power.rend(); ++place)
        result = result * value + *place;
    return result;
}

// Division with remainder in the lexicographic order of monomials; as soon as the leading term of what is
// left is not divisible, neither is the polynomial.
std::optional<Polynomial> Polynomial::divided_by(const Polynomial& divisor) const {
    Polynomial rest = *this;
    Polynomial quotient;
    const auto& [lead, factor] = *divisor.terms_.rbegin();
    while (!rest.is_zero()) {
        const auto& [monomial, coefficient] = *rest.terms_.rbegin();
        Exponents step{};
        for (std::size_t v = 0; v < variable_count; ++v) {
            if (monomial[v] < lead[v]) return std::nullopt;
            step[v] = monomial[v] - lead[v];
        }
        Polynomial part;
        part.add(step, coefficient / factor);
        quotient += part;
        rest = rest - part * divisor;
    }
    return quotient;
}

std::vector<Rational> Polynomial::coefficients(std::size_t variable) const {
    std::vector<Rational> result(degree(variable) + 1);
    for (const auto& [monomial, coefficient] : terms_)
        result[monomial.at(variable)] += coefficient;
    return result;
}

Box Box::unit() {
    Box box;
    box.low.fill(0);
    box.high.fill(1);
    return box;
}

namespace {

// From powers to Bernstein coefficients in one variable of degree n: b_k = sum_{i<=k} C(k,i)/C(n,i) * a_i.
std::map<Exponents, Rational> bernstein_in(const std::map<Exponents, Rational>& terms, std::size_t variable,
                                           std::uint32_t n) {
    std::map<Exponents, Rational> result;
    for (const auto& [index, a] : terms) {
        const std::uint32_t i = index.at(variable);
        for (std::uint32_t k = i; k <= n; ++k) {
            Exponents to = index;
            to.at(variable) = k;
            result[to] += a * Rational(binomial(k, i), binomial(n, i));
        }
    }
    return result;
}

}  // namespace

BernsteinSigns bernstein_signs(const Polynomial& polynomial, const Box& box) {
    Polynomial moved = polynomial;
    std::vector<std::size_t> variables;
    for (std::size_t v = 0; v < variable_count; ++v) {
        if (moved.degree(v) == 0) continue;
        const Polynomial x = Polynomial::variable(v);
        if (box.low.at(v) != 0 || box.high.at(v) != 1) {
            moved = moved.substitute(
                v, Polynomial(box.low.at(v)) + Polynomial(box.high.at(v) - box.low.at(v)) * x);
        }
        variables.push_back(v);
    }
    std::map<Exponents, Rational> coefficients = moved.terms();
    std::size_t places = 1;
    for (const std::size_t v : variables) {
        coefficients = bernstein_in(coefficients, v, moved.degree(v));
        places *= moved.degree(v) + 1;
    }
    std::size_t positive = 0;
    for (const auto& [index, value] : coefficients) {
        if (value < 0) return {};
        if (value > 0) ++positive;
    }
    BernsteinSigns signs{true, positive == places,
                         positive == places};  // coefficients that are not listed are 0
    if (variables.size() == 1 && positive > 0) {
        // Inside the box the polynomial is positive already; at an end its value is the coefficient there.
        const std::size_t v = variables.front();
        const auto at = [&](std::uint32_t k) {
            Exponents index{};
            index.at(v) = k;
            const auto place = coefficients.find(index);
            return place != coefficients.end() && place->second > 0;
        };
        signs.positive = (box.low.at(v) == 0 || at(0)) && (box.high.at(v) == 1 || at(moved.degree(v)));
    }
    return signs;
}

namespace {

// Every part passes the test, or its halves do.
template <class Test>
bool on_parts(const Polynomial& polynomial, const Box& box, Test test, unsigned depth = 0,
              std::size_t last = 0) {
    if (test(bernstein_signs(polynomial, box))) return true;
    if (depth == sign_halvings) return false;
    std::size_t next = last;
    do
        next = (next + 1) % variable_count;
    while (polynomial.degree(next) == 0);
    Box lower = box;
    Box upper = box;
    lower.high.at(next) = upper.low.at(next) = (box.low.at(next) + box.high.at(next)) / 2;
    return on_parts(polynomial, lower, test, depth + 1, next) &&
           on_parts(polynomial, upper, test, depth + 1, next);
}

}  // namespace

bool seen_nonnegative(Polynomial polynomial) {
    for (std::size_t u = 1; u < variable_count; ++u) {
        for (std::size_t v = u + 1; v < variable_count; ++v) {
            const Polynomial difference = Polynomial::variable(u) - Polynomial::variable(v);
            while (polynomial.degree(u) > 1 && polynomial.degree(v) > 1) {
                const auto quotient = polynomial.divided_by(difference * difference);
                if (!quotient) break;
                polynomial = *quotient;
            }
        }
    }
    if (const auto c = polynomial.constant()) return *c >= 0;
    return on_parts(polynomial, Box::unit(), [](const BernsteinSigns& signs) { return signs.nonnegative; });
}

bool positive_on_closed_cube(const Polynomial& polynomial) {
    if (const auto c = polynomial.constant()) return *c > 0;
    return on_parts(polynomial, Box::unit(), [](const BernsteinSigns& signs) { return signs.all_positive; });
}

bool seen_positive(const Polynomial& polynomial) {
    return (!polynomial.is_zero() && bernstein_signs(polynomial, Box::unit()).nonnegative) ||
           positive_on_closed_cube(polynomial);
}

}  // namespace groundcheck::continuum
