#include "sim/gaussian_draw.hpp"

#include "sim/gaussian.hpp"

namespace groundcheck {

namespace {

Rational counted(std::uint64_t n) { return Rational(Integer(n)); }

Rational factorial_of(std::uint32_t n) {
    Rational result = 1;
    for (std::uint32_t i = 2; i <= n; ++i)
        result *= i;
    return result;
}

// (k-1)!! for an even k: the k-th moment of a standard normal variable.
Rational normal_moment(std::uint32_t k) {
    Rational result = 1;
    for (std::uint32_t i = 1; i < k; i += 2)
        result *= i;
    return result;
}

// E[y^k] by powers of d = w - mu and of s2.
GaussianPolynomial population_moment(std::uint32_t k, const GaussianDraw& draw) {
    GaussianPolynomial result;
    for (std::uint32_t i = 0; i <= k && draw.share != 0; i += 2)
        result =
            sum(result, {{{k - i, 0}, binomial(k, i) * normal_moment(i) * power(draw.world_variance, i / 2)}},
                draw.share);
    if (k % 2 == 0 && draw.share != 1) result = sum(result, {{{0, k / 2}, normal_moment(k)}}, 1 - draw.share);
    return result;
}

// f with d = w - mu in the place of its first variable, times mu^a.
GaussianPolynomial in_mean(const GaussianPolynomial& f, std::uint32_t a, const Rational& world_mean) {
    GaussianPolynomial result;
    for (const auto& [powers, value] : f) {
        const auto [d, b] = powers;
        for (std::uint32_t i = 0; i <= d; ++i) {  // (w - mu)^d
            const Rational sign = i % 2 == 0 ? 1 : -1;
            result = sum(result, {{{a + i, b}, value * binomial(d, i) * sign * power(world_mean, d - i)}});
        }
    }
    return result;
}

}  // namespace

GaussianDrawMoments::GaussianDrawMoments(GaussianDraw draw, std::uint32_t weight)
    : draw_(std::move(draw)), weight_(weight) {
    // E[exp(a*y + b*y^2)] less its first term, which is 1.
    Series one;
    for (std::uint32_t i = 0; i <= weight; ++i)
        for (std::uint32_t j = i == 0 ? 1 : 0; i + 2 * j <= weight; ++j)
            one[{i, j}] =
                sum({}, population_moment(i + 2 * j, draw_), 1 / (factorial_of(i) * factorial_of(j)));
    // (1 + one)^n by the binomial theorem; from one^(weight+1) on every term is too heavy.
    Series power_of_one = {{{0, 0}, {{{0, 0}, 1}}}};
    for (std::uint32_t k = 0; k <= weight && k <= draw_.samples; ++k) {
        if (k > 0) power_of_one = multiplied(power_of_one, one);
        for (const auto& [powers, value] : power_of_one)
            sums_[powers] = sum(sums_[powers], value, binomial(draw_.samples, k));
    }
    for (auto& [powers, value] : sums_)
        value = sum({}, value, factorial_of(powers.first) * factorial_of(powers.second));
}

auto GaussianDrawMoments::multiplied(const Series& a, const Series& b) const -> Series {
    Series result;
    for (const auto& [p, x] : a)
        for (const auto& [q, y] : b) {
            const std::uint32_t i = p.first + q.first, j = p.second + q.second;
            if (i + 2 * j <= weight_) result[{i, j}] = sum(result[{i, j}], product(x, y));
        }
    return result;
}

GaussianPolynomial GaussianDrawMoments::centred(std::uint32_t a, std::uint32_t b) const {
    const Rational all = counted(draw_.before) + draw_.samples;
    const Rational earlier = draw_.before == 0 ? Rational(0) : counted(draw_.before - 1);
    GaussianPolynomial result;
    for (std::uint32_t c = 0; c <= b; ++c)            // of the b factors, c are -p^2/T,
        for (std::uint32_t l = 0; l + c <= b; ++l) {  // l are q, and the rest (m-1)*s2
            const std::uint32_t rest = b - c - l;
            const Rational factor = binomial(b, c) * binomial(b - c, l) * power(earlier, rest) *
                                    (c % 2 == 0 ? 1 : -1) / power(all, a + c) / power(all - 1, b);
            const auto found = sums_.find({a + 2 * c, l});
            if (found == sums_.end() || factor == 0) continue;
            result = sum(result, product(found->second, {{{0, rest}, 1}}), factor);
        }
    return result;
}

const GaussianPolynomial& GaussianDrawMoments::moment(std::uint32_t a, std::uint32_t b) {
    const auto [place, is_new] = known_.try_emplace({a, b});
    if (!is_new) return place->second;
    for (std::uint32_t k = 0; k <= a; ++k)  // (mu + p/T)^a
        place->second = sum(place->second, in_mean(centred(k, b), a - k, draw_.world_mean), binomial(a, k));
    return place->second;
}

}  // namespace groundcheck
