#include "decide/continuum/verified_points.hpp"

#include <algorithm>
#include <cmath>

namespace groundcheck {

namespace {

// The checker's own limits (checker/verified/cost.ml).
constexpr std::uint32_t most_chain_samples = 256;
constexpr std::size_t most_chain_rounded = 1000;
constexpr double most_chain_steps = 3e8;
constexpr double most_number_work = 1e9;

void add(std::map<Integer, Rational>& sum, const Integer& m, const Rational& c) {
    if (c == 0) return;
    const auto place = sum.try_emplace(m, 0).first;
    place->second += c;
    if (place->second == 0) sum.erase(place);
}

void add_weighted(KnownSum& sum, const Rational& weight, const KnownSum& other) {
    sum.r += weight * other.r;
    for (const auto& [m, c] : other.logs)
        add(sum.logs, m, weight * c);
    for (const auto& [m, c] : other.roots)
        add(sum.roots, m, weight * c);
}

KnownSum value_at(const MassForm& form, const Rational& x) {
    KnownSum value;
    for (std::size_t i = form.polynomial.size(); i-- > 0;)
        value.r = form.polynomial[i] + x * value.r;
    if (x != 1) value.r += form.inside;
    for (const LogTerm& term : form.terms) {
        const Rational argument = term.e + term.f * x;
        add(value.logs, numerator(argument), term.c);
        add(value.logs, denominator(argument), -term.c);
    }
    value.logs.erase(1);
    add(value.roots, numerator(x) * denominator(x), form.root / Rational(numerator(x)));
    return value;
}

std::vector<KnownSum> points_of(const MassForm& form, std::uint32_t N) {
    std::vector<KnownSum> points;
    for (std::uint32_t j = 1; j <= N; ++j)
        points.push_back(value_at(form, Rational(j, N)));
    return points;
}

// For the points k/N the coefficients of ((N-k) + k*y)^(N-1), which are N^(N-1) times the binomial
// probabilities.
std::vector<std::vector<Integer>> transition(std::uint32_t N) {
    std::vector<std::vector<Integer>> rows;
    for (std::uint32_t k = 1; k <= N; ++k) {
        std::vector<Integer> row = {1};
        for (std::uint32_t i = 1; i < N; ++i) {
            row.emplace_back(0);
            for (std::size_t j = row.size(); j-- > 0;)
                row[j] = (N - k) * row[j] + (j > 0 ? Integer(k * row[j - 1]) : Integer(0));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

std::size_t empty_generations(const MassMargin& margin) {
    const auto first = std::find_if_not(margin.later.begin(), margin.later.end(), is_zero);
    return static_cast<std::size_t>(first - margin.later.begin());
}

bool has_plain_numbers(const MassMargin& margin) {
    return std::all_of(margin.later.begin(), margin.later.end(),
                       [](const MassForm& form) { return form.root == 0 && !has_logarithms(form); });
}

bool within_work(const MassMargin& margin, std::size_t rounded, std::size_t brackets) {
    const std::size_t left = margin.later.size() - rounded;
    if (rounded == 0 && left <= 1) return true;
    if (margin.N > most_chain_samples || rounded > most_chain_rounded) return false;
    const double N = margin.N, exact = left == 0 ? 0 : static_cast<double>(left - 1);
    const auto terms = static_cast<double>(brackets);
    const double longest = exact * N * std::log2(N + 1) / 64;  // words of a number
    if (has_plain_numbers(margin)) return exact * N * N * (20 + longest * longest) <= most_number_work;
    return terms * terms * exact * exact * N * N * N * N <= most_chain_steps;
}

std::vector<KnownSum> exact_points(const MassMargin& margin, std::size_t rounded) {
    if (margin.later.size() == rounded) return std::vector<KnownSum>(margin.N);
    std::vector<KnownSum> points = points_of(margin.later.back(), margin.N);
    if (margin.later.size() == rounded + 1) return points;
    const std::vector<std::vector<Integer>> rows = transition(margin.N);
    const Integer all = pow(Integer(margin.N), margin.N - 1);
    for (std::size_t t = margin.later.size() - 1; t-- > rounded;) {
        std::vector<KnownSum> sums = points_of(margin.later[t], margin.N);
        for (std::size_t j = 0; j < sums.size(); ++j)
            for (std::size_t i = 0; i < points.size(); ++i)
                if (rows[j][i] != 0) add_weighted(sums[j], Rational(rows[j][i], all), points[i]);
        points = std::move(sums);
    }
    return points;
}

Integer lower_bound(const KnownSum& sum, const Integer& scale, const BoundTables& tables) {
    Integer bound = floor(scale * sum.r);
    const auto add_all = [&](const std::map<Integer, Rational>& terms, const Bounds& known) {
        for (const auto& [m, c] : terms) {
            const auto& [lower, upper] = known.at(m);
            bound += floor(c * (c >= 0 ? lower : upper));
        }
    };
    add_all(sum.logs, tables.logs);
    add_all(sum.roots, tables.roots);
    return bound;
}

std::vector<KnownSum> rounded_points(std::vector<Integer> bounds, std::size_t rounded, const Integer& scale) {
    const auto N = static_cast<std::uint32_t>(bounds.size());
    const std::vector<std::vector<Integer>> rows = transition(N);
    const Integer all = pow(Integer(N), N - 1);
    for (std::size_t t = 0; t < rounded; ++t) {
        std::vector<Integer> next;
        for (const std::vector<Integer>& row : rows) {
            Integer sum = 0;
            for (std::size_t i = 0; i < row.size(); ++i)
                sum += row[i] * bounds[i];
            next.push_back(floor_quotient(sum, all));
        }
        bounds = std::move(next);
    }
    std::vector<KnownSum> points;
    for (const Integer& bound : bounds) {
        points.emplace_back();
        points.back().r = Rational(bound, scale);
    }
    return points;
}

std::vector<KnownSum> points_of_both(const std::vector<KnownSum>& points) {
    const std::size_t N = points.size();
    std::vector<KnownSum> both(N + 1);
    for (std::size_t j = 1; j <= N; ++j) {
        add_weighted(both[j], Rational(j, N), points[j - 1]);
        add_weighted(both[N - j], Rational(j, N), points[j - 1]);
    }
    return both;
}

void add_lines(std::vector<KnownSum>& points, const std::vector<LogLine>& lines) {
    const std::size_t degree = points.size() - 1;
    for (const LogLine& line : lines)
        for (std::size_t j = 0; j < points.size(); ++j)
            add(points[j].logs, line.m,
                (Rational(degree - j) * line.at_0 + Rational(j) * line.at_1) / Rational(degree));
}

}  // namespace groundcheck
