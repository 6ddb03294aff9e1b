#include "sim/sampling.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "sim/deviance.hpp"

namespace groundcheck {

namespace {

constexpr double kHalfLogTwoPi = 0.918938533204672741780329736406;

// log(n!) - log(sqrt(2*pi*n)*(n/e)^n): from factorials, exact integers in long double, up to 15; beyond that
// Stirling's series, whose first omitted term is below 2e-3/16^11 < 2e-16.
double stirling_error(std::uint64_t n) {
    static const std::array<double, 16> small = [] {
        std::array<double, 16> table{};
        long double factorial = 1;
        for (std::size_t i = 1; i < table.size(); ++i) {
            const auto x = static_cast<long double>(i);
            factorial *= x;
            table[i] = static_cast<double>(std::log(factorial) - (x + 0.5L) * std::log(x) + x -
                                           static_cast<long double>(0.918938533204672741780329736406L));
        }
        return table;
    }();
    if (n < small.size()) return small[n];
    const double x = static_cast<double>(n), s = 1 / (x * x);
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - s / 1188) * s) * s) * s) / x;
}

// Inversion from k = 0 upwards. Preconditions: n >= 1, 0 < p <= 1/2, n*p < 10.
std::uint64_t draw_by_inversion(RandomStream& random, std::uint64_t n, double p) {
    const double size = static_cast<double>(n);
    double left = random.unit();
    // (1-p)^n >= 1 - n*p (Bernoulli): mostly settles the case of a rare symbol without a power.
    if (left < 1 - size * p) return 0;
    const double odds = p / (1 - p);
    const double none = std::exp(size * std::log1p(-p));
    for (;;) {
        double share = none;
        for (std::uint64_t k = 0; k <= n; ++k) {
            if (left < share) return k;
            left -= share;
            // Pr(k+1) = Pr(k) * (n-k)/(k+1) * p/(1-p)
            share *= (size - static_cast<double>(k)) / (static_cast<double>(k) + 1) * odds;
            if (share < 1e-300) break;  // rounding left over less than any probability
        }
        left = random.unit();
    }
}

// Transformed rejection with squeeze. Preconditions: 0 < p <= 1/2, n*p >= 10. The constants and the squeeze
// (a rectangle inside the acceptance region) are Hormann's, valid from n*p = 10 on.
std::uint64_t draw_by_rejection(RandomStream& random, std::uint64_t n, double p) {
    const double size = static_cast<double>(n);
    const double spread = std::sqrt(size * p * (1 - p));
    const double b = 1.15 + 2.53 * spread;
    const double a = -0.0873 + 0.0248 * b + 0.01 * p;
    const double centre = size * p + 0.5;
    const double squeeze = 0.92 - 4.2 / b;
    double scale = 0, at_mode = 0;  // computed when the squeeze first fails
    for (;;) {
        const double u = random.unit() - 0.5;
        const double v = random.unit();
        const double us = 0.5 - std::fabs(u);
        const double position = std::floor((2 * a / us + b) * u + centre);
        if (position < 0 || position > size) continue;
        const auto k = static_cast<std::uint64_t>(position);
        if (us >= 0.07 && v <= squeeze) return k;
        if (scale == 0) {
            scale = (2.83 + 5.1 / b) * spread;
            at_mode = binomial_log_probability(n, p, static_cast<std::uint64_t>((size + 1) * p));
        }
        if (std::log(v * scale / (a / (us * us) + b)) <= binomial_log_probability(n, p, k) - at_mode)
            return k;
    }
}

// Whether n draws are done faster one by one than symbol by symbol. Measured: a draw from an alias table with
// its share of building the table costs about as much as a small binomial.
bool one_by_one(std::uint64_t n, std::size_t support) { return n / 2 < support; }

// Weights as integers that add up to about 2^62: multiples of 2^-62 of the sum.
std::vector<std::uint64_t> integer_weights(std::span<const double> weights) {
    // A long double has 64 bits here, so the sum of K terms is off by a relative K*2^-64 at most; the rounded
    // weights by 2^-63 + 2^-63 of the sum each. Together: K*2^-61 in total variation at most.
    const long double sum = std::accumulate(weights.begin(), weights.end(), 0.0L);
    std::vector<std::uint64_t> result;
    result.reserve(weights.size());
    for (const double weight : weights)
        result.push_back(static_cast<std::uint64_t>(std::floor(weight / sum * 0x1p62L + 0.5L)));
    return result;
}

}  // namespace

double binomial_log_probability(std::uint64_t n, double p, std::uint64_t k) {
    const double size = static_cast<double>(n), x = static_cast<double>(k), rest = static_cast<double>(n - k);
    if (k == 0) return size * std::log1p(-p);
    if (k == n) return size * std::log(p);
    return stirling_error(n) - stirling_error(k) - stirling_error(n - k) - deviance(x, size * p) -
           deviance(rest, size * (1 - p)) + 0.5 * std::log(size / (x * rest)) - kHalfLogTwoPi;
}

std::uint64_t binomial_draw(RandomStream& random, std::uint64_t n, double p) {
    if (n == 0 || p <= 0) return 0;
    if (p >= 1) return n;
    const double less = p <= 0.5 ? p : 1 - p;  // the subtraction is exact (Sterbenz)
    const std::uint64_t k = static_cast<double>(n) * less < 10 ? draw_by_inversion(random, n, less)
                                                               : draw_by_rejection(random, n, less);
    return p <= 0.5 ? k : n - k;
}

AliasTable::AliasTable(std::span<const std::uint64_t> weights, std::uint64_t total) : total_(total) {
    build(weights);
}

AliasTable::AliasTable(std::span<const double> weights) : total_(0) {
    const std::vector<std::uint64_t> rounded = integer_weights(weights);
    total_ = std::accumulate(rounded.begin(), rounded.end(), std::uint64_t{0});
    build(rounded);
}

// Every bucket holds total_ units; symbol i has weights[i]*K units to put into buckets. A symbol with fewer
// than a bucket's units fills its own bucket up with those of one that has more. All in integers, so the
// units come out even.
void AliasTable::build(std::span<const std::uint64_t> weights) {
    __extension__ using Units = unsigned __int128;
    const std::size_t K = weights.size();
    buckets_.resize(K);
    std::vector<Units> units(K);
    std::vector<std::uint32_t> poor, rich;
    poor.reserve(K);
    rich.reserve(K);
    for (std::size_t i = 0; i < K; ++i) {
        units[i] = static_cast<Units>(weights[i]) * K;
        (units[i] < total_ ? poor : rich).push_back(static_cast<std::uint32_t>(i));
    }
    while (!poor.empty()) {
        const std::uint32_t taker = poor.back(), giver = rich.back();
        poor.pop_back();
        buckets_[taker] = {static_cast<std::uint64_t>(units[taker]), giver};
        units[giver] -= total_ - units[taker];
        if (units[giver] < total_) {
            rich.pop_back();
            poor.push_back(giver);
        }
    }
    for (const std::uint32_t full : rich)
        buckets_[full] = {total_, full};
}

void SparseCounts::clear() {
    symbols.clear();
    counts.clear();
    total = 0;
}

void SymbolCounts::take(SparseCounts& result) {
    if (!std::is_sorted(touched_.begin(), touched_.end())) std::sort(touched_.begin(), touched_.end());
    result.symbols.assign(touched_.begin(), touched_.end());
    result.counts.resize(touched_.size());
    for (std::size_t i = 0; i < touched_.size(); ++i) {
        result.counts[i] = counts_[touched_[i]];
        counts_[touched_[i]] = 0;
    }
    result.total = total_;
    touched_.clear();
    total_ = 0;
}

FixedLaw::FixedLaw(std::vector<double> weights) : weights_(std::move(weights)), alias_(weights_) {
    for (std::size_t i = 0; i < weights_.size(); ++i) {
        if (weights_[i] > 0) symbols_.push_back(static_cast<std::uint32_t>(i));
    }
    conditional_.resize(symbols_.size());
    long double rest = 0;
    for (std::size_t j = symbols_.size(); j-- > 0;) {
        const double weight = weights_[symbols_[j]];
        rest += weight;
        conditional_[j] = std::min(1.0, static_cast<double>(weight / rest));
    }
}

void FixedLaw::sample(RandomStream& random, std::uint64_t n, SymbolCounts& counts) const {
    if (one_by_one(n, symbols_.size())) {
        for (std::uint64_t i = 0; i < n; ++i)
            counts.add(static_cast<std::uint32_t>(alias_.draw(random)), 1);
        return;
    }
    for (std::size_t j = 0; n > 0; ++j) {
        const std::uint64_t count = binomial_draw(random, n, conditional_[j]);  // the last has probability 1
        counts.add(symbols_[j], count);
        n -= count;
    }
}

void sample_empirical(RandomStream& random, std::uint64_t n, const SparseCounts& data, SymbolCounts& counts) {
    if (n == 0) return;
    if (one_by_one(n, data.size())) {
        const AliasTable alias(data.counts, data.total);
        for (std::uint64_t i = 0; i < n; ++i)
            counts.add(data.symbols[alias.draw(random)], 1);
        return;
    }
    std::uint64_t rest = data.total;
    for (std::size_t j = 0; n > 0; ++j) {
        const double p = static_cast<double>(data.counts[j]) / static_cast<double>(rest);
        const std::uint64_t count = binomial_draw(random, n, p);  // the last has probability 1
        counts.add(data.symbols[j], count);
        n -= count;
        rest -= data.counts[j];
    }
}

}  // namespace groundcheck
