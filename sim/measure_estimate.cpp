#include "sim/measure_estimate.hpp"

#include <algorithm>

namespace groundcheck {

namespace {

// So many equal values.
EnclosedMoments repeated(std::uint64_t n, double value) {
    EnclosedMoments result;
    result.n = n;
    result.centre = value;
    return result;
}

// 1 for the infinite values, 0 for the others.
EnclosedMoments indicator(const MeasureMoments& moments) {
    EnclosedMoments result = repeated(moments.finite.n, 0);
    result.merge(repeated(moments.infinite, 1));
    return result;
}

}  // namespace

void MeasureMoments::add(DoubleInterval value) {
    if (value.lo == directed::infinity)
        ++infinite;
    else
        finite.add(value);
}

void MeasureMoments::merge(const MeasureMoments& other) {
    finite.merge(other.finite);
    infinite += other.infinite;
}

EnclosedMoments MeasureMoments::cut_off(double largest) const {
    EnclosedMoments result = finite;
    if (infinite > 0) result.merge(repeated(infinite, largest));
    return result;
}

double doubt_of_each(double confidence, Sharing sharing, std::size_t intervals) {
    const double doubt = directed::add_down(1, -confidence);
    if (sharing == Sharing::each || intervals == 0) return doubt;
    return directed::div_down(doubt, static_cast<double>(intervals));
}

MeasureEstimate estimate_of_constant(DoubleInterval value, std::uint64_t replicates) {
    const bool infinite = value.lo == directed::infinity;
    const double share = infinite ? 1 : 0;
    return {value, value, infinite ? replicates : 0, {share, share}, {0, 0}};
}

MeasureEstimate estimate_without_bounds(const MeasureMoments& moments) {
    MeasureEstimate result;
    result.infinite = moments.infinite;
    if (moments.infinite > 0) {
        result.average = {directed::infinity, directed::infinity};
        return result;
    }
    result.average = moments.finite.mean();
    if (moments.finite.n < 2) return result;
    const DoubleKernel kernel;
    const DoubleInterval variance = moments.finite.variance();
    result.standard_error = kernel.sqrt(kernel.div({std::max(0.0, variance.lo), variance.hi},
                                                   kernel.point(static_cast<double>(moments.finite.n))));
    return result;
}

void bound_from_below(MeasureEstimate& estimate, const MeasureMoments& moments,
                      const EnclosedMoments& cut_off, DoubleInterval range, double doubt) {
    estimate.expectation = mean_interval(cut_off, range, doubt);
    estimate.expectation.hi = directed::infinity;
    estimate.infinite_share = mean_interval(indicator(moments), {0, 1}, doubt);
}

}  // namespace groundcheck
