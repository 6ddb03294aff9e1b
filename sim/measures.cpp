#include "sim/measures.hpp"

#include <algorithm>
#include <cmath>

#include "interval/double_log.hpp"
#include "sim/enclosed.hpp"
#include "sim/rounding.hpp"

namespace groundcheck {

namespace {

constexpr std::size_t kSmallCounts = 4096;

DoubleInterval minus(DoubleInterval a, DoubleInterval b) { return kernel.sub(a, b); }
DoubleInterval plus(DoubleInterval a, DoubleInterval b) { return kernel.add(a, b); }
DoubleInterval times(DoubleInterval a, DoubleInterval b) { return kernel.mul(a, b); }
DoubleInterval over(DoubleInterval a, DoubleInterval b) { return kernel.div(a, b); }
constexpr DoubleInterval kInfinite = {directed::infinity, directed::infinity};

// Cuts off what rounding adds beyond the known ends of a quantity's range.
DoubleInterval at_least_zero(DoubleInterval x) { return {std::max(x.lo, 0.0), std::max(x.hi, 0.0)}; }

// A sum that keeps the rounding errors of its additions and adds them at the end (Ogita, Rump, Oishi 2005,
// Sum2). Their proposition 4.5: |value - exact| <= u*|exact| + g^2 * sum |x_i|, g = n*u/(1 - n*u), u = 2^-53.
class CompensatedSum {
  public:
    void add(double x) {
        const double next = sum_ + x;
        const double part = next - sum_;
        errors_ += (sum_ - (next - part)) + (x - part);
        sum_ = next;
        ++n_;
    }

    // The sum of x_i that are not negative, each off by at most `relative` of itself: with S the sum of what
    // the x_i stand for, |value - S| <= relative*S + (u + g^2)*(1 + relative)*S, and g^2 <= (2*n*u)^2 for n <
    // 2^51.
    [[nodiscard]] DoubleInterval nonnegative(double relative) const {
        const double value = sum_ + errors_;
        const DoubleInterval g = times(point(2 * unit), point(static_cast<double>(n_)));
        const DoubleInterval extra = times(plus(point(unit), square(g)), plus(point(1), point(relative)));
        const double rho = plus(point(relative), extra).hi;
        // value <= (1 + rho)*S and value >= (1 - rho)*S.
        return {over(point(value), plus(point(1), point(rho))).lo,
                over(point(value), minus(point(1), point(rho))).hi};
    }

    // A sum of any signs: `size` >= sum |y_i| of the exact terms, `error` >= sum |x_i - y_i|.
    [[nodiscard]] DoubleInterval any_sign(double size, double error) const {
        const double value = sum_ + errors_;
        const DoubleInterval g = times(point(2 * unit), point(static_cast<double>(n_)));
        // |exact sum of x_i| <= size + error, and so is sum |x_i|.
        const DoubleInterval spread = times(plus(point(unit), square(g)), plus(point(size), point(error)));
        const double radius = plus(spread, point(error)).hi;
        return {directed::add_down(value, -radius), directed::add_up(value, radius)};
    }

  private:
    double sum_ = 0;
    double errors_ = 0;
    std::uint64_t n_ = 0;
};

DoubleInterval sum_of(std::span<const double> weights) {
    CompensatedSum sum;
    for (const double weight : weights)
        sum.add(weight);
    return sum.nonnegative(0);
}

}  // namespace

Measurer::Measurer(std::span<const double> start, std::span<const double> reference,
                   std::span<const double> observable, std::vector<bool> possible, DoubleInterval smoothing)
    : symbols_(reference.size()),
      smoothing_(smoothing),
      weights_(reference.begin(), reference.end()),
      weight_sum_(sum_of(reference)),
      observable_(observable.begin(), observable.end()),
      multiplicity_(kSmallCounts, 0) {
    if (smoothed()) possible.assign(symbols_, true);
    shares_.reserve(symbols_);
    surprises_.reserve(symbols_);
    CompensatedSum squares, surprise_sum;
    DoubleInterval entropy = point(0), observables = point(0);
    double least = directed::infinity, low = directed::infinity, high = -directed::infinity;
    const double sum = weight_sum_.lo + (weight_sum_.hi - weight_sum_.lo) / 2;
    // The middle of the sum is off by its relative width at most, the division by u of itself.
    share_error_ = plus(over(minus(point(weight_sum_.hi), point(weight_sum_.lo)), point(weight_sum_.lo)),
                        point(2 * unit))
                       .hi;
    for (std::size_t i = 0; i < symbols_; ++i) {
        const double weight = weights_[i];
        shares_.push_back(weight / sum);
        if (weight > 0) {
            const DoubleInterval share = over(point(weight), weight_sum_);
            const DoubleInterval surprise = at_least_zero(kernel.neg(fast_log(share)));
            const double middle = surprise.lo + (surprise.hi - surprise.lo) / 2;
            surprises_.push_back(middle);
            surprise_error_ = std::max({surprise_error_, directed::add_up(surprise.hi, -middle),
                                        directed::add_up(middle, -surprise.lo)});
            largest_surprise_ = std::max(largest_surprise_, surprise.hi);
            entropy = plus(entropy, times(share, surprise));
            surprise_sum.add(middle);
            ++reference_support_;
        } else {
            surprises_.push_back(directed::infinity);
        }
        squares.add(shares_.back() * shares_.back());
        observables = plus(observables, point(observable_[i]));
        observable_size_ = std::max(observable_size_, std::fabs(observable_[i]));
        if (!possible[i]) continue;
        ++possible_;
        least = std::min(least, weight);
        reference_has_all_ = reference_has_all_ && weight > 0;
        low = std::min(low, observable_[i]);
        high = std::max(high, observable_[i]);
    }
    // (1 + e)^2*(1 + u) - 1 <= 3*e + 2u for shares off by e <= 1/4.
    reference_squares_ = squares.nonnegative(plus(times(point(3), point(share_error_)), point(2 * unit)).hi);
    reference_entropy_ = at_least_zero(entropy);
    const auto finite = static_cast<double>(reference_support_);
    surprise_sum_ = surprise_sum.any_sign(directed::mul_up(finite, largest_surprise_),
                                          directed::mul_up(finite, surprise_error_));
    observable_sum_ = observables;
    least_share_ = over(point(least), weight_sum_);
    observable_range_ = {low, high};
    start_mean_ = measure(start)[static_cast<std::size_t>(Measure::mean)];
    start_mean_ = {std::max(start_mean_.lo, low), std::min(start_mean_.hi, high)};
}

DoubleInterval Measurer::normalizer(const SparseCounts& data) const {
    return plus(whole(data.total), times(whole(symbols_), smoothing_));
}

// H = log Z - 1/Z * sum_i x_i*log(x_i), x_i = c_i + a, Z = T + K*a. Equal counts are put together, so there
// are about sqrt(2*T) terms at most, and interval arithmetic loses little.
DoubleInterval Measurer::entropy(const SparseCounts& data) {
    DoubleInterval sum = point(0);
    std::uint64_t largest = 0;
    for (const std::uint64_t count : data.counts) {
        if (count < kSmallCounts) {
            ++multiplicity_[count];
            largest = std::max(largest, count);
        } else {
            sum = plus(sum, fast_xlogx(plus(point(static_cast<double>(count)), smoothing_)));
        }
    }
    for (std::uint64_t count = 1; count <= largest; ++count) {
        if (multiplicity_[count] == 0) continue;
        const DoubleInterval term = fast_xlogx(plus(point(static_cast<double>(count)), smoothing_));
        sum = plus(sum, times(whole(multiplicity_[count]), term));
        multiplicity_[count] = 0;
    }
    if (smoothed()) sum = plus(sum, times(whole(symbols_ - data.size()), fast_xlogx(smoothing_)));
    const DoubleInterval Z = normalizer(data);
    return at_least_zero(minus(fast_log(Z), over(sum, Z)));
}

// sum (c_i + a)^2 = sum c_i^2 + 2*a*T + K*a^2, the first in integers.
DoubleInterval Measurer::sum_of_squares(const SparseCounts& data) const {
    __extension__ unsigned __int128 squares = 0;
    for (const std::uint64_t count : data.counts)
        squares += static_cast<decltype(squares)>(count) * count;
    const Integer exact = (Integer(static_cast<std::uint64_t>(squares >> 64)) << 64) +
                          Integer(static_cast<std::uint64_t>(squares));
    const DoubleInterval counted = kernel.rational(Rational(exact));
    if (!smoothed()) return counted;
    return plus(counted, plus(times(times(point(2), smoothing_), whole(data.total)),
                              times(whole(symbols_), square(smoothing_))));
}

// sum Q^2 - 2*sum Q*R + sum R^2, where sum c_i*w_i has terms that are off by u.
DoubleInterval Measurer::drift_l2(const SparseCounts& data) const {
    CompensatedSum product;
    for (std::size_t j = 0; j < data.size(); ++j)
        product.add(static_cast<double>(data.counts[j]) * weights_[data.symbols[j]]);
    const DoubleInterval Z = normalizer(data);
    const DoubleInterval together = plus(product.nonnegative(2 * unit), times(smoothing_, weight_sum_));
    const DoubleInterval cross = over(together, times(Z, weight_sum_));
    const DoubleInterval own = over(sum_of_squares(data), square(Z));
    return at_least_zero(plus(minus(own, times(point(2), cross)), reference_squares_));
}

// TV = sum max(0, Q_i - R_i). Q_i is computed within 6u of itself (a, count + a, K*a, Z, the division), R_i
// within e = share_error_, the difference rounds by u: the terms are off by 7u*Q_i + (e + 2u)*R_i, in sum by
// e + 9u.
DoubleInterval Measurer::drift_tv(const SparseCounts& data) const {
    const double a = smoothing_.lo + (smoothing_.hi - smoothing_.lo) / 2;
    const DoubleInterval normal = normalizer(data);
    const double Z = normal.lo + (normal.hi - normal.lo) / 2;
    CompensatedSum sum;
    if (!smoothed()) {
        for (std::size_t j = 0; j < data.size(); ++j)
            sum.add(std::max(0.0, static_cast<double>(data.counts[j]) / Z - shares_[data.symbols[j]]));
    } else {
        std::size_t j = 0;
        for (std::size_t i = 0; i < symbols_; ++i) {
            const bool here = j < data.size() && data.symbols[j] == i;
            const double count = here ? static_cast<double>(data.counts[j++]) : 0;
            sum.add(std::max(0.0, (count + a) / Z - shares_[i]));
        }
    }
    const DoubleInterval value = sum.any_sign(1, plus(point(share_error_), point(12 * unit)).hi);
    return {std::max(value.lo, 0.0), std::min(value.hi, 1.0)};
}

// -sum Q_i*log(R_i); infinite if Q has a symbol that R lacks. KL(Q, R) is this minus H(Q).
DoubleInterval Measurer::cross_entropy(const SparseCounts& data) const {
    CompensatedSum sum;
    for (std::size_t j = 0; j < data.size(); ++j) {
        const std::uint32_t symbol = data.symbols[j];
        if (weights_[symbol] == 0) return kInfinite;
        sum.add(static_cast<double>(data.counts[j]) * surprises_[symbol]);
    }
    if (smoothed() && reference_support_ < symbols_) return kInfinite;
    // sum c_i*s_i for surprises s_i <= s: at most T*s. Each is off by d, and its product rounds by u of
    // itself.
    const DoubleInterval T = whole(data.total);
    const double size = times(T, point(largest_surprise_)).hi;
    const DoubleInterval off = plus(times(T, point(surprise_error_)), times(point(2 * unit), point(size)));
    DoubleInterval together = sum.any_sign(size, off.hi);
    if (smoothed()) together = plus(together, times(smoothing_, surprise_sum_));
    return over(together, normalizer(data));
}

// KL(R, Q) = log Z - 1/W * sum w_i*log(c_i + a) - H(R); infinite if R has a symbol that Q lacks.
DoubleInterval Measurer::reverse(const SparseCounts& data) const {
    if (!smoothed()) {
        std::size_t shared = 0;
        for (const std::uint32_t symbol : data.symbols)
            shared += weights_[symbol] > 0 ? 1 : 0;
        if (shared < reference_support_) return kInfinite;
    }
    DoubleInterval sum = point(0), seen = point(0);
    for (std::size_t j = 0; j < data.size(); ++j) {
        const DoubleInterval weight = point(weights_[data.symbols[j]]);
        const DoubleInterval x = plus(point(static_cast<double>(data.counts[j])), smoothing_);
        sum = plus(sum, times(weight, fast_log(x)));
        seen = plus(seen, weight);
    }
    if (smoothed()) sum = plus(sum, times(at_least_zero(minus(weight_sum_, seen)), fast_log(smoothing_)));
    const DoubleInterval Z = normalizer(data);
    return at_least_zero(minus(minus(fast_log(Z), over(sum, weight_sum_)), reference_entropy_));
}

DoubleInterval Measurer::mean(const SparseCounts& data) const {
    CompensatedSum sum;
    for (std::size_t j = 0; j < data.size(); ++j)
        sum.add(static_cast<double>(data.counts[j]) * observable_[data.symbols[j]]);
    // sum |c_i*f_i| <= T*max|f|, and each product rounds by u of itself.
    const double size = times(whole(data.total), point(observable_size_)).hi;
    const DoubleInterval counted = sum.any_sign(size, directed::mul_up(size, unit));
    const DoubleInterval value = over(plus(counted, times(smoothing_, observable_sum_)), normalizer(data));
    return {std::max(value.lo, observable_range_.lo), std::min(value.hi, observable_range_.hi)};
}

Measured Measurer::measure(const SparseCounts& data) {
    const DoubleInterval H = entropy(data), cross = cross_entropy(data), average = mean(data);
    const DoubleInterval Z = normalizer(data);
    return {H,
            at_least_zero(minus(point(1), over(sum_of_squares(data), square(Z)))),
            whole(smoothed() ? symbols_ : data.size()),
            drift_l2(data),
            drift_tv(data),
            cross.lo == directed::infinity ? kInfinite : at_least_zero(minus(cross, H)),
            reverse(data),
            average,
            square(minus(average, start_mean_))};
}

Measured Measurer::measure(std::span<const double> weights, double off) const {
    const DoubleInterval around = {directed::add_down(1, -off), directed::add_up(1, off)};
    const DoubleInterval W = times(sum_of(weights), around);
    DoubleInterval H = point(0), squares = point(0), l2 = point(0), tv = point(0), kl = point(0),
                   back = point(0), average = point(0);
    std::uint64_t support = 0;
    bool kl_infinite = false, back_infinite = false;
    for (std::size_t i = 0; i < symbols_; ++i) {
        const DoubleInterval part = over(times(point(weights[i]), around), W);
        const DoubleInterval p = {part.lo, std::min(part.hi, 1.0)}, r = over(point(weights_[i]), weight_sum_);
        support += weights[i] > 0 ? 1 : 0;
        H = minus(H, fast_xlogx(p));
        squares = plus(squares, square(p));
        l2 = plus(l2, square(minus(p, r)));
        tv = plus(tv, kernel.abs(minus(p, r)));
        average = plus(average, times(p, point(observable_[i])));
        if (weights[i] > 0 && weights_[i] > 0) {
            const DoubleInterval ratio = fast_log(over(p, r));
            kl = plus(kl, times(p, ratio));
            back = minus(back, times(r, ratio));
        } else {
            kl_infinite = kl_infinite || weights[i] > 0;
            back_infinite = back_infinite || weights_[i] > 0;
        }
    }
    return {
        at_least_zero(H),
        at_least_zero(minus(point(1), squares)),
        whole(support),
        at_least_zero(l2),
        over(tv, point(2)),
        kl_infinite ? kInfinite : at_least_zero(kl),
        back_infinite ? kInfinite : at_least_zero(back),
        average,
        start_mean_.lo == 0 && start_mean_.hi == 0 ? square(average) : square(minus(average, start_mean_))};
}

DoubleInterval Measurer::range(Measure measure, std::uint64_t total) const {
    const std::uint64_t most = smoothed() ? symbols_ : std::min<std::uint64_t>(possible_, total);
    switch (measure) {
        case Measure::entropy:
            return {0, kernel.log(whole(most)).hi};
        case Measure::diversity:
            return {0, minus(point(1), over(point(1), whole(most))).hi};
        case Measure::support:
            return {smoothed() ? whole(symbols_).lo : 1, whole(most).hi};
        case Measure::l2:
            // Convex in Q, so largest at a vertex: (1 - R_i)^2 + sum over the others = 1 - 2*R_i + sum R^2.
            return {0, plus(minus(point(1), times(point(2), least_share_)), reference_squares_).hi};
        case Measure::tv:
            return {0, minus(point(1), least_share_).hi};  // convex in Q: at a vertex
        case Measure::kl:
            return {0, reference_has_all_ ? largest_finite(measure, total) : directed::infinity};
        case Measure::reverse_kl:
            // A model without smoothing misses a symbol of the reference with positive probability.
            return {0, smoothed() ? largest_finite(measure, total) : directed::infinity};
        case Measure::mean:
            return observable_range_;
        case Measure::shift: {
            const DoubleInterval down = minus(start_mean_, point(observable_range_.lo));
            const DoubleInterval up = minus(point(observable_range_.hi), start_mean_);
            return {0, std::max(square(down).hi, square(up).hi)};
        }
    }
    return {0, directed::infinity};
}

// With Z = T + K*a, a sample that leaves symbol i for j changes c_i and c_j by 1, the counts behind it lying
// in [a, T + a]. A sum of f(c + a) changes by a difference of two values of f(x + 1) - f(x): by the width of
// that increment's range at most.
//   entropy, log(Z) - sum x*log(x)/Z: the increment grows from (1+a)*log(1+a) - a*log(a) to log(T+a) + 1 at
//   most;
//   squares: it grows from 1 + 2a to 2(T + a) - 1.
double Measurer::sensitivity(Measure measure, std::uint64_t total) const {
    const DoubleInterval T = whole(total);
    const DoubleInterval Z = plus(T, times(whole(symbols_), smoothing_));
    const auto squares = [&] { return over(times(point(2), minus(T, point(1))), square(Z)); };
    const auto entropies = [&] {
        const DoubleInterval last = plus(fast_log(plus(T, smoothing_)), point(1));
        const DoubleInterval first =
            minus(fast_xlogx(plus(point(1), smoothing_)), smoothed() ? fast_xlogx(smoothing_) : point(0));
        return over(minus(last, first), Z);
    };
    switch (measure) {
        case Measure::entropy:
            return entropies().hi;
        case Measure::diversity:
            return squares().hi;
        case Measure::support:
            return smoothed() ? 0 : 1;
        case Measure::l2:  // and 2*(R_i - R_j)/Z
            return plus(squares(), over(point(2), Z)).hi;
        case Measure::tv:
            return over(point(1), Z).hi;
        case Measure::kl:  // and (log(1/R_i) - log(1/R_j))/Z
            if (!reference_has_all_) return directed::infinity;
            return plus(entropies(), over(point(largest_surprise_), Z)).hi;
        case Measure::reverse_kl:  // R_i*log((x + 1)/x) for one symbol, less the same for the other
            return smoothed() ? fast_log(over(plus(point(1), smoothing_), smoothing_)).hi
                              : directed::infinity;
        case Measure::mean:
            return over(minus(point(observable_range_.hi), point(observable_range_.lo)), Z).hi;
        case Measure::shift: {  // |x^2 - y^2| <= 2*max(|x|, |y|)*|x - y|
            const DoubleInterval farthest = kernel.sqrt(point(range(measure, total).hi));
            return times(times(point(2), farthest), point(sensitivity(Measure::mean, total))).hi;
        }
    }
    return directed::infinity;
}

double Measurer::largest_finite(Measure measure, std::uint64_t total) const {
    if (measure == Measure::kl) {
        // Convex in Q, so at a vertex: -log(R_i) for the least R_i that is positive.
        double least = directed::infinity;
        for (const double weight : weights_)
            if (weight > 0) least = std::min(least, weight);
        return std::max(0.0, kernel.neg(kernel.log(over(point(least), weight_sum_))).hi);
    }
    if (measure == Measure::reverse_kl) {
        // Q_i >= a/Z, or 1/T where it is positive: -sum R_i*log(Q_i) <= log(Z/a), or log(T).
        const DoubleInterval Z = plus(whole(total), times(whole(symbols_), smoothing_));
        const DoubleInterval bound = smoothed() ? kernel.log(over(Z, smoothing_)) : kernel.log(Z);
        return std::max(0.0, minus(bound, reference_entropy_).hi);
    }
    return range(measure, total).hi;
}

}  // namespace groundcheck
