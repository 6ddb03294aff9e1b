// Multinomial sampling, against GSL's in the same run (aim: at most twice its time). Arguments: K symbols, N
// draws. "uniform" and "zipf" draw from a fixed law, "empirical" from the counts of an earlier draw, which is
// what a generation does.
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "sim/sampling.hpp"

#ifdef GROUNDCHECK_HAVE_GSL
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#endif

namespace {

using namespace groundcheck;

std::vector<double> weights_of(std::size_t K, bool zipf) {
    std::vector<double> weights(K);
    double sum = 0;
    for (std::size_t i = 0; i < K; ++i)
        sum += weights[i] = zipf ? 1 / static_cast<double>(i + 1) : 1;
    for (double& weight : weights)
        weight /= sum;
    return weights;
}

void fixed_law(benchmark::State& state, bool zipf) {
    const auto K = static_cast<std::size_t>(state.range(0));
    const auto N = static_cast<std::uint64_t>(state.range(1));
    const FixedLaw law(weights_of(K, zipf));
    SymbolCounts table(K);
    SparseCounts counts;
    std::uint32_t replicate = 0;
    for ([[maybe_unused]] auto _ : state) {
        RandomStream random(1, {.replicate = replicate++});
        law.sample(random, N, table);
        table.take(counts);
        benchmark::DoNotOptimize(counts.total);
    }
}

void empirical(benchmark::State& state, bool zipf) {
    const auto K = static_cast<std::size_t>(state.range(0));
    const auto N = static_cast<std::uint64_t>(state.range(1));
    SymbolCounts table(K);
    SparseCounts counts, next;
    RandomStream first(1, {});
    FixedLaw(weights_of(K, zipf)).sample(first, N, table);
    table.take(counts);
    std::uint32_t replicate = 0;
    for ([[maybe_unused]] auto _ : state) {
        RandomStream random(1, {.replicate = ++replicate});
        sample_empirical(random, N, counts, table);
        table.take(next);
        benchmark::DoNotOptimize(next.total);
    }
}

#ifdef GROUNDCHECK_HAVE_GSL
void gsl(benchmark::State& state, bool zipf) {
    const auto K = static_cast<std::size_t>(state.range(0));
    const std::vector<double> weights = weights_of(K, zipf);
    std::vector<unsigned> counts(K);
    gsl_rng* random = gsl_rng_alloc(gsl_rng_taus2);  // the fastest of GSL's good generators
    for ([[maybe_unused]] auto _ : state) {
        gsl_ran_multinomial(random, K, static_cast<unsigned>(state.range(1)), weights.data(), counts.data());
        benchmark::DoNotOptimize(counts.data());
    }
    gsl_rng_free(random);
}
BENCHMARK_CAPTURE(gsl, uniform, false)
    ->Args({1000, 10'000'000})
    ->Args({1'000'000, 10'000'000})
    ->Args({1'000'000, 10'000})
    ->Args({2000, 10'000})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(gsl, zipf, true)
    ->Args({1000, 10'000'000})
    ->Args({1'000'000, 10'000'000})
    ->Args({1'000'000, 10'000})
    ->Args({2000, 10'000})
    ->Unit(benchmark::kMicrosecond);
#endif

BENCHMARK_CAPTURE(fixed_law, uniform, false)
    ->Args({1000, 10'000'000})
    ->Args({1'000'000, 10'000'000})
    ->Args({1'000'000, 10'000})
    ->Args({2000, 10'000})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(fixed_law, zipf, true)
    ->Args({1000, 10'000'000})
    ->Args({1'000'000, 10'000'000})
    ->Args({1'000'000, 10'000})
    ->Args({2000, 10'000})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(empirical, uniform, false)
    ->Args({1000, 10'000'000})
    ->Args({1'000'000, 10'000'000})
    ->Args({2000, 10'000})
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(empirical, zipf, true)
    ->Args({1000, 10'000'000})
    ->Args({1'000'000, 10'000'000})
    ->Args({2000, 10'000})
    ->Unit(benchmark::kMicrosecond);

}  // namespace
