#include "cli/simulate_gaussian.hpp"

#include <fmt/format.h>

#include "audit/figures/series_figure.hpp"
#include "cli/command.hpp"
#include "cli/plot_option.hpp"
#include "cli/simulate_process.hpp"
#include "cli/simulation_session.hpp"
#include "cli/written_number.hpp"
#include "reports/gaussian_series.hpp"
#include "reports/measure_text.hpp"
#include "sim/gaussian_simulation.hpp"
#include "theorems/language/error.hpp"

namespace groundcheck::cli {

namespace {

// Options of single symbols mean nothing here and are refused, not ignored.
void refuse_symbols(const SimulateOptions& options) {
    const auto refuse_if = [](bool given, const std::string& option) {
        if (given) refuse(option + " has no meaning with --family gaussian", "leave it out");
    };
    refuse_if(options.learner != "frequency", "--learner program");
    refuse_if(options.estimator != "mle", "--estimator");
    refuse_if(options.observable != "rank", "--observable");
    refuse_if(options.drift_from != "start", "--drift-from");
    refuse_if(options.share == "exact", "--share exact");
    const std::string own = first_process_option(options);
    refuse_if(!own.empty(), own);
}

GaussianPlan gaussian_plan(const SimulateOptions& options) {
    refuse_symbols(options);
    if (options.samples.empty())
        refuse("--samples is missing", "say how many samples a generation has, for instance --samples 20");
    GaussianPlan plan;
    const GaussianNumbers start = gaussian_from("--start", options.start);
    plan.mean = start.mean;
    plan.variance = start.variance;
    std::optional<GaussianNumbers> world;
    if (!options.world.empty()) world = gaussian_from("--world", options.world);
    const Schedule alpha(options.alpha, "--alpha"), samples(options.samples, "--samples");
    std::uint64_t before = 0;
    bool shared = false;
    for (std::uint32_t t = 0; t < options.generations; ++t) {
        constexpr std::uint64_t most = 1'000'000;  // as in claims
        const std::uint64_t n = samples_at(samples, t);
        if (n > most)
            refuse(fmt::format("--samples is {} at t = {}", n, t), "a Gaussian is fitted to at most 10^6");
        if (before == 1 || before + n < 2)
            refuse(
                fmt::format("--samples: one sample at t = {} has no unbiased variance", before == 1 ? 0 : t),
                "a Gaussian is fitted to two or more");
        GaussianDraw draw{static_cast<std::uint32_t>(n), before, share_at(alpha, t)};
        if (world) {
            draw.world_mean = world->mean;
            draw.world_variance = world->variance;
        }
        shared = shared || draw.share != 0;
        plan.draws.push_back(draw);
        if (options.data == "accumulate") before += n;
    }
    if (shared && !world)
        refuse("--alpha is the world's share of the samples, and there is no --world",
               "say the world's mean and variance, for instance --world 0,1");
    if (world && !shared)
        refuse("without a share --alpha the world is never seen", "for instance --alpha 1/10");
    plan.replicates = options.replicates;
    plan.seed = options.seed;
    return plan;
}

Parameters gaussian_parameters(const SimulateOptions& options) {
    return {{"family", "gaussian"},
            {"start", options.start},
            {"world", options.world.empty() ? "none" : options.world},
            {"alpha", options.alpha},
            {"samples", options.samples},
            {"data", options.data},
            {"generations", std::to_string(options.generations)},
            {"replicates", std::to_string(options.replicates)},
            {"seed", std::to_string(options.seed)}};
}

// Whether all is done; the state is kept as --resume says.
bool run_gaussians(const GaussianPlan& plan, const SimulateOptions& options, GaussianState& state,
                   const std::string& parameters) {
    return run_kept(
        options, state, [&](const std::string& text) { return gaussian_state_from_text(text, parameters); },
        [&](const GaussianState& now) { return to_text(now, parameters); },
        [&](GaussianState& now, SimulationWatch& watch, const auto& keep) {
            GaussianRunOptions run;
            run.threads = options.threads;
            run.progress = [&](std::uint64_t done, std::uint64_t total) { return watch.go_on(done, total); };
            run.keep = keep;
            return run_gaussian(plan, now, run);
        });
}

std::vector<Figure> gaussian_figures(const GaussianSeries& series) {
    const auto quantity = [&](GaussianMeasure measure, const char* label) {
        figures::SeriesQuantity result;
        const auto m = static_cast<std::size_t>(measure);
        result.name = kGaussianMeasureNames[m];
        result.label = label;
        bool bounded = true, known = true;
        for (const GaussianEstimates& generation : series.generations) {
            const auto& [estimate, moments] = generation[m];
            result.average.push_back(middle(estimate.average));
            result.band.push_back(estimate.expectation);
            result.enclosed.push_back(moments.expectation);
            bounded = bounded && estimate.expectation.lo > -directed::infinity &&
                      estimate.expectation.hi < directed::infinity;
            known = known && moments.exact;
        }
        if (!bounded) result.band.clear();
        if (!known) result.enclosed.clear();
        return result;
    };
    return {figures::series_figure("variance", "Expected variance of the model", "variance",
                                   {quantity(GaussianMeasure::variance, "s2")}),
            figures::series_figure("log_variance", "Expected logarithm of the variance", "nats",
                                   {quantity(GaussianMeasure::log_variance, "log s2")}),
            figures::series_figure("drift", "Expected squared distance of the mean from the start",
                                   "squared distance", {quantity(GaussianMeasure::drift, "drift")})};
}

}  // namespace

GaussianNumbers gaussian_from(const std::string& option, const std::string& text) {
    const std::string form = "a mean and a variance, for instance " + option + " 0,1";
    if (text.empty()) refuse(option + " is missing", form);
    const std::size_t comma = text.find(',');
    const auto mean = written_number(text.substr(0, comma));
    const auto variance = comma == std::string::npos ? std::nullopt : written_number(text.substr(comma + 1));
    if (!mean || !variance) refuse(fmt::format("{} {} is no Gaussian", option, text), form);
    if (*variance < 0)
        refuse(fmt::format("{}: the variance {} is negative", option, to_string(*variance)), form);
    return {*mean, *variance};
}

int simulate_gaussians(const SimulateOptions& options) {
    const GaussianPlan plan = gaussian_plan(options);
    const Parameters parameters = gaussian_parameters(options);
    GaussianState state;
    if (!run_gaussians(plan, options, state, parameter_lines(parameters)))
        return stopped_after(state.replicates_done, options);
    const GaussianSeries series{
        parameters,         estimates(plan, state, options.confidence, sharing_of(options)),
        plan.draws,         options.replicates,
        options.confidence, sharing_of(options)};
    if (!options.plot.empty()) write_plot(options.plot, gaussian_figures(series));
    write_series(options, options.format == "csv"    ? gaussian_csv(series)
                          : options.format == "json" ? gaussian_json(series)
                                                     : gaussian_text(series));
    return exit_pass;
}

void set_gaussian(Point& point, const SimulateOptions& options) {
    if (!options.world.empty())
        refuse("with --claims a Gaussian's --world is the claim's own", "a claim's [process] says it");
    const GaussianNumbers start = gaussian_from("--start", options.start);
    point.scalars["mu"] = start.mean;
    point.scalars["s2"] = start.variance;
}

}  // namespace groundcheck::cli
