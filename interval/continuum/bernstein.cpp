#include "interval/continuum/bernstein.hpp"

#include <algorithm>
#include <bit>

namespace groundcheck::continuum {

namespace {

template <NumberKernel Kernel>
using Values = std::vector<typename Kernel::Value>;

template <NumberKernel Kernel>
typename Kernel::Value number(const Kernel& kernel, std::size_t n) {
    if constexpr (std::same_as<Kernel, DoubleKernel>)
        return kernel.point(static_cast<double>(n));  // n < 2^53
    return kernel.rational(Rational(n));
}

template <NumberKernel Kernel>
const Values<Kernel>& ratios(const Kernel& kernel, WeightTables<Kernel>& tables, std::size_t d) {
    Values<Kernel>& table = tables.ratios[d];
    for (std::size_t k = table.size(); k < d; ++k)
        table.push_back(kernel.div(number(kernel, d - k), number(kernel, k + 1)));
    return table;
}

// The largest value of weight k of degree d, taken at p = k/d: C(d,k) * (k/d)^k * ((d-k)/d)^(d-k).
template <NumberKernel Kernel>
const Values<Kernel>& peaks(const Kernel& kernel, WeightTables<Kernel>& tables, std::size_t d) {
    Values<Kernel>& table = tables.peaks[d];
    const auto power = [&](std::size_t n) {
        return kernel.power(kernel.rational(Rational(n) / Rational(d)), static_cast<std::int64_t>(n));
    };
    for (std::size_t k = table.size(); k <= d; ++k) {
        const Rational choose(binomial(static_cast<unsigned>(d), static_cast<unsigned>(k)));
        table.push_back(k == 0 || k == d
                            ? number(kernel, 1)
                            : kernel.mul(kernel.rational(choose), kernel.mul(power(k), power(d - k))));
    }
    return table;
}

// The weights C(d,k) p^k (1-p)^(d-k), as products of ratios of neighbours from a start near the largest,
// normalised by their sum: so nothing large or lost is ever met, and every operation is the kernel's.
template <NumberKernel Kernel>
Values<Kernel> weights(const Kernel& kernel, WeightTables<Kernel>& tables, std::size_t d, const Rational& p) {
    Values<Kernel> w(d + 1, number(kernel, 0));
    if (p == 0 || p == 1) {
        w[p == 0 ? 0 : d] = number(kernel, 1);
        return w;
    }
    const Values<Kernel>& ratio = ratios(kernel, tables, d);
    const auto odds = kernel.rational(p / (1 - p));
    const auto against = kernel.rational((1 - p) / p);
    const auto start = static_cast<std::size_t>(std::min(Integer(d), floor(Rational(d + 1) * p)));
    w[start] = number(kernel, 1);
    auto sum = w[start];
    for (std::size_t k = start; k < d; ++k) {
        w[k + 1] = kernel.mul(w[k], kernel.mul(odds, ratio[k]));
        sum = kernel.add(sum, w[k + 1]);
    }
    for (std::size_t k = start; k > 0; --k) {
        w[k - 1] = kernel.mul(w[k], kernel.mul(against, ratio[d - k]));
        sum = kernel.add(sum, w[k - 1]);
    }
    for (auto& weight : w)
        weight = kernel.div(weight, sum);
    return w;
}

// The range of every weight over [low, high].
template <NumberKernel Kernel>
Values<Kernel> weights(const Kernel& kernel, WeightTables<Kernel>& tables, std::size_t d, const Rational& low,
                       const Rational& high) {
    Values<Kernel> w = weights(kernel, tables, d, low);
    if (low == high) return w;
    const Values<Kernel> other = weights(kernel, tables, d, high);
    const Values<Kernel>& peak = peaks(kernel, tables, d);
    const Integer first = floor(low * Rational(d)) + 1;  // the peaks k/d strictly inside
    const Integer last = ceil(high * Rational(d)) - 1;
    for (std::size_t k = 0; k <= d; ++k) {
        w[k] = kernel.hull(w[k], other[k]);
        if (first <= k && last >= k) w[k] = kernel.hull(w[k], peak[k]);
    }
    return w;
}

template <NumberKernel Kernel>
typename Kernel::Value combine(const Kernel& kernel, WeightTables<Kernel>& tables, const Values<Kernel>& b,
                               const Rational& low, const Rational& high) {
    const Values<Kernel> w = weights(kernel, tables, b.size() - 1, low, high);
    auto sum = number(kernel, 0);
    for (std::size_t k = 0; k < w.size(); ++k)
        sum = kernel.add(sum, kernel.mul(b[k], w[k]));
    return sum;
}

}  // namespace

Precision BernsteinTable::precision_for(std::size_t samples, std::size_t order, Precision bits) {
    // A difference of order j can be smaller than the values by a factor of N^j: log2(N)*j bits, and j more
    // for the sums.
    return bits + 64 + static_cast<Precision>(order) * (2 + static_cast<Precision>(std::bit_width(samples)));
}

BernsteinTable::BernsteinTable(std::vector<Ball> values, Precision precision)
    : precision_(precision), plain_(std::move(values)), differences_{plain_} {
    narrow_.emplace_back();
    for (const Ball& value : plain_)
        narrow_.back().push_back(DoubleKernel().from_ball(value));
}

void BernsteinTable::extend(std::size_t order) {
    const BallKernel kernel(precision_);
    while (differences_.size() <= order) {
        const std::size_t j = differences_.size();
        std::vector<Ball> next;
        for (std::size_t k = 0; k + 1 < plain_.size(); ++k)
            next.push_back(kernel.sub(plain_[k + 1], plain_[k]));
        plain_ = std::move(next);
        const Ball choose =
            kernel.rational(Rational(binomial(static_cast<unsigned>(degree()), static_cast<unsigned>(j))));
        std::vector<Ball> scaled;
        std::vector<DoubleInterval> narrow;
        for (const Ball& difference : plain_) {
            scaled.push_back(kernel.mul(choose, difference));
            narrow.push_back(DoubleKernel().from_ball(scaled.back()));
        }
        differences_.push_back(std::move(scaled));
        narrow_.push_back(std::move(narrow));
    }
}

DoubleInterval BernsteinTable::coefficient(const DoubleKernel& kernel, std::size_t j, const Rational& low,
                                           const Rational& high) {
    if (j > degree()) return {0, 0};
    extend(j);
    return combine(kernel, in_doubles_, narrow_[j], low, high);
}

Ball BernsteinTable::coefficient(const BallKernel& kernel, std::size_t j, const Rational& low,
                                 const Rational& high) {
    if (j > degree()) return {};
    extend(j);
    return combine(kernel, in_balls_, differences_[j], low, high);
}

}  // namespace groundcheck::continuum
