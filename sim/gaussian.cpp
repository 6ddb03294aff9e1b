#include "sim/gaussian.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "sim/process_error.hpp"

namespace groundcheck {

namespace {

template <class Powers>
void add(std::map<Powers, Rational>& to, const Powers& powers, const Rational& value) {
    if (value == 0) return;
    const auto [place, is_new] = to.try_emplace(powers, value);
    if (is_new) return;
    place->second += value;
    if (place->second == 0) to.erase(place);
}

template <class Polynomial>
Polynomial sum_of(const Polynomial& a, const Polynomial& b, const Rational& factor) {
    Polynomial result = a;
    for (const auto& [powers, value] : b)
        add(result, powers, Rational(factor * value));
    return result;
}

// Adds factor * E[mu'^a * s2'^b] / s2^half, where s2'^b may stand beside sqrt(s2') (half = 1/2): its factor
// is prod_{i<b} (x + half + i)/x, with that of sqrt(s2') left out.
void add_expected(GaussianPolynomial& result, std::uint32_t a, std::uint32_t b, bool root, Rational factor,
                  std::uint32_t n) {
    for (std::uint32_t i = 0; i < b; ++i)
        factor *= Rational(n - 1 + 2 * i + (root ? 1 : 0), n - 1);
    // C(a, 2k) * (2k-1)!! / n^k, from one k to the next: (a-2k)*(a-2k-1) / (2*(k+1)*n).
    for (std::uint32_t k = 0; 2 * k <= a; ++k) {
        add(result, {a - 2 * k, b + k}, factor);
        if (2 * k + 2 > a) break;
        factor *= Rational(Integer(a - 2 * k) * (a - 2 * k - 1), Integer(2) * (k + 1) * n);
    }
}

GaussianPolynomial step(const GaussianPolynomial& f, std::uint32_t n, bool root) {
    GaussianPolynomial result;
    for (const auto& [powers, value] : f)
        add_expected(result, powers.first, powers.second, root, value, n);
    return result;
}

Rational value_at(const GaussianPolynomial& f, const Rational& mean, const Rational& variance) {
    Rational total = 0;
    for (const auto& [powers, value] : f)
        total += value * power(mean, powers.first) * power(variance, powers.second);
    return total;
}

}  // namespace

GaussianPolynomial sum(const GaussianPolynomial& a, const GaussianPolynomial& b, const Rational& factor) {
    return sum_of(a, b, factor);
}
GaussianPath sum(const GaussianPath& a, const GaussianPath& b, const Rational& factor) {
    return sum_of(a, b, factor);
}

GaussianPolynomial product(const GaussianPolynomial& a, const GaussianPolynomial& b) {
    GaussianPolynomial result;
    for (const auto& [p, x] : a)
        for (const auto& [q, y] : b)
            add(result, {p.first + q.first, p.second + q.second}, Rational(x * y));
    return result;
}

GaussianPath product(const GaussianPath& a, const GaussianPath& b) {
    GaussianPath result;
    for (const auto& [p, x] : a) {
        for (const auto& [q, y] : b) {
            GaussianPowers both = p;
            for (const auto& [time, powers] : q) {
                both[time].first += powers.first;
                both[time].second += powers.second;
            }
            add(result, both, Rational(x * y));
        }
    }
    return result;
}

GaussianPolynomial gaussian_step(const GaussianPolynomial& f, std::uint32_t n) { return step(f, n, false); }

namespace {

// The expectations that one step takes.
class StepMoments {
  public:
    StepMoments(const GaussianDraw& draw, std::uint32_t weight) : draw_(draw) {
        if (draw.plain()) return;
        if (weight > most_gaussian_weight)
            throw ProcessError(
                "with a world of their own or accumulating data, moments of Gaussians are known "
                "up to weight " +
                std::to_string(most_gaussian_weight) +
                ", where mu counts 1 and s2 counts 2; this one has weight " + std::to_string(weight));
        moments_.emplace(draw, weight);
    }
    GaussianPolynomial expected(std::uint32_t a, std::uint32_t b) {
        if (moments_) return moments_->moment(a, b);
        GaussianPolynomial result;
        add_expected(result, a, b, false, 1, draw_.samples);
        return result;
    }

  private:
    const GaussianDraw& draw_;
    std::optional<GaussianDrawMoments> moments_;
};

std::uint32_t weight_at(const GaussianPath& f, std::uint32_t time) {
    std::uint32_t weight = 0;
    for (const auto& [powers, value] : f)
        if (const auto here = powers.find(time); here != powers.end())
            weight = std::max(weight, here->second.first + 2 * here->second.second);
    return weight;
}

}  // namespace

// The last generation first: given the one before it, its powers have their expectation there.
Rational gaussian_moment(GaussianPath f, const std::vector<GaussianDraw>& draws, const Rational& mean,
                         const Rational& variance) {
    for (std::size_t s = draws.size(); s-- > 0;) {
        const auto last = static_cast<std::uint32_t>(s + 1), before = static_cast<std::uint32_t>(s);
        StepMoments step(draws[s], weight_at(f, last));
        GaussianPath next;
        for (const auto& [powers, value] : f) {
            const auto here = powers.find(last);
            if (here == powers.end()) {
                add(next, powers, value);
                continue;
            }
            for (const auto& [moved, coefficient] : step.expected(here->second.first, here->second.second)) {
                GaussianPowers rest = powers;
                rest.erase(last);
                if (moved != std::pair{0U, 0U}) {
                    rest[before].first += moved.first;
                    rest[before].second += moved.second;
                }
                add(next, rest, Rational(value * coefficient));
            }
        }
        f = std::move(next);
    }
    Rational total = 0;
    for (const auto& [powers, value] : f) {
        const auto start = powers.find(0);
        const auto [a, b] = start == powers.end() ? std::pair{0U, 0U} : start->second;
        total += value * power(mean, a) * power(variance, b);
    }
    return total;
}

// With n - 1 = 2m: Gamma(m+1/2)/Gamma(m) = sqrt(pi)*(2m)!/(4^m*m!*(m-1)!) = sqrt(pi)*m*w, w = C(2m,m)/4^m.
// With n - 1 = 2m + 1: Gamma(m+1)/Gamma(m+1/2) = 1/(sqrt(pi)*w). Both are divided by sqrt(x).
RootMoment gaussian_root_moment(GaussianPolynomial f, const std::vector<std::uint32_t>& samples,
                                const Rational& mean, const Rational& variance) {
    RootMoment result{1, 0, variance};
    std::map<std::uint32_t, Rational> factors;  // without sqrt(pi) and sqrt(x)
    for (std::size_t s = samples.size(); s-- > 0;) {
        const std::uint32_t n = samples[s], m = (n - 1) / 2;
        f = step(f, n, true);
        auto [place, is_new] = factors.try_emplace(n, 1);
        if (is_new) {
            Rational w = 1;
            for (std::uint32_t i = 1; i <= m; ++i)
                w *= Rational(2 * i - 1, 2 * i);
            place->second = (n - 1) % 2 == 0 ? Rational(m * w) : Rational(1 / w);
        }
        result.factor *= place->second;
        result.pi_power += (n - 1) % 2 == 0 ? 1 : -1;
        result.radicand /= Rational(n - 1, 2);
    }
    result.factor *= value_at(f, mean, variance);
    return result;
}

}  // namespace groundcheck
