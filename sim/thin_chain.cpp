#include "sim/thin_chain.hpp"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "sim/deviance.hpp"

namespace groundcheck {

namespace {

constexpr double whole_below = 8;   // standard deviations of a row that is taken whole
constexpr double per_stride = 1.4;  // a standard deviation has at least as many strides
constexpr double reach = 9.9;       // standard deviations on either side

// log(n!) - log(sqrt(2*pi*n)*(n/e)^n): Stirling's series from 16 on.
double stirling_rest(double n) {
    if (n < 16) {
        if (n == 0) return 0;
        return std::lgamma(n + 1) - (n + 0.5) * std::log(n) + n - 0.5 * std::log(2 * std::numbers::pi);
    }
    const double square = n * n;
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - 1.0 / 1680 / square) / square) / square) / n;
}

// Proportional to the binomial probability of j out of N, by the deviance from the mean. `miss` is
// 1 - hit.
double density(double j, double N, double hit, double miss) {
    const double rest = N - j;
    const double spread =
        j > 0 && rest > 0 ? std::sqrt(j * rest) / N : 1 / std::sqrt(2 * std::numbers::pi * N);
    return std::exp(-deviance(j, N * hit) - deviance(rest, N * miss) - stirling_rest(j) -
                    stirling_rest(rest)) /
           spread;
}

}  // namespace

ThinChain::ThinChain(const CountChain& chain) {
    const std::uint32_t N = chain.size().from;
    std::vector<double> weights;
    for (std::uint32_t i = 0; i <= N; ++i) {
        const double mean = chain.mean(i);
        const double deviation = std::sqrt(std::max(0.0, chain.variance(i)));
        const auto centre =
            static_cast<std::uint32_t>(std::clamp(std::round(mean), 0.0, static_cast<double>(N)));
        Row row{weights_.size(), centre, 1, 1, centre, mean - centre};
        weights.assign(1, 1.0);
        if (deviation > 0) {
            const bool whole = deviation < whole_below;
            row.stride = whole ? 1 : static_cast<std::uint32_t>(deviation / per_stride);
            // A whole row reaches further: a Poisson law's tail is longer than a normal one's.
            const auto most = static_cast<std::uint32_t>(
                (whole ? 2 * reach * deviation + 24 : reach * deviation) / row.stride + 1);
            // Each row its own offset, all over the stride: with one offset for all, counts of different
            // remainders would be chains of their own that hardly meet, and equations nearly singular.
            constexpr std::uint32_t scatter = 40503;  // 2^16/golden ratio, odd
            const std::uint32_t offset = (i * scatter >> 4U) % row.stride;
            const std::uint32_t middle = std::min(centre + offset, N);
            const std::uint32_t below = std::min(most, middle / row.stride);
            const std::uint32_t above = std::min(most, (N - middle) / row.stride);
            row.first = middle - below * row.stride;
            row.count = below + above + 1;
            weights.resize(row.count);
            double sum = 0;
            for (std::uint32_t k = 0; k < row.count; ++k)
                sum += weights[k] =
                    density(row.first + static_cast<double>(row.stride) * k, N, chain.hit(i), chain.miss(i));
            for (double& weight : weights)
                weight /= sum;
        }
        weights_.insert(weights_.end(), weights.begin(), weights.end());
        rows_.push_back(row);
    }
}

// Differences of u from its tangent at the centre, as in CountChain::change.
std::vector<double> ThinChain::change(const std::vector<double>& u) const {
    const std::size_t last = u.size() - 1;
    std::vector<double> result(u.size());
    const auto change_at = [&](std::size_t i) {
        const Row& row = rows_[i];
        const std::size_t left = row.centre == 0 ? 0 : row.centre - std::size_t{1};
        const std::size_t right = std::min<std::size_t>(row.centre + std::size_t{1}, last);
        const double slope = (u[right] - u[left]) / static_cast<double>(right - left);
        const double centre = u[row.centre];
        const double step = slope * row.stride;
        const double start = slope * (static_cast<double>(row.first) - row.centre);
        const double* weight = weights_.data() + row.offset;
        double sum = 0;
        for (std::uint32_t k = 0; k < row.count; ++k)
            sum += weight[k] * ((u[row.first + std::size_t{row.stride} * k] - centre) - (start + step * k));
        return sum + ((centre - u[i]) + slope * row.off_centre);
    };
    oneapi::tbb::parallel_for(oneapi::tbb::blocked_range<std::size_t>(0, u.size(), 1024),
                              [&](const oneapi::tbb::blocked_range<std::size_t>& range) {
                                  for (std::size_t i = range.begin(); i < range.end(); ++i)
                                      result[i] = change_at(i);
                              });
    return result;
}

}  // namespace groundcheck
