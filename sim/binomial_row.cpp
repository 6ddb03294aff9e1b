#include "sim/binomial_row.hpp"

#include <gmp.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "sim/rounding.hpp"

namespace groundcheck {

namespace {

// Terms below this share of the mode's are cut.
constexpr double cut = 0x1p-70;

// Odds further out than this belong to masses m (or 1-m) below 1e-100: with N < 2^32 the law is that of m = 0
// (or 1) but for N*m < 1e-90.
constexpr double extreme_odds = 1e-100;
constexpr double extreme_rest = 1e-90;

// a/b. mpz_get_d_2exp truncates to 53 bits: relative error below 2u each; the quotient rounds by u; together
// (1+2u)/(1-2u)*(1+u) < 1 + 6u. ldexp is exact within the range of doubles; beyond it the odds are extreme.
double quotient(const Integer& a, const Integer& b) {
    signed long a_exponent = 0;
    signed long b_exponent = 0;
    const double a_part = mpz_get_d_2exp(&a_exponent, a.backend().data());
    const double b_part = mpz_get_d_2exp(&b_exponent, b.backend().data());
    const long exponent = std::clamp(a_exponent - b_exponent, -5000L, 5000L);
    return std::ldexp(a_part / b_part, static_cast<int>(exponent));
}

void certain(std::uint32_t count, double error, BinomialRow& row) {
    row.first = count;
    row.weights.assign(1, 1.0);
    row.relative = error;
    row.outside = error;
}

// Where the terms of one side end: how many there are, and a bound of what follows, relative to the mode's
// term.
struct Side {
    std::size_t terms = 0;
    double rest = 0;
};

// Appends the terms after the mode in one direction. `ahead` values are still to come in that direction,
// `behind` is the number of counts on the other side of the next value: the ratio is ahead/(behind)*odds with
// ahead falling and behind rising, so the ratios fall, and once one is r < 1 all that follows a term w is
// below w*r/(1-r). Computed terms and ratios are within 1e-3 of the true ones (see binomial_row), and 1.01
// covers it.
//
// Eight at a time where that many are ahead: the quotients and the products within a block do not wait for
// the term before, and every term is still a product of as many factors as it is steps from the mode. The
// first term to be cut is found among the eight, so no term that is kept, nor that one, has underflown.
Side extend(std::uint32_t ahead, std::uint32_t behind, double odds, std::vector<double>& weights) {
    constexpr std::uint32_t block = 8;
    const auto ends = [](double weight, double ratio) { return weight < cut && ratio < 0.999999; };
    Side side;
    double weight = 1;
    auto left = static_cast<double>(ahead);
    auto passed = static_cast<double>(behind);
    const std::size_t before = weights.size();
    for (; left >= block; left -= block, passed += block) {
        std::array<double, block> ratio;
        std::array<double, block> product;
        for (std::uint32_t k = 0; k < block; ++k)
            product[k] = ratio[k] = (left - k) / (passed + k) * odds;
        for (std::uint32_t k = 1; k < block; ++k)
            product[k] *= product[k - 1];
        const std::size_t at = weights.size();
        weights.resize(at + block);
        for (std::uint32_t k = 0; k < block; ++k)
            weights[at + k] = weight * product[k];
        weight = weights.back();
        if (!ends(weight, ratio.back())) continue;
        std::uint32_t k = 0;
        while (!ends(weights[at + k], ratio[k]))
            ++k;
        side.rest = 1.01 * weights[at + k] / (1 - ratio[k]);
        weights.resize(at + k);
        side.terms = weights.size() - before;
        return side;
    }
    for (; left > 0; --left, ++passed) {
        const double ratio = left / passed * odds;
        weight *= ratio;
        if (ends(weight, ratio)) {
            side.rest = 1.01 * weight / (1 - ratio);
            break;
        }
        weights.push_back(weight);
    }
    side.terms = weights.size() - before;
    return side;
}

}  // namespace

Odds odds(const Integer& hits, const Integer& misses) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    return {quotient(hits, hits + misses), misses == 0 ? infinity : quotient(hits, misses),
            hits == 0 ? infinity : quotient(misses, hits)};
}

// Relative errors. A ratio has the quotient's rounding, the odds' 6u and a product's rounding, and
// multiplying it into the weight rounds once more: 9u in all, so a term k steps from the mode is within g
// = 9.1*k*u of the true one (k < 2^32 and products of errors stay below a hundredth of their sum). Adding up
// n positive terms loses at most n*u of the sum. A probability is term/(sum of all terms): with r the rest
// that is cut, as a share of the computed sum, its relative error is at most g + (g + n*u + r) and two
// roundings for the division by way of the reciprocal, times 1.01 for products of errors.
void binomial_row(std::uint32_t N, const Odds& odds, BinomialRow& row) {
    if (odds.up < extreme_odds) return certain(0, odds.up == 0 && odds.hit == 0 ? 0 : extreme_rest, row);
    if (odds.down < extreme_odds) return certain(N, odds.down == 0 ? 0 : extreme_rest, row);
    const auto mode = static_cast<std::uint32_t>(
        std::clamp(std::floor(static_cast<double>(N) * odds.hit), 0.0, static_cast<double>(N)));
    row.weights.clear();
    const Side below = extend(mode, N - mode + 1, odds.down, row.weights);
    std::reverse(row.weights.begin(), row.weights.end());
    row.weights.push_back(1);
    const Side above = extend(N - mode, mode + 1, odds.up, row.weights);
    row.first = mode - static_cast<std::uint32_t>(below.terms);

    double sum = 0;
    for (const double weight : row.weights)
        sum += weight;
    const double reciprocal = 1 / sum;
    for (double& weight : row.weights)
        weight *= reciprocal;
    const auto steps = static_cast<double>(std::max(below.terms, above.terms));
    const auto terms = static_cast<double>(row.weights.size());
    row.outside = 1.01 * (below.rest + above.rest) * reciprocal;
    row.relative = 1.01 * (18.2 * steps * unit + (terms + 3) * unit + row.outside);
}

}  // namespace groundcheck
