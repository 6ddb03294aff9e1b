// Lattice throughput: one-step at K = 4 on lattice(40), N = 1..64, engine against a plain loop over Arb
// balls.
//
// Both decide E[H(Q')] <= H(Q) at every sorted lattice point for every N, and both count points (instances of
// Q and N) per second. The plain loop does what one would write first: for each point and symbol the binomial
// sum of k/N*log(k/N) in Arb balls of 128 bits, no tables shared between points. Their ratio is the figure to
// quote.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <vector>

#include "audit/audit.hpp"
#include "bench/arb_ball.hpp"
#include "theorems/language/claim_file.hpp"

namespace {

using namespace groundcheck;

constexpr std::uint32_t symbols = 4, denominator = 40, most_samples = 64;
using baseline::Arb;
using baseline::bits;
using baseline::x_log_x;

// One symbol's share of H(Q) - E[H(Q')] at p = part/denominator.
void symbol_loss(arb_ptr loss, ulong part, ulong N) {
    Arb p, q, weight, power, term, expected;
    arb_set_ui(p, part);
    arb_div_ui(p, p, denominator, bits);
    arb_sub_ui(q, p, 1, bits);
    arb_neg(q, q);
    for (ulong k = 0; k <= N; ++k) {
        arb_bin_uiui(weight, N, k, bits);
        arb_pow_ui(power, p, k, bits);
        arb_mul(weight, weight, power, bits);
        arb_pow_ui(power, q, N - k, bits);
        arb_mul(weight, weight, power, bits);
        x_log_x(term, k, N);
        arb_addmul(expected, weight, term, bits);
    }
    x_log_x(loss, part, denominator);
    arb_sub(loss, expected, loss, bits);
}

void plain_arb_loop(benchmark::State& state) {
    const auto points = compositions(denominator, symbols, true);
    const std::uint32_t N = static_cast<std::uint32_t>(state.range(0));
    std::size_t decided = 0, done = 0;
    for ([[maybe_unused]] auto _ : state) {
        // A slice of the points is enough to measure a rate; it wanders over all of them.
        for (std::size_t i = 0; i < 16; ++i, ++done) {
            Arb total, loss;
            for (const auto part : points[(done * 37) % points.size()]) {
                symbol_loss(loss, part, N);
                arb_add(total, total, loss, bits);
            }
            decided += arb_is_negative(total) == 0 ? 1 : 0;
        }
    }
    benchmark::DoNotOptimize(decided);
    state.SetItemsProcessed(static_cast<std::int64_t>(done));
}
// The sizes' rates average over N = 1..64 like the engine's run: cost grows linearly in N, so 32 is its mean.
BENCHMARK(plain_arb_loop)->Arg(8)->Arg(32)->Arg(64)->Unit(benchmark::kMillisecond);

Claim one_step() {
    const auto file =
        std::filesystem::temp_directory_path() / ("groundcheck-bench-" + std::to_string(getpid()) + ".toml");
    std::ofstream(file) << "title = \"one-step\"\nstatement = \"E[H(Q')] <= H(Q)\"\nexpect = \"proved\"\n"
                        << "[domain]\nK = " << symbols << "\nN = \"1.." << most_samples
                        << "\"\nQ = \"lattice(" << denominator << ")\"\n";
    Claim claim = load_claim(file);
    std::filesystem::remove(file);
    return claim;
}

void engine(benchmark::State& state) {
    const Claim claim = one_step();
    AuditOptions options;
    options.threads = static_cast<unsigned>(state.range(0));
    std::int64_t points = 0;
    for ([[maybe_unused]] auto _ : state) {
        const ClaimResult result = decide_claim(claim, false, options);
        if (result.verdict != Verdict::proved) state.SkipWithError("the claim was not proved");
        for (const auto& instance : result.instances)
            points += static_cast<std::int64_t>(instance.points);
    }
    state.SetItemsProcessed(points);
}
BENCHMARK(engine)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

// The same claim on every alphabet at once: all 37,338 partitions of 40 for each N.
void engine_every_alphabet(benchmark::State& state) {
    Claim claim = one_step();
    claim.domains.front().K.clear();
    claim.domains.front().any_alphabet = true;
    AuditOptions options;
    options.threads = 1;
    std::int64_t points = 0;
    for ([[maybe_unused]] auto _ : state) {
        for (const auto& instance : decide_claim(claim, false, options).instances)
            points += static_cast<std::int64_t>(instance.points);
    }
    state.SetItemsProcessed(points);
}
BENCHMARK(engine_every_alphabet)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
