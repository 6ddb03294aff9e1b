// Probabilities in the Gaussian family: bounds on the next generation's mean and variance.
//
// The bounds of all relations cut the two lines into intervals. In each a number is picked, the formula is
// read with these numbers for mu[1] and s2[1], and where it holds the two intervals' probabilities count.
#include <set>

#include "reference/evaluation.hpp"

namespace groundcheck::reference {

namespace {

Rational signed_square(const Rational& x) { return x < 0 ? Rational(-x * x) : Rational(x * x); }

// One number inside each of the intervals that the bounds leave of the half-line from 0.
std::vector<Rational> numbers_between(const std::set<Rational>& bounds) {
    std::vector<Rational> result;
    Rational last = 0;
    for (const Rational& bound : bounds) {
        result.push_back((last + bound) / 2);
        last = bound;
    }
    result.push_back(last + 1);
    return result;
}

// A number whose signed square, times scale, lies between low and high: by bisection.
Rational root_between(const Rational& low, const Rational& high, const Rational& scale) {
    const auto square = [&](const Rational& x) { return Rational(signed_square(x) * scale); };
    Rational above = 1;
    while (square(-above) > low || square(above) < high)
        above *= 2;
    Rational below = -above;
    for (;;) {
        const Rational x = (below + above) / 2;
        if (square(x) <= low)
            below = x;
        else if (square(x) >= high)
            above = x;
        else
            return x;
    }
}

}  // namespace

// Pr[chi2 <= x] with k degrees of freedom: with a = k/2 and y = x/2 it is y^a*exp(-y)/Gamma(a+1) times
// sum_n y^n/((a+1)*...*(a+n)) (Abramowitz and Stegun 6.5.29). From a term on whose factor q = y/(a+n+1) is
// below 1, what follows is at most that term times q/(1-q).
Number Evaluation::chi_square(std::uint32_t k, const Rational& x) {
    if (x <= 0) return Rational(0);
    constexpr std::uint32_t most = 1000;
    if (k > most) throw NoOpinion("a chi-square law with that many degrees of freedom");
    spend(k);
    const Rational a(k, 2), y = x / 2;
    Rational rational_part = 1;  // of Gamma(a+1)
    for (Rational factor = a; factor > 0; factor -= 1)
        rational_part *= factor;
    Number gamma = rational_part;  // the last factor of a half is 1/2, and Gamma(1/2) = sqrt(pi)
    if (k % 2 != 0) gamma = arithmetic_.mul(gamma, arithmetic_.sqrt(pi()));
    Number term =
        arithmetic_.div(arithmetic_.mul(arithmetic_.power(y, a), arithmetic_.exp(Rational(-y))), gamma);
    Number sum = term;
    const Rational tiny = 1 / groundcheck::power(Rational(2), arithmetic_.bits());
    for (std::uint32_t n = 1;; ++n) {
        spend(1);
        term = arithmetic_.mul(term, Rational(y / (a + n)));
        sum = arithmetic_.add(sum, term);
        const Rational q = y / (a + n + 1);
        if (q > Rational(1, 2)) continue;
        const Number rest = arithmetic_.mul(term, Rational(q / (1 - q)));
        if (arithmetic_.less(rest, tiny) == Truth::yes)
            return arithmetic_.lesser(arithmetic_.hull(sum, arithmetic_.add(sum, rest)), Rational(1));
    }
}

// Pr[z <= w] of a standard normal z, where w is given by its signed square: z^2 is chi-square with 1 degree.
Number Evaluation::normal(const Rational& signed_square_of_bound) {
    const Rational square = boost::multiprecision::abs(signed_square_of_bound);
    const Number inner = arithmetic_.mul(chi_square(1, square), Rational(1, 2));
    const Rational half(1, 2);
    return arithmetic_.add(half, signed_square_of_bound < 0 ? arithmetic_.neg(inner) : inner);
}

// Adds the relations' bounds: on z = (mu[1] - mu)/sqrt(s2/n), by its signed square, and on r = s2[1]/s2. No
// if some bound is no rational number.
bool Evaluation::gaussian_bounds(const Expression& e, std::uint32_t n, GaussianBounds& bounds) {
    if (e.node != Node::relation) {
        bool all = true;
        for (const ExpressionPtr& arg : e.args)
            if (arg->type == Type::truth) all = gaussian_bounds(*arg, n, bounds) && all;
        return all;
    }
    if (e.args[0]->type != Type::scalar) return true;
    std::optional<std::uint32_t> time;
    Polynomial gap;
    try {
        gap = polynomial(*e.args[0], time);
        for (const auto& [powers, coefficient] : polynomial(*e.args[1], time))
            gap[powers] -= coefficient;
    } catch (const NoValue&) {
        return false;
    } catch (const Undefined&) {
        return false;
    }
    std::erase_if(gap, [](const auto& term) { return term.second == 0; });
    const Rational &mu = point_.scalars.at("mu"), &s2 = point_.scalars.at("s2");
    const auto take = [&](unsigned a, unsigned b) {
        const auto found = gap.find({a, b});
        if (found == gap.end()) return Rational(0);
        const Rational value = found->second;
        gap.erase(found);
        return value;
    };
    const Rational constant = take(0, 0);
    if (gap.empty()) return true;
    if (time != 1) throw NoOpinion("a probability after several generations of the Gaussian family");
    if (const Rational slope = take(0, 1); slope != 0) {
        if (const Rational r = -constant / slope / s2; gap.empty() && r > 0) bounds.variance.insert(r);
    } else {
        const Rational square = take(2, 0), linear = take(1, 0);
        if (square == 0 && linear != 0) bounds.mean.insert(signed_square(-constant / linear - mu) * n / s2);
        if (square != 0 && linear != -2 * square * mu) throw NoOpinion("a square of mu[1] not around mu");
        // A square that is bounded by 0 has a bound too: one number, of probability 0, not to be picked.
        if (square != 0)
            if (const Rational w = (mu * mu - constant / square) * n / s2; w >= 0)
                bounds.mean.insert({-w, w});
    }
    if (!gap.empty()) throw NoOpinion("a bound that is not one on mu[1] or s2[1] alone");
    return true;
}

Number Evaluation::drawn_gaussian(const Expression& e) {
    const std::uint32_t t = generation(e);
    if (t == for_ever) throw NoOpinion("the Gaussian family has no limit law");
    require_closed_gaussian(t);
    const bool first =
        t == 0 || point_.scalars.at("s2") == 0;  // without variance all models are the first one
    if (first) return point_.scalars.at(e.name);
    if (t > 1 || !drawn_.gaussian) throw NoOpinion("a later generation of the Gaussian family");
    return e.name == "mu" ? drawn_.gaussian->first : drawn_.gaussian->second;
}

Number Evaluation::gaussian_probability(const Expression& body) {
    const Quiet quiet(failing);
    const Rational &mu = point_.scalars.at("mu"), &s2 = point_.scalars.at("s2");
    const auto holds_at = [&](const Rational& mean, const Rational& variance) {
        const Drawn outside = std::exchange(drawn_, {});
        drawn_.gaussian = {mean, variance};
        try {
            const Truth result = truth(body);
            drawn_ = outside;
            return result == Truth::unknown ? arithmetic_.hull(Rational(0), Rational(1))
                                            : Number(Rational(result == Truth::yes ? 1 : 0));
        } catch (...) {
            drawn_ = outside;
            throw;
        }
    };
    if (s2 == 0) return holds_at(mu, s2);
    require_closed_gaussian(1);
    const std::uint32_t n = step(0).samples;
    GaussianBounds bounds;
    const bool rational = gaussian_bounds(body, n, bounds);
    const Rational scale = n / s2;
    std::vector<std::pair<Rational, Number>> means, variances;  // a number of each interval, its probability
    Number before = Rational(0);
    const auto add = [&](auto& to, const Rational& value, const Number& until) {
        to.emplace_back(value, arithmetic_.add(until, arithmetic_.neg(before)));
        before = until;
    };
    std::optional<Rational> last;
    for (const Rational& bound : bounds.mean) {
        add(means, mu + root_between(last.value_or(bound - 1), bound, scale), normal(bound));
        last = bound;
    }
    add(means, last ? Rational(mu + root_between(*last, *last + 1, scale)) : mu, Rational(1));
    before = Rational(0);
    const std::vector<Rational> ratios = numbers_between(bounds.variance);
    auto bound = bounds.variance.begin();
    for (const Rational& ratio : ratios)
        add(variances, ratio * s2,
            bound == bounds.variance.end() ? Number(Rational(1)) : chi_square(n - 1, *bound++ * (n - 1)));
    Number result;
    for (const auto& [mean, weight] : means)
        for (const auto& [variance, other] : variances) {
            const Number holds = holds_at(mean, variance);
            if (!holds.is_zero())
                result = arithmetic_.add(result, arithmetic_.mul(holds, arithmetic_.mul(weight, other)));
        }
    if (!rational) throw NoOpinion("a bound that is no rational number");
    return result;
}

}  // namespace groundcheck::reference
