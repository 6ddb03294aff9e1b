// Brackets of the Gaussian family: polynomials in mu[t] and s2[t].
#include "reference/evaluation.hpp"

namespace groundcheck::reference {

Polynomial Evaluation::polynomial(const Expression& e, std::optional<std::uint32_t>& time) {
    const auto times_constant = [](Polynomial p, const Rational& factor) {
        for (auto& [powers, coefficient] : p)
            coefficient *= factor;
        return p;
    };
    const auto plus = [](Polynomial a, const Polynomial& b) {
        for (const auto& [powers, coefficient] : b)
            a[powers] += coefficient;
        return a;
    };
    const auto part = [&](std::size_t i) { return polynomial(*e.args[i], time); };
    switch (e.node) {
        case Node::generation: {
            const std::uint32_t t = generation(e);
            if (t == for_ever) throw NoOpinion("the Gaussian family has no limit law");
            if (time && *time != t) throw NoOpinion("several generations of the Gaussian family");
            time = t;
            return {{e.name == "mu" ? std::pair{1U, 0U} : std::pair{0U, 1U}, Rational(1)}};
        }
        case Node::add:
            return plus(part(0), part(1));
        case Node::sub:
            return plus(part(0), times_constant(part(1), -1));
        case Node::neg:
            return times_constant(part(0), -1);
        case Node::mul:
            return multiplied(part(0), part(1));
        case Node::div: {
            const Rational divisor = rational(*e.args[1], "a divisor");
            if (divisor == 0) throw Undefined("division by zero");
            return times_constant(part(0), 1 / divisor);
        }
        case Node::pow: {
            const std::int64_t exponent = whole(*e.args[1]);
            if (exponent < 0 || exponent > 64) throw NoOpinion("a power beyond polynomials");
            Polynomial result = {{{0, 0}, Rational(1)}};
            for (std::int64_t i = 0; i < exponent; ++i)
                result = multiplied(result, part(0));
            return result;
        }
        default:
            return {{{0, 0}, rational(e, "a constant")}};
    }
}

Polynomial Evaluation::multiplied(const Polynomial& a, const Polynomial& b) {
    Polynomial result;
    for (const auto& [p, x] : a)
        for (const auto& [q, y] : b)
            result[{p.first + q.first, p.second + q.second}] += x * y;
    return result;
}

Rational Evaluation::expected(Polynomial body, std::uint32_t generations) {
    for (std::uint32_t s = generations; s-- > 0;) {
        const std::uint32_t n = step(s).samples;
        if (n < 2) throw NoValue({}, "a Gaussian is fitted to two samples or more");
        spend(body.size());
        body = gaussian_step(body, n);
    }
    Rational result = 0;
    for (const auto& [powers, coefficient] : body)
        result += coefficient * power(point_.scalars.at("mu"), powers.first) *
                  power(point_.scalars.at("s2"), powers.second);
    return result;
}

Number Evaluation::gaussian(const Expression& e) {
    if (e.node == Node::probability) throw NoOpinion("probabilities in the Gaussian family");
    std::optional<std::uint32_t> time;
    const Polynomial body = polynomial(*e.args[0], time);
    const Rational mean = expected(body, time.value_or(0));
    if (e.node == Node::expectation) return mean;
    return Rational(expected(multiplied(body, body), time.value_or(0)) - mean * mean);
}

}  // namespace groundcheck::reference
