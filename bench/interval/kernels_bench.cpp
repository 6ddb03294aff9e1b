// What an operation costs in each kernel: points and wide intervals, arithmetic and functions.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "interval/ball_kernel.hpp"
#include "interval/double_kernel.hpp"
#include "interval/double_log.hpp"
#include "interval/exact_kernel.hpp"
#include "interval/mpfi_kernel.hpp"

using namespace groundcheck;

namespace {

// Arguments that no branch predictor learns by heart: k/97 and their neighbours.
template <class Kernel>
std::vector<typename Kernel::Value> arguments(const Kernel& kernel, bool wide) {
    std::vector<typename Kernel::Value> values;
    for (int k = 1; k <= 64; ++k) {
        const Rational low((k * 37) % 97, 97);
        values.push_back(wide ? kernel.interval(low, low + Rational(1, 50)) : kernel.rational(low));
    }
    return values;
}

template <class Kernel, class Operation>
void run(benchmark::State& state, const Kernel& kernel, bool wide, Operation operation) {
    const auto values = arguments(kernel, wide);
    std::size_t i = 0;
    for ([[maybe_unused]] auto _ : state) {
        benchmark::DoNotOptimize(operation(kernel, values[i % 64], values[(i + 17) % 64]));
        ++i;
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

template <class Kernel>
void register_kernel(const Kernel& kernel, const std::string& name) {
    const auto add = [&](const char* operation, bool wide, auto body) {
        const std::string full = name + "/" + operation + (wide ? "/wide" : "/point");
        benchmark::RegisterBenchmark(full.c_str(),
                                     [=](benchmark::State& state) { run(state, kernel, wide, body); });
    };
    for (const bool wide : {false, true}) {
        add("add", wide, [](const Kernel& k, const auto& a, const auto& b) { return k.add(a, b); });
        add("mul", wide, [](const Kernel& k, const auto& a, const auto& b) { return k.mul(a, b); });
        add("div", wide, [](const Kernel& k, const auto& a, const auto& b) { return k.div(a, b); });
        add("sqrt", wide, [](const Kernel& k, const auto& a, const auto&) { return k.sqrt(a); });
        add("log", wide, [](const Kernel& k, const auto& a, const auto&) { return k.log(a); });
        add("exp", wide, [](const Kernel& k, const auto& a, const auto&) { return k.exp(a); });
        add("xlogx", wide, [](const Kernel& k, const auto& a, const auto&) { return k.xlogx(a); });
        add("digamma", wide, [](const Kernel& k, const auto& a, const auto&) { return k.digamma(a); });
        add("chi-square tail 8", wide,
            [](const Kernel& k, const auto& a, const auto&) { return k.chi_square_tail(8, a); });
        add("power 7", wide,
            [](const Kernel& k, const auto& a, const auto&) { return k.power(a, std::int64_t{7}); });
        add("power", wide, [](const Kernel& k, const auto& a, const auto& b) { return k.power(a, b); });
    }
}

void register_fast_logarithms() {
    const auto add = [](const char* name, auto body) {
        benchmark::RegisterBenchmark(name, [=](benchmark::State& state) {
            std::array<double, 64> x{};
            for (std::size_t k = 0; k < x.size(); ++k)
                x[k] = static_cast<double>(1 + (k * 37) % 97) / 97;
            std::size_t i = 0;
            for ([[maybe_unused]] auto _ : state)
                benchmark::DoNotOptimize(body(x[i++ % 64]));
            state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
        });
    };
    add("double/fast log/point", [](double x) { return fast_log(x); });
    add("double/fast xlogx/point", [](double x) { return fast_xlogx(x); });
    add("double/fast xlogx/wide", [](double x) { return fast_xlogx(DoubleInterval{x, x + 0.02}); });
}

// An entropy-like sum of log-linear numbers, and the sign of its difference from a neighbour.
void log_linear_sum(benchmark::State& state) {
    const auto n = static_cast<unsigned>(state.range(0));
    for ([[maybe_unused]] auto _ : state) {
        LogLinear sum;
        for (unsigned k = 1; k <= n; ++k)
            sum.add_scaled(LogLinear::log(Rational(k, n)), Rational(k, n * n));
        benchmark::DoNotOptimize(sum);
    }
}
BENCHMARK(log_linear_sum)->Arg(10)->Arg(100)->Arg(400);

void log_linear_sign(benchmark::State& state) {
    const auto n = static_cast<unsigned>(state.range(0));
    LogLinear sum;
    for (unsigned k = 1; k <= n; ++k)
        sum.add_scaled(LogLinear::log(Rational(k, n)), Rational(k, n * n));
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(sum.sign());
}
BENCHMARK(log_linear_sign)->Arg(10)->Arg(100)->Arg(400);

const bool registered = [] {
    register_kernel(DoubleKernel(), "double");
    register_fast_logarithms();
    register_kernel(BallKernel(128), "ball 128");
    register_kernel(MpfiKernel(128), "mpfi 128");
    return true;
}();

}  // namespace
