#include "sim/gaussian_simulation.hpp"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <utility>

#include "sim/chunked_run.hpp"
#include "sim/enclosed.hpp"
#include "sim/normal_draws.hpp"
#include "sim/rounding.hpp"
#include "sim/sampling.hpp"

namespace groundcheck {

namespace {

constexpr const char* kGaussianTitle = "groundcheck Gaussian simulation state 1";

// Samples as far as a fit looks at them.
struct PooledSample {
    double size = 0, mean = 0, squares = 0;  // squares: about the mean
};

PooledSample pool_of(std::uint64_t size, double mean, double variance, RandomStream& random) {
    if (size == 0) return {};
    const auto k = static_cast<double>(size);
    PooledSample result{k, mean + std::sqrt(variance / k) * normal_draw(random), 0};
    if (size > 1) result.squares = variance * chi_square_draw(random, size - 1);
    return result;
}

// Nothing is subtracted but the means from each other, so that squares do not cancel.
PooledSample joined(const PooledSample& a, const PooledSample& b) {
    if (a.size == 0) return b;
    if (b.size == 0) return a;
    const double size = a.size + b.size, gap = b.mean - a.mean;
    return {size, a.mean + gap * (b.size / size),
            a.squares + b.squares + gap * gap * a.size * (b.size / size)};
}

std::size_t place_of(GaussianMeasure measure) { return static_cast<std::size_t>(measure); }

void add_model(GaussianMeasured& moments, double mean, const GaussianModel& model) {
    const auto put = [&](GaussianMeasure measure, double value) {
        moments[place_of(measure)].add(point(value));
    };
    put(GaussianMeasure::mean, mean + model.off);
    put(GaussianMeasure::variance, model.variance);
    put(GaussianMeasure::log_variance,
        model.log_variance == -directed::infinity ? directed::infinity : model.log_variance);
    put(GaussianMeasure::deviation, std::exp(model.log_variance / 2));
    put(GaussianMeasure::drift, model.off * model.off);
}

void merge_generations(std::vector<GaussianMeasured>& sum, const std::vector<GaussianMeasured>& more) {
    for (std::size_t t = 0; t < sum.size(); ++t)
        for (std::size_t m = 0; m < kGaussianMeasures; ++m)
            sum[t][m].merge(more[t][m]);
}

// One thread of a run.
struct GaussianRunner {
    const GaussianPlan& plan;
    const std::vector<double>& world_off;  // the worlds' means less mu[0]
    const Chunks& chunks;
    ChunkedRun<std::vector<GaussianMeasured>>& run;
    const std::function<void(std::uint64_t&)>& report;  // takes the number of generations that are new
    std::uint64_t unreported = 0;

    bool fill(std::uint64_t chunk, std::vector<GaussianMeasured>& moments) {
        const std::size_t T = plan.generations();
        moments.resize(T);
        const auto [first, end] = chunks.replicates_of(chunk);
        const double mean = nearest(plan.mean), variance = nearest(plan.variance);
        for (std::uint32_t number = first; number < end; ++number) {
            GaussianModel model{0, variance, std::log(variance)};
            for (std::size_t t = 0; t < T; ++t) {
                RandomStream random(plan.seed,
                                    {.replicate = number, .generation = static_cast<std::uint32_t>(t)});
                model.step(plan.draws[t], world_off[t], random);
                add_model(moments[t], mean, model);
                constexpr std::uint64_t often = 4096;
                if (++unreported < often) continue;
                report(unreported);
                if (run.stopped()) return false;
            }
        }
        return !run.stopped();
    }
    void finish() { report(unreported); }
};

}  // namespace

void GaussianModel::step(const GaussianDraw& draw, double world_off, RandomStream& random) {
    const std::uint64_t n = draw.samples;
    const std::uint64_t fresh = binomial_draw(random, n, nearest(draw.share));
    if (draw.before == 0 && fresh == 0) {  // the closed loop's step, whose factor has a logarithm of its own
        const auto degrees = static_cast<double>(n - 1);
        off += std::sqrt(variance / static_cast<double>(n)) * normal_draw(random);
        const double factor = chi_square_draw(random, n - 1) / degrees;
        variance *= factor;
        log_variance += std::log(factor);
        return;
    }
    PooledSample pool;
    if (draw.before > 0) {
        const auto m = static_cast<double>(draw.before);
        pool = {m, off, (m - 1) * variance};
    }
    pool = joined(pool, pool_of(fresh, world_off, nearest(draw.world_variance), random));
    pool = joined(pool, pool_of(n - fresh, off, variance, random));
    off = pool.mean;
    variance = pool.squares / (pool.size - 1);
    log_variance = std::log(variance);
}

bool run_gaussian(const GaussianPlan& plan, GaussianState& state, const GaussianRunOptions& options) {
    const std::size_t T = plan.generations();
    const Chunks chunks(plan.replicates);
    std::vector<double> world_off;
    for (const GaussianDraw& draw : plan.draws)
        world_off.push_back(nearest(Rational(draw.world_mean - plan.mean)));
    state.generations.resize(T);
    std::uint64_t done = 0;
    const std::uint64_t total = (plan.replicates - state.replicates_done) * T;
    ChunkedRun<std::vector<GaussianMeasured>> chunked(
        state.chunks_done, chunks.count(), [&](const std::vector<GaussianMeasured>& moments) {
            merge_generations(state.generations, moments);
            state.replicates_done = chunks.replicates_in(++state.chunks_done);
            if (options.keep) options.keep(state);
        });
    const std::function<void(std::uint64_t&)> report = [&](std::uint64_t& more) {
        const std::lock_guard lock(chunked.mutex());
        done += std::exchange(more, 0);
        if (options.progress && !options.progress(done, total)) chunked.stop();
    };
    return chunked.run(options.threads, [&] {
        return GaussianRunner{plan, world_off, chunks, chunked, report};
    });
}

namespace {

// The start's measure, as far as doubles go.
DoubleInterval start_value(GaussianMeasure measure, const GaussianPlan& plan) {
    const DoubleInterval s2 = kernel.rational(plan.variance);
    switch (measure) {
        case GaussianMeasure::mean:
            return kernel.rational(plan.mean);
        case GaussianMeasure::variance:
            return s2;
        case GaussianMeasure::log_variance:
            return plan.variance == 0 ? point(-directed::infinity) : kernel.log(s2);
        case GaussianMeasure::deviation:
            return kernel.sqrt(s2);
        case GaussianMeasure::drift:
            return {0, 0};
    }
    throw std::logic_error("a measure that is none");
}

MeasureEstimate gaussian_estimate(const MeasureMoments& moments, GaussianMeasure measure,
                                  const KnownMoments& known, double doubt) {
    MeasureEstimate result = estimate_without_bounds(moments);
    const bool of_log = measure == GaussianMeasure::log_variance, of_mean = measure == GaussianMeasure::mean;
    result.expectation = DoubleInterval::whole_line();
    if (moments.infinite > 0) {
        result.average = point(-directed::infinity);
        result.expectation.hi = known.expectation.hi;
        return result;
    }
    if (const double radius = known.radius(moments.finite.n, doubt); radius < directed::infinity)
        result.expectation = {directed::add_down(result.average.lo, -radius),
                              directed::add_up(result.average.hi, radius)};
    if (!of_log && !of_mean) result.expectation.lo = std::max(result.expectation.lo, 0.0);
    if (!known.exact) result.expectation.hi = std::min(result.expectation.hi, known.expectation.hi);
    return result;
}

}  // namespace

std::vector<GaussianEstimates> estimates(const GaussianPlan& plan, const GaussianState& state,
                                         double confidence, Sharing sharing) {
    const std::size_t T = plan.generations();
    const double doubt = doubt_of_each(confidence, sharing, kGaussianMeasures * T);
    const std::vector<KnownGaussian> known = known_gaussian(plan.draws, plan.mean, plan.variance);
    std::vector<GaussianEstimates> result(T + 1);
    for (std::size_t m = 0; m < kGaussianMeasures; ++m) {
        const auto measure = static_cast<GaussianMeasure>(m);
        result[0][m] = {estimate_of_constant(start_value(measure, plan), state.replicates_done), known[0][m]};
        for (std::size_t t = 1; t <= T; ++t)
            result[t][m] = {gaussian_estimate(state.generations[t - 1][m], measure, known[t][m], doubt),
                            known[t][m]};
    }
    return result;
}

std::string to_text(const GaussianState& state, const std::string& parameters) {
    return measures_to_text(kGaussianTitle, parameters, state);
}

GaussianState gaussian_state_from_text(const std::string& text, const std::string& parameters) {
    return measures_from_text<GaussianState>({text, kGaussianTitle, parameters, "a simulation of Gaussians"});
}

}  // namespace groundcheck
