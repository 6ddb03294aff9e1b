#include "sim/betting.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/enclosed.hpp"

namespace groundcheck {

namespace {

constexpr double kMostAtStake = 0.75;  // of the capital, should a value be the least possible
constexpr double kBettingScale = 0x1p+500;

// a_i: what pays best for values of the variance seen so far, were the mean's distance known. Any numbers
// that look at earlier values alone are allowed; these are not rounded in any direction.
std::vector<double> stakes(std::span<const DoubleInterval> values, double width, double doubt) {
    std::vector<double> result;
    result.reserve(values.size());
    const auto n = static_cast<double>(values.size());
    double mean = 0, squares = width * width / 4;  // Welford's sums, begun with the greatest variance
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto seen = static_cast<double>(i);
        result.push_back(std::sqrt(2 * std::log(1 / doubt) / (n * squares / (seen + 1))));
        const double x = values[i].lo + (values[i].hi - values[i].lo) / 2, off = x - mean;
        mean += off / (seen + 1);
        squares += off * (x - mean);
    }
    return result;
}

// A product of positive factors from below, as mantissa*kBettingScale^power.
struct Capital {
    double mantissa = 1;
    long power = 0;

    void multiply(double factor) {
        mantissa = directed::mul_down(mantissa, factor);
        if (mantissa >= kBettingScale) {
            mantissa /= kBettingScale;
            ++power;
        } else if (mantissa > 0 && mantissa < 1 / kBettingScale) {
            mantissa *= kBettingScale;
            --power;
        }
    }
    // Whether it is certainly at least `needed`, a number from 1 to the scale.
    [[nodiscard]] bool reaches(double needed) const {
        if (power > 1) return mantissa > 0;
        if (power < 0) return false;
        return power == 0 ? mantissa >= needed : mantissa >= needed / kBettingScale;
    }
};

// Whether the mean is ruled out to be m or less: certainly K(m) >= 1/doubt.
bool ruled_out(std::span<const DoubleInterval> values, std::span<const double> most, double m, double low,
               double needed) {
    const double gap = directed::add_down(m, -low);
    if (gap <= 0) return false;
    const DoubleInterval cap = {directed::div_down(kMostAtStake, directed::add_up(m, -low)),
                                directed::div_up(kMostAtStake, gap)};
    Capital capital;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const DoubleInterval stake = {std::min(most[i], cap.lo), std::min(most[i], cap.hi)};
        const double gain = directed::add_down(values[i].lo, -m);
        const double won = directed::mul_down(gain >= 0 ? stake.lo : stake.hi, gain);
        capital.multiply(std::max(0.0, directed::add_down(1, won)));
    }
    return capital.reaches(needed);
}

// A bound that the mean is below with probability at most `doubt`: the greatest m found that is ruled out.
double lower_end(std::span<const DoubleInterval> values, double low, double high, double doubt) {
    const std::vector<double> most = stakes(values, high - low, doubt);
    const double needed = directed::div_up(1, doubt);
    double out = low, open = high;
    const double enough = 1e-7 * (high - low);
    while (open - out > enough) {
        const double middle = out + (open - out) / 2;
        if (middle <= out || middle >= open) break;
        (ruled_out(values, most, middle, low, needed) ? out : open) = middle;
    }
    return out;
}

}  // namespace

DoubleInterval betting_interval(std::span<const DoubleInterval> values, DoubleInterval range, double doubt) {
    if (!(range.lo < range.hi)) return range;
    const double side = doubt / 2;  // exact
    std::vector<DoubleInterval> mirrored;
    mirrored.reserve(values.size());
    for (const DoubleInterval value : values)
        mirrored.push_back(kernel.neg(value));
    return {lower_end(values, range.lo, range.hi, side), -lower_end(mirrored, -range.hi, -range.lo, side)};
}

}  // namespace groundcheck
