#include "reference/gaussian_laws.hpp"

#include <algorithm>
#include <compare>
#include <utility>
#include <vector>

namespace groundcheck::reference {

Polynomial gaussian_step(const Polynomial& next, std::uint32_t n) {
    Polynomial result;
    for (const auto& [powers, coefficient] : next) {
        const auto [a, b] = powers;
        // E[S2^b] = s2^b * prod_{i<b} (n-1+2i)/(n-1).
        Rational variance = 1;
        for (unsigned i = 0; i < b; ++i)
            variance *= Rational(n - 1 + 2 * i, n - 1);
        // E[mean^a] = sum_j binomial(a, 2j) * mu^(a-2j) * (s2/n)^j * (2j-1)!!.
        for (unsigned j = 0; 2 * j <= a; ++j) {
            Rational moment = binomial(a, 2 * j);
            for (unsigned i = 1; i <= j; ++i)
                moment *= Rational(2 * i - 1, n);
            result[{a - 2 * j, b + j}] += coefficient * variance * moment;
        }
    }
    return result;
}

namespace {

// Powers of the sum and the sum of squares of the samples that are still to be drawn, of mu and of s2.
struct SamplePowers {
    unsigned sum = 0, squares = 0, mean = 0, variance = 0;
    auto operator<=>(const SamplePowers&) const = default;
};
using SamplePolynomial = std::map<SamplePowers, Rational>;

Polynomial multiplied_out(const Polynomial& a, const Polynomial& b) {
    Polynomial result;
    for (const auto& [p, x] : a)
        for (const auto& [q, y] : b)
            result[{p.first + q.first, p.second + q.second}] += x * y;
    return result;
}

// E[x^k] of a normal variable, from E[x^k] = mean*E[x^(k-1)] + (k-1)*variance*E[x^(k-2)].
std::vector<Polynomial> normal_moments(const Polynomial& mean, const Polynomial& variance, unsigned most) {
    std::vector<Polynomial> result = {{{{0, 0}, Rational(1)}}};
    for (unsigned k = 1; k <= most; ++k) {
        Polynomial next = multiplied_out(mean, result[k - 1]);
        if (k > 1)
            for (const auto& [powers, value] : multiplied_out(variance, result[k - 2]))
                next[powers] += (k - 1) * value;
        result.push_back(std::move(next));
    }
    return result;
}

// The next mean and variance put in: S/T and (V - S^2/T)/(T-1), S and V the sums over all T samples.
SamplePolynomial of_sums(const Polynomial& next, const Rational& T) {
    SamplePolynomial result;
    for (const auto& [powers, value] : next)
        for (unsigned c = 0; c <= powers.second; ++c)
            result[{powers.first + 2 * c, powers.second - c, 0, 0}] +=
                value * binomial(powers.second, c) * (c % 2 == 0 ? 1 : -1) / power(T, powers.first + c) /
                power(Rational(T - 1), powers.second);
    return result;
}

}  // namespace

Polynomial gaussian_round(const Polynomial& next, const GaussianRound& round, const Spend& spend) {
    unsigned most = 0;
    for (const auto& [powers, value] : next)
        most = std::max(most, powers.first + 2 * powers.second);
    const auto world = normal_moments({{{0, 0}, round.world_mean}}, {{{0, 0}, round.world_variance}}, most);
    const auto model = normal_moments({{{1, 0}, Rational(1)}}, {{{0, 1}, Rational(1)}}, most);
    std::vector<Polynomial> sample(most + 1);
    for (unsigned k = 0; k <= most; ++k)
        for (const auto& [moments, share] :
             {std::pair(&world, round.alpha), std::pair(&model, Rational(1 - round.alpha))})
            for (const auto& [powers, value] : (*moments)[k])
                if (share != 0 && value != 0) sample[k][powers] += share * value;
    const Rational before = Rational(Integer(round.before));
    SamplePolynomial f = of_sums(next, before + round.n);
    for (std::uint32_t drawn = 0; drawn < round.n; ++drawn) {
        SamplePolynomial rest;
        for (const auto& [powers, value] : f) {  // (S + x)^i*(V + x^2)^j
            spend((powers.sum + 1) * (powers.squares + 1));
            for (unsigned i = 0; i <= powers.sum; ++i)
                for (unsigned j = 0; j <= powers.squares; ++j)
                    for (const auto& [moved, moment] : sample[i + 2 * j])
                        rest[{powers.sum - i, powers.squares - j, powers.mean + moved.first,
                              powers.variance + moved.second}] +=
                            value * moment * binomial(powers.sum, i) * binomial(powers.squares, j);
        }
        f = std::move(rest);
    }
    // The earlier samples' sums: m*mu, and (m-1)*s2 + m*mu^2. Without them both are 0.
    Polynomial result;
    for (const auto& [powers, value] : f) {
        if (round.before == 0 && (powers.sum > 0 || powers.squares > 0)) continue;
        for (unsigned j = 0; j <= powers.squares; ++j) {  // j of the squares are m*mu^2
            const Rational factor = round.before == 0
                                        ? Rational(1)
                                        : Rational(power(before, powers.sum + j) *
                                                   power(Rational(before - 1), powers.squares - j));
            result[{powers.mean + powers.sum + 2 * j, powers.variance + powers.squares - j}] +=
                value * factor * binomial(powers.squares, j);
        }
    }
    return result;
}

}  // namespace groundcheck::reference
