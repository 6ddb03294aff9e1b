// A generation of a large chain: our step in doubles with proved errors, against a plain Arb matrix-vector
// product with the same transition matrix, dense, as one would write it. The ratio is what counts: both run
// here, one after the other.
#include <benchmark/benchmark.h>

#if __has_include(<flint/arb_mat.h>)
#include <flint/arb_mat.h>
#else
#include <arb_mat.h>
#endif

#include "interval/arb_headers.hpp"
#include "sim/chain_solver.hpp"
#include "sim/count_chain.hpp"
#include "sim/large_chain.hpp"
#include "sim/selected_fixation.hpp"
#include "sim/thin_chain.hpp"

using namespace groundcheck;

namespace {

constexpr slong arb_bits = 64;

// A matrix of Arb balls that frees itself.
class ArbMatrix {
  public:
    ArbMatrix(std::uint32_t rows, std::uint32_t columns) { arb_mat_init(matrix_, rows, columns); }
    ~ArbMatrix() { arb_mat_clear(matrix_); }
    ArbMatrix(const ArbMatrix&) = delete;
    ArbMatrix& operator=(const ArbMatrix&) = delete;
    arb_ptr at(std::uint32_t i, std::uint32_t j) { return arb_mat_entry(matrix_, i, j); }
    arb_mat_struct* get() { return matrix_; }

  private:
    arb_mat_t matrix_;
};

// A law that every state has a share of.
CountLaw wide_law(std::uint32_t N) {
    CountLaw law;
    law.mass.assign(N + std::size_t{1}, 1.0 / (N + 1.0));
    return law;
}

void chain_step(benchmark::State& state) {
    const auto N = static_cast<std::uint32_t>(state.range(0));
    const CountChain chain({N, N}, 0, 0);
    const CountLaw law = wide_law(N);
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(chain.step(law));
}

void chain_step_rows_anew(benchmark::State& state) {
    const auto N = static_cast<std::uint32_t>(state.range(0));
    const CountChain chain({N, N}, 0, 0, 0);
    const CountLaw law = wide_law(N);
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(chain.step(law));
}

void arb_step(benchmark::State& state) {
    const auto N = static_cast<std::uint32_t>(state.range(0));
    ArbMatrix matrix(N + 1, N + 1);
    BinomialRow row;
    for (std::uint32_t i = 0; i <= N; ++i) {
        binomial_row(N, odds(i, N - i), row);
        for (std::size_t k = 0; k < row.weights.size(); ++k) {
            // From state i to state first + k; transposed, so that the product goes along rows.
            arb_ptr entry = matrix.at(row.first + static_cast<std::uint32_t>(k), i);
            arb_set_d(entry, row.weights[k]);
            mag_set_d(arb_radref(entry), row.weights[k] * row.relative);
        }
    }
    ArbMatrix law(N + 1, 1);
    ArbMatrix next(N + 1, 1);
    for (std::uint32_t i = 0; i <= N; ++i)
        arb_set_d(law.at(i, 0), 1.0 / (N + 1.0));
    for ([[maybe_unused]] auto _ : state) {
        arb_mat_mul_classical(next.get(), matrix.get(), law.get(), arb_bits);
        benchmark::ClobberMemory();
    }
}

// T*u - u: with the whole rows, as it is checked, and with the thin ones, as it is solved.
void chain_change(benchmark::State& state) {
    const auto N = static_cast<std::uint32_t>(state.range(0));
    const CountChain chain({N, N}, 0, 0, 0);
    const std::vector<double> u = shares(N);
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(chain.change(u));
}

void thin_change(benchmark::State& state) {
    const auto N = static_cast<std::uint32_t>(state.range(0));
    const ThinChain chain(CountChain({N, N}, 0, 0, 0));
    const std::vector<double> u = shares(N);
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(chain.change(u));
}

void fixation_enclosed(benchmark::State& state) {
    const auto N = static_cast<std::uint32_t>(state.range(0));
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(fixation({Rational(1, 3), Rational(2, 3)}, N));
}

void selected_fixation_enclosed(benchmark::State& state) {
    const auto N = static_cast<std::uint32_t>(state.range(0));
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(SelectedFixation(N, Rational(1001, 1000)).from(Rational(1, 3)));
}

}  // namespace

BENCHMARK(arb_step)->Arg(2000)->Unit(benchmark::kMillisecond);
BENCHMARK(chain_step)->Arg(2000)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(chain_step_rows_anew)->Arg(2000)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(chain_step)->Arg(20000)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(chain_change)->Arg(2000)->Arg(20000)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(thin_change)->Arg(2000)->Arg(20000)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(fixation_enclosed)
    ->Arg(2000)
    ->Arg(20000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(3);
BENCHMARK(selected_fixation_enclosed)->Arg(2000)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(3);
