// Brackets of the Gaussian family: polynomials in mu[t] and s2[t].
#include <algorithm>

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
            if (t == 0) return {{{0, 0}, point_.scalars.at(e.name)}};
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

GaussianRound Evaluation::gaussian_round_of(std::uint32_t t) {
    const auto& process = std::get<GaussianProcess>(process_->family);
    GaussianRound round;
    const Step here = step(t);
    round.n = here.samples;
    for (std::uint32_t s = 0; process.accumulate && s < t; ++s)
        round.before += step(s).samples;
    if (round.before == 1 || round.before + round.n < 2)
        throw NoValue({}, "a Gaussian is fitted to two samples or more");
    if (!process.world_mean) return round;
    round.alpha = here.alpha;
    round.world_mean = scheduled(*process.world_mean, point_, std::nullopt);
    round.world_variance = scheduled(*process.world_variance, point_, std::nullopt);
    if (round.world_variance < 0) throw NoValue({}, "a negative variance");
    return round;
}

void Evaluation::require_closed_gaussian(std::uint32_t generations) {
    for (std::uint32_t s = 0; s < generations; ++s)
        if (!gaussian_round_of(s).closed())
            throw NoOpinion("a Gaussian with a world or with accumulating data: moments alone");
}

Rational Evaluation::expected(Polynomial body, std::uint32_t generations) {
    for (std::uint32_t s = generations; s-- > 0;) {
        const GaussianRound round = gaussian_round_of(s);
        spend(body.size());
        body = round.closed() ? gaussian_step(body, round.n) : gaussian_round(body, round, spender());
    }
    Rational result = 0;
    for (const auto& [powers, coefficient] : body)
        result += coefficient * power(point_.scalars.at("mu"), powers.first) *
                  power(point_.scalars.at("s2"), powers.second);
    return result;
}

namespace {

bool speaks_of_model(const Expression& e) {
    return e.node == Node::generation ||
           std::any_of(e.args.begin(), e.args.end(), [](const auto& arg) { return speaks_of_model(*arg); });
}

// Whether a logarithm or a root of a random number is in it.
bool beyond_polynomials(const Expression& e) {
    return (e.node == Node::function && speaks_of_model(e)) ||
           std::any_of(e.args.begin(), e.args.end(),
                       [](const auto& arg) { return beyond_polynomials(*arg); });
}

}  // namespace

// The mean of log(s2[t]) or sqrt(s2[t]): s2 times independent chi-squares over their degrees k of freedom,
// one for each generation. E[log] of such a one is digamma(k/2) - log(k/2). With a_k = E[sqrt(chi2_k)], a_1
// is sqrt(2/pi), and a_k*a_(k+1) = k since x*Gamma(x) = Gamma(x+1).
Number Evaluation::mean_of_function(const Expression& e) {
    const Expression& inside = *e.args[0];
    if (inside.node != Node::generation || inside.name != "s2" || (e.name != "log" && e.name != "sqrt"))
        throw NoOpinion("this function of a Gaussian's variance");
    const std::uint32_t t = generation(inside);
    if (t == for_ever) throw NoOpinion("the Gaussian family has no limit law");
    const bool logarithm = e.name == "log";
    const Number start = point_.scalars.at("s2");
    Number result = logarithm ? arithmetic_.log(start) : arithmetic_.sqrt(start);
    require_closed_gaussian(t);
    for (std::uint32_t s = 0; s < t; ++s) {
        const std::uint32_t n = step(s).samples;
        constexpr std::uint32_t most = 1000;
        if (!logarithm && n > most) throw NoOpinion("square roots with that many samples");
        spend(n);
        const Number k = Rational(n - 1);
        if (logarithm) {
            const Number x = Rational(n - 1, 2);
            result = arithmetic_.add(
                result, arithmetic_.add(arithmetic_.digamma(x), arithmetic_.neg(arithmetic_.log(x))));
            continue;
        }
        Number a = arithmetic_.sqrt(arithmetic_.div(Rational(2), pi()));
        for (std::uint32_t i = 1; i + 1 < n; ++i)
            a = arithmetic_.div(Rational(i), a);
        result = arithmetic_.mul(result, arithmetic_.div(a, arithmetic_.sqrt(k)));
    }
    return result;
}

Number Evaluation::gaussian_mean(const Expression& e) {
    if (!speaks_of_model(e)) return scalar(e);
    if (!beyond_polynomials(e)) {
        std::optional<std::uint32_t> time;
        const Polynomial body = polynomial(e, time);
        return expected(body, time.value_or(0));
    }
    const auto part = [&](std::size_t i) { return gaussian_mean(*e.args[i]); };
    switch (e.node) {
        case Node::add:
            return arithmetic_.add(part(0), part(1));
        case Node::sub:
            return arithmetic_.add(part(0), arithmetic_.neg(part(1)));
        case Node::neg:
            return arithmetic_.mul(Rational(-1), part(0));
        case Node::mul:
            if (speaks_of_model(*e.args[0]) && speaks_of_model(*e.args[1]))
                throw NoOpinion("a product with a logarithm or a root");
            return arithmetic_.mul(part(0), part(1));
        case Node::div:
            if (speaks_of_model(*e.args[1])) throw NoOpinion("a quotient of random numbers");
            return arithmetic_.div(part(0), part(1));
        case Node::function:
            return mean_of_function(e);
        default:
            throw NoOpinion("a logarithm or a root inside another expression");
    }
}

Number Evaluation::gaussian(const Expression& e) {
    if (e.node == Node::probability) return gaussian_probability(*e.args[0]);
    if (e.node == Node::expectation) return gaussian_mean(*e.args[0]);
    if (beyond_polynomials(*e.args[0])) throw NoOpinion("the variance of a logarithm or a root");
    std::optional<std::uint32_t> time;
    const Polynomial body = polynomial(*e.args[0], time);
    const Rational mean = expected(body, time.value_or(0));
    return Rational(expected(multiplied(body, body), time.value_or(0)) - mean * mean);
}

}  // namespace groundcheck::reference
