// The loop's speed: tokens written a second, and transitions counted and fitted, at orders and vocabularies
// that matter. `bench_loops` in a release build.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "sim/loops/loop.hpp"

namespace {

using namespace groundcheck;
using namespace groundcheck::loops;

// A text whose contexts go into the hundreds of thousands: Zipf's law on tokens, some of them like the ones
// before.
TokenText zipf_text(std::size_t length, std::uint32_t vocabulary) {
    std::mt19937_64 random(1);
    TokenText text;
    for (std::uint32_t i = 0; i < vocabulary; ++i)
        text.names.push_back(std::to_string(i));
    const double scale = std::log(static_cast<double>(vocabulary));
    for (std::size_t i = 0; i < length; ++i) {
        const double u = static_cast<double>(random() >> 11) * 0x1p-53;
        text.tokens.push_back(std::min(vocabulary - 1, static_cast<std::uint32_t>(std::exp(u * scale)) - 1));
    }
    return text;
}

void write_tokens(benchmark::State& state) {
    const auto order = static_cast<unsigned>(state.range(0));
    const RealText real(zipf_text(2'000'000, static_cast<std::uint32_t>(state.range(1))), order, 0);
    const SequenceModel model(real.grams(), real.shape(), Smoothing{}, real.vocabulary());
    RandomStream random(1, {});
    SequenceModel::Position position = model.begin(random);
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(model.next(random, position));
    state.SetItemsProcessed(state.iterations());
    state.counters["grams"] = static_cast<double>(real.grams().size());
}

void fit(benchmark::State& state) {
    const RealText real(zipf_text(2'000'000, 5000), 2, 0);
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(SequenceModel(real.grams(), real.shape(), Smoothing{}, real.vocabulary()));
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(real.grams().size()));
}

void count(benchmark::State& state) {
    const TokenText text = zipf_text(4'000'000, 5000);
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(ring_grams(text.tokens, {3, bits_for(5000)}));
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(text.tokens.size()));
}

void generation(benchmark::State& state) {
    LoopPlan plan;
    plan.real = std::make_shared<RealText>(zipf_text(2'000'000, 5000), 2, 0);
    plan.alpha.assign(1, Rational(0));
    plan.samples.assign(1, static_cast<std::uint64_t>(state.range(0)));
    plan.passage = 1000;
    plan.replicates = 1;
    const Loop loop(plan);
    for ([[maybe_unused]] auto _ : state) {
        LoopState done;
        loop.run(done, {1, {}, {}});
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

}  // namespace

BENCHMARK(write_tokens)->Args({0, 5000})->Args({1, 256})->Args({2, 256})->Args({2, 5000});
BENCHMARK(fit)->Unit(benchmark::kMillisecond);
BENCHMARK(count)->Unit(benchmark::kMillisecond);
BENCHMARK(generation)->Arg(1'000'000)->Arg(10'000'000)->Unit(benchmark::kMillisecond);
