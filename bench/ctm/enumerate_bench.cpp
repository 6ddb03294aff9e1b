// How long the output distributions take, and what the tree normal form saves.
//
// The baseline is the definition: all 14^6 machines with three states, one by one, run on a blank tape to 21
// steps.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include "ctm/enumerate.hpp"
#include "ctm/tally.hpp"

namespace {

using namespace groundcheck::ctm;

void every_machine_one_by_one(benchmark::State& state) {
    const int states = static_cast<int>(state.range(0));
    std::uint64_t halting = 0;
    for ([[maybe_unused]] auto _ : state) {
        Tally outputs;
        halting = 0;
        for (std::uint64_t i = 0; i < machine_count(states); ++i) {
            if (const auto halt = run_machine(machine_at(states, i), 0, default_bound(states))) {
                ++halting;
                outputs.add(halt->output, 1);
            }
        }
        benchmark::DoNotOptimize(outputs);
    }
    state.counters["machines"] = static_cast<double>(machine_count(states));
    state.counters["halting"] = static_cast<double>(halting);
}

void tree_normal_form(benchmark::State& state) {
    EnumerationOptions options;
    options.states = static_cast<int>(state.range(0));
    options.bound = default_bound(options.states);
    options.detect_loops = state.range(1) != 0;
    std::uint64_t leaves = 0;
    std::uint64_t halting = 0;
    for ([[maybe_unused]] auto _ : state) {
        const auto all = enumerate_machines(options);
        leaves = all->census.leaves;
        halting = all->census.halting;
    }
    state.counters["machines"] = static_cast<double>(machine_count(options.states));
    state.counters["leaves"] = static_cast<double>(leaves);
    state.counters["halting"] = static_cast<double>(halting);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    state.counters["peak_MiB"] = static_cast<double>(usage.ru_maxrss) / 1024.0;
}

BENCHMARK(every_machine_one_by_one)->Arg(2)->Arg(3)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(tree_normal_form)
    ->ArgNames({"states", "loops"})
    ->Args({2, 1})
    ->Args({3, 1})
    ->Args({3, 0})
    ->Args({4, 1})
    ->Args({4, 0})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(tree_normal_form)
    ->ArgNames({"states", "loops"})
    ->Args({5, 1})
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
