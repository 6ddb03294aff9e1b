#include "sim/gaussian_event.hpp"

#include <algorithm>
#include <string>

namespace groundcheck {

namespace {

using OfferedSigns = Offer<std::variant<int, GaussianSigns>>;
using GaussianKind = GaussianVariable::Kind;

int sign_of(const Rational& value) { return value < 0 ? -1 : value > 0 ? 1 : 0; }

GaussianPowers of_mean(std::uint32_t t, std::uint32_t power) { return {{t, {power, 0}}}; }
GaussianPowers of_variance(std::uint32_t t) { return {{t, {0, 1}}}; }

Rational coefficient(const GaussianPath& f, const GaussianPowers& powers) {
    const auto found = f.find(powers);
    return found == f.end() ? Rational(0) : found->second;
}

// f with the numbers of the first model in it; with no variance they are those of every model.
GaussianPath with_start(const GaussianPath& f, const Rational& mean, const Rational& variance) {
    GaussianPath result;
    for (const auto& [powers, value] : f) {
        GaussianPowers rest;
        Rational factor = value;
        for (const auto& [time, power] : powers) {
            if (time == 0 || variance == 0)
                factor *= groundcheck::power(mean, power.first) * groundcheck::power(variance, power.second);
            else
                rest[time] = power;
        }
        result = sum(result, {{rest, factor}});
    }
    return result;
}

// The sign that all terms have, where variances are positive and even powers of means are, almost surely.
std::optional<int> common_sign(const GaussianPath& f) {
    if (f.empty()) return 0;
    const int sign = sign_of(f.begin()->second);
    for (const auto& [powers, value] : f) {
        if (sign_of(value) != sign) return std::nullopt;
        for (const auto& [time, power] : powers)
            if (power.first % 2 != 0) return std::nullopt;
    }
    return sign;
}

// a*r + b for r > 0, a != 0: its cut is where it is 0.
std::variant<int, GaussianSigns> linear_in_variance(std::uint32_t t, const Rational& a, const Rational& b,
                                                    std::uint32_t n) {
    const Rational bound = -b / a;
    if (bound <= 0) return sign_of(a);
    return GaussianSigns{{GaussianKind::variance, t}, {Rational(bound * (n - 1))}, {-sign_of(a), sign_of(a)}};
}

// a*(z^2 - square), a != 0.
std::variant<int, GaussianSigns> centred_square(std::uint32_t t, const Rational& a, const Rational& square) {
    const int sign = sign_of(a);
    if (square <= 0) return sign;
    return GaussianSigns{{GaussianKind::mean, t}, {-square, square}, {sign, -sign, sign}};
}

// f speaks of mu[1] alone: a*mu[1]^2 + b*mu[1] + c.
OfferedSigns in_first_mean(const GaussianPath& f, std::uint32_t n, const Rational& mean,
                           const Rational& variance) {
    const Rational a = coefficient(f, of_mean(1, 2)), b = coefficient(f, of_mean(1, 1)),
                   c = coefficient(f, {});
    const Rational scale = Rational(n) / variance;
    if (a == 0) {
        const Rational gap = -c / b - mean;
        const int sign = sign_of(b);
        return std::variant<int, GaussianSigns>(GaussianSigns{
            {GaussianKind::mean, 0}, {Rational(sign_of(gap) * gap * gap * scale)}, {-sign, sign}});
    }
    if (b != -2 * a * mean) return Declined{"a square of mu[1] is known around mu only: (mu[1] - mu)^2 <= c"};
    return centred_square(0, a, (mean * mean - c / a) * scale);
}

// a*(mu[t+1] - mu[t]) or a*(mu[t+1] - mu[t])^2 + b*s2[t], with t >= 1.
std::optional<std::variant<int, GaussianSigns>> in_mean_step(const GaussianPath& f, std::uint32_t t,
                                                             std::uint32_t n) {
    const Rational slope = coefficient(f, of_mean(t + 1, 1));
    if (slope != 0) {
        if (f.size() != 2 || coefficient(f, of_mean(t, 1)) != -slope) return std::nullopt;
        const int sign = sign_of(slope);
        return GaussianSigns{{GaussianKind::mean, t}, {Rational(0)}, {-sign, sign}};
    }
    const Rational a = coefficient(f, of_mean(t + 1, 2)), b = coefficient(f, of_variance(t));
    const bool square = a != 0 && coefficient(f, of_mean(t, 2)) == a &&
                        coefficient(f, {{t, {1, 0}}, {t + 1, {1, 0}}}) == -2 * a;
    if (!square || f.size() != (b == 0 ? 3U : 4U)) return std::nullopt;
    return centred_square(t, a, Rational(-b / a * n));
}

std::string unknown_law(std::uint32_t last) {
    if (last <= 1)
        return "of one generation, the probabilities of bounds on mu[1] and on s2[1], each by itself, are "
               "known: "
               "linear ones, and (mu[1] - mu)^2 <= c";
    return "after several generations the laws of mu and s2 are not known (s2[t] is a product of "
           "chi-squares): of "
           "one step after another generation, s2[t+1] <= c*s2[t], mu[t+1] <= mu[t] and (mu[t+1] - mu[t])^2 "
           "<= "
           "c*s2[t] are";
}

}  // namespace

OfferedSigns gaussian_signs(const GaussianPath& f, const std::vector<std::uint32_t>& samples,
                            const Rational& mean, const Rational& variance) {
    const GaussianPath rest = with_start(f, mean, variance);
    if (const auto sign = common_sign(rest)) return std::variant<int, GaussianSigns>(*sign);
    std::uint32_t last = 0;
    bool linear = true;  // in s2 alone
    for (const auto& [powers, value] : rest) {
        if (!powers.empty()) last = std::max(last, powers.rbegin()->first);
        linear = linear && (powers.empty() || powers == of_variance(powers.begin()->first));
    }
    const std::uint32_t t = last - 1, n = samples.at(t);
    const bool two = rest.size() == 2;
    if (linear && two && (rest.contains({}) ? last == 1 : rest.contains(of_variance(t))))
        return linear_in_variance(t, coefficient(rest, of_variance(last)),
                                  coefficient(rest, last == 1 ? GaussianPowers{} : of_variance(t)) /
                                      (last == 1 ? variance : Rational(1)),
                                  n);
    if (last > 1) {
        if (const auto step = in_mean_step(rest, t, n)) return *step;
        return Declined{unknown_law(last)};
    }
    const bool of_mean_alone = std::all_of(rest.begin(), rest.end(), [](const auto& term) {
        return term.first.empty() ||
               (term.first.begin()->second.second == 0 && term.first.begin()->second.first <= 2);
    });
    if (of_mean_alone) return in_first_mean(rest, n, mean, variance);
    return Declined{unknown_law(last)};
}

}  // namespace groundcheck
