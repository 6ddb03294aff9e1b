// sandwich-lower over the continuum: the prover, the checker, and the plain way for scale.
//
// The plain way is a mean-value bisection over Arb intervals at 96 bits, in the size-biased form: with n =
// N-1 and B ~ Binomial(n, p),
//     f(p) = E[log(1+B)] - 1/2*log((1+n*p)*(n+1)*p),   f'(p) = n*E'[log(1 + 1/(1+B'))] - 1/2*(n/(1+n*p) +
//     1/p),   B' ~ Binomial(n-1, p).
// All of them decide the same question: f >= 0 on (0,1]. Compare the times of one run.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "decide/continuum/decide_continuum.hpp"
#include "interval/ball_kernel.hpp"
#include "theorems/language/claim_file.hpp"

namespace {

using namespace groundcheck;

namespace fs = std::filesystem;

constexpr std::uint32_t largest_N = 256;

// E[value(B)], B ~ Binomial(n, p), for all p in the interval at once.
template <class Values>
Ball binomial_mean(const BallKernel& kernel, unsigned n, const Ball& p, const Values& values) {
    const Ball q = kernel.sub(kernel.rational(1), p);
    Ball sum;
    for (unsigned k = 0; k <= n; ++k) {
        const Ball weight =
            kernel.mul(kernel.power(p, std::int64_t{k}), kernel.power(q, std::int64_t{n} - k));
        const Ball factor = kernel.mul(kernel.rational(Rational(binomial(n, k))), values[k]);
        sum = kernel.add(sum, kernel.mul(factor, weight));
    }
    return sum;
}

class PlainBisection {
  public:
    explicit PlainBisection(unsigned N) : n_(N - 1) {
        for (unsigned k = 0; k <= n_; ++k) {
            logs_.push_back(kernel_.log(kernel_.rational(Rational(k + 1))));
            steps_.push_back(kernel_.log(kernel_.rational(Rational(k + 2) / Rational(k + 1))));
        }
    }
    std::size_t run() {
        box(0, 1);
        return boxes_;
    }

  private:
    Ball f(const Ball& p) const {
        const Ball argument = kernel_.mul(grown(p), kernel_.mul(kernel_.rational(Rational(n_ + 1)), p));
        return kernel_.sub(binomial_mean(kernel_, n_, p, logs_),
                           kernel_.mul(kernel_.rational(Rational(1, 2)), kernel_.log(argument)));
    }
    Ball grown(const Ball& p) const {
        return kernel_.add(kernel_.rational(1), kernel_.mul(kernel_.rational(Rational(n_)), p));
    }
    Ball slope(const Ball& p) const {
        const Ball n = kernel_.rational(Rational(n_));
        const Ball mean = kernel_.mul(n, binomial_mean(kernel_, n_ - 1, p, steps_));
        const Ball other = kernel_.add(kernel_.div(n, grown(p)), kernel_.div(kernel_.rational(1), p));
        return kernel_.sub(mean, kernel_.mul(kernel_.rational(Rational(1, 2)), other));
    }
    bool holds(const Rational& low, const Rational& high) const {
        const Ball zero = kernel_.rational(0);
        const Ball p = kernel_.interval(low, high);
        if (low == 0)
            return kernel_.less_equal(zero, f(p)) ==
                   Truth::yes;  // the logarithm falls without bound towards 0
        const Ball rate = slope(p);
        if (high == 1 && kernel_.less_equal(rate, zero) == Truth::yes) return true;  // f(1) = 0
        const Rational middle = (low + high) / 2;
        const Ball offset = kernel_.interval(low - middle, high - middle);
        return kernel_.less_equal(
                   zero, kernel_.add(f(kernel_.rational(middle)), kernel_.mul(rate, offset))) == Truth::yes;
    }
    void box(const Rational& low, const Rational& high) {
        ++boxes_;
        if (holds(low, high)) return;
        const Rational middle = (low + high) / 2;
        box(low, middle);
        box(middle, high);
    }

    BallKernel kernel_{96};
    unsigned n_;
    std::vector<Ball> logs_, steps_;
    std::size_t boxes_ = 0;
};

const Claim& sandwich_lower() {
    static const Claim claim = load_claim("theorems/facts/entropy-decay/sandwich-lower.toml");
    return claim;
}

// The certificates of sandwich-lower for the sample sizes first..last over the simplex.
std::string prove(std::uint32_t first, std::uint32_t last) {
    const Question question{&sandwich_lower(), false};
    std::string certificates;
    for (const Instance& instance : instances(question)) {
        if (instance.K || !has_continuum(question.domains()[instance.domain])) continue;
        if (*instance.N < first || *instance.N > last) continue;
        const ContinuumOutcome outcome = decide_continuum(question, instance);
        if (outcome.result.verdict != Verdict::proved)
            throw std::runtime_error("sandwich-lower is not proved at " + to_text(instance.key()));
        certificates += outcome.certificate;
    }
    return certificates;
}

void plain_bisection(benchmark::State& state) {
    std::size_t boxes = 0;
    for ([[maybe_unused]] auto _ : state)
        boxes = PlainBisection(static_cast<unsigned>(state.range(0))).run();
    state.counters["boxes"] = static_cast<double>(boxes);
}
BENCHMARK(plain_bisection)->Arg(16)->Arg(32)->Arg(64)->Unit(benchmark::kMillisecond);

void prover(benchmark::State& state) {
    const auto N = static_cast<std::uint32_t>(state.range(0));
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(prove(N, N));
}
BENCHMARK(prover)->Arg(16)->Arg(32)->Arg(64)->Arg(256)->Unit(benchmark::kMillisecond);

void prover_all(benchmark::State& state) {
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(prove(1, largest_N));
}
BENCHMARK(prover_all)->Unit(benchmark::kSecond)->Iterations(1);

void checker_all(benchmark::State& state) {
    const fs::path file = fs::temp_directory_path() / "groundcheck-bench.gc";
    std::ofstream(file) << prove(1, largest_N);
    const std::string command = std::string(GROUNDCHECK_CHECKER) + " " + file.string() + " > /dev/null";
    for ([[maybe_unused]] auto _ : state) {
        if (std::system(command.c_str()) != 0)
            state.SkipWithError("the checker does not accept the certificates");
    }
    fs::remove(file);
}
BENCHMARK(checker_all)->Unit(benchmark::kSecond)->Iterations(1)->UseRealTime();

}  // namespace
