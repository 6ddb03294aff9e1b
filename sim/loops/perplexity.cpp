#include "sim/loops/perplexity.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/loops/enclosed_sum.hpp"

namespace groundcheck::loops {

HeldOutLoss held_out_loss(const GramCounts& grams, std::span<const SequenceModel* const> models,
                          std::span<const std::uint64_t> weights) {
    HeldOutLoss loss;
    loss.perplexity = {1, 1};
    EnclosedSum surprise;
    const double all =
        weights.empty()
            ? static_cast<double>(models.size())
            : static_cast<double>(std::accumulate(weights.begin(), weights.end(), std::uint64_t{0}));
    const auto total = static_cast<long double>(grams.total);
    for (std::size_t i = 0; i < grams.size(); ++i) {
        double p = 0;
        for (std::size_t j = 0; j < models.size(); ++j)
            p += (weights.empty() ? 1.0 : static_cast<double>(weights[j])) *
                 models[j]->probability(grams.grams[i]);
        p /= all;
        if (p <= 0)
            loss.unseen += grams.counts[i];
        else
            surprise.add(static_cast<long double>(grams.counts[i]) / total *
                         std::max(0.0L, -std::log(static_cast<long double>(p))));
    }
    if (grams.total == 0) return loss;
    if (loss.unseen > 0) {
        loss.perplexity = {directed::infinity, directed::infinity};
        return loss;
    }
    // A probability is a few dozen operations in double, none of which cancels, within 2^-45 of itself: so
    // far is its logarithm off, and the mean of them.
    constexpr double slack = 0x1p-45;
    const DoubleKernel kernel;
    loss.perplexity = kernel.exp(kernel.add(surprise.enclosure(), {-slack, slack}));
    loss.perplexity.lo = std::max(1.0, loss.perplexity.lo);
    return loss;
}

}  // namespace groundcheck::loops
