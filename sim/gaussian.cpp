#include "sim/gaussian.hpp"

namespace groundcheck {

namespace {

void add(GaussianPolynomial& to, const std::pair<std::uint32_t, std::uint32_t>& powers,
         const Rational& value) {
    if (value == 0) return;
    const auto [place, is_new] = to.try_emplace(powers, value);
    if (is_new) return;
    place->second += value;
    if (place->second == 0) to.erase(place);
}

}  // namespace

GaussianPolynomial sum(const GaussianPolynomial& a, const GaussianPolynomial& b, const Rational& factor) {
    GaussianPolynomial result = a;
    for (const auto& [powers, value] : b)
        add(result, powers, factor * value);
    return result;
}

GaussianPolynomial product(const GaussianPolynomial& a, const GaussianPolynomial& b) {
    GaussianPolynomial result;
    for (const auto& [p, x] : a)
        for (const auto& [q, y] : b)
            add(result, {p.first + q.first, p.second + q.second}, x * y);
    return result;
}

GaussianPolynomial gaussian_step(const GaussianPolynomial& f, std::uint32_t n) {
    GaussianPolynomial result;
    for (const auto& [powers, value] : f) {
        const auto [a, b] = powers;
        Rational spread = value;
        for (std::uint32_t i = 0; i < b; ++i)
            spread *= Rational(n - 1 + 2 * i, n - 1);
        // C(a, 2k) * (2k-1)!! / n^k, from one k to the next: (a-2k)*(a-2k-1) / (2*(k+1)*n).
        for (std::uint32_t k = 0; 2 * k <= a; ++k) {
            add(result, {a - 2 * k, b + k}, spread);
            if (2 * k + 2 > a) break;
            spread *= Rational(Integer(a - 2 * k) * (a - 2 * k - 1), Integer(2) * (k + 1) * n);
        }
    }
    return result;
}

Rational gaussian_moment(GaussianPolynomial f, const std::vector<std::uint32_t>& samples,
                         const Rational& mean, const Rational& variance) {
    // The last step first: f is then a function of the model before it.
    for (std::size_t s = samples.size(); s-- > 0;)
        f = gaussian_step(f, samples[s]);
    Rational total = 0;
    for (const auto& [powers, value] : f)
        total += value * power(mean, powers.first) * power(variance, powers.second);
    return total;
}

}  // namespace groundcheck
