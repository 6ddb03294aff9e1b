#include "interval/continuum/bernstein.hpp"

#include <algorithm>
#include <bit>

namespace groundcheck::continuum {

namespace {

template <NumberKernel Kernel>
using Values = std::vector<typename Kernel::Value>;

// The weights C(d,k) p^k (1-p)^(d-k), as products of ratios of neighbours from a start near the largest, normalised by their sum: so
// nothing large or lost is ever met, and every operation is the kernel's.
template <NumberKernel Kernel>
Values<Kernel> weights(const Kernel& kernel, std::size_t d, const Rational& p) {
    Values<Kernel> w(d + 1, kernel.rational(0));
    if (p == 0 || p == 1) {
        w[p == 0 ? 0 : d] = kernel.rational(1);
        return w;
    }
    const auto odds = kernel.rational(p / (1 - p));
    const auto against = kernel.rational((1 - p) / p);
    const auto start = static_cast<std::size_t>(std::min(Integer(d), floor(Rational(d + 1) * p)));
    w[start] = kernel.rational(1);
    auto sum = w[start];
    for (std::size_t k = start; k < d; ++k) {
        w[k + 1] = kernel.mul(w[k], kernel.mul(odds, kernel.rational(Rational(d - k) / Rational(k + 1))));
        sum = kernel.add(sum, w[k + 1]);
    }
    for (std::size_t k = start; k > 0; --k) {
        w[k - 1] = kernel.mul(w[k], kernel.mul(against, kernel.rational(Rational(k) / Rational(d - k + 1))));
        sum = kernel.add(sum, w[k - 1]);
    }
    for (auto& weight : w) weight = kernel.div(weight, sum);
    return w;
}

// The largest value of weight k of degree d, taken at p = k/d: C(d,k) * (k/d)^k * ((d-k)/d)^(d-k).
template <NumberKernel Kernel>
typename Kernel::Value peak(const Kernel& kernel, std::size_t d, std::size_t k) {
    if (k == 0 || k == d) return kernel.rational(1);
    const auto power = [&](std::size_t n) {
        return kernel.power(kernel.rational(Rational(n) / Rational(d)), static_cast<std::int64_t>(n));
    };
    const auto choose = kernel.rational(Rational(binomial(static_cast<unsigned>(d), static_cast<unsigned>(k))));
    return kernel.mul(choose, kernel.mul(power(k), power(d - k)));
}

// The range of every weight over [low, high].
template <NumberKernel Kernel>
Values<Kernel> weights(const Kernel& kernel, std::size_t d, const Rational& low, const Rational& high) {
    Values<Kernel> w = weights(kernel, d, low);
    if (low == high) return w;
    const Values<Kernel> other = weights(kernel, d, high);
    for (std::size_t k = 0; k <= d; ++k) {
        w[k] = kernel.hull(w[k], other[k]);
        if (d > 0 && low * Rational(d) < Rational(k) && Rational(k) < high * Rational(d)) {
            w[k] = kernel.hull(w[k], peak(kernel, d, k));
        }
    }
    return w;
}

}  // namespace

Precision BernsteinTable::precision_for(std::size_t samples, std::size_t order, Precision bits) {
    // A difference of order j can be smaller than the values by a factor of N^j: log2(N)*j bits, and j more for the sums.
    return bits + 64 + static_cast<Precision>(order) * (2 + static_cast<Precision>(std::bit_width(samples)));
}

BernsteinTable::BernsteinTable(std::vector<Ball> values) : plain_(std::move(values)) {
    for (const Ball& value : plain_) {
        precision_ = std::max({precision_, static_cast<Precision>(arf_bits(value.low())), static_cast<Precision>(64)});
    }
    differences_.push_back(plain_);
    narrow_.emplace_back();
    for (const Ball& value : plain_) narrow_.back().push_back(DoubleKernel().from_ball(value));
}

void BernsteinTable::extend(std::size_t order) {
    const BallKernel kernel(precision_ + 16);
    while (differences_.size() <= order) {
        const std::size_t j = differences_.size();
        std::vector<Ball> next;
        for (std::size_t k = 0; k + 1 < plain_.size(); ++k) next.push_back(kernel.sub(plain_[k + 1], plain_[k]));
        plain_ = std::move(next);
        const Ball choose = kernel.rational(Rational(binomial(static_cast<unsigned>(degree()), static_cast<unsigned>(j))));
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

template <NumberKernel Kernel>
typename Kernel::Value BernsteinTable::coefficient(const Kernel& kernel, std::size_t j, const Rational& low, const Rational& high) {
    if (j > degree()) return kernel.rational(0);
    extend(j);
    const Values<Kernel> w = weights(kernel, degree() - j, low, high);
    auto sum = kernel.rational(0);
    for (std::size_t k = 0; k < w.size(); ++k) {
        if constexpr (std::same_as<Kernel, DoubleKernel>) {
            sum = kernel.add(sum, kernel.mul(narrow_[j][k], w[k]));
        } else {
            sum = kernel.add(sum, kernel.mul(differences_[j][k], w[k]));
        }
    }
    return sum;
}

template DoubleInterval BernsteinTable::coefficient(const DoubleKernel&, std::size_t, const Rational&, const Rational&);
template Ball BernsteinTable::coefficient(const BallKernel&, std::size_t, const Rational&, const Rational&);

}  // namespace groundcheck::continuum
