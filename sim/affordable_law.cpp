#include "sim/affordable_law.hpp"

#include <cmath>
#include <utility>

namespace groundcheck {

namespace {

constexpr double affordable = 3e8;  // products

}  // namespace

bool moments_are_affordable(std::size_t symbols, std::size_t generations) {
    // A product in balls of 128 bits counts for some tens of the chain's.
    return 60.0 * static_cast<double>(symbols) * static_cast<double>(generations) <= affordable;
}

bool chain_is_affordable(const std::vector<std::uint64_t>& samples, std::size_t masses) {
    double work = 0;
    for (const std::uint64_t n : samples) {
        const auto N = static_cast<double>(n);
        work += 8 * N * std::sqrt(N) * static_cast<double>(masses);
    }
    return work <= affordable;
}

ChainPlan scheduled_chain(std::vector<Rational> start, std::vector<Rational> world,
                          std::vector<Rational> alpha, std::vector<std::uint64_t> samples) {
    ChainPlan chain;
    chain.start = std::move(start);
    chain.world = std::move(world);
    chain.constant = false;
    chain.generations = static_cast<std::uint32_t>(samples.size());
    chain.alpha = [alpha = std::move(alpha)](std::uint32_t t) { return alpha[t - 1]; };
    chain.samples = [samples = std::move(samples)](std::uint32_t t) {
        return static_cast<std::uint32_t>(samples[t - 1]);
    };
    return chain;
}

}  // namespace groundcheck
