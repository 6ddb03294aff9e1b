#include "sim/confidence.hpp"

#include <algorithm>
#include <cmath>

#include "interval/double_log.hpp"
#include "sim/enclosed.hpp"

namespace groundcheck {

namespace {

// Lower bound of kl(x, p). Preconditions: 0 <= x <= 1, 0 < p < 1.
double kl_lower(double x, double p) {
    const DoubleInterval rest = kernel.sub(point(1), point(x)), rest_p = kernel.sub(point(1), point(p));
    // x*log(x) + (1-x)*log(1-x) - x*log(p) - (1-x)*log(1-p)
    DoubleInterval value = kernel.add(fast_xlogx(point(x)), fast_xlogx(rest));
    value = kernel.sub(value, kernel.mul(point(x), fast_log(p)));
    value = kernel.sub(value, kernel.mul(rest, fast_log(rest_p)));
    return value.lo;
}

// A bound that E exceeds with probability at most exp(-L), L = n*needed: the least double found with
// kl(x, p) >= needed certain. kl(x, .) increases above x, and decreases in x there, so an upper bound of the
// sample mean serves as x.
double chernoff_upper(double x, double needed) {
    double low = std::min(x, 1.0), high = 1;  // at `high` certain or the trivial bound 1
    if (low >= 1) return 1;
    while (high - low > 1e-6 * high) {  // the rest is given away
        const double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high) break;
        (kl_lower(std::max(0.0, x), middle) >= needed ? high : low) = middle;
    }
    return high;
}

DoubleInterval log_of_ratio(double numerator, double denominator) {
    return kernel.log(kernel.div(point(numerator), point(denominator)));
}

}  // namespace

void EnclosedMoments::add(DoubleInterval value) {
    if (n == 0) centre = value.lo + (value.hi - value.lo) / 2;
    const DoubleInterval off = kernel.sub(value, point(centre));
    sum = kernel.add(sum, off);
    squares = kernel.add(squares, square(off));
    ++n;
}

// sum (x - c)^2 = sum (x - d)^2 + 2*(d - c)*sum (x - d) + n*(d - c)^2, and likewise for the sum.
void EnclosedMoments::merge(const EnclosedMoments& other) {
    if (other.n == 0) return;
    if (n == 0) {
        *this = other;
        return;
    }
    const DoubleInterval shift = kernel.sub(point(other.centre), point(centre)), many = whole(other.n);
    squares = kernel.add(squares, other.squares);
    squares = kernel.add(squares, kernel.mul(kernel.mul(point(2), shift), other.sum));
    squares = kernel.add(squares, kernel.mul(many, square(shift)));
    sum = kernel.add(sum, kernel.add(other.sum, kernel.mul(many, shift)));
    n += other.n;
}

DoubleInterval EnclosedMoments::mean() const { return kernel.add(point(centre), kernel.div(sum, whole(n))); }

DoubleInterval EnclosedMoments::variance() const {
    const DoubleInterval around = kernel.sub(squares, kernel.div(square(sum), whole(n)));
    DoubleInterval value = kernel.div(around, whole(n - 1));
    value.lo = std::max(value.lo, 0.0);  // a sum of squares
    value.hi = std::max(value.hi, 0.0);
    return value;
}

DoubleInterval mean_interval(const EnclosedMoments& moments, DoubleInterval range, double doubt,
                             double radius) {
    const DoubleInterval width = kernel.sub(point(range.hi), point(range.lo));
    if (width.hi == 0) return range;
    const DoubleInterval mean = moments.mean(), n = whole(moments.n);
    const bool third = radius < width.lo / 2;  // settled before a value is seen
    if (third) doubt = directed::mul_down(doubt, directed::div_down(2, 3));

    // Chernoff-Hoeffding on (x - lo)/width, each side at doubt/4; the lower side is the upper one of 1 - x.
    const double needed = kernel.div(log_of_ratio(4, doubt), n).hi;
    const DoubleInterval unit = kernel.div(kernel.sub(mean, point(range.lo)), width);
    const DoubleInterval mirrored = kernel.sub(point(1), unit);
    const double upper = chernoff_upper(std::clamp(unit.hi, 0.0, 1.0), needed);
    const double lower = chernoff_upper(std::clamp(mirrored.hi, 0.0, 1.0), needed);
    DoubleInterval result = {kernel.sub(point(range.hi), kernel.mul(width, point(lower))).lo,
                             kernel.add(point(range.lo), kernel.mul(width, point(upper))).hi};

    // Empirical Bernstein, each side at doubt/4: log(2/(doubt/4)).
    if (moments.n >= 2) {
        const DoubleInterval L = log_of_ratio(8, doubt);
        const DoubleInterval noise =
            kernel.sqrt(kernel.div(kernel.mul(kernel.mul(point(2), moments.variance()), L), n));
        const DoubleInterval price = kernel.div(kernel.mul(kernel.mul(point(7), width), L),
                                                kernel.mul(point(3), whole(moments.n - 1)));
        const double off = kernel.add(noise, price).hi;
        result.lo = std::max(result.lo, directed::add_down(mean.lo, -off));
        result.hi = std::min(result.hi, directed::add_up(mean.hi, off));
    }
    if (third) {
        result.lo = std::max(result.lo, directed::add_down(mean.lo, -radius));
        result.hi = std::min(result.hi, directed::add_up(mean.hi, radius));
    }
    result.lo = std::max(result.lo, range.lo);
    result.hi = std::min(result.hi, range.hi);
    return result;
}

DoubleInterval variance_interval(const EnclosedMoments& moments, DoubleInterval range, double doubt) {
    const DoubleInterval width = kernel.sub(point(range.hi), point(range.lo));
    const double largest = kernel.div(square(width), point(4)).hi;
    if (moments.n < 2) return {0, largest};
    // Each side at doubt/2.
    const DoubleInterval L = log_of_ratio(2, doubt);
    const DoubleInterval radius =
        kernel.mul(width, kernel.sqrt(kernel.div(kernel.mul(point(2), L), whole(moments.n - 1))));
    const DoubleInterval sigma = kernel.sqrt(moments.variance());
    const double low = std::max(0.0, directed::add_down(sigma.lo, -radius.hi));
    const double high = directed::add_up(sigma.hi, radius.hi);
    return {directed::mul_down(low, low), std::min(largest, directed::mul_up(high, high))};
}

}  // namespace groundcheck
