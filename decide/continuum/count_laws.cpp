#include "decide/continuum/count_laws.hpp"

#include <cmath>

namespace groundcheck {

namespace {

// The rows C(N,j)*i^j*(N-i)^(N-j) of the chain, over the common denominator N^N.
std::vector<std::vector<Integer>> count_rows(std::uint32_t N) {
    std::vector<std::vector<Integer>> rows(N + 1, std::vector<Integer>(N + 1));
    for (std::uint32_t i = 0; i <= N; ++i)
        for (std::uint32_t j = 0; j <= N; ++j)
            rows[i][j] = binomial(N, j) * boost::multiprecision::pow(Integer(i), j) *
                         boost::multiprecision::pow(Integer(N - i), N - j);
    return rows;
}

// The least common multiple of the values' denominators.
Integer scale_of(const std::vector<Rational>& values) {
    Integer common = 1;
    for (const Rational& value : values)
        common = boost::multiprecision::lcm(common, Integer(denominator(value)));
    return common;
}

}  // namespace

std::vector<Rational> given_first_count(const std::vector<Rational>& last, std::uint32_t t) {
    if (t <= 1) return last;
    const auto N = static_cast<std::uint32_t>(last.size() - 1);
    const std::vector<std::vector<Integer>> rows = count_rows(N);
    const Integer whole = boost::multiprecision::pow(Integer(N), N);
    Integer scale = scale_of(last);
    std::vector<Integer> values;
    for (const Rational& value : last)
        values.emplace_back(numerator(Rational(value * scale)));
    for (std::uint32_t s = 1; s < t; ++s) {
        std::vector<Integer> before(N + 1);
        for (std::uint32_t i = 0; i <= N; ++i)
            for (std::uint32_t j = 0; j <= N; ++j)
                before[i] += rows[i][j] * values[j];
        values = std::move(before);
        scale *= whole;
    }
    std::vector<Rational> means;
    for (const Integer& value : values)
        means.emplace_back(Rational(value, scale));
    return means;
}

double bits_of_first_counts(std::uint32_t N, std::uint32_t t) {
    return static_cast<double>(N) * std::log2(static_cast<double>(N)) * static_cast<double>(t - 1);
}

}  // namespace groundcheck
